package import TokenSpec

extension EffectiveGuard {
    /// What the guard lets through, in words that complete "a call may …".
    ///
    /// - Parameter subject: How the words call the field.
    package func words(for field: Field, as subject: String = "it") -> String {
        guard !field.isPerCall else { return "always gives \(subject)" }
        switch kind {
        case .deny: return "not change \(subject)"
        case .allow: return "change \(subject) freely"
        case .disable:
            return allowsNull && field.isNullable
                ? allowsUnset ? "only switch \(subject) off, by null or unset" : "only send null for \(subject)"
                : "only unset \(subject)"
        case .narrow:
            let further = bounds.map { $0.words(field) }.flatMap { $0.isEmpty ? nil : ", \($0)" } ?? ""
            return "only make \(subject) narrower\(further)"
        case .bounds:
            let clearing = [allowsNull && field.isNullable ? "null" : nil, allowsUnset ? "unset" : nil].compactMap(
                \.self
            )
            let words = [bounds?.words(field) ?? ""].filter { !$0.isEmpty }
            let values =
                words.isEmpty ? "set \(subject) to any value" : "set \(subject) \(words.joined(separator: ", "))"
            return values + clearing.map { ", or \($0)" }.joined()
        }
    }
}

extension Guard.Bounds {
    /// The least and the greatest number, as far as they are written.
    private var range: String? {
        let (least, greatest) = (minimum.map { Seconds($0.value) }, maximum.map { Seconds($0.value) })
        switch (least, greatest) {
        case (let least?, let greatest?): return "between \(least) and \(greatest)"
        case (let least?, nil): return "to at least \(least)"
        case (nil, let greatest?): return "to at most \(greatest)"
        case (nil, nil): return nil
        }
    }

    fileprivate func words(_ field: Field) -> String {
        func listed(_ words: [String]) -> String {
            words.prefix(20).joined(separator: ", ") + (words.count > 20 ? " and \(words.count - 20) more" : "")
        }
        return [
            range,
            oneOf.map {
                field.isPersonal ? "to one of \($0.value.count) values" : "to one of \(listed($0.value.map(\.text)))"
            },
            subsetOf.map { "to a subset of \(listed($0.value))" },
            hosts.map { "to https://\(listed($0.value))" },
        ].compactMap(\.self).joined(separator: " and ")
    }
}
