import Testing
import YAMLTree

@Suite struct `Limits` {
    /// Text that opens `depth` collections, and how much of it comes before the last of them.
    private static func nest(_ opening: String, _ depth: Int) -> (text: String, lastOpening: Int) {
        (String(repeating: opening, count: depth), opening.utf8.count * (depth - 1))
    }

    @Test(arguments: [("[", "]"), ("{a: ", "}"), ("- ", ""), ("[\n", "]\n"), ("{a:\n", "}")])
    func `64 collections may lie in one another, 65 may not`(opening: String, closing: String) {
        let fitting = Self.nest(opening, 64).text + "1" + String(repeating: closing, count: 64) + "\n"
        let result = YAML.parse(Array(fitting.utf8))
        #expect(result.problems.isEmpty && result.isComplete)

        let (text, lastOpening) = Self.nest(opening, 65)
        let deep = YAML.parse(Array((text + "1" + String(repeating: closing, count: 65) + "\n").utf8))
        let problem = YAML.Problem(kind: .tooDeep, range: lastOpening..<lastOpening + 1)
        #expect(deep.problems == [problem])
        #expect(!deep.isComplete)
        #expect(deep.root != nil)
    }

    @Test func `block mappings count as deep as brackets`() {
        let lines = (0..<65).map { String(repeating: " ", count: $0) + "k:\n" }
        #expect(YAML.parse(Array(lines.prefix(64).joined().utf8)).problems.isEmpty)
        let offset = lines.prefix(64).joined().utf8.count + 64
        let problem = YAML.Problem(kind: .tooDeep, range: offset..<offset + 1)
        #expect(YAML.parse(Array(lines.joined().utf8)).problems == [problem])
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "? ", "[\n", "{[", "[a: ", "[? "])
    func `nesting without end is cut at once`(opening: String) {
        let source = Array(String(repeating: opening, count: 200_000).utf8)
        var result: YAML.ParseResult?
        let time = ContinuousClock().measure { result = YAML.parse(source) }
        #expect(result?.problems.last?.kind == .tooDeep)
        #expect(time < .seconds(1))
    }

    @Test func `a source may have 16 MiB and not a byte more`() {
        let line = "#" + String(repeating: "x", count: 62) + "\n"
        var source = Array(String(repeating: line, count: 16 * 1024 * 1024 / 64).utf8)
        #expect(source.count == 16 * 1024 * 1024)
        #expect(YAML.parse(source).isComplete)
        source.append(UInt8(ascii: "\n"))
        let problem = YAML.Problem(kind: .tooLarge, range: 0..<0)
        #expect(YAML.parse(source) == YAML.ParseResult(root: nil, problems: [problem], isComplete: false))
    }

    @Test func `limits may be set`() {
        let source = Array("a: [&x 1, &y 2]\n".utf8)
        let count = source.count
        #expect(YAML.parse(source, limits: .init(maximumByteCount: count)).isComplete)
        #expect(YAML.parse(source, limits: .init(maximumByteCount: count - 1)).problems.map(\.kind) == [.tooLarge])
        #expect(YAML.parse(source, limits: .init(maximumDepth: 2)).isComplete)
        #expect(YAML.parse(source, limits: .init(maximumDepth: 1)).problems.map(\.kind) == [.tooDeep])
        #expect(YAML.parse(source, limits: .init(maximumProblemCount: 2)).isComplete)
        let few = YAML.parse(source, limits: .init(maximumProblemCount: 1))
        #expect(few.problems.map(\.kind) == [.anchor("x"), .tooManyProblems])
        #expect(few.problems.map(\.range) == [4..<6, 10..<12])
        #expect(!few.isComplete)
    }

    @Test(arguments: ["a: 1\n", "- &a b\n", "- *a\n", "<<: *a\n", "? [a]\n", "- !a b\n"])
    func `1000 problems are reported, and parsing stops at the next`(line: String) {
        // The first of equal keys is no problem.
        let extra = line == "a: 1\n" ? 1 : 0
        let full = YAML.parse(Array(String(repeating: line, count: 1000 + extra).utf8))
        #expect(full.problems.count == 1000)
        #expect(full.isComplete)

        let over = YAML.parse(Array(String(repeating: line, count: 2_000_000).utf8))
        #expect(over.problems.count == 1001)
        #expect(over.problems.last?.kind == .tooManyProblems)
        #expect(over.problems.last.map { $0.range.lowerBound / line.utf8.count } == 1000 + extra)
        #expect(!over.isComplete)
    }

    @Test func `64 directives are read, and no more`() {
        let lines = (0..<65).map { "%TAG !a\($0)! x # é\n" }
        #expect(YAML.parse(Array((lines.prefix(64) + ["--- a\n"]).joined().utf8)).isComplete)
        let offset = lines.prefix(64).joined().utf8.count
        let problem = YAML.Problem(kind: .tooCostly, range: offset..<offset + 4)
        let result = YAML.parse(Array((lines + ["--- a\n"]).joined().utf8))
        #expect(result == YAML.ParseResult(root: nil, problems: [problem], isComplete: false))
    }

    @Test(arguments: [" ", "\n", "\u{85}", "\u{2028}"])
    func `a run of blanks may be long, but not too long for the size of the source`(blank: String) {
        let size = 1 << 20
        let longest = (1 << 34) / size
        func source(_ run: Int) -> [UInt8] {
            var source = Array("a: 'x".utf8) + String(repeating: blank, count: run / blank.utf8.count).utf8
            let end = source.count
            source += Array(repeating: UInt8(ascii: "y"), count: size - end - 1) + [UInt8(ascii: "'")]
            return source
        }
        let width = blank.utf8.count
        #expect(YAML.parse(source(longest / width * width)).isComplete)
        let result = YAML.parse(source((longest / width + 1) * width))
        let end = 5 + (longest / width + 1) * width
        #expect(result.problems == [YAML.Problem(kind: .tooCostly, range: 5..<end)])
    }

    @Test(.timeLimit(.minutes(1)))
    func `equal keys are found among very many`() throws {
        let keys = (0..<20_000).map { "key \($0): 1\n" }
        let source = (keys + ["key 0: 2\n", "key 19999: 2\n", "key 15: 2\n", "key 16: 2\n"]).joined()
        let result = YAML.parse(Array(source.utf8))
        let expected = ["key 0", "key 19999", "key 15", "key 16"]
        #expect(result.problems.map(\.kind) == expected.map { .duplicateKey($0) })
        for (key, problem) in zip(expected, result.problems) {
            let first = try #require(problem.related)
            #expect(first.upperBound <= keys.joined().utf8.count)
            #expect(String(decoding: Array(source.utf8)[first], as: UTF8.self) == key)
        }
        guard case .mapping(let entries)? = result.root?.content else {
            Issue.record("not a mapping")
            return
        }
        #expect(entries.count == 20_000)
    }

    @Test(arguments: 1...40)
    func `equal keys are found however many there are`(count: Int) {
        let keys = (1...count).map { "k\($0): 1\n" }
        for repeated in [1, count] {
            let result = YAML.parse(Array((keys + ["k\(repeated): 2\n"]).joined().utf8))
            #expect(result.problems.map(\.kind) == [.duplicateKey("k\(repeated)")])
        }
        #expect(YAML.parse(Array(keys.joined().utf8)).problems.isEmpty)
    }
}
