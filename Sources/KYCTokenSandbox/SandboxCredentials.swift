extension TokenSandbox {
    /// A key pair that a sandbox accepts.
    ///
    /// Unlike the provider's, it guards nothing, yet it is not shown either: a test may well use a real-looking one.
    public struct Credentials: Sendable {
        /// The user name of Basic authentication.
        public let apiKey: String
        /// The password of Basic authentication.
        public let apiSecret: String

        /// A key pair of those texts.
        public init(apiKey: String, apiSecret: String) {
            self.apiKey = apiKey
            self.apiSecret = apiSecret
        }

        /// The key pair that every sandbox accepts unless told otherwise: `sandbox-key` and `sandbox-secret`.
        public static let standard = Credentials(apiKey: "sandbox-key", apiSecret: "sandbox-secret")
    }
}

extension TokenSandbox.Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A text without the key pair.
    public var description: String { "Credentials(redacted)" }

    /// A text without the key pair.
    public var debugDescription: String { description }

    /// A mirror without the key pair.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
