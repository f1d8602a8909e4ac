import KYCPolicy
import TokenSpec

extension Reference {
    enum Outcome: Equatable {
        case granted(Row)
        case refused(Set<String>)
    }

    /// What a call must get.
    func outcome(of call: CallModel, _ name: String, environment: String?) -> Outcome {
        let chain = chain(name)
        let before = row(name, environment: environment).row
        var row = before
        var rules: Set<String> = []
        var unread: [Field] = []
        for (field, given) in Field.sorted(call.entries) {
            rules.formUnion(refusals(of: given, field, chain, before: before, &row, &unread))
        }
        if let id = call.clientID {
            row[.clientId] = .value(.string(id))
            if id.unicodeScalars.count > 100 { rules.insert("string-too-long") }
        } else {
            rules.insert("required-field-missing")
        }
        let isMissing = chain.required.contains { !row.hasValue($0) && !unread.contains($0) }
        if isMissing || (row[.tokenType] == nil && !unread.contains(.tokenType)) {
            rules.insert("required-field-missing")
        }
        return rules.isEmpty ? .granted(row) : .refused(rules)
    }

    private func refusals(
        of given: CallModel.Given,
        _ field: Field,
        _ chain: Chain,
        before: Row,
        _ row: inout Row,
        _ unread: inout [Field]
    ) -> Set<String> {
        var rules: Set<String> = []
        switch given {
        case .value(let value):
            if let illegal = Samples.illegal(of: field), illegal.value == value { rules.insert(illegal.rule) }
            rules.formUnion(lay(.value(value), field, over: &row))
        case .list(let list):
            guard isKnown(list, field) else {
                unread.append(field)
                return refusals(ofUnread: field, chain).union(["set-unknown"])
            }
            if case .elements(let codes) = list, codes.contains("ZZ") { rules.insert("country-unknown") }
            rules.formUnion(lay(.list(list), field, over: &row))
        case .emptyList:
            rules.insert("empty-list")
            row[field] = .value(.list([]))
        case .null:
            if !field.isNullable { rules.insert("null-not-allowed") }
            rules.formUnion(lay(.null, field, over: &row))
        case .unset: rules.formUnion(lay(.unset, field, over: &row))
        case .misfit:
            unread.append(field)
            return refusals(ofUnread: field, chain).union(["wrong-kind"])
        }
        if isLocked(field, by: chain) { rules.insert("override-locked") }
        // A group falls with each of its fields, as far as no lock speaks for them already.
        for leaf in field.isGroup ? Array(field.members) : [field] where !isLocked(leaf, by: chain) {
            rules.formUnion(refusals(of: given, leaf, chain, before: before))
        }
        return rules
    }

    /// Of a value that could not be read, all that is known is where no value at all would pass.
    private func refusals(ofUnread field: Field, _ chain: Chain) -> Set<String> {
        guard !field.isGroup else { return [] }
        if chain.locked.contains(field) { return ["override-locked"] }
        let guards = guards(of: field, chain)
        let isDenied = guards.isEmpty ? chain.isDeniedByDefault : guards.contains(.deny)
        return isDenied ? ["override-denied"] : []
    }
}
