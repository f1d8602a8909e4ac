import KYCPolicy
package import PolicyDiagnostics

/// A rule of advice: what is legal, and most likely not meant.
///
/// Rules are values, one a file. What the language and the specification demand is checked where policies are read and
/// compiled; only what goes beyond that is a lint rule.
package struct LintRule: Sendable {
    package let descriptor: RuleDescriptor
    /// Finds what breaks the rule in one profile as it is written.
    let check: @Sendable (ProfileDeclaration) -> [Diagnostic]

    init(
        id: String,
        severity: Severity = .warning,
        summary: String,
        check: @escaping @Sendable (RuleDescriptor, ProfileDeclaration) -> [Diagnostic]
    ) {
        let descriptor = RuleDescriptor(id: id, tier: .lint, severity: severity, summary: summary)
        self.descriptor = descriptor
        self.check = { check(descriptor, $0) }
    }

    /// All rules, in the order of their ids.
    package static let all: [LintRule] = [.personalDataInProfile]
}
