import Testing
import YAMLTree

/// What comes before a fixture: nothing, so that it may be ASCII, and text that makes code points and bytes differ.
private let prefixes = ["", "# ä → 😀\n", "\u{FEFF}", "\u{FEFF}# é\r\n"]

@Suite struct `Ranges of nodes` {
    @Test(arguments: prefixes, leafFixtures)
    func `a key or scalar ranges over just what was written`(prefix: String, fixture: Marked) {
        let text = Marked(prefix + fixture.marked)
        let result = YAML.parse(text.source)
        #expect(Marking.leaves(of: result.root, in: text.source) == text.marked)
        #expect(result.problems.allSatisfy { !$0.kind.stopsParsing })
    }

    @Test(arguments: prefixes, collectionFixtures)
    func `a collection ends with its last child or its bracket`(prefix: String, fixture: Marked) {
        let text = Marked(prefix + fixture.marked)
        let result = YAML.parse(text.source)
        #expect(Marking.collections(of: result.root, in: text.source) == text.marked)
        #expect(result.problems.allSatisfy { !$0.kind.stopsParsing })
    }
}

private let leafFixtures: [Marked] = [
    "«a»: «1»\n",
    "«a»: «1»",
    "«a»:   «several words»   # comment\n",
    "«a»: «b\n  c»\n\n\n«d»: «e»\n",
    "«a»: «'it''s'»\n«\"b\"»: «\"c\\\"\\u00e9\"»\n",
    "«a»: «\"b\n\n   c \\\n  d\"»  # comment\n",
    "{«'a'»:«'b'», «\"c\"»:«d»}\n",
    "«ключ»: «значение 😀» # ä\n«é»: «ü»\n",
    "«e\u{301}»: «👩‍👩‍👧»\n",
    // Line breaks, libyaml's own ones too.
    "«a»: «1»\r\n«b»: «2»\r\n",
    "«a»: «1»\r«b»: «2»\r",
    "«a»: «1»\u{85}«b»: «2»\u{2028}«c»: «3»\u{2029}«d»: «4»",
    "«a»: «x\u{85}  y»\n«b»: «'x\u{2028}  y'»\n",
    "\n\n«a»: «1»\n\u{FEFF}\n\n",
    // Tabs.
    "«a»:\t«1»\t# comment\n«b»:\t\t«x\ty»\t\n",
    "[\t«a»\t,\t«b»\t]\n",
    // Block scalars end with their last visible character.
    "«a»: «|\n  x\n   y»\n\n«b»: «1»\n",
    "«a»: «|+\n  x»\n\n\n«b»: «1»\n",
    "«a»: «>-\n  x\n\n  y»\n# comment\n«b»: «1»\n",
    "«a»: «|2- # comment\n   x»\n \n  \n",
    "«a»: «|\r\n  x»\r\n\r\n«b»: «>\r\n  y»\r\n",
    "«a»: «|\n  é»\u{2028}\u{85}\n«b»: «1»\n",
    "«a»: «|» # comment\n«b»: «>+»\n\n«c»: «|\n  x»",
    "- «|\n x»\n- «>\n y»\n",
    // What was left out has its place after the indicator, not on the next line.
    "«a»:«»\n«b»: «1»\n",
    "«a»:«» # comment\n\n«b»:«»",
    "«a»:\n  «b»:«»\n\n\n  # comment\n«c»: «1»\n",
    "-«»\n- «x»\n-«» # comment\n",
    "«a»:\n-«»\n-«»\n«b»:«»\n",
    "{«a»:«» , «b»«», «c»: «1», «d»«»\n}\n",
    "? «a»«»\n\n# comment: no value\n? «b»\n: «c»\n",
    "?«»\n: «v»\n",
    "? «a»\n:«»\n",
    "[«a»:«» ]\n",
    "---«»\n",
    "---«» # comment\n...\n",
    "--- «x»\n",
    // Anchors and tags don't belong to the node, nor what lies between.
    "«a»: &x «1»\n&y «b»: !!str «'2'»\n!t &z «c»: !<tag:x,[y]> &u «|\n  d»\n",
    "«a»: &x # comment\n  !t # comment\n  «1»\n",
    "«a»: &x«» # comment\n«b»: !!null«»\n",
    "[&x «a», !t«», «b», &y«»]\n",
    "«a»: «*x»\n",
    // Pairs directly in a sequence.
    "[«a»: «b», ? «c» : «d», ? «e»«»]\n",
]

private let collectionFixtures: [Marked] = [
    "«a: 1\nb:\n  «- x\n  - y»\n\n# comment\nc:\n  «- z»»\n",
    "«a:\n  «b:\n    «c: 1»»»\n\n\n# comment\n",
    "«a:\n«- x\n- «b: 1\n  c: 2»\n- «- y»»\n# comment\nd: 1»\n",
    "«a: «[ x, «[]», «{b: c}» ]» # comment\nb: «{\n  c: d\n}»»\n",
    "«[«a: b», «? c : d», «? e», «f:» ]»\n",
    "«- «a:»\n- «-»»\n",
    "«a: &x !t «[b]»\nc: &y\n  «d: 1»\ne: !t\n«- f»»\n",
    "&x\n«&y a: 1»\n",
    "!t «{}»\n",
    "!t # comment\n«- a»\n",
    "«a: |\n  x»\n\n",
    "«é: «[ü, «{ö: ä}»]»»\r\n",
    "«? a\n? b»\n\n",
    // What is left out of the tree still belongs to the range.
    "«a: 1\na: 2»\n",
    "«a: 1\n<<: {b: 2}»\n",
]
