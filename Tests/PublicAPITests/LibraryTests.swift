import KYCPolicy
import Testing

/// What a user of the library writes, with its one import and nothing but its public surface.
@Suite struct LibraryTests {
    private static let policy = """
        version: 1
        profiles:
          base: { abstract: true, token: { tokenType: IDENTIFICATION, lifetime: 1h } }
          onboarding:
            extends: base
            token: { locale: en, questionnaire: onboarding-v3, settings: { verifyEmail: true } }
        """

    private func bundle() throws(PolicyLoadError) -> PolicyBundle {
        try PolicyBundle(texts: ["policies/onboarding.yaml": LibraryTests.policy])
    }

    @Test func `a call resolves by a closure with literals`() throws {
        let birthday = try #require(CalendarDate(year: 1990, month: 1, day: 2))
        let request = try bundle().resolve("onboarding", clientID: "user-42") {
            $0.locale = "de"
            $0.client.dateOfBirth = .value(birthday)
            $0.client.sex = .value(.female)
            $0.client.nationality = "LT"
            $0.questionnaire = .null
            $0.allowedCountries = ["LT", "LV"]
            $0.allowedDocuments = [.init(rawValue: "PASSPORT"), "ID_CARD"]
            $0.lifetime = .value(.hours(2))
            $0.sessionLength = 600
            $0.settings.verifyEmail = .unset
            $0.settings.verifyPhone = true
            $0.urls.successURL = "https://app.example.com/done"
            $0.tokenType = .value(.document)
        }
        #expect(
            try request.body() == """
                {"clientId":"user-42","tokenType":"DOCUMENT","lifetime":7200,"locale":"de","sessionLength":600,\
                "allowedCountries":["LT","LV"],"allowedDocuments":["PASSPORT","ID_CARD"],\
                "client":{"dateOfBirth":"1990-01-02","nationality":"LT","sex":"F"},\
                "urls":{"successUrl":"https://app.example.com/done"},"settings":{"verifyPhone":true},"questionnaire":null}
                """
        )
        #expect(request.profile == "onboarding")
        #expect(!"\(request)".contains("1990"))
    }

    @Test func `a group is null, unset or inherited as a whole`() throws {
        let bundle = try bundle()
        #expect(
            try bundle.resolve("onboarding", clientID: "c") { $0.client = .null }.body().contains(#""client":null"#)
        )
        #expect(try !bundle.resolve("onboarding", clientID: "c") { $0.settings = .unset }.body().contains("settings"))
        #expect(
            try bundle.resolve("onboarding", clientID: "c") { $0.settings = .inherit }.body().contains("verifyEmail")
        )
    }

    @Test func `a call is read back as it was given`() {
        var call = TokenCall()
        #expect(call.locale == .inherit)
        call.locale = "de"
        call.lifetime = .value(.minutes(5))
        call.client.name = .unset
        #expect(call.locale == .value("de"))
        #expect(call.lifetime == .value(300))
        #expect(call.client.name == .unset)
    }

    @Test func `a body has the wire form that is asked for`() throws {
        let request = try bundle().resolve("onboarding", clientID: "c") { $0.allowedCountries = ["LT"] }
        #expect(try request.body(in: .nested).contains(#""lifetime":3600"#))
        #expect(try request.body(in: .flatAllowingLoss).contains(#""expiryTime":3600"#))
        let error = #expect(throws: DialectError.self) { try request.body(in: .flat) }
        #expect(error?.field.path == "allowedCountries")
    }

    @Test func `a refusal says what stands against the call, and where`() throws {
        let bundle = try bundle()
        do throws(Refusal) {
            _ = try bundle.resolve("onboarding", clientID: "c") { $0.lifetime = .value(.days(45)) }
            Issue.record("not refused")
        } catch {
            let diagnostic = try #require(error.diagnostics.first)
            #expect(diagnostic.rule == "lifetime-range")
            #expect(diagnostic.severity == .error)
            #expect(diagnostic.field == "lifetime")
            #expect(diagnostic.profile == "onboarding")
            #expect("\(diagnostic.place)" == "lifetime")
            #expect("\(error)" == diagnostic.description)
        }
    }

    @Test func `a policy that does not load says why, and where`() throws {
        do throws(PolicyLoadError) {
            _ = try PolicyBundle(texts: ["a.yaml": "version: 1\nprofiles:\n  a: { token: { lifetime: 45d } }\n"])
            Issue.record("loaded")
        } catch {
            #expect(error.code == .invalid)
            #expect(error.diagnostics.map(\.rule) == ["required-field-missing", "lifetime-range"])
            let place = try #require(error.diagnostics.last?.place.span)
            #expect(place.path == "a.yaml")
            #expect(place.start.line == 3 && place.start.column == 27 && place.start.offset == 47)
            #expect(place.end.column == 30)
        }
        let error = #expect(throws: PolicyLoadError.self) { try PolicyBundle(directory: "/nowhere/at/all") }
        #expect(error?.code == .unreadable)
    }

    @Test func `a bundle is used from many tasks at once`() async throws {
        let bundle = try bundle()
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<100 { group.addTask { try bundle.resolve("onboarding", clientID: "c\(index)").body() } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(bodies.count == 100)
    }

    @Test func `the field table can be read`() throws {
        #expect(Field.table.count == 39)
        let field = try #require(Field(path: "client.dateOfBirth"))
        #expect(field.name == "dateOfBirth" && field.isPersonal && field.isNullable && !field.isRequired)
        #expect(Field.table.filter(\.isRequired).map(\.path) == ["clientId", "tokenType"])
    }
}

@Suite struct RefusalReasonTests {
    @Test func `a refusal says by code, field and place what stands against the call`() throws {
        let bundle = try PolicyBundle(texts: [
            "a.yaml": """
            version: 1
            profiles:
              p:
                token: { tokenType: DOCUMENT, lifetime: 1h }
                overrides: { default: deny, lifetime: { max: 2h }, client.name: allow }
                require: [client.name]
            """
        ])
        let refusal = try #require(throws: Refusal.self) {
            try bundle.resolve("p", clientID: "c") {
                $0.lifetime = .value(.hours(3))
                $0.locale = "de"
            }
        }
        #expect(refusal.reasons.map(\.code) == [.overrideOutOfRange, .overrideDenied, .requiredFieldMissing])
        #expect(refusal.reasons.map { $0.field?.path } == ["lifetime", "locale", "client.name"])
        #expect(
            refusal.reasons.map { "\($0.guardedAt.map(\.description) ?? "")" } == ["a.yaml:5", "a.yaml:5", "a.yaml:6"]
        )
    }
}
