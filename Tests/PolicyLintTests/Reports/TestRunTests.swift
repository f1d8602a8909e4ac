import Foundation
import KYCPolicy
import PolicyLint
import Testing
import TokenSpec

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct TestRunTests {
    /// A run of those tests, each a mapping in flow style.
    private static func run(_ tests: String...) throws -> TestRun {
        let lines = tests.map { "  - \($0)\n" }.joined()
        return TestRun(
            try PolicyBundle(texts: [
                "policy.yaml": """
                version: 1
                sets: { countries: { baltics: [LT, LV, EE] } }
                profiles:
                  base: { abstract: true, token: { tokenType: DOCUMENT }, overrides: { locale: allow, client.*: allow } }
                  p:
                    extends: base
                    token: { locale: en, lifetime: 1h, allowedCountries: baltics, questionnaire: null, address: Elm }
                    overrides: { allowedCountries: narrow, lifetime: { max: 2h } }
                  q: { extends: base, overrides: { questionnaire: disable } }
                environments: { staging: { token: { lifetime: 5m } }, production: {} }
                tests:
                \(lines)
                """
            ])
        )
    }

    private static func expecting(_ expectation: String, call: String = "{ clientId: c }", environment: String? = nil)
        -> String
    {
        "{ name: a test, profile: p, \(environment.map { "environment: \($0), " } ?? "")call: \(call), expect: \(expectation) }"
    }

    @Test(arguments: [
        expecting("{ request: { locale: en, lifetime: 3600 } }"), expecting("{ request: { lifetime: 60m } }"),
        expecting("{ request: { lifetime: 5m } }", environment: "staging"),
        expecting("{ request: { lifetime: 1h } }", environment: "production"),
        expecting("{ request: { allowedCountries: [LT, LV, EE] } }"),
        expecting("{ request: { allowedCountries: baltics } }"),
        expecting("{ request: { allowedCountries: { include: [baltics, PL], exclude: [PL] } } }"),
        expecting("{ request: { questionnaire: null } }"),
        expecting("{ absent: [urls.webhookUrl, settings, client.name] }"),
        expecting("{ request: { locale: de }, absent: [urls] }", call: "{ clientId: c, locale: de }"),
        expecting("{ denied: [override-not-narrower] }", call: "{ clientId: c, allowedCountries: [US] }"),
        expecting(
            "{ denied: [override-denied, override-out-of-range] }",
            call: "{ clientId: c, lifetime: 5h, externalRef: r }"
        ),
        expecting(
            "{ denied: [override-out-of-range, override-denied] }",
            call: "{ clientId: c, lifetime: 5h, externalRef: r }"
        ),
        expecting("{ denied: [required-field-missing] }", call: "{}"),
        expecting("{ denied: [lifetime-range, override-out-of-range] }", call: "{ clientId: c, lifetime: 45d }"),
        expecting("{ denied: [wrong-kind] }", call: "{ clientId: c, locale: [en] }"),
        "{ name: abstract, profile: base, call: { clientId: c }, expect: { denied: [profile-abstract] } }",
    ])
    func `a test passes`(_ test: String) throws {
        let run = try TestRunTests.run(test)
        #expect(run.results.count == 1 && run.failedCount == 0, "\(run.text(usingColor: false))")
    }

    @Test(arguments: [
        (expecting("{ request: { locale: de } }"), "locale: expected de, got en"),
        (
            expecting("{ request: { lifetime: 1h } }", environment: "staging"),
            "lifetime: expected 3600 (1 hour), got 300 (5 minutes)"
        ),
        (expecting("{ request: { allowedCountries: [LT] } }"), "allowedCountries: expected [LT], got [LT, LV, EE]"),
        (
            expecting("{ request: { allowedCountries: [EE, LV, LT] } }"),
            "allowedCountries: expected [EE, LV, LT], got [LT, LV, EE]"
        ),
        (expecting("{ request: { externalRef: r } }"), "externalRef: expected r, got absent"),
        (expecting("{ request: { locale: null } }"), "locale: expected null, got en"),
        (expecting("{ request: { questionnaire: q } }"), "questionnaire: expected q, got null"),
        (
            expecting("{ request: { allowedCountries: [nowhere] } }"),
            "allowedCountries: expected a list of known sets, got [LT, LV, EE]"
        ),
        (
            expecting("{ request: { address: Oak } }"),
            "address: expected a value that is not shown, got a value that is not shown"
        ),
        (expecting("{ absent: [locale] }"), "locale: expected absent, got en"),
        (expecting("{ absent: [questionnaire] }"), "questionnaire: expected absent, got null"),
        (
            expecting("{ absent: [client] }", call: "{ clientId: c, client: { name: Ona } }"),
            "client: expected absent, got its fields"
        ),
        (expecting("{ denied: [override-denied] }"), "denied: expected [override-denied], got a request"),
        (
            expecting("{ request: { locale: en } }", call: "{ clientId: c, lifetime: 5h }"),
            "denied: expected a request, got [override-out-of-range]"
        ),
        (
            expecting("{ denied: [override-denied] }", call: "{ clientId: c, lifetime: 5h, externalRef: r }"),
            "denied: expected [override-denied], got [override-denied, override-out-of-range]"
        ),
        (
            expecting("{ denied: [override-denied, override-locked] }", call: "{ clientId: c, externalRef: r }"),
            "denied: expected [override-denied, override-locked], got [override-denied]"
        ),
        // An unknown name fails, whatever is expected.
        (
            "{ name: a, profile: pq, expect: { denied: [profile-unknown] } }",
            "profile: expected pq, got no profile of that name"
        ),
        (
            expecting("{ denied: [environment-unknown] }", environment: "stagin"),
            "environment: expected stagin, got no environment of that name; did you mean staging?"
        ),
        (
            expecting("{ denied: [overide-denied] }"),
            "denied: expected overide-denied, got no rule of that name; did you mean override-denied?"
        ),
    ])
    func `a test fails, and says what was expected and what came`(_ test: String, _ mismatch: String) throws {
        let run = try TestRunTests.run(test)
        #expect(
            run.results.flatMap(\.mismatches).map { "\($0.subject): expected \($0.expected), got \($0.got)" } == [
                mismatch
            ]
        )
        #expect(run.failedCount == 1 && run.passedCount == 0)
        let text = run.text(usingColor: false)
        #expect(!text.contains("Elm") && !text.contains("Oak") && !text.contains("Ona"))
    }

    @Test func `a failure stands at its test, expected and got side by side`() throws {
        let run = try TestRunTests.run(
            TestRunTests.expecting(
                "{ request: { locale: de, lifetime: 2h }, absent: [questionnaire] }",
                environment: "production"
            ),
            TestRunTests.expecting(
                "{ request: { locale: en } }",
                call: "{ clientId: c, lifetime: 5h, externalRef: r }"
            ),
            TestRunTests.expecting("{ request: { locale: en } }")
        )
        let text = run.text(usingColor: false)
        #expect(
            text.hasPrefix(
                """
                policy.yaml:12:13: failed: a test (p in production)
                                 expected        got
                  lifetime       7200 (2 hours)  3600 (1 hour)
                  locale         de              en
                  questionnaire  absent          null

                policy.yaml:13:13: failed: a test (p)
                          expected   got
                  denied  a request  [override-denied, override-out-of-range]
                  policy.yaml:13:81: error: a call may not change externalRef
                """
            ),
            "\(text)"
        )
        #expect(text.hasSuffix("1 passed, 2 failed\n"))
    }

    @Test func `what no test exercises is named`() throws {
        let run = try TestRunTests.run(
            TestRunTests.expecting(
                "{ request: { locale: de } }",
                call: "{ clientId: c, locale: de }",
                environment: "production"
            )
        )
        #expect(run.gaps.profiles == ["q"] && run.gaps.environments == ["staging"])
        #expect(
            run.gaps.guards.map(\.text) == [
                "overrides", "client.*: allow", "allowedCountries: narrow", "lifetime: { max: 2h }",
                "questionnaire: disable",
            ]
        )
        #expect(
            run.text(usingColor: false) == """
                Exercised by no test:
                  profiles      q
                  environments  staging
                  guards        overrides  policy.yaml:4
                                client.*: allow  policy.yaml:4
                                allowedCountries: narrow  policy.yaml:8
                                lifetime: { max: 2h }  policy.yaml:8
                                questionnaire: disable  policy.yaml:9

                1 passed, 0 failed

                """
        )
    }

    @Test func `everything that tests exercise is no gap`() throws {
        let run = try TestRunTests.run(
            TestRunTests.expecting(
                "{ denied: [override-denied] }",
                call: "{ clientId: c, client: null, externalRef: r }",
                environment: "staging"
            ),
            TestRunTests.expecting(
                "{ denied: [wrong-kind] }",
                call: "{ clientId: c, lifetime: x, locale: de }",
                environment: "production"
            ),
            TestRunTests.expecting(
                "{ request: { allowedCountries: [LT] } }",
                call: "{ clientId: c, allowedCountries: [LT] }"
            ),
            "{ name: b, profile: q, call: { clientId: c, questionnaire: null }, expect: { request: { questionnaire: null } } }"
        )
        #expect(run.gaps.isEmpty)
        #expect(run.text(usingColor: false) == "4 passed, 0 failed\n")
    }

    @Test func `no test at all is neither passed nor failed`() throws {
        let run = TestRun(try PolicyBundle(texts: ["policy.yaml": "version: 1\n"]))
        #expect(run.text(usingColor: false) == "0 passed, 0 failed\n")
        #expect(run.json["tests"] == [] && run.json["summary"] == ["passed": 0, "failed": 0])
    }

    @Test func `the JSON has a stable shape`() throws {
        let json = try TestRunTests.run(
            TestRunTests.expecting("{ request: { locale: de } }"),
            TestRunTests.expecting("{ request: { locale: en } }", environment: "staging")
        ).json
        guard case .array(let tests)? = json["tests"], tests.count == 2 else {
            Issue.record("not two tests")
            return
        }
        func range(_ column: Int, _ end: Int, _ start: JSON?) throws -> JSON {
            guard case .integer(let offset)? = start?["start"]?["offset"] else { throw CocoaError(.coderValueNotFound) }
            return [
                "start": ["line": 12, "column": .integer(column), "offset": .integer(offset)],
                "end": ["line": 12, "column": .integer(end), "offset": .integer(offset + end - column)],
            ]
        }
        let failure: JSON? = if case .array(let failures)? = tests[0]["failures"] { failures.first } else { nil }
        let expected: JSON = [
            "name": "a test", "profile": "p", "environment": .null, "status": "failed", "path": "policy.yaml",
            "range": try range(13, 19, tests[0]["range"]),
            "failures": [
                ["subject": "locale", "expected": "de", "got": "en", "range": try range(85, 87, failure?["range"])]
            ],
        ]
        #expect(tests[0].pretty == expected.pretty)
        #expect(tests[1]["status"] == "passed" && tests[1]["environment"] == "staging" && tests[1]["failures"] == [])
        #expect(json["version"] == 1 && json["summary"] == ["passed": 1, "failed": 1])
        #expect(json["unexercised"]?["profiles"] == ["q"] && json["unexercised"]?["environments"] == ["production"])
        guard case .array(let guards)? = json["unexercised"]?["guards"] else {
            Issue.record("no guards")
            return
        }
        #expect(
            guards.compactMap { $0["guard"]?.string }.first == "overrides"
                && guards.allSatisfy { $0["path"] == "policy.yaml" }
        )
    }

    @Test func `JUnit is well-formed XML, whatever tests are called`() throws {
        let hostile = #"<a> & \"b\" 'c' ]]> \u0001 \uFFFE \n é 名"#
        let run = try TestRunTests.run(
            "{ name: \"\(hostile)\", profile: p, call: { clientId: c }, expect: { request: { locale: \"<de>&\" } } }",
            TestRunTests.expecting("{ request: { locale: en } }"),
            TestRunTests.expecting("{ request: { locale: en } }", call: "{ clientId: c, externalRef: \"<&>\" }")
        )
        let elements = Elements()
        let parser = XMLParser(data: Data(run.junit.utf8))
        parser.delegate = elements
        #expect(parser.parse(), "\(run.junit)")
        #expect(
            elements.found.map(\.name) == [
                "testsuites", "testsuite", "testcase", "failure", "testcase", "testcase", "failure",
            ]
        )
        #expect(elements.found[0].attributes == ["tests": "3", "failures": "2"])
        #expect(elements.found[1].attributes == ["name": "policy.yaml", "tests": "3", "failures": "2"])
        #expect(elements.found[2].attributes["name"] == "<a> & \"b\" 'c' ]]>     \n é 名")
        #expect(
            elements.found[2].attributes["classname"] == "p" && elements.found[2].attributes["file"] == "policy.yaml"
        )
        #expect(elements.found[2].attributes["line"] == "12")
        #expect(elements.found[3].attributes["message"] == "locale: expected <de>&, got en")
        #expect(elements.found[6].attributes["message"] == "denied: expected a request, got [override-denied]")
    }

    private final class Elements: NSObject, XMLParserDelegate {
        var found: [(name: String, attributes: [String: String])] = []

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            found.append((name, attributes))
        }
    }
}
