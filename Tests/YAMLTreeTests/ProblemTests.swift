import Testing
import YAMLTree

/// A source with a mark around each problem, and what is left of it.
private struct Refusal: CustomTestStringConvertible {
    let fixture: Marked
    let kinds: [YAML.Problem.Kind]
    let outline: String?

    init(_ fixture: Marked, _ kinds: YAML.Problem.Kind..., leaves outline: String?) {
        self.fixture = fixture
        self.kinds = kinds
        self.outline = outline
    }

    var testDescription: String { fixture.testDescription }
}

@Suite struct `Problems` {
    @Test(arguments: ["", "# ä → 😀\n", "\u{FEFF}"], reportedRefusals)
    private func `what policies may not use is reported, and the rest is read`(prefix: String, refusal: Refusal) {
        let fixture = Marked(prefix + refusal.fixture.marked)
        let result = YAML.parse(fixture.source)
        #expect(result.problems.map(\.kind) == refusal.kinds)
        #expect(result.problems.map(\.range) == fixture.ranges)
        #expect(result.problems.compactMap(\.related) == fixture.related)
        #expect(result.root?.outline == refusal.outline)
        #expect(result.isComplete)
    }

    @Test(arguments: ["", "# ä → 😀\n", "\u{FEFF}"], stoppingRefusals)
    private func `what cannot be read on is reported, and what came before is kept`(prefix: String, refusal: Refusal) {
        let fixture = Marked(prefix + refusal.fixture.marked)
        let result = YAML.parse(fixture.source)
        #expect(result.problems.map(\.kind) == refusal.kinds)
        #expect(result.problems.map(\.range) == fixture.ranges)
        #expect(result.problems.compactMap(\.related) == fixture.related)
        #expect(result.root?.outline == refusal.outline)
        #expect(!result.isComplete)
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF, 0x0A], 3..<4),
            ([0xFF, 0xFE, 0x61, 0x00], 0..<1),
            ([0xFE, 0xFF, 0x00, 0x61], 0..<1),
            ([0x61, 0xC3], 1..<2),
            ([0xEF, 0xBB, 0xBF, 0x61, 0xE2, 0x82, 0x0A], 4..<6),
            ([0x23, 0xED, 0xA0, 0x80], 1..<2),
        ] as [([UInt8], Range<Int>)]
    )
    func `bytes that are not UTF-8 are refused at the first of them`(source: [UInt8], range: Range<Int>) {
        let problem = YAML.Problem(kind: .notUTF8, range: range)
        #expect(YAML.parse(source) == YAML.ParseResult(root: nil, problems: [problem], isComplete: false))
    }
}

private let reportedRefusals: [Refusal] = [
    // Anchors: the node stays.
    Refusal("a: «&x» 1\n", .anchor("x"), leaves: "{a: 1}"),
    Refusal("a: «&x-1_Y»\n  b: 1\n", .anchor("x-1_Y"), leaves: "{a: {b: 1}}"),
    Refusal("«&x»\n«&y» a: 1\n", .anchor("x"), .anchor("y"), leaves: "{a: 1}"),
    Refusal("[«&x» a, «&y», b]\n", .anchor("x"), .anchor("y"), leaves: "[a, , b]"),
    // Tags: the node stays, and the text is the one in the file.
    Refusal("a: «!!str» 1\n", .tag("!!str"), leaves: "{a: 1}"),
    Refusal("a: «!x» [b]\n", .tag("!x"), leaves: "{a: [b]}"),
    Refusal("a: «!» 1\n", .tag("!"), leaves: "{a: 1}"),
    Refusal("[«!x», «!y» , b]\n", .tag("!x"), .tag("!y"), leaves: "[, , b]"),
    Refusal("a: «!<tag:example.com,2000:[x]>» 1\n", .tag("!<tag:example.com,2000:[x]>"), leaves: "{a: 1}"),
    Refusal("a: «!%C3%A9»\n  - 1\n", .tag("!%C3%A9"), leaves: "{a: [1]}"),
    Refusal("«!x» a: 1\n", .tag("!x"), leaves: "{a: 1}"),
    Refusal("«!x» «&y» a: «&z» «!u» 1\n", .tag("!x"), .anchor("y"), .anchor("z"), .tag("!u"), leaves: "{a: 1}"),
    // Aliases: nothing stays.
    Refusal("a: «*x»\nb: 1\n", .alias("x"), leaves: "{a: ✗, b: 1}"),
    Refusal("[«*x», «*y» ]\n", .alias("x"), .alias("y"), leaves: "[✗, ✗]"),
    Refusal("«*x» : &y [*z]\nb: 1\n", .alias("x"), leaves: "{b: 1}"),
    Refusal("«*x»\n", .alias("x"), leaves: "✗"),
    // Merge keys: one problem, whatever is merged.
    Refusal("«<<»: *x\na: 1\n", .mergeKey, leaves: "{a: 1}"),
    Refusal("a: {«<<»: [*x, *y], b: 1}\n", .mergeKey, leaves: "{a: {b: 1}}"),
    Refusal("«<<»: &x {<<: *y, b: 1, b: 1}\na: «*z»\n", .mergeKey, .alias("z"), leaves: "{a: ✗}"),
    Refusal("«<<»: 1\n«<<»:\n", .mergeKey, .mergeKey, leaves: "{}"),
    // Duplicate keys: the first stays, and the other value is still looked at.
    Refusal("‹a›: 1\nb: 2\n«a»: 3\n", .duplicateKey("a"), leaves: "{a: 1, b: 2}"),
    Refusal("{‹a›: 1, «'a'»: 2}\n", .duplicateKey("a"), leaves: "{a: 1}"),
    Refusal("‹a›: 1\n«a»: «*x»\n", .duplicateKey("a"), .alias("x"), leaves: "{a: 1}"),
    Refusal("‹\u{E9}›: 1\n«e\u{301}»: 2\n", .duplicateKey("e\u{301}"), leaves: "{\u{E9}: 1}"),
    Refusal("a: {b: 1}\nc: {b: 1}\nb: 1\n", leaves: "{a: {b: 1}, c: {b: 1}, b: 1}"),
    // Keys that are no scalars: one problem, whatever they hold.
    Refusal("«[a, *x]»: 1\nb: 2\n", .nonScalarKey, leaves: "{b: 2}"),
    Refusal("? «- a\n  - [b: &x c]»\n: *y\nb: 2\n", .nonScalarKey, leaves: "{b: 2}"),
    Refusal("? «{a: 1, a: 1}»\n", .nonScalarKey, leaves: "{}"),
    Refusal("[«{a: b}»: c, d]\n", .nonScalarKey, leaves: "[{}, d]"),
    Refusal("? &x !t «[a]»\n: 1\nb: «*x»\n", .nonScalarKey, .alias("x"), leaves: "{b: ✗}"),
    // Quoted or as a value these are ordinary text.
    Refusal("'<<': 1\na: <<\n\"*x\": '&y'\nb: '!z'\n", leaves: "{<<: 1, a: <<, *x: '&y', b: '!z'}"),
]

private let stoppingRefusals: [Refusal] = [
    // A second document, of which nothing is read.
    Refusal("a: 1\n«---»\nb: [\n", .secondDocument, leaves: "{a: 1}"),
    Refusal("a: 1\n«---» b\n", .secondDocument, leaves: "{a: 1}"),
    Refusal("a: 1\n...\n# comment\n«b:» 2\n", .secondDocument, leaves: "{a: 1}"),
    Refusal("a: 1\n... «é» x\n", .secondDocument, leaves: "{a: 1}"),
    Refusal("a: 1\n«%TAG» ! x\n--- b\n", .secondDocument, leaves: "{a: 1}"),
    Refusal("a: 1\n...\n...\n«...x»\n", .secondDocument, leaves: "{a: 1}"),
    Refusal("---\n«---»\n", .secondDocument, leaves: ""),
    // Characters that YAML forbids, with what libyaml had handed out before it read that far.
    Refusal("a: «\u{1}»\n", .forbiddenCharacter("\u{1}"), leaves: nil),
    Refusal("a: é # «\0»\n", .forbiddenCharacter("\0"), leaves: nil),
    Refusal("a: '«\u{7F}»'\n", .forbiddenCharacter("\u{7F}"), leaves: nil),
    Refusal("a: ü«\u{9F}»\n", .forbiddenCharacter("\u{9F}"), leaves: nil),
    Refusal("«\u{FFFF}»", .forbiddenCharacter("\u{FFFF}"), leaves: nil),
    // Syntax errors: what is already read stays.
    Refusal(
        "a: 1\nb: c«:» d\n",
        .syntax(problem: "mapping values are not allowed in this context", context: nil),
        leaves: "{a: 1, b: c}"
    ),
    Refusal(
        "a: ‹'›é\nb: «2»\n\n",
        .syntax(problem: "found unexpected end of stream", context: "while scanning a quoted scalar"),
        leaves: "{}"
    ),
    Refusal(
        "a: ‹[›b, c\nd«:» 1\n",
        .syntax(problem: "did not find expected ',' or ']'", context: "while parsing a flow sequence"),
        leaves: "{a: [b, c d]}"
    ),
    Refusal(
        "‹a›: [b]\n «c»: 1\n",
        .syntax(problem: "did not find expected key", context: "while parsing a block mapping"),
        leaves: "{a: [b]}"
    ),
    Refusal(
        "a: 1\n‹é›ü\n«c»: 2\n",
        .syntax(problem: "could not find expected ':'", context: "while scanning a simple key"),
        leaves: "{a: 1}"
    ),
    Refusal(
        "a: «]»\n",
        .syntax(problem: "did not find expected node content", context: "while parsing a block node"),
        leaves: "{}"
    ),
    Refusal(
        "[a]\n«]»\n",
        .syntax(problem: "did not find expected <document start>", context: nil),
        leaves: "[a]"
    ),
    Refusal(
        "[a] «-»--\n",
        .syntax(problem: "did not find expected <document start>", context: nil),
        leaves: "[a]"
    ),
    Refusal(
        "a:\n«\t»b: 1\n",
        .syntax(problem: "found character that cannot start any token", context: "while scanning for the next token"),
        leaves: "{}"
    ),
    // Inside an entry that is left out, too.
    Refusal(
        "«<<»: [\n«@»\n",
        .mergeKey,
        .syntax(problem: "found character that cannot start any token", context: "while scanning for the next token"),
        leaves: "{}"
    ),
]
