import PolicyDiagnostics
import Testing

@Suite struct SourceTextTests {
    /// A text with `▮` at a place, and where that is.
    struct Marked: CustomTestStringConvertible {
        let text: String
        let line: Int
        let column: Int

        init(_ text: String, _ line: Int, _ column: Int) {
            (self.text, self.line, self.column) = (text, line, column)
        }

        var testDescription: String { text.debugDescription }

        /// The bytes without the mark, and the offset where it stood.
        var parsed: (bytes: [UInt8], offset: Int) {
            let bytes = Array(text.utf8)
            let mark = Array("▮".utf8)
            let offset = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.count
            return (Array(bytes[..<offset]) + bytes[offset...].dropFirst(mark.count), offset)
        }
    }

    @Test(arguments: [
        Marked("▮", 1, 1),
        Marked("▮a", 1, 1),
        Marked("ab▮", 1, 3),
        Marked("a\nb▮c", 2, 2),
        Marked("a\n▮", 2, 1),
        Marked("a▮\nb", 1, 2),
        Marked("a\r\nb\r\n▮c", 3, 1),
        Marked("a▮\r\nb", 1, 2),
        Marked("a\r▮b", 2, 1),
        Marked("a\r\r▮b", 3, 1),
        Marked("a\n\r▮b", 3, 1),
        Marked("\u{FEFF}▮a: 1", 1, 1),
        Marked("\u{FEFF}a▮: 1", 1, 2),
        Marked("\u{FEFF}a\nb▮", 2, 2),
        Marked("é▮x", 1, 2),
        Marked("e\u{301}▮x", 1, 3),
        Marked("名前▮: x", 1, 3),
        Marked("a\n😀▮x", 2, 2),
        Marked("👩\u{200D}👩\u{200D}👧▮", 1, 6),
        // Line breaks of YAML 1.1 and Unicode that YAML 1.2 takes for plain characters.
        Marked("a\u{85}\u{2028}▮b", 1, 4),
    ])
    func `a place has its line, its column in code points and its offset in bytes`(_ marked: Marked) {
        let (bytes, offset) = marked.parsed
        let location = SourceText(path: "a.yaml", bytes: bytes).location(at: offset)
        #expect(location == SourceLocation(line: marked.line, column: marked.column, offset: offset))
    }

    @Test func `a place beyond the text is its end`() {
        let source = SourceText(path: "a.yaml", bytes: Array("ab\nc".utf8))
        #expect(source.location(at: 99) == SourceLocation(line: 2, column: 2, offset: 4))
        #expect(source.location(at: -1) == SourceLocation(line: 1, column: 1, offset: 0))
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `a line ends before its line break`(_ lineBreak: String) {
        let text = ["first", "", "thïrd", "last"].joined(separator: lineBreak)
        let source = SourceText(path: "a.yaml", bytes: Array(text.utf8))
        #expect((1...5).map { source.text(in: source.line($0)) } == ["first", "", "thïrd", "last", ""])
    }

    @Test func `a byte order mark is no part of the first line`() {
        let source = SourceText(path: "a.yaml", bytes: Array("\u{FEFF}a: 1\n".utf8))
        #expect(source.text(in: source.line(1)) == "a: 1")
    }

    @Test func `a span names its file and line, and ends behind its last character`() {
        let source = SourceText(path: "policies/é.yaml", bytes: Array("a:\n  bü: çé\n".utf8))
        let span = SourceSpan(source, 5..<14)
        #expect(span.text == "bü: çé")
        #expect("\(span)" == "policies/é.yaml:2")
        #expect(span.start == SourceLocation(line: 2, column: 3, offset: 5))
        #expect(span.end == SourceLocation(line: 2, column: 9, offset: 14))
    }

    @Test func `places are found from many tasks at once`() async {
        let text = String(repeating: "é: 1\r\n", count: 2000)
        let source = SourceText(path: "a.yaml", bytes: Array(text.utf8))
        let lines = await withTaskGroup(of: (Int, Int).self) { group in
            for line in 0..<200 { group.addTask { (line + 1, source.location(at: line * 7).line) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(lines.count == 200 && lines.allSatisfy { $0.0 == $0.1 })
    }
}
