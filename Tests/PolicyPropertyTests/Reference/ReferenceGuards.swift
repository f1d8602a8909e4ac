import KYCPolicy
import TokenSpec

extension Reference {
    /// What the layers that list a field say of it, each layer by its more exact path.
    func guards(of field: Field, _ chain: Chain) -> [GuardModel] {
        let group = field.group
        return chain.overrides.compactMap { overrides in
            overrides.guards[field] ?? group.flatMap { overrides.guards[$0] }
        }
    }

    /// The rules under which the guards of a field refuse what a call gives; none where all of them let it through.
    func refusals(
        of given: CallModel.Given,
        _ field: Field,
        _ chain: Chain,
        before: Row
    ) -> Set<String> {
        let guards = guards(of: field, chain)
        guard !guards.isEmpty else { return chain.isDeniedByDefault ? ["override-denied"] : [] }
        // Who may do nothing is told no more than that.
        if guards.contains(.deny) { return ["override-denied"] }
        let bounds = guards.compactMap(\.bounds)
        let isNarrowed = guards.contains(.narrow)
        switch given {
        case .null, .unset:
            if isNarrowed { return ["override-not-narrower"] }
            let flags = bounds.map { given == .null ? $0.allowsNull : $0.allowsUnset }.compactMap(\.self)
            let isCleared = bounds.isEmpty || (flags.contains(true) && !flags.contains(false))
            return isCleared ? [] : [Reference.rule(of: bounds)]
        case .value(let value):
            var rules: Set<String> = guards.contains(.disable) ? ["override-not-disable"] : []
            for bounds in bounds { rules.formUnion(refusals(of: value, bounds, field)) }
            return rules
        case .list(let list):
            var rules: Set<String> = guards.contains(.disable) ? ["override-not-disable"] : []
            if case .change = list {
                if isNarrowed { rules.insert("override-not-narrower") }
                if bounds.contains(where: { $0.subsetOf != nil }) { rules.insert("override-not-subset") }
                return rules
            }
            return rules.union(refusals(ofCodes: codes(of: list, field), isNarrowed, bounds, field, before: before))
        case .emptyList:
            let rules = refusals(ofCodes: [], isNarrowed, bounds, field, before: before)
            return guards.contains(.disable) ? rules.union(["override-not-disable"]) : rules
        case .misfit:
            return []
        }
    }

    private func refusals(
        ofCodes codes: [String],
        _ isNarrowed: Bool,
        _ bounds: [BoundsModel],
        _ field: Field,
        before: Row
    ) -> Set<String> {
        var rules: Set<String> = []
        if isNarrowed {
            var allowed: [String] = []
            if case .value(.list(let codes)) = before[field] { allowed = codes }
            if codes.isEmpty || !codes.allSatisfy(allowed.contains) { rules.insert("override-not-narrower") }
        }
        for superset in bounds.compactMap(\.subsetOf) {
            let allowed = self.codes(of: superset, field)
            if codes.isEmpty || !codes.allSatisfy(allowed.contains) { rules.insert("override-not-subset") }
        }
        return rules
    }

    /// The rules of the keys of one layer's bounds that a value does not satisfy.
    func refusals(of value: FieldValue, _ bounds: BoundsModel, _ field: Field) -> Set<String> {
        var rules: Set<String> = []
        if case .integer(let number) = value {
            if let minimum = bounds.minimum, number < minimum { rules.insert("override-out-of-range") }
            if let maximum = bounds.maximum, number > maximum { rules.insert("override-out-of-range") }
        }
        if let choices = bounds.oneOf, !choices.contains(value) { rules.insert("override-not-one-of") }
        if let hosts = bounds.hosts {
            var host: String?
            if case .string(let text) = value { host = Samples.safeURLs[text] }
            if !hosts.contains(where: { $0 == host }) { rules.insert("override-host") }
        }
        return rules
    }

    /// The rule under which bounds refuse null and unset: that of the first key that any of them has.
    private static func rule(of bounds: [BoundsModel]) -> String {
        if bounds.contains(where: { $0.minimum != nil || $0.maximum != nil }) { return "override-out-of-range" }
        if bounds.contains(where: { $0.oneOf != nil }) { return "override-not-one-of" }
        if bounds.contains(where: { $0.subsetOf != nil }) { return "override-not-subset" }
        return bounds.contains { $0.hosts != nil } ? "override-host" : "override-denied"
    }

    // MARK: Inheriting

    /// Whether a layer's guard would let calls do what a layer above does not.
    func loosens(_ written: GuardModel, _ above: [GuardModel], _ field: Field) -> Bool {
        if above.contains(.deny) { return written != .deny }
        if written == .allow { return above.contains { $0 != .allow } }
        guard let mine = written.bounds else { return false }
        let theirs = above.compactMap(\.bounds)
        func grows<Element: Equatable>(_ list: (BoundsModel) -> [Element]?) -> Bool {
            guard let wanted = list(mine) else { return false }
            return theirs.compactMap(list).contains { allowed in !wanted.allSatisfy(allowed.contains) }
        }
        func opens(_ flag: (BoundsModel) -> Bool?) -> Bool {
            guard flag(mine) == true else { return false }
            // What may only become narrower may be neither null nor unset.
            if above.contains(.narrow) { return true }
            guard !theirs.isEmpty else { return false }
            let flags = theirs.compactMap(flag)
            return flags.isEmpty || flags.contains(false)
        }
        return theirs.contains { bounds in
            mine.minimum.map { $0 < bounds.minimum ?? .min } ?? false
                || mine.maximum.map { $0 > bounds.maximum ?? .max } ?? false
        } || grows(\.oneOf) || grows { $0.subsetOf.map { codes(of: $0, field) } } || grows(\.hosts)
            || opens(\.allowsNull) || opens(\.allowsUnset)
    }

    /// Whether the guards of a field let any value through.
    func letsSomeValueThrough(_ field: Field, _ chain: Chain) -> Bool {
        let guards = guards(of: field, chain)
        guard !guards.isEmpty else { return !chain.isDeniedByDefault }
        if guards.contains(.deny) || guards.contains(.disable) { return false }
        let bounds = guards.compactMap(\.bounds)
        let least = bounds.compactMap(\.minimum).max() ?? .min
        let greatest = bounds.compactMap(\.maximum).min() ?? .max
        if least > greatest { return false }
        func isShared<Element: Equatable>(_ lists: [[Element]]) -> Bool {
            guard let first = lists.first else { return true }
            return first.contains { element in lists.allSatisfy { $0.contains(element) } }
        }
        let hosts = bounds.compactMap(\.hosts)
        func fits(_ value: FieldValue) -> Bool {
            switch value {
            case .integer(let number): return number >= least && number <= greatest
            case .string(let text): return hosts.allSatisfy { hosts in hosts.contains { $0 == Samples.safeURLs[text] } }
            case .boolean, .list: return true
            }
        }
        let choices = bounds.compactMap(\.oneOf).map { $0.filter(fits) }
        return isShared(choices) && isShared(hosts)
            && isShared(bounds.compactMap(\.subsetOf).map { codes(of: $0, field) })
    }
}

extension GuardModel {
    var bounds: BoundsModel? {
        guard case .bounds(let bounds) = self else { return nil }
        return bounds
    }
}
