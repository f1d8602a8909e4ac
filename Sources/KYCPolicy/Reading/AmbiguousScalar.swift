/// Plain scalars that tools of YAML 1.1 take for something else than text.
enum AmbiguousScalar {
    private static let booleans: Set<String> = [
        "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE",
        "on", "On", "ON", "off", "Off", "OFF",
    ]

    /// What a tool of YAML 1.1 takes a plain scalar for, as a noun phrase; nil where it takes it for text.
    static func reading(of text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 64 else { return nil }
        if booleans.contains(text) { return "a truth value" }
        var digits = bytes[...]
        if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        guard let start = digits.first, start.isDecimal || start == UInt8(ascii: ".") else { return nil }
        return number(digits)
    }

    /// Reads what follows the sign, by the type repository of YAML 1.1.
    private static func number(_ digits: ArraySlice<UInt8>) -> String? {
        let body = digits.filter { $0 != UInt8(ascii: "_") }
        if body.allSatisfy(\.isDecimal) {
            let isOctal = body.count > 1 && body[0] == UInt8(ascii: "0") && body.allSatisfy { $0 < UInt8(ascii: "8") }
            return isOctal ? "an octal number" : "a number"
        }
        if body.starts(with: "0x".utf8) { return body.dropFirst(2).allSatisfy(\.isHexadecimal) ? "a number" : nil }
        if body.starts(with: "0b".utf8) {
            return body.dropFirst(2).allSatisfy { $0 == 0x30 || $0 == 0x31 } ? "a number" : nil
        }
        let parts = body.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        if parts.count > 1 {
            let isSexagesimal = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDecimal) && $0.count <= 2 }
            return isSexagesimal ? "a number of base 60" : nil
        }
        return Double(String(decoding: body, as: UTF8.self)) == nil ? nil : "a number"
    }
}

extension UInt8 {
    fileprivate var isDecimal: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    fileprivate var isHexadecimal: Bool { Unicode.Scalar(self).properties.isASCIIHexDigit }
}
