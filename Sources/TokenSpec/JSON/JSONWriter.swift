extension JSON {
    /// The value as JSON on one line.
    package var compact: String {
        var text = ""
        write(to: &text, indentation: nil)
        return text
    }

    /// The value as JSON with a line a member and two spaces a level; arrays of plain values stay on one line.
    package var pretty: String {
        var text = ""
        write(to: &text, indentation: 0)
        return text
    }

    private var isContainer: Bool {
        switch self {
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }

    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .integer(let number): text += String(number)
        // JSON has no infinity; null is what JavaScript writes for it.
        case .number(let number): text += number.isFinite ? "\(number)" : "null"
        case .string(let string): JSON.quote(string, to: &text)
        case .array(let elements):
            let inner = elements.contains(where: \.isContainer) ? indentation.map { $0 + 2 } : nil
            JSON.write(elements, open: "[", close: "]", indentation: inner, spaced: indentation != nil, to: &text) {
                $0.write(to: &$1, indentation: inner)
            }
        case .object(let members):
            let inner = indentation.map { $0 + 2 }
            JSON.write(members, open: "{", close: "}", indentation: inner, spaced: inner != nil, to: &text) {
                JSON.quote($0.name, to: &$1)
                $1 += inner == nil ? ":" : ": "
                $0.value.write(to: &$1, indentation: inner)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        open: String,
        close: String,
        indentation: Int?,
        spaced: Bool,
        to text: inout String,
        element write: (Element, inout String) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += indentation == nil && spaced ? ", " : "," }
            if let indentation { text += "\n" + String(repeating: " ", count: indentation) }
            write(element, &text)
        }
        if let indentation, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indentation - 2) }
        text += close
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        // Most strings need no escape.
        guard string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }) else {
            text += string
            text += "\""
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case ..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
