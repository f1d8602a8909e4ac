import KYCTokenIssuer
import Testing

@Suite struct `Credentials of an issuer` {
    @Test func `missing variables are named, all of them`() {
        let both = #expect(throws: CredentialsError.self) { try Credentials.fromEnvironment([:]) }
        #expect(both?.description == "IDENFY_API_KEY and IDENFY_API_SECRET are not set")
        #expect(both?.missingVariables == ["IDENFY_API_KEY", "IDENFY_API_SECRET"])
        let one = #expect(throws: CredentialsError.self) {
            try Credentials.fromEnvironment(["IDENFY_API_KEY": "k", "IDENFY_API_SECRET": ""])
        }
        #expect(one?.description == "IDENFY_API_SECRET is not set")
    }

    @Test func `a whole pair is taken`() throws {
        _ = try Credentials.fromEnvironment(["IDENFY_API_KEY": "k", "IDENFY_API_SECRET": "a:b"])
    }

    @Test(arguments: [
        ("", "s"), ("k", ""), ("a:b", "s"), ("k\n", "s"), ("k", "s\n"), ("k", "s\r\nX: y"), ("k\u{0}", "s"),
        ("k", "s\u{7F}"), ("k", "s\u{85}"),
    ])
    func `what Basic authentication cannot carry is refused`(apiKey: String, apiSecret: String) {
        let error = #expect(throws: CredentialsError.self) { try Credentials(apiKey: apiKey, apiSecret: apiSecret) }
        #expect(error?.description.contains("API") == true)
    }

    @Test func `neither half shows`() throws {
        Fixture.expectNoSecrets(in: try Credentials(apiKey: Fixture.apiKey, apiSecret: Fixture.apiSecret))
        let error = #expect(throws: CredentialsError.self) {
            try Credentials(apiKey: Fixture.apiKey, apiSecret: Fixture.apiSecret + "\n")
        }
        Fixture.expectNoSecrets(in: try #require(error))
    }
}
