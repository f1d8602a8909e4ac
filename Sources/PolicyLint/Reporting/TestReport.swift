package import KYCPolicy
import PolicyDiagnostics
package import TokenSpec

extension TestRun {
    // MARK: Text

    /// The failures side by side with what was expected, what no test exercises, and a line that counts.
    package func text(usingColor: Bool) -> String {
        let renderer = TextRenderer(usesColor: usingColor)
        var text = results.filter { !$0.isPassed }.map { $0.text(renderer) }.joined()
        if !results.isEmpty { text += gaps.text }
        return text + "\(passedCount) passed, \(failedCount) failed\n"
    }

    // MARK: JSON

    /// The run in its stable JSON form of version 1.
    package var json: JSON {
        [
            "version": 1, "tests": .array(results.map(\.json)),
            "unexercised": [
                "profiles": .array(gaps.profiles.map(JSON.string)),
                "environments": .array(gaps.environments.map(JSON.string)),
                "guards": .array(
                    gaps.guards.map {
                        ["guard": .string(Field.excerpt($0.text)), "path": .string($0.path), "range": $0.json]
                    }
                ),
            ],
            "summary": ["passed": .integer(passedCount), "failed": .integer(failedCount)],
        ]
    }

    // MARK: JUnit

    /// The run as JUnit XML, a test suite a file.
    package var junit: String {
        var suites: [(path: String, results: [Result])] = []
        for result in results {
            let path = result.test.name.span.path
            if let index = suites.firstIndex(where: { $0.path == path }) {
                suites[index].results.append(result)
            } else {
                suites.append((path, [result]))
            }
        }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites tests=\"\(results.count)\" failures=\"\(failedCount)\">\n"
        for suite in suites {
            let failed = suite.results.count { !$0.isPassed }
            text +=
                "  <testsuite name=\"\(XML.escaped(suite.path))\" tests=\"\(suite.results.count)\" failures=\"\(failed)\">\n"
            text += suite.results.map(\.junit).joined() + "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }
}

extension TestRun.Gaps {
    fileprivate var text: String {
        guard !isEmpty else { return "" }
        var text = "Exercised by no test:\n"
        if !profiles.isEmpty { text += "  profiles      \(profiles.joined(separator: ", "))\n" }
        if !environments.isEmpty { text += "  environments  \(environments.joined(separator: ", "))\n" }
        for (index, span) in guards.enumerated() {
            text += "  \(index == 0 ? "guards      " : "            ")  \(Field.excerpt(span.text))  \(span)\n"
        }
        return text + "\n"
    }
}

extension TestRun.Result {
    private var title: String {
        "\(test.name.text) (\(test.profile.text)\(test.environment.map { " in \($0.text)" } ?? ""))"
    }

    fileprivate func text(_ renderer: TextRenderer) -> String {
        let start = test.name.span.start
        var text = "\(test.name.span.path):\(start.line):\(start.column): failed: \(Field.excerpt(title))\n"
        let subjects = mismatches.map(\.subject) + ["field"]
        let width = subjects.map(\.count).max() ?? 0
        let expectedWidth = (mismatches.map(\.expected.count) + [8]).max() ?? 8
        func row(_ subject: String, _ expected: String, _ got: String) -> String {
            func padded(_ word: String, _ width: Int) -> String {
                word + String(repeating: " ", count: max(0, width - word.count))
            }
            return "  \(padded(subject, width))  \(padded(expected, min(expectedWidth, 60)))  \(got)\n"
        }
        text += row("", "expected", "got")
        for mismatch in mismatches { text += row(mismatch.subject, mismatch.expected, mismatch.got) }
        for diagnostic in refusal { text += "  \(renderer.headline(diagnostic))\n" }
        return text + "\n"
    }

    fileprivate var json: JSON {
        [
            "name": .string(test.name.text), "profile": .string(test.profile.text),
            "environment": JSON(test.environment?.text), "status": isPassed ? "passed" : "failed",
            "path": .string(test.name.span.path), "range": test.name.span.json,
            "failures": .array(
                mismatches.map {
                    [
                        "subject": .string($0.subject), "expected": .string($0.expected), "got": .string($0.got),
                        "range": $0.span?.json ?? .null,
                    ]
                }
            ),
        ]
    }

    fileprivate var junit: String {
        let start = test.name.span.start
        let head =
            "    <testcase name=\"\(XML.escaped(test.name.text))\" classname=\"\(XML.escaped(test.profile.text))\""
            + " file=\"\(XML.escaped(test.name.span.path))\" line=\"\(start.line)\""
        guard !isPassed else { return head + "/>\n" }
        let message = mismatches.map { "\($0.subject): expected \($0.expected), got \($0.got)" }.joined(separator: "; ")
        let details = refusal.map { TextRenderer().headline($0) }.joined(separator: "\n")
        return head
            + ">\n      <failure message=\"\(XML.escaped(message))\">\(XML.escaped(details))</failure>\n    </testcase>\n"
    }
}
