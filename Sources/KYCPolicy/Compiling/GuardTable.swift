package import PolicyDiagnostics
package import TokenSpec

/// What a call may override of one profile: the guards of its whole chain.
package struct GuardTable: Sendable {
    /// The guards of the fields that some layer lists, by their places in the field table.
    private var guards: [EffectiveGuard?] = Array(repeating: nil, count: Field.table.count)
    /// Where a layer denies the fields that no layer lists.
    package private(set) var defaultDenial: SourceSpan?
    /// Where a layer allows the fields that no layer lists.
    package private(set) var defaultAllowance: SourceSpan?
    /// Whether any layer says anything.
    package private(set) var isWritten = false
    /// Whether a reported mistake keeps part of the guards from being known.
    package private(set) var isIncomplete = false

    package init() {}

    /// The guard of a leaf; for a group, what all its fields let a call do with it as a whole.
    package subscript(field: Field) -> EffectiveGuard {
        if field.isGroup { return EffectiveGuard.clearing(field.members.map { self[$0] }) }
        if let listed = guards[field.index] { return listed }
        if let defaultDenial { return EffectiveGuard(.deny, at: defaultDenial) }
        return defaultAllowance.map { EffectiveGuard(.allow, at: $0) } ?? .unguarded
    }

    /// Whether some layer lists the field.
    package func lists(_ field: Field) -> Bool { guards[field.index] != nil }

    /// Intersects the guards with those of a layer further down, and reports what that tries to loosen.
    mutating func intersect(
        with overrides: OverridesDeclaration,
        sets: SetTable,
        report: (Diagnostic) -> Void
    ) {
        isWritten = true
        isIncomplete = isIncomplete || overrides.isIncomplete
        intersectDefault(overrides, report)
        var reported: Set<Int> = []
        for field in Field.leaves {
            // Within a layer the more exact path wins.
            let candidates = overrides.guards.filter { $0.fields.contains(field) }
            guard let declaration = candidates.first(where: \.isExact) ?? candidates.first else { continue }
            let written = declaration.expanded(by: sets)
            guard var guarded = guards[field.index] else {
                guards[field.index] = EffectiveGuard(written, at: declaration.span)
                continue
            }
            let loosening = guarded.intersect(with: written, at: declaration.span)
            guards[field.index] = guarded
            guard let loosening, reported.insert(declaration.span.offsets.lowerBound).inserted else { continue }
            report(
                Diagnostic(
                    .guardLoosened,
                    at: .source(loosening.span),
                    "\(field.path) is guarded by an ancestor and can only be tightened\(field.isPersonal ? "" : ": \(loosening.reason)")",
                    field: field.path,
                    related: [Diagnostic.Related(loosening.ancestor, "guarded here")]
                )
            )
        }
    }

    private mutating func intersectDefault(_ overrides: OverridesDeclaration, _ report: (Diagnostic) -> Void) {
        guard let allowed = overrides.isDefaultAllowed, allowed.value else {
            if !overrides.isIncomplete || overrides.isDefaultAllowed != nil {
                defaultDenial = defaultDenial ?? overrides.isDefaultAllowed?.span ?? overrides.span
            }
            return
        }
        if let defaultDenial {
            report(
                Diagnostic(
                    .guardLoosened,
                    at: .source(allowed.span),
                    "an ancestor denies what no layer lists, and that can only be tightened: list the fields to open",
                    related: [Diagnostic.Related(defaultDenial, "denied by default here")]
                )
            )
        }
        defaultAllowance = defaultAllowance ?? allowed.span
    }
}

extension GuardDeclaration {
    /// The guard with the sets of its `subsetOf` expanded.
    fileprivate func expanded(by sets: SetTable) -> Guard {
        guard case .bounds(var bounds) = written, let subsetOf, let kind = fields.first.flatMap(SetKind.init) else {
            return written
        }
        bounds.subsetOf = Sourced(sets.expand(subsetOf.value, kind).list.codes, subsetOf.span)
        return .bounds(bounds)
    }
}
