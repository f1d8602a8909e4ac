import TokenSpec

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What makes a token or an error of what the endpoint answered.
struct AnswerReading: Sendable {
    /// The longest quotation of the provider, in code points.
    private static let maximumQuotation = 200

    let sensitiveTexts: SensitiveTexts
    let authority: String
    let sentAt: Date

    /// The token that the endpoint created.
    func token(from answer: TokenTransport.Answer) throws(IssueError) -> IssuedToken {
        let json = try? JSON.parse(answer.body)
        guard answer.status == 200 || answer.status == 201 else { throw error(status: answer.status, answer: json) }
        guard let json else {
            throw unusable(answer.status, "is not JSON", nil)
        }
        guard let token = IssuedToken(answer: json, sentAt: sentAt) else {
            let missing = json["scanRef"]?.string == nil ? "has no token and scan reference" : "has no token"
            throw unusable(answer.status, missing, json)
        }
        return token
    }

    /// The error of an exchange that broke off.
    func error(for failure: TransportFailure) -> IssueError {
        // A head alone settles it only where the status says all; 400 may stand for anything.
        if let status = failure.status, status >= 300, status < 500, status != 400 {
            return error(status: status, answer: nil)
        }
        if failure.isSent {
            return IssueError(
                .outcomeUnknown,
                "the request was sent to \(authority), but \(failure.reason): a token may exist",
                status: failure.status
            )
        }
        if failure.isCancelled {
            return IssueError(.cancelled, "cancelled before the request was sent")
        }
        return IssueError(.unreachable, "cannot reach \(authority): \(failure.reason)")
    }

    private func unusable(_ status: Int, _ problem: String, _ answer: JSON?) -> IssueError {
        let envelope = ErrorEnvelope(answer)
        return IssueError(
            .outcomeUnknown,
            "\(authority) answered \(status), but the answer \(problem): a token may exist",
            status: status,
            identifier: shown(envelope.identifier, in: answer)
        )
    }

    /// The error that an answer is: its identifier says which, or else its status.
    private func error(status: Int, answer: JSON?) -> IssueError {
        let envelope = ErrorEnvelope(answer)
        let kind = kind(ofIdentifier: envelope.identifier) ?? kind(ofStatus: status)
        var summary = summary(of: kind, status: status)
        let identifier = shown(envelope.identifier, in: answer)
        summary += " (\([String(status), identifier].compactMap(\.self).joined(separator: " ")))"
        if let quotation = quotation(of: envelope.message, in: answer) { summary += ": \(quotation)" }
        return IssueError(
            kind,
            summary,
            status: status,
            identifier: identifier,
            field: envelope.message.flatMap(FieldMention.path)
        )
    }

    private func kind(ofIdentifier identifier: String?) -> IssueError.Kind? {
        switch identifier {
        case "INTERNAL_ERROR": .outcomeUnknown
        case "TOO_MANY_REQUESTS": .rateLimited
        case "UNAUTHORIZED": .credentials
        case "PERMISSIONS_ERROR", "PARTNER_CONTRACT_ERROR": .account
        case "BAD_VALUE", "MISSING_VALUE", "VALIDATION_ERROR", "ENCODING_ERROR", "JSON_ERROR", "METHOD_NOT_ALLOWED",
            "TOKEN_NOT_VALID", "PARTNER_ERROR":
            .providerRefused
        default: nil
        }
    }

    private func kind(ofStatus status: Int) -> IssueError.Kind {
        switch status {
        case 401: .credentials
        case 402, 403: .account
        case 409: .conflict
        case 429: .rateLimited
        case 300..<500: .providerRefused
        default: .outcomeUnknown
        }
    }

    private func summary(of kind: IssueError.Kind, status: Int) -> String {
        switch kind {
        case .credentials: "\(authority) does not accept the credentials"
        case .account: "\(authority) does not let the account do this"
        case .conflict: "\(authority) has an active session of this client already"
        case .rateLimited: "\(authority) gets too many requests from this account"
        case .outcomeUnknown: "\(authority) failed, and a token may exist"
        case _ where (300..<400).contains(status): "\(authority) answered with a redirect, which is not followed"
        case _ where status == 404: "\(authority) has no token endpoint at this base URL"
        default: "\(authority) refused the request"
        }
    }

    /// The identifier, where it looks like one and is nothing that must not be shown.
    private func shown(_ identifier: String?, in answer: JSON?) -> String? {
        guard let identifier, (1...64).contains(identifier.utf8.count),
            identifier.utf8.allSatisfy({ byte in
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
            }),
            texts(with: answer).quotable(identifier, maximumLength: 64) == identifier
        else { return nil }
        return identifier
    }

    private func quotation(of message: String?, in answer: JSON?) -> String? {
        guard let message else { return nil }
        let quotation = texts(with: answer).quotable(message, maximumLength: AnswerReading.maximumQuotation)
        return quotation.isEmpty ? nil : quotation
    }

    private func texts(with answer: JSON?) -> SensitiveTexts {
        guard let answer else { return sensitiveTexts }
        var texts = sensitiveTexts
        texts.add(secretsOf: answer)
        return texts
    }
}
