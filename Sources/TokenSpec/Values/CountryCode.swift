/// An ISO 3166-1 alpha-2 country code, such as `LT`.
///
/// The text is kept as given. A code that ISO 3166-1 does not have is refused when a call is resolved.
public struct CountryCode: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    /// The code's text.
    public let rawValue: String

    /// A code with that text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A code with that text.
    public init(stringLiteral value: String) { self.rawValue = value }

    /// The country's English name, or nil where ISO 3166-1 has no such code.
    public var name: String? { Country(alpha2: rawValue)?.name }
}
