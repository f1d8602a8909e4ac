import KYCTokenSandbox
import Testing
import TokenSpec

@Suite struct `Refusals of the sandbox` {
    @Test(arguments: ["/api/v2/token/", "/", "/api/v2/tokens", "/API/v2/token", "//api/v2/token", "/api/v2/%74oken"])
    func `any path but the one is not found`(path: String) async throws {
        try await expectRefusal(of: .valid { $0.path = path }, status: 404, identifier: nil)
    }

    @Test(arguments: ["GET", "PUT", "DELETE", "PATCH"])
    func `any method but POST is refused`(method: String) async throws {
        let answer = try await expectRefusal(
            of: .valid { $0.method = method },
            status: 405,
            identifier: "METHOD_NOT_ALLOWED"
        )
        #expect(answer.headers["allow"] == ["POST"])
    }

    @Test(arguments: [
        nil, "", "Basic", "Basic !!!", "Bearer c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZXQ=",
        // sandbox-key:sandbox-secre, sandbox-key:sandbox-secret2, sandbox-key, and the pair twice
        "Basic c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZQ==", "Basic c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZXQy",
        "Basic c2FuZGJveC1rZXk=", "Basic c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZXQ= c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZXQ=",
    ])
    func `any other credentials are refused`(authorization: String?) async throws {
        let answer = try await expectRefusal(
            of: .valid { $0.authorization = authorization },
            status: 401,
            identifier: "UNAUTHORIZED"
        )
        #expect(answer.headers["www-authenticate"]?.first?.hasPrefix("Basic ") == true)
    }

    @Test func `own credentials take the place of the standard ones`() async throws {
        try await withTokenSandbox(credentials: TokenSandbox.Credentials(apiKey: "k", apiSecret: "s:t")) { sandbox in
            let refused = try await SandboxCall.valid.send(to: sandbox)
            #expect(refused.status == 401)
            // k:s:t
            let accepted = try await SandboxCall.valid { $0.authorization = "basic azpzOnQ=" }.send(to: sandbox)
            #expect(accepted.status == 201)
        }
    }

    @Test(arguments: [nil, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"])
    func `any other content type is refused`(contentType: String?) async throws {
        try await expectRefusal(of: .valid { $0.contentType = contentType }, status: 415, identifier: "JSON_ERROR")
    }

    @Test(arguments: ["application/json; charset=utf-8", "Application/JSON", "application/json;charset=\"UTF-8\""])
    func `other spellings of the content type are accepted`(contentType: String) async throws {
        try await withTokenSandbox { sandbox in
            let answer = try await SandboxCall.valid { $0.contentType = contentType }.send(to: sandbox)
            #expect(answer.status == 201)
        }
    }

    @Test(arguments: [
        "", "{", #"{"clientId":"c",}"#, "nonsense", #"{"clientId":"a","tokenType":"DOCUMENT","clientId":"b"}"#,
    ])
    func `what is not JSON is refused`(body: String) async throws {
        try await expectRefusal(of: SandboxCall(body), status: 400, identifier: "JSON_ERROR")
    }

    @Test func `what is not UTF-8 is refused`() async throws {
        try await expectRefusal(
            of: .valid { $0.body = [0x22, 0xFF, 0x22] },
            status: 400,
            identifier: "ENCODING_ERROR"
        )
    }

    @Test(arguments: [
        (#"{"tokenType":"DOCUMENT"}"#, "MISSING_VALUE", "clientId"),
        (#"{"clientId":"c"}"#, "MISSING_VALUE", "tokenType"),
        (#"{"clientId":"c","tokenType":"SELFIE"}"#, "BAD_VALUE", "tokenType"),
        (#"{"clientId":"c","tokenType":"DOCUMENT","lifetime":2592001}"#, "BAD_VALUE", "lifetime"),
        (#"{"clientId":"c","tokenType":"DOCUMENT","sessionLength":59}"#, "BAD_VALUE", "sessionLength"),
        (#"{"clientId":"c","tokenType":"DOCUMENT","lifetime":null}"#, "BAD_VALUE", "lifetime"),
        (#"{"clientId":"c","tokenType":"DOCUMENT","lifetime":"1h"}"#, "VALIDATION_ERROR", "lifetime"),
        (#"{"clientId":"c","tokenType":"DOCUMENT","client":[]}"#, "VALIDATION_ERROR", "client"),
        (
            #"{"clientId":"c","tokenType":"DOCUMENT","client":{"dateOfBirth":"1990-02-30"}}"#, "BAD_VALUE",
            "client.dateOfBirth"
        ),
        (#"{"clientId":"c","tokenType":"DOCUMENT","urls":{"successUrl":"nope"}}"#, "BAD_VALUE", "urls.successUrl"),
        ("[]", "VALIDATION_ERROR", ""),
    ])
    func `what breaks the specification is refused by name`(
        body: String,
        identifier: String,
        field: String
    ) async throws {
        let answer = try await expectRefusal(of: SandboxCall(body), status: 400, identifier: identifier)
        #expect(answer.body["message"]?.string?.hasPrefix(field) == true)
    }

    @Test func `a refusal does not repeat personal data`() async throws {
        let name = String(repeating: "Jonas", count: 30)
        let answer = try await expectRefusal(
            of: SandboxCall(#"{"clientId":"c","tokenType":"DOCUMENT","client":{"name":"\#(name)"}}"#),
            status: 400,
            identifier: "BAD_VALUE"
        )
        #expect(answer.body["message"]?.string?.contains("Jonas") == false)
    }

    @Test func `a body beyond the bound is refused`() async throws {
        let address = String(repeating: "a", count: 1 << 20)
        let body = #"{"clientId":"c","tokenType":"DOCUMENT","address":"\#(address)"}"#
        try await expectRefusal(of: SandboxCall(body), status: 413, identifier: "VALIDATION_ERROR")
    }

    @discardableResult
    private func expectRefusal(
        of call: SandboxCall,
        status: Int,
        identifier: String?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> SandboxCall.Answer {
        try await withTokenSandbox { sandbox in
            let answer = try await call.send(to: sandbox)
            #expect(answer.status == status, sourceLocation: sourceLocation)
            #expect(answer.body["identifier"]?.string == identifier, sourceLocation: sourceLocation)
            #expect(answer.body["message"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
            #expect(answer.body["tokenString"] == nil, sourceLocation: sourceLocation)
            return answer
        }
    }
}
