/// One finding, with everything that a person or an editor needs to act on it.
public struct Diagnostic: Sendable {
    /// The id of the rule that was broken.
    public let rule: String
    /// How much it weighs.
    public var severity: Severity
    /// What is wrong and what is legal, on one line.
    public package(set) var message: String
    /// Where it is.
    public let place: Place
    /// A few words to stand under the place.
    public var label: String?
    /// The profile that it concerns.
    public var profile: String?
    /// The environment that it concerns.
    public var environment: String?
    /// The path of the field that it concerns.
    public var field: String?
    /// Other places that explain it.
    public var related: [Related] = []
    /// A change that mends it.
    public var fix: Fix?
    /// Whether the lines that it points at may hold personal data, so that they are not shown.
    package var isConfidential = false

    /// A place that helps to understand a diagnostic.
    public struct Related: Sendable {
        /// Where it is.
        public let span: SourceSpan
        /// A few words to stand under the place.
        public let message: String

        package init(_ span: SourceSpan, _ message: String) {
            self.span = span
            self.message = message
        }
    }

    package init(
        _ rule: RuleDescriptor,
        at place: Place,
        _ message: String,
        label: String? = nil,
        profile: String? = nil,
        environment: String? = nil,
        field: String? = nil,
        related: [Related] = [],
        fix: Fix? = nil
    ) {
        self.rule = rule.id
        self.severity = rule.severity
        self.message = message
        self.place = place
        self.label = label
        self.profile = profile
        self.environment = environment
        self.field = field
        self.related = related
        self.fix = fix
    }
}

/// A change to files that mends a diagnostic.
public struct Fix: Sendable {
    /// A replacement of one stretch of a file.
    public struct Edit: Sendable {
        /// What is replaced; empty to insert.
        public let span: SourceSpan
        /// What stands there afterwards.
        public let text: String

        package init(_ span: SourceSpan, _ text: String) {
            self.span = span
            self.text = text
        }
    }

    /// Whether the change keeps what the policy means.
    public let isSafe: Bool
    /// What the change does, such as `replace lt by LT`.
    public let description: String
    /// The replacements; none overlap.
    public let edits: [Edit]

    package init(isSafe: Bool, description: String, edits: [Edit]) {
        self.isSafe = isSafe
        self.description = description
        self.edits = edits
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The first line of the text form, such as `policies/a.yaml:14:17: error: … [lifetime-range]`.
    public var description: String { TextRenderer().headline(self) }
}
