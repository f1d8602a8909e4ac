import KYCPolicy
import Testing

@Suite struct PolicyBundleTests {
    private static let base = "version: 1\nprofiles:\n  base: { abstract: true, token: { tokenType: DOCUMENT } }\n"
    private static let children = "version: 1\nprofiles:\n  one: { extends: base }\n  two: { extends: one }\n"

    @Test(arguments: [["a", "b"], ["b", "a"]])
    func `files are one namespace in whatever order`(_ names: [String]) throws {
        let bundle = try PolicyBundle(texts: [
            "\(names[0]).yaml": PolicyBundleTests.base, "\(names[1]).yaml": PolicyBundleTests.children,
        ])
        #expect(bundle.profileNames == ["one", "two"])
        #expect(try bundle.rest(of: "two") == "{}")
    }

    @Test func `a bundle loads whole or reports every error of every file`() {
        let error = #expect(throws: PolicyLoadError.self) {
            try PolicyBundle(texts: [
                "b.yaml": "version: 1\nprofiles: { b: { token: { tokenType: X, lifetime: 45d } } }\n",
                "a.yaml": "version: 1\nprofiles: { a: { extends: nowhere } }\n",
                "c.yaml": "version: 1\nprofiles: { c: { token: { tokenType: DOCUMENT, locale: xx } } }\n",
            ])
        }
        #expect(error?.code == .invalid)
        // The unknown locale of c is a warning and keeps nothing from loading.
        #expect(
            error?.diagnostics.map(\.summary) == [
                "extends-unknown at a.yaml:2:27", "value-unknown at b.yaml:2:38", "lifetime-range at b.yaml:2:51",
            ]
        )
        #expect(error?.description.split(separator: "\n").count == 3)
    }

    @Test func `warnings do not keep a bundle from loading`() throws {
        let bundle = try PolicyBundle(
            profiles:
                "p: { token: { tokenType: DOCUMENT, locale: xx, allowedDocuments: [TREE], allowedCountries: [NO] } }"
        )
        let body = #"{"locale":"xx","allowedCountries":["NO"],"allowedDocuments":["TREE"]}"#
        #expect(try bundle.rest(of: "p") == body)
    }

    @Test func `64 profiles may be a chain, and 65 may not`() throws {
        func profiles(_ count: Int) -> String {
            "p1: { token: { tokenType: DOCUMENT, locale: en } }\n"
                + (2...count).map { "p\($0): { extends: p\($0 - 1) }\n" }.joined()
        }
        #expect(try PolicyBundle(profiles: profiles(64)).rest(of: "p64") == #"{"locale":"en"}"#)
        let error = #expect(throws: PolicyLoadError.self) { try PolicyBundle(profiles: profiles(65)) }
        #expect(error?.diagnostics.map(\.rule) == ["extends-too-long"])
    }

    @Test func `no texts are a bundle without profiles`() throws {
        let bundle = try PolicyBundle(texts: [:])
        #expect(bundle.profileNames == [])
        #expect(
            refusals { () throws(Refusal) in try bundle.resolve("a", clientID: "c") }.map(\.rule) == ["profile-unknown"]
        )
    }

    @Test func `ten thousand profiles load in seconds`() throws {
        let count = 10_000
        var text = "version: 1\nprofiles:\n  p0: { token: { tokenType: DOCUMENT, locale: en } }\n"
        for index in 1..<count {
            text += "  p\(index): { extends: p\((index - 1) / 2), token: { lifetime: \(index) } }\n"
        }
        let start = ContinuousClock.now
        let bundle = try PolicyBundle(texts: ["a.yaml": text])
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(bundle.profileNames.count == count)
        #expect(try bundle.rest(of: "p9999") == #"{"lifetime":9999,"locale":"en"}"#)
    }
}
