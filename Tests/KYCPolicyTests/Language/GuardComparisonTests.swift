import KYCPolicy
import Testing
import TokenSpec

@Suite struct GuardComparisonTests {
    private func changes(_ before: String, _ after: String) throws -> [PolicyDiff.Change] {
        let bundles = try [before, after].map { overrides in
            try PolicyBundle(
                profiles: "p: { token: { tokenType: DOCUMENT }, overrides: { default: deny, \(overrides) } }"
            )
        }
        let changes = PolicyDiff(from: bundles[0], to: bundles[1]).changes
        #expect(changes.isEmpty == (bundles[0].digest == bundles[1].digest))
        return changes
    }

    @Test(arguments: [
        // All there is to choose from is no choice.
        (
            "questionnaireRequired: { allowUnset: true }",
            "questionnaireRequired: { oneOf: [true, false], allowUnset: true }"
        ),
        ("tokenType: { oneOf: [DOCUMENT, IDENTIFICATION] }", "tokenType: { allowUnset: false }"),
        ("lifetime: { min: 0, max: 1h }", "lifetime: { max: 60m }"),
        ("sessionLength: { oneOf: [60, 90, 600], max: 90 }", "sessionLength: { oneOf: [90, 1m] }"),
        (
            #"urls.failUrl: { oneOf: ["https://a.example/x", "http://a.example/"], hosts: [a.example] }"#,
            #"urls.failUrl: { oneOf: ["https://a.example/x"] }"#
        ),
        // Null never reaches a field that is neither nullable nor in a group that is.
        ("lifetime: allow", "lifetime: { allowUnset: true }"),
    ])
    func `guards that let the same through do not differ`(_ before: String, _ after: String) throws {
        #expect(try changes(before, after).map(\.message) == [])
        #expect(try changes(after, before).map(\.message) == [])
    }

    @Test(arguments: [
        ("lifetime: disable", "lifetime: { max: 1h, allowUnset: true }"),
        (#"urls.failUrl: { oneOf: ["https://a.example/x"] }"#, "urls.failUrl: { hosts: [a.example] }"),
        // A call may null the whole group.
        ("settings.verifyEmail: { allowUnset: true }", "settings.verifyEmail: allow"),
    ])
    func `a guard that lets more through loosens, and back it tightens`(_ before: String, _ after: String) throws {
        #expect(try changes(before, after).map(\.effect) == [.loosens])
        #expect(try changes(after, before).map(\.effect) == [.tightens])
    }

    @Test func `no guard is ever one of clientId`() throws {
        let unguarded = try PolicyBundle(profiles: "p: { token: { tokenType: DOCUMENT } }")
        let guarded = try PolicyBundle(profiles: "p: { token: { tokenType: DOCUMENT }, overrides: { default: deny } }")
        let fields = PolicyDiff(from: unguarded, to: guarded).changes.map(\.field)
        #expect(fields.count == 35 && !fields.contains(.clientId))
    }
}
