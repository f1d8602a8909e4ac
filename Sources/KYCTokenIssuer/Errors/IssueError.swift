public import KYCPolicy

/// Why there is no token, and whose problem it is.
///
/// No text of it holds a key, a token or personal data of the request: what the provider says is quoted on one line, cut
/// short and with such values masked.
public struct IssueError: Error, Sendable {
    /// Whose problem it is.
    public let kind: Kind
    /// What went wrong, on one line.
    public let message: String
    /// The status code of the provider's answer, where there was one.
    public let status: Int?
    /// The provider's own name for the error, such as `BAD_VALUE`.
    public let identifier: String?
    /// The path of the request's field that it is about, as far as that can be told.
    public let field: String?
    /// What the policy refused; empty for every other kind.
    public let diagnostics: [Diagnostic]
    /// What an audit log needs to know of the request; nil where the policy refused it, so that there was none.
    public internal(set) var record: DecisionRecord?

    init(
        _ kind: Kind,
        _ message: String,
        status: Int? = nil,
        identifier: String? = nil,
        field: String? = nil,
        diagnostics: [Diagnostic] = []
    ) {
        self.kind = kind
        self.message = message
        self.status = status
        self.identifier = identifier
        self.field = field
        self.diagnostics = diagnostics
    }
}

extension IssueError: CustomStringConvertible {
    /// The kind and the message.
    public var description: String { "\(kind): \(message)" }
}
