import ArgumentParser
import KYCTokenSandbox
import PolicyDiagnostics
import UnixSignals

/// `kyctoken sandbox`.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Run a stand-in for the token endpoint on loopback, until interrupted.",
        discussion: """
            The first line of standard output is its base URL. It accepts the key sandbox-key with the secret \
            sandbox-secret, and nothing that it hands out opens anything.

            Example: kyctoken sandbox --port 8080
            """
    )

    @Option(help: ArgumentHelp("The TCP port, 0 to 65535; 0 takes a free one.", valueName: "port"))
    var port = 0

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port takes 0 to 65535.") }
    }

    func run() async throws {
        // Before the first line is out: whoever reads it may send the signal next.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let sandbox: TokenSandbox
        do throws(SandboxError) {
            sandbox = try await TokenSandbox.start(port: port)
        } catch {
            try Terminal.write("error: \(error.description)\n", to: .error)
            throw ExitStatus.unreachable
        }
        try Terminal.write("\(sandbox.baseURL)\n", to: .output)
        for await _ in signals { break }
        await sandbox.shutdown()
    }
}
