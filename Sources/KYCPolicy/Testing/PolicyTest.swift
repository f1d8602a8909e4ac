package import PolicyDiagnostics
import TokenSpec

/// A test as a policy file writes it: a call, and what shall come of it.
package struct PolicyTest: Sendable {
    package let name: Located
    package let profile: Located
    package var environment: Located?
    package var call = CallLayer()
    package let expectation: Expectation

    /// What shall come of a call.
    package enum Expectation: Sendable {
        /// A request with these fields, and without those.
        case request(Layer, absent: [FieldMention])
        /// A refusal by exactly these rules, in any order.
        case denied([Located], span: SourceSpan)
    }
}
