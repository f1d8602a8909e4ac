import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import TokenSpec

/// `kycpolicy lint`.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check policy files.",
        discussion: """
            A path inside --policies is checked with the whole bundle around it, and only it is reported on. A directory \
            elsewhere is a bundle of its own; a file elsewhere stands alone.

            Example: kycpolicy lint --format json policies
            """
    )

    @Argument(help: "Files and directories; - is standard input. Without any, the policy directory.")
    var paths: [String] = []

    @OptionGroup var policyOptions: PolicyOptions

    @Option(help: "How findings are written.")
    var format = ReportFormat.text

    @Option(help: "The least severity that makes the exit status 1.")
    var failOn = Severity.error

    @Option(help: ArgumentHelp("The path that standard input stands for.", valueName: "path"))
    var stdinName: String?

    func validate() throws {
        if stdinName != nil, !paths.contains("-") {
            throw ValidationError("--stdin-name names what is read from standard input: give - as a path too.")
        }
    }

    func run() throws {
        var substitute: LintTargets.Substitute?
        if paths.contains("-") {
            do {
                substitute = LintTargets.Substitute(
                    path: stdinName ?? "<stdin>",
                    bytes: try FileSystem.readStandardInput()
                )
            } catch {
                try Terminal.write("error: standard input cannot be read: \(error.reason)\n", to: .error)
                throw ExitStatus.unreadable
            }
        }
        let report = LintTargets(policies: policyOptions.policies)
            .lint(paths.filter { $0 != "-" }, substitute: substitute)
        switch format {
        case .text: try Terminal.write(report.text(usingColor: Terminal.showsColor(on: .output)), to: .output)
        case .json: try Terminal.write(report.json.pretty + "\n", to: .output)
        }
        if report.isUnreadable { throw ExitStatus.unreadable }
        if report.diagnostics.contains(where: { $0.severity >= failOn }) { throw ExitStatus.findings }
    }
}
