import PolicyDiagnostics
import TokenSpec

/// The fields that a call gives, by their places in the table: what ``TokenCall`` and its groups keep.
struct CallEntries: Sendable {
    private var states: [(field: Field, state: Layer.State)] = []

    subscript<Value>(field: Field) -> Override<Value> {
        get {
            switch states.first(where: { $0.field == field })?.state {
            case nil, .list, .change: .inherit
            case .null: .null
            case .unset: .unset
            case .value(let value): Value(fieldValue: value).map(Override.value) ?? .inherit
            }
        }
        set {
            let state: Layer.State? =
                switch newValue {
                case .inherit: nil
                case .value(let value): .value(value.fieldValue)
                case .null: .null
                case .unset: .unset
                }
            states.removeAll { $0.field == field }
            if let state { states.append((field, state)) }
        }
    }

    /// Gives a group as a whole.
    mutating func set(_ group: Field, _ state: Layer.State) { states = [(group, state)] }

    func write(to layer: inout Layer) {
        for (field, state) in states {
            let place = Place.argument(field.path)
            if case .value(let value) = state {
                layer.set(Layer.Entry(field, value: value, at: place) { _ in place })
            } else {
                layer.set(Layer.Entry(field, state, at: place))
            }
        }
    }
}

/// The fields of one group in a call.
public protocol CallGroup {
    /// Sends JSON null for the whole group.
    static var null: Self { get }

    /// Sends nothing of the group.
    static var unset: Self { get }

    /// Takes what the policy says.
    static var inherit: Self { get }
}
