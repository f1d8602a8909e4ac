import PolicyDiagnostics
import PolicyLint
import Testing

/// Policy files with their mistakes marked: `«lifetime-range:45d»` says that 45d, and no more, breaks that rule.
///
/// The marks are taken out before linting. Whatever is not marked must not be reported, and nothing twice.
struct Fixture: CustomTestStringConvertible {
    private let files: [(path: String, marked: Marked)]
    private let hints: [String]
    let testDescription: String

    /// Files by their paths.
    ///
    /// - Parameter hints: texts that must stand in the messages.
    init(_ files: KeyValuePairs<String, String>, hints: [String] = []) {
        self.files = files.map { ($0.key, Marked($0.value)) }
        self.hints = hints
        self.testDescription = files.map(\.value).joined(separator: "\n---\n")
    }

    /// One file.
    init(_ text: String, hints: String...) { self.init(["policy.yaml": text], hints: hints) }

    /// One abstract profile with that under its `token`.
    init(token: String, hints: String...) {
        let profile = "version: 1\nprofiles:\n  sample:\n    abstract: true\n    token:\n"
        self.init(["policy.yaml": profile + Fixture.indented(token, by: 6)], hints: hints)
    }

    /// One profile with that in it.
    init(profile: String, hints: String...) {
        let text = "version: 1\nprofiles:\n  sample:\n" + Fixture.indented(profile, by: 4)
        self.init(["policy.yaml": text], hints: hints)
    }

    private static func indented(_ text: String, by count: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "\n" : String(repeating: " ", count: count) + $0 + "\n" }
            .joined()
    }

    /// Lints the files and compares what is reported with the marks.
    func check(sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        let sources = files.map { SourceText(path: $0.path, bytes: Array($0.marked.text.utf8)) }
        // Fixtures are about one thing, and few of them say what calls may override.
        let isAboutGuards = files.contains { $0.marked.description.contains("«overrides-unguarded:") }
        let diagnostics = Linter.lint(sources).diagnostics.filter { isAboutGuards || $0.rule != "overrides-unguarded" }
        for (source, file) in zip(sources, files) {
            let marks = diagnostics.filter { $0.place.path == source.path }.compactMap(Mark.init)
            #expect(
                Marked(text: file.marked.text, marks: marks).description == file.marked.description,
                "\(diagnostics.map(\.description).joined(separator: "\n"))",
                sourceLocation: sourceLocation
            )
        }
        #expect(diagnostics.count == files.reduce(0) { $0 + $1.marked.marks.count }, sourceLocation: sourceLocation)
        let messages = diagnostics.map(\.message).joined(separator: "\n")
        for hint in hints { #expect(messages.contains(hint), sourceLocation: sourceLocation) }
    }

}

/// A rule that a stretch of a text breaks.
struct Mark: Hashable {
    let rule: String
    let range: Range<Int>

    init(rule: String, range: Range<Int>) {
        self.rule = rule
        self.range = range
    }

    init?(_ diagnostic: Diagnostic) {
        guard let span = diagnostic.place.span else { return nil }
        self.init(rule: diagnostic.rule, range: span.start.offset..<span.end.offset)
    }
}

/// A text and the marks in it.
struct Marked: CustomStringConvertible {
    let text: String
    let marks: [Mark]

    init(text: String, marks: [Mark]) {
        self.text = text
        self.marks = marks
    }

    init(_ marked: String) {
        var text = String.UnicodeScalarView()
        var size = 0
        var open: [(rule: String, start: Int)] = []
        var marks: [Mark] = []
        var rest = marked.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "«":
                let rule = rest.prefix { $0 != ":" }
                rest = rest[rule.endIndex...].dropFirst()
                open.append((String(rule), size))
            case "»":
                guard let (rule, start) = open.popLast() else { continue }
                marks.append(Mark(rule: rule, range: start..<size))
            default:
                text.append(scalar)
                size += UTF8.width(scalar)
            }
        }
        self.init(text: String(text), marks: marks)
    }

    /// The text with its marks put in, in an order of their own.
    var description: String {
        let sorted = marks.sorted {
            ($0.range.lowerBound, -$0.range.upperBound, $0.rule) < ($1.range.lowerBound, -$1.range.upperBound, $1.rule)
        }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for offset in 0...bytes.count {
            for mark in sorted where mark.range.upperBound == offset && !mark.range.isEmpty { result += "»".utf8 }
            for mark in sorted where mark.range.lowerBound == offset {
                result += "«\(mark.rule):".utf8
                if mark.range.isEmpty { result += "»".utf8 }
            }
            if offset < bytes.count { result.append(bytes[offset]) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
