import ArgumentParser
import KYCTokenIssuer
import KYCTokenSandbox
import PolicyDiagnostics
import TokenSpec

/// `kyctoken issue`.
struct IssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue one token and print it as JSON.",
        discussion: """
            The key pair is taken from the environment variables IDENFY_API_KEY and IDENFY_API_SECRET. The request is \
            sent once; a failure is never answered by a second try.

            Example: kyctoken issue onboarding --client-id user-42 --set locale=de --sandbox
            """
    )

    @Argument(help: "The profile.")
    var profile: String

    @OptionGroup var policyOptions: PolicyOptions

    @Option(help: "The environment; without it, none.")
    var environment: String?

    @OptionGroup var callOptions: CallOptions

    @OptionGroup var endpointOptions: EndpointOptions

    @Option(help: "The form of the request: the specification's, or the older one.")
    var dialect = WireDialect.Form.nested

    @Option(help: "How errors are written; a token is JSON in either.")
    var format = ReportFormat.text

    func run() async throws {
        let report = ErrorReport(format: format)
        let request = try resolve(report)
        var configuration = try endpointOptions.configuration(dialect.dialect)
        if endpointOptions.dryRun {
            try preview(request, configuration, report)
        } else if endpointOptions.sandbox {
            let sandbox: TokenSandbox
            do throws(SandboxError) {
                sandbox = try await TokenSandbox.start()
            } catch {
                throw try report.write("unreachable", error.description, status: ExitStatus.unreachable)
            }
            configuration.baseURL = try BaseURL(sandbox.baseURL)
            let credentials = sandbox.credentials
            try await send(
                request,
                try Credentials(apiKey: credentials.apiKey, apiSecret: credentials.apiSecret),
                configuration,
                report
            )
            await sandbox.shutdown()
        } else {
            try await send(request, try credentials(report), configuration, report)
        }
    }

    private func resolve(_ report: ErrorReport) throws -> ResolvedRequest {
        let call: CallLayer
        do throws(CallArguments.Failure) {
            call = try callOptions.layer()
        } catch {
            switch error {
            case .usage(let message): throw ValidationError(message)
            case .unreadable(let diagnostic):
                throw try report.write("unreadable", [diagnostic], status: ExitStatus.unreachable)
            case .invalid(let diagnostics):
                throw try report.write("call-invalid", diagnostics, status: ExitStatus.usage)
            }
        }
        let bundle: PolicyBundle
        do throws(PolicyLoadError) {
            bundle = try PolicyBundle(directory: policyOptions.policies)
        } catch {
            throw error.code == .unreadable
                ? try report.write("unreadable", error.diagnostics, status: ExitStatus.unreachable)
                : try report.write("policy-invalid", error.diagnostics, status: ExitStatus.refused)
        }
        do throws(Refusal) {
            return try bundle.resolve(profile, environment: environment, call: call)
        } catch {
            throw try report.write("\(IssueError.Kind.policyRefused)", error.diagnostics, status: ExitStatus.refused)
        }
    }

    private func credentials(_ report: ErrorReport) throws -> Credentials {
        do throws(CredentialsError) {
            return try .fromEnvironment()
        } catch {
            throw try report.write(
                "\(IssueError.Kind.credentials)",
                error.description,
                hint: "set \(Credentials.apiKeyVariable) and \(Credentials.apiSecretVariable), "
                    + "or try without keys: --sandbox, --dry-run",
                status: ExitStatus.usage
            )
        }
    }

    private func preview(
        _ request: ResolvedRequest,
        _ configuration: TokenIssuer.Configuration,
        _ report: ErrorReport
    ) throws {
        let preview: RequestPreview
        do throws(DialectError) {
            preview = RequestPreview(try TokenRequest(request.row, configuration))
        } catch {
            throw try report.write(IssueError(error))
        }
        switch format {
        case .text: try Terminal.write(preview.text, to: .output)
        case .json: try Terminal.write(preview.json.pretty + "\n", to: .output)
        }
    }

    private func send(
        _ request: ResolvedRequest,
        _ credentials: Credentials,
        _ configuration: TokenIssuer.Configuration,
        _ report: ErrorReport
    ) async throws {
        let sender = TokenSender(credentials: credentials, configuration: configuration)
        let token: IssuedToken
        do throws(IssueError) {
            token = try await sender.send(request.row)
        } catch {
            throw try report.write(error)
        }
        await sender.shutdown()
        do throws(ExitCode) {
            try Terminal.write(token.json.pretty + "\n", to: .output)
        } catch {
            // The token exists, and nobody has got it.
            throw ExitStatus.outcomeUnknown
        }
    }
}
