/// Why a text is no base URL for an issuer.
///
/// It does not repeat the URL, which may have a password in it.
public struct BaseURLError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    init(_ reason: String) { description = "not a usable base URL: \(reason)" }
}
