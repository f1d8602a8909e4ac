public import PolicyDiagnostics

/// That a call does not get a request: everything that stands against it, not only the first thing.
public struct Refusal: Error, Sendable {
    /// What stands against the call; the rule of each says why.
    public let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Refusal: CustomStringConvertible {
    /// What stands against the call, one a line.
    ///
    /// No value of a personal field is repeated.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
