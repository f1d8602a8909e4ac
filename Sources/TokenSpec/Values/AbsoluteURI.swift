/// An absolute URI with an optional fragment, parsed by the grammar of RFC 3986.
package struct AbsoluteURI: Sendable {
    /// The scheme as written, such as `https`.
    package let scheme: String
    /// What stands before `@` in the authority.
    package let userinfo: String?
    /// The host as written, with the brackets of an IP literal; nil without an authority.
    package let host: String?
    /// The digits of the port, which may be empty; nil without a colon.
    package let port: String?

    /// Why a text is no absolute URI: completes "… is not an absolute URI: …".
    package struct Invalid: Error, Equatable {
        package let reason: String
    }

    /// The URI that `text` writes.
    package init(_ text: String) throws(Invalid) {
        var rest = Array(text.utf8)[...]
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")), let first = rest.first, first.isLetter,
            rest[..<colon].allSatisfy({ $0.isLetter || $0.isDigit || $0.isAny(of: "+-.") })
        else { throw Invalid(reason: "it does not start with a scheme such as https://") }
        scheme = String(decoding: rest[..<colon], as: UTF8.self)
        rest = rest[rest.index(after: colon)...]
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
            try AbsoluteURI.check(rest[rest.index(after: hash)...], "fragment") {
                $0.isPathCharacter || $0.isAny(of: "/?")
            }
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            try AbsoluteURI.check(rest[rest.index(after: mark)...], "query") {
                $0.isPathCharacter || $0.isAny(of: "/?")
            }
            rest = rest[..<mark]
        }
        guard rest.starts(with: [0x2F, 0x2F]) else {
            (userinfo, host, port) = (nil, nil, nil)
            try AbsoluteURI.check(rest, "path") { $0.isPathCharacter || $0 == UInt8(ascii: "/") }
            return
        }
        rest = rest.dropFirst(2)
        let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        (userinfo, host, port) = try AbsoluteURI.authority(rest[..<slash])
        try AbsoluteURI.check(rest[slash...], "path") { $0.isPathCharacter || $0 == UInt8(ascii: "/") }
    }

    private typealias Bytes = ArraySlice<UInt8>

    private static func authority(_ bytes: Bytes) throws(Invalid) -> (String?, String?, String?) {
        var rest = bytes
        var userinfo: String?
        if let at = rest.firstIndex(of: UInt8(ascii: "@")) {
            try check(rest[..<at], "user information") { $0.isNameCharacter || $0 == UInt8(ascii: ":") }
            userinfo = String(decoding: rest[..<at], as: UTF8.self)
            rest = rest[rest.index(after: at)...]
        }
        let hostEnd: Bytes.Index
        if rest.first == UInt8(ascii: "[") {
            guard let bracket = rest.firstIndex(of: UInt8(ascii: "]")) else {
                throw Invalid(reason: "its [ is not closed")
            }
            guard isIPLiteral(rest[rest.index(after: rest.startIndex)..<bracket]) else {
                throw Invalid(reason: "what stands in [ ] is no IPv6 address")
            }
            hostEnd = rest.index(after: bracket)
        } else {
            hostEnd = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
            try check(rest[..<hostEnd], "host", allowing: \.isNameCharacter)
        }
        let host = String(decoding: rest[..<hostEnd], as: UTF8.self)
        rest = rest[hostEnd...]
        guard let colon = rest.popFirst() else { return (userinfo, host, nil) }
        guard colon == UInt8(ascii: ":"), rest.allSatisfy(\.isDigit) else {
            throw Invalid(reason: "its port is not a number")
        }
        return (userinfo, host, String(decoding: rest, as: UTF8.self))
    }

    /// Checks that a component has nothing but allowed characters and whole percent-encoded bytes.
    private static func check(
        _ component: Bytes,
        _ name: String,
        allowing isAllowed: (UInt8) -> Bool
    ) throws(Invalid) {
        var rest = component
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst(), let low = rest.popFirst(), high.isHexDigit, low.isHexDigit else {
                    throw Invalid(reason: "a % in its \(name) is not followed by two hexadecimal digits")
                }
            } else if !isAllowed(byte) {
                throw Invalid(reason: "\(describe(byte)) may not stand in its \(name)")
            }
        }
    }

    private static func describe(_ byte: UInt8) -> String {
        switch byte {
        case 0x20: "a space"
        case ..<0x20, 0x7F: "a control character"
        case 0x80...: "a character beyond ASCII (percent-encode it)"
        default: "“\(Unicode.Scalar(byte))”"
        }
    }

    private static func isIPLiteral(_ bytes: Bytes) -> Bool {
        if bytes.first == UInt8(ascii: "v") || bytes.first == UInt8(ascii: "V") {
            let version = bytes.dropFirst().prefix(while: \.isHexDigit)
            let rest = bytes[version.endIndex...]
            guard !version.isEmpty, rest.first == UInt8(ascii: "."), rest.count > 1 else { return false }
            return rest.dropFirst().allSatisfy { $0.isUnreserved || $0.isSubDelimiter || $0 == UInt8(ascii: ":") }
        }
        return isIPv6(bytes)
    }

    private static func isIPv6(_ bytes: Bytes) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count <= 45 else { return false }
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        var groupCount = 0
        for (position, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            for (index, group) in groups.enumerated() {
                let isLast = position == halves.count - 1 && index == groups.count - 1
                if isLast, group.contains(".") {
                    guard isIPv4(group) else { return false }
                    groupCount += 2
                } else {
                    guard (1...4).contains(group.utf8.count), group.utf8.allSatisfy(\.isHexDigit) else { return false }
                    groupCount += 1
                }
            }
        }
        return halves.count == 2 ? groupCount <= 7 : groupCount == 8
    }

    private static func isIPv4(_ text: Substring) -> Bool {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4
            && octets.allSatisfy { octet in
                (1...3).contains(octet.utf8.count) && octet.utf8.allSatisfy(\.isDigit)
                    && (octet == "0" || !octet.hasPrefix("0")) && (Int(octet) ?? .max) <= 255
            }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    fileprivate var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
    fileprivate var isHexDigit: Bool {
        isDigit || ((self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "f"))
    }
    fileprivate func isAny(of characters: StaticString) -> Bool {
        characters.withUTF8Buffer { $0.contains(self) }
    }
    fileprivate var isUnreserved: Bool { isLetter || isDigit || isAny(of: "-._~") }
    fileprivate var isSubDelimiter: Bool { isAny(of: "!$&'()*+,;=") }
    /// What may stand in a registered name, percent-encoding aside.
    fileprivate var isNameCharacter: Bool { isUnreserved || isSubDelimiter }
    /// `pchar` of RFC 3986, percent-encoding aside.
    fileprivate var isPathCharacter: Bool { isNameCharacter || isAny(of: ":@") }
}
