import PolicyDiagnostics
import Testing

@Suite struct TextRendererTests {
    @Test func `a diagnostic with two spans over two files reads as designed`() {
        let blank = { String(repeating: "\n", count: $0 - 1) }
        let base = SourceSpan.marked(blank(9) + "      «lifetime: 1h»\n", path: "policies/base.yaml")
        var diagnostic = Diagnostic(
            .sample,
            at: .source(.marked(blank(14) + "      lifetime: «45d»\n", path: "policies/onboarding.yaml")),
            "45 days is longer than a token may live (30 days)",
            label: "at most 2592000 s",
            related: [Diagnostic.Related(base, "overrides the inherited 1h")]
        )
        let excerpt = """
            policies/onboarding.yaml:14:17: error: 45 days is longer than a token may live (30 days) [lifetime-range]
               |
            14 |       lifetime: 45d
               |                 ^^^ at most 2592000 s
               ::: policies/base.yaml:9
             9 |       lifetime: 1h
               |       ------------ overrides the inherited 1h

            """
        #expect(TextRenderer().render(diagnostic) == excerpt)

        diagnostic.fix = Fix(isSafe: false, description: "replace 45d by 30d", edits: [])
        #expect(TextRenderer().render(diagnostic) == excerpt + "   = fix: replace 45d by 30d\n")
    }

    @Test(arguments: [(9, 9, 1), (9, 10, 2), (10, 9, 2), (999, 1, 3), (7, 12345, 5)])
    func `the gutter is as wide as the longest line number`(_ primary: Int, _ related: Int, _ width: Int) {
        let blank = { String(repeating: "\n", count: $0 - 1) }
        let diagnostic = Diagnostic(
            .sample,
            at: .source(.marked(blank(primary) + "«a»")),
            "wrong",
            related: [Diagnostic.Related(.marked(blank(related) + "«b»"), "here")]
        )
        let lines = TextRenderer().render(diagnostic).split(separator: "\n").dropFirst()
        let bars = lines.map { line in line.prefix { $0 != "|" && $0 != ":" }.count }
        #expect(bars == Array(repeating: width + 1, count: 6))
        #expect(
            lines.contains { $0.hasPrefix(String(repeating: " ", count: width - "\(primary)".count) + "\(primary) |") }
        )
    }

    /// A marked line, the line as it is shown and the carets under it.
    struct Excerpt: CustomTestStringConvertible {
        let text: String
        let line: String
        let carets: String
        var testDescription: String { text.debugDescription }

        init(_ text: String, _ line: String, _ carets: String) {
            (self.text, self.line, self.carets) = (text, line, carets)
        }
    }

    @Test(arguments: [
        Excerpt("a: «b» c", "a: b c", "   ^"),
        Excerpt("a: «»", "a: ", "   ^"),
        Excerpt("\t\ta:\t«b\tc»", "  a: b c", "     ^^^"),
        Excerpt("名前: «値です» x", "名前: 値です x", "      ^^^^^^"),
        Excerpt("한글: «x»", "한글: x", "      ^"),
        Excerpt("🚀: «🚀x»", "🚀: 🚀x", "    ^^^"),
        Excerpt("e\u{301}te\u{301}: «re\u{301}»", "e\u{301}te\u{301}: re\u{301}", "     ^^"),
        Excerpt("é: «ü»\r\nnext", "é: ü", "   ^"),
        Excerpt("a: «one\n  two»", "a: one", "   ^^^"),
        Excerpt("first\ra: «b»\rc", "a: b", "   ^"),
        Excerpt("\u{FEFF}a: «b»", "a: b", "   ^"),
    ])
    func `the carets stand under what is wrong`(_ excerpt: Excerpt) {
        let lines = TextRenderer().render(Diagnostic(.sample, at: .source(.marked(excerpt.text)), "wrong"))
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5)
        #expect(lines[2].drop { $0 != "|" } == "| " + excerpt.line)
        #expect(lines[3].drop { $0 != "|" } == "| " + excerpt.carets)
    }

    @Test(arguments: [
        (String(repeating: "x", count: 5000), "45d", ""),
        ("lifetime: ", "45d", String(repeating: "y", count: 5000)),
        (String(repeating: "x", count: 5000), "45d", String(repeating: "y", count: 5000)),
        ("a: ", String(repeating: "4", count: 5000), " # end"),
        (String(repeating: "é名", count: 5000), "45d", String(repeating: "e\u{301}", count: 5000)),
    ])
    func `of a long line there is as much as fits, with the carets still in place`(
        _ before: String,
        _ marked: String,
        _ after: String
    ) throws {
        let span = SourceSpan.marked("\(before)«\(marked)»\(after)")
        let lines = TextRenderer().render(Diagnostic(.sample, at: .source(span), "wrong")).split(separator: "\n")
        try #require(lines.count == 4)
        #expect(lines[2].unicodeScalars.count <= 170 && lines[2].contains("…"))
        let caret = try #require(lines[3].firstIndex(of: "^"))
        let cells = lines[2].unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
            scalar == "\u{301}" ? [] : scalar == "名" ? [scalar, scalar] : [scalar]
        }
        let column = lines[3].distance(from: lines[3].startIndex, to: caret)
        #expect(cells[column] == marked.unicodeScalars.first)
        #expect(before.isEmpty || cells[column - 1] == before.unicodeScalars.last)
        #expect(lines[3].count { $0 == "^" } <= 60)
    }

    /// What could clear a screen, ring, write over what was shown or turn text around.
    static let hostile: [String] = [
        "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "a\u{8}b", "\u{7F}", "\u{0}", "\u{202E}txt", "\u{2066}x",
        "\u{200B}",
        "\u{2028}", "\u{2029}", "\u{85}", "\u{FEFF}",
    ]

    @Test(arguments: hostile)
    func `nothing in a file or in its name reaches the terminal as a command`(_ hostile: String) {
        let span = SourceSpan.marked("a\(hostile): «b\(hostile)» \(hostile)", path: "p\(hostile).yaml")
        let diagnostic = Diagnostic(
            .sample,
            at: .source(span),
            "bad \(hostile)",
            label: "label \(hostile)",
            related: [Diagnostic.Related(span, "related \(hostile)")],
            fix: Fix(isSafe: true, description: "fix \(hostile)", edits: [])
        )
        let text = TextRenderer().render(diagnostic)
        let dangerous = text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar != "\n"
            case .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        #expect(dangerous.isEmpty)
        #expect(text.unicodeScalars.count { $0 == "\n" } == 8)
        #expect(text.contains("bad ") && text.contains("label ") && text.contains("related ") && text.contains("fix "))
    }

    @Test func `a line break in a message does not begin a line of its own`() {
        let diagnostic = Diagnostic(.sample, at: .argument("--set x\ny"), "one\r\ntwo\nfake.yaml:1:1: error: no")
        #expect(TextRenderer().render(diagnostic).unicodeScalars.count { $0 == "\n" || $0 == "\r" } == 1)
    }

    @Test func `lines that may hold personal data are not shown`() {
        let secret = "38903111111"
        var diagnostic = Diagnostic(.sample, at: .source(.marked("a: «\(secret)»", isConfidential: true)), "wrong")
        diagnostic.related = [Diagnostic.Related(.marked("b: «\(secret)»", isConfidential: true), "here")]
        #expect(TextRenderer().render(diagnostic) == "a.yaml:1:4: error: wrong [lifetime-range]\n")

        diagnostic = Diagnostic(.sample, at: .source(.marked("a: «\(secret)»")), "wrong")
        diagnostic.isConfidential = true
        #expect(TextRenderer().render(diagnostic) == "a.yaml:1:4: error: wrong [lifetime-range]\n")
    }

    @Test func `a guard in a policy is shown beside a call that is not`() {
        var diagnostic = Diagnostic(.sample, at: .source(.marked("a: «secret»", isConfidential: true)), "wrong")
        diagnostic.related = [Diagnostic.Related(.marked("b: «guard»", path: "b.yaml"), "here")]
        let text = TextRenderer().render(diagnostic)
        #expect(text.contains("::: b.yaml:1\n") && text.contains("1 | b: guard\n") && !text.contains("secret"))
    }

    @Test(arguments: [Severity.error, .warning, .note])
    func `colours are there when asked for, and change nothing else`(_ severity: Severity) throws {
        var diagnostic = Diagnostic(
            .sample,
            at: .source(.marked("a: «b»")),
            "wrong",
            label: "label",
            related: [Diagnostic.Related(.marked("c: «d»"), "here")],
            fix: Fix(isSafe: true, description: "fix", edits: [])
        )
        diagnostic.severity = severity
        let plain = TextRenderer().render(diagnostic)
        let colored = TextRenderer(usesColor: true).render(diagnostic)
        #expect(!plain.unicodeScalars.contains("\u{1B}"))
        #expect(plain.hasPrefix("a.yaml:1:4: \(severity.rawValue): wrong [lifetime-range]\n"))
        #expect(colored.contains("\u{1B}[1mwrong\u{1B}[0m"))
        #expect(colored.replacing(try Regex("\u{1B}\\[[0-9]+m"), with: "") == plain)
    }

    @Test(arguments: [
        (Place.file(path: "a.yaml"), "a.yaml: error: wrong [lifetime-range]\n"),
        (.pointer("/client/name", path: "call.json"), "call.json:/client/name: error: wrong [lifetime-range]\n"),
        (.pointer("/client/name", path: nil), "/client/name: error: wrong [lifetime-range]\n"),
        (.pointer("", path: "call.json"), "call.json: error: wrong [lifetime-range]\n"),
        (.pointer("", path: nil), "error: wrong [lifetime-range]\n"),
        (.argument("--set lifetime"), "--set lifetime: error: wrong [lifetime-range]\n"),
    ])
    func `what has no line in a file is named on the first line`(_ place: Place, _ text: String) {
        #expect(TextRenderer().render(Diagnostic(.sample, at: place, "wrong")) == text)
    }
}
