import KYCPolicy
package import PolicyDiagnostics

/// A rule of advice: what is legal, and most likely not meant.
///
/// Rules are values, one a file. What the language and the specification demand is checked where policies are read and
/// compiled; only what goes beyond that is a lint rule.
package struct LintRule: Sendable {
    package let descriptor: RuleDescriptor
    /// Finds what breaks the rule.
    let check: @Sendable (LintSubject) -> [Diagnostic]

    init(
        id: String,
        severity: Severity = .warning,
        summary: String,
        check: @escaping @Sendable (RuleDescriptor, LintSubject) -> [Diagnostic]
    ) {
        let descriptor = RuleDescriptor(id: id, tier: .lint, severity: severity, summary: summary)
        self.descriptor = descriptor
        self.check = { check(descriptor, $0) }
    }

    /// All rules, in the order of their ids.
    package static let all: [LintRule] = [.overridesUnguarded, .personalDataInProfile]
}

/// What lint rules look at.
struct LintSubject {
    /// The files as they are written.
    let files: [PolicyFile]
    /// What they compile to; nil where there is an error.
    let bundle: PolicyBundle?
}
