import ArgumentParser
import KYCPolicy
import PolicyDiagnostics

extension Terminal {
    /// Writes all of a text.
    ///
    /// - Throws: The exit status for what could not be written.
    static func write(_ text: String, to stream: Stream) throws(ExitCode) {
        guard put(text, to: stream) else { throw ExitStatus.unreadable }
    }

    /// Writes all of a text to a file, or to standard output where none is named.
    ///
    /// - Throws: The exit status for what could not be written, after saying so.
    static func write(_ text: String, toFile path: String?) throws(ExitCode) {
        guard let path else { return try write(text, to: .output) }
        do throws(FileSystem.Failure) {
            try FileSystem.write(text, to: path)
        } catch {
            try write("\(path): error: this file cannot be written: \(error.reason)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }
}
