import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import Testing
import TokenSpec

@Suite struct DiffTests {
    static func diff(_ old: [String: String], _ new: [String: String]) throws -> PolicyDiff {
        PolicyDiff(from: try PolicyBundle(texts: old), to: try PolicyBundle(texts: new))
    }

    /// A profile `p` with those lines.
    static func bundle(_ profile: String, environments: String = "{ staging: {}, production: {} }") -> [String:
        String]
    {
        let lines = profile.split(separator: "\n").map { "    \($0)\n" }.joined()
        return ["policy.yaml": "version: 1\nprofiles:\n  p:\n\(lines)environments: \(environments)\n"]
    }

    /// The effect, the message and the text at the cause of each change.
    private static func lines(_ diff: PolicyDiff) -> [String] {
        diff.changes.map { change in
            let cause = change.cause.map { " ← \($0.side.rawValue) \($0.span.text)" } ?? ""
            return "\(change.effect.rawValue): \(change.message)\(cause)"
        }
    }

    // MARK: Fields

    static func token(_ fields: String) -> String {
        "token: { tokenType: DOCUMENT\(fields.isEmpty ? "" : ", \(fields)") }"
    }

    @Test(arguments: [
        // Lists.
        (
            "allowedCountries: [LT]", "allowedCountries: [LT, CH, LI]",
            "loosens: p admits 2 more countries: CH, LI ← new CH"
        ),
        ("allowedCountries: [LT]", "allowedCountries: [LT, CH]", "loosens: p admits 1 more country: CH ← new CH"),
        ("allowedCountries: [LT, CH]", "allowedCountries: [LT]", "tightens: p no longer admits 1 country: CH ← old CH"),
        (
            "allowedCountries: [LT, CH]", "allowedCountries: [LT, LI]",
            "changes: p admits 1 more country: LI, and no longer admits 1 country: CH ← new LI"
        ),
        ("", "allowedCountries: [LT]", "tightens: p now admits only LT ← new allowedCountries: [LT]"),
        (
            "allowedCountries: [LT]", "",
            "loosens: p no longer restricts countries (so far LT) ← old allowedCountries: [LT]"
        ),
        (
            "allowedCountries: [LT]", "allowedCountries: null",
            "loosens: p no longer restricts countries (so far LT) ← new allowedCountries: null"
        ),
        (
            "allowedCountries: null", "",
            "changes: p no longer sends null for allowedCountries ← old allowedCountries: null"
        ),
        ("", "allowedCountries: null", "changes: p now sends null for allowedCountries ← new allowedCountries: null"),
        (
            "allowedDocuments: [PASSPORT]", "allowedDocuments: [PASSPORT, ID_CARD]",
            "loosens: p accepts 1 more document type: ID_CARD ← new ID_CARD"
        ),
        // Times.
        (
            "lifetime: 1h", "lifetime: 30m",
            "tightens: p shortens lifetime from 1 hour to 30 minutes ← new lifetime: 30m"
        ),
        (
            "lifetime: 1h", "lifetime: 90m",
            "loosens: p lengthens lifetime from 1 hour to 1 hour 30 minutes ← new lifetime: 90m"
        ),
        ("", "lifetime: 1h", "changes: p now sends lifetime 1 hour ← new lifetime: 1h"),
        ("lifetime: 1h", "", "changes: p no longer sends lifetime (was 1 hour) ← old lifetime: 1h"),
        // Switches.
        (
            "settings: { verifyEmail: false }", "settings: { verifyEmail: true }",
            "tightens: p switches settings.verifyEmail on ← new verifyEmail: true"
        ),
        (
            "settings: { verifyEmail: true }", "settings: { verifyEmail: false }",
            "loosens: p switches settings.verifyEmail off ← new verifyEmail: false"
        ),
        (
            "settings: { verifyEmail: true, verifyBank: true }", "settings: { verifyBank: true }",
            "loosens: p no longer sends settings.verifyEmail (was true) ← old verifyEmail: true"
        ),
        (
            "generateDigitString: false", "generateDigitString: true",
            "loosens: p switches generateDigitString on ← new generateDigitString: true"
        ),
        (
            "generateDigitString: true", "generateDigitString: false",
            "tightens: p switches generateDigitString off ← new generateDigitString: false"
        ),
        (
            "settings: { showInstructions: true }", "settings: { showInstructions: false }",
            "changes: p switches settings.showInstructions off ← new showInstructions: false"
        ),
        // Texts.
        ("locale: en", "locale: de", "changes: p changes locale from en to de ← new locale: de"),
        ("locale: en", "locale: null", "changes: p switches locale off by sending null (was en) ← new locale: null"),
        ("locale: null", "locale: en", "changes: p now sends locale en ← new locale: en"),
        ("locale: null", "", "changes: p no longer sends null for locale ← old locale: null"),
        (
            "questionnaire: a", "questionnaire: null",
            "loosens: p switches questionnaire off by sending null (was a) ← new questionnaire: null"
        ),
        ("questionnaire: null", "questionnaire: a", "tightens: p now sends questionnaire a ← new questionnaire: a"),
        // Personal values are never shown.
        (
            "address: Elm Street", "address: Oak Street",
            "changes: p changes what it sends for address ← new address: Oak Street"
        ),
        ("", "client: { name: Ona }", "tightens: p changes what it sends for client.name ← new name: Ona"),
        // Groups.
        ("", "settings: null", "changes: p sends null for all of settings ← new settings: null"),
        ("settings: null", "", "changes: p no longer sends null for all of settings ← old settings: null"),
        (
            "settings: { verifyEmail: true, verifyBank: true }", "settings: null",
            "loosens: p sends null for all of settings ← new settings: null"
        ),
        ("client: { name: Ona }", "client: null", "loosens: p sends null for all of client ← new client: null"),
        (
            "urls: { failUrl: https://a.example }", "urls: null",
            "changes: p sends null for all of urls ← new urls: null"
        ),
    ])
    func `a field is a sentence, with its effect and its cause`(_ old: String, _ new: String, _ line: String) throws {
        let diff = try DiffTests.diff(DiffTests.bundle(DiffTests.token(old)), DiffTests.bundle(DiffTests.token(new)))
        #expect(DiffTests.lines(diff) == [line])
        #expect(diff.changes.allSatisfy { $0.profile == "p" && $0.environments.isEmpty && $0.subject == .field })
    }

    @Test func `a group that is revived is what its fields are`() throws {
        let (old, new) = (
            DiffTests.token("settings: null"), DiffTests.token("settings: { verifyEmail: true, verifyBank: false }")
        )
        #expect(
            DiffTests.lines(try DiffTests.diff(DiffTests.bundle(old), DiffTests.bundle(new))) == [
                "changes: p no longer sends null for all of settings ← old settings: null",
                "tightens: p switches settings.verifyEmail on ← new verifyEmail: true",
                "changes: p switches settings.verifyBank off ← new verifyBank: false",
            ]
        )
    }

    @Test func `unset is the cause where it drops what an ancestor gives`() throws {
        let old =
            "version: 1\nprofiles:\n  base: { abstract: true, token: { tokenType: DOCUMENT, locale: en } }\n  p: { extends: base }\n"
        let new = old.replacing("p: { extends: base }", with: "p: { extends: base, unset: [locale] }")
        #expect(
            DiffTests.lines(try DiffTests.diff(["a.yaml": old], ["a.yaml": new]))
                == ["changes: p no longer sends locale (was en) ← new locale"]
        )
    }

    @Test func `an element of a set is the cause of what it adds`() throws {
        let old = """
            version: 1
            profiles: { p: { token: { tokenType: DOCUMENT, allowedCountries: [launch] } } }
            """
        let diff = try DiffTests.diff(
            [
                "p.yaml": old,
                "sets.yaml": "version: 1\nsets:\n  countries:\n    launch: [baltics]\n    baltics: [LT]\n",
            ],
            [
                "p.yaml": old,
                "sets.yaml": "version: 1\nsets:\n  countries:\n    launch: [baltics]\n    baltics: [LT, LV]\n",
            ]
        )
        let cause = try #require(diff.changes.first?.cause)
        #expect("\(cause.span)" == "sets.yaml:5" && cause.span.text == "LV" && cause.side == .new)
        let back = try DiffTests.diff(
            ["p.yaml": old, "sets.yaml": "version: 1\nsets: { countries: { launch: [LT, LV] } }\n"],
            ["p.yaml": old, "sets.yaml": "version: 1\nsets: { countries: { launch: [LT] } }\n"]
        )
        #expect(DiffTests.lines(back) == ["tightens: p no longer admits 1 country: LV ← old LV"])
    }

    @Test func `an element that a relative list adds or removes is the cause`() throws {
        func files(_ list: String) -> [String: String] {
            [
                "a.yaml": """
                version: 1
                profiles:
                  base: { abstract: true, token: { tokenType: DOCUMENT, allowedCountries: [LT, LV] } }
                  p: { extends: base, token: { allowedCountries: \(list) } }
                """
            ]
        }
        #expect(
            DiffTests.lines(try DiffTests.diff(files("{ add: [EE] }"), files("{ add: [EE, PL] }")))
                == ["loosens: p admits 1 more country: PL ← new PL"]
        )
        #expect(
            DiffTests.lines(try DiffTests.diff(files("{ add: [EE] }"), files("{ add: [EE], remove: [LV] }")))
                == ["tightens: p no longer admits 1 country: LV ← new LV"]
        )
    }

    // MARK: Environments

    @Test(arguments: [
        ("{ staging: {}, production: { token: { locale: de } } }", ["production"], " (in production)"),
        (
            "{ staging: { token: { locale: de } }, production: { token: { locale: de } } }", ["production", "staging"],
            " (in production, staging)"
        ),
        (
            "{ staging: {}, production: { profiles: { p: { token: { locale: de } } } } }", ["production"],
            " (in production)"
        ),
    ])
    func `environments with the same change are one change`(_ environments: String, _ names: [String], _ phrase: String)
        throws
    {
        let profile = DiffTests.token("locale: en")
        let diff = try DiffTests.diff(DiffTests.bundle(profile), DiffTests.bundle(profile, environments: environments))
        #expect(diff.changes.map(\.message) == ["p changes locale from en to de\(phrase)"])
        #expect(diff.changes.map(\.environments) == [names])
    }

    @Test func `a change that an environment hides is one of the others`() throws {
        let environments = "{ staging: { token: { locale: fr } }, production: {} }"
        let diff = try DiffTests.diff(
            DiffTests.bundle(DiffTests.token("locale: en"), environments: environments),
            DiffTests.bundle(DiffTests.token("locale: de"), environments: environments)
        )
        #expect(diff.changes.map(\.environments) == [["", "production"]])
        #expect(
            diff.changes.map(\.message) == ["p changes locale from en to de (in production and without an environment)"]
        )
    }

    @Test func `environments come and go`() throws {
        let profile = DiffTests.token("")
        let diff = try DiffTests.diff(
            DiffTests.bundle(profile, environments: "{ a: {}, b: { token: { locale: en } } }"),
            DiffTests.bundle(profile, environments: "{ b: { token: { locale: en } }, c: { token: { locale: en } } }")
        )
        #expect(
            DiffTests.lines(diff) == [
                "changes: the environment a is gone: calls that name it are refused",
                "changes: the environment c is new: calls may name it",
            ]
        )
        #expect(diff.changes.map(\.kind) == [.removed, .added] && diff.changes.allSatisfy { $0.profile == nil })
    }

    // MARK: Guards, locks and requirements

    @Test(arguments: [
        (
            "{ locale: allow }", "{ locale: deny }",
            "tightens: calls may no longer change locale on p ← new locale: deny"
        ),
        (
            "{ locale: deny }", "{ locale: allow }",
            "loosens: calls on p may now change locale freely ← new locale: allow"
        ),
        (
            "{ lifetime: { max: 2h } }", "{ lifetime: { max: 1h } }",
            "tightens: calls on p may now set lifetime to at most 1 hour; so far they could set it to at most 2 hours ← new lifetime: { max: 1h }"
        ),
        ("{ lifetime: { max: 1h } }", "{ lifetime: { max: 2h } }", "loosens: "),
        ("{ lifetime: { min: 1h } }", "{ lifetime: { max: 2h } }", "changes: "),
        ("{ locale: { oneOf: [en] } }", "{ locale: { oneOf: [en, de] } }", "loosens: "),
        ("{ locale: { oneOf: [en] } }", "{ locale: { oneOf: [en], allowNull: true } }", "loosens: "),
        (
            "{ urls.failUrl: { hosts: [a.example, b.example] } }", "{ urls.failUrl: { hosts: [b.example] } }",
            "tightens: "
        ),
        ("{ allowedCountries: allow }", "{ allowedCountries: narrow }", "tightens: "),
        ("{ allowedCountries: { subsetOf: [LT, LV] } }", "{ allowedCountries: { subsetOf: [LV] } }", "tightens: "),
        ("{ questionnaire: allow }", "{ questionnaire: disable }", "tightens: "),
        ("{ questionnaire: disable }", "{ questionnaire: { allowNull: true } }", "changes: "),
        ("{ locale: { oneOf: [en] } }", "{ locale: { oneOf: [de] } }", "changes: "),
    ])
    func `a guard is a sentence`(_ old: String, _ new: String, _ line: String) throws {
        let profile = DiffTests.token("allowedCountries: [LT, LV]")
        let diff = try DiffTests.diff(
            DiffTests.bundle("\(profile)\noverrides: \(old)"),
            DiffTests.bundle("\(profile)\noverrides: \(new)")
        )
        let lines = DiffTests.lines(diff)
        #expect(
            lines.count >= 1 && lines.allSatisfy { line.hasSuffix(": ") ? $0.hasPrefix(line) : $0 == line },
            "\(lines)"
        )
        #expect(diff.changes.allSatisfy { $0.subject == .guard && $0.kind == .changed })
    }

    @Test(arguments: [
        (
            "locked: [locale]", "tightens: nothing may change locale of p any more: it is locked ← new locale",
            "loosens: locale of p is no longer locked ← old locale"
        ),
        (
            "require: [address]", "tightens: calls of p must now give address ← new address",
            "loosens: calls of p need no longer give address ← old address"
        ),
    ])
    func `locks and requirements come and go`(_ line: String, _ added: String, _ removed: String) throws {
        let profile = "\(DiffTests.token("locale: en"))\noverrides: { default: allow }"
        let (without, with) = (DiffTests.bundle(profile), DiffTests.bundle("\(profile)\n\(line)"))
        #expect(DiffTests.lines(try DiffTests.diff(without, with)) == [added])
        #expect(DiffTests.lines(try DiffTests.diff(with, without)) == [removed])
    }

    // MARK: Profiles

    static func profiles(_ profiles: String) -> [String: String] {
        ["a.yaml": "version: 1\nprofiles: { \(profiles) }\n"]
    }

    @Test(arguments: [
        (
            "p: { token: { tokenType: DOCUMENT } }", "", "changes: p is gone: calls that name it are refused ← old p",
            PolicyDiff.Kind.removed
        ),
        ("", "p: { token: { tokenType: DOCUMENT } }", "changes: p is new: calls may name it ← new p", .added),
        (
            "p: { token: { tokenType: DOCUMENT } }", "q: { token: { tokenType: DOCUMENT } }",
            "changes: p is now called q: calls must name it so ← new q", .renamed
        ),
        (
            "p: { token: { tokenType: DOCUMENT } }", "p: { abstract: true, token: { tokenType: DOCUMENT } }",
            "changes: p is abstract now: calls that name it are refused ← new p", .removed
        ),
        (
            "p: { abstract: true, token: { tokenType: DOCUMENT } }", "p: { token: { tokenType: DOCUMENT } }",
            "changes: p is no longer abstract: calls may name it ← new p", .added
        ),
        (
            "p: { revision: 1, token: { tokenType: DOCUMENT } }", "p: { revision: 2, token: { tokenType: DOCUMENT } }",
            "changes: p is now revision 2, after 1 ← new p", .changed
        ),
        (
            "p: { token: { tokenType: DOCUMENT } }", "p: { revision: 1, token: { tokenType: DOCUMENT } }",
            "changes: p is now revision 1 ← new p", .changed
        ),
        (
            "p: { revision: 1, token: { tokenType: DOCUMENT } }", "p: { token: { tokenType: DOCUMENT } }",
            "changes: p no longer has a revision ← new p", .changed
        ),
        (
            "p: { token: { tokenType: DOCUMENT } }",
            "p: { token: { tokenType: DOCUMENT }, deprecated: { until: 2027-03-31, use: p } }",
            "changes: p is deprecated: until 2027-03-31, use p instead ← new p", .changed
        ),
        (
            "p: { token: { tokenType: DOCUMENT }, deprecated: { until: 2027-03-31 } }",
            "p: { token: { tokenType: DOCUMENT } }", "changes: p is no longer deprecated ← new p", .changed
        ),
        (
            "p: { token: { tokenType: DOCUMENT }, deprecated: { until: 2027-03-31 } }",
            "p: { token: { tokenType: DOCUMENT }, deprecated: { reason: x } }",
            "changes: p is deprecated, with no last day ← new p", .changed
        ),
    ])
    func `profiles come, go and change`(_ old: String, _ new: String, _ line: String, _ kind: PolicyDiff.Kind) throws {
        let diff = try DiffTests.diff(DiffTests.profiles(old), DiffTests.profiles(new))
        #expect(DiffTests.lines(diff) == [line])
        #expect(diff.changes.map(\.kind) == [kind])
    }

    @Test func `a new profile of other content is no renaming`() throws {
        let diff = try DiffTests.diff(
            DiffTests.profiles("a: { token: { tokenType: DOCUMENT } }, b: { token: { tokenType: DOCUMENT } }"),
            DiffTests.profiles("c: { token: { tokenType: DOCUMENT } }, d: { token: { tokenType: IDENTIFICATION } }")
        )
        #expect(
            diff.changes.map(\.message) == [
                "b is gone: calls that name it are refused", "a is now called c: calls must name it so",
                "d is new: calls may name it",
            ]
        )
    }

    // MARK: No change

    @Test func `moving, reordering, comments and layout are no change`() throws {
        let old = """
            version: 1
            sets: { countries: { baltics: [LT, LV, EE] } }
            profiles:
              base: { abstract: true, summary: a base, token: { tokenType: DOCUMENT } }
              p: { extends: base, token: { allowedCountries: baltics, lifetime: 1h }, overrides: { locale: { oneOf: [en, de] } } }
              q: { extends: base, token: { settings: { verifyEmail: true, verifyBank: false } } }
            """
        let new = [
            "other/q.yml":
                "# moved\nversion: 1\nprofiles:\n  q:\n    token: { settings: { verifyBank: false, verifyEmail: true } }\n    extends: root\n",
            "p.yaml":
                "version: 1\nprofiles:\n  p:\n    overrides: { locale: { oneOf: [de, en] } }\n    token: { lifetime: 60m, allowedCountries: [EE, LV, LT] }\n    extends: root\n  root: { abstract: true, token: { tokenType: DOCUMENT } }\n",
        ]
        let diff = try DiffTests.diff(["policy.yaml": old], new)
        #expect(DiffTests.lines(diff) == [])
        #expect(diff.text == "No change to any request or guard.\n")
        #expect(diff.markdown == "**kycpolicy**: no change to any request or guard.\n")
        #expect(diff.json == ["version": 1, "changes": [], "summary": ["tightens": 0, "loosens": 0, "changes": 0]])
    }
}
