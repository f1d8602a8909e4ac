/// A value that breaks a rule, in words for the person who must mend it.
///
/// Texts never repeat a value of a field that holds personal data.
package struct Violation: Error, Hashable, Sendable {
    package let rule: SpecificationRule
    /// The field; nil where the request as a whole is wrong.
    package let field: Field?
    /// Which element of a list, from 0.
    package var element: Int?
    /// What is wrong, and what is legal.
    package let message: String
    /// A few words to stand under the value.
    package let label: String?
    /// The text that was most likely meant.
    package let replacement: String?

    package init(
        _ rule: SpecificationRule,
        _ field: Field?,
        element: Int? = nil,
        _ message: String,
        label: String? = nil,
        replacement: String? = nil
    ) {
        self.rule = rule
        self.field = field
        self.element = element
        let isHintMissing = replacement.map { !message.hasSuffix($0) } ?? false
        self.message = isHintMissing ? "\(message); did you mean \(replacement ?? "")?" : message
        self.label = label ?? replacement.map { "did you mean \($0)?" }
        self.replacement = replacement
    }
}

extension Field {
    /// A value as a message may show it: as it is, cut to a readable length; a field of personal data shows none.
    func shown(_ text: String) -> String {
        holdsPersonalData ? "this value" : text.isEmpty ? "an empty text" : Field.excerpt(text)
    }

    /// A text without line breaks and control characters, of at most 60 characters.
    package static func excerpt(_ text: String) -> String {
        let plain = text.unicodeScalars.prefix(61).map { scalar in
            scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                || scalar.properties.isWhitespace ? " " : Character(scalar)
        }
        return plain.count > 60 ? String(plain.prefix(59)) + "…" : String(plain)
    }
}
