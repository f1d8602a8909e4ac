import PolicyDiagnostics
import PolicyLint
import Testing

@Suite struct InheritanceRuleTests {
    static func lint(_ files: [String: String]) -> [Diagnostic] {
        Linter.lint(files.sorted { $0.key < $1.key }.map { SourceText(path: $0.key, bytes: Array($0.value.utf8)) })
            .diagnostics
    }

    /// A chain `p1 ← p2 ← …` in which only the first gives tokenType.
    static func chain(of count: Int, markingTheLast rule: String? = nil) -> String {
        var text = "version: 1\nprofiles:\n  p1: { token: { tokenType: DOCUMENT } }\n"
        for index in 2...count {
            let parent = "p\(index - 1)"
            let marked = index == count ? rule.map { "«\($0):\(parent)»" } : nil
            text += "  p\(index): { extends: \(marked ?? parent) }\n"
        }
        return text
    }

    @Test func `extends-too-long: a chain has at most 64 profiles`() {
        Fixture(InheritanceRuleTests.chain(of: 64)).check()
        Fixture(InheritanceRuleTests.chain(of: 65, markingTheLast: "extends-too-long"), hints: "65th", "64").check()
    }

    @Test func `extends-too-long: all that stand at the end of one long chain are reported`() {
        var text = InheritanceRuleTests.chain(of: 64)
        for name in ["a", "b", "c"] { text += "  \(name): { extends: «extends-too-long:p64» }\n" }
        Fixture(text).check()
    }

    @Test(arguments: [
        Fixture(profile: "extends: «extends-cycle:sample»", hints: "sample extends itself"),
        Fixture(
            """
            version: 1
            profiles:
              a: { extends: «extends-cycle:b» }
              b: { extends: a }
            """,
            hints: "a extends itself by way of b"
        ),
        Fixture(
            """
            version: 1
            profiles:
              a: { extends: «extends-cycle:b» }
              b: { extends: c }
              c: { extends: d }
              d: { extends: e }
              e: { extends: a }
              into: { extends: c }
              beside: { token: { tokenType: DOCUMENT } }
            """,
            hints: "b, c, d, e"
        ),
        Fixture(
            """
            version: 1
            profiles:
              z: { extends: x }
              a: { extends: «extends-cycle:b» }
              b: { extends: a }
              x: { extends: «extends-cycle:w» }
              w: { extends: x }
            """
        ),
    ])
    func `extends-cycle: a cycle is reported once, and nothing that hangs on it`(_ fixture: Fixture) {
        fixture.check()
    }

    @Test func `extends-cycle: a cycle of thousands is reported once, and shortly`() throws {
        let count = 3000
        let profiles = (0..<count).map { "  p\($0): { extends: p\(($0 + 1) % count) }\n" }.joined()
        let diagnostics = InheritanceRuleTests.lint(["a.yaml": "version: 1\nprofiles:\n" + profiles])
        #expect(diagnostics.map(\.rule) == ["extends-cycle"])
        let diagnostic = try #require(diagnostics.first)
        #expect(diagnostic.message.count < 200 && diagnostic.related.count <= 8)
        #expect("\(diagnostic.place)" == "a.yaml:3:18")
    }

    @Test(arguments: [
        Fixture(
            "version: 1\nprofiles:\n  base: { abstract: true }\n  a: { extends: «extends-unknown:bsae» }\n",
            hints: "base?"
        ),
        Fixture(
            "version: 1\nprofiles:\n  a: { extends: «extends-unknown:zebra» }\n",
            hints: "there is no profile zebra"
        ),
        Fixture(
            """
            version: 1
            profiles:
              a: { extends: «extends-unknown:zebra» }
              b: { extends: a }
              c: { extends: b }
            """
        ),
    ])
    func `extends-unknown: a parent that does not exist is reported once, and no missing tokenType`(
        _ fixture: Fixture
    ) {
        fixture.check()
    }

    @Test func `profile-duplicate: a profile is written once in all files`() {
        Fixture(
            [
                "a.yaml": "version: 1\nprofiles:\n  base: { abstract: true }\n  one: { abstract: true }\n",
                "b.yaml":
                    "version: 1\nprofiles:\n  «profile-duplicate:one»: { abstract: true }\n",
            ],
            hints: ["a.yaml"]
        ).check()
    }

    @Test func `profile-duplicate: a third is reported as well, each with the first`() {
        let text = "version: 1\nprofiles: { one: { abstract: true } }\n"
        let diagnostics = InheritanceRuleTests.lint(["a.yaml": text, "b.yaml": text, "c.yaml": text])
        #expect(
            diagnostics.map { "\($0.place) \($0.rule)" } == [
                "b.yaml:2:13 profile-duplicate", "c.yaml:2:13 profile-duplicate",
            ]
        )
    }

    @Test func `a profile may extend one of another file, whichever comes first`() {
        Fixture([
            "a.yaml": "version: 1\nprofiles: { child: { extends: base } }\n",
            "b.yaml": "version: 1\nprofiles: { base: { token: { tokenType: DOCUMENT } } }\n",
        ]).check()
    }

    @Test func `the order of profiles and keys does not matter`() {
        let profiles = [
            "  a: { extends: b, unset: [locale], summary: x }", "  b: { token: { lifetime: 1h }, extends: c }",
            "  c: { token: { locale: en, tokenType: DOCUMENT } }", "  d: { extends: nowhere }",
            "  e: { token: { lifetime: 45d } }",
        ]
        func findings(_ lines: [String]) -> [String] {
            let text = "profiles:\n\(lines.joined(separator: "\n"))\nversion: 1\n"
            return InheritanceRuleTests.lint(["a.yaml": text]).map { "\($0.rule) \($0.message)" }.sorted()
        }
        let first = findings(profiles)
        #expect(first.count == 3)
        for shift in 1..<profiles.count {
            #expect(findings(Array(profiles[shift...] + profiles[..<shift])) == first)
        }
        #expect(findings(profiles.reversed()) == first)
    }

    @Test func `a value that overrides another shows what it overrides`() throws {
        let text = """
            version: 1
            profiles:
              base:
                token:
                  tokenType: DOCUMENT
                  lifetime: 1h
              child:
                extends: base
                token: { lifetime: 45d }
            """
        let diagnostics = InheritanceRuleTests.lint(["a.yaml": text])
        #expect(
            diagnostics.map { TextRenderer().render($0) } == [
                """
                a.yaml:9:24: error: 45 days is longer than a token may live (30 days) [lifetime-range]
                  |
                9 |     token: { lifetime: 45d }
                  |                        ^^^ at most 2592000 s
                  ::: a.yaml:6
                6 |       lifetime: 1h
                  |       ------------ overrides the inherited 1h

                """
            ]
        )
    }
}
