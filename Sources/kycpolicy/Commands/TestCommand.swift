import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import TokenSpec

/// `kycpolicy test`.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that policy files hold.",
        discussion: """
            Names what no test exercises. The exit status is 1 where a test fails.

            Example: kycpolicy test --format junit --output report.xml
            """
    )

    /// How the run is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit
    }

    @Argument(help: "Files and directories whose tests run; without any, all.")
    var paths: [String] = []

    @OptionGroup var policyOptions: PolicyOptions

    @Option(help: "How the run is written.")
    var format = Format.text

    @Option(help: ArgumentHelp("Write to a file rather than to standard output.", valueName: "file"))
    var output: String?

    func run() throws {
        let targets = try paths.map { path in
            guard let real = FileSystem.realPath(path) else {
                try Terminal.write("\(path): error: no such file or directory\n", to: .error)
                throw ExitStatus.unreadable
            }
            return real
        }
        let bundle = try Loading.bundle(policyOptions.policies)
        let run = TestRun(bundle) { test in
            guard !targets.isEmpty, let real = FileSystem.realPath(test.name.span.path) else { return targets.isEmpty }
            return targets.contains { real == $0 || real.hasPrefix("\($0)/") }
        }
        let report =
            switch format {
            case .text: run.text(usingColor: output == nil && Terminal.showsColor(on: .output))
            case .json: run.json.pretty + "\n"
            case .junit: run.junit
            }
        try Terminal.write(report, toFile: output)
        if run.failedCount > 0 { throw ExitStatus.findings }
    }
}
