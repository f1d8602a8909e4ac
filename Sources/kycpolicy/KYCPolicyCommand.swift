import ArgumentParser

/// The command for people who write policies.
@main
struct KYCPolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kycpolicy",
        abstract: "Lint, test, explain and compare policies for iDenfy verification tokens.",
        discussion: """
            Exit status: 0 fine, 1 findings or refused, 2 wrong usage, 3 something could not be read.

            Example: kycpolicy lint policies
            """,
        version: "0.1.0",
        subcommands: [
            LintCommand.self, ResolveCommand.self, ExplainCommand.self, TestCommand.self, DiffCommand.self,
            GraphCommand.self, CheckRequestCommand.self, SchemaCommand.self,
        ]
    )

    static func main() {
        var parsed: (any ParsableCommand.Type)?
        do {
            var command = try parseAsRoot()
            parsed = type(of: command)
            try command.run()
        } catch {
            exit(for: error, in: parsed)
        }
    }
}
