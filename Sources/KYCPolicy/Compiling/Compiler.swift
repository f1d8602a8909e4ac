import PolicyDiagnostics
import TokenSpec

/// Turns declarations into profiles that a call only has to be laid over.
struct Compiler {
    let isComplete: Bool
    private(set) var diagnostics: [Diagnostic] = []
    private var declarations: [ProfileDeclaration] = []
    private var indices: [String: Int] = [:]

    /// The most profiles in a chain, the profile itself counted.
    static let maximumChainLength = 64

    init(isComplete: Bool) { self.isComplete = isComplete }

    /// Compiles the profiles and keeps what is wrong with them.
    mutating func compile(_ profiles: [ProfileDeclaration]) -> [String: CompiledProfile] {
        collect(profiles)
        var graph = InheritanceGraph(declarations: declarations, indices: indices)
        graph.resolve(reportingUnknownParents: isComplete)
        diagnostics += graph.diagnostics
        var compiled: [CompiledProfile?] = Array(repeating: nil, count: declarations.count)
        for index in graph.order {
            let declaration = declarations[index]
            let parent = graph.parents[index].flatMap { compiled[$0] }
            let isCut = graph.parents[index] == nil && declaration.parent.isWritten
            let profile = CompiledProfile(declaration, parent: parent, isChainCut: isCut)
            check(declaration, profile)
            compiled[index] = profile
        }
        return Dictionary(uniqueKeysWithValues: compiled.compactMap(\.self).map { ($0.name, $0) })
    }

    private mutating func collect(_ profiles: [ProfileDeclaration]) {
        for profile in profiles {
            guard let first = indices[profile.name.text] else {
                indices[profile.name.text] = declarations.count
                declarations.append(profile)
                continue
            }
            diagnostics.append(
                Diagnostic(
                    .profileDuplicate,
                    at: .source(profile.name.span),
                    "\(profile.name.text) is already written in \(declarations[first].name.span.path): rename or merge one of the two",
                    profile: profile.name.text,
                    related: [Diagnostic.Related(declarations[first].name.span, "first written here")]
                )
            )
        }
    }

    /// Checks each entry where it is written, and the folded row for what it must have.
    private mutating func check(_ declaration: ProfileDeclaration, _ profile: CompiledProfile) {
        for entry in declaration.layer.entries {
            for violation in entry.violations {
                var diagnostic = Diagnostic(violation, at: entry.place(of: violation), profile: profile.name)
                if let inherited = profile.inherited(entry.field), let value = inherited.place.span,
                    let written = inherited.written, violation.rule.isInSpecification, !entry.field.isPersonal
                {
                    diagnostic.related.append(
                        Diagnostic.Related(written, "overrides the inherited \(Field.excerpt(value.text))")
                    )
                }
                diagnostics.append(diagnostic)
            }
        }
        guard !profile.isAbstract, !profile.isChainCut else { return }
        for field in Field.leaves where field.isRequired && !field.isPerCall && profile.row[field] == .absent {
            guard !profile.unreadFields.contains(field) else { continue }
            diagnostics.append(missing(field, declaration, profile))
        }
    }

    private func missing(
        _ field: Field,
        _ declaration: ProfileDeclaration,
        _ profile: CompiledProfile
    ) -> Diagnostic {
        let unset = declaration.layer[field].flatMap(\.place.span)
        let hint = "every request needs it: write \(field.expectation)"
        return Diagnostic(
            SpecificationRule.requiredFieldMissing.descriptor,
            at: .source(unset ?? declaration.name.span),
            unset == nil
                ? "\(profile.name) has no \(field.path), and \(hint), or make the profile abstract"
                : "\(profile.name) unsets \(field.path), but \(hint)",
            profile: profile.name,
            field: field.path
        )
    }
}

extension ProfileDeclaration.Parent {
    /// Whether there is meant to be a parent.
    var isWritten: Bool {
        if case .none = self { return false }
        return true
    }
}
