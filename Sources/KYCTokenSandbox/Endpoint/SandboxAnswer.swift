import TokenSpec

/// What the endpoint answers.
struct SandboxAnswer: Sendable {
    let status: Int
    let body: JSON
    var allowedMethod: String?
    var asksForCredentials = false
}

extension SandboxAnswer {
    /// The provider's error envelope.
    ///
    /// The provider's pages name no identifier for a wrong path.
    static func refused(_ status: Int, _ identifier: String?, _ message: String) -> SandboxAnswer {
        var members = [JSON.Member("message", .string(message))]
        if let identifier { members.insert(JSON.Member("identifier", .string(identifier)), at: 0) }
        return SandboxAnswer(status: status, body: .object(members))
    }

    static let notFound = refused(404, nil, "Not found.")

    static var methodNotAllowed: SandboxAnswer {
        var answer = refused(405, "METHOD_NOT_ALLOWED", "Method not allowed; use POST.")
        answer.allowedMethod = "POST"
        return answer
    }

    static var unauthorized: SandboxAnswer {
        var answer = refused(401, "UNAUTHORIZED", "Invalid authorization credentials.")
        answer.asksForCredentials = true
        return answer
    }

    static let wrongContentType = refused(415, "JSON_ERROR", "The content type must be application/json in UTF-8.")

    static let tooLarge = refused(
        413,
        "VALIDATION_ERROR",
        "The body is larger than \(TokenEndpoint.maximumBodySize) bytes."
    )

    static let notUTF8 = refused(400, "ENCODING_ERROR", "The body is not UTF-8.")

    static func notJSON(_ problem: String) -> SandboxAnswer {
        refused(400, "JSON_ERROR", "The body is not JSON: \(problem)")
    }

    /// The answer to a request that breaks the specification.
    static func refused(for finding: BodyFinding) -> SandboxAnswer {
        switch finding.problem {
        case .duplicateKey(let key):
            return notJSON("an object has two members named \(Field.excerpt(key))")
        case .unknownKey(let key, _):
            return refused(400, "VALIDATION_ERROR", "\(Field.excerpt(key)) is not known")
        case .violation(let violation):
            let identifier =
                switch violation.rule {
                case .requiredFieldMissing: "MISSING_VALUE"
                case .wrongKind: "VALIDATION_ERROR"
                default: "BAD_VALUE"
                }
            // Clients look for the field's name in the message, and some of the texts speak of the value only.
            let path = violation.field?.path ?? ""
            let message = violation.message.hasPrefix(path) ? violation.message : "\(path): \(violation.message)"
            return refused(400, identifier, message)
        }
    }
}
