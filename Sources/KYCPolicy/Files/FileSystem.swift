#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The few calls on files that reading policies needs, each bounded in time and memory.
package enum FileSystem {
    /// A call that failed, in the system's own words.
    package struct Failure: Error, Equatable {
        package let reason: String

        package init(reason: String) { self.reason = reason }

        fileprivate static var last: Failure { Failure(reason: String(cString: strerror(errno))) }
    }

    /// What a directory entry is.
    package enum Kind: Sendable {
        case file
        case directory
        case link
        case other
    }

    /// The most bytes that are read of any file: the limit of a policy file.
    package static let maximumByteCount = 16 * 1024 * 1024

    /// The names and kinds in a directory, in the order of their UTF-8 bytes.
    static func entries(of directory: String) throws(Failure) -> [(name: String, kind: Kind)] {
        guard let stream = opendir(directory) else { throw .last }
        defer { closedir(stream) }
        var entries: [(name: String, kind: Kind)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            let kind: Kind? =
                switch Int32(entry.pointee.d_type) {
                case Int32(DT_REG): .file
                case Int32(DT_DIR): .directory
                case Int32(DT_LNK): .link
                // Some file systems leave the kind for another call to tell.
                case Int32(DT_UNKNOWN): self.kind(of: "\(directory)/\(name)", followingLinks: false)
                default: .other
                }
            entries.append((name, kind ?? .other))
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// What stands at a path; nil where nothing does.
    package static func kind(of path: String, followingLinks: Bool = true) -> Kind? {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        case S_IFLNK: .link
        default: .other
        }
    }

    /// The path without links, `.` and `..`; nil where nothing stands there.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The bytes of a file, or the first ones beyond the limit, so that the caller sees that it is too large.
    ///
    /// - Parameter isFound: whether a directory listing gave the path. Such a path must be a file proper: waiting for
    ///   the other end of a pipe that lies among policies would never end. A path that a person gave may be a pipe.
    package static func read(_ path: String, isFound: Bool = false) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (isFound ? O_NONBLOCK : 0))
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last }
        let isFile = status.st_mode & S_IFMT == S_IFREG
        if isFound, !isFile { throw Failure(reason: "not a file") }
        return try readAll(descriptor, expecting: isFile ? Int(status.st_size) : 0)
    }

    /// The bytes of standard input, with the same bound.
    package static func readStandardInput() throws(Failure) -> [UInt8] { try readAll(STDIN_FILENO) }

    /// Makes a directory where there is none; where that fails, so does writing to it.
    package static func makeDirectory(_ path: String) { _ = mkdir(path, 0o777) }

    /// Makes a file hold a text, in place of what it held.
    package static func write(_ text: String, to path: String) throws(Failure) {
        guard let file = fopen(path, "we") else { throw .last }
        let bytes = Array(text.utf8)
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        guard fclose(file) == 0, isWritten else { throw .last }
    }

    /// The bytes to the end, or the first ones beyond the limit.
    static func readAll(
        _ descriptor: Int32,
        expecting size: Int = 0,
        limit: Int = maximumByteCount
    ) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        // One byte beyond the expected size shows the end without another round.
        var capacity = min(max(size, 0), limit) + 1
        while bytes.count <= limit {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initializedCount in
                repeat {
                    count = Self.readSome(descriptor, buffer)
                } while count < 0 && errno == EINTR
                initializedCount = max(count, 0)
            }
            guard count >= 0 else { throw .last }
            if count == 0 { break }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            capacity = max(64 * 1024, capacity - count)
        }
        return bytes
    }

    private static func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
        Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
        Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}
