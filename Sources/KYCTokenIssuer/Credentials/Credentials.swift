#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The key pair that signs an issuer's requests, by HTTP Basic authentication.
///
/// The same base URL serves the provider's sandbox and production; the key pair decides which of them answers. Neither
/// half is ever shown: not in a description, not in a mirror, not in an error.
public struct Credentials: Sendable {
    /// The environment variable that ``fromEnvironment(_:)`` takes the API key from.
    public static let apiKeyVariable = "IDENFY_API_KEY"
    /// The environment variable that ``fromEnvironment(_:)`` takes the API secret from.
    public static let apiSecretVariable = "IDENFY_API_SECRET"

    private let apiKey: String
    private let apiSecret: String

    /// A key pair.
    ///
    /// - Throws: Where Basic authentication cannot carry the pair (RFC 7617): an empty half, a colon in the key, or a
    ///   control character, such as the line break that a file leaves behind a secret.
    public init(apiKey: String, apiSecret: String) throws(CredentialsError) {
        try Credentials.check(apiKey, "API key")
        try Credentials.check(apiSecret, "API secret")
        guard !apiKey.utf8.contains(UInt8(ascii: ":")) else {
            throw CredentialsError("the API key has a colon, which Basic authentication cannot carry")
        }
        self.apiKey = apiKey
        self.apiSecret = apiSecret
    }

    /// The key pair in the process's environment variables `IDENFY_API_KEY` and `IDENFY_API_SECRET`.
    ///
    /// - Throws: Where a variable is missing or empty, which the error names, or holds what cannot be sent.
    public static func fromEnvironment() throws(CredentialsError) -> Credentials {
        try fromEnvironment(ProcessInfo.processInfo.environment)
    }

    /// The key pair in the variables `IDENFY_API_KEY` and `IDENFY_API_SECRET` of an environment that is given.
    ///
    /// - Throws: Where a variable is missing or empty, which the error names, or holds what cannot be sent.
    public static func fromEnvironment(
        _ environment: [String: String]
    ) throws(CredentialsError) -> Credentials {
        let apiKey = environment[apiKeyVariable] ?? ""
        let apiSecret = environment[apiSecretVariable] ?? ""
        let missing = [(apiKeyVariable, apiKey), (apiSecretVariable, apiSecret)].filter(\.1.isEmpty).map(\.0)
        guard missing.isEmpty else {
            throw CredentialsError(
                "\(missing.joined(separator: " and ")) \(missing.count == 1 ? "is" : "are") not set",
                missingVariables: missing
            )
        }
        return try Credentials(apiKey: apiKey, apiSecret: apiSecret)
    }

    private static func check(_ text: String, _ name: String) throws(CredentialsError) {
        guard !text.isEmpty else { throw CredentialsError("the \(name) is empty") }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw CredentialsError("the \(name) has a line break or another control character")
        }
    }

    /// The value of the `Authorization` field.
    var authorization: String { "Basic \(base64)" }

    private var base64: String { Data("\(apiKey):\(apiSecret)".utf8).base64EncodedString() }

    /// The texts that nothing shown may contain.
    var secretTexts: [String] { [apiKey, apiSecret, base64] }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A text without the key pair.
    public var description: String { "Credentials(redacted)" }

    /// A text without the key pair.
    public var debugDescription: String { description }

    /// A mirror without the key pair.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
