import ArgumentParser
import KYCTokenIssuer
import PolicyDiagnostics
import TokenSpec

/// What writes to standard error why there is no token.
struct ErrorReport {
    let format: ReportFormat

    /// Writes an error of a call and returns the exit status to leave with.
    func write(_ error: IssueError) throws(ExitCode) -> ExitCode {
        let status = ExitStatus.status(of: error.kind)
        switch format {
        case .text: try write(text: error.message, hint: ErrorReport.hint(for: error))
        case .json:
            try write(
                kind: "\(error.kind)",
                message: error.message,
                status: error.status,
                identifier: error.identifier,
                field: error.field
            )
        }
        return status
    }

    /// Writes an error that no request was made for and returns `status`.
    func write(
        _ kind: String,
        _ message: String,
        hint: String? = nil,
        status: ExitCode
    ) throws(ExitCode) -> ExitCode {
        switch format {
        case .text: try write(text: message, hint: hint)
        case .json: try write(kind: kind, message: message)
        }
        return status
    }

    /// Writes diagnostics and returns `status`.
    func write(_ kind: String, _ diagnostics: [Diagnostic], status: ExitCode) throws(ExitCode) -> ExitCode {
        switch format {
        case .text:
            let renderer = TextRenderer(usesColor: Terminal.showsColor(on: .error))
            try Terminal.write(diagnostics.map(renderer.render).joined(separator: "\n"), to: .error)
        case .json:
            let first = diagnostics.first
            try write(
                kind: kind,
                message: first?.message ?? kind,
                field: diagnostics.count == 1 ? first?.field : nil,
                diagnostics: diagnostics
            )
        }
        return status
    }

    private func write(text message: String, hint: String?) throws(ExitCode) {
        try Terminal.write("error: \(message)\n" + (hint.map { "hint: \($0)\n" } ?? ""), to: .error)
    }

    private func write(
        kind: String,
        message: String,
        status: Int? = nil,
        identifier: String? = nil,
        field: String? = nil,
        diagnostics: [Diagnostic] = []
    ) throws(ExitCode) {
        var members = [
            JSON.Member(
                "error",
                [
                    "kind": .string(kind),
                    "message": .string(message),
                    "status": status.map(JSON.integer) ?? .null,
                    "identifier": identifier.map(JSON.string) ?? .null,
                    "field": field.map(JSON.string) ?? .null,
                ]
            )
        ]
        // What the policy has against a call comes along in the form that the linter has for it.
        let details = Diagnostic.report(diagnostics, fileCount: 0, includingPointers: true)
        if !diagnostics.isEmpty, case .object(let report) = details { members += report }
        try Terminal.write(JSON.object(members).pretty + "\n", to: .error)
    }

    /// What may be done about an error.
    private static func hint(for error: IssueError) -> String? {
        switch error.kind {
        case .credentials:
            "check \(Credentials.apiKeyVariable) and \(Credentials.apiSecretVariable); a sandbox pair is none for production"
        case .account: "this is for whoever has the contract with the provider; another try will not help"
        case .conflict: "the client can finish the session that is open; it ends by itself when its time is up"
        case .rateLimited: "try again later"
        case .unreachable: "nothing was sent, so it is safe to try again"
        case .outcomeUnknown: "don't simply try again: that may make a second token for the client"
        case .providerRefused where error.status == 404 || (300..<400).contains(error.status ?? 0):
            "check --base-url: the endpoint is at its /api/v2/token"
        case .providerRefused: "--dry-run shows what is sent"
        default: nil
        }
    }
}
