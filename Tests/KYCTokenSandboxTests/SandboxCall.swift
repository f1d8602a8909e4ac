import AsyncHTTPClient
import KYCTokenSandbox
import NIOCore
import NIOHTTP1
import TokenSpec

/// A call of a sandbox that is right in all but what a test changes.
struct SandboxCall: Sendable {
    var method = "POST"
    var path = "/api/v2/token"
    /// `sandbox-key:sandbox-secret` in base 64.
    var authorization: String? = "Basic c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZXQ="
    var contentType: String? = "application/json"
    var body: [UInt8]

    init(_ body: String) { self.body = Array(body.utf8) }

    static let valid = SandboxCall(#"{"clientId":"c-1","tokenType":"IDENTIFICATION"}"#)

    /// A valid call with `change` made to it.
    static func valid(_ change: (inout SandboxCall) -> Void) -> SandboxCall {
        var call = valid
        change(&call)
        return call
    }

    struct Answer {
        let status: Int
        /// The values by their fields' names in lower case.
        let headers: [String: [String]]
        let body: JSON
    }

    func send(to sandbox: TokenSandbox, timeout: TimeAmount = .seconds(20)) async throws -> Answer {
        var request = HTTPClientRequest(url: sandbox.baseURL + path)
        request.method = HTTPMethod(rawValue: method)
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        if let contentType { request.headers.add(name: "Content-Type", value: contentType) }
        if method != "GET" { request.body = .bytes(body) }
        let response = try await HTTPClient.shared.execute(request, timeout: timeout)
        let bytes = try await response.body.collect(upTo: 1 << 20)
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), [$0.value]) }, uniquingKeysWith: +),
            body: try JSON.parse(bytes.readableBytesView)
        )
    }
}
