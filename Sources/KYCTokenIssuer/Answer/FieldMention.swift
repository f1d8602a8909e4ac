import TokenSpec

/// The search for a field's name in what the provider says.
enum FieldMention {
    /// The path of the field that a message most likely speaks of: named by its path or by its name in either form.
    ///
    /// Names that are English words too, such as `name`, count only where they stand first or in quotes.
    static func path(in message: String) -> String? {
        let words = words(of: message)
        for word in words {
            if let field = distinctive(word.text) { return field.path }
        }
        for (index, word) in words.enumerated() where index == 0 || word.isQuoted {
            if let field = leaf(named: word.text) { return field.path }
        }
        return nil
    }

    private struct Word {
        let text: String
        let isQuoted: Bool
    }

    private static func words(of message: String) -> [Word] {
        var words: [Word] = []
        var text = ""
        var opening: Character?
        var previous: Character?
        func isQuote(_ character: Character?) -> Bool { character.map { "'\"`“”‘’".contains($0) } ?? false }
        // Field names are ASCII and short; what comes late in a long message names nothing.
        for character in message.prefix(1000) + [" "] {
            if character.isASCII, character.isLetter || character.isNumber || character == "." || character == "_" {
                if text.isEmpty { opening = previous }
                text.append(character)
            } else if !text.isEmpty {
                let trimmed = text.last == "." ? String(text.dropLast()) : text
                words.append(Word(text: trimmed, isQuoted: isQuote(opening) && isQuote(character)))
                text = ""
            }
            previous = character
        }
        return words
    }

    /// The field of a word that is nothing but a field's name: it has a dot or a capital inside.
    private static func distinctive(_ word: String) -> Field? {
        if word.contains("."), let field = Field(path: word) { return field }
        let name = camelCase(word)
        guard name.dropFirst().contains(where: \.isUppercase) else { return nil }
        return leaf(named: name)
    }

    private static func leaf(named name: String) -> Field? {
        Field.leaves.first { $0.name == name } ?? Field.flatNamed(name)
    }

    /// A name such as `date_of_birth` as the endpoint writes it.
    private static func camelCase(_ word: String) -> String {
        guard word.contains("_") else { return word }
        let parts = word.lowercased().split(separator: "_")
        return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}
