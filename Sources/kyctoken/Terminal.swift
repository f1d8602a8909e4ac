import ArgumentParser
import PolicyDiagnostics

extension Terminal {
    /// Writes all of a text.
    ///
    /// - Throws: The exit status for what could not be written.
    static func write(_ text: String, to stream: Stream) throws(ExitCode) {
        guard put(text, to: stream) else { throw ExitStatus.unreachable }
    }
}
