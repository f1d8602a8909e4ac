/// An exchange that ended without an answer that could be read.
struct TransportFailure: Error, Sendable {
    /// Whether the request had left, or may have.
    let isSent: Bool
    /// The status code, where the answer's head had come.
    let status: Int?
    /// Whether it ended because the caller's task was cancelled.
    let isCancelled: Bool
    /// What happened, completing "cannot reach HOST: …".
    let reason: String
}
