/// Sex as an identity document states it.
public struct Sex: Hashable, Sendable, RawRepresentable {
    /// The value as it is sent.
    public let rawValue: String

    /// A value with that text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Female.
    public static let female = Sex(rawValue: "F")

    /// Male.
    public static let male = Sex(rawValue: "M")
}
