import Testing
import YAMLTree

@Suite struct `Random sources` {
    @Test(.timeLimit(.minutes(5)), arguments: 1...8 as ClosedRange<UInt64>)
    func `any text gives a sound tree`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<400 {
            for source in [Self.soup(&generator), Self.mutant(&generator)] {
                let result = YAML.parse(source)
                let invariants = Invariants(of: result, from: source)
                try #require(
                    invariants.violation == nil,
                    "\(String(decoding: source, as: UTF8.self).debugDescription)"
                )
            }
        }
    }

    /// A few words of YAML's punctuation in any order.
    private static func soup(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 1...24, using: &generator)).flatMap { _ in
            Array((words.randomElement(using: &generator) ?? "").utf8)
        }
    }

    /// A policy file with a few things done to it.
    private static func mutant(_ generator: inout SeededGenerator) -> [UInt8] {
        var source = policy
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let offset = Int.random(in: 0..<source.count, using: &generator)
            let end = Int.random(in: offset...min(source.count, offset + 60), using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                source.insert(contentsOf: (words.randomElement(using: &generator) ?? "").utf8, at: offset)
            case 1:
                source.removeSubrange(offset..<end)
            case 2:
                source.insert(contentsOf: source[offset..<end], at: source.count / 2)
            default:
                source[offset] = UInt8.random(in: 0...255, using: &generator)
            }
            if source.isEmpty { source = policy }
        }
        return source
    }
}

private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

private let words = [
    "- ", "-", "? ", ": ", ":", "a", "b", "k: ", "\n", "\n", "\n  ", "\n    ", " ", "  ", "[", "]", "{", "}", ",",
    ", ", "&x ", "&y\n", "*x", "*x ", "!t ", "!!str ", "!<a> ", "!", "! ", "|", "|\n", "|+\n  ", ">-\n", "> # c\n",
    "'", "\"", "'a'", "\"b\"", "#c", " # é\n", "---", "---\n", "--- ", "...", "...\n", "%TAG !e! x\n", "%YAML 1.2\n",
    "!e!f ", "é", "\u{85}", "\u{2028}", "\r\n", "\r", "\t", "\u{FEFF}", "<<: ", "<<", "\\", "\\\n", "\u{1F600}",
    "\u{1}", "1", "~", "@", "`", "%", "=", "key: value\n", "- item\n",
]

private let policy = Array(
    """
    version: 1
    sets:
      countries: &c
        launch: { include: [baltics, PL, "NO"], exclude: [EE] }
    profiles:
      base:
        abstract: true   # é
        summary: 'What every “session” shares'
        token:
          lifetime: 1h
          note: |
            several
              lines

          folded: >-
            some
            text
        overrides:
          client.*: allow
          lifetime: { max: 24h, a, ? b : c }
      ? onboarding
      : extends: base
        list:
        - a
        -
        - "q\\u00e9\\n  w"
        empty:
        unset: [a: b, {c: d}: e]
    tests:
      - name: ünï
        <<: *c
        call: !!map { clientId: c-1 }

    """.utf8
)
