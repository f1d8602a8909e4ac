/// A value of a field, in the type that the request sends.
public enum FieldValue: Hashable, Sendable {
    /// Text: codes, dates, URIs and UUIDs too.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// `true` or `false`.
    case boolean(Bool)
    /// A list of codes.
    case list([String])
}
