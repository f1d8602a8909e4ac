import PolicyDiagnostics
package import TokenSpec

extension Guard.Bounds {
    /// The bounds of two layers, key by key; the place of a key is that of the layer that limits more.
    func intersection(with further: Guard.Bounds) -> Guard.Bounds {
        var result = self
        if let new = further.minimum, minimum.map({ new.value > $0.value }) ?? true { result.minimum = new }
        if let new = further.maximum, maximum.map({ new.value < $0.value }) ?? true { result.maximum = new }
        result.oneOf = Guard.Bounds.common(oneOf, further.oneOf)
        result.subsetOf = Guard.Bounds.common(subsetOf, further.subsetOf)
        result.hosts = Guard.Bounds.common(hosts, further.hosts)
        if further.allowsNull?.value == false { result.allowsNull = further.allowsNull }
        if further.allowsUnset?.value == false { result.allowsUnset = further.allowsUnset }
        return result
    }

    private static func common<Element: Hashable & Sendable>(
        _ first: Sourced<[Element]>?,
        _ second: Sourced<[Element]>?
    ) -> Sourced<[Element]>? {
        guard let first, let second else { return first ?? second }
        let kept = first.value.filter(second.value.contains)
        return kept.count == first.value.count ? first : Sourced(kept, second.span)
    }

    /// The first key that further bounds would loosen.
    func loosening(by further: Guard.Bounds, at span: SourceSpan) -> EffectiveGuard.Loosening? {
        if let new = further.minimum, let old = minimum, new.value < old.value {
            return .init(reason: "min is \(Seconds(old.value)) there", ancestor: old.span, span: new.span)
        }
        if let new = further.maximum, let old = maximum, new.value > old.value {
            return .init(reason: "max is \(Seconds(old.value)) there", ancestor: old.span, span: new.span)
        }
        if let reason = Guard.Bounds.excess(of: further.oneOf, over: oneOf, "oneOf", shown: \.text) { return reason }
        if let reason = Guard.Bounds.excess(of: further.subsetOf, over: subsetOf, "subsetOf", shown: \.self) {
            return reason
        }
        if let reason = Guard.Bounds.excess(of: further.hosts, over: hosts, "hosts", shown: \.self) { return reason }
        for (key, new, old) in [
            ("null", further.allowsNull, allowsNull), ("unset", further.allowsUnset, allowsUnset),
        ] {
            if let new, new.value, old?.value != true {
                return .init(
                    reason: "\(key) does not pass there",
                    ancestor: old?.span ?? firstSpan ?? span,
                    span: new.span
                )
            }
        }
        return nil
    }

    private static func excess<Element: Hashable & Sendable>(
        of further: Sourced<[Element]>?,
        over old: Sourced<[Element]>?,
        _ key: String,
        shown: (Element) -> String
    ) -> EffectiveGuard.Loosening? {
        guard let further, let old, let added = further.value.first(where: { !old.value.contains($0) }) else {
            return nil
        }
        return .init(
            reason: "\(key) has no \(Field.excerpt(shown(added))) there",
            ancestor: old.span,
            span: further.span
        )
    }

    /// What lets null or unset pass.
    var clearing: (word: String, span: SourceSpan)? {
        if let allowsNull, allowsNull.value { return ("null", allowsNull.span) }
        if let allowsUnset, allowsUnset.value { return ("unset", allowsUnset.span) }
        return nil
    }

    /// Where the first of the keys is written.
    var firstSpan: SourceSpan? {
        minimum?.span ?? maximum?.span ?? oneOf?.span ?? subsetOf?.span ?? hosts?.span ?? allowsNull?.span
            ?? allowsUnset?.span
    }

    /// Whether a value is within `min` and `max`, where it is a number.
    func containsNumber(_ value: FieldValue) -> Bool {
        guard case .integer(let number) = value else { return true }
        return minimum.map { number >= $0.value } ?? true && maximum.map { number <= $0.value } ?? true
    }

    /// Whether only null and unset are spoken of.
    var limitsNoValue: Bool {
        minimum == nil && maximum == nil && oneOf == nil && subsetOf == nil && hosts == nil
    }

    /// Whether every value within these bounds is within others.
    func isWithin(_ other: Guard.Bounds) -> Bool {
        func isWithin<Element: Hashable & Sendable>(_ mine: Sourced<[Element]>?, _ theirs: Sourced<[Element]>?) -> Bool
        {
            guard let theirs else { return true }
            return mine.map { $0.value.allSatisfy(theirs.value.contains) } ?? false
        }
        let choices = oneOf?.value.filter(containsNumber)
        let least = minimum?.value ?? .min
        let greatest = maximum?.value ?? .max
        let isInRange =
            choices.map { $0.allSatisfy(other.containsNumber) }
            ?? (least >= other.minimum?.value ?? .min && greatest <= other.maximum?.value ?? .max)
        let isChosen =
            other.oneOf.map { theirs in choices.map { $0.allSatisfy(theirs.value.contains) } ?? false } ?? true
        return isInRange && isChosen && isWithin(subsetOf, other.subsetOf) && isWithin(hosts, other.hosts)
    }
}

extension FieldValue {
    /// The value as a policy writes it.
    package var text: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .list(let texts): "[\(texts.joined(separator: ", "))]"
        }
    }
}
