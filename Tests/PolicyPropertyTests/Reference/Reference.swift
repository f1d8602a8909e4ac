import KYCPolicy
import TokenSpec

/// What the language's prose says of a model, computed anew for each question and in the plainest way.
///
/// It shares nothing with the compiler and the resolver: no compiled guard, no folded row.
struct Reference {
    typealias Row = [Field: RequestRow.Cell]

    let model: PolicyModel
    private let sets: [SetKind: [String: [String]]]

    init(_ model: PolicyModel) {
        self.model = model
        // A set stands after those that it names; the order in the files is no one's business.
        var sets: [SetKind: [String: [String]]] = [:]
        for set in model.sets {
            sets[set.kind, default: [:]][set.name] = Reference.codes(of: set.list, sets[set.kind] ?? [:])
        }
        self.sets = sets
    }

    // MARK: Lists

    /// The codes of a list that is not relative, each once, at its first place.
    func codes(of list: ListModel, _ field: Field) -> [String] {
        Reference.codes(of: list, SetKind(of: field).flatMap { sets[$0] } ?? [:])
    }

    func codes(of words: [String], _ field: Field) -> [String] { codes(of: .elements(words), field) }

    /// Whether every set that a list names is there.
    func isKnown(_ list: ListModel, _ field: Field) -> Bool {
        let known = SetKind(of: field).flatMap { sets[$0] } ?? [:]
        return list.words.allSatisfy { $0 == $0.uppercased() || known[$0] != nil }
    }

    private static func codes(of list: ListModel, _ sets: [String: [String]]) -> [String] {
        func expanded(_ words: [String]) -> [String] { words.flatMap { sets[$0] ?? [$0] } }
        var codes: [String] = []
        let all: [String]
        switch list {
        case .single(let name): all = expanded([name])
        case .elements(let words): all = expanded(words)
        case .selection(let include, let exclude):
            let excluded = expanded(exclude)
            all = expanded(include).filter { !excluded.contains($0) }
        case .change: all = []
        }
        for code in all where !codes.contains(code) { codes.append(code) }
        return codes
    }

    // MARK: Layers

    /// A profile and what it extends, the furthest ancestor first, with what their layers say beside their fields.
    struct Chain {
        let profiles: [ProfileModel]
        let overrides: [OverridesModel]
        let locked: Set<Field>
        let required: [Field]
        /// Whether fields that no layer lists are denied: where any layer says so, or writes a block without saying.
        let isDeniedByDefault: Bool

        init(_ profiles: [ProfileModel]) {
            self.profiles = profiles
            overrides = profiles.compactMap(\.overrides)
            locked = Set(profiles.flatMap(\.locked).flatMap { [$0] + $0.members })
            required = profiles.flatMap(\.require)
            isDeniedByDefault = overrides.contains { $0.isDefaultAllowed != true }
        }

        /// The chain without its last profile.
        var ancestors: Chain { Chain(Array(profiles.dropLast())) }

        /// The chain's last profile alone.
        var own: Chain { Chain(Array(profiles.suffix(1))) }
    }

    func chain(_ name: String) -> Chain {
        var chain: [ProfileModel] = []
        var next: String? = name
        while let profile = next.flatMap(model.profile) {
            chain.insert(profile, at: 0)
            next = profile.parent
        }
        return Chain(chain)
    }

    /// What an environment lays over a profile.
    func layers(of environment: String?, for profile: String) -> [LayerModel] {
        guard let environment = model.environments.first(where: { $0.name == environment }) else { return [] }
        return [environment.layer, environment.profiles[profile] ?? [:]]
    }

    /// The request before a call, and what kept a layer from being laid over those before it.
    func row(_ name: String, environment: String?) -> (row: Row, problems: Set<String>) {
        var row: Row = [:]
        var problems: Set<String> = []
        for layer in chain(name).profiles.map(\.layer) + layers(of: environment, for: name) {
            for (field, written) in Field.sorted(layer) { problems.formUnion(lay(written, field, over: &row)) }
        }
        return (row, problems)
    }

    /// Lays one field over a row.
    ///
    /// A group that is null or unset takes its fields with it; a field that is sent makes its group an object again.
    func lay(_ written: Written, _ field: Field, over row: inout Row) -> Set<String> {
        var cell = RequestRow.Cell.absent
        var problems: Set<String> = []
        switch written {
        case .value(let value): cell = .value(value)
        case .null: cell = .null
        case .unset: break
        case .list(.change(let add, let remove)):
            guard case .value(.list(let inherited)) = row[field] else { return ["list-not-inherited"] }
            let removed = codes(of: remove, field)
            guard removed.allSatisfy(inherited.contains) else { return ["list-removes-absent"] }
            let kept = inherited.filter { !removed.contains($0) }
            let result = kept + codes(of: add, field).filter { !kept.contains($0) }
            guard !result.isEmpty else { return ["empty-list"] }
            cell = .value(.list(result))
        case .list(let list):
            let codes = codes(of: list, field)
            if codes.isEmpty { problems.insert("empty-list") }
            if case .selection(let include, let exclude) = list {
                let included = self.codes(of: include, field)
                let isIdle = exclude.contains { word in
                    !self.codes(of: [word], field).contains(where: included.contains)
                }
                if isIdle { problems.insert("list-removes-absent") }
            }
            cell = .value(.list(codes))
        }
        for member in field.members { row[member] = nil }
        if let group = field.group, written != .unset { row[group] = nil }
        row[field] = cell == .absent ? nil : cell
        return problems
    }

    // MARK: Locks

    /// Whether a layer of the chain freezes what an entry for the field would change.
    func isLocked(_ field: Field, by chain: Chain) -> Bool {
        chain.locked.contains(field) || field.members.contains(where: chain.locked.contains)
    }
}
