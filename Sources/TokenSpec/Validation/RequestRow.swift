/// One request: a cell for each row of the field table.
package struct RequestRow: Hashable, Sendable {
    /// What a request has for a field or group.
    package enum Cell: Hashable, Sendable {
        /// Nothing is sent.
        case absent
        /// JSON null is sent.
        case null
        /// The value is sent.
        case value(FieldValue)
    }

    private var cells: [Cell]

    /// A request that sends nothing.
    package init() { cells = Array(repeating: .absent, count: Field.table.count) }

    /// The cell of a field or group.
    ///
    /// A group is null or absent; its fields say what an object of it holds.
    package subscript(field: Field) -> Cell {
        get { cells[field.index] }
        set { cells[field.index] = newValue }
    }

    /// Everything that the specification and the lists of known codes have against the request, in table order.
    package func violations() -> [Violation] {
        Field.table.flatMap { field -> [Violation] in
            switch self[field] {
            case .absent:
                guard field.isRequired else { return [] }
                return [Violation(.requiredFieldMissing, field, "\(field.path) is missing: every request needs it")]
            case .null:
                return field.nullViolation.map { [$0] } ?? []
            case .value(let value):
                return field.violations(of: value)
            }
        }
    }
}
