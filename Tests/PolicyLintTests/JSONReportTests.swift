import PolicyDiagnostics
import PolicyLint
import Testing
import TokenSpec

@Suite struct JSONReportTests {
    private func lint(_ files: KeyValuePairs<String, String>) -> LintReport {
        Linter.lint(files.map { SourceText(path: $0.key, bytes: Array($0.value.utf8)) })
    }

    @Test func `a report has the shape that the design promises`() {
        let report = lint([
            "policies/é.yaml": """
            version: 1
            profiles:
              base: { token: { tokenType: DOCUMENT, lifetime: 1h } }
              ü: { extends: base }
              child:
                extends: base
                token: { lifetime: 45d, allowedCountries: [lt] }
            """
        ])
        #expect(
            report.json.pretty
                == """
                {
                  "version": 1,
                  "diagnostics": [
                    {
                      "rule": "name-invalid",
                      "severity": "error",
                      "message": "ü is no name for a profile: use letters, digits, hyphens, underscores and dots, \
                a letter or digit first, at most 100",
                      "path": "policies/é.yaml",
                      "range": {
                        "start": {
                          "line": 4,
                          "column": 3,
                          "offset": 80
                        },
                        "end": {
                          "line": 4,
                          "column": 4,
                          "offset": 82
                        }
                      },
                      "profile": "ü",
                      "environment": null,
                      "field": null,
                      "fingerprint": "FINGERPRINT",
                      "related": [],
                      "fix": null
                    },
                    {
                      "rule": "lifetime-range",
                      "severity": "error",
                      "message": "45 days is longer than a token may live (30 days)",
                      "path": "policies/é.yaml",
                      "range": {
                        "start": {
                          "line": 7,
                          "column": 24,
                          "offset": 152
                        },
                        "end": {
                          "line": 7,
                          "column": 27,
                          "offset": 155
                        }
                      },
                      "profile": "child",
                      "environment": null,
                      "field": "lifetime",
                      "fingerprint": "FINGERPRINT",
                      "related": [
                        {
                          "path": "policies/é.yaml",
                          "range": {
                            "start": {
                              "line": 3,
                              "column": 41,
                              "offset": 61
                            },
                            "end": {
                              "line": 3,
                              "column": 53,
                              "offset": 73
                            }
                          },
                          "message": "overrides the inherited 1h"
                        }
                      ],
                      "fix": null
                    },
                    {
                      "rule": "country-unknown",
                      "severity": "error",
                      "message": "lt is not an ISO 3166-1 alpha-2 country code; Lithuania is LT",
                      "path": "policies/é.yaml",
                      "range": {
                        "start": {
                          "line": 7,
                          "column": 48,
                          "offset": 176
                        },
                        "end": {
                          "line": 7,
                          "column": 50,
                          "offset": 178
                        }
                      },
                      "profile": "child",
                      "environment": null,
                      "field": "allowedCountries",
                      "fingerprint": "FINGERPRINT",
                      "related": [],
                      "fix": {
                        "safe": true,
                        "description": "replace lt by LT",
                        "edits": [
                          {
                            "path": "policies/é.yaml",
                            "range": {
                              "start": {
                                "line": 7,
                                "column": 48,
                                "offset": 176
                              },
                              "end": {
                                "line": 7,
                                "column": 50,
                                "offset": 178
                              }
                            },
                            "text": "LT"
                          }
                        ]
                      }
                    }
                  ],
                  "summary": {
                    "files": 1,
                    "errors": 3,
                    "warnings": 0,
                    "notes": 0,
                    "suppressed": 0,
                    "fixable": 1
                  }
                }
                """.withFingerprints(of: report)
        )
    }

    @Test func `a finding without a place has null for its range and keeps its path`() throws {
        var report = LintReport()
        report.diagnostics = [Diagnostic(.sample, at: .file(path: "gone.yaml"), "wrong")]
        guard case .array(let diagnostics) = report.json["diagnostics"] else {
            Issue.record("no diagnostics")
            return
        }
        let diagnostic = try #require(diagnostics.first)
        #expect(diagnostic["range"] == .null)
        #expect(diagnostic["path"] == "gone.yaml")
    }

    @Test func `the report is JSON whatever the file holds`() throws {
        let hostile = "\\u0000\\u001b\\\"\\u2028</script>é😀"
        let report = lint([
            "a\"\n.yaml": "version: 1\nprofiles: { \"\(hostile)\": { abstract: true, \"\(hostile)\": 1 } }\n"
        ])
        #expect(report.diagnostics.count == 2)
        #expect(try JSON.parse(report.json.pretty.utf8) == report.json)
        #expect(try JSON.parse(report.json.compact.utf8) == report.json)
    }

    @Test func `the fix of each finding mends it`() throws {
        let text = """
            version: 1
            profiles:
              base:
                overrides: { default: deny }
                token: { tokenTyp: DOCUMENT, locale: en-GB, allowedCountries: [lt, UK, NO], allowedDocuments: [PASPORT] }
                unset: [urls]
              child: { extends: bsae, sumary: x, token: { settings: { verifyEmail: yes }, questionnaire: 010 } }
            """
        var bytes = Array(text.utf8)
        let report = Linter.lint([SourceText(path: "a.yaml", bytes: bytes)])
        #expect(report.diagnostics.filter { $0.fix == nil }.map(\.description) == [])
        for edit in report.diagnostics.compactMap(\.fix).flatMap(\.edits).reversed() {
            bytes.replaceSubrange(edit.span.start.offset..<edit.span.end.offset, with: Array(edit.text.utf8))
        }
        #expect(Linter.lint([SourceText(path: "a.yaml", bytes: bytes)]).diagnostics.map(\.description) == [])
        let mended = String(decoding: bytes, as: UTF8.self)
        #expect(mended.contains("allowedCountries: [LT, GB, \"NO\"]") && mended.contains("verifyEmail: true"))
    }

    // MARK: Fingerprints

    private func fingerprints(_ files: KeyValuePairs<String, String>) -> [JSON?] {
        guard case .array(let diagnostics) = lint(files).json["diagnostics"] else { return [] }
        return diagnostics.map { $0["fingerprint"] }
    }

    @Test func `a fingerprint stays while lines move, and tells findings apart`() {
        let profile = "  a: { token: { tokenType: DOCUMENT, allowedCountries: [XX, XX, YY], lifetime: 45d } }\n"
        let before = fingerprints(["a.yaml": "version: 1\nprofiles:\n" + profile])
        let after = fingerprints([
            "a.yaml": "# Comment\n\nversion: 1\n\nprofiles:\n  first: { abstract: true }\n\n  # é\n" + profile
        ])
        #expect(before == after)
        #expect(before.count >= 3 && Set(before.map { $0?.string }).count == before.count)
        #expect(before.allSatisfy { $0?.string?.count == 16 })
    }

    @Test func `equal findings of one profile have fingerprints of their own`() {
        let text =
            "version: 1\nprofiles:\n  a: { abstract: true, token: { allowedCountries: [XX, XY, [a], [a], [a]] }, unset: [zebra, zebra, zebra] }\n"
        let found = fingerprints(["a.yaml": text])
        #expect(found.count >= 5 && Set(found.map { $0?.string }).count == found.count)
    }

    @Test func `the same mistake in another file or profile has another fingerprint`() {
        func text(_ name: String) -> String { "version: 1\nprofiles: { \(name): { token: { tokenType: X } } }\n" }
        let found = fingerprints(["a.yaml": text("a"), "b.yaml": text("b")]) + fingerprints(["c.yaml": text("a")])
        #expect(found.count == 3 && Set(found.map { $0?.string }).count == 3)
    }
}

extension RuleDescriptor {
    fileprivate static let sample = RuleDescriptor(id: "sample", tier: .lint, severity: .warning, summary: "A sample.")
}

extension String {
    /// The text with each `FINGERPRINT` replaced by the next one of a report.
    fileprivate func withFingerprints(of report: LintReport) -> String {
        guard case .array(let diagnostics) = report.json["diagnostics"] else { return self }
        let parts = split(separator: "FINGERPRINT", omittingEmptySubsequences: false)
        return zip(parts, diagnostics.map { $0["fingerprint"]?.string ?? "" } + [""]).map { $0 + $1 }.joined()
    }
}
