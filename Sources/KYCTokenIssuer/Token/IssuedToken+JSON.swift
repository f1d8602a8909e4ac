import TokenSpec

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension IssuedToken {
    /// The token that an answer in either form holds; nil where it lacks the token or the scan reference, which both
    /// forms require.
    ///
    /// - Parameter sentAt: When the request was about to be sent, for the form that counts seconds.
    init?(answer: JSON, sentAt: Date) {
        guard let tokenString = answer.text("tokenString") ?? answer.text("authToken"),
            let scanRef = answer.text("scanRef")
        else { return nil }
        self.tokenString = tokenString
        self.scanRef = scanRef
        expiration =
            answer.text("expiration").flatMap(IssuedToken.date)
            ?? answer.seconds("expiryTime").map { sentAt.addingTimeInterval(Double($0.count)) }
        isValid =
            switch answer["isValid"] {
            case .boolean(let flag)?: flag
            default: nil
            }
        tokenType = answer.text("tokenType").map(TokenType.init(rawValue:))
        clientID = answer.text("clientId")
        externalRef = answer.text("externalRef")
        locale = answer.text("locale").map(InterfaceLocale.init(rawValue:))
        sessionLength = answer.seconds("sessionLength")
        sessionURL = answer.text("sessionUrl") ?? answer.text("redirectUrl")
        digitString = answer.text("digitString")
    }

    /// The names of an answer's members that are secret, in either form.
    static let secretMembers = ["tokenString", "authToken", "sessionUrl", "redirectUrl", "digitString"]

    /// The answer in the specification's names, what is absent left out.
    ///
    /// It holds the secrets.
    package var json: JSON {
        let members: [(String, JSON?)] = [
            ("tokenString", .string(tokenString)),
            ("scanRef", .string(scanRef)),
            ("clientId", clientID.map(JSON.string)),
            ("digitString", digitString.map(JSON.string)),
            ("expiration", expiration.map { .string($0.ISO8601Format()) }),
            ("isValid", isValid.map(JSON.boolean)),
            ("tokenType", (tokenType?.rawValue).map(JSON.string)),
            ("externalRef", externalRef.map(JSON.string)),
            ("locale", (locale?.rawValue).map(JSON.string)),
            ("sessionLength", (sessionLength?.count).map(JSON.integer)),
            ("sessionUrl", sessionURL.map(JSON.string)),
        ]
        return .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
    }

    /// The instant that an RFC 3339 `date-time` names.
    private static func date(_ text: String) -> Date? {
        // The styles take the 30th of February for the 2nd of March.
        guard CalendarDate(String(text.prefix(10))) != nil else { return nil }
        for style in [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)] {
            if let date = try? style.parse(text) { return date }
        }
        return nil
    }
}

extension JSON {
    /// The text of a member, where it is one and not empty.
    fileprivate func text(_ name: String) -> String? {
        guard let text = self[name]?.string, !text.isEmpty else { return nil }
        return text
    }

    /// The number of seconds of a member, where it is one.
    fileprivate func seconds(_ name: String) -> Seconds? {
        // A hundred years is more than any token or session lasts, and less than what calendars stumble over.
        guard case .integer(let count)? = self[name], (0...3_153_600_000).contains(count) else { return nil }
        return Seconds(count)
    }
}
