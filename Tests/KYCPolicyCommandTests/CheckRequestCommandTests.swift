import Foundation
import TestSupport
import Testing

@Suite struct CheckRequestCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func check(_ arguments: String..., input: String = "") async throws -> Command {
        try await Command.run(["check-request"] + arguments, input: Data(input.utf8), in: directory)
    }

    private static let valid = #"{"clientId": "c", "tokenType": "DOCUMENT"}"#

    @Test func `a valid body is fine, from a file and from standard input`() async throws {
        try directory.write(CheckRequestCommandTests.valid, to: "body.json")
        for command in [try await check("body.json"), try await check("-", input: CheckRequestCommandTests.valid)] {
            #expect(command.status == 0)
            #expect(command.output == "1 document: valid\n")
            #expect(command.error == "")
        }
    }

    @Test func `a warning does not make a body invalid`() async throws {
        let body = #"{"clientId": "c", "tokenType": "DOCUMENT", "locale": "xx"}"#
        let command = try await check("-", input: body)
        #expect(command.status == 0)
        #expect(
            command.output.hasPrefix("<stdin>:/locale: warning: ") && command.output.hasSuffix("1 document: valid\n")
        )
    }

    @Test(arguments: [#"{"clientId": "c"}"#, "{", "", "[]", "null", #"{"clientId": 1, "tokenType": "DOCUMENT"}"#])
    func `an invalid body is 1`(_ body: String) async throws {
        let command = try await check("-", "--format", "json", input: body)
        #expect(command.status == 1)
        let documents = try #require(command.json?["documents"] as? [[String: Any]])
        #expect(documents.map { $0["valid"] as? Bool } == [false])
        #expect(documents.allSatisfy { ($0["diagnostics"] as? [Any])?.isEmpty == false })
    }

    @Test func `of many lines a broken one is told by its number`() async throws {
        let lines = [CheckRequestCommandTests.valid, #"{"clientId": "#, CheckRequestCommandTests.valid].joined(
            separator: "\n"
        )
        let text = try await check("-", input: lines)
        #expect(text.status == 1)
        #expect(
            text.output.hasPrefix("<stdin>:2: error: not JSON: ") && text.output.hasSuffix("3 documents: 1 not valid\n")
        )
        let documents = try await check("-", "--format", "json", input: lines).json?["documents"] as? [[String: Any]]
        #expect(documents?.map { $0["valid"] as? Bool } == [true, false, true])
    }

    @Test func `no file is 3, and no argument 2`() async throws {
        let missing = try await check("gone.json")
        #expect(missing.status == 3)
        #expect(missing.output == "" && missing.error.contains("gone.json: error: "))
        #expect(try await check(".").status == 3)
        #expect(try await check().status == 2)
        #expect(try await check("-", "--zebra").status == 2)
    }
}
