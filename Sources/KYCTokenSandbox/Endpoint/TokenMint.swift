import TokenSpec

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What makes the tokens and the answers that carry them.
struct TokenMint {
    /// How long a token lives that asks for no lifetime, in seconds: the default of the provider's older pages.
    private static let defaultLifetime = 3600

    /// The characters of tokens; the provider's older pages give tokens at most 40.
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    private static let tokenLength = 40

    /// The specification's answer to a valid request; nullable fields that the request leaves out are null.
    func answer(to row: RequestRow, baseURL: String) -> JSON {
        let token = TokenMint.token()
        var members = [
            JSON.Member("tokenString", .string(token)),
            JSON.Member("scanRef", .string(UUID().uuidString.lowercased())),
            JSON.Member("clientId", row.echo("clientId")),
        ]
        if row.echo("generateDigitString") == .boolean(true) {
            members.append(JSON.Member("digitString", .string(TokenMint.digits())))
        }
        members += [
            JSON.Member("expiration", .string(TokenMint.expiration(after: row.echo("lifetime")))),
            JSON.Member("isValid", .boolean(true)),
            JSON.Member("isActive", .boolean(true)),
            JSON.Member("tokenType", row.echo("tokenType")),
            JSON.Member("externalRef", row.echo("externalRef")),
            JSON.Member("locale", row.echo("locale")),
            JSON.Member("sessionLength", row.echo("sessionLength")),
            JSON.Member("sessionUrl", .string("\(baseURL)/api/v2/redirect?authToken=\(token)")),
        ]
        return .object(members)
    }

    private static func token() -> String {
        String((0..<tokenLength).map { _ in alphabet[Int.random(in: alphabet.indices)] })
    }

    private static func digits() -> String {
        String((0..<8).map { _ in Character(Unicode.Scalar(UInt8.random(in: 0x30...0x39))) })
    }

    private static func expiration(after lifetime: JSON) -> String {
        let seconds = if case .integer(let count) = lifetime { count } else { defaultLifetime }
        return Date(timeIntervalSinceNow: Double(seconds)).ISO8601Format()
    }
}

extension RequestRow {
    /// The value of a field as the answer repeats it; null where there is none.
    fileprivate func echo(_ path: String) -> JSON {
        guard let field = Field(path: path), case .value(let value) = self[field] else { return .null }
        return value.json
    }
}
