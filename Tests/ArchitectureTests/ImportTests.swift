import Foundation
import TestSupport
import Testing

@Suite struct ImportTests {
    private static let sources = Repository.root.appendingPathComponent("Sources")
    private static let targets = House.imports.keys.filter {
        FileManager.default.fileExists(atPath: sources.appendingPathComponent($0).path)
    }.sorted()

    @Test func `every target stands in the house table`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: ImportTests.sources.path).filter {
            !$0.hasPrefix(".")
        }
        #expect(folders.filter { House.imports[$0] == nil } == [])
        #expect(ImportTests.targets.count == 11)
    }

    @Test(arguments: targets)
    func `a target imports what the house table allows`(_ target: String) throws {
        let allowed = House.allowed(in: target)
        let wrong = try SourceImport.all(of: target, in: ImportTests.sources).filter { found in
            if found.module == "Foundation" { return House.isPolicySide(target) && !found.isFallback }
            return !allowed.contains(found.module)
        }
        #expect(wrong.map(\.description) == [])
    }

    @Test func `nothing on the policy side may import networking`() {
        let policySide = House.imports.keys.filter(House.isPolicySide)
        #expect(
            policySide.sorted() == [
                "KYCPolicy", "PolicyDiagnostics", "PolicyLint", "PolicySchema", "TokenSpec", "YAMLTree", "kycpolicy",
            ]
        )
        for target in policySide { #expect(House.allowed(in: target).isDisjoint(with: House.networking)) }
    }

    @Test(arguments: [
        ("import NIOCore", "NIOCore", false), ("@_exported public import TokenSpec", "TokenSpec", false),
        ("package import struct Foundation.UUID", "Foundation", false),
        ("  private import Glibc // why", "Glibc", false),
        ("@preconcurrency\timport Logging", "Logging", false),
        ("#if canImport(FoundationEssentials)\nimport FoundationEssentials\n#endif", "FoundationEssentials", false),
        ("#if canImport(FoundationEssentials)\n#else\nimport Foundation\n#endif", "Foundation", true),
        (
            "#if canImport(FoundationEssentials)\n#if DEBUG\n#else\nimport Foundation\n#endif\n#endif", "Foundation",
            false
        ),
        ("let text = \"\"\"\n    import Nothing\n    \"\"\"\nimport Glibc", "Glibc", false),
        ("/*\nimport Nothing\n*/\nimport Glibc", "Glibc", false), ("// import Nothing\nimport Glibc", "Glibc", false),
    ])
    func `imports are found`(_ text: String, _ module: String, _ isFallback: Bool) {
        let found = SourceImport.all(in: text, file: "a.swift")
        #expect(found.map(\.module) == [module])
        #expect(found.map(\.isFallback) == [isFallback])
        let lines = text.split(separator: "\n")
        #expect(found.allSatisfy { lines[$0.line - 1].contains("import") && lines[$0.line - 1].contains(module) })
    }
}
