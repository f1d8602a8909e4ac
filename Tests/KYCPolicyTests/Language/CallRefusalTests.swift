import KYCPolicy
import PolicyDiagnostics
import TestSupport
import Testing
import TokenSpec

@Suite struct CallRefusalTests {
    private static let policy = """
        version: 1
        sets: { countries: { baltics: [LT, LV, EE] } }
        profiles:
          p:
            token:
              tokenType: DOCUMENT
              lifetime: 1h
              locale: en
              allowedCountries: [LT, LV, EE]
              allowedDocuments: [PASSPORT, ID_CARD]
              questionnaire: q
              settings: { verifyEmail: true }
            locked: [tokenType, settings.verifyBank]
            overrides:
              default: deny
              externalRef: allow
              generateDigitString: { oneOf: [false] }
              lifetime: { min: 10m, max: 2h }
              sessionLength: { max: 30m, allowUnset: true }
              locale: { oneOf: [en, de], allowNull: true }
              allowedCountries: narrow
              allowedDocuments: { subsetOf: [PASSPORT, ID_CARD, VISA] }
              questionnaire: disable
              client.*: allow
              client.sex: deny
              urls.*: { hosts: [app.example.com, "[2001:db8::1]"] }
              urls.webhookUrl: { allowNull: true, allowUnset: true }
              settings.*: allow
              settings.verifyPhone: { oneOf: [true] }
          q:
            token: { tokenType: DOCUMENT, locale: en, client: null }
            overrides: { default: allow, urls.*: { hosts: [a.example], allowNull: true }, client.*: { allowUnset: true } }
            require: [address, locale]
        environments:
          staging: { token: { allowedCountries: [LT] } }
        """
    private let bundle: PolicyBundle

    init() throws { bundle = try PolicyBundle(texts: ["policy.yaml": CallRefusalTests.policy]) }

    /// Each thing against a call: the rule, and the text that the labelled place in the policy has.
    private static func summary(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map { diagnostic in
            "\(diagnostic.rule)\(diagnostic.related.map { " ← \($0.span.text)" }.joined())"
        }.sorted()
    }

    private func refused(_ call: String, _ profile: String = "p", environment: String? = nil) throws -> [String] {
        var layer = try CallLayer.read(Array(call.utf8), path: "call.yaml")
        layer.layer.set(Layer.Entry(.clientId, .value(.string("c")), at: .argument("--client-id")))
        return CallRefusalTests.summary(
            refusals { () throws(Refusal) in try bundle.resolve(profile, environment: environment, call: layer) }
        )
    }

    // MARK: One field

    @Test(arguments: [
        // Ranges.
        ("lifetime: 2h", []), ("lifetime: 10m", []), ("lifetime: 9m", ["override-out-of-range ← min: 10m"]),
        ("lifetime: 3h", ["override-out-of-range ← max: 2h"]), ("sessionLength: 30m", []),
        ("sessionLength: 31m", ["override-out-of-range ← max: 30m"]),
        ("lifetime: 45d", ["lifetime-range", "override-out-of-range ← max: 2h"]),
        // Choices.
        ("locale: de", []), ("locale: null", []), ("locale: fr", ["override-not-one-of ← oneOf: [en, de]"]),
        ("generateDigitString: false", []), ("generateDigitString: true", ["override-not-one-of ← oneOf: [false]"]),
        ("settings: { verifyPhone: false }", ["override-not-one-of ← oneOf: [true]"]),
        // Narrowing.
        ("allowedCountries: [LT]", []), ("allowedCountries: [EE, LT, LV]", []), ("allowedCountries: baltics", []),
        ("allowedCountries: [LT, PL]", ["override-not-narrower ← allowedCountries: narrow"]),
        ("allowedCountries: null", ["override-not-narrower ← allowedCountries: narrow"]),
        ("allowedCountries: { remove: [LT] }", ["override-not-narrower ← allowedCountries: narrow"]),
        ("allowedCountries: { add: [LT] }", ["override-not-narrower ← allowedCountries: narrow"]),
        ("allowedCountries: { include: [baltics], exclude: [EE] }", []),
        ("allowedCountries: [nordics]", ["set-unknown"]),
        ("allowedCountries: []", ["empty-list"]),
        // Subsets.
        ("allowedDocuments: [VISA]", []),
        ("allowedDocuments: [VISA, DRIVER_LICENSE]", ["override-not-subset ← subsetOf: [PASSPORT, ID_CARD, VISA]"]),
        ("allowedDocuments: { remove: [ID_CARD] }", ["override-not-subset ← subsetOf: [PASSPORT, ID_CARD, VISA]"]),
        ("allowedDocuments: null", ["override-not-subset ← subsetOf: [PASSPORT, ID_CARD, VISA]"]),
        ("allowedDocuments: []", ["empty-list"]),
        // Switching off.
        ("questionnaire: null", []), ("questionnaire: q", ["override-not-disable ← questionnaire: disable"]),
        ("questionnaire: 'null'", ["override-not-disable ← questionnaire: disable"]),
        // Denial, by name, within a layer against a group, and by default.
        ("externalRef: r", []), ("client: { sex: F }", ["override-denied ← client.sex: deny"]),
        ("client: { name: Ona }", []), ("address: here", ["override-denied ← deny"]),
        ("address: null", ["override-denied ← deny"]),
        // What cannot be read is still denied.
        ("address: [here]", ["override-denied ← deny", "wrong-kind"]),
        ("locale: [de]", ["wrong-kind"]),
        ("client: 5", ["wrong-kind"]),
        // Locks.
        ("tokenType: DOCUMENT", ["override-locked ← tokenType"]),
        ("tokenType: IDENTIFICATION", ["override-locked ← tokenType"]),
        ("tokenType: [DOCUMENT]", ["override-locked ← tokenType", "wrong-kind"]),
        ("settings: { verifyBank: true }", ["override-locked ← settings.verifyBank"]),
        ("settings: { verifyEmail: false }", []),
        (
            "settings: null",
            ["override-locked ← settings.verifyBank", "override-not-one-of ← oneOf: [true]"]
        ),
        ("client: null", ["override-denied ← client.sex: deny"]),
        ("urls: null", ["override-host ← hosts: [app.example.com, \"[2001:db8::1]\"]"]),
    ])
    func `a guard lets a value through, or says where it stands`(_ call: String, _ expected: [String]) throws {
        #expect(try refused(call) == expected)
    }

    @Test(arguments: [
        ("https://app.example.com", nil), ("https://app.example.com/a?b=c#d", nil), ("HTTPS://App.Example.COM/", nil),
        ("https://app.example.com:443/", nil), ("https://[2001:db8::1]/", nil),
        ("http://app.example.com/", "its scheme is not https"), ("ftp://app.example.com/", "its scheme is not https"),
        ("https://evil.example/", "its host is evil.example"), ("https://app.example.com.evil.example/", "its host is"),
        ("https://evil.example/app.example.com", "its host is evil.example"),
        ("https://app.example.com./", "its host is"),
        ("https://sub.app.example.com/", "its host is sub.app.example.com"),
        ("https://app.example.com:8443/", "it names a port"), ("https://app.example.com:0443/", "it names a port"),
        ("https://user@app.example.com/", "it has user information"),
        ("https://app.example.com@evil.example/", "it has user information"),
        ("https:app.example.com", "it has no host"),
        ("https:///path", "its host is"), ("mailto:a@app.example.com", "its scheme is not https"),
    ])
    func `hosts: https, an exact host, and nothing else in front of the path`(_ url: String, _ reason: String?) throws {
        let diagnostics = refusals { () throws(Refusal) in
            try bundle.resolve("p", clientID: "c") { $0.urls.successURL = .value(url) }
        }.filter { $0.rule != "uri-invalid" }
        #expect(diagnostics.map(\.rule) == (reason == nil ? [] : ["override-host"]))
        if let reason { #expect(diagnostics.first?.message.contains(reason) == true, "\(diagnostics)") }
    }

    @Test func `hosts: what is no URL at all breaks the specification, too`() throws {
        #expect(
            try refused("urls: { successUrl: nowhere }")
                == ["override-host ← hosts: [app.example.com, \"[2001:db8::1]\"]", "uri-invalid"]
        )
    }

    // MARK: Null and unset

    @Test(arguments: [
        (["lifetime"], ["override-out-of-range ← min: 10m"]), (["sessionLength"], []),
        (["locale"], ["override-not-one-of ← oneOf: [en, de]"]),
        (["allowedCountries"], ["override-not-narrower ← allowedCountries: narrow"]),
        (["allowedDocuments"], ["override-not-subset ← subsetOf: [PASSPORT, ID_CARD, VISA]"]),
        (["questionnaire"], []), (["externalRef"], []), (["client.sex"], ["override-denied ← client.sex: deny"]),
        (["urls.webhookUrl"], []), (["urls.failUrl"], ["override-host ← hosts: [app.example.com, \"[2001:db8::1]\"]"]),
        (["address"], ["override-denied ← deny"]),
        (["tokenType"], ["override-locked ← tokenType", "required-field-missing"]),
        (["settings"], ["override-locked ← settings.verifyBank", "override-not-one-of ← oneOf: [true]"]),
        (["client"], ["override-denied ← client.sex: deny"]),
        (["lifetime", "locale"], ["override-not-one-of ← oneOf: [en, de]", "override-out-of-range ← min: 10m"]),
    ])
    func `unset passes where a guard says so`(_ fields: [String], _ expected: [String]) throws {
        var arguments = CallArguments()
        arguments.clientID = "c"
        arguments.unsets = fields
        let call = try arguments.layer()
        let diagnostics = refusals { () throws(Refusal) in try bundle.resolve("p", call: call) }
        #expect(CallRefusalTests.summary(diagnostics) == expected)
        #expect(Set(diagnostics.map { "\($0.place)" }).isSubset(of: fields.map { "--unset \($0)" }))
    }

    @Test func `a group is cleared where each of its fields may be`() throws {
        #expect(try refused("urls: null\naddress: a\n", "q") == [])
        let unset = CallRefusalTests.summary(
            refusals { () throws(Refusal) in
                try bundle.resolve("q", clientID: "c") {
                    $0.address = "a"
                    $0.urls = .unset
                    $0.client = .unset
                }
            }
        )
        #expect(unset == ["override-host ← hosts: [a.example]"])
        #expect(try refused("client: null\naddress: a\n", "q") == ["override-denied ← allowUnset: true"])
        #expect(try refused("settings: null\naddress: a\n", "q") == [])
    }

    // MARK: Together

    @Test func `all that stands against a call is said at once`() throws {
        let expected = [
            "override-denied ← client.sex: deny", "override-denied ← deny",
            "override-host ← hosts: [app.example.com, \"[2001:db8::1]\"]",
            "override-locked ← tokenType", "override-not-disable ← questionnaire: disable",
            "override-not-narrower ← allowedCountries: narrow", "override-not-one-of ← oneOf: [en, de]",
            "override-not-subset ← subsetOf: [PASSPORT, ID_CARD, VISA]", "override-out-of-range ← max: 2h",
        ]
        let call = """
            tokenType: IDENTIFICATION
            lifetime: 3h
            locale: fr
            allowedCountries: [US]
            allowedDocuments: [OTHER]
            questionnaire: short
            client: { sex: M }
            urls: { successUrl: https://evil.example }
            address: there
            """
        #expect(try refused(call) == expected)
        let json = """
            {"tokenType": "IDENTIFICATION", "lifetime": 10800, "locale": "fr", "allowedCountries": ["US"],
             "allowedDocuments": ["OTHER"], "questionnaire": "short", "client": {"sex": "M"},
             "urls": {"successUrl": "https://evil.example"}, "address": "there", "clientId": "c"}
            """
        let fromJSON = try CallLayer.read(Array(json.utf8), path: "call.json")
        let diagnostics = refusals { () throws(Refusal) in try bundle.resolve("p", call: fromJSON) }
        #expect(CallRefusalTests.summary(diagnostics) == expected)
        #expect(
            diagnostics.compactMap(\.place.pointer).sorted() == [
                "/address", "/allowedCountries", "/allowedDocuments", "/client/sex", "/lifetime", "/locale",
                "/questionnaire", "/tokenType", "/urls/successUrl",
            ]
        )
        let fromCode = refusals { () throws(Refusal) in
            try bundle.resolve("p", clientID: "c") {
                $0.tokenType = .value(.identification)
                $0.lifetime = .value(.hours(3))
                $0.locale = "fr"
                $0.allowedCountries = ["US"]
                $0.allowedDocuments = ["OTHER"]
                $0.questionnaire = "short"
                $0.client.sex = .value(.male)
                $0.urls.successURL = "https://evil.example"
                $0.address = "there"
            }
        }
        #expect(CallRefusalTests.summary(fromCode) == expected)
    }

    @Test func `options say the same, each at its own`() throws {
        var arguments = CallArguments()
        arguments.clientID = "c"
        arguments.assignments = [
            "lifetime=3h", "allowedCountries=LT,US", "urls.failUrl=http://app.example.com", "address=x",
        ]
        arguments.nulls = ["allowedDocuments", "client"]
        let call = try arguments.layer()
        let diagnostics = refusals { () throws(Refusal) in try bundle.resolve("p", call: call) }
        #expect(
            diagnostics.map(\.summary).sorted() == [
                "override-denied at --null client", "override-denied at --set address",
                "override-host at --set urls.failUrl",
                "override-not-narrower at --set allowedCountries", "override-not-subset at --null allowedDocuments",
                "override-out-of-range at --set lifetime",
            ]
        )
    }

    @Test(arguments: ["address: null", "", "locale: null\naddress: here", "locale: de"])
    func `what is required is present and not null after the call`(_ call: String) throws {
        let expected = [
            call.contains("here") ? nil : "required-field-missing ← address",
            call.contains("locale: null") ? "required-field-missing ← locale" : nil,
        ]
        #expect(try refused("externalRef: r\n\(call)\n", "q") == expected.compactMap(\.self))
    }

    @Test func `a subset is one of the list just before the call, environment included`() throws {
        #expect(try refused("allowedCountries: [LT]", environment: "staging") == [])
        #expect(
            try refused("allowedCountries: [LV]", environment: "staging")
                == ["override-not-narrower ← allowedCountries: narrow"]
        )
    }

    @Test func `a refusal names the field, the value and the guard`() throws {
        let diagnostics = refusals { () throws(Refusal) in
            try bundle.resolve("p", clientID: "c") {
                $0.lifetime = .value(.hours(3))
                $0.locale = "fr"
                $0.allowedCountries = ["LT", "US"]
                $0.generateDigitString = .unset
                $0.address = "somewhere private"
            }
        }
        #expect(
            diagnostics.map(\.message) == [
                "generateDigitString may not be unset: its guard does not say allowUnset",
                "lifetime may be at most 2 hours, not 3 hours", "locale may be en or de, not fr",
                "allowedCountries may only become narrower, and US is not among LT, LV, EE",
                "a call may not change address: no layer of p lists it, and the default is deny",
            ]
        )
        #expect(!"\(Refusal(diagnostics))".contains("private"))
        #expect(diagnostics.allSatisfy { $0.profile == "p" && $0.field != nil })
    }

    // MARK: Several layers

    /// What calls may do over two layers of guards: for each call, whether it passes.
    @Test(arguments: [
        // A field's guard is the intersection of all layers that list it.
        (
            "{ lifetime: { min: 10m } }", "{ lifetime: { max: 1h } }", ["lifetime: 30m"],
            ["lifetime: 5m", "lifetime: 2h"]
        ),
        ("{ locale: { oneOf: [en, de, fr] } }", "{ locale: { oneOf: [de, en] } }", ["locale: de"], ["locale: fr"]),
        ("{ locale: allow }", "{ locale: deny }", [], ["locale: de"]),
        ("{ locale: allow }", "{ lifetime: allow }", ["locale: de", "lifetime: 5m"], ["sessionLength: 5m"]),
        (
            "{ allowedCountries: { subsetOf: [LT, PL] } }", "{ allowedCountries: narrow }", ["allowedCountries: [LT]"],
            ["allowedCountries: [LV]", "allowedCountries: [PL]"]
        ),
        ("{ locale: disable }", "{ locale: { oneOf: [en] } }", [], ["locale: en", "locale: null"]),
        (
            "{ locale: { oneOf: [en], allowNull: true } }", "{ locale: { oneOf: [en] } }",
            ["locale: null", "locale: en"], []
        ),
        (
            "{ locale: { oneOf: [en], allowNull: true } }", "{ locale: { allowNull: false } }", ["locale: en"],
            ["locale: null"]
        ),
        // The default covers what no layer lists; any layer's deny counts, and so does a block without one.
        ("{ default: allow }", "{ locale: allow }", ["locale: de"], ["lifetime: 5m"]),
        ("{ default: allow }", "{ default: allow, locale: deny }", ["lifetime: 5m"], ["locale: de"]),
        ("{ default: deny }", "{ locale: allow }", ["locale: de"], ["lifetime: 5m"]),
        // The more exact path wins within a layer, and only there.
        (
            "{ client.*: deny, client.name: allow }", "{ locale: allow }", ["client: { name: a }"],
            ["client: { surname: a }"]
        ),
        ("{ client.name: allow }", "{ client.*: deny }", [], ["client: { name: a }"]),
        (
            "{ client.name: allow }", "{ client.*: deny, client.name: allow }", ["client: { name: a }"],
            ["client: { surname: a }"]
        ),
    ])
    func `guards of two layers intersect`(
        _ ancestor: String,
        _ child: String,
        _ granted: [String],
        _ denied: [String]
    ) throws {
        let bundle = try PolicyBundle(
            profiles: """
                base: { abstract: true, token: { tokenType: DOCUMENT, allowedCountries: [LT, LV] }, overrides: \(ancestor) }
                p: { extends: base, overrides: \(child) }
                """
        )
        for (calls, isGranted) in [(granted, true), (denied, false)] {
            for text in calls {
                let call = try CallLayer.read(Array("clientId: c\n\(text)\n".utf8), path: "call.yaml")
                let found = refusals { () throws(Refusal) in try bundle.resolve("p", call: call) }
                #expect(found.isEmpty == isGranted, "\(text): \(found)")
            }
        }
    }

    @Test func `without overrides anywhere in the chain every legal override passes`() throws {
        let bundle = try PolicyBundle(profiles: "p: { token: { tokenType: DOCUMENT } }")
        let request = try bundle.resolve("p", clientID: "c") {
            $0.tokenType = .value(.identification)
            $0.settings = .null
            $0.lifetime = 60
        }
        #expect(request.record.overrides.allSatisfy { $0.guard == "allow" && $0.sources.isEmpty })
    }

    @Test func `the place of a guard is that of the layer that limits most`() throws {
        let bundle = try PolicyBundle(
            texts: [
                "a.yaml":
                    "version: 1\nprofiles:\n  base: { abstract: true, token: { tokenType: DOCUMENT }, overrides: { lifetime: { max: 2h } } }\n",
                "b.yaml": "version: 1\nprofiles:\n  p: { extends: base, overrides: { lifetime: { max: 1h } } }\n",
                "c.yaml": "version: 1\nprofiles:\n  q: { extends: p, overrides: { lifetime: { min: 1m } } }\n",
            ])
        let found = refusals { () throws(Refusal) in
            try bundle.resolve("q", clientID: "c") { $0.lifetime = .value(.hours(5)) }
        }
        #expect(found.flatMap(\.related).map { "\($0.span): \($0.span.text)" } == ["b.yaml:3: max: 1h"])
    }
}
