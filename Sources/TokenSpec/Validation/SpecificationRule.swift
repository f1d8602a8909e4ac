/// What a value can get wrong.
package struct SpecificationRule: Hashable, Sendable {
    /// The stable name that diagnostics carry, such as `lifetime-range`.
    package let id: String
    /// One line on what the rule asks for.
    package let summary: String
    /// Whether the API specification itself refuses what breaks the rule.
    ///
    /// Where it does not, the value is one that the specification takes as plain text.
    package let isInSpecification: Bool

    private init(_ id: String, _ summary: String, isInSpecification: Bool = true) {
        self.id = id
        self.summary = summary
        self.isInSpecification = isInSpecification
    }

    package static let wrongKind = SpecificationRule("wrong-kind", "A value is of the kind that its place takes.")
    package static let nullNotAllowed = SpecificationRule(
        "null-not-allowed",
        "Only fields that the specification calls nullable are null."
    )
    package static let requiredFieldMissing = SpecificationRule(
        "required-field-missing",
        "Every required field is there."
    )
    package static let stringTooLong = SpecificationRule(
        "string-too-long",
        "Text is no longer than its field takes, in Unicode code points."
    )
    package static let valueUnknown = SpecificationRule(
        "value-unknown",
        "A field with a closed list of values has one of them."
    )
    package static let dateInvalid = SpecificationRule(
        "date-invalid",
        "A date is a day of the calendar, written YYYY-MM-DD (RFC 3339)."
    )
    package static let uriInvalid = SpecificationRule("uri-invalid", "A URL is an absolute URI (RFC 3986).")
    package static let uuidInvalid = SpecificationRule("uuid-invalid", "A UUID is in its text form (RFC 4122).")
    package static let countryUnknown = SpecificationRule(
        "country-unknown",
        "A country is an ISO 3166-1 alpha-2 code.",
        isInSpecification: false
    )
    package static let documentTypeUnknown = SpecificationRule(
        "document-type-unknown",
        "A document type is one that the provider lists.",
        isInSpecification: false
    )
    package static let localeUnknown = SpecificationRule(
        "locale-unknown",
        "A locale is one that the provider lists.",
        isInSpecification: false
    )

    /// The rule that a duration stays in its field's range, such as `lifetime-range`.
    package static func range(of field: Field) -> SpecificationRule {
        ranges[field] ?? .wrongKind
    }

    private static let ranges: [Field: SpecificationRule] = Dictionary(
        uniqueKeysWithValues: Field.leaves.compactMap { field in
            guard case .duration(let range, _) = field.kind else { return nil }
            let words = field.name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
            let rule = SpecificationRule(
                "\(words)-range",
                "\(field.path) is \(range.lowerBound) to \(range.upperBound) seconds."
            )
            return (field, rule)
        }
    )

    /// All rules, in the order of their ids.
    package static let all: [SpecificationRule] =
        ([
            wrongKind, nullNotAllowed, requiredFieldMissing, stringTooLong, valueUnknown, dateInvalid, uriInvalid,
            uuidInvalid, countryUnknown, documentTypeUnknown, localeUnknown,
        ] + ranges.values).sorted { $0.id < $1.id }
}
