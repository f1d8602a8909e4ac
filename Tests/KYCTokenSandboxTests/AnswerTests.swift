import KYCTokenSandbox
import Testing
import TokenSpec

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct `Answers of the sandbox` {
    @Test func `a minimal request gets every required field of the specification`() async throws {
        try await withTokenSandbox { sandbox in
            let answer = try await SandboxCall.valid.send(to: sandbox)
            #expect(answer.status == 201)
            #expect(answer.headers["content-type"] == ["application/json"])
            let token = try #require(answer.body["tokenString"]?.string)
            #expect(token.count == 40)
            #expect(answer.body["scanRef"]?.string.flatMap(UUID.init(uuidString:)) != nil)
            #expect(answer.body["isValid"] == true)
            #expect(answer.body["isActive"] == true)
            #expect(answer.body["tokenType"] == "IDENTIFICATION")
            #expect(answer.body["clientId"] == "c-1")
            #expect(answer.body["externalRef"] == .null)
            #expect(answer.body["locale"] == .null)
            #expect(answer.body["sessionLength"] == .null)
            #expect(answer.body["digitString"] == nil)
            #expect(answer.body["sessionUrl"]?.string == "\(sandbox.baseURL)/api/v2/redirect?authToken=\(token)")
        }
    }

    @Test func `what the request says is echoed`() async throws {
        try await withTokenSandbox { sandbox in
            let answer = try await SandboxCall(
                """
                {"clientId":"c-2","tokenType":"DOCUMENT","externalRef":"r-7","locale":"de","sessionLength":300,
                 "generateDigitString":true,"questionnaire":null,"client":{"name":"Jonas"},"unheardOf":1}
                """
            ).send(to: sandbox)
            #expect(answer.status == 201)
            #expect(answer.body["tokenType"] == "DOCUMENT")
            #expect(answer.body["externalRef"] == "r-7")
            #expect(answer.body["locale"] == "de")
            #expect(answer.body["sessionLength"] == 300)
            let digits = try #require(answer.body["digitString"]?.string)
            #expect(digits.count == 8 && digits.allSatisfy(\.isWholeNumber))
        }
    }

    @Test(arguments: [
        (#","lifetime":60"#, 60.0), (#","lifetime":0"#, 0), (#","lifetime":2592000"#, 2_592_000), ("", 3600),
    ])
    func `expiration is the lifetime from now, an hour unless given`(member: String, seconds: Double) async throws {
        try await withTokenSandbox { sandbox in
            let before = Date()
            let answer = try await SandboxCall(#"{"clientId":"c","tokenType":"DOCUMENT"\#(member)}"#).send(to: sandbox)
            let text = try #require(answer.body["expiration"]?.string)
            let expiration = try Date(text, strategy: .iso8601)
            // The text has whole seconds.
            #expect((before.addingTimeInterval(seconds - 1)...Date().addingTimeInterval(seconds)).contains(expiration))
        }
    }

    @Test func `no two tokens are alike`() async throws {
        try await withTokenSandbox { sandbox in
            var tokens: Set<String> = []
            var references: Set<String> = []
            for _ in 0..<20 {
                let answer = try await SandboxCall.valid.send(to: sandbox)
                tokens.insert(try #require(answer.body["tokenString"]?.string))
                references.insert(try #require(answer.body["scanRef"]?.string))
            }
            #expect(tokens.count == 20)
            #expect(references.count == 20)
        }
    }
}
