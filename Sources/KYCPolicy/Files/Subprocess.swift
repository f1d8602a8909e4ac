#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that is run to its end for what it prints.
enum Subprocess {
    struct Output {
        let status: Int32
        let bytes: [UInt8]
    }

    /// Runs a program found by `PATH`, with a text as its standard input; what it says on standard error is dropped.
    ///
    /// - Parameter limit: The most bytes that are read; a program that prints more is a failure.
    static func run(
        _ arguments: [String],
        input: String = "",
        limit: Int
    ) throws(FileSystem.Failure) -> Output {
        // A file as the input cannot block either side, as a pipe could.
        guard let file = tmpfile() else { throw FileSystem.Failure(reason: "no temporary file can be made") }
        defer { fclose(file) }
        let text = Array(input.utf8)
        guard fwrite(text, 1, text.count, file) == text.count, fflush(file) == 0, fseek(file, 0, SEEK_SET) == 0 else {
            throw FileSystem.Failure(reason: "a temporary file cannot be written")
        }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw FileSystem.Failure(reason: "no pipe can be made") }
        let readEnd = ends[0]
        var writeEnd: Int32? = ends[1]
        defer {
            close(readEnd)
            if let writeEnd { close(writeEnd) }
        }
        let child = try spawn(arguments, input: fileno(file), output: ends[1], closing: readEnd)
        close(ends[1])
        writeEnd = nil
        var bytes: [UInt8] = []
        var problem: FileSystem.Failure?
        do throws(FileSystem.Failure) {
            bytes = try FileSystem.readAll(readEnd, limit: limit)
            if bytes.count > limit { problem = FileSystem.Failure(reason: "\(arguments[0]) printed too much") }
        } catch {
            problem = error
        }
        if problem != nil { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if let problem { throw problem }
        return Output(status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -1, bytes: bytes)
    }

    private static func spawn(
        _ arguments: [String],
        input: Int32,
        output: Int32,
        closing: Int32
    ) throws(FileSystem.Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addclose(&actions, closing)
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        let result = posix_spawnp(&child, arguments[0], &actions, nil, words, environ)
        guard result == 0 else {
            throw FileSystem.Failure(reason: "\(arguments[0]) cannot be run: \(String(cString: strerror(result)))")
        }
        return child
    }
}
