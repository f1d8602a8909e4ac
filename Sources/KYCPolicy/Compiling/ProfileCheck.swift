import PolicyDiagnostics
import TokenSpec

/// What a profile that can be issued must satisfy as a whole, in every environment.
struct ProfileCheck {
    private let profile: CompiledProfile
    private var diagnostics: [Diagnostic] = []

    init(_ profile: CompiledProfile) { self.profile = profile }

    /// What is wrong with the profile.
    func run() -> [Diagnostic] {
        var check = self
        check.check(profile.row, in: nil, except: profile.unreadFields)
        for (name, environment) in profile.environments.sorted(by: { $0.key < $1.key })
        where !environment.layers.isEmpty {
            check.check(environment.row, in: name, except: environment.unreadFields)
        }
        return check.diagnostics
    }

    private mutating func check(_ row: RequestRow, in environment: String?, except unread: Set<Field>) {
        for field in Field.leaves where field.isRequired && !field.isPerCall && row[field] == .absent {
            if !unread.contains(field) { reportMissing(field, environment) }
        }
        guard !profile.guards.isIncomplete else { return }
        for field in Field.leaves where field.isList {
            guard let span = profile.guards[field].narrowing, !unread.contains(field) else { continue }
            if case .value = row[field] { continue }
            reportNarrowing(field, span, environment)
        }
        for (field, span) in profile.requirements.sorted(by: { $0.key.index < $1.key.index }) {
            if unread.contains(field) { continue }
            if case .value = row[field] { continue }
            if let reason = obstacle(to: field, row) { reportUnmeetable(field, span, reason, environment) }
        }
    }

    /// Why no call can give the field a value; nil where one can.
    private func obstacle(to field: Field, _ row: RequestRow) -> (reason: String, span: SourceSpan?)? {
        if let lock = profile.locks[field] { return ("is locked", lock) }
        let guarded = profile.guards[field]
        if guarded.allowsSomeValue { return nil }
        let span = guarded.denial ?? guarded.disabling ?? guarded.sources.last
        return ("may not be given by a call", span)
    }

    private mutating func reportMissing(_ field: Field, _ environment: String?) {
        let unset = profile.layers(in: environment).last { $0[field]?.state.isUnset == true }?[field]?.place.span
        let hint = "every request needs it: write \(field.expectation)"
        diagnostics.append(
            Diagnostic(
                SpecificationRule.requiredFieldMissing.descriptor,
                at: .source(unset ?? profile.span),
                unset == nil
                    ? "\(profile.name) has no \(field.path), and \(hint), or make the profile abstract"
                    : "\(profile.name) has no \(field.path) because it is unset here, but \(hint)",
                profile: profile.name,
                environment: environment,
                field: field.path
            )
        )
    }

    private mutating func reportNarrowing(_ field: Field, _ span: SourceSpan, _ environment: String?) {
        let place = environment.map { " in the environment \($0)" } ?? ""
        diagnostics.append(
            Diagnostic(
                .narrowWithoutList,
                at: .source(span),
                "\(profile.name) has no list of \(field.path)\(place) that a call could narrow: write one, or guard it by subsetOf",
                profile: profile.name,
                environment: environment,
                field: field.path,
                related: [Diagnostic.Related(profile.span, "has no \(field.path)")]
            )
        )
    }

    private mutating func reportUnmeetable(
        _ field: Field,
        _ span: SourceSpan,
        _ obstacle: (reason: String, span: SourceSpan?),
        _ environment: String?
    ) {
        let place = environment.map { " in the environment \($0)" } ?? ""
        diagnostics.append(
            Diagnostic(
                .requirementUnmeetable,
                at: .source(span),
                "\(profile.name) requires \(field.path), which has no value\(place) and \(obstacle.reason): no call can meet that",
                profile: profile.name,
                environment: environment,
                field: field.path,
                related: [obstacle.span.map { Diagnostic.Related($0, obstacle.reason) }].compactMap(\.self)
            )
        )
    }
}
