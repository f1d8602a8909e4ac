package import PolicyDiagnostics
package import TokenSpec

/// A sparse row over the field table: what one place of the policy, or one call, says about fields.
package struct Layer: Sendable {
    /// What a layer is, in the order in which layers are folded.
    package enum Kind: String, Sendable {
        case profile
        case environment
        case environmentProfile
        case call
    }

    package let kind: Kind
    /// The name of the profile or environment; empty for a call.
    package let name: String
    /// In table order, one entry a field at the most.
    package private(set) var entries: [Entry] = []

    package init(kind: Kind, name: String = "") {
        self.kind = kind
        self.name = name
    }

    /// What a layer says about a field or group, and where.
    package struct Entry: Sendable {
        package let field: Field
        package var state: State
        /// Where the value stands.
        package let place: Place
        /// Where each element of a list stands.
        package var elements: [Place]
        /// The value with its key before it, where it stands in a file.
        package let written: SourceSpan?

        package init(
            _ field: Field,
            _ state: State,
            at place: Place,
            elements: [Place] = [],
            written: SourceSpan? = nil
        ) {
            self.field = field
            self.state = state
            self.place = place
            self.elements = elements
            self.written = written ?? place.span
        }
    }

    /// What an entry does with what was inherited.
    package enum State: Sendable {
        /// Sends a value.
        case value(FieldValue)
        /// Sends JSON null.
        case null
        /// Sends nothing.
        case unset
        /// Sends a list whose sets are not expanded yet.
        indirect case list(ListExpression)
        /// Sends a change of the inherited list.
        indirect case change(ListChange)
    }

    /// The layer's entry for a field or group.
    package subscript(field: Field) -> Entry? {
        let index = index(of: field)
        guard index < entries.count, entries[index].field == field else { return nil }
        return entries[index]
    }

    /// Adds an entry, or replaces the one of the same field.
    package mutating func set(_ entry: Entry) {
        let index = index(of: entry.field)
        if index < entries.count, entries[index].field == entry.field {
            entries[index] = entry
        } else {
            entries.insert(entry, at: index)
        }
    }

    /// Replaces each entry by what a function makes of it; nil takes it out.
    package mutating func mapEntries(_ transform: (Entry) -> Entry?) { entries = entries.compactMap(transform) }

    /// Where the field's entry stands, or would.
    private func index(of field: Field) -> Int {
        entries.firstIndex { $0.field.index >= field.index } ?? entries.endIndex
    }
}

extension Layer.Entry {
    /// What the specification and the lists of known codes have against the entry.
    package var violations: [Violation] {
        switch state {
        case .value(let value): field.violations(of: value)
        case .null: field.nullViolation.map { [$0] } ?? []
        case .unset, .list: []
        case .change(let change): field.violations(of: .list(change.added.codes))
        }
    }

    /// Where a violation's value stands.
    package func place(of violation: Violation) -> Place {
        guard let element = violation.element, elements.indices.contains(element) else { return place }
        return elements[element]
    }
}

extension Layer.State {
    /// The value, where the state is one.
    package var value: FieldValue? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    /// Whether the state sends nothing.
    package var isUnset: Bool {
        if case .unset = self { return true }
        return false
    }

    /// Whether the state sends null.
    package var isNull: Bool {
        if case .null = self { return true }
        return false
    }
}
