import TokenSpec

/// What an answer says of an error, as far as it can be read.
struct ErrorEnvelope: Sendable {
    /// The provider's name for the error, as sent.
    let identifier: String?
    /// The provider's explanation, as sent.
    let message: String?

    /// What a body holds; nothing where it is not JSON or has other members.
    init(_ answer: JSON?) {
        identifier = answer?["identifier"]?.string
        message = answer?["message"]?.string
    }
}
