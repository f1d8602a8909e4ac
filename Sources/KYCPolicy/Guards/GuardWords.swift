package import TokenSpec

extension EffectiveGuard {
    /// What the guard lets through, in words that complete "a call may …".
    package func words(for field: Field) -> String {
        guard !field.isPerCall else { return "always gives it" }
        switch kind {
        case .deny: return "not change it"
        case .allow: return "change it freely"
        case .disable:
            return allowsNull && field.isNullable
                ? allowsUnset ? "only switch it off, by null or unset" : "only send null" : "only unset it"
        case .narrow:
            let further = bounds.map { $0.words(field) }.flatMap { $0.isEmpty ? nil : ", \($0)" } ?? ""
            return "only make it narrower\(further)"
        case .bounds:
            let clearing = [allowsNull && field.isNullable ? "null" : nil, allowsUnset ? "unset" : nil].compactMap(
                \.self
            )
            let words = [bounds?.words(field) ?? ""].filter { !$0.isEmpty }
            let values = words.isEmpty ? "set it to any value" : "set it \(words.joined(separator: ", "))"
            return values + clearing.map { ", or \($0)" }.joined()
        }
    }
}

extension Guard.Bounds {
    fileprivate func words(_ field: Field) -> String {
        func listed(_ words: [String]) -> String {
            words.prefix(20).joined(separator: ", ") + (words.count > 20 ? " and \(words.count - 20) more" : "")
        }
        return [
            minimum.map { "to at least \(Seconds($0.value))" },
            maximum.map { "to at most \(Seconds($0.value))" },
            oneOf.map {
                field.isPersonal ? "to one of \($0.value.count) values" : "to one of \(listed($0.value.map(\.text)))"
            },
            subsetOf.map { "to a subset of \(listed($0.value))" },
            hosts.map { "to https://\(listed($0.value))" },
        ].compactMap(\.self).joined(separator: " and ")
    }
}
