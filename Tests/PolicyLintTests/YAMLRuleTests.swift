import PolicyDiagnostics
import PolicyLint
import Testing

@Suite struct YAMLRuleTests {
    @Test(arguments: [
        Fixture("version: 1\nprofiles:\n  a: { token: { locale: en }\n  «yaml-syntax:b»: {}\n"),
        Fixture("version: 1\nprofiles:\n«yaml-syntax:\t»a: { abstract: true }\n", hints: "indent by spaces"),
        Fixture("version: 1\nprofiles:\n  a:\n    token:\n«yaml-syntax:\t»  locale: en\n", hints: "indent by spaces"),
        Fixture("version: 1\nprofiles:\n  a: b«yaml-syntax::» c\n"),
        Fixture("version: 1\nprofiles:\n  a:\n    summary: «yaml-syntax:@»home\n", hints: "quotes"),
        Fixture("version: 1\nprofiles:\n  a:\n    summary: \"ope«yaml-syntax:n»\n", hints: "a quote is not closed"),
        Fixture("version: 1\nprofiles:\n  a: { abstract: true, summary: a«yaml-syntax:\u{1}»b }\n", hints: "U+0001"),
    ])
    func `yaml-syntax: what is not YAML is reported where it stops being YAML`(_ fixture: Fixture) { fixture.check() }

    @Test func `yaml-encoding: a byte that is not UTF-8 is reported where it stands`() throws {
        let bytes = Array("version: 1\nprofiles: { é".utf8) + [0xFF] + Array(": {} }\n".utf8)
        let report = Linter.lint([SourceText(path: "a.yaml", bytes: bytes)])
        #expect(
            report.diagnostics.map(\.description) == [
                "a.yaml:2:14: error: not UTF-8: save the file in that encoding [yaml-encoding]"
            ]
        )
    }

    @Test(arguments: [64, 65, 200_000])
    func `yaml-too-deep: nesting is cut at 64 levels`(_ depth: Int) {
        let text =
            "version: 1\nsummary: " + String(repeating: "[", count: depth - 1)
            + (depth > 64 ? "" : String(repeating: "]", count: depth - 1)) + "\n"
        let report = Linter.lint([SourceText(path: "a.yaml", bytes: Array(text.utf8))])
        let deep = report.diagnostics.filter { $0.rule == "yaml-too-deep" }
        #expect(deep.map { "\($0.place)" } == (depth > 64 ? ["a.yaml:2:73"] : []))
    }

    @Test func `file-too-large: 16 MiB is the most`() {
        let line = "# 34567890123456\n".utf8
        let head = Array("version: 1\nprofiles: {p: {abstract: true}}\n".utf8)
        var bytes = head
        bytes.reserveCapacity(17 << 20)
        while bytes.count < 16 << 20 { bytes += line }
        bytes.removeLast(bytes.count - (16 << 20))
        #expect(Linter.lint([SourceText(path: "a.yaml", bytes: bytes)]).diagnostics.map(\.description) == [])
        bytes.append(0x0A)
        #expect(Linter.lint([SourceText(path: "a.yaml", bytes: bytes)]).diagnostics.map(\.rule) == ["file-too-large"])
    }

    @Test(arguments: [
        Fixture("version: 1\nprofiles: { a: { abstract: true } }\n«yaml-documents:---»\nversion: 1\n", hints: "own"),
        Fixture(token: "settings: «yaml-anchor:&all» { verifyEmail: true }", hints: "extends"),
        Fixture(token: "settings: «yaml-anchor:*all»", hints: "extends"),
        Fixture(token: "«yaml-anchor:<<»: { locale: en }", hints: "extends"),
        Fixture(token: "locale: «yaml-tag:!!str» en", hints: "leave the tag out"),
        Fixture(token: "lifetime: «yaml-tag:!seconds» 30", hints: "!seconds"),
        Fixture(token: "locale: en\nlifetime: 1h\n«duplicate-key:locale»: de", hints: "keep one"),
        Fixture(token: "settings: { verifyEmail: true, «duplicate-key:verifyEmail»: false }"),
        Fixture("version: 1\nprofiles:\n  a: { abstract: true }\n  «duplicate-key:a»: { abstract: true }\n"),
        Fixture("version: 1\n«duplicate-key:version»: 1\nprofiles: { a: { abstract: true } }\n"),
        Fixture(token: "? «non-scalar-key:[locale]»\n: en"),
        Fixture(token: "«non-scalar-key:{ locale: en }»: de"),
    ])
    func `what YAML has and policies do not is refused where it stands`(_ fixture: Fixture) { fixture.check() }

    @Test func `duplicate-key: the first of the two is shown as well`() throws {
        let text = "version: 1\nprofiles:\n  a:\n    abstract: true\n    summary: x\n    summary: y\n"
        let diagnostic = try #require(
            Linter.lint([SourceText(path: "a.yaml", bytes: Array(text.utf8))]).diagnostics.first
        )
        #expect(diagnostic.related.map { "\($0.span)" } == ["a.yaml:5"])
    }

    @Test(arguments: [
        Fixture(token: "questionnaire:«null-spelling:»", hints: "questionnaire has nothing after the colon", "null"),
        Fixture(token: "questionnaire: «null-spelling:~»", hints: "questionnaire: ~"),
        Fixture(token: "questionnaire: «null-spelling:Null»"),
        Fixture(token: "questionnaire: «null-spelling:NULL»"),
        Fixture(token: "locale: «null-spelling:~»"),
        Fixture(token: "lifetime: «null-spelling:~»"),
        Fixture(token: "generateDigitString: «null-spelling:NULL»"),
        Fixture(token: "allowedCountries: «null-spelling:~»"),
        Fixture(token: "tokenType:«null-spelling:»\nlocale: en"),
        Fixture(token: "client:«null-spelling:»\nlocale: en"),
        Fixture(token: "urls: «null-spelling:Null»"),
        Fixture(token: "settings:\n  verifyEmail:«null-spelling:» # later"),
        Fixture(token: "riskAssessmentProfile: «null-spelling:~»"),
        Fixture(token: "urls: { successUrl: «null-spelling:~» }"),
        Fixture(token: "questionnaire: 'null'\nexternalRef: \"~\"\nlocale: null\nclient: null"),
        Fixture(token: "questionnaire: nullable"),
    ])
    func `null-spelling: only the word null is null`(_ fixture: Fixture) { fixture.check() }

    @Test(arguments: [
        Fixture(token: "allowedCountries: [LT, «ambiguous-scalar:NO», SE]", hints: "a truth value", "write \"NO\""),
        Fixture(token: "allowedCountries: [\"NO\", 'NO']"),
        Fixture(token: "locale: «ambiguous-scalar:no»", hints: "a truth value"),
        Fixture(token: "externalRef: «ambiguous-scalar:010»", hints: "an octal number"),
        Fixture(token: "externalRef: «ambiguous-scalar:1:30»", hints: "a number of base 60"),
        Fixture(token: "externalRef: «ambiguous-scalar:on»", hints: "a truth value"),
        Fixture(token: "externalRef: «ambiguous-scalar:0x1F»", hints: "a number"),
        Fixture(token: "externalRef: «ambiguous-scalar:1_000»", hints: "a number"),
        Fixture(token: "externalRef: «ambiguous-scalar:1e3»", hints: "a number"),
        Fixture(token: "questionnaire: «ambiguous-scalar:42»", hints: "a number"),
        Fixture(token: "questionnaire: v42\nexternalRef: 1:30 pm\nlocale: en"),
        Fixture(token: "questionnaire: \"010\"\nexternalRef: |-\n  on"),
        Fixture(token: "generateDigitString: true\nlifetime: 3600\nsessionLength: 10m"),
        Fixture("version: 1\nprofiles:\n  «ambiguous-scalar:on»: { abstract: true }\n"),
        Fixture(profile: "abstract: true\nsummary: «ambiguous-scalar:yes»"),
    ])
    func `ambiguous-scalar: what YAML 1.1 reads differently is to be quoted`(_ fixture: Fixture) { fixture.check() }

    @Test func `ambiguous-scalar: the value is taken as written, and the fix quotes it`() throws {
        let text =
            "version: 1\nprofiles: { p: { overrides: { default: deny }, token: { tokenType: DOCUMENT, allowedCountries: [NO] } } }\n"
        let diagnostic = try #require(
            Linter.lint([SourceText(path: "a.yaml", bytes: Array(text.utf8))]).diagnostics.first
        )
        #expect(diagnostic.severity == .warning)
        let fix = try #require(diagnostic.fix)
        #expect(fix.isSafe)
        #expect(fix.edits.map(\.text) == ["\"NO\""])
        #expect(fix.edits.map(\.span.text) == ["NO"])
    }

    @Test func `too-many-problems: a hopeless file says so once, and the list ends`() {
        let keys = (0..<5000).map { "  «k\($0)\n" }.joined().replacing("«k", with: "xyzzy").replacing(
            "\n",
            with: ": 1\n"
        )
        let text = "version: 1\nprofiles:\n" + keys
        let report = Linter.lint([SourceText(path: "a.yaml", bytes: Array(text.utf8))])
        #expect(report.diagnostics.count { $0.rule == "too-many-problems" } == 1)
        #expect(report.diagnostics.count <= 1001)
    }
}
