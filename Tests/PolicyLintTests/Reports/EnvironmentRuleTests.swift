import Testing

@Suite struct EnvironmentRuleTests {
    /// One profile that may be issued, and environments.
    private static func fixture(
        _ environments: String,
        profiles: String = "p: { token: { tokenType: DOCUMENT, allowedCountries: [LT, LV] } }",
        hints: String...
    ) -> Fixture {
        let lines = profiles.split(separator: "\n").map { "  \($0)\n" }.joined()
        let environmentLines = environments.split(separator: "\n").map { "  \($0)\n" }.joined()
        return Fixture(
            ["policy.yaml": "version: 1\nprofiles:\n\(lines)environments:\n\(environmentLines)"],
            hints: hints
        )
    }

    @Test(arguments: [
        fixture("production: {}"),
        fixture("staging: { token: { lifetime: 1h }, unset: [locale], profiles: { p: { unset: [lifetime] } } }"),
        fixture("«name-invalid:a b»: {}", hints: "a b is no name for an environment"),
        fixture("staging:«wrong-kind:»", hints: "the environment staging has no content: write {} or token:"),
        fixture("staging: «wrong-kind:null»"),
        fixture("staging: «wrong-kind:[]»", hints: "takes a mapping, not a list"),
        fixture(
            "staging: { «unknown-key:tokn»: { locale: en } }",
            hints: "an environment has no key tokn; did you mean token?"
        ),
        fixture("staging: { «unknown-key:profile»: {} }", hints: "did you mean profiles?"),
        fixture("staging: { «unknown-key:zebra»: {} }", hints: "it has token, unset, profiles"),
        fixture(
            "staging: { «misplaced-key:overrides»: { locale: allow } }",
            hints: "an environment holds only token, unset, profiles: overrides belongs to the profile itself"
        ),
        fixture("staging: { «misplaced-key:locked»: [locale] }"),
        fixture("staging: { «misplaced-key:require»: [locale] }"),
        fixture("staging: { «misplaced-key:extends»: production }"),
        fixture("staging: { «misplaced-key:abstract»: true }"),
        fixture("staging: { «misplaced-key:revision»: 3 }"), fixture("staging: { «misplaced-key:summary»: x }"),
        fixture("staging: { profiles: { p: { «misplaced-key:overrides»: { locale: allow } } } }"),
        fixture("staging: { profiles: { p: { «unknown-key:profiles»: {} } } }", hints: "it has token, unset"),
        fixture("staging: { profiles: «wrong-kind:[p]» }"), fixture("staging: { profiles: { p: «wrong-kind:x» } }"),
        fixture("staging: { profiles: { p:«wrong-kind:» } }"),
        fixture("staging: { token: «wrong-kind:[locale]» }"), fixture("staging: { unset: «wrong-kind:locale» }"),
        fixture("staging: { token: { «unknown-key:lifetme»: 1h } }", hints: "did you mean lifetime?"),
        fixture("staging: { token: { lifetime: «lifetime-range:45d» } }"),
        fixture("staging: { token: { allowedCountries: [LT, «country-unknown:XX»] } }"),
        fixture("staging: { token: { lifetime: «null-not-allowed:null» } }"),
        fixture("staging: { token: { «client-id-in-profile:clientId»: c } }"),
        fixture("staging: { unset: [«client-id-in-profile:clientId»] }"),
        fixture("staging: { unset: [«unknown-key:verifyEmail»] }", hints: "did you mean settings.verifyEmail?"),
        fixture("staging: { token: { locale: en }, unset: [«unset-conflict:locale»] }"),
        fixture("staging: { profiles: { p: { token: { lifetime: «lifetime-range:45d» } } } }"),
    ])
    func `an environment holds fields, and fields of profiles`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        fixture(
            "staging: { profiles: { «profile-unknown:onboarding»: { token: { locale: en } } } }",
            hints: "there is no profile onboarding"
        ),
        fixture(
            "staging: { profiles: { «profile-unknown:onbording»: {} } }",
            profiles: "onboarding: { token: { tokenType: DOCUMENT } }",
            hints: "did you mean onboarding?"
        ),
        fixture("a: { profiles: { «profile-unknown:q»: {} } }\nb: { profiles: { «profile-unknown:q»: {} } }"),
        // What stands there is judged all the same.
        fixture("a: { profiles: { «profile-unknown:q»: { token: { lifetime: «lifetime-range:45d» } } } }"),
    ])
    func `profile-unknown: an environment names a profile that is there`(_ fixture: Fixture) { fixture.check() }

    @Test func `profile-unknown: of a file that cannot be read to its end, profiles may be missing`() {
        Fixture([
            "a.yaml": "version: 1\nenvironments: { staging: { profiles: { p: { token: { locale: en } } } } }\n",
            "b.yaml": "version: 1\nprofiles:\n  p: { token: { tokenType: DOCUMENT } }\n  «yaml-syntax:]»\n",
        ]).check()
    }

    @Test func `environment-idle: what is written for an abstract profile is written in vain`() {
        EnvironmentRuleTests.fixture(
            "staging: { profiles: { «environment-idle:base»: { token: { locale: en } }, p: { token: { locale: en } } } }",
            profiles: "base: { abstract: true, token: { tokenType: DOCUMENT } }\np: { extends: base }",
            hints: "base is abstract, and what an environment writes for a profile is not inherited"
        ).check()
    }

    @Test func `environment-idle: what mistakenly counts as abstract is not reported`() {
        EnvironmentRuleTests.fixture(
            "staging: { profiles: { p: { token: { locale: en } } } }",
            profiles: "p: { «unknown-key:abstrct»: false, token: { tokenType: DOCUMENT } }"
        ).check()
    }

    @Test(arguments: [
        ("token: { locale: en }", "token: { locale: «environment-conflict:en» }"),
        ("token: { locale: en }", "unset: [«environment-conflict:locale»]"),
        ("unset: [locale]", "token: { locale: «environment-conflict:de» }"),
        ("token: { settings: { verifyBank: true } }", "token: { settings: «environment-conflict:null» }"),
        ("token: { settings: null }", "token: { settings: { verifyBank: «environment-conflict:true» } }"),
        (
            "profiles: { p: { token: { locale: en } } }",
            "profiles: { p: { token: { locale: «environment-conflict:de» } } }"
        ),
    ])
    func `environment-conflict: two files do not write one field of one environment`(_ first: String, _ second: String)
    {
        Fixture(
            [
                "a.yaml": """
                version: 1
                profiles: { p: { token: { tokenType: DOCUMENT } }, q: { token: { tokenType: DOCUMENT } } }
                environments: { staging: { \(first) } }

                """,
                "b.yaml":
                    "version: 1\nenvironments: { staging: { \(second) }, production: { token: { locale: en } } }\n",
            ],
            hints: ["of the environment staging is already written in a.yaml: keep one of the two"]
        ).check()
    }

    @Test(arguments: [
        ("token: { locale: en }", "token: { lifetime: 1h }"),
        ("token: { settings: { verifyBank: true } }", "token: { settings: { verifyEmail: true } }"),
        ("token: { locale: en }", "profiles: { p: { token: { locale: de } } }"),
        ("profiles: { p: { token: { locale: en } } }", "profiles: { q: { token: { locale: de } } }"),
    ])
    func `environment-conflict: two files may add to one environment`(_ first: String, _ second: String) {
        Fixture([
            "a.yaml": """
            version: 1
            profiles: { p: { token: { tokenType: DOCUMENT } }, q: { token: { tokenType: DOCUMENT } } }
            environments: { staging: { \(first) } }

            """,
            "b.yaml": "version: 1\nenvironments: { staging: { \(second) } }\n",
        ]).check()
    }

    @Test(arguments: [
        fixture(
            "staging: { unset: [«required-field-missing:tokenType»] }",
            hints: "p has no tokenType because it is unset here"
        ),
        fixture(
            "staging: { profiles: { p: { unset: [«required-field-missing:tokenType»] } } }",
            hints: "every request needs it"
        ),
        fixture("a: { token: { allowedCountries: { remove: [«list-removes-absent:PL»] } } }"),
        fixture("a: { token: { allowedCountries: «empty-list:{ remove: [LT, LV] }» } }"),
        fixture("a: { token: { allowedCountries: «empty-list:{ include: [LT], exclude: [LT] }» } }"),
        fixture("a: { token: { allowedDocuments: «list-not-inherited:{ add: [PASSPORT] }» } }"),
        fixture("a: { token: { allowedCountries: [«set-unknown:baltics»] } }"),
        // One finding for all profiles and environments that it shows in.
        fixture(
            "a: { token: { allowedDocuments: «list-not-inherited:{ add: [PASSPORT] }» } }",
            profiles: "p: { token: { tokenType: DOCUMENT } }\nq: { token: { tokenType: DOCUMENT } }\nr: { extends: q }"
        ),
        // Nothing follows from it.
        fixture(
            "a: { token: { allowedCountries: [LT, LV, EE, «set-unknown:nordics»] }, profiles: { p: { token: { allowedCountries: { remove: [EE] } } } } }"
        ),
        fixture(
            "a: { token: { allowedCountries: «wrong-kind:EE» }, profiles: { p: { token: { allowedCountries: { remove: [EE] } } } } }"
        ),
        fixture(
            "a: { unset: [tokenType], profiles: { p: { token: { tokenType: «wrong-kind:[DOCUMENT]» } } } }"
        ),
    ])
    func `what only one environment breaks is reported there`(_ fixture: Fixture) { fixture.check() }
}
