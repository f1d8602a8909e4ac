import PolicyDiagnostics
import PolicyLint
import Testing

/// Nothing follows from a mistake that is reported.
@Suite struct ConsequenceTests {
    @Test(arguments: [
        Fixture(profile: "«unknown-key:tokn»: { tokenType: DOCUMENT }"),
        Fixture(profile: "«unknown-key:Token»: { tokenType: DOCUMENT }"),
        Fixture(profile: "token: { «unknown-key:tokenTyp»: DOCUMENT }"),
        Fixture(profile: "token: { «unknown-key:token_type»: DOCUMENT }"),
        Fixture(profile: "«misplaced-key:tokenType»: DOCUMENT"),
        Fixture(profile: "token: { client: { «misplaced-key:tokenType»: DOCUMENT } }"),
        Fixture(profile: "token: { tokenType: «value-unknown:Document» }"),
        Fixture(profile: "token: { tokenType: «null-not-allowed:null» }"),
        Fixture(profile: "token: { tokenType:«null-spelling:» }"),
        Fixture(profile: "token: { tokenType: «wrong-kind:[DOCUMENT]» }"),
        Fixture(profile: "token: «wrong-kind:DOCUMENT»"),
        Fixture(profile: "token:«wrong-kind:»"),
        Fixture(profile: "token: «yaml-anchor:*base»"),
        Fixture(profile: "token: { «yaml-anchor:<<»: { tokenType: DOCUMENT } }"),
        Fixture(profile: "token: { «non-scalar-key:[tokenType]»: DOCUMENT }"),
        Fixture(profile: "token: { «yaml-anchor:*tokenType» : DOCUMENT }"),
        Fixture(profile: "«yaml-anchor:<<»: { token: { tokenType: DOCUMENT } }"),
        Fixture(profile: "token: { locale: en }\n«duplicate-key:token»: { tokenType: DOCUMENT }"),
        Fixture(profile: "«unknown-key:extend»: base\ntoken: { locale: en }"),
        Fixture(profile: "«unknown-key:Extends»: base\ntoken: { locale: en }"),
        Fixture(profile: "token: { locale: en, «misplaced-key:extends»: base }"),
        Fixture(profile: "extends: «wrong-kind:{ name: base }»\ntoken: { locale: en }"),
        Fixture(profile: "extends:«wrong-kind:»\ntoken: { locale: en }"),
        Fixture(profile: "abstract: «wrong-kind:yes»\ntoken: { locale: en }"),
        Fixture(profile: "«unknown-key:abstrct»: true\ntoken: { locale: en }"),
        Fixture(profile: "token: { locale: en, «misplaced-key:abstract»: true }"),
    ])
    func `a tokenType is not missing where a mistake kept it from being read`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        "tokenType: «value-unknown:Document»", "«unknown-key:tokenTyp»: DOCUMENT",
        "tokenType: DOCUMENT\nlifetime: «lifetime-range:45d»",
        "tokenType: DOCUMENT\nallowedCountries: [«country-unknown:LTU»]",
        "tokenType: DOCUMENT\nlocale: «wrong-kind:[en]»",
        "tokenType: DOCUMENT\nlocale: «locale-unknown:xx»",
        "tokenType: DOCUMENT\naddress: «personal-data-in-profile:here»",
    ])
    func `a mistake of a base is reported there, and not again in what extends it`(_ token: String) {
        let lines = token.split(separator: "\n").map { "      \($0)\n" }.joined()
        Fixture(
            "version: 1\nprofiles:\n  base:\n    token:\n\(lines)"
                + "  one: { extends: base }\n  two: { extends: base, token: { sessionLength: 5m } }\n  three: { extends: two }\n"
        ).check()
    }

    @Test func `a file that cannot be read to its end leaves no unknown parents in the others`() {
        Fixture([
            "a.yaml": "version: 1\nprofiles: { child: { extends: base, token: { lifetime: «lifetime-range:45d» } } }\n",
            "b.yaml": "version: 1\nprofiles:\n  base: { token: { tokenType: DOCUMENT } }\n  «yaml-syntax:]»\n",
        ]).check()
    }

    @Test(arguments: [
        "profiles: «wrong-kind:[base]»", "«unknown-key:profils»: { base: { token: { tokenType: DOCUMENT } } }",
        "«unknown-key:Profiles»: { base: { abstract: true } }",
        "profiles: { «yaml-anchor:<<»: { base: { abstract: true } } }",
        "«yaml-anchor:<<»: { profiles: { base: { abstract: true } } }",
        "profiles: { other: { abstract: true } }\n«duplicate-key:profiles»: { base: { abstract: true } }",
    ])
    func `profiles that could not be read leave no unknown parents`(_ profiles: String) {
        Fixture([
            "a.yaml": "version: 1\nprofiles: { child: { extends: base } }\n", "b.yaml": "version: 1\n\(profiles)\n",
        ]).check()
    }

    @Test func `what is missing for no reason but its own is reported beside other mistakes`() {
        Fixture(
            """
            version: 1
            profiles:
              one: { abstract: true }
              «duplicate-key:one»: { abstract: true }
              two: { extends: «extends-unknown:oen» }
              «required-field-missing:three»: { token: { locale: en, «duplicate-key:locale»: de } }
              «required-field-missing:four»: { token: { «unknown-key:lifetme»: 1h } }
              «required-field-missing:five»: { «unknown-key:sumary»: x, token: { «misplaced-key:verifyEmail»: true } }
              six: { «unknown-key:tokn»: { locale: en } }
            """
        ).check()
    }

    @Test func `ten mistakes are ten findings, each in its place`() {
        Fixture(
            """
            # Ten mistakes.
            version: «version-unsupported:2»
            «unknown-key:title»: Our policies
            profiles:
              base:
                abstract: true
                «misplaced-key:lifetime»: 1h
                token:
                  tokenType: IDENTIFICATION
                  sessionLength: «session-length-range:2h»   # é and 名 before nothing
                  allowedCountries: [LT, «country-unknown:UK», LV]
                  questionnaire:«null-spelling:»
              onboarding:
                extends: «extends-unknown:bsae»
                token:
                  «misplaced-key:verifyEmail»: true
                  settings: { verifyPhone: «wrong-kind:yes» }
              «required-field-missing:proof»:
                token: { locale: en }
            """
        ).check()
    }
}
