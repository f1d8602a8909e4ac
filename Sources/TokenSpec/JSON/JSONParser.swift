extension JSON {
    /// Why and where a text is not JSON.
    package struct SyntaxError: Error, Equatable {
        /// UTF-8 bytes from the beginning of the text.
        package let offset: Int
        package let message: String

        /// The message with the line and column, both from 1, columns in Unicode code points.
        package func located(in bytes: some Collection<UInt8>) -> String {
            let before = bytes.prefix(offset)
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let lineStart = before.reversed().prefix { $0 != UInt8(ascii: "\n") }
            let column = lineStart.count { $0 & 0xC0 != 0x80 } + 1
            return "line \(line), column \(column): \(message)"
        }
    }

    /// The deepest nesting that is read.
    package static let maximumDepth = 128

    /// The value that UTF-8 bytes write by RFC 8259, neither more nor less.
    ///
    /// Foundation's decoder is not used for bodies that are judged: it accepts trailing commas and silently takes the
    /// first of two members of one name where servers mostly take the last, so a body could pass here and mean
    /// something else there.
    package static func parse(_ bytes: some Sequence<UInt8>) throws(SyntaxError) -> JSON {
        var parser = JSONParser(bytes: Array(bytes))
        return try parser.parseDocument()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func parseDocument() throws(JSON.SyntaxError) -> JSON {
        if let invalid = firstInvalidUTF8() {
            throw JSON.SyntaxError(offset: invalid, message: "not UTF-8")
        }
        skipWhitespace()
        let value = try parseValue(depth: 0)
        skipWhitespace()
        guard position == bytes.count else { throw unexpected("the end") }
        return value
    }

    private func firstInvalidUTF8() -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func unexpected(_ expected: String) -> JSON.SyntaxError {
        guard let byte = current else {
            return JSON.SyntaxError(offset: position, message: "the text ends where \(expected) should stand")
        }
        let found = byte > 0x20 && byte < 0x7F ? "“\(Unicode.Scalar(byte))”" : "a character"
        return JSON.SyntaxError(offset: position, message: "\(found) stands where \(expected) should")
    }

    private mutating func skipWhitespace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: UInt8) -> Bool {
        guard current == character else { return false }
        position += 1
        return true
    }

    private mutating func parseValue(depth: Int) throws(JSON.SyntaxError) -> JSON {
        guard depth < JSON.maximumDepth else {
            throw JSON.SyntaxError(offset: position, message: "nested deeper than \(JSON.maximumDepth) levels")
        }
        guard let byte = current else { throw unexpected("a value") }
        switch byte {
        case UInt8(ascii: "{"): return try parseObject(depth: depth)
        case UInt8(ascii: "["): return try parseArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .boolean(true))
        case UInt8(ascii: "f"): return try parseWord("false", .boolean(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        default: throw unexpected("a value")
        }
    }

    private mutating func parseWord(_ word: String, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw unexpected(word) }
        position += word.utf8.count
        return value
    }

    private mutating func parseObject(depth: Int) throws(JSON.SyntaxError) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        skipWhitespace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipWhitespace()
            guard current == UInt8(ascii: "\"") else { throw unexpected("a member's name in double quotes") }
            let name = try parseString()
            skipWhitespace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
            skipWhitespace()
            members.append(JSON.Member(name, try parseValue(depth: depth + 1)))
            skipWhitespace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw unexpected("a comma or }") }
        return .object(members)
    }

    private mutating func parseArray(depth: Int) throws(JSON.SyntaxError) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipWhitespace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            skipWhitespace()
            elements.append(try parseValue(depth: depth + 1))
            skipWhitespace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw unexpected("a comma or ]") }
        return .array(elements)
    }

    private mutating func parseString() throws(JSON.SyntaxError) -> String {
        let start = position
        position += 1
        var text = ""
        var runStart = position
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                text += String(decoding: bytes[runStart..<position], as: UTF8.self)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                text += String(decoding: bytes[runStart..<position], as: UTF8.self)
                text.unicodeScalars.append(try parseEscape())
                runStart = position
            case ..<0x20:
                throw JSON.SyntaxError(offset: position, message: "a control character stands unescaped in a string")
            default:
                position += 1
            }
        }
        throw JSON.SyntaxError(offset: start, message: "this string is not closed")
    }

    private mutating func parseEscape() throws(JSON.SyntaxError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let byte = current else { throw unexpected("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try parseHexQuad(from: start)
            if let scalar = Unicode.Scalar(unit) { return scalar }
            if unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
                let low = try parseHexQuad(from: start)
                if (0xDC00..<0xE000).contains(low),
                    let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
                {
                    return scalar
                }
            }
            throw JSON.SyntaxError(offset: start, message: "half a surrogate pair is no character")
        default:
            throw JSON.SyntaxError(offset: start, message: "JSON has no such escape")
        }
    }

    private mutating func parseHexQuad(from start: Int) throws(JSON.SyntaxError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw JSON.SyntaxError(offset: start, message: "\\u is not followed by four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    private mutating func parseNumber() throws(JSON.SyntaxError) -> JSON {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try skipDigits() }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try skipDigits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try skipDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int(text) { return .integer(integer) }
        let number = Double(text) ?? .infinity
        return Int(exactly: number).map(JSON.integer) ?? .number(number)
    }

    private mutating func skipDigits() throws(JSON.SyntaxError) {
        guard let first = current, first.isJSONDigit else { throw unexpected("a digit") }
        while let byte = current, byte.isJSONDigit { position += 1 }
    }
}

extension UInt8 {
    fileprivate var isJSONDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
