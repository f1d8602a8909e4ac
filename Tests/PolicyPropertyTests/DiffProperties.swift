import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct DiffProperties {
    /// A bundle before and after an edit, both valid.
    private struct Edit {
        let before: Case
        let after: Case
        let sources: [SourceText]

        var changes: [PolicyDiff.Change] { PolicyDiff(from: before.bundle, to: after.bundle).changes }

        func falsified(_ property: String, _ details: String = "") -> Falsified {
            let files = PolicyTexts.files(of: after.model, layout: nil).values.joined()
            return Falsified(property, seed: before.seed, before.model, "\(details)\n# after\n\(files)\n# before")
        }
    }

    private static let first = make(0)
    private static let second = make(1)
    private static let third = make(2)
    private static let fourth = make(3)

    private func edits(_ shard: Int) -> [Edit] {
        switch shard {
        case 0: DiffProperties.first
        case 1: DiffProperties.second
        case 2: DiffProperties.third
        default: DiffProperties.fourth
        }
    }

    private static func make(_ shard: Int) -> [Edit] {
        Corpus.cases(shard).compactMap { item in
            let model = Mutation.of(item.model, seed: item.seed)
            let sources = model.sources(layout: item.seed &+ 1)
            guard let bundle = Compilation(sources).bundle else { return nil }
            return Edit(before: item, after: Case(seed: item.seed, model: model, bundle: bundle), sources: sources)
        }
    }

    @Test(arguments: Corpus.shards)
    func `a bundle does not differ from itself`(_ shard: Int) async throws {
        for item in Corpus.cases(shard) {
            await Task.yield()
            let changes = PolicyDiff(from: item.bundle, to: item.bundle).changes.map(\.message)
            if !changes.isEmpty { throw Falsified("a bundle is itself", seed: item.seed, item.model, "\(changes)") }
        }
    }

    @Test(arguments: Corpus.shards)
    func `a diff is empty exactly when the digests are equal, and then no call tells the two apart`(_ shard: Int)
        async throws
    {
        var counts = (equal: 0, different: 0)
        // Two digests of debug builds take longer than all the rest.
        for edit in edits(shard) where edit.before.seed / Corpus.shards.count % 2 == 0 {
            await Task.yield()
            let changes = edit.changes
            let isEqual = edit.before.bundle.digest == edit.after.bundle.digest
            if changes.isEmpty != isEqual {
                throw edit.falsified("the diff is empty just when the digests are equal", "\(changes.map(\.message))")
            }
            let meanings = [edit.before, edit.after].map { Meaning($0.reference) }
            if isEqual, meanings[0] != meanings[1] { throw edit.falsified("equal digests mean the same") }
            if !isEqual, meanings[0] == meanings[1], !changes.contains(where: { $0.subject == .guard }) {
                throw edit.falsified("different digests mean something else", "\(changes.map(\.message))")
            }
            if isEqual { counts.equal += 1 } else { counts.different += 1 }
            guard isEqual else { continue }
            try edit.before.forEachCall(2) { profile, environment, call in
                // Sets are compared by what profiles make of them; a call that names one means the set of the day.
                guard !call.entries.values.contains(where: \.namesSets) else { return }
                // A relative list keeps an order, and a list's order is no change.
                let outcomes = try [edit.before, edit.after].map {
                    try $0.bundle.outcome(of: call, profile, environment: environment).unordered
                }
                guard outcomes[0] != outcomes[1] else { return }
                throw edit.falsified("an empty diff means nothing to a call of \(profile)", "\(call)\n\(outcomes)")
            }
        }
        #expect(counts.equal >= 10 && counts.different >= 40)
    }

    @Test(arguments: Corpus.shards)
    func `a change has its cause in the texts`(_ shard: Int) async throws {
        for edit in edits(shard) {
            await Task.yield()
            let old = edit.before.model.sources(layout: edit.before.seed)
            for change in edit.changes {
                guard let cause = change.cause else {
                    // An environment is not a profile's.
                    if change.subject == .profile, change.profile == nil { continue }
                    throw edit.falsified("\(change.message) has a cause")
                }
                let isInside =
                    cause.side == .new
                    ? cause.span.stands(in: edit.sources)
                    : old.contains { $0.path == cause.span.path && $0.bytes.count >= cause.span.offsets.upperBound }
                if !isInside || cause.span.offsets.isEmpty {
                    throw edit.falsified("\(change.message) has its cause in the texts", "\(cause)")
                }
            }
        }
    }

    @Test(arguments: Corpus.shards)
    func `calls confirm which way a guard changes`(_ shard: Int) async throws {
        var witnesses: [PolicyDiff.Effect: Int] = [:]
        for edit in edits(shard) {
            await Task.yield()
            var random = SplitMix64(seed: edit.before.seed)
            let guards = edit.changes.filter { $0.subject == .guard }
            for change in random.some(guards, 0...5) {
                guard let name = change.profile, let field = change.field else {
                    throw edit.falsified("\(change.message) names a profile and a field")
                }
                if field.isPerCall { throw edit.falsified("calls always give \(field)", change.message) }
                let passed = try self.passed(edit, name, field)
                guard let passed else { continue }
                let (opens, closes) = (passed.contains { !$0.old && $0.new }, passed.contains { $0.old && !$0.new })
                if opens && change.effect == .tightens || closes && change.effect == .loosens {
                    throw edit.falsified("\(change.message) (\(change.effect))", "\(passed)")
                }
                // No sample shows all that a host lets through.
                if opens != closes, change.effect == .changes, field.kind != .uri {
                    throw edit.falsified("\(change.message) goes one way", "\(passed)")
                }
                if opens || closes { witnesses[change.effect, default: 0] += 1 }
            }
        }
        #expect(witnesses[.tightens, default: 0] >= 12 && witnesses[.loosens, default: 0] >= 12, "\(witnesses)")
    }

    private struct Probe {
        let given: CallModel.Given
        let old: Bool
        let new: Bool
    }

    /// What the two let through, of all that is near the borders of either; nil where guards are not what decides.
    private func passed(_ edit: Edit, _ name: String, _ field: Field) throws -> [Probe]? {
        let cases = [edit.before, edit.after]
        var candidates: [CallModel.Given] = []
        for item in cases {
            let reference = item.reference
            let chain = reference.chain(name)
            guard !reference.isLocked(field, by: chain) else { return nil }
            var calls = CallGenerator(reference, name, environment: nil, random: SplitMix64(seed: item.seed))
            candidates += calls.candidates(for: field)
        }
        // What null of the group meets is no less of the guard than what the field itself meets.
        let chains = cases.map { ($0.reference, $0.reference.chain(name)) }
        let isNullByGroup = field.group != nil && !field.isNullable
        let lists = cases.map { $0.bundle.profiles[name]?.row(in: nil)[field] ?? .absent }
        if field.isList, lists[0].unordered != lists[1].unordered { return nil }
        return try candidates.filter { !$0.namesSets }.map { given in
            let results = try cases.indices.map { index in
                given == .null && isNullByGroup
                    ? chains[index].0.refusals(of: given, field, chains[index].1, before: [:]).isEmpty
                    : try cases[index].bundle.letsThrough(given, field, name, environment: nil)
            }
            return Probe(given: given, old: results[0], new: results[1])
        }
    }
}

/// What a bundle means beside its guards, by the reference.
private struct Meaning: Equatable {
    struct Profile: Equatable {
        let rows: [String: Reference.Row]
        let locked: Set<Field>
        let required: Set<Field>
        let revision: Int?
        let until: String?
        let successor: String?
    }

    let environments: Set<String>
    let profiles: [String: Profile]

    init(_ reference: Reference) {
        let environments = reference.model.environments.map(\.name)
        self.environments = Set(environments)
        profiles = Dictionary(
            uniqueKeysWithValues: reference.model.profiles.filter { !$0.isAbstract }.map { profile in
                let chain = reference.chain(profile.name)
                let rows = ([nil] + environments).map { environment in
                    (
                        environment ?? "",
                        reference.row(profile.name, environment: environment).row.mapValues(\.unordered)
                    )
                }
                let meaning = Profile(
                    rows: Dictionary(uniqueKeysWithValues: rows),
                    locked: chain.locked.filter { !$0.isGroup },
                    required: Set(chain.required),
                    revision: profile.revision,
                    until: profile.deprecated?.until,
                    successor: profile.deprecated?.use
                )
                return (profile.name, meaning)
            }
        )
    }
}

extension RequestRow.Cell {
    fileprivate var unordered: RequestRow.Cell {
        if case .value(.list(let codes)) = self { .value(.list(codes.sorted())) } else { self }
    }
}

extension Reference.Outcome {
    fileprivate var unordered: Reference.Outcome {
        if case .granted(let row) = self { .granted(row.mapValues(\.unordered)) } else { self }
    }
}
