import KYCPolicy
import TokenSpec

/// Changes a model as somebody edits policies; what results need not be valid.
struct Mutation {
    private var generator: PolicyGenerator

    /// A model with a few changes.
    static func of(_ model: PolicyModel, seed: Int) -> PolicyModel {
        let generator = PolicyGenerator(random: SplitMix64(seed: seed), carelessness: 0, model: model)
        var mutation = Mutation(generator: generator)
        for _ in 0..<mutation.generator.random.number(1...2) { mutation.change() }
        return mutation.generator.model
    }

    private mutating func change() {
        let index = generator.random.below(generator.model.profiles.count)
        switch generator.random.below(24) {
        case 0...4: changeLayer(of: index)
        case 5...11: changeGuard(of: index)
        case 12, 13: generator.model.profiles[index].locked = toggled(generator.model.profiles[index].locked)
        case 14, 15: generator.model.profiles[index].require = toggled(generator.model.profiles[index].require)
        case 16: generator.model.profiles[index].revision = generator.random.number(0...9)
        case 17:
            // Neither means anything.
            generator.model.profiles[index].summary = "Something else"
            generator.model.profiles[index].deprecated?.reason = "dropped"
        case 18: generator.model.profiles[index].isAbstract.toggle()
        case 19: rename(index)
        case 20: changeEnvironments()
        case 21: changeSet()
        case 22: changeOrder(of: index)
        default:
            let date = "2032-0\(generator.random.number(1...9))-01"
            generator.model.profiles[index].deprecated =
                generator.random.chance(70) ? DeprecationModel(until: date) : nil
        }
    }

    private func isWritten(_ field: Field, in layer: LayerModel) -> Bool {
        ([field.group].compactMap(\.self) + field.members).contains { layer[$0] != nil }
    }

    private mutating func changeLayer(of index: Int) {
        let field = generator.anyField()
        let written = generator.written(field, over: [:])
        var layer = generator.model.profiles[index].layer
        if layer[field] != nil, generator.random.chance(40) {
            layer[field] = nil
        } else if !isWritten(field, in: layer) {
            layer[field] = written
        }
        generator.model.profiles[index].layer = layer
    }

    private mutating func changeGuard(of index: Int) {
        var overrides = generator.model.profiles[index].overrides ?? OverridesModel()
        let listed = Field.sorted(overrides.guards).map(\.field)
        let random = generator.random.below(10)
        if random == 0 {
            overrides.isDefaultAllowed = generator.random.pick([nil, true, false])
        } else if random == 1 {
            generator.model.profiles[index].overrides = nil
            return
        } else if random == 2, let field = generator.random.some(listed, 1...1).first {
            overrides.guards[field] = nil
        } else {
            let field = generator.random.some(listed.filter { !$0.isGroup }, 1...1).first ?? generator.anyField()
            overrides.guards[field] = changed(overrides.guards[field], field)
        }
        generator.model.profiles[index].overrides = overrides
    }

    /// Another guard, or the same with one of its borders moved.
    private mutating func changed(_ written: GuardModel?, _ field: Field) -> GuardModel {
        guard case .bounds(var bounds) = written, generator.random.chance(65) else {
            return generator.guardModel(of: field, below: [])
        }
        switch generator.random.below(3) {
        case 0: bounds.allowsUnset = bounds.allowsUnset == true ? nil : true
        case 1 where field.isNullable: bounds.allowsNull = bounds.allowsNull == true ? nil : true
        default:
            bounds.minimum = bounds.minimum.map { max(60, $0 - 1) }
            bounds.maximum = bounds.maximum.map { min(3600, $0 + 1) }
            bounds.hosts = bounds.hosts.map { generator.random.some(Samples.hosts, 1...$0.count) }
            bounds.oneOf = bounds.oneOf.map { values in
                generator.random.some(Samples.legal[field] ?? values, 1...(values.count + 1))
            }
            if bounds.subsetOf != nil {
                bounds.subsetOf = .elements(generator.random.some(Samples.codes(of: field), 1...5))
            }
        }
        return bounds.isEmpty ? .allow : .bounds(bounds)
    }

    private mutating func toggled(_ fields: [Field]) -> [Field] {
        if generator.random.chance(40), !fields.isEmpty { return Array(fields.dropLast()) }
        return fields + [generator.anyField()]
    }

    private mutating func rename(_ index: Int) {
        let name = generator.model.profiles[index].name
        let new = "q\(index)"
        generator.model.profiles[index].name = new
        for other in generator.model.profiles.indices {
            if generator.model.profiles[other].parent == name { generator.model.profiles[other].parent = new }
            if generator.model.profiles[other].deprecated?.use == name {
                generator.model.profiles[other].deprecated?.use = new
            }
        }
        for environment in generator.model.environments.indices {
            let layer = generator.model.environments[environment].profiles.removeValue(forKey: name)
            generator.model.environments[environment].profiles[new] = layer
        }
    }

    private mutating func changeEnvironments() {
        guard let index = generator.model.environments.indices.last, generator.random.chance(75) else {
            generator.model.environments.append(EnvironmentModel(name: "review"))
            return
        }
        let field = generator.anyField()
        if generator.random.chance(25) {
            generator.model.environments.removeLast()
        } else if !isWritten(field, in: generator.model.environments[index].layer) {
            generator.model.environments[index].layer[field] = generator.written(field, over: [:])
        }
    }

    private mutating func changeSet() {
        guard !generator.model.sets.isEmpty else { return }
        let index = generator.random.below(generator.model.sets.count)
        let field = generator.model.sets[index].kind.field
        generator.model.sets[index].list = .elements(generator.random.some(Samples.codes(of: field), 1...4))
    }

    private mutating func changeOrder(of index: Int) {
        for (field, written) in Field.sorted(generator.model.profiles[index].layer) {
            guard case .list(.elements(let words)) = written else { continue }
            generator.model.profiles[index].layer[field] = .list(.elements(words.reversed()))
        }
    }
}
