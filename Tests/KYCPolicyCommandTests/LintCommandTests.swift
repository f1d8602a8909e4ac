import Foundation
import TestSupport
import Testing

@Suite struct LintCommandTests {
    private let directory: TemporaryDirectory

    private static let clean =
        "version: 1\nprofiles:\n  base: { token: { tokenType: DOCUMENT }, overrides: { default: deny } }\n"
    private static let wrong = "version: 1\nprofiles:\n  wrong: { extends: base, token: { lifetime: 45d } }\n"
    private static let doubtful = "version: 1\nprofiles:\n  doubtful: { extends: base, token: { locale: xx } }\n"

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write(LintCommandTests.clean, to: "policies/base.yaml")
    }

    private func lint(_ arguments: String..., input: String = "") async throws -> Command {
        try await Command.run(["lint"] + arguments, input: Data(input.utf8), in: directory)
    }

    // MARK: Exit statuses

    @Test func `clean policies are fine, from the default directory too`() async throws {
        for arguments in [
            ["lint"], ["lint", "policies"], ["lint", "--policies", "policies"], ["lint", "policies/base.yaml"],
        ] {
            let command = try await Command.run(arguments, in: directory)
            #expect(command.status == 0)
            #expect(command.output == "1 file: no findings\n")
            #expect(command.error == "")
        }
    }

    @Test(arguments: [
        ("error", LintCommandTests.wrong, 1), ("warning", LintCommandTests.wrong, 1),
        ("error", LintCommandTests.doubtful, 0),
        ("warning", LintCommandTests.doubtful, 1), ("note", LintCommandTests.doubtful, 1),
        ("note", LintCommandTests.clean, 0),
    ])
    func `--fail-on says what weighs enough`(_ severity: String, _ text: String, _ status: Int32) async throws {
        try directory.write(text.replacing("extends: base, ", with: "extends: base, "), to: "policies/base.yaml")
        if text != LintCommandTests.clean { try directory.write(LintCommandTests.clean, to: "policies/a.yaml") }
        #expect(try await lint("--fail-on", severity).status == status)
    }

    @Test(arguments: [
        ["lint", "--zebra"], ["lint", "--format", "xml"], ["lint", "--fail-on", "fatal"], ["zebra"],
        ["lint", "--policies"],
        ["lint", "--stdin-name", "a.yaml"],
    ])
    func `wrong usage is 2, and says how it is meant`(_ arguments: [String]) async throws {
        let command = try await Command.run(arguments, in: directory)
        #expect(command.status == 2)
        #expect(command.output == "")
        #expect(command.error.contains("Usage: kycpolicy"))
    }

    @Test(arguments: [
        ["--policies", "gone"], ["gone.yaml"], ["empty"], ["--policies", "empty"], ["broken"],
        ["policies", "gone.yaml"],
    ])
    func `what cannot be read is 3`(_ arguments: [String]) async throws {
        try directory.write("", to: "empty/notes.txt")
        try directory.write(LintCommandTests.clean, to: "broken/base.yaml")
        try directory.link("broken/link.yaml", to: "gone.yaml")
        let command = try await Command.run(["lint"] + arguments, in: directory)
        #expect(command.status == 3)
        #expect(command.output.contains("[file-unreadable]"))
    }

    @Test(arguments: [
        ["--help"], ["lint", "--help"], ["resolve", "--help"], ["check-request", "--help"], ["schema", "--help"],
    ])
    func `help is fine and shows an example`(_ arguments: [String]) async throws {
        let command = try await Command.run(arguments, in: directory)
        #expect(command.status == 0)
        #expect(command.output.contains("Example: kycpolicy "))
        #expect(command.error == "")
    }

    // MARK: Paths

    @Test func `a path inside the policies is compiled with all and reported alone`() async throws {
        try directory.write(LintCommandTests.wrong, to: "policies/deep/wrong.yaml")
        try directory.write(LintCommandTests.doubtful, to: "policies/doubtful.yaml")
        let one = try await lint("policies/doubtful.yaml")
        #expect(
            one.output.contains("policies/doubtful.yaml:3:47: warning: ")
                && one.output.hasSuffix("\n1 file: 1 warning\n")
        )
        #expect(one.status == 0)
        let nested = try await lint("policies/deep")
        #expect(nested.output.contains("[lifetime-range]") && nested.output.hasSuffix("\n1 file: 1 error\n"))
        let all = try await lint()
        #expect(all.output.hasSuffix("\n3 files: 1 error, 1 warning\n"))
    }

    @Test func `a file elsewhere stands alone, and a directory is a bundle of its own`() async throws {
        try directory.write(LintCommandTests.doubtful, to: "elsewhere/doubtful.yaml")
        #expect(try await lint("elsewhere/doubtful.yaml").output.contains("[extends-unknown]"))
        #expect(try await lint("elsewhere").output.contains("[extends-unknown]"))
        try directory.write(LintCommandTests.clean, to: "elsewhere/base.yml")
        #expect(try await lint("elsewhere").output.hasSuffix("\n2 files: 1 warning\n"))
    }

    // MARK: Standard input

    @Test func `standard input stands alone, or in the place of a file`() async throws {
        let alone = try await lint("-", input: LintCommandTests.wrong)
        #expect(alone.status == 1)
        #expect(alone.output.hasPrefix("<stdin>:3:21: error: there is no profile base [extends-unknown]\n"))

        let named = try await lint("-", "--stdin-name", "policies/new.yaml", input: LintCommandTests.wrong)
        #expect(named.status == 1)
        #expect(named.output.hasPrefix("policies/new.yaml:3:46: error: ") && named.output.contains("[lifetime-range]"))
        #expect(named.output.hasSuffix("\n1 file: 1 error\n"))

        try directory.write(LintCommandTests.wrong, to: "policies/wrong.yaml")
        let mended = LintCommandTests.wrong.replacing("45d", with: "30d")
        #expect(try await lint("-", "--stdin-name", "policies/wrong.yaml", input: mended).status == 0)
    }

    // MARK: Output

    @Test func `JSON is all of standard output`() async throws {
        try directory.write(LintCommandTests.wrong, to: "policies/wrong.yaml")
        let command = try await lint("--format", "json")
        #expect(command.status == 1)
        #expect(command.error == "")
        let summary = try #require(command.json?["summary"] as? [String: Int])
        #expect(summary == ["files": 2, "errors": 1, "warnings": 0, "notes": 0, "suppressed": 0, "fixable": 0])
        #expect(try await lint("--format", "json", "--policies", "gone").json != nil)
    }

    @Test func `colours are for terminals that want them`() async throws {
        try directory.write(LintCommandTests.wrong, to: "policies/wrong.yaml")
        let escape = "\u{1B}["
        #expect(try await Command.showOnTerminal(["lint"], in: directory).contains(escape))
        for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            let shown = try await Command.showOnTerminal(["lint"], in: directory, environment: environment)
            #expect(shown.contains("lifetime-range") && !shown.contains(escape))
        }
        #expect(try await !lint().output.contains(escape))
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
        arguments: [
            ["lint"], ["lint", "--format", "json"], ["resolve", "base", "--client-id", "c"], ["schema", "policy"],
            ["--help"],
            ["check-request", "body.json"],
        ]
    )
    func `a report that cannot be written is not fine`(_ arguments: [String]) async throws {
        try directory.write(#"{"clientId": "c", "tokenType": "DOCUMENT"}"#, to: "body.json")
        #expect(try await Command.run(arguments, in: directory).status == 0)
        #expect(try await Command.run(arguments, in: directory, outputPath: "/dev/full").status > 0)
    }
}
