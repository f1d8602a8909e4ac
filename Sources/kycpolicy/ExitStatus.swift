import ArgumentParser
import PolicyDiagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the command's exit status says.
enum ExitStatus {
    /// Findings, or a refusal.
    static let findings = ExitCode(1)
    /// The command was used in a way that cannot mean anything.
    static let usage = ExitCode(2)
    /// Something could not be read or written.
    static let unreadable = ExitCode(3)
}

extension KYCPolicyCommand {
    /// Says what ArgumentParser has to say and leaves with the project's own status, in which wrong usage is 2.
    ///
    /// - Parameter command: The command that failed, whose usage is shown; nil where none could be made out.
    static func exit(for error: any Error, in command: (any ParsableCommand.Type)? = nil) -> Never {
        // What fails in run() is not the parser's, which would show the usage of the root.
        let message =
            command.map { "Error: \(Self.message(for: error))\nUsage: \(usageString(for: $0))" }
            ?? fullMessage(for: error)
        let code = exitCode(for: error)
        if code == .success {
            leave(Terminal.put("\(message)\n", to: .output) ? .success : ExitStatus.unreadable)
        }
        if !(error is ExitCode) { _ = Terminal.put("\(message)\n", to: .error) }
        leave(error is ExitCode ? code : ExitStatus.usage)
    }

    private static func leave(_ code: ExitCode) -> Never {
        #if canImport(Glibc)
        Glibc.exit(code.rawValue)
        #elseif canImport(Musl)
        Musl.exit(code.rawValue)
        #else
        Darwin.exit(code.rawValue)
        #endif
    }
}
