import Foundation
import Testing
import TokenSpec

@Suite struct `kyctoken sandbox` {
    @Test(arguments: [SIGINT, SIGTERM])
    func `it says where it is, issues, and stops cleanly when told to`(signal: Int32) async throws {
        let process = KYCToken.process(["sandbox"])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer { process.terminate() }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        #expect(line.hasPrefix("http://127.0.0.1:"))
        #expect(line.hasSuffix("\n"))
        try await KYCToken.withPolicies { policies in
            let run = try await KYCToken.run(
                [
                    "issue", "onboarding", "--policies", policies, "--client-id", "c", "--base-url",
                    String(line.dropLast()),
                ],
                environment: ["IDENFY_API_KEY": "sandbox-key", "IDENFY_API_SECRET": "sandbox-secret"]
            )
            #expect(run.status == 0)
            #expect(try JSON.parse(run.output.utf8)["tokenString"]?.string?.count == 40)
        }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
    }

    @Test(arguments: ["65536", "-1", "http"])
    func `a port that is none is wrong usage`(port: String) async throws {
        let run = try await KYCToken.run(["sandbox", "--port=\(port)"])
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
    }
}
