import KYCPolicy
import TokenSpec

/// Makes bundles of which nearly all are valid: each part is tried against the reference, and tried anew where it
/// breaks a rule.
struct PolicyGenerator {
    var random: SplitMix64
    var model = PolicyModel()
    /// How many percent of the parts are kept though they break a rule.
    private let carelessness: Int
    /// The same for environments.
    private let environmentCarelessness: Int

    /// The fields that most layers write and guard, so that layers meet.
    static let hotFields: [Field] = [
        .lifetime, .lifetime, .sessionLength, .sessionLength, .locale, .externalRef, .questionnaire, .allowedCountries,
        .allowedCountries,
        .allowedDocuments, .urlsSuccessUrl, .urlsWebhookUrl, .settingsVerifyEmail, .settingsVerifyPhone,
        .clientName, .clientDateOfBirth, .tokenType,
    ]

    private static let leaves = Field.leaves.filter { !$0.isPerCall }

    static func model(seed: Int, carelessness: Int = 0, inEnvironments: Int = 0) -> PolicyModel {
        var generator = PolicyGenerator(
            random: SplitMix64(seed: seed),
            carelessness: carelessness,
            inEnvironments: inEnvironments
        )
        generator.makeSets()
        generator.makeProfiles()
        generator.makeEnvironments()
        return generator.model
    }

    /// A generator that goes on from a model.
    init(
        random: SplitMix64,
        carelessness: Int,
        inEnvironments: Int = 0,
        model: PolicyModel = PolicyModel()
    ) {
        self.random = random
        self.carelessness = carelessness
        self.environmentCarelessness = inEnvironments
        self.model = model
    }

    mutating func anyField() -> Field {
        random.pick(random.chance(65) ? PolicyGenerator.hotFields : PolicyGenerator.leaves)
    }

    // MARK: Sets

    private mutating func makeSets() {
        for (kind, names) in [
            (SetKind.countries, ["baltics", "launch", "eea-1", "all-known"]), (.documents, ["photo-id", "any-doc"]),
        ] {
            for name in names where random.chance(80) {
                let known = model.sets.filter { $0.kind == kind }.map(\.name)
                let words = random.some(Samples.codes(of: kind.field), 1...4) + random.some(known, 0...1)
                let list = selection(of: random.shuffled(words), kind.field)
                model.sets.append(SetModel(kind: kind, name: name, list: list))
            }
        }
    }

    /// A list of words, perhaps as what is included without what is excluded.
    private mutating func selection(of words: [String], _ field: Field) -> ListModel {
        let codes = Reference(model).codes(of: words, field)
        guard random.chance(35) else { return .elements(words) }
        let excluded = codes.count > 1 ? random.some(codes, 0...(codes.count - 1)) : []
        return .selection(include: words, exclude: excluded)
    }

    // MARK: Lists

    /// A list for a field, relative to what is inherited where that is something.
    private mutating func list(of field: Field, over inherited: [String]?) -> ListModel {
        let names = model.sets.filter { $0.kind.field == field }.map(\.name)
        if let inherited, random.chance(45) {
            let removed = random.some(inherited, 0...(inherited.count - 1))
            let added = random.some(Samples.codes(of: field), 0...2) + random.some(names, 0...1)
            if !removed.isEmpty || !added.isEmpty { return .change(add: added, remove: removed) }
        }
        if !names.isEmpty, random.chance(15) { return .single(random.pick(names)) }
        let words = random.some(Samples.codes(of: field), 1...5) + random.some(names, 0...1)
        return selection(of: random.shuffled(words), field)
    }

    // MARK: Layers

    private mutating func layer(_ size: ClosedRange<Int>, over row: Reference.Row) -> LayerModel {
        var layer: LayerModel = [:]
        for _ in 0..<random.number(size) {
            if random.chance(10) {
                let group = random.pick(Field.groups)
                guard !group.members.contains(where: { layer[$0] != nil }) else { continue }
                layer[group] = random.chance(60) ? .null : .unset
                continue
            }
            let field = anyField()
            guard layer[field] == nil, field.group.map({ layer[$0] == nil }) ?? true else { continue }
            layer[field] = written(field, over: row)
        }
        return layer
    }

    mutating func written(_ field: Field, over row: Reference.Row) -> Written {
        if field != .tokenType, random.chance(10) { return .unset }
        if field.isNullable, random.chance(12) { return .null }
        guard field.isList else { return .value(random.pick(Samples.legal[field] ?? [])) }
        guard case .value(.list(let inherited)) = row[field] else { return .list(list(of: field, over: nil)) }
        return .list(list(of: field, over: inherited))
    }

    // MARK: Profiles

    private mutating func makeProfiles() {
        let count = random.number(2...6)
        for index in 0..<count {
            let others = model.profiles.map(\.name)
            let parent =
                others.isEmpty || random.chance(12) ? nil : random.chance(60) ? others.last : random.pick(others)
            var isKept = false
            for _ in 0..<6 where !isKept {
                model.profiles.append(profile("p\(index)", extending: parent, isLast: index == count - 1))
                isKept = random.chance(carelessness) || Reference(model).errors(of: "p\(index)").isEmpty
                if !isKept { model.profiles.removeLast() }
            }
            if !isKept {
                // What nothing fits is at least a profile.
                var profile = ProfileModel(name: "p\(index)", parent: parent)
                if parent == nil { profile.layer[.tokenType] = .value(.string("DOCUMENT")) }
                profile.isAbstract = parent != nil
                model.profiles.append(profile)
            }
        }
    }

    private mutating func profile(_ name: String, extending parent: String?, isLast: Bool) -> ProfileModel {
        let reference = Reference(model)
        let chain = parent.map(reference.chain) ?? Reference.Chain([])
        let row = parent.map { reference.row($0, environment: nil).row } ?? [:]
        var profile = ProfileModel(name: name, parent: parent)
        profile.isAbstract = !isLast && random.chance(parent == nil ? 45 : 20)
        if random.chance(20) { profile.summary = "What \(name) is for" }
        if random.chance(25) { profile.revision = random.number(0...9) }
        profile.layer = layer(parent == nil ? 3...7 : 0...5, over: row)
        if row[.tokenType] == nil, random.chance(95) {
            profile.layer[.tokenType] = .value(random.pick(Samples.legal[.tokenType] ?? []))
        }
        for field in profile.layer.keys where reference.isLocked(field, by: chain) && !random.chance(carelessness) {
            profile.layer[field] = nil
        }
        if random.chance(25) {
            profile.locked = random.some([anyField(), anyField(), random.pick(Field.groups)], 1...2)
        }
        if random.chance(parent == nil ? 75 : 45) { profile.overrides = overrides(below: chain) }
        // What calls may narrow is a list.
        for field in [Field.allowedCountries, .allowedDocuments]
        where profile.overrides?.guards[field] == .narrow && !row.hasValue(field) {
            profile.layer[field] = .list(list(of: field, over: nil))
        }
        if random.chance(25) { profile.require = [anyField()] }
        if random.chance(8) {
            let model = DeprecationModel(
                until: random.chance(70) ? "2031-0\(random.number(1...9))-01" : nil,
                use: random.chance(50) ? name : nil,
                reason: "merged"
            )
            profile.deprecated = model
        }
        return profile
    }

    // MARK: Guards

    private mutating func overrides(below chain: Reference.Chain) -> OverridesModel {
        let reference = Reference(model)
        var overrides = OverridesModel()
        if random.chance(70) { overrides.isDefaultAllowed = random.chance(60) && !chain.isDeniedByDefault }
        for _ in 0..<random.number(1...7) {
            let field = anyField()
            overrides.guards[field] = guardModel(of: field, below: reference.guards(of: field, chain))
        }
        for group in Field.groups where random.chance(20) {
            let word: GuardModel = random.pick([.allow, .allow, .deny, .disable])
            overrides.guards[group] = random.chance(50) ? word : bounds(of: group).map(GuardModel.bounds) ?? word
        }
        return overrides
    }

    mutating func guardModel(of field: Field, below above: [GuardModel]) -> GuardModel {
        let words: [GuardModel] =
            [.allow, .allow, .deny, .disable] + (field.isList ? [.narrow, .narrow, .narrow] : [])
        guard random.chance(field.isList ? 40 : 65), let bounds = bounds(of: field) else { return random.pick(words) }
        return .bounds(tightened(bounds, above.compactMap(\.bounds), field))
    }

    /// Bounds that fit a field, or all fields of a group.
    private mutating func bounds(of field: Field) -> BoundsModel? {
        var bounds = BoundsModel()
        let leaf = field.members.first ?? field
        let fields = field.isGroup ? Array(field.members) : [field]
        let values = Samples.legal[leaf] ?? []
        switch leaf.kind {
        case .duration:
            let numbers = values.compactMap { if case .integer(let number) = $0 { number } else { nil } }
            let inner = Array(numbers.dropFirst().dropLast())
            let (first, second) = (random.pick(inner), random.pick(random.chance(80) ? inner : numbers))
            if random.chance(65) { bounds.minimum = min(first, second) }
            if random.chance(65) { bounds.maximum = max(first, second) }
            if bounds.isEmpty || random.chance(10) { bounds.oneOf = random.some(values, 2...5) }
        case .countries, .documents:
            bounds.subsetOf = list(of: field, over: nil)
        case .uri:
            if random.chance(75) { bounds.hosts = random.some(Samples.hosts, 1...2) }
            if bounds.isEmpty || random.chance(15) { bounds.oneOf = random.some(values, 2...6) }
        default:
            if fields.allSatisfy({ $0.kind == leaf.kind }) { bounds.oneOf = random.some(values, 1...3) }
        }
        if fields.allSatisfy(\.isNullable), random.chance(40) { bounds.allowsNull = random.chance(75) }
        if random.chance(40) { bounds.allowsUnset = random.chance(75) }
        return bounds.isEmpty ? nil : bounds
    }

    /// Takes out of bounds what the bounds above do not have, most of the time.
    private mutating func tightened(_ wanted: BoundsModel, _ above: [BoundsModel], _ field: Field) -> BoundsModel {
        guard !above.isEmpty, !random.chance(carelessness) else { return wanted }
        var bounds = wanted
        if let least = above.compactMap(\.minimum).max() { bounds.minimum = bounds.minimum.map { max($0, least) } }
        if let most = above.compactMap(\.maximum).min() { bounds.maximum = bounds.maximum.map { min($0, most) } }
        if let least = bounds.minimum, let most = bounds.maximum, least > most { bounds.minimum = nil }
        for values in above.compactMap(\.oneOf) { bounds.oneOf = bounds.oneOf.map { $0.filter(values.contains) } }
        if bounds.oneOf?.isEmpty == true { bounds.oneOf = nil }
        for hosts in above.compactMap(\.hosts) { bounds.hosts = bounds.hosts.map { $0.filter(hosts.contains) } }
        if bounds.hosts?.isEmpty == true { bounds.hosts = nil }
        if let superset = above.compactMap(\.subsetOf).last {
            let codes = Reference(model).codes(of: superset, field)
            bounds.subsetOf = codes.isEmpty ? bounds.subsetOf : .elements(random.some(codes, 1...codes.count))
        }
        if !above.compactMap(\.allowsNull).contains(true) { bounds.allowsNull = bounds.allowsNull.map { _ in false } }
        if !above.compactMap(\.allowsUnset).contains(true) {
            bounds.allowsUnset = bounds.allowsUnset.map { _ in false }
        }
        if bounds.isEmpty { bounds.allowsUnset = false }
        return bounds
    }

    // MARK: Environments

    private mutating func makeEnvironments() {
        let concrete = model.profiles.filter { !$0.isAbstract }.map(\.name)
        for name in ["production", "staging", "sandbox-1"] where random.chance(55) {
            // To be declared is enough.
            var environment = EnvironmentModel(name: name)
            for _ in 0..<(random.chance(80) ? 4 : 0) where environment.isEmpty {
                var attempt = environment
                if random.chance(60) { attempt.layer = layer(1...3, over: [:]) }
                for profile in random.some(concrete, 0...2) {
                    attempt.profiles[profile] = layer(1...3, over: Reference(model).row(profile, environment: nil).row)
                }
                model.environments.append(attempt)
                if random.chance(environmentCarelessness) || Reference(model).errors().isEmpty { environment = attempt }
                model.environments.removeLast()
            }
            model.environments.append(environment)
        }
    }
}

extension EnvironmentModel {
    fileprivate var isEmpty: Bool { layer.isEmpty && profiles.isEmpty }
}
