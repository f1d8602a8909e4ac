import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct LayoutProperties {
    @Test(arguments: Corpus.shards)
    func `files, order, comments and spelling change neither digest nor diff nor calls`(_ shard: Int) async throws {
        for item in Corpus.cases(shard) where item.seed / Corpus.shards.count % 2 == 0 {
            await Task.yield()
            for layout in [item.seed % 5 == 0 ? nil : item.seed &+ 7] {
                let compilation = item.model.compiled(layout: layout)
                guard let other = compilation.bundle else {
                    throw Falsified(
                        "another layout compiles",
                        seed: item.seed,
                        item.model,
                        "\(compilation.diagnostics)"
                    )
                }
                let changes = PolicyDiff(from: item.bundle, to: other).changes.map(\.message)
                if other.digest != item.bundle.digest || !changes.isEmpty {
                    throw Falsified("the layout means nothing", seed: item.seed, item.model, "\(changes)")
                }
                try item.forEachCall(1) { profile, environment, call in
                    let outcomes = try [item.bundle, other].map {
                        try $0.outcome(of: call, profile, environment: environment)
                    }
                    guard outcomes[0] != outcomes[1] else { return }
                    throw Falsified("the layout means nothing to calls", seed: item.seed, item.model, "\(outcomes)")
                }
            }
        }
    }

    /// Models of which most break some rule.
    private func careless(_ shard: Int) -> [(seed: Int, model: PolicyModel)] {
        stride(from: shard, to: 600, by: Corpus.shards.count).map { number in
            let seed = 1_000_000 + number
            // In half of them only environments break one, which a profile's own mistakes would hide.
            let isInProfiles = number / Corpus.shards.count % 2 == 0
            let model = PolicyGenerator.model(
                seed: seed,
                carelessness: isInProfiles ? 60 : 0,
                inEnvironments: isInProfiles ? 60 : 100
            )
            return (seed, model)
        }
    }

    @Test(arguments: Corpus.shards)
    func `just what the reference holds against a bundle keeps it from compiling`(_ shard: Int) async throws {
        var counts = (valid: 0, invalid: 0)
        for (seed, model) in careless(shard) {
            await Task.yield()
            let expected = Reference(model).errors()
            let compilation = model.compiled(layout: seed)
            let rules = Set(compilation.diagnostics.filter { $0.severity == .error }.map(\.rule))
            if expected.isEmpty { counts.valid += 1 } else { counts.invalid += 1 }
            // What follows from a reported mistake is not reported as well, so that some may be missing, never more.
            let isAgreed = expected.isEmpty ? rules.isEmpty : !rules.isEmpty && rules.isSubset(of: expected)
            guard isAgreed, (compilation.bundle == nil) != rules.isEmpty else {
                throw Falsified("the errors of a bundle", seed: seed, model, "expected \(expected)\nfound \(rules)")
            }
        }
        #expect(counts.valid >= 20 && counts.invalid >= 40)
    }

    @Test(arguments: Corpus.shards)
    func `the layout does not matter to errors either, which stand inside their files`(_ shard: Int) async throws {
        for (seed, model) in careless(shard) {
            await Task.yield()
            var found: [Set<String>] = []
            for layout in [seed, seed &+ 1] {
                let sources = model.sources(layout: layout)
                let compilation = Compilation(sources)
                found.append(Set(compilation.diagnostics.map(\.rule)).subtracting(["ambiguous-scalar"]))
                if let stray = compilation.diagnostics.first(where: { !$0.stands(in: sources) }) {
                    throw Falsified("a diagnostic has its place", seed: seed, model, "\(stray)")
                }
            }
            if found[0] != found[1] { throw Falsified("errors in two layouts", seed: seed, model, "\(found)") }
        }
    }

    @Test(arguments: Corpus.shards)
    func `a damaged file is read without a crash, and what is wrong stands inside it`(_ shard: Int) async throws {
        var brokenCount = 0
        for item in Corpus.cases(shard) {
            await Task.yield()
            var random = SplitMix64(seed: item.seed)
            let sources = item.model.sources(layout: item.seed).map { source in
                SourceText(path: source.path, bytes: LayoutProperties.damaged(source.bytes, &random))
            }
            let compilation = Compilation(sources)
            let hasErrors = compilation.diagnostics.contains { $0.severity == .error }
            if hasErrors { brokenCount += 1 }
            guard (compilation.bundle == nil) == hasErrors else {
                throw Falsified("no bundle just where there are errors", seed: item.seed, item.model)
            }
            if let stray = compilation.diagnostics.first(where: { !$0.stands(in: sources) }) {
                let texts = sources.map { "\($0.path):\n\($0.text(in: 0..<$0.bytes.count))" }.joined(separator: "\n")
                throw Falsified("a diagnostic has its place", seed: item.seed, item.model, "\(stray)\n\(texts)")
            }
        }
        #expect(brokenCount > 50)
    }

    private static func damaged(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<random.number(1...3) where bytes.count > 2 {
            let start = random.below(bytes.count)
            let end = min(bytes.count, start + random.number(1...12))
            switch random.below(4) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count))
            case 2: bytes[start] = random.pick(Array(":-#{}[]'\"\n &*!|>%@`,?~\u{7F}".utf8) + [0, 0xC3, 0xFF])
            default: bytes.swapAt(start, random.below(bytes.count))
            }
        }
        return bytes
    }
}

extension Diagnostic {
    /// Whether it points into one of the files, and what it relates to does too.
    fileprivate func stands(in sources: [SourceText]) -> Bool {
        guard let span = place.span else { return false }
        return ([span] + related.map(\.span) + (fix?.edits.map(\.span) ?? [])).allSatisfy { $0.stands(in: sources) }
    }
}

extension SourceSpan {
    /// Whether the stretch is one of a text among these.
    func stands(in sources: [SourceText]) -> Bool {
        sources.contains { source in
            source === self.source && offsets.upperBound <= source.bytes.count
        }
    }
}
