import TokenSpec

/// Where the provider's API is: what stands before `/api/v2/token` in the endpoint's URL.
///
/// It is https, because the request carries a secret and personal data. Plain http is for stand-ins on the same machine:
/// 127.0.0.0/8, `[::1]` and `localhost`. It may have a port and a path, but no user information, query or fragment.
public struct BaseURL: Hashable, Sendable {
    /// The provider's own, `https://ivs.idenfy.com`.
    public static let production = BaseURL(unchecked: "https://ivs.idenfy.com", authority: "ivs.idenfy.com")

    private static let endpointPath = "/api/v2/token"

    private let text: String
    /// The host and, where given, the port, for messages.
    let authority: String

    private init(unchecked text: String, authority: String) {
        self.text = text
        self.authority = authority
    }

    /// The base URL that `text` writes; slashes at its end make no difference.
    ///
    /// - Throws: Where it is not a URL, or one that an issuer must not use.
    public init(_ text: String) throws(BaseURLError) {
        let uri = try BaseURL.parse(text)
        guard uri.userinfo == nil else {
            throw BaseURLError("it has user information; credentials are given apart from the URL")
        }
        guard !text.utf8.contains(UInt8(ascii: "?")) else { throw BaseURLError("it has a query") }
        guard !text.utf8.contains(UInt8(ascii: "#")) else { throw BaseURLError("it has a fragment") }
        guard let host = uri.host, !host.isEmpty, !host.contains("%") else { throw BaseURLError("it has no host") }
        if let port = uri.port, !(1...65535).contains(Int(port) ?? 0) {
            throw BaseURLError("its port is not 1 to 65535")
        }
        switch uri.scheme.lowercased() {
        case "https": break
        case "http" where BaseURL.isLoopback(host): break
        case "http": throw BaseURLError("plain http is for loopback addresses only; use https")
        default: throw BaseURLError("its scheme is not https")
        }
        let path = text.dropFirst(uri.scheme.count + "://".count).drop { $0 != "/" }
        guard !path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
            throw BaseURLError("its path has a . or .. in it")
        }
        var trimmed = text[...]
        while trimmed.last == "/" { trimmed.removeLast() }
        self.init(unchecked: String(trimmed), authority: uri.port.map { "\(host):\($0)" } ?? host)
    }

    private static func parse(_ text: String) throws(BaseURLError) -> AbsoluteURI {
        do throws(AbsoluteURI.Invalid) {
            return try AbsoluteURI(text)
        } catch {
            throw BaseURLError(error.reason)
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "[::1]" || host.lowercased() == "localhost" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        // Dotted quads only: resolvers read other numbers, such as 127.1, in more ways than one.
        return octets.count == 4 && octets.first == "127"
            && octets.allSatisfy { octet in
                octet.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                    && UInt8(octet) != nil && (octet == "0" || octet.first != "0")
            }
    }

    /// The URL of the token endpoint.
    ///
    /// It has no slash at its end: with one, the provider does not find it.
    package var tokenEndpoint: String { text + BaseURL.endpointPath }
}

extension BaseURL: CustomStringConvertible {
    /// The URL without slashes at its end.
    public var description: String { text }
}
