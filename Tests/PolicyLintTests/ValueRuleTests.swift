import PolicyDiagnostics
import PolicyLint
import Testing
import TokenSpec

@Suite struct ValueRuleTests {
    static let fixtures: [Fixture] = [
        // Durations.
        Fixture(token: "lifetime: «lifetime-range:45d»", hints: "45 days", "(30 days)"),
        Fixture(token: "lifetime: «lifetime-range:2592001»"),
        Fixture(token: "lifetime: «lifetime-range:-1»"),
        Fixture(token: "lifetime: «lifetime-range:99999999999999999999999»"),
        Fixture(token: "lifetime: «lifetime-range:99999999999999999999d»"),
        Fixture(token: "lifetime: 2592000\nsessionLength: 3600"),
        Fixture(token: "lifetime: 30d\nsessionLength: 1h"),
        Fixture(token: "lifetime: 0\nsessionLength: 60"),
        Fixture(token: "lifetime: 1h30m\nsessionLength: 90s"),
        Fixture(token: "lifetime: \"90s\""),
        Fixture(token: "sessionLength: «session-length-range:59»", hints: "59 seconds is shorter", "1 minute"),
        Fixture(token: "sessionLength: «session-length-range:1h1s»"),
        Fixture(token: "lifetime: «wrong-kind:\"3600\"»", hints: "without quotes"),
        Fixture(token: "lifetime: «wrong-kind:0600»", hints: "write 600"),
        Fixture(token: "lifetime: «wrong-kind:1.5h»"),
        Fixture(token: "lifetime: «wrong-kind:1 hour»"),
        Fixture(token: "lifetime: «wrong-kind:30m1h»"),
        Fixture(token: "lifetime: «wrong-kind:1H»"),
        Fixture(token: "lifetime: «wrong-kind:1e3»"),
        Fixture(token: "lifetime: «wrong-kind:1:30»"),
        Fixture(token: "lifetime: «wrong-kind:+5»"),
        Fixture(token: "lifetime: «wrong-kind:0x10»"),
        Fixture(token: "lifetime: «wrong-kind:true»"),
        Fixture(token: "lifetime: «wrong-kind:[1h]»"),
        Fixture(token: "lifetime: «wrong-kind:{ max: 1h }»"),
        // Truth values.
        Fixture(token: "generateDigitString: «wrong-kind:yes»", hints: "did you mean true?"),
        Fixture(token: "settings: { verifyEmail: «wrong-kind:Off» }", hints: "did you mean false?"),
        Fixture(token: "settings: { verifyEmail: «wrong-kind:\"true\"» }", hints: "write true without quotes"),
        Fixture(token: "settings: { verifyEmail: «wrong-kind:1» }"),
        Fixture(token: "questionnaireRequired: «wrong-kind:maybe»"),
        // Null where it is not legal.
        Fixture(token: "tokenType: «null-not-allowed:null»"),
        Fixture(token: "lifetime: «null-not-allowed:null»"),
        Fixture(token: "settings: { verifyEmail: «null-not-allowed:null» }", hints: "true or false"),
        Fixture(token: "locale: null\nallowedCountries: null\nallowedDocuments: null\nurls: { failUrl: null }"),
        // Texts.
        Fixture(
            token: "externalRef: «string-too-long:\(String(repeating: "é", count: 41))»",
            hints: "41",
            "at most 40"
        ),
        Fixture(token: "externalRef: \(String(repeating: "é", count: 40))"),
        Fixture(token: "externalRef: «wrong-kind:[a]»"),
        Fixture(token: "questionnaire: «wrong-kind:{ key: a }»"),
        // Closed and open lists of words.
        Fixture(token: "tokenType: «value-unknown:Document»", hints: "did you mean DOCUMENT?"),
        Fixture(token: "tokenType: «value-unknown:IDENTIFICATON»", hints: "did you mean IDENTIFICATION?"),
        Fixture(token: "tokenType: «value-unknown:SELFIE»", hints: "IDENTIFICATION or DOCUMENT"),
        Fixture(token: "client: { sex: «value-unknown:X» }"),
        Fixture(token: "locale: «locale-unknown:xx»", hints: "English"),
        Fixture(token: "locale: «string-too-long:en-US-xx»"),
        Fixture(
            token: "allowedDocuments: [PASSPORT, «document-type-unknown:PASPORT»]",
            hints: "did you mean PASSPORT?"
        ),
        Fixture(token: "allowedDocuments: [«document-type-unknown:VOTER_CARD»]", hints: "now part of ID_CARD"),
        Fixture(token: "allowedDocuments: [«document-type-unknown:TREE»]"),
        // Countries.
        Fixture(token: "allowedCountries: [LT, «country-unknown:LTU»]", hints: "Lithuania is LT"),
        Fixture(token: "allowedCountries: [«country-unknown:UK»]", hints: "is GB"),
        Fixture(token: "allowedCountries: [«country-unknown:EL»]", hints: "Greece is GR"),
        Fixture(token: "allowedCountries: [«country-unknown:lt», LV]", hints: "Lithuania is LT"),
        Fixture(token: "allowedCountries: [«country-unknown:Lithuania»]", hints: "is LT"),
        Fixture(token: "allowedCountries: [«country-unknown:ZZ»]"),
        Fixture(token: "allowedCountries: [«country-unknown:XX», «country-unknown:YY», LT]"),
        Fixture(token: "allowedCountries: «wrong-kind:LT»", hints: "write [LT]"),
        Fixture(token: "allowedCountries: [«wrong-kind:[LT]»]"),
        Fixture(token: "allowedCountries: [LT, «wrong-kind:null»]"),
        Fixture(token: "allowedCountries: [LT, LT]"),
        Fixture(token: "client: { nationality: «country-unknown:ALLE» }"),
        // Dates, addresses and UUIDs.
        Fixture(token: "client: { dateOfBirth: «date-invalid:1990-02-30» }", hints: "not a day of the calendar"),
        Fixture(token: "client: { dateOfExpiry: «date-invalid:1.2.2030» }", hints: "YYYY-MM-DD"),
        Fixture(token: "urls: { successUrl: «uri-invalid:/done» }", hints: "https://"),
        Fixture(
            token: "urls: { failUrl: «uri-invalid:www.example.com» }",
            hints: "did you mean https://www.example.com?"
        ),
        Fixture(token: "urls: { failUrl: «uri-invalid:https://example.com/a b» }", hints: "a space"),
        Fixture(token: "urls: { webhookUrl: «uri-invalid:https://example.com:port/» }", hints: "port"),
        Fixture(token: "urls: { unverifiedUrl: https://user@example.com:8443/a?b=c#d }"),
        Fixture(token: "riskAssessmentProfile: «uuid-invalid:6f1c2b9e58f24c1d9a520d4a6e1f7b33»", hints: "8-4-4-4-12"),
        Fixture(token: "riskAssessmentProfile: 6F1C2B9E-58f2-4c1d-9a52-0d4a6e1f7b33"),
        Fixture(token: "riskAssessmentProfile: «uuid-invalid:''»"),
        // Groups.
        Fixture(token: "client: «wrong-kind:[name]»"),
        Fixture(token: "settings: «wrong-kind:true»"),
        // Personal data in a policy is advice.
        Fixture(token: "client: { name: «personal-data-in-profile:Ona» }"),
        Fixture(token: "address: «personal-data-in-profile:Vilnius»\nclient: { sex: «personal-data-in-profile:F» }"),
        Fixture(token: "client: { name: null }\naddress: null"),
    ]

    @Test(arguments: fixtures)
    func `a value that its field does not take is reported where it stands`(_ fixture: Fixture) { fixture.check() }

    @Test func `a missing tokenType is reported at the profile's name`() {
        Fixture("version: 1\nprofiles:\n  «required-field-missing:plain»: { token: { locale: en } }\n").check()
        Fixture("version: 1\nprofiles:\n  «required-field-missing:plain»: { summary: nothing else }\n").check()
    }

    @Test func `a tokenType that is unset is reported where it is unset`() {
        Fixture([
            "policy.yaml": """
            version: 1
            profiles:
              base: { token: { tokenType: DOCUMENT } }
              child: { extends: base, unset: [«required-field-missing:tokenType»] }
            """
        ]).check()
    }

    @Test(arguments: [
        Fixture("version: 1\nprofiles:\n  «overrides-unguarded:a»: { token: { tokenType: DOCUMENT } }\n"),
        // One note says it for all.
        Fixture(
            """
            version: 1
            profiles:
              «overrides-unguarded:a»: { token: { tokenType: DOCUMENT } }
              b: { token: { tokenType: DOCUMENT } }
            """
        ),
        Fixture(
            """
            version: 1
            profiles:
              base: { abstract: true, token: { tokenType: DOCUMENT }, overrides: { default: allow } }
              a: { extends: base }
              «overrides-unguarded:b»: { token: { tokenType: DOCUMENT } }
              «overrides-unguarded:c»: { token: { tokenType: DOCUMENT } }
            """
        ),
    ])
    func `overrides-unguarded: a profile without overrides in its chain is noted`(_ fixture: Fixture) {
        fixture.check()
    }

    @Test func `every rule about values has a fixture`() {
        let marked = ValueRuleTests.fixtures.map(\.testDescription).joined()
        let ids = (SpecificationRule.all.map(\.id) + LintRule.all.map(\.descriptor.id))
            .filter { ![SpecificationRule.requiredFieldMissing.id, "overrides-unguarded"].contains($0) }
        #expect(ids.filter { !marked.contains("«\($0):") } == [])
    }

    @Test(arguments: [
        ("document-type-unknown", "allowedDocuments: [TREE]"), ("locale-unknown", "locale: xx"),
        ("personal-data-in-profile", "address: Vilnius"), ("ambiguous-scalar", "externalRef: on"),
    ])
    func `what is only advice is a warning and does not keep a policy from loading`(_ rule: String, _ line: String) {
        let text =
            "version: 1\nprofiles:\n  p:\n    overrides: { default: deny }\n    token:\n      tokenType: DOCUMENT\n      \(line)\n"
        let diagnostics = Linter.lint([SourceText(path: "a.yaml", bytes: Array(text.utf8))]).diagnostics
        #expect(diagnostics.map(\.rule) == [rule])
        #expect(diagnostics.map(\.severity) == [.warning])
    }

    @Test(arguments: Field.leaves.filter { $0.isPersonal && !$0.isPerCall })
    func `personal data in a policy is neither repeated in a message nor shown`(_ field: Field) {
        let secret = "Xsecret-\(field.name)-38903111111-" + String(repeating: "9", count: 120)
        let line = field.group.map { "\($0.name): { \(field.name): \(secret) }" } ?? "\(field.name): \(secret)"
        let text =
            "version: 1\nprofiles:\n  p:\n    overrides: { default: deny }\n    token:\n      tokenType: DOCUMENT\n      \(line)\n"
        let report = Linter.lint([SourceText(path: "a.yaml", bytes: Array(text.utf8))])
        #expect(report.diagnostics.count == 1)
        #expect(!report.text(usingColor: false).contains("secret"))
        #expect(!report.json.compact.contains("secret"))
    }
}
