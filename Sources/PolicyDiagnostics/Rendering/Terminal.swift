#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output and standard error, as commands use them.
package enum Terminal {
    /// One of the two.
    package enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    /// Whether a stream shows colours: a terminal that is not dumb, and no `NO_COLOR`.
    package static func showsColor(on stream: Stream) -> Bool {
        func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return isatty(stream.rawValue) == 1 && variable("NO_COLOR").isEmpty && variable("TERM") != "dumb"
    }

    /// Writes all of a text; a report that is cut off is no report.
    ///
    /// - Returns: Whether it was written.
    package static func put(_ text: String, to stream: Stream) -> Bool {
        var text = text
        return text.withUTF8 { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = write(stream.rawValue, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
                if count < 0, errno != EINTR { return false }
                rest = rest.dropFirst(max(count, 0))
            }
            return true
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
