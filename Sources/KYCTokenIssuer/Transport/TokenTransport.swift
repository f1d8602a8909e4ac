import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// What sends one request to the endpoint and reads the answer, within bounds of time and size.
final class TokenTransport: Sendable {
    /// The largest answer that is read, in bytes.
    ///
    /// The specification's answer has a few hundred.
    static let maximumAnswerSize = 1 << 20

    /// An answer that was read to its end.
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
    }

    private let client: HTTPClient
    private let timeout: Duration

    init(timeout: Duration, connectTimeout: Duration) {
        var configuration = HTTPClient.Configuration(
            // The credentials and the client's data go to the host that was configured, and nowhere else.
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: TimeAmount(clamping: connectTimeout)),
            decompression: .disabled
        )
        // An attempt that fails is reported; whether there is another is not for this layer to say.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Below the 60 seconds after which common load balancers close an idle connection: a request written into a
        // connection that is just being closed would be one whose outcome nobody knows.
        configuration.connectionPool.idleTimeout = .seconds(30)
        // A call that waits for one of a few connections would fail as if there were no network. The provider's default
        // limit of 10,000 requests an hour, at 30 seconds each, makes 84 at once.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 100
        // One request, one connection, one answer: no stream of a shared connection is refused by its neighbours.
        configuration.httpVersion = .http1Only
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.timeout = timeout.clamped
    }

    deinit {
        // The client insists on being shut down; that it is so a little later harms nobody.
        Task { [client] in try? await client.shutdown() }
    }

    func shutdown() async { try? await client.shutdown() }

    /// Sends `body` in one POST, and never a second time.
    func post(
        _ body: [UInt8],
        to url: String,
        authorization: String
    ) async throws(TransportFailure) -> Answer {
        let progress = ExchangeProgress()
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Authorization", value: authorization)
        for (name, value) in TokenRequest.headers { request.headers.add(name: name, value: value) }
        request.body = .stream(
            WitnessedBody(bytes: ByteBuffer(bytes: body), progress: progress),
            length: .known(Int64(body.count))
        )
        let (result, isTimeUp) = await race(request, progress)
        switch result {
        case .success(let answer): return answer
        case .failure(let error):
            throw TransportFailure(
                isSent: progress.isBodyTaken,
                status: progress.status,
                isCancelled: !isTimeUp && error is CancellationError,
                reason: isTimeUp ? "no complete answer within \(timeout)" : FailureReason.words(for: error)
            )
        }
    }

    private enum Event: Sendable {
        case ended(Result<Answer, any Error>)
        case timeIsUp
        case timerStopped
    }

    /// Runs the exchange against the clock.
    ///
    /// The HTTP client's own deadline ends where the answer's head comes, which a server that drips its body would use.
    private func race(
        _ request: HTTPClientRequest,
        _ progress: ExchangeProgress
    ) async -> (result: Result<Answer, any Error>, isTimeUp: Bool) {
        await withTaskGroup(of: Event.self) { group in
            group.addTask { .ended(await self.exchange(request, progress)) }
            group.addTask { [timeout] in
                do {
                    try await Task.sleep(for: timeout)
                    return .timeIsUp
                } catch {
                    return .timerStopped
                }
            }
            var isTimeUp = false
            for await event in group {
                switch event {
                case .ended(let result):
                    group.cancelAll()
                    return (result, isTimeUp)
                case .timeIsUp:
                    isTimeUp = true
                    group.cancelAll()
                case .timerStopped: continue
                }
            }
            return (.failure(CancellationError()), isTimeUp)
        }
    }

    private func exchange(_ request: HTTPClientRequest, _ progress: ExchangeProgress) async -> Result<Answer, any Error>
    {
        do {
            // The client notices a cancellation a little later, and may have sent the request by then.
            try Task.checkCancellation()
            let response = try await client.execute(request, deadline: .distantFuture)
            let status = Int(response.status.code)
            progress.answered(status: status)
            let body = try await response.body.collect(upTo: TokenTransport.maximumAnswerSize)
            return .success(Answer(status: status, body: Array(buffer: body)))
        } catch {
            return .failure(error)
        }
    }
}

extension Duration {
    /// The duration within a millisecond and a day: no timer takes just any number, and nobody waits longer.
    fileprivate var clamped: Duration { min(max(self, .milliseconds(1)), .seconds(86400)) }
}

extension TimeAmount {
    fileprivate init(clamping duration: Duration) {
        let (seconds, attoseconds) = duration.clamped.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
