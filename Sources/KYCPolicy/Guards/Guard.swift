package import PolicyDiagnostics
package import TokenSpec

/// What one layer lets a call do with a field.
package enum Guard: Sendable {
    /// Any legal value, null and unset.
    case allow
    /// Nothing.
    case deny
    /// Null or unset only.
    case disable
    /// A subset of the list just before the call.
    case narrow
    /// Values within bounds.
    case bounds(Bounds)

    /// What a value must satisfy, all of it; a key that is not written adds nothing.
    package struct Bounds: Sendable {
        /// The least number.
        package var minimum: Sourced<Int>?
        /// The greatest number.
        package var maximum: Sourced<Int>?
        /// The values that may be chosen from.
        package var oneOf: Sourced<[FieldValue]>?
        /// The codes that a list may have.
        package var subsetOf: Sourced<[String]>?
        /// The hosts that an https URL may name, in lower case.
        package var hosts: Sourced<[String]>?
        /// Whether null passes too.
        package var allowsNull: Sourced<Bool>?
        /// Whether unset passes too.
        package var allowsUnset: Sourced<Bool>?

        package init() {}
    }
}

/// A value with the place it was written.
package struct Sourced<Value: Sendable>: Sendable {
    package let value: Value
    package let span: SourceSpan

    package init(_ value: Value, _ span: SourceSpan) {
        self.value = value
        self.span = span
    }
}
