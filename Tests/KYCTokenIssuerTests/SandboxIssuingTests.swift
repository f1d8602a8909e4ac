import KYCTokenIssuer
import KYCTokenSandbox
import Testing
import TokenSpec

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct `Issuing against the sandbox` {
    private let credentials = TokenSandbox.Credentials(apiKey: Fixture.apiKey, apiSecret: Fixture.apiSecret)

    @Test func `a token has all that the answer says`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let before = Date()
            let token = try await Fixture.issuer(sandbox.port).issue("onboarding", clientID: "user-42") {
                $0.locale = "de"
                $0.externalRef = "r-1"
                $0.sessionLength = 600
                $0.generateDigitString = true
            }
            #expect(token.tokenString.count == 40)
            #expect(token.scanRef.count == 36)
            #expect(token.isValid == true)
            #expect(token.tokenType == .identification)
            #expect(token.clientID == "user-42")
            #expect(token.externalRef == "r-1")
            #expect(token.locale == "de")
            #expect(token.sessionLength == 600)
            #expect(token.sessionURL?.hasPrefix(sandbox.baseURL) == true)
            #expect(token.digitString?.count == 8)
            let expiration = try #require(token.expiration)
            #expect((3590...3660).contains(expiration.timeIntervalSince(before)))
        }
    }

    @Test func `the request is exact, and there is one`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            _ = try await Fixture.issue(Fixture.issuer(sandbox.port))
            let requests = sandbox.requests
            #expect(requests.count == 1)
            let request = try #require(requests.first)
            #expect(request.method == "POST")
            #expect(request.path == "/api/v2/token")
            // KEY-7f3a9c:s3cr3t:Ω-value in UTF-8 and base 64
            #expect(request.headerValues("Authorization") == ["Basic S0VZLTdmM2E5YzpzM2NyM3Q6zqktdmFsdWU="])
            #expect(request.headerValues("Content-Type") == ["application/json"])
            #expect(request.headerValues("Content-Length") == [String(request.body.utf8.count)])
            #expect(request.headerValues("Accept-Encoding").isEmpty)
            let body = try JSON.parse(request.body.utf8)
            #expect(body["clientId"] == "client-4711")
            #expect(body["lifetime"] == 3600)
            #expect(body["allowedCountries"] == ["LT", "LV"])
            #expect(body["settings"] == ["verifyEmail": true])
            #expect(body["client"]?["dateOfBirth"] == "1979-03-14")
        }
    }

    @Test func `a token and a failure say which policy decided, for the audit log`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let token = try await Fixture.issuer(sandbox.port).issue("onboarding", clientID: "secret-client") {
                $0.client.name = "Secretia"
                $0.locale = "de"
            }
            let record = try #require(token.record)
            #expect(record.profile == "onboarding" && record.outcome == "issued" && record.scanRef == token.scanRef)
            #expect(record.overrides.map(\.field) == ["locale", "client.name"])
            #expect(record.bundleDigest.count == 64)
            let json = String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
            #expect(!json.lowercased().contains("secret") && !json.contains(token.tokenString))

            let other = TokenIssuer(
                policies: try Fixture.policies(),
                credentials: try Credentials(apiKey: "wrong", apiSecret: "pair"),
                configuration: TokenIssuer.Configuration(baseURL: try BaseURL(sandbox.baseURL))
            )
            let error = try await #require(throws: IssueError.self) {
                try await other.issue("onboarding", clientID: "c")
            }
            #expect(error.record?.outcome == "credentials" && error.record?.scanRef == nil)
        }
    }

    @Test func `null is sent as null, and unset as nothing`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let issuer = try Fixture.issuer(sandbox.port)
            _ = try await issuer.issue("onboarding", clientID: "c") { $0.questionnaire = .null }
            _ = try await issuer.issue("onboarding", clientID: "c") { $0.questionnaire = .unset }
            _ = try await issuer.issue("onboarding", clientID: "c")
            let bodies = try sandbox.requests.map { try JSON.parse($0.body.utf8) }
            #expect(bodies.map { $0["questionnaire"] } == [.null, nil, "base-v1"])
        }
    }

    @Test func `the flat form goes out where it is configured`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let issuer = try Fixture.issuer(sandbox.port) { $0.dialect = .flat }
            _ = try await issuer.issue("onboarding", clientID: "c") { $0.allowedCountries = .unset }
            let body = try JSON.parse(try #require(sandbox.requests.first).body.utf8)
            #expect(body["expiryTime"] == 3600)
            #expect(body["verifyEmail"] == true)
            #expect(body["settings"] == nil)
        }
    }

    @Test func `what the flat form cannot say is refused before anything is sent`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let error = try await Fixture.error(of: Fixture.issuer(sandbox.port) { $0.dialect = .flat })
            #expect(error.kind == .policyRefused)
            #expect(error.field == "allowedCountries")
            #expect(sandbox.requests.isEmpty)
        }
    }

    @Test func `what the policy refuses is never sent`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let issuer = try Fixture.issuer(sandbox.port)
            for (profile, rule) in [("onbording", "profile-unknown"), ("base", "profile-abstract")] {
                let error = await #expect(throws: IssueError.self) { try await issuer.issue(profile, clientID: "c") }
                #expect(error?.kind == .policyRefused)
                #expect(error?.diagnostics.map(\.rule) == [rule])
            }
            let error = await #expect(throws: IssueError.self) {
                try await issuer.issue("onboarding", clientID: String(repeating: "c", count: 101)) {
                    $0.lifetime = .value(.days(31))
                }
            }
            #expect(error?.diagnostics.count == 2)
            #expect(error?.message.contains("ccc") == false)
            #expect(sandbox.requests.isEmpty)
        }
    }

    @Test func `wrong credentials are told apart`() async throws {
        try await withTokenSandbox { sandbox in
            let error = try await Fixture.error(of: Fixture.issuer(sandbox.port))
            #expect(error.kind == .credentials)
            #expect(error.status == 401)
            #expect(error.identifier == "UNAUTHORIZED")
        }
    }

    @Test func `a base URL with a path that is not there is told apart`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let issuer = try Fixture.issuer(sandbox.port) { $0.baseURL = try BaseURL("\(sandbox.baseURL)/prefix/") }
            let error = try await Fixture.error(of: issuer)
            #expect(error.kind == .providerRefused)
            #expect(error.status == 404)
            #expect(sandbox.requests.map(\.path) == ["/prefix/api/v2/token"])
        }
    }

    @Test func `many calls at once share an issuer`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let issuer = try Fixture.issuer(sandbox.port)
            let tokens = try await withThrowingTaskGroup(of: String.self) { group in
                for index in 0..<64 {
                    group.addTask { try await issuer.issue("onboarding", clientID: "c-\(index)").tokenString }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(tokens.count == 64)
            #expect(sandbox.requests.count == 64)
            await issuer.shutdown()
        }
    }

    @Test func `after its shutdown an issuer sends nothing`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let issuer = try Fixture.issuer(sandbox.port)
            await issuer.shutdown()
            await issuer.shutdown()
            let error = try await Fixture.error(of: issuer)
            #expect(error.kind == .unreachable)
            #expect(sandbox.requests.isEmpty)
        }
    }

    @Test func `a token shows nothing secret`() async throws {
        try await withTokenSandbox(credentials: credentials) { sandbox in
            let token = try await Fixture.issue(Fixture.issuer(sandbox.port))
            Fixture.expectNoSecrets(in: token)
            var dumped = "\(token) \(String(reflecting: token)) "
            dump(token, to: &dumped)
            dump([token], to: &dumped)
            #expect(!dumped.contains(token.tokenString))
            #expect(dumped.contains(token.scanRef))
        }
    }
}
