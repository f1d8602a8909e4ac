import KYCTokenSandbox
import NIOCore
import Testing
import TokenSpec

@Suite struct `Life of the sandbox` {
    @Test func `requests are recorded in order, refused ones too`() async throws {
        try await withTokenSandbox { sandbox in
            #expect(sandbox.requests.isEmpty)
            _ = try await SandboxCall.valid.send(to: sandbox)
            _ = try await SandboxCall.valid { $0.path = "/elsewhere?q=1" }.send(to: sandbox)
            let requests = sandbox.requests
            #expect(requests.map(\.status) == [201, 404])
            #expect(requests.map(\.path) == ["/api/v2/token", "/elsewhere?q=1"])
            #expect(requests.map(\.method) == ["POST", "POST"])
            let first = try #require(requests.first)
            #expect(first.body == #"{"clientId":"c-1","tokenType":"IDENTIFICATION"}"#)
            #expect(first.headerValues("authorization") == [SandboxCall.valid.authorization])
            #expect(first.headerValues("CONTENT-TYPE") == ["application/json"])
        }
    }

    @Test func `nothing secret or personal shows in descriptions`() async throws {
        try await withTokenSandbox { sandbox in
            _ = try await SandboxCall.valid.send(to: sandbox)
            var dumped = ""
            dump(sandbox.requests, to: &dumped)
            dump(sandbox.credentials, to: &dumped)
            let texts = [
                "\(sandbox.requests)", String(reflecting: sandbox.requests), "\(sandbox.credentials)",
                String(reflecting: sandbox.credentials), dumped,
            ]
            for text in texts {
                for secret in ["c-1", "sandbox-secret", "sandbox-key", "c2FuZGJveC1"] {
                    #expect(!text.contains(secret))
                }
            }
        }
    }

    @Test func `it listens on loopback only, and no more after shutdown`() async throws {
        let sandbox = try await TokenSandbox.start()
        #expect(sandbox.baseURL == "http://127.0.0.1:\(sandbox.port)")
        _ = try await SandboxCall.valid.send(to: sandbox)
        // The client keeps its connection open, which must not hold up the shutdown.
        let clock = ContinuousClock()
        let time = await clock.measure { await sandbox.shutdown() }
        #expect(time < .seconds(30))
        await sandbox.shutdown()
        // The client would go on trying to connect.
        await #expect(throws: (any Error).self) {
            try await SandboxCall.valid.send(to: sandbox, timeout: .milliseconds(200))
        }
    }

    @Test func `a port in use or out of range is an error`() async throws {
        try await withTokenSandbox { sandbox in
            let error = await #expect(throws: SandboxError.self) { try await TokenSandbox.start(port: sandbox.port) }
            #expect(error?.description.contains("\(sandbox.port)") == true)
        }
        await #expect(throws: SandboxError.self) { try await TokenSandbox.start(port: 65536) }
        await #expect(throws: SandboxError.self) { try await TokenSandbox.start(port: -1) }
    }

    @Test func `many callers at once each get their own token`() async throws {
        try await withTokenSandbox { sandbox in
            let tokens = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await SandboxCall.valid.send(to: sandbox).body["tokenString"]?.string }
                }
                return try await group.reduce(into: Set<String>()) { $0.formUnion($1.map { [$0] } ?? []) }
            }
            #expect(tokens.count == 50)
            #expect(sandbox.requests.count == 50)
        }
    }
}
