import NIOCore
import Synchronization

/// How far one exchange with the endpoint has come.
///
/// What failed is only half of an error's meaning; the other half is whether the request had left. The HTTP client's
/// errors do not tell the two apart for certain: a reset connection may have been reset before or after. So the body is
/// given to the client as a stream that remembers whether it was asked for. The client asks only once it has a
/// connection and has written the request's head, and without its body no request can make a token.
final class ExchangeProgress: Sendable {
    private struct State {
        var isBodyTaken = false
        var status: Int?
    }

    private let state = Mutex(State())

    /// Whether the client took the body to send it.
    var isBodyTaken: Bool { state.withLock(\.isBodyTaken) }

    /// The status code of the answer, once its head is there.
    var status: Int? { state.withLock(\.status) }

    func bodyTaken() { state.withLock { $0.isBodyTaken = true } }

    func answered(status: Int) { state.withLock { $0.status = status } }
}

/// A request body in one piece that notes when it is taken.
struct WitnessedBody: AsyncSequence, Sendable {
    let bytes: ByteBuffer
    let progress: ExchangeProgress

    struct AsyncIterator: AsyncIteratorProtocol {
        var bytes: ByteBuffer?
        let progress: ExchangeProgress

        mutating func next() async -> ByteBuffer? {
            progress.bodyTaken()
            defer { bytes = nil }
            return bytes
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(bytes: bytes, progress: progress) }
}
