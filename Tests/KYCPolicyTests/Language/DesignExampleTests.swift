import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct DesignExampleTests {
    private static let policy = #"""
        # yaml-language-server: $schema=../schemas/policy.schema.json
        version: 1

        sets:
          countries:
            baltics: [LT, LV, EE]
            launch: { include: [baltics, PL, "NO"], exclude: [EE] }
          documents:
            photo-id: [PASSPORT, ID_CARD]

        profiles:
          base:
            abstract: true                 # cannot be issued, only extended
            summary: What every session shares
            token:                         # exactly the request's own names and nesting
              tokenType: IDENTIFICATION
              lifetime: 1h                 # seconds, or 90s 15m 24h 30d 1h30m
              sessionLength: 10m
              locale: en
            locked: [tokenType]            # nothing after this layer may change it: no child, no environment, no call
            overrides:                     # what one call may change
              default: deny                # for fields that no layer of the chain lists
              locale: allow
              client.*: allow
              externalRef: allow
              lifetime: { max: 24h }

          onboarding:
            extends: base
            revision: 3                    # goes into the decision record
            summary: New customers, EEA launch markets
            token:
              allowedCountries: launch     # a set, or a list of codes and sets
              allowedDocuments: [photo-id, RESIDENCE_PERMIT]
              questionnaire: onboarding-v3
              settings: { verifyEmail: true }
            overrides:
              allowedCountries: narrow     # a subset of the profile's own
              questionnaire: disable       # null or unset, but no other questionnaire
              urls.successUrl: { hosts: [app.example.com] }
            require: [client.dateOfBirth]  # refused unless present after the call's overrides

          onboarding-reverify:
            extends: onboarding
            token:
              allowedDocuments: { add: [DRIVER_LICENSE], remove: [RESIDENCE_PERMIT] }   # relative to what is inherited
            unset: [questionnaire]
            deprecated: { until: 2027-03-31, use: onboarding, reason: merged into onboarding }

        environments:
          production: {}
          staging:
            token: { urls: { webhookUrl: https://staging.example.com/kyc } }
            profiles:
              onboarding: { token: { lifetime: 5m } }

        tests:
          - name: a call may narrow to Lithuania
            profile: onboarding
            call: { clientId: c-1, allowedCountries: [LT], client: { dateOfBirth: 1990-01-02 } }
            expect: { request: { allowedCountries: [LT], lifetime: 3600 }, absent: [urls.webhookUrl] }
          - name: a call may not widen
            profile: onboarding
            call: { clientId: c-1, allowedCountries: [US] }
            expect: { denied: [override-not-narrower, required-field-missing] }
        """#

    @Test func `the example compiles without a finding`() {
        let source = SourceText(path: "policies/example.yaml", bytes: Array(DesignExampleTests.policy.utf8))
        #expect(Compilation([source]).diagnostics.map(\.description) == [])
    }

    @Test(
        arguments: [
            (
                "onboarding", nil,
                #"""
                "lifetime":3600,"locale":"en","sessionLength":600,"allowedCountries":["LT","LV","PL","NO"],\#
                "allowedDocuments":["PASSPORT","ID_CARD","RESIDENCE_PERMIT"],\#
                "client":{"dateOfBirth":"1990-01-02"},"settings":{"verifyEmail":true},"questionnaire":"onboarding-v3"
                """#
            ),
            (
                "onboarding", "production",
                #"""
                "lifetime":3600,"locale":"en","sessionLength":600,"allowedCountries":["LT","LV","PL","NO"],\#
                "allowedDocuments":["PASSPORT","ID_CARD","RESIDENCE_PERMIT"],\#
                "client":{"dateOfBirth":"1990-01-02"},"settings":{"verifyEmail":true},"questionnaire":"onboarding-v3"
                """#
            ),
            (
                "onboarding", "staging",
                #"""
                "lifetime":300,"locale":"en","sessionLength":600,"allowedCountries":["LT","LV","PL","NO"],\#
                "allowedDocuments":["PASSPORT","ID_CARD","RESIDENCE_PERMIT"],\#
                "client":{"dateOfBirth":"1990-01-02"},"urls":{"webhookUrl":"https://staging.example.com/kyc"},\#
                "settings":{"verifyEmail":true},"questionnaire":"onboarding-v3"
                """#
            ),
            (
                "onboarding-reverify", nil,
                #"""
                "lifetime":3600,"locale":"en","sessionLength":600,"allowedCountries":["LT","LV","PL","NO"],\#
                "allowedDocuments":["PASSPORT","ID_CARD","DRIVER_LICENSE"],\#
                "client":{"dateOfBirth":"1990-01-02"},"settings":{"verifyEmail":true}
                """#
            ),
            (
                // What staging writes for onboarding is not for the profiles that extend it.
                "onboarding-reverify", "staging",
                #"""
                "lifetime":3600,"locale":"en","sessionLength":600,"allowedCountries":["LT","LV","PL","NO"],\#
                "allowedDocuments":["PASSPORT","ID_CARD","DRIVER_LICENSE"],\#
                "client":{"dateOfBirth":"1990-01-02"},"urls":{"webhookUrl":"https://staging.example.com/kyc"},\#
                "settings":{"verifyEmail":true}
                """#
            ),
        ] as [(String, String?, String)]
    )
    func `the example resolves in each environment`(_ profile: String, _ environment: String?, _ rest: String) throws {
        let bundle = try PolicyBundle(texts: ["example.yaml": DesignExampleTests.policy])
        #expect(bundle.environmentNames == ["production", "staging"])
        #expect(bundle.profileNames == ["onboarding", "onboarding-reverify"])
        let birthday = try #require(CalendarDate("1990-01-02"))
        let request = try bundle.resolve(profile, environment: environment, clientID: "c") {
            $0.client.dateOfBirth = .value(birthday)
        }
        #expect(try request.body() == #"{"clientId":"c","tokenType":"IDENTIFICATION",\#(rest)}"#)
        #expect(request.revision == (profile == "onboarding" ? 3 : nil))
    }

    @Test func `the example's own tests pass`() throws {
        let run = TestRun(try PolicyBundle(texts: ["example.yaml": DesignExampleTests.policy]))
        #expect(run.results.map(\.test.name.text) == ["a call may narrow to Lithuania", "a call may not widen"])
        #expect(run.results.flatMap(\.mismatches).map(\.subject) == [] && run.passedCount == 2)
    }

    @Test(arguments: [
        ("locale=de", nil), ("lifetime=24h", nil), ("lifetime=25h", "override-out-of-range"),
        ("tokenType=IDENTIFICATION", "override-locked"), ("questionnaire=null", nil),
        ("questionnaire=x", "override-not-disable"),
        ("urls.successUrl=https://app.example.com/done", nil),
        ("urls.successUrl=https://example.com/", "override-host"),
        ("urls.failUrl=https://app.example.com/", "override-denied"), ("sessionLength=5m", "override-denied"),
        ("externalRef=r", nil), ("client.name=Ona", nil), ("settings.verifyEmail=false", "override-denied"),
        ("allowedCountries=LT,NO", nil), ("allowedCountries=EE", "override-not-narrower"),
    ])
    func `calls of the example`(_ assignment: String, _ rule: String?) throws {
        let bundle = try PolicyBundle(texts: ["example.yaml": DesignExampleTests.policy])
        var arguments = CallArguments()
        arguments.clientID = "c"
        arguments.assignments = [assignment, "client.dateOfBirth=1990-01-02"]
        let call = try arguments.layer()
        let found = refusals { () throws(Refusal) in try bundle.resolve("onboarding", call: call) }
        #expect(found.map(\.rule) == [rule].compactMap(\.self))
    }
}
