import ArgumentParser

/// The command that issues tokens.
@main
struct KYCTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kyctoken",
        abstract: "Issues iDenfy verification tokens by policy.",
        discussion: """
            Exit status: 0 fine, 1 refused by the policy or the provider, 2 wrong usage, 3 something could not be read or \
            reached, 4 the request was sent and its outcome is unknown: a token may exist.

            Example: kyctoken issue onboarding --client-id user-42 --sandbox
            """,
        version: "0.1.0",
        subcommands: [IssueCommand.self, SandboxCommand.self]
    )

    static func main() async {
        var parsed: (any ParsableCommand.Type)?
        do {
            var command = try parseAsRoot()
            parsed = type(of: command)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(for: error, in: parsed)
        }
    }
}
