extension IssueError {
    /// Whose problem an error is, and with that what may be done about it.
    ///
    /// More kinds may come, so a `switch` over them needs a `default`.
    public struct Kind: Hashable, Sendable {
        private enum Code: String {
            case policyRefused = "policy-refused"
            case credentials
            case account
            case providerRefused = "provider-refused"
            case conflict
            case rateLimited = "rate-limited"
            case unreachable
            case outcomeUnknown = "outcome-unknown"
            case cancelled
        }

        private let code: Code

        /// The policy or the call's own overrides: nothing was sent, and ``IssueError/diagnostics`` say why.
        public static let policyRefused = Kind(code: .policyRefused)
        /// The key pair is wrong, or is a sandbox pair where a production pair is needed (401).
        public static let credentials = Kind(code: .credentials)
        /// The account may not do this: out of credits, disabled, or without the feature asked for (402, 403).
        public static let account = Kind(code: .account)
        /// The provider refused the request as it is (400, 404 and the like); sending it again will not help.
        public static let providerRefused = Kind(code: .providerRefused)
        /// The client already has an active session (409).
        public static let conflict = Kind(code: .conflict)
        /// Too many requests (429); the same request may pass later.
        public static let rateLimited = Kind(code: .rateLimited)
        /// The request never got to the provider, so that it is safe to send again.
        public static let unreachable = Kind(code: .unreachable)
        /// The request was sent and no usable answer came: a token may exist.
        ///
        /// Sending again may make a second one.
        public static let outcomeUnknown = Kind(code: .outcomeUnknown)
        /// The task was cancelled before the request was sent.
        public static let cancelled = Kind(code: .cancelled)
    }
}

extension IssueError.Kind: CustomStringConvertible {
    /// The kind's name, such as `outcome-unknown`; stable, for logs and machine formats.
    public var description: String { code.rawValue }
}
