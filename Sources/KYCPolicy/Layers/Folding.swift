package import TokenSpec

/// Why a layer's entry cannot be laid over what is inherited.
package enum FoldingProblem: Sendable {
    /// A list is changed where there is none.
    case nothingInherited
    /// A code is removed that is not there; its place among the removed ones.
    case removedAbsent(index: Int)
    /// Nothing is left of the list.
    case emptyResult
}

extension RequestRow {
    /// Lays a layer over the row, entry by entry.
    ///
    /// A group that becomes null or unset takes its fields with it; a field written later revives a null group with only
    /// that field. Entries are in table order, where a group comes before its fields.
    ///
    /// - Parameter report: Is told of each entry that does not fit; such an entry changes nothing.
    package mutating func overlay(_ layer: Layer, _ report: (Layer.Entry, FoldingProblem) -> Void = { _, _ in }) {
        for entry in layer.entries {
            if let problem = overlay(entry) { report(entry, problem) }
        }
    }

    /// Lays one entry over the row.
    package mutating func overlay(_ entry: Layer.Entry) -> FoldingProblem? {
        let field = entry.field
        for member in field.members { self[member] = .absent }
        switch entry.state {
        case .value(let value):
            self[field] = .value(value)
        case .null:
            self[field] = .null
        case .change(let change):
            guard case .value(.list(let inherited)) = self[field] else { return .nothingInherited }
            let present = Set(inherited)
            if let index = change.removed.codes.firstIndex(where: { !present.contains($0) }) {
                return .removedAbsent(index: index)
            }
            let kept = inherited.filter { !change.removed.contains($0) }
            let result = kept + change.added.codes.filter { !kept.contains($0) }
            guard !result.isEmpty else { return .emptyResult }
            self[field] = .value(.list(result))
        case .unset:
            self[field] = .absent
            return nil
        case .list:
            return nil
        }
        if let group = field.group { self[group] = .absent }
        return nil
    }
}
