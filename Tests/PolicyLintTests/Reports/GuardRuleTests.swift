import Testing

@Suite struct GuardRuleTests {
    /// An abstract profile with those overrides.
    private static func fixture(_ overrides: String, hints: String...) -> Fixture {
        Fixture(
            ["policy.yaml": "version: 1\nprofiles:\n  sample: { abstract: true, overrides: \(overrides) }\n"],
            hints: hints
        )
    }

    /// An ancestor and a profile, each with overrides.
    private static func fixture(_ ancestor: String, then child: String, hints: String...) -> Fixture {
        Fixture(
            [
                "policy.yaml": """
                version: 1
                profiles:
                  base: { abstract: true, overrides: \(ancestor) }
                  between: { abstract: true, extends: base }
                  child: { abstract: true, extends: between, overrides: \(child) }

                """
            ],
            hints: hints
        )
    }

    @Test(arguments: [
        fixture(
            "{ locale: «guard-invalid:alow» }",
            hints: "a guard is allow, deny, disable, narrow or a mapping of min, max",
            "did you mean allow?"
        ),
        fixture("{ locale: «guard-invalid:Deny» }", hints: "did you mean deny?"),
        fixture("{ locale: «guard-invalid:\"deny\"» }", hints: "not the text \"deny\""),
        fixture("{ locale: «guard-invalid:true» }"), fixture("{ locale: «guard-invalid:null» }"),
        fixture("{ locale: «guard-invalid:[en, de]» }", hints: "not a list"),
        fixture("{ locale: «guard-invalid:{}» }", hints: "the bounds of locale are empty"),
        fixture("{ default: «guard-invalid:disable» }", hints: "default is allow or deny, not disable"),
        fixture("{ default: «guard-invalid:{ max: 1h }» }"), fixture("{ default: «guard-invalid:\"deny\"» }"),
        fixture("{ default: «guard-invalid:[deny]» }"),
        fixture(
            "{ «guard-invalid:client»: allow }",
            hints: "client is a group, and each of its fields is guarded: write client.* for all of them"
        ),
        fixture("{ «guard-invalid:settings»: { oneOf: [true] } }"),
        fixture(
            "{ lifetime: { «guard-invalid:min: 2h», max: 1h } }",
            hints: "min is 2 hours, above max, which is 1 hour, so nothing passes: write deny if that is meant"
        ),
        fixture("{ lifetime: { max: 1h, min: 1h } }"),
        fixture("{ locale: { oneOf: «guard-invalid:[]» } }", hints: "oneOf is empty, so nothing passes"),
        fixture("{ urls.failUrl: { hosts: «guard-invalid:[]» } }"),
        fixture(
            "{ urls.failUrl: { hosts: [«guard-invalid:\"*.example.com\"»] } }",
            hints: "is not a host: write its exact name",
            "without scheme, port or *"
        ),
        fixture("{ urls.failUrl: { hosts: [«guard-invalid:https://app.example.com»] } }"),
        fixture("{ urls.failUrl: { hosts: [«guard-invalid:app.example.com/path»] } }"),
        fixture("{ urls.failUrl: { hosts: [«guard-invalid:app.example.com:8443»] } }"),
        fixture("{ urls.failUrl: { hosts: [«guard-invalid:me@app.example.com»] } }"),
        fixture("{ urls.failUrl: { hosts: [«guard-invalid:app example»] } }"),
        fixture("{ urls.failUrl: { hosts: [«guard-invalid:\"\"»] } }"),
        fixture("{ urls.failUrl: { hosts: [App.Example.com, 127.0.0.1, \"[::1]\"] } }"),
    ])
    func `guard-invalid: a guard is a word or bounds that something can pass`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        fixture(
            "{ locale: «guard-misfit:narrow» }",
            hints: "narrow is for lists, and locale is none: use oneOf, min or max, or hosts"
        ),
        fixture("{ client.*: «guard-misfit:narrow» }"), fixture("{ settings.verifyEmail: «guard-misfit:narrow» }"),
        fixture("{ locale: { «guard-misfit:min»: 1 } }", hints: "min is for durations, which locale is not"),
        fixture("{ settings.verifyEmail: { «guard-misfit:max»: 1 } }"),
        fixture("{ client.*: { «guard-misfit:max»: 1 } }"),
        fixture("{ lifetime: { «guard-misfit:subsetOf»: [LT] } }", hints: "subsetOf is for lists"),
        fixture("{ locale: { «guard-misfit:hosts»: [a.example] } }", hints: "hosts is for URLs, which locale is not"),
        fixture("{ client.*: { «guard-misfit:hosts»: [a.example] } }"),
        fixture(
            "{ allowedCountries: { «guard-misfit:oneOf»: [LT] } }",
            hints: "oneOf is for fields of one kind that are no lists"
        ),
        fixture("{ client.*: { «guard-misfit:oneOf»: [x] } }"),
        fixture(
            "{ lifetime: { max: 1h, «guard-misfit:allowNull»: true } }",
            hints: "allowNull is for fields that may be null, which lifetime is not"
        ),
        fixture("{ settings.*: { «guard-misfit:allowNull»: true } }"),
        fixture("{ settings.*: { oneOf: [true] }, urls.*: { hosts: [a.example], allowNull: true, allowUnset: true } }"),
    ])
    func `guard-misfit: a guard bounds what its field can be`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture(profile: "abstract: true\noverrides: «wrong-kind:deny»", hints: "overrides takes a mapping, not deny"),
        Fixture(profile: "abstract: true\noverrides:«wrong-kind:»"),
        Fixture(profile: "abstract: true\noverrides: «wrong-kind:[locale]»"),
        Fixture(profile: "abstract: true\n«unknown-key:override»: {}", hints: "did you mean overrides?"),
        Fixture(profile: "abstract: true\ntoken: { «misplaced-key:overrides»: {} }"),
        fixture("{ «unknown-key:lifetme»: allow }", hints: "the request has no field lifetme; did you mean lifetime?"),
        fixture("{ «unknown-key:verifyEmail»: allow }", hints: "did you mean settings.verifyEmail?"),
        fixture("{ «unknown-key:expiryTime»: allow }", hints: "did you mean lifetime?"),
        fixture("{ «unknown-key:zebra»: allow }"), fixture("{ «unknown-key:clients.*»: allow }"),
        fixture("{ «unknown-key:\"*\"»: allow }"),
        fixture("{ «unknown-key:defualt»: deny }", hints: "did you mean default?"),
        fixture(
            "{ «client-id-in-profile:clientId»: allow }",
            hints: "clientId is given by each call and cannot be guarded"
        ),
        fixture("{ lifetime: { «unknown-key:maximum»: 1h } }", hints: "it has min, max, oneOf"),
        fixture("{ lifetime: { «unknown-key:maxx»: 1h } }", hints: "a guard has no key maxx; did you mean max?"),
        fixture("{ lifetime: { «unknown-key:allownull»: true } }", hints: "did you mean allowNull?"),
        fixture("{ lifetime: { max: «wrong-kind:[1h]» } }"), fixture("{ lifetime: { max: «wrong-kind:soon» } }"),
        fixture("{ lifetime: { max: «wrong-kind:null» } }"),
        fixture("{ lifetime: { max: «lifetime-range:45d» } }"),
        fixture("{ sessionLength: { min: «session-length-range:10s» } }"),
        fixture("{ locale: { oneOf: «wrong-kind:en» } }", hints: "oneOf takes a list, not en: write oneOf: […]"),
        fixture("{ locale: { oneOf: [«wrong-kind:[en]»] } }"), fixture("{ lifetime: { oneOf: [1h, «wrong-kind:x»] } }"),
        fixture("{ tokenType: { oneOf: [«value-unknown:PASSPORT»] } }"),
        fixture("{ allowedCountries: { subsetOf: «wrong-kind:LT» } }"),
        fixture("{ allowedCountries: { subsetOf: [«country-unknown:XX»] } }"),
        fixture("{ allowedCountries: { subsetOf: { «unknown-key:add»: [LT] } } }", hints: "it has include, exclude"),
        fixture("{ allowedCountries: { subsetOf: [LT] }, allowedDocuments: { subsetOf: [PASSPORT] } }"),
        fixture("{ urls.failUrl: { hosts: «wrong-kind:app.example.com» } }"),
        fixture("{ urls.failUrl: { hosts: [«wrong-kind:null»] } }"),
        fixture("{ locale: { allowNull: «wrong-kind:yes» } }", hints: "allowNull is true or false"),
        fixture("{ locale: { allowUnset: «wrong-kind:1» } }"),
        fixture("{ locale: allow, «duplicate-key:locale»: deny }"),
    ])
    func `overrides name fields and guards`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        fixture(
            "{ locale: deny }",
            then: "{ «guard-loosened:locale: allow» }",
            hints: "locale is guarded by an ancestor and can only be tightened: it is denied there"
        ),
        fixture("{ locale: deny }", then: "{ «guard-loosened:locale: disable» }"),
        fixture("{ locale: deny }", then: "{ «guard-loosened:locale: { oneOf: [en] }» }"),
        fixture("{ allowedCountries: deny }", then: "{ «guard-loosened:allowedCountries: narrow» }"),
        fixture(
            "{ questionnaire: disable }",
            then: "{ «guard-loosened:questionnaire: allow» }",
            hints: "allow lets more through than disable does there"
        ),
        fixture(
            "{ allowedCountries: narrow }",
            then: "{ «guard-loosened:allowedCountries: allow» }",
            hints: "allow lets more through than narrow does there"
        ),
        fixture(
            "{ lifetime: { max: 1h } }",
            then: "{ «guard-loosened:lifetime: allow» }",
            hints: "allow lets more through than the bounds do there"
        ),
        fixture(
            "{ lifetime: { min: 10m } }",
            then: "{ lifetime: { «guard-loosened:min: 5m» } }",
            hints: "min is 10 minutes there"
        ),
        fixture(
            "{ lifetime: { max: 1h } }",
            then: "{ lifetime: { «guard-loosened:max: 2h» } }",
            hints: "max is 1 hour there"
        ),
        fixture("{ lifetime: { min: 10m, max: 1h } }", then: "{ lifetime: { min: 20m, «guard-loosened:max: 2h» } }"),
        fixture(
            "{ locale: { oneOf: [en, de] } }",
            then: "{ locale: { «guard-loosened:oneOf: [en, fr]» } }",
            hints: "oneOf has no fr there"
        ),
        fixture(
            "{ allowedCountries: { subsetOf: [LT, LV] } }",
            then: "{ allowedCountries: { «guard-loosened:subsetOf: [LT, EE]» } }",
            hints: "subsetOf has no EE there"
        ),
        fixture(
            "{ urls.failUrl: { hosts: [a.example] } }",
            then: "{ urls.failUrl: { «guard-loosened:hosts: [b.example]» } }",
            hints: "hosts has no b.example there"
        ),
        fixture(
            "{ locale: { oneOf: [en] } }",
            then: "{ locale: { «guard-loosened:allowNull: true» } }",
            hints: "null does not pass there"
        ),
        fixture(
            "{ locale: { oneOf: [en], allowNull: false } }",
            then: "{ locale: { «guard-loosened:allowNull: true» } }"
        ),
        fixture(
            "{ locale: { oneOf: [en] } }",
            then: "{ locale: { «guard-loosened:allowUnset: true» } }",
            hints: "unset does not pass there"
        ),
        fixture(
            "{ allowedCountries: narrow }",
            then: "{ allowedCountries: { subsetOf: [LT], «guard-loosened:allowNull: true» } }",
            hints: "null does not pass there"
        ),
        fixture("{ allowedCountries: narrow }", then: "{ allowedCountries: { «guard-loosened:allowUnset: true» } }"),
        fixture("{ client.*: deny }", then: "{ «guard-loosened:client.name: allow» }"),
        fixture(
            "{ client.name: deny }",
            then: "{ «guard-loosened:client.*: allow» }",
            hints: "client.name is guarded by an ancestor"
        ),
        fixture("{ settings.*: deny }", then: "{ «guard-loosened:settings.*: allow» }"),
        fixture(
            "{ default: deny }",
            then: "{ default: «guard-loosened:allow» }",
            hints: "an ancestor denies what no layer lists, and that can only be tightened: list the fields to open"
        ),
        fixture("{ locale: allow }", then: "{ default: «guard-loosened:allow» }"),
        // Two loosened keys of one guard are two attempts, but one thing to look at.
        fixture("{ lifetime: { min: 10m, max: 1h } }", then: "{ lifetime: { «guard-loosened:min: 5m», max: 2h } }"),
    ])
    func `guard-loosened: a child never loosens what an ancestor guards`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        fixture("{ locale: allow }", then: "{ locale: deny }"),
        fixture("{ locale: allow }", then: "{ locale: { oneOf: [en] } }"),
        fixture("{ locale: deny }", then: "{ locale: deny }"),
        fixture("{ questionnaire: disable }", then: "{ questionnaire: disable }"),
        fixture("{ allowedCountries: narrow }", then: "{ allowedCountries: { subsetOf: [LT] } }"),
        fixture("{ allowedCountries: { subsetOf: [LT] } }", then: "{ allowedCountries: narrow }"),
        fixture("{ lifetime: { max: 1h } }", then: "{ lifetime: { min: 1m } }"),
        fixture("{ lifetime: { max: 1h } }", then: "{ lifetime: { max: 1h } }"),
        fixture("{ lifetime: { max: 1h } }", then: "{ lifetime: { max: 30m } }"),
        fixture("{ lifetime: { min: 1m } }", then: "{ lifetime: { min: 2m } }"),
        fixture("{ locale: { oneOf: [en, de] } }", then: "{ locale: { oneOf: [de] } }"),
        fixture("{ locale: { oneOf: [en], allowNull: true } }", then: "{ locale: { allowNull: false } }"),
        fixture("{ locale: { oneOf: [en], allowNull: true } }", then: "{ locale: { oneOf: [en], allowNull: true } }"),
        fixture("{ questionnaire: { allowNull: true } }", then: "{ questionnaire: disable }"),
        // What an ancestor does not mention, a child may open.
        fixture("{ default: deny }", then: "{ locale: allow, client.*: allow }"),
        fixture("{ default: allow }", then: "{ default: deny }"),
        fixture("{ default: allow }", then: "{ default: allow }"),
        // Exactness counts within a layer only.
        fixture("{ client.*: allow }", then: "{ client.*: deny, client.name: allow }"),
    ])
    func `a child may tighten, and open what no ancestor mentions`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        fixture("{ locale: «guard-invalid:denny» }", then: "{ locale: allow }"),
        fixture("{ default: «guard-invalid:disable» }", then: "{ default: allow }"),
        fixture("{ lifetime: { max: «wrong-kind:x» } }", then: "{ lifetime: { max: 2h } }"),
        fixture("{ «unknown-key:defualt»: allow }", then: "{ default: allow }"),
        fixture(
            "{ allowedCountries: { subsetOf: [«set-unknown:nowhere»] } }",
            then: "{ allowedCountries: { subsetOf: [LT] } }"
        ),
        fixture("{ locale: deny }", then: "{ locale: «guard-invalid:alow» }"),
        fixture(
            "{ allowedCountries: { subsetOf: [LT] } }",
            then: "{ allowedCountries: { subsetOf: [«set-unknown:nowhere»] } }"
        ),
    ])
    func `guard-loosened: nothing follows from a guard that cannot be read`(_ fixture: Fixture) { fixture.check() }

    @Test func `guard-loosened: a child and its children, each at its own place`() {
        Fixture(
            """
            version: 1
            profiles:
              base: { abstract: true, overrides: { lifetime: { max: 1h } } }
              child: { abstract: true, extends: base, overrides: { lifetime: { «guard-loosened:max: 2h» } } }
              grandchild: { abstract: true, extends: child, overrides: { lifetime: { «guard-loosened:max: 90m» } } }
              other: { abstract: true, extends: child, overrides: { lifetime: { max: 30m } } }
            """
        ).check()
    }

    @Test(arguments: [
        Fixture(
            profile: "token: { tokenType: DOCUMENT }\noverrides: { «narrow-without-list:allowedCountries: narrow» }",
            hints: "sample has no list of allowedCountries that a call could narrow: write one, or guard it by subsetOf"
        ),
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT, allowedCountries: null }\noverrides: { «narrow-without-list:allowedCountries: narrow» }"
        ),
        Fixture(
            profile: "token: { tokenType: DOCUMENT, allowedCountries: [LT] }\noverrides: { allowedCountries: narrow }"
        ),
        Fixture(profile: "abstract: true\noverrides: { allowedCountries: narrow }"),
        Fixture(
            """
            version: 1
            profiles:
              base: { abstract: true, token: { tokenType: DOCUMENT }, overrides: { «narrow-without-list:allowedCountries: narrow» } }
              one: { extends: base, token: { allowedCountries: [LT] } }
              two: { extends: base }
              three: { extends: base }
            """,
            hints: "two has no list"
        ),
        Fixture(
            """
            version: 1
            profiles:
              p:
                token: { tokenType: DOCUMENT, allowedCountries: [LT] }
                overrides: { «narrow-without-list:allowedCountries: narrow» }
            environments:
              production: {}
              staging: { unset: [allowedCountries] }
              testing: { token: { allowedCountries: null } }
            """,
            hints: "p has no list of allowedCountries in the environment staging"
        ),
        Fixture(
            """
            version: 1
            profiles:
              p:
                token: { tokenType: DOCUMENT, allowedDocuments: [PASSPORT] }
                overrides: { «narrow-without-list:allowedDocuments: narrow» }
            environments:
              staging: { profiles: { p: { token: { allowedDocuments: null } } } }
            """,
            hints: "in the environment staging"
        ),
        // Nothing follows from a list that could not be read, or a chain that is cut.
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT, allowedCountries: «wrong-kind:LT» }\noverrides: { allowedCountries: narrow }"
        ),
        Fixture(
            profile:
                "token: { tokenType: DOCUMENT, «unknown-key:allowedCountres»: [LT] }\noverrides: { allowedCountries: narrow }"
        ),
        Fixture(profile: "extends: «extends-unknown:nowhere»\noverrides: { allowedCountries: narrow }"),
        Fixture(
            """
            version: 1
            profiles:
              p: { token: { tokenType: DOCUMENT, allowedCountries: [LT] }, overrides: { allowedCountries: narrow } }
            environments:
              staging: { unset: [allowedCountries], profiles: { p: { token: { allowedCountries: «wrong-kind:LT» } } } }
            """
        ),
    ])
    func `narrow-without-list: what calls may narrow is a list, in every environment`(_ fixture: Fixture) {
        fixture.check()
    }
}
