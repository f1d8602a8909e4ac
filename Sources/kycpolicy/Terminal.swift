import ArgumentParser
import KYCPolicy

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output and standard error.
enum Terminal {
    enum Stream: Int32 {
        case output = 1
        case error = 2
    }

    /// Whether a stream shows colours: a terminal that is not dumb, and no `NO_COLOR`.
    static func showsColor(on stream: Stream) -> Bool {
        func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return isatty(stream.rawValue) == 1 && variable("NO_COLOR").isEmpty && variable("TERM") != "dumb"
    }

    /// Writes all of a text; a report that is cut off is no report.
    ///
    /// - Throws: The exit status for what could not be written.
    static func write(_ text: String, to stream: Stream) throws(ExitCode) {
        var text = text
        let isWritten = text.withUTF8 { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Self.write(stream.rawValue, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
                if count < 0, errno != EINTR { return false }
                rest = rest.dropFirst(max(count, 0))
            }
            return true
        }
        guard isWritten else { throw ExitStatus.unreadable }
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

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
