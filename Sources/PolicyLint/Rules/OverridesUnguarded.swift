import KYCPolicy
import PolicyDiagnostics

extension LintRule {
    /// A profile says what calls may override: where no layer of its chain does, every legal override passes.
    ///
    /// Policies that use no guards at all get one note, not one a profile.
    static let overridesUnguarded = LintRule(
        id: "overrides-unguarded",
        severity: .note,
        summary: "A profile says what calls may override."
    ) { rule, subject in
        let profiles = subject.bundle?.profiles.values.filter { !$0.isAbstract } ?? []
        let unguarded = profiles.filter { !$0.guards.isWritten }
        let first = unguarded.min {
            ($0.span.path, $0.span.offsets.lowerBound) < ($1.span.path, $1.span.offsets.lowerBound)
        }
        guard let first, profiles.count > 1, unguarded.count == profiles.count else {
            return unguarded.map { profile in
                Diagnostic(
                    rule,
                    at: .source(profile.span),
                    "neither \(profile.name) nor an ancestor has overrides: every legal override of a call passes",
                    profile: profile.name
                )
            }
        }
        return [
            Diagnostic(
                rule,
                at: .source(first.span),
                "no profile has overrides, neither \(first.name) nor another: every legal override of a call passes"
            )
        ]
    }
}
