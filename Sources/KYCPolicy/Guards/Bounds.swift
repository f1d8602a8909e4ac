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

    /// Whether a value is within `min` and `max`, where it is a number, and leads to one of `hosts`, where it is a URL.
    func admits(_ value: FieldValue) -> Bool {
        switch value {
        case .integer(let number):
            minimum.map { number >= $0.value } ?? true && maximum.map { number <= $0.value } ?? true
        case .string(let text): hosts.map { Guard.Bounds.fault(of: text, among: $0.value) == nil } ?? true
        case .boolean, .list: true
        }
    }

    /// Why a URL does not safely lead to one of some hosts, in words that complete "…, and …"; nil where it does.
    static func fault(of text: String, among hosts: [String]) -> String? {
        guard let uri = try? AbsoluteURI(text) else { return "it is no URL" }
        if uri.scheme.lowercased() != "https" { return "its scheme is not https" }
        if uri.userinfo != nil { return "it has user information before its host" }
        if let port = uri.port, port != "443" { return "it names a port" }
        guard let host = uri.host else { return "it has no host" }
        return hosts.contains(host.lowercased()) ? nil : "its host is \(Field.excerpt(host))"
    }

    /// The bounds in the fewest words that let the same values of a field through.
    func reduced(for field: Field) -> Guard.Bounds {
        var result = self
        if let oneOf {
            let choices = oneOf.value.filter(admits)
            result.oneOf = field.takesOnly(choices) ? nil : Sourced(choices, oneOf.span)
            (result.minimum, result.maximum, result.hosts) = (nil, nil, nil)
        }
        if case .duration(let range, _) = field.kind {
            if let minimum, minimum.value <= range.lowerBound { result.minimum = nil }
            if let maximum, maximum.value >= range.upperBound { result.maximum = nil }
        }
        return result
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
        if let choices = oneOf?.value.filter(admits) {
            return choices.allSatisfy { other.admits($0) && other.oneOf?.value.contains($0) ?? true }
        }
        let isInRange =
            minimum?.value ?? .min >= other.minimum?.value ?? .min
            && maximum?.value ?? .max <= other.maximum?.value ?? .max
        return isInRange && other.oneOf == nil && isWithin(subsetOf, other.subsetOf) && isWithin(hosts, other.hosts)
    }
}

extension Field {
    /// Whether the field has no legal value beside these.
    fileprivate func takesOnly(_ values: [FieldValue]) -> Bool {
        switch kind {
        case .boolean: [true, false].allSatisfy { values.contains(.boolean($0)) }
        case .oneOf(let words): words.allSatisfy { values.contains(.string($0)) }
        default: false
        }
    }

    /// Whether null can reach the field: its own, or that of its group.
    var canBecomeNull: Bool { isNullable || group != nil }
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
