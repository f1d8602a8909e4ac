import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import Testing
import TokenSpec

/// Policies broken at random: what holds for any report holds for theirs.
@Suite struct RandomPolicyTests {
    private static let policy = """
        version: 1
        profiles:
          base:
            abstract: true
            summary: What every session shares
            token:
              tokenType: IDENTIFICATION
              lifetime: 1h
              settings: { verifyEmail: true, showInstructions: true }
          onboarding:
            extends: base
            token:
              allowedCountries: [LT, LV, "NO"]
              allowedDocuments: [PASSPORT, ID_CARD]
              client: null
              urls:
                successUrl: https://app.example.com/é
              questionnaire: onboarding-v3
              riskAssessmentProfile: 6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b33
          again:
            extends: onboarding
            unset: [questionnaire, urls.successUrl]
        """

    private static let pieces = [
        "\n", "\n\n", " ", "  ", "\t", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", "\"", "#", "&a ", "*a", "!t ",
        "<<: ", "~",
        "null", "|", ">", "---\n", "\r", "\u{0}", "\u{FEFF}", "é", "😀", "extends: again\n", "token:\n",
        "tokenType: X\n",
        "lifetime: 45d\n", "lt", "profiles:\n", "abstract: true\n", "client: {}\n", "unset: [locale]\n", "base", "0",
        "yes",
    ]

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            return bits ^ (bits >> 31)
        }
    }

    private static func broken(_ generator: inout Generator) -> [UInt8] {
        var bytes = Array(policy.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: start)
            default: bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "").utf8, at: start)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<20)
    func `a report is in order, in the file and says nothing twice`(_ seed: UInt64) throws {
        var generator = Generator(state: seed)
        for _ in 0..<100 {
            let bytes = RandomPolicyTests.broken(&generator)
            let text = String(decoding: bytes, as: UTF8.self)
            let source = SourceText(path: "a.yaml", bytes: bytes)
            let report = Linter.lint([source])
            var seen: Set<String> = []
            for diagnostic in report.diagnostics {
                #expect(seen.insert("\(diagnostic.description)").inserted, "\(text)")
                #expect(!diagnostic.message.isEmpty && !diagnostic.message.contains("\n"), "\(text)")
                let spans =
                    [diagnostic.place.span].compactMap(\.self) + diagnostic.related.map(\.span)
                    + (diagnostic.fix?.edits.map(\.span) ?? [])
                for span in spans {
                    #expect(span.start.offset <= span.end.offset && span.end.offset <= bytes.count, "\(text)")
                }
            }
            let offsets = report.diagnostics.compactMap { $0.place.span?.start.offset }
            #expect(offsets == offsets.sorted(), "\(text)")
            #expect(try JSON.parse(report.json.compact.utf8) == report.json)
            #expect(report.text(usingColor: false).hasSuffix("\n"))
            let hasErrors = report.diagnostics.contains { $0.severity == .error }
            #expect((Compilation([source]).bundle == nil) == hasErrors, "\(text)")
        }
    }
}
