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

    @Option(help: "The environment; without it, none.")
    var environment: String?

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
        let bundle: PolicyBundle
        do throws(PolicyLoadError) {
            bundle = try PolicyBundle(directory: policyOptions.policies)
        } catch {
            try report(error.diagnostics)
            throw error.code == .unreadable ? ExitStatus.unreadable : ExitStatus.findings
        }
        let request: ResolvedRequest
        do throws(Refusal) {
            request = try bundle.resolve(profile, environment: environment, call: call)
        } catch {
            try report(error.diagnostics)
            throw ExitStatus.findings
        }
        let body: JSON
        do throws(DialectError) {
            body = try request.row.encoded(in: dialect.dialect)
        } catch {
            try report([
                Diagnostic(.dialectUnable, at: .argument("--dialect"), error.description, field: error.field.path)
            ])
            throw ExitStatus.findings
        }
        try Terminal.write(body.pretty + "\n", to: .output)
    }

    private func fail(_ failure: CallArguments.Failure) throws -> Never {
        switch failure {
        case .usage(let message): throw ValidationError(message)
        case .unreadable(let diagnostic):
            try report([diagnostic])
            throw ExitStatus.unreadable
        case .invalid(let diagnostics):
            try report(diagnostics)
            throw ExitStatus.usage
        }
    }

    /// Writes why there is no request; nothing goes to standard output.
    private func report(_ diagnostics: [Diagnostic]) throws(ExitCode) {
        switch format {
        case .text:
            let renderer = TextRenderer(usesColor: Terminal.showsColor(on: .error))
            try Terminal.write(diagnostics.map(renderer.render).joined(separator: "\n"), to: .error)
        case .json:
            let json = Diagnostic.report(diagnostics, fileCount: 0, includingPointers: true)
            try Terminal.write(json.pretty + "\n", to: .error)
        }
    }
}
