import Foundation
import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct DecisionRecordTests {
    private static let policy = """
        version: 1
        profiles:
          base:
            abstract: true
            token: { tokenType: DOCUMENT, allowedCountries: [LT, LV], questionnaire: q }
            overrides: { lifetime: { max: 4h }, client.*: allow, settings.*: allow }
          p:
            extends: base
            revision: 7
            overrides: { lifetime: { min: 10m }, allowedCountries: narrow, questionnaire: disable, externalRef: allow }
        environments: { staging: { token: { locale: en } } }
        """
    private let bundle: PolicyBundle

    init() throws { bundle = try PolicyBundle(texts: ["policy.yaml": DecisionRecordTests.policy]) }

    private func record(environment: String? = "staging") throws -> DecisionRecord {
        var record = try bundle.resolve("p", environment: environment, clientID: "secret-client") {
            $0.lifetime = 3600
            $0.allowedCountries = ["LT"]
            $0.questionnaire = .null
            $0.externalRef = "secret-reference"
            $0.client.name = "secret-name"
            $0.settings = .unset
        }.record
        record.scanRef = "scan-1"
        record.outcome = "issued"
        return record
    }

    @Test func `a record says which policy decided, and which guards let overrides through`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(record()), as: UTF8.self)
        #expect(
            try JSON.parse(json.utf8) == [
                "bundleDigest": .string(bundle.digest), "environment": "staging", "outcome": "issued",
                "overrides": [
                    ["field": "externalRef", "guard": "allow", "sources": ["policy.yaml:10"]],
                    ["field": "lifetime", "guard": "bounds", "sources": ["policy.yaml:6", "policy.yaml:10"]],
                    ["field": "allowedCountries", "guard": "narrow", "sources": ["policy.yaml:10"]],
                    ["field": "client.name", "guard": "allow", "sources": ["policy.yaml:6"]],
                    ["field": "settings", "guard": "allow", "sources": ["policy.yaml:6"]],
                    ["field": "questionnaire", "guard": "disable", "sources": ["policy.yaml:10"]],
                ],
                "profile": "p", "revision": 7, "scanRef": "scan-1", "version": 1,
            ]
        )
    }

    @Test func `a record comes back from its JSON as it was`() throws {
        let original = try record()
        #expect(try JSONDecoder().decode(DecisionRecord.self, from: JSONEncoder().encode(original)) == original)
    }

    @Test func `what is not known is left out`() throws {
        var record = try record(environment: nil)
        record.scanRef = nil
        record.outcome = nil
        let json = try JSON.parse(JSONEncoder().encode(record))
        #expect(json["environment"] == nil && json["scanRef"] == nil && json["outcome"] == nil)
        let bare = try PolicyBundle(profiles: "p: { token: { tokenType: DOCUMENT } }").resolve("p", clientID: "c")
            .record
        let bareJSON = try JSON.parse(JSONEncoder().encode(bare))
        #expect(bareJSON["revision"] == nil && bareJSON["overrides"] == [])
    }

    @Test func `a record holds no value of a field`() throws {
        let json = String(decoding: try JSONEncoder().encode(record()), as: UTF8.self)
        for value in ["secret", "3600", "LT", "DOCUMENT"] { #expect(!json.contains(value)) }
    }

    @Test func `a record can be read that other software wrote`() throws {
        let text =
            #"{"version":1,"bundleDigest":"00","profile":"p","overrides":[{"field":"locale","guard":"allow","sources":[]}]}"#
        let record = try JSONDecoder().decode(DecisionRecord.self, from: Data(text.utf8))
        #expect(record.profile == "p" && record.revision == nil && record.overrides.map(\.field) == ["locale"])
    }
}

@Suite struct DigestTests {
    private static let files = [
        "a.yaml": """
        version: 1
        sets: { countries: { baltics: [LT, LV, EE] } }
        profiles:
          base: { abstract: true, token: { tokenType: DOCUMENT, locale: en, lifetime: 1h } }
          p:
            extends: base
            revision: 2
            summary: A summary
            token: { allowedCountries: [baltics, PL] }
            overrides: { locale: { oneOf: [en, de] }, urls.*: { hosts: [a.example, b.example] }, client.*: allow, address: allow }
            locked: [tokenType, locale]
            require: [address, client.name]
            deprecated: { until: 2027-03-31, reason: because }
        environments: { staging: { token: { questionnaire: q } }, production: {} }
        tests: [{ name: a, profile: p, expect: { denied: [required-field-missing] } }]
        """
    ]

    /// The same, written in other words, another order and two files.
    private static let rewritten = [
        "z/1.yaml": """
        # A comment
        version: 1
        environments:
          production: {}
          staging:
            profiles: { p: { token: { questionnaire: q } } }
        profiles:
          p:
            deprecated: { until: 2027-03-31, reason: another reason }
            require: [client.name, address]
            locked: [locale, tokenType]
            overrides: { default: deny, address: allow, client.*: allow, urls.*: { hosts: [b.example, A.example] }, locale: { oneOf: [de, en] } }
            token: { lifetime: 3600, allowedCountries: { include: [LT, PL, LV, EE, DE], exclude: [DE] } }
            summary: Another summary
            revision: 2
            extends: other
        """,
        "b.yml": "version: 1\nprofiles: { other: { abstract: true, token: { locale: 'en', tokenType: DOCUMENT } } }\n",
    ]

    @Test func `a digest does not move with order, files, words and comments`() throws {
        let digest = try PolicyBundle(texts: DigestTests.files).digest
        #expect(digest.count == 64 && digest.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(try PolicyBundle(texts: DigestTests.rewritten).digest == digest)
        let changes = PolicyDiff(
            from: try PolicyBundle(texts: DigestTests.files),
            to: try PolicyBundle(texts: DigestTests.rewritten)
        ).changes
        #expect(changes.map(\.message) == [])
    }

    @Test(arguments: [
        ("lifetime: 1h", "lifetime: 2h"), ("[LT, LV, EE]", "[LT, LV]"), ("oneOf: [en, de]", "oneOf: [en]"),
        ("hosts: [a.example, ", "hosts: ["), ("locked: [tokenType, locale]", "locked: [tokenType]"),
        ("require: [address, ", "require: ["), ("revision: 2", "revision: 3"), ("2027-03-31", "2027-04-01"),
        (", production: {}", ""), ("questionnaire: q", "questionnaire: r"), ("  p:", "  q:"),
        ("reason: because", "use: p"), ("production:", "testing:"),
    ])
    func `a digest moves with what a policy means, and the comparison shows it`(_ text: String, _ other: String) throws
    {
        let original = try PolicyBundle(texts: DigestTests.files)
        let changedFiles = DigestTests.files.mapValues { $0.replacing(text, with: other) }
        try #require(changedFiles != DigestTests.files)
        let changed = try PolicyBundle(texts: changedFiles)
        #expect(changed.digest != original.digest)
        #expect(!PolicyDiff(from: original, to: changed).changes.isEmpty)
    }

    @Test func `the request carries the digest of the bundle that decided`() throws {
        let bundle = try PolicyBundle(profiles: "p: { token: { tokenType: DOCUMENT } }")
        #expect(try bundle.resolve("p", clientID: "c").bundleDigest == bundle.digest)
    }
}

@Suite struct SHA256Tests {
    /// The examples of NIST for FIPS 180-4, and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `the examples of the standard`(_ message: String, _ digest: String) {
        #expect(SHA256.hexadecimal(of: Array(message.utf8)) == digest)
    }

    @Test func `a million times the letter a`() {
        let message = Array(repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            SHA256.hexadecimal(of: message) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
    }

    /// Digests of as many bytes `a` as leave no, one or several bytes for the length at the end of a block, by sha256sum.
    @Test(arguments: [
        (1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
        (54, "a3f01b6939256127582ac8ae9fb47a382a244680806a3f613a118851c1ca1d47"),
        (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        (57, "f13b2d724659eb3bf47f2dd6af1accc87b81f09f59f2b75e5c0bed6589dfe8c6"),
        (63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
        (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"),
        (119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"),
        (120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"),
        (128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e"),
    ])
    func `messages about as long as a block`(_ count: Int, _ digest: String) {
        #expect(SHA256.hexadecimal(of: Array(repeating: UInt8(ascii: "a"), count: count)) == digest)
    }
}
