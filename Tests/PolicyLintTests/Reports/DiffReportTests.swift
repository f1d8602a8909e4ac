import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import Testing
import TokenSpec

@Suite struct DiffReportTests {
    private func sample() throws -> PolicyDiff {
        try DiffTests.diff(
            DiffTests.bundle("\(DiffTests.token("lifetime: 1h, questionnaire: a_b"))\noverrides: { default: allow }"),
            DiffTests.bundle(
                "\(DiffTests.token("lifetime: 2h, questionnaire: \"[x](y)|<z>*\""))\noverrides: { default: allow, locale: deny }\nlocked: [tokenType]"
            )
        )
    }

    @Test func `the text has a sentence a change, its cause below, and a count`() throws {
        #expect(
            try sample().text == """
                loosens   p lengthens lifetime from 1 hour to 2 hours
                          policy.yaml:4
                changes   p changes questionnaire from a_b to [x](y)|<z>*
                          policy.yaml:4
                tightens  calls may no longer change locale on p
                          policy.yaml:5
                tightens  nothing may change tokenType of p any more: it is locked
                          policy.yaml:6

                4 changes: 2 tighten, 1 loosens, 1 otherwise

                """
        )
    }

    @Test func `Markdown takes no text for markup`() throws {
        #expect(
            try sample().markdown == #"""
                ### Policy changes: 2 tighten, 1 loosens, 1 otherwise

                | | Change | Cause |
                |---|---|---|
                | ⚠️ **loosens** | p lengthens lifetime from 1 hour to 2 hours | `policy.yaml:4` |
                | changes | p changes questionnaire from a\_b to \[x\](y)\|\<z\>\* | `policy.yaml:4` |
                | 🔒 tightens | calls may no longer change locale on p | `policy.yaml:5` |
                | 🔒 tightens | nothing may change tokenType of p any more: it is locked | `policy.yaml:6` |

                """#
        )
    }

    @Test func `the JSON has the shape that is documented`() throws {
        let json = try sample().json
        guard case .array(let changes)? = json["changes"], let first = changes.first else {
            Issue.record("no changes")
            return
        }
        #expect(json["version"] == 1 && json["summary"] == ["tightens": 2, "loosens": 1, "changes": 1])
        #expect(
            first.pretty
                == ([
                    "profile": "p", "environments": [], "subject": "field", "field": "lifetime", "kind": "changed",
                    "effect": "loosens", "before": 3600, "after": 7200,
                    "message": "p lengthens lifetime from 1 hour to 2 hours",
                    "cause": [
                        "side": "new", "path": "policy.yaml",
                        "range": [
                            "start": ["line": 4, "column": 35, "offset": 60],
                            "end": ["line": 4, "column": 47, "offset": 72],
                        ],
                    ],
                ] as JSON).pretty
        )
        #expect(changes.compactMap { $0["subject"]?.string } == ["field", "field", "guard", "lock"])
    }

    @Test func `personal values are in no report`() throws {
        let diff = try DiffTests.diff(
            DiffTests.bundle(
                "\(DiffTests.token("address: Elm, client: { name: Ona }"))\noverrides: { client.surname: { oneOf: [Petraitė] } }"
            ),
            DiffTests.bundle(
                "\(DiffTests.token("address: Oak, client: { name: Ieva }"))\noverrides: { client.surname: { oneOf: [Kazlaitė] } }"
            )
        )
        #expect(diff.changes.count == 3)
        for report in [diff.text, diff.markdown, diff.json.pretty] {
            for value in ["Elm", "Oak", "Ona", "Ieva", "Petraitė", "Kazlaitė"] { #expect(!report.contains(value)) }
        }
    }

    @Test func `one edit that changes several profiles alike is said once`() throws {
        func files(_ lifetime: String) -> [String: String] {
            DiffTests.profiles(
                "base: { abstract: true, token: { tokenType: DOCUMENT, lifetime: \(lifetime) } }, a: { extends: base }, b: { extends: base }, c: { extends: base, token: { lifetime: 5m } }"
            )
        }
        let diff = try DiffTests.diff(files("1h"), files("2h"))
        #expect(diff.changes.map(\.profile) == ["a", "b"])
        #expect(
            diff.text == """
                loosens   a lengthens lifetime from 1 hour to 2 hours
                          the same for b
                          a.yaml:2

                2 changes: 2 loosen

                """
        )
        #expect(
            diff.markdown.contains(
                "| ⚠️ **loosens** | a lengthens lifetime from 1 hour to 2 hours<br>the same for b | `a.yaml:2` |"
            )
        )
    }
}
