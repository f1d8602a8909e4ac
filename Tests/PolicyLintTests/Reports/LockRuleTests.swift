import Testing

@Suite struct LockRuleTests {
    /// A base that locks something, and lines after it.
    private static func fixture(locked: String, _ lines: String, hints: String...) -> Fixture {
        Fixture(
            [
                "policy.yaml": """
                version: 1
                profiles:
                  base:
                    token: { tokenType: DOCUMENT, locale: en, settings: { verifyEmail: true } }
                    locked: \(locked)
                \(lines)

                """
            ],
            hints: hints
        )
    }

    @Test(arguments: [
        fixture(
            locked: "[locale]",
            "  child: { extends: base, token: { locale: «field-locked:de» } }",
            hints: "locale is locked, so nothing after that layer may write it, not even the same value: take it out"
        ),
        fixture(locked: "[locale]", "  child: { extends: base, token: { locale: «field-locked:en» } }"),
        fixture(locked: "[locale]", "  child: { extends: base, token: { locale: «field-locked:null» } }"),
        fixture(locked: "[locale]", "  child: { extends: base, unset: [«field-locked:locale»] }"),
        fixture(
            locked: "[locale]",
            "  child: { extends: base }\n  grandchild: { extends: child, token: { locale: «field-locked:de» } }"
        ),
        fixture(
            locked: "[settings]",
            "  child: { extends: base, token: { settings: { verifyBank: «field-locked:true» } } }"
        ),
        fixture(
            locked: "[settings.*]",
            "  child: { extends: base, token: { settings: { verifyBank: «field-locked:true» } } }"
        ),
        fixture(locked: "[settings]", "  child: { extends: base, token: { settings: «field-locked:null» } }"),
        fixture(
            locked: "[settings.verifyEmail]",
            "  child: { extends: base, token: { settings: «field-locked:null» } }",
            hints: "settings holds settings.verifyEmail, which is locked"
        ),
        fixture(locked: "[settings.verifyEmail]", "  child: { extends: base, unset: [«field-locked:settings»] }"),
        fixture(
            locked: "[settings.verifyEmail]",
            "  child: { extends: base, token: { settings: { verifyBank: true } } }"
        ),
        fixture(
            locked: "[allowedCountries]",
            "  child: { extends: base, token: { allowedCountries: «field-locked:[LT, «country-unknown:XX»]» } }"
        ),
        fixture(
            locked: "[locale]",
            "environments:\n  staging: { token: { locale: «field-locked:de» } }",
            hints: "locale is locked"
        ),
        fixture(
            locked: "[locale]",
            "environments:\n  staging: { profiles: { base: { token: { locale: «field-locked:de» } } } }"
        ),
        fixture(locked: "[locale]", "environments:\n  staging: { unset: [«field-locked:locale»] }"),
        fixture(
            locked: "[settings.verifyEmail]",
            "environments:\n  staging: { token: { settings: «field-locked:null» } }"
        ),
        fixture(locked: "[settings.verifyEmail]", "environments:\n  staging: { unset: [«field-locked:settings»] }"),
        // One finding, however many profiles take the environment over.
        fixture(
            locked: "[locale]",
            "  one: { extends: base }\n  two: { extends: base }\nenvironments:\n  staging: { token: { locale: «field-locked:de» } }"
        ),
        // The environment of a profile that locks nothing is free.
        Fixture(
            """
            version: 1
            profiles:
              free: { token: { tokenType: DOCUMENT } }
              bound: { extends: free, locked: [locale] }
            environments:
              staging: { profiles: { free: { token: { locale: de } } } }
            """
        ),
        // The layer itself may lock what it writes, and lock again what is locked.
        fixture(locked: "[locale, tokenType]", "  child: { extends: base, locked: [locale, settings] }"),
    ])
    func `field-locked: nothing after the layer writes what it locks`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture(
            profile: "abstract: true\nlocked: «wrong-kind:tokenType»",
            hints: "locked takes a list, not tokenType: write locked: [tokenType]"
        ),
        Fixture(profile: "abstract: true\nlocked:«wrong-kind:»"),
        Fixture(profile: "abstract: true\nlocked: [«wrong-kind:[locale]»]"),
        Fixture(profile: "abstract: true\nlocked: [«wrong-kind:null»]"),
        Fixture(profile: "abstract: true\nlocked: [«unknown-key:tokentype»]", hints: "did you mean tokenType?"),
        Fixture(
            profile: "abstract: true\nlocked: [«unknown-key:verifyEmail»]",
            hints: "did you mean settings.verifyEmail?"
        ),
        Fixture(profile: "abstract: true\nlocked: [«unknown-key:zebra»]", hints: "the request has no field zebra"),
        Fixture(profile: "abstract: true\nlocked: [«unknown-key:locale.*»]"),
        Fixture(
            profile: "abstract: true\nlocked: [«client-id-in-profile:clientId»]",
            hints: "clientId is given by each call and cannot be locked"
        ),
        Fixture(profile: "abstract: true\n«unknown-key:lock»: [locale]", hints: "did you mean locked?"),
        Fixture(profile: "abstract: true\ntoken: { «misplaced-key:locked»: [locale] }", hints: "write it beside token"),
    ])
    func `a lock names fields`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture(profile: "abstract: true\nrequire: «wrong-kind:address»"),
        Fixture(profile: "abstract: true\nrequire:«wrong-kind:»"),
        Fixture(profile: "abstract: true\nrequire: [«unknown-key:adress»]", hints: "did you mean address?"),
        Fixture(
            profile: "abstract: true\nrequire: [«wrong-kind:client»]",
            hints: "require takes single fields, not all of client"
        ),
        Fixture(profile: "abstract: true\nrequire: [«wrong-kind:client.*»]"),
        Fixture(profile: "abstract: true\nrequire: [«client-id-in-profile:clientId»]", hints: "it always is"),
        Fixture(profile: "abstract: true\n«unknown-key:requires»: [address]", hints: "did you mean require?"),
        Fixture(
            profile: "abstract: true\nrevision: «wrong-kind:-1»",
            hints: "revision takes a whole number from 0, not -1"
        ),
        Fixture(profile: "abstract: true\nrevision: «wrong-kind:1.5»"),
        Fixture(profile: "abstract: true\nrevision: «wrong-kind:\"3\"»"),
        Fixture(profile: "abstract: true\nrevision: «wrong-kind:03»"),
        Fixture(profile: "abstract: true\nrevision:«wrong-kind:»"),
        Fixture(profile: "abstract: true\nrevision: «wrong-kind:[3]»"), Fixture(profile: "abstract: true\nrevision: 0"),
        Fixture(profile: "abstract: true\n«unknown-key:revison»: 3", hints: "did you mean revision?"),
        Fixture(profile: "abstract: true\ndeprecated: «wrong-kind:true»", hints: "deprecated takes a mapping"),
        Fixture(profile: "abstract: true\ndeprecated:«wrong-kind:»"),
        Fixture(
            profile: "abstract: true\ndeprecated: { «unknown-key:untill»: 2027-03-31 }",
            hints: "did you mean until?"
        ),
        Fixture(profile: "abstract: true\ndeprecated: { «unknown-key:zebra»: x }", hints: "it has until, use, reason"),
        Fixture(
            profile: "abstract: true\ndeprecated: { until: «date-invalid:2027-02-29» }",
            hints: "until is a day of the calendar written YYYY-MM-DD"
        ),
        Fixture(profile: "abstract: true\ndeprecated: { until: «date-invalid:tomorrow» }"),
        Fixture(profile: "abstract: true\ndeprecated: { until: «date-invalid:null» }"),
        Fixture(profile: "abstract: true\ndeprecated: { until: «wrong-kind:[2027-03-31]» }"),
        Fixture(profile: "abstract: true\ndeprecated: { reason: «wrong-kind:[why]» }"),
        Fixture(
            profile: "abstract: true\ndeprecated: { use: «profile-unknown:smaple» }",
            hints: "there is no profile smaple; did you mean sample?"
        ),
        Fixture(profile: "abstract: true\ndeprecated: { use: «profile-unknown:nowhere» }"),
        Fixture(profile: "abstract: true\ndeprecated: { until: 2027-03-31, use: sample, reason: because }"),
    ])
    func `require, revision and deprecated are what they say`(_ fixture: Fixture) { fixture.check() }

    @Test func `profile-unknown: of a file that cannot be read to its end, successors may be missing`() {
        Fixture([
            "a.yaml": "version: 1\nprofiles:\n  old: { abstract: true, deprecated: { use: new } }\n",
            "b.yaml": "version: 1\nprofiles:\n  new: { abstract: true }\n  «yaml-syntax:]»\n",
        ]).check()
    }

    @Test(arguments: [
        Fixture(
            profile: """
                token: { tokenType: DOCUMENT }
                overrides: { address: deny }
                require: [«requirement-unmeetable:address»]
                """,
            hints: "sample requires address, which has no value and may not be given by a call: no call can meet that"
        ),
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT }\noverrides: { default: deny }\nrequire: [«requirement-unmeetable:address»]"
        ),
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT }\noverrides: { address: disable }\nrequire: [«requirement-unmeetable:address»]"
        ),
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT, address: null }\noverrides: { address: deny }\nrequire: [«requirement-unmeetable:address»]"
        ),
        Fixture(
            profile: "token: { tokenType: DOCUMENT }\nlocked: [address]\nrequire: [«requirement-unmeetable:address»]",
            hints: "has no value and is locked"
        ),
        Fixture(
            profile: "token: { tokenType: DOCUMENT }\nlocked: [client]\nrequire: [«requirement-unmeetable:client.name»]"
        ),
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT, client: null }\noverrides: { client.*: deny }\nrequire: [«requirement-unmeetable:client.name»]"
        ),
        Fixture(
            """
            version: 1
            profiles:
              base: { abstract: true, token: { tokenType: DOCUMENT }, require: [«requirement-unmeetable:questionnaire»] }
              one: { extends: base, overrides: { questionnaire: deny } }
              two: { extends: base, overrides: { questionnaire: deny } }
              three: { extends: base, token: { questionnaire: q }, overrides: { questionnaire: deny } }
              four: { extends: base, overrides: { questionnaire: allow } }
            """
        ),
        Fixture(
            """
            version: 1
            profiles:
              p:
                token: { tokenType: DOCUMENT, questionnaire: q }
                overrides: { questionnaire: disable }
                require: [«requirement-unmeetable:questionnaire»]
            environments:
              production: {}
              staging: { unset: [questionnaire] }
            """,
            hints: "p requires questionnaire, which has no value in the environment staging"
        ),
        // A value that the policy gives meets it, and so does one that a call can give.
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT, questionnaire: q }\noverrides: { questionnaire: deny }\nrequire: [questionnaire]"
        ),
        Fixture(profile: "token: { tokenType: DOCUMENT }\noverrides: { lifetime: { max: 1h } }\nrequire: [lifetime]"),
        Fixture(profile: "token: { tokenType: DOCUMENT }\nrequire: [address]"),
        Fixture(profile: "abstract: true\noverrides: { address: deny }\nrequire: [address]"),
        // Nothing follows from what could not be read.
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT, locale: «wrong-kind:[en]» }\noverrides: { locale: deny }\nrequire: [locale]"
        ),
        Fixture(
            profile: "token: { tokenType: DOCUMENT }\noverrides: { address: «guard-invalid:denny» }\nrequire: [address]"
        ),
        Fixture(profile: "extends: «extends-unknown:nowhere»\noverrides: { address: deny }\nrequire: [address]"),
    ])
    func `requirement-unmeetable: what is required, some call can give`(_ fixture: Fixture) { fixture.check() }
}
