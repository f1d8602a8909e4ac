/// What a token's session verifies.
public struct TokenType: Hashable, Sendable, RawRepresentable {
    /// The value as it is sent.
    public let rawValue: String

    /// A token type of that name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A document scan and a selfie.
    public static let identification = TokenType(rawValue: "IDENTIFICATION")

    /// A document scan only.
    public static let document = TokenType(rawValue: "DOCUMENT")
}
