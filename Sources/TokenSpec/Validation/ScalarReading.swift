extension Field {
    /// The value that a YAML scalar, or the text after `--set FIELD=`, writes in the type of the field's kind.
    ///
    /// Whole numbers are `0|-?[1-9][0-9]*`, truth values `true|false`; all else is text as it stands. Null is the
    /// caller's business.
    ///
    /// - Parameter isPlain: whether the scalar stands without quotes; a quoted one is always text.
    /// - Throws: The violation, where the text is not of the field's kind.
    package func value(ofScalar text: String, isPlain: Bool) throws(Violation) -> FieldValue {
        switch kind {
        case .string, .oneOf, .date, .uri, .uuid, .locale, .nationality:
            return .string(text)
        case .boolean:
            if isPlain, text == "true" || text == "false" { return .boolean(text == "true") }
            let meant = Field.booleanWords[text.lowercased()].map(String.init)
            throw wrongKind(
                isPlain ? shown(text) : "the text \"\(shown(text))\"",
                hint: isPlain ? nil : meant.map { "write \($0) without quotes" },
                replacement: isPlain ? meant : nil
            )
        case .duration:
            if isPlain, let count = Field.wholeNumber(text) { return .integer(count) }
            if let duration = Seconds(text) { return .integer(duration.count) }
            throw wrongDuration(text, isPlain: isPlain)
        case .countries, .documents:
            throw wrongKind("the single value \(shown(text))", hint: "write [\(shown(text))]")
        case .group:
            throw wrongKind(shown(text))
        }
    }

    /// What YAML 1.1 and people call true and false.
    private static let booleanWords = [
        "true": true, "yes": true, "on": true, "y": true, "1": true,
        "false": false, "no": false, "off": false, "n": false, "0": false,
    ]

    /// The number that `0|-?[1-9][0-9]*` writes, saturated where `Int` does not hold it; nil for any other text.
    package static func wholeNumber(_ text: String) -> Int? {
        var digits = text.utf8[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        guard let first = digits.first, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            first != UInt8(ascii: "0") || text == "0"
        else { return nil }
        return Int(text) ?? (isNegative ? .min : .max)
    }

    private func wrongDuration(_ text: String, isPlain: Bool) -> Violation {
        if !isPlain, Field.wholeNumber(text) != nil {
            return wrongKind("the text \"\(text)\"", hint: "write \(text) without quotes")
        }
        let digits = text.drop { $0 == "0" }
        if text.hasPrefix("0"), let count = Field.wholeNumber(String(digits)) {
            return wrongKind(
                Field.excerpt(text),
                hint: "write \(count) without the leading zero",
                replacement: String(count)
            )
        }
        return wrongKind(Field.excerpt(text).isEmpty ? "an empty text" : Field.excerpt(text))
    }
}
