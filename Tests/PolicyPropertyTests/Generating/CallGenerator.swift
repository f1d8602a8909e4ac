import KYCPolicy
import PolicyDiagnostics
import TokenSpec

/// Makes calls near the borders of what a profile's guards let through: just inside, just outside, and beside.
struct CallGenerator {
    var random: SplitMix64
    private let reference: Reference
    private let name: String
    private let environment: String?
    private let chain: Reference.Chain
    private let before: Reference.Row

    init(_ reference: Reference, _ name: String, environment: String?, random: SplitMix64) {
        self.random = random
        self.reference = reference
        self.name = name
        self.environment = environment
        chain = reference.chain(name)
        before = reference.row(name, environment: environment).row
    }

    mutating func call() -> CallModel {
        var call = CallModel()
        if random.chance(3) { call.clientID = random.chance(50) ? nil : String(repeating: "é", count: 101) }
        for field in chain.required where !before.hasValue(field) && random.chance(90) {
            give(field, &call, willingly: 93)
        }
        for _ in 0..<random.number(0...4) {
            if random.chance(12) {
                let group = random.pick(Field.groups)
                let given: CallModel.Given = random.chance(4) ? .misfit : random.pick([.null, .unset])
                if accepts(given, group) || random.chance(40) { call.entries[group] = given }
            } else {
                give(random.chance(60) ? guardedField() : anyField(), &call, willingly: 68)
            }
        }
        // A value of the wrong kind for a group leaves nothing to say of its fields.
        for group in Field.groups where call.entries[group] == .misfit {
            for member in group.members { call.entries[member] = nil }
        }
        return call
    }

    private mutating func anyField() -> Field {
        random.chance(60) ? random.pick(PolicyGenerator.hotFields) : random.pick(Array(Field.leaves.dropFirst()))
    }

    private mutating func guardedField() -> Field {
        let listed = chain.overrides.flatMap { Field.sorted($0.guards).map(\.field) }
        guard !listed.isEmpty else { return anyField() }
        let field = random.pick(listed)
        return field.isGroup ? random.pick(Array(field.members)) : field
    }

    /// - Parameter willingly: How many percent of the calls take what passes, where anything does; most of the others
    ///   take what is legal and no guard lets through.
    private mutating func give(_ field: Field, _ call: inout CallModel, willingly: Int) {
        let candidates = candidates(for: field)
        let accepted = candidates.filter { accepts($0, field) }
        if !accepted.isEmpty, random.chance(willingly) {
            call.entries[field] = random.pick(accepted)
        } else if random.chance(28) {
            call.entries[field] = random.pick(candidates)
        } else if accepted.isEmpty, random.chance(85) {
            return
        } else {
            let refused = candidates.filter { isLegal($0, field) && !accepts($0, field) }
            call.entries[field] = random.some(refused, 1...1).first
        }
    }

    /// Whether the specification and what is inherited have nothing against a value.
    private func isLegal(_ given: CallModel.Given, _ field: Field) -> Bool {
        switch given {
        case .misfit, .emptyList: return false
        case .null: return field.isNullable
        case .unset: return field != .tokenType
        case .value(let value): return Samples.illegal(of: field)?.value != value
        case .list(let list):
            var row = before
            return reference.isKnown(list, field) && reference.lay(.list(list), field, over: &row).isEmpty
        }
    }

    private func accepts(_ given: CallModel.Given, _ field: Field) -> Bool {
        guard isLegal(given, field), !reference.isLocked(field, by: chain) else { return false }
        return (field.isGroup ? Array(field.members) : [field]).allSatisfy { leaf in
            reference.refusals(of: given, leaf, chain, before: before).isEmpty
        }
    }

    // MARK: Candidates

    /// What is worth giving for a field: both sides of each border, and what no guard speaks of.
    mutating func candidates(for field: Field) -> [CallModel.Given] {
        var candidates: [CallModel.Given] = [.null, .unset, .misfit]
        if case .string = field.kind { candidates.removeLast() }
        if let illegal = Samples.illegal(of: field), !field.isList { candidates.append(.value(illegal.value)) }
        candidates += (Samples.legal[field] ?? []).map(CallModel.Given.value)
        let bounds = reference.guards(of: field, chain).compactMap(\.bounds)
        if case .duration(let range, _) = field.kind {
            let borders = bounds.flatMap { [$0.minimum, $0.maximum] }.compactMap(\.self)
            for number in borders.flatMap({ [$0 - 1, $0, $0 + 1] }) where range.contains(number) {
                candidates.append(.value(.integer(number)))
            }
        }
        if field.isList { candidates += lists(for: field, bounds) }
        return candidates
    }

    private mutating func lists(for field: Field, _ bounds: [BoundsModel]) -> [CallModel.Given] {
        let all = Samples.codes(of: field)
        var lists: [CallModel.Given] = [.emptyList, .list(.elements(random.some(all, 1...3)))]
        if field.kind == .countries { lists.append(.list(.elements(["LT", "ZZ"]))) }
        let names = reference.model.sets.filter { $0.kind.field == field }.map(\.name)
        lists.append(.list(.single(random.chance(20) || names.isEmpty ? "no-such-set" : random.pick(names))))
        var borders = bounds.compactMap(\.subsetOf).map { reference.codes(of: $0, field) }
        if case .value(.list(let inherited)) = before[field] {
            borders.append(inherited)
            let absent = all.filter { !inherited.contains($0) }
            if !absent.isEmpty { lists.append(.list(.change(add: [], remove: [random.pick(absent)]))) }
        }
        for codes in borders {
            lists.append(.list(.elements(codes)))
            lists.append(.list(.elements(random.some(codes, 1...codes.count))))
            lists.append(.list(.elements(random.some(codes, 1...codes.count))))
            lists.append(.list(.elements(codes + [random.pick(all)])))
            if codes.count > 1 { lists.append(.list(.selection(include: codes, exclude: [codes[0]]))) }
        }
        lists.append(.list(.change(add: [random.pick(all)], remove: [])))
        lists.append(.list(.change(add: [], remove: [random.pick(borders.last ?? all)])))
        return lists
    }
}

extension CallModel {
    /// The call as the resolver takes it: what a call file can say is read from one, the rest is put in as options are.
    func layer() throws -> CallLayer {
        var text: [(group: String?, line: String)] = []
        var further: [(Field, Layer.State)] = []
        if let clientID { further.append((.clientId, .value(.string(clientID)))) }
        for (field, given) in Field.sorted(entries) {
            switch given {
            case .value(let value) where !field.isGroup: further.append((field, .value(value)))
            case .null: further.append((field, .null))
            case .unset: further.append((field, .unset))
            case .emptyList: further.append((field, .value(.list([]))))
            case .list(let list): text.append((nil, "\(field.name): \(list.flow)"))
            case .value, .misfit:
                let scalar = field.isGroup || field.isList ? "7" : "[a]"
                text.append((field.group?.name, "\(field.name): \(scalar)"))
            }
        }
        var call = try read(text)
        for (field, state) in further {
            call.layer.set(Layer.Entry(field, state, at: .argument("--set \(field.path)")))
        }
        return call
    }

    private func read(_ lines: [(group: String?, line: String)]) throws -> CallLayer {
        guard !lines.isEmpty else { return CallLayer() }
        var text = lines.filter { $0.group == nil }.map(\.line)
        for group in Field.groups.map(\.name) {
            let members = lines.filter { $0.group == group }.map(\.line)
            if !members.isEmpty { text.append("\(group): { \(members.joined(separator: ", ")) }") }
        }
        return try CallLayer.read(Array("{ \(text.joined(separator: ", ")) }".utf8), path: "call.yaml")
    }
}

extension ListModel {
    fileprivate var flow: String {
        func words(_ words: [String]) -> String {
            "[\(words.map { $0 == "NO" ? "\"NO\"" : $0 }.joined(separator: ", "))]"
        }
        switch self {
        case .single(let name): return name
        case .elements(let codes): return words(codes)
        case .selection(let include, let exclude): return "{ include: \(words(include)), exclude: \(words(exclude)) }"
        case .change(let add, let remove):
            let parts = [add.isEmpty ? nil : "add: \(words(add))", remove.isEmpty ? nil : "remove: \(words(remove))"]
            return "{ \(parts.compactMap(\.self).joined(separator: ", ")) }"
        }
    }
}
