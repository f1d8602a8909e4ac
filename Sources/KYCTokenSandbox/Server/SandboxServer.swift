import Hummingbird
import Logging
import NIOCore
import TokenSpec

/// The HTTP side of a sandbox.
struct SandboxServer {
    /// Loopback only: a sandbox takes personal data from whoever knows its well-known key.
    static let host = "127.0.0.1"

    let endpoint: TokenEndpoint
    let record: RequestRecord

    /// Serves until the task is cancelled; returns why it ended otherwise.
    func run(port: Int, onListening: @escaping @Sendable (Int) -> Void) async -> (any Error)? {
        let application = Application(
            // Not a router: routers take a path with and without its trailing slash for the same, the provider does not.
            responder: SandboxResponder(endpoint: endpoint, record: record),
            configuration: ApplicationConfiguration(
                address: .hostname(SandboxServer.host, port: port),
                serverName: "kyctoken-sandbox"
            ),
            onServerRunning: { onListening($0.localAddress?.port ?? port) },
            // Requests hold personal data, so nothing about them is logged.
            logger: Logger(label: "kyctoken-sandbox") { _ in SwiftLogNoOpLogHandler() }
        )
        do {
            try await application.run()
            return nil
        } catch {
            return error
        }
    }
}

/// What passes requests to the endpoint, records them and writes the answers.
struct SandboxResponder: HTTPResponder {
    let endpoint: TokenEndpoint
    let record: RequestRecord

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let target = request.head.path ?? ""
        let head = TokenEndpoint.RequestHead(
            method: request.method.rawValue,
            path: String(target.prefix { $0 != "?" }),
            authorization: request.headers[values: .authorization],
            contentType: request.headers[values: .contentType]
        )
        let (answer, body) = try await self.answer(to: head, body: request.body, port: context.port)
        record.append(
            TokenSandbox.ReceivedRequest(
                method: head.method,
                path: target,
                headers: request.headers.map { ($0.name.rawName, $0.value) },
                body: String(decoding: body, as: UTF8.self),
                status: answer.status
            )
        )
        return Response(answer)
    }

    /// The answer, and the body as far as it was wanted: a request that is refused by its head is not read.
    private func answer(
        to head: TokenEndpoint.RequestHead,
        body: RequestBody,
        port: Int
    ) async throws -> (answer: SandboxAnswer, body: [UInt8]) {
        if let refusal = endpoint.refusal(of: head) { return (refusal, []) }
        let bytes: [UInt8]
        do {
            bytes = Array(buffer: try await body.collect(upTo: TokenEndpoint.maximumBodySize))
        } catch is NIOTooManyBytesError {
            return (.tooLarge, [])
        }
        return (endpoint.answer(to: bytes, baseURL: "http://\(SandboxServer.host):\(port)"), bytes)
    }
}

extension Response {
    fileprivate init(_ answer: SandboxAnswer) {
        var headers = HTTPFields()
        headers[.contentType] = "application/json"
        if let allowed = answer.allowedMethod { headers[.allow] = allowed }
        if answer.asksForCredentials { headers[.wwwAuthenticate] = "Basic realm=\"sandbox\", charset=\"UTF-8\"" }
        self.init(
            status: HTTPResponse.Status(code: answer.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body.compact))
        )
    }
}
