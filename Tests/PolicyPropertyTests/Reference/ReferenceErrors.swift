import KYCPolicy
import TokenSpec

extension Reference {
    /// The rules that the model breaks as a whole: what compiling it must report.
    func errors() -> Set<String> {
        model.profiles.reduce(into: Set<String>()) { $0.formUnion(errors(of: $1.name)) }
    }

    /// The rules that one profile breaks, in the layers of its own and in all environments.
    func errors(of name: String) -> Set<String> {
        let chain = chain(name)
        guard let profile = chain.profiles.last else { return [] }
        var rules = row(name, environment: nil).problems
        let ancestors = chain.ancestors
        if profile.layer.keys.contains(where: { isLocked($0, by: ancestors) }) { rules.insert("field-locked") }
        if let overrides = profile.overrides {
            if overrides.isDefaultAllowed == true, ancestors.isDeniedByDefault { rules.insert("guard-loosened") }
            let own = chain.own
            let loosened = overrides.fields.contains { field in
                guard let written = guards(of: field, own).first else { return false }
                return loosens(written, guards(of: field, ancestors), field)
            }
            if loosened { rules.insert("guard-loosened") }
            if overrides.guards.contains(where: { isEmptySubset($0.value, $0.key) }) { rules.insert("empty-list") }
        }
        guard !profile.isAbstract else { return rules }
        for environment in [nil] + model.environments.map(\.name) {
            rules.formUnion(errors(of: chain, in: environment))
        }
        return rules
    }

    private func isEmptySubset(_ written: GuardModel, _ field: Field) -> Bool {
        written.bounds?.subsetOf.map { codes(of: $0, field).isEmpty } ?? false
    }

    private func errors(of chain: Chain, in environment: String?) -> Set<String> {
        guard let name = chain.profiles.last?.name else { return [] }
        var (row, rules) = row(name, environment: environment)
        let written = layers(of: environment, for: name).flatMap(\.keys)
        if written.contains(where: { isLocked($0, by: chain) }) { rules.insert("field-locked") }
        if row[.tokenType] == nil { rules.insert("required-field-missing") }
        for field in [Field.allowedCountries, .allowedDocuments]
        where guards(of: field, chain).contains(.narrow) && !row.hasValue(field) {
            rules.insert("narrow-without-list")
        }
        for field in chain.required where !row.hasValue(field) {
            if isLocked(field, by: chain) || !letsSomeValueThrough(field, chain) {
                rules.insert("requirement-unmeetable")
            }
        }
        return rules
    }
}

extension OverridesModel {
    /// The leaves that the block lists.
    fileprivate var fields: Set<Field> { Set(guards.keys.flatMap { $0.isGroup ? Array($0.members) : [$0] }) }
}

extension Reference.Row {
    func hasValue(_ field: Field) -> Bool {
        if case .value = self[field] { return true }
        return false
    }
}
