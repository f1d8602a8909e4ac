/// Why there is no usable key pair.
public struct CredentialsError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, without any part of the key pair.
    public let description: String
    /// The environment variables that are missing or empty, where that is what is wrong.
    public let missingVariables: [String]

    init(_ description: String, missingVariables: [String] = []) {
        self.description = description
        self.missingVariables = missingVariables
    }
}
