import TokenSpec

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The half of an issuer that knows no policies: it sends requests and reads answers.
package final class TokenSender: Sendable {
    private let credentials: Credentials
    private let configuration: TokenIssuer.Configuration
    private let transport: TokenTransport

    package init(credentials: Credentials, configuration: TokenIssuer.Configuration) {
        self.credentials = credentials
        self.configuration = configuration
        transport = TokenTransport(timeout: configuration.timeout, connectTimeout: configuration.connectTimeout)
    }

    /// Asks for the token that `row` describes, in exactly one POST.
    package func send(_ row: RequestRow) async throws(IssueError) -> IssuedToken {
        let request: TokenRequest
        do throws(DialectError) {
            request = try TokenRequest(row, configuration)
        } catch {
            throw IssueError(error)
        }
        let reading = AnswerReading(
            sensitiveTexts: SensitiveTexts(secrets: credentials.secretTexts, request: row),
            authority: configuration.baseURL.authority,
            sentAt: Date()
        )
        let answer: TokenTransport.Answer
        do throws(TransportFailure) {
            answer = try await transport.post(
                Array(request.body.compact.utf8),
                to: request.url,
                authorization: credentials.authorization
            )
        } catch {
            throw reading.error(for: error)
        }
        return try reading.token(from: answer)
    }

    package func shutdown() async { await transport.shutdown() }
}
