import KYCPolicy
import Testing

@Suite struct MergingTests {
    /// Layers of a chain, the furthest ancestor first, and what they give together.
    struct Chain: CustomTestStringConvertible {
        let layers: [String]
        let result: String

        init(_ layers: String..., gives result: String) {
            self.layers = layers
            self.result = result
        }

        var testDescription: String { layers.joined(separator: " ← ") }
    }

    @Test(arguments: [
        // Fields.
        Chain("token: { locale: en }", "token: { lifetime: 1h }", gives: #"{"lifetime":3600,"locale":"en"}"#),
        Chain("token: { lifetime: 1h }", "token: { lifetime: 2h }", gives: #"{"lifetime":7200}"#),
        Chain(
            "token: { lifetime: 1h }",
            "summary: nothing",
            "token: { locale: de }",
            gives: #"{"lifetime":3600,"locale":"de"}"#
        ),
        Chain("token: { locale: en }", "token: { locale: null }", gives: #"{"locale":null}"#),
        Chain("token: { locale: null }", "token: { locale: en }", gives: #"{"locale":"en"}"#),
        Chain("token: { locale: en }", "unset: [locale]", gives: "{}"),
        Chain("token: { locale: en }", "unset: [locale]", "token: { locale: de }", gives: #"{"locale":"de"}"#),
        Chain("unset: [locale]", gives: "{}"),
        Chain("token: { questionnaire: q }", "token: { questionnaire: null }", gives: #"{"questionnaire":null}"#),
        Chain("token: { questionnaire: 'null' }", gives: #"{"questionnaire":"null"}"#),
        // Lists replace.
        Chain(
            "token: { allowedCountries: [LT, LV] }",
            "token: { allowedCountries: [EE] }",
            gives: #"{"allowedCountries":["EE"]}"#
        ),
        Chain("token: { allowedCountries: [LV, LT, LV, LT] }", gives: #"{"allowedCountries":["LV","LT"]}"#),
        Chain(
            "token: { allowedCountries: [LT] }",
            "token: { allowedCountries: null }",
            gives: #"{"allowedCountries":null}"#
        ),
        // Groups merge field by field.
        Chain(
            "token: { settings: { verifyEmail: true, verifyPhone: false } }",
            "token: { settings: { verifyPhone: true } }",
            gives: #"{"settings":{"verifyEmail":true,"verifyPhone":true}}"#
        ),
        Chain("token: { settings: { verifyEmail: true } }", "unset: [settings.verifyEmail]", gives: "{}"),
        Chain(
            "token: { urls: { failUrl: 'https://a.example' } }",
            "token: { urls: { failUrl: null } }",
            gives: #"{"urls":{"failUrl":null}}"#
        ),
        // A null group takes its fields with it; a later field revives it with only that field.
        Chain("token: { settings: { verifyEmail: true } }", "token: { settings: null }", gives: #"{"settings":null}"#),
        Chain(
            "token: { settings: { verifyEmail: true } }",
            "token: { settings: null }",
            "token: { settings: { verifyPhone: true } }",
            gives: #"{"settings":{"verifyPhone":true}}"#
        ),
        Chain("token: { client: null }", gives: #"{"client":null}"#),
        Chain("token: { client: null }", "token: { client: { name: null } }", gives: #"{"client":{"name":null}}"#),
        Chain("token: { settings: { verifyEmail: true } }", "unset: [settings]", gives: "{}"),
        Chain("token: { settings: null }", "unset: [settings]", gives: "{}"),
        Chain(
            "token: { settings: { verifyEmail: true } }",
            "unset: [settings]",
            "token: { settings: { verifyBank: false } }",
            gives: #"{"settings":{"verifyBank":false}}"#
        ),
        // Unsetting a field of a null group leaves the group null.
        Chain("token: { settings: null }", "unset: [settings.verifyEmail]", gives: #"{"settings":null}"#),
        // Units.
        Chain("token: { lifetime: 1h30m, sessionLength: 90s }", gives: #"{"lifetime":5400,"sessionLength":90}"#),
        Chain("token: { lifetime: 30d }", gives: #"{"lifetime":2592000}"#),
        Chain("token: { lifetime: 0 }", gives: #"{"lifetime":0}"#),
        // Texts are taken as they stand.
        Chain("token: { externalRef: 010 }", gives: #"{"externalRef":"010"}"#),
        Chain("token: { externalRef: true }", gives: #"{"externalRef":"true"}"#),
        Chain("token: { allowedCountries: [NO] }", gives: #"{"allowedCountries":["NO"]}"#),
        Chain("token: { externalRef: ' a # b ' }", gives: #"{"externalRef":" a # b "}"#),
        Chain(#"token: { externalRef: "\u00e9\"\\" }"#, gives: #"{"externalRef":"é\"\\"}"#),
    ])
    func `layers are laid over each other, the furthest ancestor first`(_ chain: Chain) throws {
        var profiles = ["p0: { token: { tokenType: DOCUMENT } }"]
        for (index, layer) in chain.layers.enumerated() {
            profiles.append("p\(index + 1): { extends: p\(index), \(layer) }")
        }
        // Children before their parents: the order in a file is no one's business.
        let bundle = try PolicyBundle(profiles: profiles.reversed().joined(separator: "\n"))
        #expect(try bundle.rest(of: "p\(chain.layers.count)") == chain.result)
    }

    @Test func `the request has its members in the order of the specification`() throws {
        let bundle = try PolicyBundle(
            profiles: """
                p:
                  token:
                    address: null
                    settings: { showInstructions: true, verifyEmail: false }
                    client: { surname: null, name: null }
                    lifetime: 1h
                    tokenType: DOCUMENT
                """
        )
        #expect(
            try bundle.resolve("p", clientID: "c").body() == """
                {"clientId":"c","tokenType":"DOCUMENT","lifetime":3600,"client":{"name":null,"surname":null},\
                "settings":{"verifyEmail":false,"showInstructions":true},"address":null}
                """
        )
    }

    @Test func `what a profile is for itself is not inherited`() throws {
        let bundle = try PolicyBundle(
            profiles: """
                base: { abstract: true, summary: a base, token: { tokenType: DOCUMENT } }
                child: { extends: base }
                """
        )
        #expect(bundle.profileNames == ["child"])
        #expect(try bundle.rest(of: "child") == "{}")
    }
}
