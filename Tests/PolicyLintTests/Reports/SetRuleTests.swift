import Testing

@Suite struct SetRuleTests {
    /// Sets and profiles of one file.
    private static func fixture(
        countries: String = "",
        documents: String = "",
        profiles: String = "",
        hints: String...
    ) -> Fixture {
        var text = "version: 1\n"
        if !countries.isEmpty || !documents.isEmpty { text += "sets:\n" }
        for (kind, sets) in [("countries", countries), ("documents", documents)] where !sets.isEmpty {
            text += "  \(kind):\n" + sets.split(separator: "\n").map { "    \($0)\n" }.joined()
        }
        if !profiles.isEmpty {
            text += "profiles:\n" + profiles.split(separator: "\n").map { "  \($0)\n" }.joined()
        }
        return Fixture(["policy.yaml": text], hints: hints)
    }

    @Test(arguments: [
        fixture(
            countries: "baltics: [LT, LV, EE]\nmore: [«set-unknown:baltic», PL]",
            hints: "countries baltic; did you mean baltics?"
        ),
        // What a set may name does not depend on which set is written first.
        fixture(
            countries: "all-of-it: [«set-unknown:baltic», PL]\nbaltics: [LT, LV, EE]",
            hints: "did you mean baltics?"
        ),
        fixture(countries: "one: { include: [LT, «set-unknown:two»] }", hints: "there is no set of countries two"),
        fixture(countries: "one: { include: [LT], exclude: [«set-unknown:two»] }", hints: "no set of countries two"),
        fixture(
            countries: "baltics: [LT]",
            profiles: "a: { abstract: true, token: { allowedCountries: «set-unknown:nordics» } }",
            hints: "nordics; there are baltics"
        ),
        fixture(
            profiles: "a: { abstract: true, token: { allowedCountries: [«set-unknown:nordics»] } }",
            hints: "nordics: there is none"
        ),
        fixture(
            profiles: "a: { abstract: true, token: { allowedCountries: [«set-unknown:lithuania»] } }",
            hints: "the code of Lithuania is LT"
        ),
        fixture(
            profiles: "a: { abstract: true, token: { allowedDocuments: [«set-unknown:passport»] } }",
            hints: "did you mean PASSPORT?"
        ),
        fixture(
            documents: "photo-id: [PASSPORT]",
            profiles: "a: { abstract: true, token: { allowedCountries: [«set-unknown:photo-id»] } }",
            hints: "photo-id is a set of documents"
        ),
        fixture(
            countries: "only: [«set-unknown:photo-id»]",
            documents: "photo-id: [PASSPORT]",
            hints: "photo-id is a set of documents"
        ),
        fixture(
            profiles: """
                a: { token: { tokenType: DOCUMENT, allowedCountries: [LT] } }
                b: { extends: a, token: { allowedCountries: { add: [«set-unknown:two»], remove: [«set-unknown:ones»] } } }
                """
        ),
        fixture(
            profiles: """
                a:
                  abstract: true
                  overrides: { allowedCountries: { subsetOf: [LT, «set-unknown:ones»] } }
                """
        ),
        // Once a mistake is reported, nothing follows from it.
        fixture(
            countries: "one: [«set-unknown:none»]\ntwo: [one, LT]",
            profiles: """
                a:
                  token: { tokenType: DOCUMENT, allowedCountries: two }
                  overrides: { allowedCountries: narrow }
                b: { extends: a, token: { allowedCountries: { remove: [LT] } } }
                """
        ),
    ])
    func `set-unknown: a list names a set that is not there`(_ fixture: Fixture) { fixture.check() }

    @Test func `set-unknown: of a file that cannot be read to its end, sets may be missing`() {
        Fixture([
            "a.yaml": "version: 1\nprofiles:\n  a: { token: { tokenType: DOCUMENT, allowedCountries: baltics } }\n",
            "b.yaml": "version: 1\nsets:\n  countries: { baltics: [LT] }\n  «yaml-syntax:]»\n",
        ]).check()
    }

    @Test(arguments: [
        "sets: «wrong-kind:[LT]»", "sets: { countries: «wrong-kind:[LT]» }",
        "sets: { «unknown-key:country»: { baltics: [LT] } }",
    ])
    func `set-unknown: sets that could not be read are not unknown`(_ sets: String) {
        Fixture([
            "a.yaml": "version: 1\nprofiles:\n  a: { token: { tokenType: DOCUMENT, allowedCountries: baltics } }\n",
            "b.yaml": "version: 1\n\(sets)\n",
        ]).check()
    }

    @Test func `set-duplicate: a set is written in one place`() {
        Fixture(
            [
                "a.yaml": "version: 1\nsets: { countries: { one: [LT] }, documents: { one: [PASSPORT] } }\n",
                "b.yaml": "version: 1\nsets:\n  countries:\n    «set-duplicate:one»: [LV]\n    two: [one]\n",
            ],
            hints: ["the set one is already written in a.yaml: rename or merge one of the two"]
        ).check()
    }

    @Test func `set-duplicate: two files that write it at the same offset`() {
        Fixture([
            "a.yaml": "version: 1\nsets: { countries: { one: [LT] } }\n",
            "b.yaml": "version: 1\nsets: { countries: { «set-duplicate:one»: [LV] } }\n",
        ]).check()
    }

    @Test func `duplicate-key: one file that writes a set twice`() {
        SetRuleTests.fixture(countries: "one: [LT]\n«duplicate-key:one»: [LV]").check()
    }

    @Test(arguments: [
        fixture(countries: "one: [«set-cycle:one», LT]", hints: "the set one contains itself"),
        fixture(countries: "one: «set-cycle:one»"),
        fixture(countries: "one: [two]\ntwo: [«set-cycle:one»]", hints: "one contains itself by way of two"),
        fixture(countries: "one: [two]\ntwo: { include: [LT], exclude: [three] }\nthree: [«set-cycle:one»]"),
        fixture(
            countries: "in: [LT]\none: [two]\ntwo: [«set-cycle:one»]\nbeside: [LT]".replacing("in: [LT]\n", with: "")
        ),
        fixture(
            countries: "one: [two]\ntwo: [«set-cycle:one»]\nthree: [one, LT]",
            profiles:
                "a: { token: { tokenType: DOCUMENT, allowedCountries: [three] }, overrides: { allowedCountries: narrow } }"
        ),
        fixture(documents: "one: [two]\ntwo: [«set-cycle:one»]"),
    ])
    func `set-cycle: a cycle is reported once, and nothing that hangs on it`(_ fixture: Fixture) { fixture.check() }

    @Test func `sets nest as deep as files like`() {
        let sets = (1...3000).map { "set-no-\($0): [set-no-\($0 + 1)]" }.joined(separator: "\n") + "\nset-no-3001: [LT]"
        SetRuleTests.fixture(
            countries: sets,
            profiles: "a: { token: { tokenType: DOCUMENT, allowedCountries: set-no-1 } }"
        ).check()
    }

    @Test(arguments: [
        fixture(countries: "«name-invalid:eu»: [LT]", hints: "eu is no name for a set", "at least 3 letters"),
        fixture(countries: "«name-invalid:LT»: [LT]"), fixture(countries: "«name-invalid:Baltics»: [LT]"),
        fixture(countries: "«name-invalid:baltic_states»: [LT]"), fixture(countries: "«name-invalid:baltics-»: [LT]"),
        fixture(documents: "«name-invalid:PASSPORT»: [PASSPORT]"),
    ])
    func `name-invalid: no name of a set can be taken for a code`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        // The sets' own mistakes, at their place and not again at each use.
        fixture(
            countries: "one: [LT, «country-unknown:XX»]",
            profiles: """
                a: { token: { tokenType: DOCUMENT, allowedCountries: one } }
                b: { token: { tokenType: DOCUMENT, allowedCountries: [one] }, overrides: { allowedCountries: { subsetOf: one } } }
                """
        ),
        fixture(
            countries: "one: «empty-list:[]»",
            profiles: "a: { token: { tokenType: DOCUMENT, allowedCountries: one } }",
            hints: "the set one is empty"
        ),
        fixture(
            countries: "«empty-list:one»: { include: [LT], exclude: [LT] }",
            profiles: "a: { token: { tokenType: DOCUMENT, allowedCountries: one } }",
            hints: "nothing is left of it"
        ),
        fixture(
            countries: "one: «wrong-kind:LT»",
            profiles: "a: { token: { tokenType: DOCUMENT, allowedCountries: one } }",
            hints: "the set one takes a list or a set, not LT: write [LT]"
        ),
        fixture(countries: "one: [«wrong-kind:[LT]»]"), fixture(countries: "one: [«wrong-kind:null»]"),
        fixture(countries: "one:«wrong-kind:»"),
        fixture(countries: "one: { «unknown-key:includes»: [LT] }", hints: "did you mean include?"),
        fixture(countries: "one: { «unknown-key:add»: [LT] }"),
        fixture(countries: "one: «wrong-kind:{ exclude: [LT] }»", hints: "include with or without exclude"),
        fixture(countries: "one: «wrong-kind:{}»"), fixture(countries: "one: { include: «wrong-kind:LT» }"),
        fixture(countries: "one: { include: «empty-list:[]» }"),
        fixture(countries: "one: [«ambiguous-scalar:NO»]"),
        fixture(
            documents: "one: [PASSPORT, «document-type-unknown:PASPORT»]",
            profiles: "a: { abstract: true, token: { allowedDocuments: one } }"
        ),
    ])
    func `a mistake in a set is reported in the set`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        fixture(
            countries: "one: { include: [LT], exclude: [«list-removes-absent:LV»] }",
            hints: "LV is excluded but not included: take it out"
        ),
        fixture(
            countries: "two: [LV, EE]\none: { include: [LT], exclude: [«list-removes-absent:two»] }",
            hints: "two is excluded but not included"
        ),
        fixture(countries: "two: [LV, LT]\none: { include: [LT, PL], exclude: [two] }"),
        fixture(
            profiles:
                "a: { abstract: true, token: { allowedCountries: { include: [LT, LV], exclude: [«list-removes-absent:EE»] } } }"
        ),
    ])
    func `list-removes-absent: what is excluded is included`(_ fixture: Fixture) { fixture.check() }
}
