import TokenSpec

/// A change of one field as a sentence of the domain.
struct FieldChangeWords {
    let message: String
    init(_ profile: String, _ field: Field, _ before: RequestRow.Cell, _ after: RequestRow.Cell) {
        message = "\(profile) \(FieldChangeWords.predicate(field, before, after))"
    }

    // MARK: Effect

    /// Which way a change of a field tightens; a group that becomes null does what losing its fields does.
    static func effect(_ field: Field, _ before: RequestRow, _ after: RequestRow) -> PolicyDiff.Effect {
        guard field.isGroup, after[field] == .null else { return effect(field, before[field], after[field]) }
        let effects = field.members.filter { before[$0] != .absent }.map { effect($0, before[$0], .absent) }
        if effects.contains(.loosens) { return effects.contains(.tightens) ? .changes : .loosens }
        return effects.contains(.tightens) ? .tightens : .changes
    }

    private static func effect(
        _ field: Field,
        _ before: RequestRow.Cell,
        _ after: RequestRow.Cell
    ) -> PolicyDiff.Effect {
        switch field.tightening {
        case .neutral: return .changes
        case .whenPresent:
            if before.value == nil, after.value != nil { return .tightens }
            return before.value != nil && after.value == nil ? .loosens : .changes
        case .whenTrue, .whenFalse:
            let strict = FieldValue.boolean(field.tightening == .whenTrue)
            if after.value == strict { return .tightens }
            return before.value == strict ? .loosens : .changes
        case .smaller:
            guard case (.integer(let was)?, .integer(let isNow)?) = (before.value, after.value) else { return .changes }
            return isNow < was ? .tightens : .loosens
        case .subset:
            let (was, isNow) = (before.codes, after.codes)
            guard let isNow else { return was == nil ? .changes : .loosens }
            guard let was else { return .tightens }
            if was.isSuperset(of: isNow) { return .tightens }
            return was.isSubset(of: isNow) ? .loosens : .changes
        }
    }

    // MARK: Words

    private static func predicate(_ field: Field, _ before: RequestRow.Cell, _ after: RequestRow.Cell) -> String {
        if field.isPersonal { return "changes what it sends for \(field.path)" }
        if field.isList { return listPredicate(field, before, after) }
        let was = before.value.map { " (was \(shown($0, field)))" } ?? ""
        switch (before, after) {
        case (.null, .absent): return "no longer sends null for \(field.isGroup ? "all of " : "")\(field.path)"
        case (_, .absent): return "no longer sends \(field.path)\(was)"
        case (_, .null):
            return field.isGroup
                ? "sends null for all of \(field.path)" : "switches \(field.path) off by sending null\(was)"
        case (.value(.integer(let was)), .value(.integer(let isNow))):
            let verb = isNow < was ? "shortens" : "lengthens"
            return "\(verb) \(field.path) from \(Seconds(was)) to \(Seconds(isNow))"
        case (_, .value(.boolean(let flag))): return "switches \(field.path) \(flag ? "on" : "off")"
        case (.value(let was), .value(let isNow)):
            return "changes \(field.path) from \(shown(was, field)) to \(shown(isNow, field))"
        case (_, .value(let isNow)): return "now sends \(field.path) \(shown(isNow, field))"
        }
    }

    private static func listPredicate(_ field: Field, _ before: RequestRow.Cell, _ after: RequestRow.Cell) -> String {
        let isCountries = field.kind == .countries
        let (verb, one, many) =
            isCountries ? ("admits", "country", "countries") : ("accepts", "document type", "document types")
        guard let isNow = after.codes else {
            guard let was = before.codes else {
                return "\(after == .null ? "now" : "no longer") sends null for \(field.path)"
            }
            return "no longer restricts \(many) (so far \(listed(was)))"
        }
        guard let was = before.codes else { return "now \(verb) only \(listed(isNow))" }
        let added = isNow.subtracting(was)
        let removed = was.subtracting(isNow)
        let more =
            added.isEmpty ? nil : "\(verb) \(added.count) more \(added.count == 1 ? one : many): \(listed(added))"
        let fewer =
            removed.isEmpty
            ? nil : "no longer \(verb) \(removed.count) \(removed.count == 1 ? one : many): \(listed(removed))"
        return [more, fewer].compactMap(\.self).joined(separator: ", and ")
    }

    private static func listed(_ codes: Set<String>) -> String {
        codes.sorted().prefix(40).joined(separator: ", ") + (codes.count > 40 ? " and \(codes.count - 40) more" : "")
    }

    private static func shown(_ value: FieldValue, _ field: Field) -> String {
        if case .integer(let count) = value { return Seconds(count).description }
        return Field.excerpt(value.text)
    }
}

extension RequestRow.Cell {
    /// The value, where one is sent.
    fileprivate var value: FieldValue? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    /// The codes of a list, where one is sent; none means all.
    fileprivate var codes: Set<String>? {
        guard case .value(.list(let codes)) = self else { return nil }
        return Set(codes)
    }
}
