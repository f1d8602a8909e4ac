import PolicyDiagnostics
import PolicyLint
import Testing

@Suite struct StructureRuleTests {
    @Test(arguments: [
        Fixture("version: «version-unsupported:2»\nprofiles: { a: { abstract: true } }\n"),
        Fixture("version: «version-unsupported:\"1\"»\nprofiles: { a: { abstract: true } }\n"),
        Fixture("version: «version-unsupported:1.0»\nprofiles: { a: { abstract: true } }\n"),
        Fixture("version: «version-unsupported:[1]»\nprofiles: { a: { abstract: true } }\n"),
        Fixture("version:«version-unsupported:»\nprofiles: { a: { abstract: true } }\n", hints: "not nothing"),
        Fixture("«version-unsupported:profiles»:\n  a: { abstract: true }\n", hints: "version: 1"),
        Fixture("«version-unsupported:»"),
        Fixture("«version-unsupported:»# only a comment\n"),
        Fixture("version: 1\n"),
    ])
    func `version-unsupported: a file says version: 1`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture("version: 1\n«unknown-key:profile»:\n  a: {}\n", hints: "did you mean profiles?"),
        Fixture("version: 1\n«unknown-key:zebra»: 1\n", hints: "it has version"),
        Fixture(profile: "abstract: true\n«unknown-key:summery»: x", hints: "did you mean summary?"),
        Fixture(profile: "abstract: true\n«unknown-key:zebra»: x", hints: "it has abstract"),
        Fixture(profile: "abstract: true\n«unknown-key:\"\"»: x"),
        Fixture(token: "«unknown-key:lifetme»: 1h", hints: "did you mean lifetime?"),
        Fixture(token: "«unknown-key:life_time»: 1h", hints: "did you mean lifetime?"),
        Fixture(token: "«unknown-key:LIFETIME»: 1h", hints: "did you mean lifetime?"),
        Fixture(token: "«unknown-key:allowedCountrys»: [LT]", hints: "did you mean allowedCountries?"),
        Fixture(token: "«unknown-key:zebra»: 1", hints: "it has clientId, tokenType"),
        Fixture(token: "settings: { «unknown-key:verifyEmial»: true }", hints: "did you mean verifyEmail?"),
        Fixture(token: "settings: { «unknown-key:zebra»: true }", hints: "it has verifyEmail"),
        Fixture(token: "client: { «unknown-key:birthday_»: x }", hints: "it has name, surname"),
        Fixture(token: "urls: { «unknown-key:sucessUrl»: https://a.example }", hints: "did you mean successUrl?"),
        Fixture(profile: "abstract: true\nunset: [«unknown-key:questionaire»]", hints: "did you mean questionnaire?"),
        Fixture(profile: "abstract: true\nunset: [«unknown-key:verifyEmail»]", hints: "mean settings.verifyEmail?"),
        Fixture(profile: "abstract: true\nunset: [«unknown-key:settings.verifyEmial»]", hints: "settings.verifyEmail?"),
        Fixture(profile: "abstract: true\nunset: [«unknown-key:expiryTime»]", hints: "did you mean lifetime?"),
        Fixture(profile: "abstract: true\nunset: [«unknown-key:zebra», locale]"),
    ])
    func `unknown-key: a key that nothing has is reported with the nearest that something has`(_ fixture: Fixture) {
        fixture.check()
    }

    @Test(arguments: [
        Fixture(token: "«unknown-key:expiryTime»: 3600", hints: "older API's name of lifetime: write lifetime"),
        Fixture(token: "«unknown-key:documents»: [PASSPORT]", hints: "name of allowedDocuments"),
        Fixture(token: "«unknown-key:country»: LT", hints: "name of allowedCountries"),
        Fixture(
            token: "«unknown-key:errorUrl»: https://a.example",
            hints: "name of urls.failUrl: write urls: { failUrl"
        ),
        Fixture(token: "«unknown-key:callbackUrl»: https://a.example", hints: "write urls: { webhookUrl: … }"),
        Fixture(token: "«unknown-key:firstName»: Ona", hints: "write client: { name: … }"),
        Fixture(token: "«unknown-key:verifyAddress»: true", hints: "write settings: { verifyPoaAddress: … }"),
        Fixture(token: "settings: { «unknown-key:verifyAddress»: true }", hints: "write verifyPoaAddress"),
        Fixture(token: "«unknown-key:reviewFailed»: true", hints: "settings: { reviewFailedVerifications: … }"),
    ])
    func `unknown-key: a name of the flat API names the field that it became`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture(profile: "abstract: true\n«misplaced-key:lifetime»: 1h", hints: "write lifetime under token"),
        Fixture(profile: "abstract: true\n«misplaced-key:verifyEmail»: true", hints: "settings: { verifyEmail: … }"),
        Fixture(profile: "abstract: true\n«misplaced-key:settings»: { verifyEmail: true }"),
        Fixture(profile: "abstract: true\n«misplaced-key:expiryTime»: 1h", hints: "write lifetime under token"),
        Fixture(token: "«misplaced-key:verifyEmail»: true", hints: "settings: { verifyEmail: … }"),
        Fixture(token: "«misplaced-key:successURL»: x", hints: "urls: { successUrl: … }"),
        Fixture(token: "«misplaced-key:dateOfBirth»: 1990-01-02", hints: "client: { dateOfBirth: … }"),
        Fixture(token: "«misplaced-key:extends»: base", hints: "beside token, not in it"),
        Fixture(token: "«misplaced-key:unset»: [locale]", hints: "beside token, not in it"),
        Fixture(token: "client: { «misplaced-key:tokenType»: DOCUMENT }", hints: "write it beside client"),
        Fixture(token: "client: { «misplaced-key:verifyEmail»: true }", hints: "settings: { verifyEmail: … }"),
        Fixture(token: "settings: { «misplaced-key:successUrl»: https://a.example }", hints: "urls: { successUrl: … }"),
        Fixture("version: 1\n«misplaced-key:token»: { locale: en }\n", hints: "under profiles and a name"),
        Fixture("version: 1\n«misplaced-key:lifetime»: 1h\n", hints: "under its token"),
    ])
    func `misplaced-key: a key in the wrong mapping is told where it belongs`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture("«wrong-kind:- version: 1»\n"),
        Fixture("«wrong-kind:version»\n"),
        Fixture("version: 1\nprofiles: «wrong-kind:[a, b]»\n"),
        Fixture("version: 1\nprofiles:«wrong-kind:»\n"),
        Fixture("version: 1\nprofiles:\n  a:«wrong-kind:»\n  b: { abstract: true }\n"),
        Fixture("version: 1\nprofiles:\n  a: «wrong-kind:base»\n"),
        Fixture(profile: "abstract: «wrong-kind:yes»"),
        Fixture(profile: "abstract: «wrong-kind:\"true\"»"),
        Fixture(profile: "abstract: true\nsummary: «wrong-kind:[a]»"),
        Fixture(profile: "abstract: true\nsummary:«wrong-kind:»"),
        Fixture(profile: "extends: «wrong-kind:[a, b]»", hints: "one parent"),
        Fixture(profile: "extends:«wrong-kind:»\ntoken: { locale: en }"),
        Fixture(profile: "token: «wrong-kind:[locale]»"),
        Fixture(profile: "token:«wrong-kind:»"),
        Fixture(profile: "abstract: true\nunset: «wrong-kind:locale»", hints: "unset: [questionnaire]"),
        Fixture(profile: "abstract: true\nunset: [locale, «wrong-kind:[lifetime]»]"),
    ])
    func `wrong-kind: a part of a file is what it has to be`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture(token: "client: «empty-mapping:{}»", hints: "null to send null"),
        Fixture(token: "urls: «empty-mapping:{ }»"),
        Fixture(token: "settings: «empty-mapping:{}»"),
        Fixture(token: "allowedCountries: «empty-list:[]»", hints: "nothing would be accepted"),
        Fixture(token: "allowedDocuments: «empty-list:[ ]»"),
        Fixture(token: "«client-id-in-profile:clientId»: c-1", hints: "each call"),
        Fixture(profile: "abstract: true\nunset: [«client-id-in-profile:clientId»]", hints: "given by each call"),
        Fixture(profile: "abstract: true\ntoken: { locale: en }\nunset: [«unset-conflict:locale»]", hints: "keep one"),
        Fixture(profile: "abstract: true\nunset: [«unset-conflict:locale»]\ntoken: { locale: null }"),
        Fixture(
            profile: "abstract: true\ntoken: { settings: { verifyEmail: true } }\nunset: [«unset-conflict:settings»]"
        ),
        Fixture(profile: "abstract: true\ntoken: { urls: null }\nunset: [«unset-conflict:urls.failUrl»]"),
        Fixture(profile: "abstract: true\ntoken: { settings: { verifyEmail: true } }\nunset: [settings.verifyPhone]"),
        Fixture(profile: "abstract: true\nunset: [locale, locale]"),
    ])
    func `what says nothing or contradicts itself is reported`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        "a", "A1", "on-boarding", "on_boarding.v2", "0", String(repeating: "n", count: 100),
    ])
    func `name-invalid: letters, digits, hyphens, underscores and dots make a name`(_ name: String) {
        Fixture("version: 1\nprofiles:\n  \"\(name)\": { abstract: true }\n").check()
    }

    @Test(arguments: [
        "", "-a", ".a", "_a", "a b", "a/b", "é", "a\\u001B[2J", "a:b", String(repeating: "n", count: 101),
    ])
    func `name-invalid: anything else does not`(_ name: String) {
        Fixture("version: 1\nprofiles:\n  «name-invalid:\"\(name)\"»: { abstract: true }\n").check()
    }
}
