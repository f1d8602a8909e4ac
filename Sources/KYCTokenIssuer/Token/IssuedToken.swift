public import KYCPolicy
public import TokenSpec

#if canImport(FoundationEssentials)
public import struct FoundationEssentials.Date
#else
public import struct Foundation.Date
#endif

/// A token, with what the provider says of it.
///
/// Whoever has ``tokenString``, ``sessionURL`` or ``digitString`` can take the session over, so none of the three, nor
/// the client's identifier, is in the descriptions or the mirror.
public struct IssuedToken: Sendable {
    /// What starts the verification in the browser or the SDK; secret.
    public let tokenString: String
    /// The session's identifier, to match webhooks with; keep it.
    public let scanRef: String
    /// Until when the token must be used.
    ///
    /// Where the provider gives a number of seconds instead, it counts from before the request was sent, so that it is
    /// rather too early than too late.
    public let expiration: Date?
    /// Whether the token can be used.
    public let isValid: Bool?
    /// What the session verifies.
    public let tokenType: TokenType?
    /// Your own identifier of the client.
    public let clientID: String?
    /// Your own reference.
    public let externalRef: String?
    /// Language of the verification pages.
    public let locale: InterfaceLocale?
    /// How long a started verification may take.
    public let sessionLength: Seconds?
    /// The page to send the client to; secret, it has the token in it.
    public let sessionURL: String?
    /// The code for the mobile app, where the request asked for one; secret.
    public let digitString: String?
    /// What an audit log needs to know of how the token came about; it holds no value of a field.
    public internal(set) var record: DecisionRecord?
}

extension IssuedToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The scan reference only.
    public var description: String { "IssuedToken(scanRef: \(Field.excerpt(scanRef)))" }

    /// The scan reference only.
    public var debugDescription: String { description }

    /// A mirror without secrets and personal data.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "scanRef": scanRef, "expiration": expiration as Any, "isValid": isValid as Any,
                "tokenType": tokenType?.rawValue as Any,
            ]
        )
    }
}
