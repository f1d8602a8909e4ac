import Foundation
import Testing

/// The built command, run as a person or a script would run it.
enum KYCToken {
    struct Run {
        let status: Int32
        let output: String
        let error: String
    }

    static let secrets = ["KEY-7f3a9c", "s3cr3t-value", "S0VZLTdmM2E5YzpzM2NyM3QtdmFsdWU="]

    static let keys = ["IDENFY_API_KEY": "KEY-7f3a9c", "IDENFY_API_SECRET": "s3cr3t-value"]

    /// The path of the executable, which stands beside the tests'.
    static var executable: URL {
        var directory = Bundle.main.bundleURL
        while directory.pathExtension == "xctest" { directory.deleteLastPathComponent() }
        return directory.appendingPathComponent("kyctoken")
    }

    /// A process of the command that is not started.
    static func process(_ arguments: [String], environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Runs the command to its end; what it writes must fit a pipe.
    static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Run {
        let process = process(arguments, environment: environment)
        let output = Pipe()
        let error = Pipe()
        process.standardOutput = output
        process.standardError = error
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return Run(
            status: process.terminationStatus,
            output: String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
            error: String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        )
    }

    /// Runs `body` with a directory that holds one policy file.
    static func withPolicies<Result>(
        _ text: String = standardPolicy,
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("kyctoken-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try Data(text.utf8).write(to: directory.appendingPathComponent("policy.yaml"))
        return try await body(directory.path)
    }

    static let standardPolicy = """
        version: 1
        profiles:
          base:
            abstract: true
            token: { tokenType: IDENTIFICATION, lifetime: 1h, questionnaire: base-v1 }
          onboarding:
            extends: base
            token: { allowedCountries: [LT, LV], settings: { verifyEmail: true } }
        """
}
