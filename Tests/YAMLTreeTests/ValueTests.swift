import Testing
import YAMLTree

@Suite struct `Values of scalars` {
    @Test(arguments: [
        ("a: 1\n", "{a: 1}"),
        ("a: NO\nb: null\nc: ~\nd:\n", "{a: NO, b: null, c: ~, d: }"),
        ("'a': 'it''s'\n", "{a: 'it's'}"),
        (#"a: "\u00e9\n\x41\U0001F600\\""#, #"{a: "é\nA😀\"}"#),
        ("a: b\n  c\n\n  d\n", #"{a: b c\nd}"#),
        ("a: |\n  x\n   y\n\nb: |-\n  x\nc: |+\n  x\n\n", #"{a: |x\n y\n, b: |x, c: |x\n\n}"#),
        ("a: >\n  x\n  y\n\n  z\nb: >-\n  x\n", #"{a: >x y\nz\n, b: >x}"#),
        ("a: |\r\n  x\r\n  y\r\n", #"{a: |x\ny\n}"#),
        ("a: |\n  x\u{85}  y\n", #"{a: |x\ny\n}"#),
        ("- a\n- [b, {c: d, 'e': }]\n", "[a, [b, {c: d, e: }]]"),
        ("\u{FEFF}a: \u{FEFF}b\n", "{a: \u{FEFF}b}"),
        ("&a b: !t c\n", "{b: c}"),
        ("a: *b\n", "{a: ✗}"),
        ("just text\n", "just text"),
    ])
    func `a value is what was meant, and keeps its style`(source: String, outline: String) {
        #expect(YAML.parse(Array(source.utf8)).root?.outline == outline)
    }

    @Test func `a key keeps its style`() throws {
        let root = try #require(YAML.parse(Array("a: 1\n'b': 2\n\"c\": 3\n".utf8)).root)
        guard case .mapping(let entries) = root.content else {
            Issue.record("not a mapping")
            return
        }
        #expect(entries.map(\.key.style) == [.plain, .singleQuoted, .doubleQuoted])
    }

    @Test(arguments: ["", "\n", "\u{FEFF}", "# only a comment\n", " \r\n  \n# é", "\u{FEFF}# x\n\n"])
    func `a source without a document has no root and no problem`(source: String) {
        #expect(YAML.parse(Array(source.utf8)) == YAML.ParseResult(root: nil, problems: [], isComplete: true))
    }

    @Test(arguments: [
        "a: 1\n...\n",
        "---\na: 1\n",
        "%YAML 1.2\n---\na: 1\n...\n...\n# end\n",
        "%TAG !e! x\n--- \na: 1",
    ])
    func `one document may have its marks`(source: String) {
        let result = YAML.parse(Array(source.utf8))
        #expect(result.root?.outline == "{a: 1}")
        #expect(result.problems.isEmpty && result.isComplete)
    }
}
