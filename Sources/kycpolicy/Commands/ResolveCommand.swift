import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import TokenSpec

/// `kycpolicy resolve`.
struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Print the request that a profile and a call resolve to.",
        discussion: """
            Example: kycpolicy resolve onboarding --client-id user-42 --set locale=de --null questionnaire
            """
    )

    @Argument(help: "The profile.")
    var profile: String

    @OptionGroup var policyOptions: PolicyOptions

    @OptionGroup var environmentOption: EnvironmentOption

    @OptionGroup var callOptions: CallOptions

    @Option(help: "The form of the request: the specification's, or the older one.")
    var dialect = WireDialect.Form.nested

    @Option(help: "How a refusal is written.")
    var format = ReportFormat.text

    func run() throws {
        let call: CallLayer
        do throws(CallArguments.Failure) {
            call = try callOptions.layer()
        } catch {
            try fail(error)
        }
        let bundle = try Loading.bundle(policyOptions.policies, format: format)
        let request: ResolvedRequest
        do throws(Refusal) {
            request = try bundle.resolve(profile, environment: environmentOption.environment, call: call)
        } catch {
            try Loading.report(error.diagnostics, format: format)
            throw ExitStatus.findings
        }
        let body: JSON
        do throws(DialectError) {
            body = try request.row.encoded(in: dialect.dialect)
        } catch {
            let problem = Diagnostic(
                .dialectUnable,
                at: .argument("--dialect"),
                error.description,
                field: error.field.path
            )
            try Loading.report([problem], format: format)
            throw ExitStatus.findings
        }
        try Terminal.write(body.pretty + "\n", to: .output)
    }

    private func fail(_ failure: CallArguments.Failure) throws -> Never {
        switch failure {
        case .usage(let message): throw ValidationError(message)
        case .unreadable(let diagnostic):
            try Loading.report([diagnostic], format: format)
            throw ExitStatus.unreadable
        case .invalid(let diagnostics):
            try Loading.report(diagnostics, format: format)
            throw ExitStatus.usage
        }
    }
}
