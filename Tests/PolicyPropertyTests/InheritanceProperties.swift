import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct InheritanceProperties {
    /// The profiles that extend another, with the fields that some ancestor lists.
    private func children(of item: Case) -> [(child: CompiledProfile, parent: CompiledProfile, fields: [Field])] {
        item.model.profiles.compactMap { profile in
            guard let child = item.bundle.profiles[profile.name],
                let parent = profile.parent.flatMap({ item.bundle.profiles[$0] })
            else { return nil }
            let ancestors = item.reference.chain(parent.name)
            return (child, parent, Field.leaves.filter { !item.reference.guards(of: $0, ancestors).isEmpty })
        }
    }

    @Test(arguments: Corpus.shards)
    func `a child's guard is at least as strict as its parent's, where an ancestor lists the field`(_ shard: Int)
        async throws
    {
        for item in Corpus.cases(shard) {
            await Task.yield()
            for (child, parent, fields) in children(of: item) {
                for field in fields where !child.guards[field].isAtLeastAsStrict(as: parent.guards[field], for: field) {
                    throw Falsified(
                        "\(child.name) is no looser than \(parent.name) in \(field)",
                        seed: item.seed,
                        item.model
                    )
                }
            }
        }
    }

    @Test(arguments: Corpus.shards)
    func `what a child's guard lets through, its parent's does too`(_ shard: Int) async throws {
        var count = 0
        for item in Corpus.cases(shard) {
            await Task.yield()
            let reference = item.reference
            for (child, parent, fields) in children(of: item) where !child.isAbstract {
                var random = SplitMix64(seed: item.seed)
                var calls = CallGenerator(reference, child.name, environment: nil, random: random)
                let (chain, above) = (reference.chain(child.name), reference.chain(parent.name))
                let before = reference.row(child.name, environment: nil).row
                for field in random.some(fields, 0...4) where !reference.isLocked(field, by: chain) {
                    for given in calls.candidates(for: field)
                    where try item.bundle.letsThrough(given, field, child.name, environment: nil) {
                        count += 1
                        // Narrower than what stands just before this call: the list is the child's in both.
                        guard !reference.refusals(of: given, field, above, before: before).isEmpty else { continue }
                        throw Falsified(
                            "\(child.name) lets no more through than \(parent.name) in \(field)",
                            seed: item.seed,
                            item.model,
                            "\(given)"
                        )
                    }
                }
            }
        }
        #expect(count > 500)
    }

    /// What lets calls do more than a guard above does.
    private func looser(than guards: [GuardModel], _ field: Field, _ random: inout SplitMix64) -> GuardModel? {
        let flags = guards.compactMap(\.bounds)
        switch guards.last ?? .allow {
        case .allow: return nil
        case .deny: return random.pick([.allow, .disable, .bounds(BoundsModel(allowsUnset: true))])
        case .disable, .narrow: return .allow
        case .bounds(let bounds):
            var ways: [GuardModel] = [.allow]
            if let minimum = bounds.minimum, minimum > 60 { ways.append(.bounds(BoundsModel(minimum: minimum - 1))) }
            if let maximum = bounds.maximum, maximum < 3600 { ways.append(.bounds(BoundsModel(maximum: maximum + 1))) }
            if let values = bounds.oneOf {
                let others = (Samples.legal[field] ?? []).filter { !values.contains($0) }
                if !others.isEmpty { ways.append(.bounds(BoundsModel(oneOf: values + [random.pick(others)]))) }
            }
            if bounds.subsetOf != nil {
                ways.append(
                    .bounds(
                        BoundsModel(
                            subsetOf: .elements(Samples.codes(of: field) + [field.kind == .countries ? "FI" : "CLEAR"])
                        )
                    )
                )
            }
            if let hosts = bounds.hosts { ways.append(.bounds(BoundsModel(hosts: hosts + ["d.example"]))) }
            if flags.allSatisfy({ $0.allowsUnset != true }) { ways.append(.bounds(BoundsModel(allowsUnset: true))) }
            if field.isNullable, flags.allSatisfy({ $0.allowsNull != true }) {
                ways.append(.bounds(BoundsModel(allowsNull: true)))
            }
            return random.pick(ways)
        }
    }

    @Test(arguments: Corpus.shards)
    func `an attempt to loosen is an error at its place`(_ shard: Int) async throws {
        var count = 0
        for item in Corpus.cases(shard) {
            await Task.yield()
            let reference = item.reference
            var random = SplitMix64(seed: item.seed)
            for index in random.some(Array(item.model.profiles.indices), 2...2) {
                let profile = item.model.profiles[index]
                guard let parent = profile.parent else { continue }
                let above = reference.chain(parent)
                let listed = Field.leaves.filter { !$0.isPerCall && !reference.guards(of: $0, above).isEmpty }
                guard let field = random.some(listed, 1...1).first,
                    let attempt = looser(than: reference.guards(of: field, above), field, &random)
                else { continue }
                var model = item.model
                model.profiles[index].overrides = OverridesModel(guards: [field: attempt])
                let errors = model.compiled(layout: item.seed).diagnostics.filter { $0.severity == .error }
                count += 1
                let found = errors.first { $0.rule == "guard-loosened" && $0.profile == profile.name }
                guard let span = found?.place.span, span.text.contains(attempt.text) || span.text.contains(":") else {
                    throw Falsified("\(attempt) of \(field) loosens", seed: item.seed, model, "\(errors)")
                }
            }
        }
        #expect(count > 100)
    }

    @Test(arguments: Corpus.shards)
    func `an ancestor that denies by default stays so`(_ shard: Int) async throws {
        var count = 0
        for item in Corpus.cases(shard) {
            await Task.yield()
            for index in item.model.profiles.indices {
                guard let parent = item.model.profiles[index].parent,
                    item.reference.chain(parent).isDeniedByDefault
                else { continue }
                var model = item.model
                model.profiles[index].overrides = OverridesModel(isDefaultAllowed: true)
                let rules = model.compiled(layout: item.seed).diagnostics.filter { $0.severity == .error }.map(\.rule)
                count += 1
                if !rules.contains("guard-loosened") {
                    throw Falsified("default: allow loosens", seed: item.seed, model, "\(rules)")
                }
            }
        }
        #expect(count > 50)
    }
}

extension GuardModel {
    /// What the text of the guard has for certain.
    fileprivate var text: String {
        switch self {
        case .allow: "allow"
        case .deny: "deny"
        case .disable: "disable"
        case .narrow: "narrow"
        case .bounds: ":"
        }
    }
}
