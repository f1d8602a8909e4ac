package import TokenSpec

extension RequestRow {
    /// Lays a layer over the row.
    ///
    /// A group that becomes null or unset takes its fields with it; a field written later revives a null group with only
    /// that field. Entries are in table order, where a group comes before its fields.
    package mutating func overlay(_ layer: Layer) {
        for entry in layer.entries { overlay(entry) }
    }

    private mutating func overlay(_ entry: Layer.Entry) {
        for member in entry.field.members { self[member] = .absent }
        switch entry.state {
        case .value(let value): self[entry.field] = .value(value)
        case .null: self[entry.field] = .null
        case .unset:
            self[entry.field] = .absent
            return
        }
        if let group = entry.field.group { self[group] = .absent }
    }
}
