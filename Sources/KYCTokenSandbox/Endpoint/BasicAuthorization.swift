#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The check of Basic authentication (RFC 7617).
struct BasicAuthorization: Sendable {
    private let expected: [UInt8]

    init(_ credentials: TokenSandbox.Credentials) {
        expected = Array("\(credentials.apiKey):\(credentials.apiSecret)".utf8)
    }

    /// Whether the values of a request's `Authorization` fields are the one that is expected.
    func accepts(_ values: [String]) -> Bool {
        guard let value = values.first, values.count == 1 else { return false }
        let parts = value.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "basic", let given = Data(base64Encoded: String(parts[1]))
        else { return false }
        return isExpected(Array(given))
    }

    /// Compares in a time that does not tell how much of the guess is right.
    private func isExpected(_ given: [UInt8]) -> Bool {
        var difference: UInt8 = given.count == expected.count ? 0 : 1
        for (index, byte) in expected.enumerated() {
            difference |= byte ^ (index < given.count ? given[index] : 0)
        }
        return difference == 0
    }
}
