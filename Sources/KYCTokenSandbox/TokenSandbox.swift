/// A stand-in for the provider's token endpoint that runs in this process.
///
/// It answers `POST /api/v2/token` on a loopback address as the specification says: it checks the credentials and the
/// request and hands out tokens that are random and good for nothing. Requests are kept for a test's assertions.
///
/// ```swift
/// try await withTokenSandbox { sandbox in
///     // … let the code under test call sandbox.baseURL …
///     #expect(sandbox.requests.count == 1)
/// }
/// ```
public final class TokenSandbox: Sendable {
    /// How many requests are kept; of more, the oldest go.
    public static let maximumRecordedRequests = RequestRecord.capacity

    /// The TCP port that it listens on.
    public let port: Int
    /// The key pair that it accepts.
    public let credentials: Credentials
    private let record: RequestRecord
    private let server: Task<(any Error)?, Never>

    /// The URL to use in place of the provider's, such as `http://127.0.0.1:49152`.
    public var baseURL: String { "http://\(SandboxServer.host):\(port)" }

    /// The requests that it got, in the order of their answers, refused ones too.
    public var requests: [ReceivedRequest] { record.requests }

    private init(port: Int, credentials: Credentials, record: RequestRecord, server: Task<(any Error)?, Never>) {
        self.port = port
        self.credentials = credentials
        self.record = record
        self.server = server
    }

    deinit { server.cancel() }

    /// Starts a sandbox on 127.0.0.1, which answers when this returns.
    ///
    /// - Parameters:
    ///   - port: The TCP port, 0 to 65535; 0 takes a free one.
    ///   - credentials: The key pair to accept.
    /// - Throws: Where the port is out of range or cannot be had.
    public static func start(
        port: Int = 0,
        credentials: Credentials = .standard
    ) async throws(SandboxError) -> TokenSandbox {
        guard (0...65535).contains(port) else {
            throw SandboxError("a TCP port is 0 to 65535, not \(port)")
        }
        let record = RequestRecord()
        let endpoint = TokenEndpoint(credentials: credentials)
        let (boundPorts, announcement) = AsyncStream.makeStream(of: Int.self)
        let server = Task {
            defer { announcement.finish() }
            return await SandboxServer(endpoint: endpoint, record: record).run(port: port) {
                announcement.yield($0)
            }
        }
        for await boundPort in boundPorts {
            return TokenSandbox(port: boundPort, credentials: credentials, record: record, server: server)
        }
        server.cancel()
        throw SandboxError("cannot listen on \(SandboxServer.host):\(port)", cause: await server.value)
    }

    /// Stops listening, closes all connections and returns when that is done.
    ///
    /// Doing so again has no effect.
    public func shutdown() async {
        server.cancel()
        _ = await server.value
    }
}

extension TokenSandbox: CustomStringConvertible {
    /// The base URL.
    public var description: String { "TokenSandbox(\(baseURL))" }
}
