public import PolicyDiagnostics
public import TokenSpec

extension Refusal {
    /// One thing that stands against a call, for code that acts on it.
    public struct Reason: Sendable {
        /// What kind of thing it is.
        public let code: Code
        /// The field that it is about; nil where the call as a whole is refused.
        public let field: Field?
        /// What stands against the call, on one line, without any value of a personal field.
        public let message: String
        /// Where the guard, the lock or the requirement is written that refuses; nil where the specification does.
        public let guardedAt: SourceSpan?
    }

    /// What kind of thing stands against a call: the id of the rule that it breaks.
    ///
    /// Ids that later versions add are codes too, so a switch over them needs a default.
    public struct Code: Hashable, Sendable, RawRepresentable {
        /// The rule's id, such as `override-denied`.
        public let rawValue: String

        /// The code of a rule.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The field may not be overridden.
        public static let overrideDenied = Code(.overrideDenied)
        /// The field is locked.
        public static let overrideLocked = Code(.overrideLocked)
        /// The field may only be switched off.
        public static let overrideNotDisable = Code(.overrideNotDisable)
        /// The list may only become narrower.
        public static let overrideNotNarrower = Code(.overrideNotNarrower)
        /// The number is outside its bounds.
        public static let overrideOutOfRange = Code(.overrideOutOfRange)
        /// The value is not one of those to choose from.
        public static let overrideNotOneOf = Code(.overrideNotOneOf)
        /// The list has codes that are not among those to choose from.
        public static let overrideNotSubset = Code(.overrideNotSubset)
        /// The URL leads to a host that it may not.
        public static let overrideHost = Code(.overrideHost)
        /// The call does not give what it must.
        public static let requiredFieldMissing = Code(SpecificationRule.requiredFieldMissing.descriptor)
        /// There is no profile of that name.
        public static let profileUnknown = Code(.profileUnknown)
        /// The profile only serves to be extended.
        public static let profileAbstract = Code(.profileAbstract)
        /// There is no environment of that name.
        public static let environmentUnknown = Code(.environmentUnknown)

        private init(_ rule: RuleDescriptor) { rawValue = rule.id }
    }

    /// Everything that stands against the call, in the order of ``diagnostics``.
    public var reasons: [Reason] {
        diagnostics.map { diagnostic in
            Reason(
                code: Code(rawValue: diagnostic.rule),
                field: diagnostic.field.flatMap(Field.init(path:)),
                message: diagnostic.message,
                guardedAt: diagnostic.related.first?.span
            )
        }
    }
}
