public import TokenSpec

/// What a call does with one field.
public enum Override<Value: FieldValueConvertible>: Sendable {
    /// Takes what the policy says.
    case inherit
    /// Sends a value.
    case value(Value)
    /// Sends JSON null; legal where the specification says so.
    case null
    /// Sends nothing.
    case unset
}

extension Override: Equatable where Value: Equatable {}

extension Override: ExpressibleByUnicodeScalarLiteral where Value: ExpressibleByUnicodeScalarLiteral {
    /// Sends the value of the literal.
    public init(unicodeScalarLiteral value: Value.UnicodeScalarLiteralType) {
        self = .value(Value(unicodeScalarLiteral: value))
    }
}

extension Override: ExpressibleByExtendedGraphemeClusterLiteral
where Value: ExpressibleByExtendedGraphemeClusterLiteral {
    /// Sends the value of the literal.
    public init(extendedGraphemeClusterLiteral value: Value.ExtendedGraphemeClusterLiteralType) {
        self = .value(Value(extendedGraphemeClusterLiteral: value))
    }
}

extension Override: ExpressibleByStringLiteral where Value: ExpressibleByStringLiteral {
    /// Sends the value of the literal.
    public init(stringLiteral value: Value.StringLiteralType) { self = .value(Value(stringLiteral: value)) }
}

extension Override: ExpressibleByIntegerLiteral where Value: ExpressibleByIntegerLiteral {
    /// Sends the value of the literal.
    public init(integerLiteral value: Value.IntegerLiteralType) { self = .value(Value(integerLiteral: value)) }
}

extension Override: ExpressibleByBooleanLiteral where Value: ExpressibleByBooleanLiteral {
    /// Sends the value of the literal.
    public init(booleanLiteral value: Value.BooleanLiteralType) { self = .value(Value(booleanLiteral: value)) }
}

extension Override: ExpressibleByArrayLiteral where Value: ListOverride {
    /// Sends the list of the literal.
    public init(arrayLiteral elements: Value.Element...) { self = .value(Value(elements)) }
}

/// The list of a field, so that an array literal can stand for an override of it.
public protocol ListOverride: FieldValueConvertible {
    /// The type of an element.
    associatedtype Element

    /// The list of those elements.
    init(_ elements: [Element])
}

extension Array: ListOverride where Element: ListElement {}
