import ArgumentParser

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
    static func exit(for error: any Error) -> Never {
        let code = exitCode(for: error)
        if code == .success {
            let isWritten: Void? = try? Terminal.write("\(fullMessage(for: error))\n", to: .output)
            leave(isWritten == nil ? ExitStatus.unreadable : .success)
        }
        if !(error is ExitCode) { try? Terminal.write("\(fullMessage(for: error))\n", to: .error) }
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
