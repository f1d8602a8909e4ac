import TokenSpec

/// The texts that must not be repeated, and how they are taken out of what the provider says.
struct SensitiveTexts: Sendable {
    /// What stands in place of a text.
    private static let mask = "[…]"

    /// A text in folded form, and whether it counts only as a whole word: a sex of `M` must not mask every m.
    private struct Needle: Hashable {
        let scalars: [Unicode.Scalar]
        var isWord: Bool { scalars.count < 4 }
    }

    /// The longest first, so that a name's part never leaves the rest of the name standing.
    private var needles: [Needle] = []

    /// The secrets, and the personal data of a request: whole values, and the words of values that have several.
    init(secrets: [String], request: RequestRow) {
        var texts = Set(secrets)
        for field in Field.leaves where field.isPersonal {
            guard case .value(.string(let text)) = request[field] else { continue }
            texts.insert(text)
            texts.formUnion(text.split(whereSeparator: \.isWhitespace).map(String.init).filter { $0.count >= 3 })
        }
        add(texts)
    }

    /// Adds the values of an answer's secret members.
    mutating func add(secretsOf answer: JSON) {
        add(Set(IssuedToken.secretMembers.compactMap { answer[$0]?.string }))
    }

    private mutating func add(_ texts: Set<String>) {
        needles += texts.map { Needle(scalars: SensitiveTexts.oneLine($0).map(SensitiveTexts.folded)) }
            .filter { !$0.scalars.isEmpty }
        needles.sort { $0.scalars.count > $1.scalars.count }
    }

    /// A text on one line, without control characters, masked and of at most `maximumLength` code points.
    func quotable(_ text: String, maximumLength: Int) -> String {
        let scalars = SensitiveTexts.oneLine(text)
        let foldedScalars = scalars.map(SensitiveTexts.folded)
        var result: [Unicode.Scalar] = []
        var position = 0
        while position < scalars.count, result.count <= maximumLength {
            if let needle = needles.first(where: { matches($0, in: foldedScalars, at: position) }) {
                result += SensitiveTexts.mask.unicodeScalars
                position += needle.scalars.count
            } else {
                result.append(scalars[position])
                position += 1
            }
        }
        var quoted = String.UnicodeScalarView(result.prefix(maximumLength))
        if result.count > maximumLength {
            quoted = String.UnicodeScalarView(result.prefix(maximumLength - 1))
            quoted.append("…")
        }
        return String(quoted)
    }

    private func matches(_ needle: Needle, in text: [Unicode.Scalar], at position: Int) -> Bool {
        let end = position + needle.scalars.count
        guard end <= text.count, text[position..<end].elementsEqual(needle.scalars) else { return false }
        guard needle.isWord else { return true }
        return (position == 0 || !text[position - 1].isWordPart) && (end == text.count || !text[end].isWordPart)
    }

    /// The scalars with runs of white space as one space and without what does not show.
    private static func oneLine(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                if result.last != " " { result.append(" ") }
                continue
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned: continue
            default: result.append(scalar)
            }
        }
        while result.last == " " { result.removeLast() }
        return Array(result.drop { $0 == " " })
    }

    /// The scalar regardless of case: the provider upper-cases names.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
}

extension Unicode.Scalar {
    fileprivate var isWordPart: Bool { properties.isAlphabetic || properties.numericType != nil }
}
