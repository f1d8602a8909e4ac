import KYCTokenIssuer
import Testing

/// What the tests of the issuer share: a policy, a key pair, a call that gives personal data, and all of their secrets.
enum Fixture {
    static let apiKey = "KEY-7f3a9c"
    static let apiSecret = "s3cr3t:Ω-value"
    static let token = "T0K3N-abcdefghijkl"
    static let digits = "48151623"

    static func policies() throws -> PolicyBundle {
        try PolicyBundle(texts: [
            "base.yaml": """
            version: 1
            profiles:
              base:
                abstract: true
                token: { tokenType: IDENTIFICATION, lifetime: 1h, locale: en, questionnaire: base-v1 }
              onboarding:
                extends: base
                token: { allowedCountries: [LT, LV], settings: { verifyEmail: true } }
            """
        ])
    }

    static func issuer(
        _ port: Int,
        timeout: Duration = .seconds(60),
        configure: (inout TokenIssuer.Configuration) throws -> Void = { _ in }
    ) throws -> TokenIssuer {
        var configuration = TokenIssuer.Configuration(
            baseURL: try BaseURL("http://127.0.0.1:\(port)"),
            timeout: timeout
        )
        try configure(&configuration)
        return TokenIssuer(
            policies: try policies(),
            credentials: try Credentials(apiKey: apiKey, apiSecret: apiSecret),
            configuration: configuration
        )
    }

    /// Issues for a client whose data are in ``secrets``.
    static func issue(_ issuer: TokenIssuer) async throws(IssueError) -> IssuedToken {
        try await issuer.issue("onboarding", clientID: "client-4711") {
            $0.client.name = "Ugnė Marija"
            $0.client.surname = "Petrauskienė"
            $0.client.dateOfBirth = CalendarDate("1979-03-14").map(Override.value) ?? .unset
            $0.client.personalNumber = "47903140987"
            $0.client.sex = .value(Sex(rawValue: "F"))
            $0.address = "Gedimino pr. 1, Vilnius"
        }
    }

    /// What no text about a call may contain, in whatever case.
    static let secrets = [
        apiKey, apiSecret, "S0VZLTdmM2E5YzpzM2NyM3Q6zqktdmFsdWU=", token, digits, "client-4711", "Ugnė", "Marija",
        "Petrauskienė", "1979-03-14", "47903140987", "Gedimino", "Vilnius",
    ]

    /// Expects that no way to show `value` shows a secret.
    static func expectNoSecrets(in value: some Any, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        var dumped = ""
        dump(value, to: &dumped)
        for text in [String(describing: value), String(reflecting: value), dumped] {
            for secret in secrets {
                #expect(!text.lowercased().contains(secret.lowercased()), sourceLocation: sourceLocation)
            }
        }
    }

    /// The error of a call that must fail, shown nowhere with a secret.
    static func error(
        of issuer: TokenIssuer,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> IssueError {
        do throws(IssueError) {
            let token = try await issue(issuer)
            expectNoSecrets(in: token, sourceLocation: sourceLocation)
        } catch {
            expectNoSecrets(in: error, sourceLocation: sourceLocation)
            #expect(!error.message.contains("\n"), sourceLocation: sourceLocation)
            return error
        }
        Issue.record("a token was issued", sourceLocation: sourceLocation)
        throw CancellationError()
    }
}
