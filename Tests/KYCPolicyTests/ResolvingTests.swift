import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct ResolvingTests {
    private static let profiles = """
        base: { abstract: true, token: { tokenType: IDENTIFICATION } }
        onboarding:
          extends: base
          token:
            lifetime: 1h
            locale: en
            allowedCountries: [LT, LV]
            questionnaire: q1
            settings: { verifyEmail: true, verifyPhone: true }
            urls: { successUrl: "https://a.example/" }
        untyped: { abstract: true, token: { locale: en } }
        """
    private let bundle: PolicyBundle

    init() throws { bundle = try PolicyBundle(profiles: ResolvingTests.profiles) }

    private func refused(_ profile: String, clientID: String = "c", _ overrides: (inout TokenCall) -> Void = { _ in })
        -> [String]
    {
        refusals { () throws(Refusal) in try bundle.resolve(profile, clientID: clientID, overrides: overrides) }
            .map(\.summary).sorted()
    }

    private func changed(_ overrides: (inout TokenCall) -> Void) throws -> JSON {
        try JSON.parse(bundle.resolve("onboarding", clientID: "c", overrides: overrides).body().utf8)
    }

    // MARK: Overrides

    @Test func `a call without overrides gets what the profile says`() throws {
        #expect(
            try bundle.resolve("onboarding", clientID: "user-42").body() == """
                {"clientId":"user-42","tokenType":"IDENTIFICATION","lifetime":3600,"locale":"en",\
                "allowedCountries":["LT","LV"],"urls":{"successUrl":"https://a.example/"},\
                "settings":{"verifyEmail":true,"verifyPhone":true},"questionnaire":"q1"}
                """
        )
    }

    @Test func `a value, null and unset of a call win over the profile`() throws {
        let body = try changed {
            $0.lifetime = 60
            $0.locale = .null
            $0.questionnaire = .unset
            $0.allowedCountries = ["EE"]
            $0.generateDigitString = true
            $0.externalRef = "r-1"
            $0.settings.verifyEmail = .unset
        }
        #expect(body["lifetime"] == 60)
        #expect(body["locale"] == .null)
        #expect(body["questionnaire"] == nil)
        #expect(body["allowedCountries"] == ["EE"])
        #expect(body["generateDigitString"] == true)
        #expect(body["externalRef"] == "r-1")
        #expect(body["settings"] == ["verifyPhone": true])
    }

    @Test func `null reaches the wire for a questionnaire, and unset does not`() throws {
        #expect(try bundle.rest(of: "onboarding") { $0.questionnaire = .null }.hasSuffix(#""questionnaire":null}"#))
        #expect(try !bundle.rest(of: "onboarding") { $0.questionnaire = .unset }.contains("questionnaire"))
    }

    @Test func `inherit takes back what the call said`() throws {
        let body = try changed {
            $0.lifetime = 60
            $0.lifetime = .inherit
            $0.settings = .null
            $0.settings = .inherit
        }
        #expect(body["lifetime"] == 3600)
        #expect(body["settings"] == ["verifyEmail": true, "verifyPhone": true])
    }

    @Test func `a group of a call is null, unset, or revived by a later field`() throws {
        #expect(try changed { $0.settings = .null }["settings"] == .null)
        #expect(try changed { $0.settings = .unset }["settings"] == nil)
        let revived = try changed {
            $0.settings = .null
            $0.settings.verifyBank = false
        }
        #expect(revived["settings"] == ["verifyBank": false])
        let unset = try changed {
            $0.settings = .unset
            $0.settings.verifyBank = false
        }
        #expect(unset["settings"] == ["verifyBank": false])
        #expect(
            try changed {
                $0.settings.verifyEmail = .unset
                $0.settings.verifyPhone = .unset
            }["settings"] == nil
        )
    }

    @Test func `a list of a call keeps the first of equal elements`() throws {
        #expect(try changed { $0.allowedCountries = ["LV", "LT", "LV"] }["allowedCountries"] == ["LV", "LT"])
    }

    @Test func `an open list takes what nobody knows yet`() throws {
        let body = try changed {
            $0.locale = "xx"
            $0.allowedDocuments = ["TREE"]
        }
        #expect(body["locale"] == "xx" && body["allowedDocuments"] == ["TREE"])
    }

    // MARK: Refusals

    @Test(arguments: ["nowhere", "onbording", "", "base\u{1B}[2J"])
    func `an unknown profile is refused with the names there are`(_ name: String) throws {
        let diagnostics = refusals { () throws(Refusal) in try bundle.resolve(name, clientID: "c") }
        #expect(diagnostics.map(\.summary) == ["profile-unknown at profile"])
        #expect(try #require(diagnostics.first).message.contains("onboarding"))
        #expect(!diagnostics[0].message.unicodeScalars.contains("\u{1B}"))
    }

    @Test func `an abstract profile is refused, with its place`() throws {
        let diagnostics = refusals { () throws(Refusal) in try bundle.resolve("untyped", clientID: "c") }
        #expect(diagnostics.map(\.summary) == ["profile-abstract at profile"])
        #expect(diagnostics.flatMap(\.related).map { "\($0.span)" } == ["policy.yaml:13"])
    }

    @Test func `an undeclared environment is refused`() {
        let diagnostics = refusals { () throws(Refusal) in
            try bundle.resolve("onboarding", environment: "nowhere", clientID: "c")
        }
        #expect(diagnostics.map(\.summary) == ["environment-unknown at environment"])
    }

    @Test(
        arguments: [
            (String(repeating: "é", count: 100), []),
            (String(repeating: "é", count: 101), ["string-too-long at clientId"]),
            (String(repeating: "👩\u{200D}", count: 50), []),
            (String(repeating: "👩\u{200D}", count: 51), ["string-too-long at clientId"]),
            ("", []),
        ] as [(String, [String])]
    )
    func `a clientId has at most 100 code points`(_ id: String, _ expected: [String]) {
        #expect(refused("onboarding", clientID: id) == expected)
    }

    @Test func `everything against a call is collected`() {
        let found = refused("onboarding", clientID: String(repeating: "9", count: 101)) {
            $0.lifetime = .value(.days(31))
            $0.sessionLength = 59
            $0.allowedCountries = ["LT", "LTU", "XX"]
            $0.allowedDocuments = []
            $0.client.nationality = "ZZ"
            $0.urls.failURL = "nowhere"
            $0.externalRef = .value(String(repeating: "r", count: 41))
            $0.tokenType = .null
            $0.settings.verifyEmail = .null
        }
        #expect(
            found == [
                "country-unknown at allowedCountries", "country-unknown at allowedCountries",
                "country-unknown at client.nationality",
                "empty-list at allowedDocuments", "lifetime-range at lifetime",
                "null-not-allowed at settings.verifyEmail",
                "null-not-allowed at tokenType", "session-length-range at sessionLength",
                "string-too-long at clientId", "string-too-long at externalRef", "uri-invalid at urls.failUrl",
            ]
        )
    }

    @Test func `a call cannot leave out what every request needs`() {
        #expect(refused("onboarding") { $0.tokenType = .unset } == ["required-field-missing at tokenType"])
    }

    @Test func `empty lists are refused`() {
        #expect(refused("onboarding") { $0.allowedCountries = [] } == ["empty-list at allowedCountries"])
    }

    // MARK: What is returned

    @Test func `a resolved request shows no value in a log`() throws {
        let request = try bundle.resolve("onboarding", clientID: "secret-id") {
            $0.client.name = "secret-name"
            $0.address = "secret-address"
        }
        var dumped = ""
        dump(request, to: &dumped)
        let texts = [
            "\(request)", String(reflecting: request), String(describing: Optional(request)), "\([request])", dumped,
        ]
        for text in texts {
            #expect(text.contains("onboarding"))
            #expect(!text.contains("secret") && !text.contains("IDENTIFICATION"))
        }
        #expect(try request.body().contains("secret-name"))
        #expect(request.profile == "onboarding")
    }

    @Test func `the flat form has its own names, and refuses what it cannot say`() throws {
        let bundle = try PolicyBundle(
            profiles: """
                p:
                  token:
                    tokenType: DOCUMENT
                    lifetime: 1h
                    urls: { failUrl: "https://a.example/" }
                    settings: { verifyPoaAddress: true, verifyEmail: true }
                    allowedDocuments: [PASSPORT]
                """
        )
        let request = try bundle.resolve("p", clientID: "c") { $0.client.name = "Ona" }
        #expect(
            try request.body(in: .flat) == """
                {"clientId":"c","tokenType":"DOCUMENT","expiryTime":3600,"documents":["PASSPORT"],"firstName":"Ona",\
                "errorUrl":"https://a.example/","verifyEmail":true,"verifyAddress":true}
                """
        )
        for country in [["LT"], ["LT", "LV"]] {
            let request = try bundle.resolve("p", clientID: "c") {
                $0.allowedCountries = .value(country.map(CountryCode.init(rawValue:)))
            }
            #expect(throws: DialectError.self) { try request.body(in: .flat) }
        }
        let nulled = try bundle.resolve("p", clientID: "c") { $0.client = .null }
        let error = #expect(throws: DialectError.self) { try nulled.body(in: .flat) }
        #expect(error?.field.path == "client")
        #expect(try !nulled.body(in: .flatAllowingLoss).contains("client\""))
    }
}
