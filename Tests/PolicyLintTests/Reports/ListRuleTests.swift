import Testing

@Suite struct ListRuleTests {
    /// A base with the fields `base`, and a child with the fields `child`.
    private static func fixture(base: String, child: String, hints: String...) -> Fixture {
        Fixture(
            [
                "policy.yaml": """
                version: 1
                profiles:
                  base: { token: { tokenType: DOCUMENT\(base.isEmpty ? "" : ", \(base)") } }
                  child: { extends: base, token: { \(child) } }

                """
            ],
            hints: hints
        )
    }

    private static let list = "allowedCountries: [LT, LV, EE]"

    @Test(arguments: [
        fixture(
            base: "",
            child: "allowedCountries: «list-not-inherited:{ add: [LT] }»",
            hints: "allowedCountries has nothing here to add to or remove from: write the whole list"
        ),
        fixture(base: "", child: "allowedCountries: «list-not-inherited:{ remove: [LT] }»"),
        fixture(base: "", child: "allowedDocuments: «list-not-inherited:{ add: [PASSPORT], remove: [ID_CARD] }»"),
        fixture(base: "allowedCountries: null", child: "allowedCountries: «list-not-inherited:{ add: [LT] }»"),
        Fixture(
            """
            version: 1
            profiles:
              base: { token: { tokenType: DOCUMENT, allowedCountries: [LT] } }
              child: { extends: base, unset: [allowedCountries] }
              grandchild: { extends: child, token: { allowedCountries: «list-not-inherited:{ add: [LV] }» } }
              more: { extends: grandchild, token: { allowedCountries: { add: [EE] } } }
            """
        ),
        Fixture(profile: "token: { tokenType: DOCUMENT, allowedCountries: «list-not-inherited:{ add: [LT] }» }"),
        Fixture(profile: "abstract: true\ntoken: { allowedCountries: «list-not-inherited:{ add: [LT] }» }"),
        // Nothing follows from it: neither a narrow guard without a list, nor a requirement.
        Fixture(
            profile: """
                token: { tokenType: DOCUMENT, allowedCountries: «list-not-inherited:{ add: [LT] }» }
                overrides: { allowedCountries: narrow }
                require: [allowedCountries]
                """
        ),
    ])
    func `list-not-inherited: a list is changed where there is one`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        "extends: «extends-unknown:nowhere»", "extends: «extends-cycle:sample»", "extends: «wrong-kind:[a, b]»",
        "extends:«wrong-kind:»",
    ])
    func `list-not-inherited: a chain that is cut may well have a list`(_ parent: String) {
        Fixture(profile: "\(parent)\ntoken: { allowedCountries: { add: [LT], remove: [LV] } }").check()
    }

    @Test(arguments: [
        fixture(
            base: list,
            child: "allowedCountries: { remove: [«list-removes-absent:PL»] }",
            hints: "PL is removed from allowedCountries, which does not have it"
        ),
        fixture(base: list, child: "allowedCountries: { add: [PL], remove: [LT, «list-removes-absent:DE»] }"),
        // What is added is not there yet when something is removed.
        fixture(base: list, child: "allowedCountries: { add: [PL], remove: [«list-removes-absent:PL»] }"),
        fixture(base: list, child: "allowedCountries: { add: [LT], remove: [LT] }"),
    ])
    func `list-removes-absent: what is removed is there`(_ fixture: Fixture) { fixture.check() }

    @Test func `list-removes-absent: a code of a set is reported in the set`() {
        Fixture(
            """
            version: 1
            sets: { countries: { some: [LT, «list-removes-absent:PL»] } }
            profiles:
              base: { token: { tokenType: DOCUMENT, allowedCountries: [LT, LV] } }
              child: { extends: base, token: { allowedCountries: { remove: [some] } } }
            """
        ).check()
    }

    @Test(arguments: [
        fixture(
            base: list,
            child: "allowedCountries: «empty-list:{ remove: [LT, LV, EE] }»",
            hints: "nothing is left of allowedCountries, so nothing would be accepted"
        ),
        fixture(base: "", child: "allowedCountries: «empty-list:[]»", hints: "or write null to accept all"),
        fixture(base: "", child: "allowedDocuments: «empty-list:[]»"),
        fixture(base: "", child: "allowedCountries: «empty-list:{ include: [LT], exclude: [LT] }»"),
        fixture(base: list, child: "allowedCountries: { add: «empty-list:[]» }"),
        fixture(base: list, child: "allowedCountries: { remove: «empty-list:[]» }"),
        Fixture(profile: "abstract: true\noverrides: { allowedCountries: { subsetOf: «empty-list:[]» } }"),
        Fixture(
            profile:
                "abstract: true\noverrides: { allowedCountries: { «empty-list:subsetOf: { include: [LT], exclude: [LT] }» } }"
        ),
    ])
    func `empty-list: nothing accepts nothing`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        fixture(base: "", child: "allowedCountries: «wrong-kind:LT»", hints: "write [LT]"),
        fixture(base: "", child: "allowedCountries: «wrong-kind:5»"),
        fixture(
            base: list,
            child: "allowedCountries: «wrong-kind:{}»",
            hints: "include with or without exclude, or add and remove"
        ),
        fixture(base: list, child: "allowedCountries: «wrong-kind:{ add: [PL], include: [LT] }»"),
        fixture(base: list, child: "allowedCountries: «wrong-kind:{ exclude: [LT] }»"),
        fixture(base: list, child: "allowedCountries: { add: «wrong-kind:PL» }", hints: "add takes a list, not PL"),
        fixture(base: list, child: "allowedCountries: { add: «wrong-kind:null» }"),
        fixture(base: list, child: "allowedCountries: { «unknown-key:remov»: [LT] }", hints: "did you mean remove?"),
        fixture(
            base: list,
            child: "allowedCountries: { «unknown-key:without»: [LT] }",
            hints: "it has include, exclude, add, remove"
        ),
        fixture(base: list, child: "allowedCountries: { add: [«country-unknown:XX»] }"),
        fixture(base: list, child: "allowedCountries: { add: [PL], remove: [«country-unknown:XX»] }"),
        fixture(base: list, child: "allowedCountries: { add: [«wrong-kind:{ a: b }»] }"),
        fixture(base: "", child: "allowedCountries: { include: [LT], exclude: [«country-unknown:XX»] }"),
        fixture(
            base: "",
            child: "allowedCountries: { include: [«country-unknown:XX»], exclude: [«list-removes-absent:LT»] }"
        ),
    ])
    func `a list form that is none`(_ fixture: Fixture) { fixture.check() }
}
