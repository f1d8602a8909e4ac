import Foundation
import TestSupport
import Testing

@Suite struct SchemaCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func schema(_ arguments: String...) async throws -> Command {
        try await Command.run(["schema"] + arguments, in: directory)
    }

    @Test(arguments: ["policy", "request"])
    func `a schema is JSON on standard output, and the one in schemas`(_ kind: String) async throws {
        let command = try await schema(kind)
        #expect(command.status == 0)
        #expect(command.json?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        let published = Repository.root.appendingPathComponent("schemas/\(kind).schema.json")
        #expect(
            try command.output == String(contentsOf: published, encoding: .utf8),
            "stale: run swift run kycpolicy schema --write schemas"
        )
    }

    @Test func `what is written is up to date, and what differs is stale`() async throws {
        #expect(try await schema("--write", "out").status == 0)
        #expect(try await schema("--check", "out").status == 0)
        try directory.write("{}", to: "out/policy.schema.json")
        let stale = try await schema("--check", "out")
        #expect(stale.status == 1)
        #expect(
            stale.error.contains("out/policy.schema.json: error: stale") && stale.error.contains("schema --write out")
        )
        #expect(try await schema("request", "--check", "out").status == 0)
        #expect(try await schema("policy", "--write", "out").status == 0)
        #expect(try await schema("--check", "out").status == 0)
        try FileManager.default.removeItem(atPath: directory.path + "/out/request.schema.json")
        #expect(try await schema("--check", "out").status == 1)
    }

    @Test func `no directory is 3, and wrong usage 2`() async throws {
        try directory.write("", to: "file")
        #expect(try await schema("--check", "gone").status == 3)
        #expect(try await schema("--write", "file").status == 3)
        #expect(try await schema("--write", "gone/deeper").status == 3)
        #expect(try await schema().status == 2)
        #expect(try await schema("zebra").status == 2)
        #expect(try await schema("--write", "a", "--check", "a").status == 2)
    }
}
