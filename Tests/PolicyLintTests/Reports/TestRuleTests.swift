import Testing

@Suite struct TestRuleTests {
    /// A test that a file holds.
    private static func fixture(_ test: String, hints: String...) -> Fixture {
        let lines = test.split(separator: "\n").enumerated().map { "  \($0 == 0 ? "-" : " ") \($1)\n" }.joined()
        return Fixture(
            ["policy.yaml": "version: 1\nprofiles:\n  p: { token: { tokenType: DOCUMENT } }\ntests:\n\(lines)"],
            hints: hints
        )
    }

    @Test(arguments: [
        Fixture("version: 1\ntests: «wrong-kind:{ name: a }»", hints: "tests takes a list, not a mapping"),
        Fixture("version: 1\ntests:«wrong-kind:»"), Fixture("version: 1\ntests: []"),
        Fixture("version: 1\n«unknown-key:test»: []", hints: "did you mean tests?"),
        fixture("«wrong-kind:name»", hints: "a test takes a mapping, not name"),
        fixture("«missing-key:profile»: p\nexpect: { request: { tokenType: DOCUMENT } }", hints: "a test needs name"),
        fixture("«missing-key:name»: a\nexpect: { request: { tokenType: DOCUMENT } }", hints: "a test needs profile"),
        fixture(
            "«missing-key:name»: a\nprofile: p",
            hints: "a test needs expect: with request: { … }, absent: […] or denied: […]"
        ),
        fixture("name: a\nprofile: p\nexpect: «missing-key:{}»", hints: "expect is empty: write request: { … }"),
        fixture("name: a\nprofile: p\nexpect: «wrong-kind:denied»"),
        fixture("name: a\nprofile: p\nexpect:«wrong-kind:»"),
        fixture("name: «wrong-kind:[a]»\nprofile: p\nexpect: { denied: [override-denied] }"),
        fixture("name:«wrong-kind:»\nprofile: p\nexpect: { denied: [override-denied] }", hints: "name has no text"),
        fixture("name: a\nprofile: «wrong-kind:{ p: q }»\nexpect: { denied: [override-denied] }"),
        fixture("name: a\nprofile: p\nenvironment: «wrong-kind:[e]»\nexpect: { denied: [override-denied] }"),
        fixture("name: a\nprofile: p\ncall: «wrong-kind:[]»\nexpect: { denied: [override-denied] }"),
        fixture(
            "name: a\nprofile: p\ncall: { «unknown-key:lifetme»: 1h }\nexpect: { denied: [override-denied] }",
            hints: "did you mean lifetime?"
        ),
        fixture(
            "name: a\nprofile: p\ncall: { «misplaced-key:verifyEmail»: true }\nexpect: { denied: [override-denied] }"
        ),
        fixture(
            "name: a\nprofile: p\nexpect: { denied: «wrong-kind:override-denied» }",
            hints: "denied takes a list, not override-denied"
        ),
        fixture(
            "name: a\nprofile: p\nexpect: { denied: «empty-list:[]» }",
            hints: "denied is empty: name the rules, or expect a request"
        ),
        fixture("name: a\nprofile: p\nexpect: { denied: [«wrong-kind:[x]»] }"),
        fixture(
            "name: a\nprofile: p\nexpect: «wrong-kind:{ denied: [override-denied], absent: [locale] }»",
            hints: "expect one of the two"
        ),
        fixture("name: a\nprofile: p\nexpect: { absent: «wrong-kind:locale» }"),
        fixture("name: a\nprofile: p\nexpect: { absent: [«unknown-key:verifyEmail»] }"),
        fixture("name: a\nprofile: p\nexpect: { request: «wrong-kind:[]» }"),
        fixture("name: a\nprofile: p\nexpect: { request: { lifetime: «wrong-kind:soon» } }"),
        fixture("name: a\nprofile: p\nexpect: { request: { «unknown-key:expiryTime»: 1h } }"),
        fixture("name: a\nprofile: p\nexpect: { request: { allowedCountries: { «unknown-key:add»: [LT] } } }"),
        fixture(
            "name: a\nprofile: p\nexpect: { «unknown-key:deny»: [override-denied] }",
            hints: "expect has no key deny"
        ),
        fixture(
            "name: a\nprofile: p\n«unknown-key:overrides»: {}\nexpect: { denied: [override-denied] }",
            hints: "it has name, profile, environment, call, expect"
        ),
        // A key that is almost one is not missing as well.
        fixture(
            "«unknown-key:nmae»: a\nprofile: p\nexpect: { denied: [override-denied] }",
            hints: "did you mean name?"
        ),
        fixture(
            "name: a\n«unknown-key:profil»: p\nexpect: { denied: [override-denied] }",
            hints: "did you mean profile?"
        ),
        fixture(
            "name: a\nprofile: p\n«unknown-key:expects»: { denied: [override-denied] }",
            hints: "did you mean expect?"
        ),
        // What a call has wrong is what the test is about.
        fixture(
            "name: a\nprofile: p\ncall: { clientId: c, lifetime: 45d, locale: [x], allowedCountries: [XX] }\nexpect: { denied: [lifetime-range] }"
        ),
        fixture("name: a\nprofile: p\nexpect: { absent: [locale, settings, client.name] }"),
    ])
    func `a test has a name, a profile, and what it expects`(_ fixture: Fixture) { fixture.check() }
}
