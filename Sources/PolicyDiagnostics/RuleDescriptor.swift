/// What is known about a rule apart from its check: SARIF's `reportingDescriptor`.
public struct RuleDescriptor: Hashable, Sendable {
    /// Where a rule comes from, which decides whether it can be configured.
    public enum Tier: String, Sendable {
        /// What the API specification and the policy language demand; always an error.
        case specification
        /// What a call may override.
        case override
        /// Advice, whose severity a configuration may change.
        case lint
    }

    /// The stable name, in lower-kebab-case.
    public let id: String
    /// Where the rule comes from.
    public let tier: Tier
    /// How much a finding weighs unless configured otherwise.
    public let severity: Severity
    /// One line on what the rule asks for.
    public let summary: String

    package init(id: String, tier: Tier, severity: Severity, summary: String) {
        self.id = id
        self.tier = tier
        self.severity = severity
        self.summary = summary
    }
}
