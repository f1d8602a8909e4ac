import Foundation
import TestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// One run of the built `kycpolicy`.
struct Command {
    let status: Int32
    let output: String
    let error: String
    let duration: Duration

    /// The standard output as JSON.
    var json: [String: Any]? { Command.json(output) }

    static func json(_ text: String) -> [String: Any]? {
        try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    }

    /// Runs the command to its end.
    ///
    /// - Parameters:
    ///   - input: What stands on standard input.
    ///   - directory: The working directory.
    ///   - outputPath: What standard output is, where it is not to be collected.
    static func run(
        _ arguments: [String],
        input: Data = Data(),
        in directory: TemporaryDirectory,
        environment: [String: String] = [:],
        outputPath: String? = nil
    ) async throws -> Command {
        let streams = try TemporaryDirectory()
        func file(_ name: String, _ data: Data = Data()) throws -> URL {
            let url = streams.url.appendingPathComponent(name)
            try data.write(to: url)
            return url
        }
        let (outputURL, errorURL) = (try file("output"), try file("error"))
        let process = Process()
        process.standardInput = try FileHandle(forReadingFrom: file("input", input))
        process.standardOutput = try FileHandle(forWritingTo: outputPath.map(URL.init(fileURLWithPath:)) ?? outputURL)
        process.standardError = try FileHandle(forWritingTo: errorURL)
        let start = ContinuousClock.now
        let status = try await end(of: process, arguments, in: directory, environment)
        return Command(
            status: status,
            output: String(decoding: try Data(contentsOf: outputURL), as: UTF8.self),
            error: String(decoding: try Data(contentsOf: errorURL), as: UTF8.self),
            duration: ContinuousClock.now - start
        )
    }

    /// Runs the command with a terminal for its standard output and gives what it shows.
    static func showOnTerminal(
        _ arguments: [String],
        in directory: TemporaryDirectory,
        environment: [String: String] = [:]
    ) async throws -> String {
        var (terminal, end): (Int32, Int32) = (-1, -1)
        guard openpty(&terminal, &end, nil, nil, nil) == 0 else { throw POSIXError(.ENOTTY) }
        let process = Process()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(fileDescriptor: end, closeOnDealloc: true)
        process.standardError = FileHandle.nullDevice
        _ = try await self.end(of: process, arguments, in: directory, environment)
        return String(decoding: drain(terminal), as: UTF8.self)
    }

    /// What a terminal still holds; nothing waits for more.
    private static func drain(_ terminal: Int32) -> [UInt8] {
        defer { close(terminal) }
        guard fcntl(terminal, F_SETFL, O_NONBLOCK) == 0 else { return [] }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(terminal, &chunk, chunk.count)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func end(
        of process: Process,
        _ arguments: [String],
        in directory: TemporaryDirectory,
        _ environment: [String: String]
    ) async throws -> Int32 {
        process.executableURL = Repository.executable("kycpolicy")
        process.arguments = arguments
        process.currentDirectoryURL = directory.url
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) { $1 }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        // A crash must not pass for a status.
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
