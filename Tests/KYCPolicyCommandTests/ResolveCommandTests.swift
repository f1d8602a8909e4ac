import Foundation
import TestSupport
import Testing

@Suite struct ResolveCommandTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write(
            """
            version: 1
            profiles:
              base: { abstract: true, token: { tokenType: DOCUMENT, lifetime: 1h } }
              onboarding: { extends: base, token: { questionnaire: q } }
            """,
            to: "policies/base.yaml"
        )
    }

    private func resolve(_ arguments: String..., input: String = "") async throws -> Command {
        try await Command.run(["resolve"] + arguments, input: Data(input.utf8), in: directory)
    }

    @Test func `the request is JSON on standard output, and nothing else is`() async throws {
        let command = try await resolve(
            "onboarding",
            "--client-id",
            "c-1",
            "--set",
            "locale=de",
            "--null",
            "questionnaire"
        )
        #expect(command.status == 0)
        #expect(command.error == "")
        #expect(
            command.output == """
                {
                  "clientId": "c-1",
                  "tokenType": "DOCUMENT",
                  "lifetime": 3600,
                  "locale": "de",
                  "questionnaire": null
                }

                """
        )
        #expect(
            try await !resolve("onboarding", "--client-id", "c", "--unset", "questionnaire").output.contains(
                "questionn"
            )
        )
        #expect(try await resolve("onboarding", "--client-id", "c", "--dialect", "flat").output.contains("expiryTime"))
    }

    @Test func `a call comes from a file or from standard input`() async throws {
        try directory.write("lifetime: 5m\n", to: "call.yaml")
        #expect(try await resolve("onboarding", "--client-id", "c", "--call", "call.yaml").output.contains(": 300"))
        let json = try await resolve("onboarding", "--call", "-", input: #"{"clientId": "c", "lifetime": 60}"#)
        #expect(json.output.contains(#""lifetime": 60"#))
        let yaml = try await resolve("onboarding", "--call", "-", input: "clientId: c\nlifetime: 90s\n")
        #expect(yaml.output.contains(#""lifetime": 90"#))
    }

    @Test(arguments: [
        (["nowhere", "--client-id", "c"], "profile-unknown"), (["base", "--client-id", "c"], "profile-abstract"),
        (["onboarding"], "required-field-missing"),
        (["onboarding", "--client-id", "c", "--set", "lifetime=45d"], "lifetime-range"),
        (["onboarding", "--client-id", "c", "--environment", "nowhere"], "environment-unknown"),
        (["onboarding", "--client-id", "c", "--null", "client", "--dialect", "flat"], "dialect-unable"),
        (["onboarding", "--client-id", "c", "--call", "call.json"], "lifetime-range"),
    ])
    func `a refusal is 1, with nothing on standard output`(_ arguments: [String], _ rule: String) async throws {
        try directory.write(#"{"lifetime": "45d"}"#, to: "call.json")
        let command = try await Command.run(["resolve"] + arguments, in: directory)
        #expect(command.status == 1)
        #expect(command.output == "")
        #expect(command.error.contains("[\(rule)]"))

        let machine = try await Command.run(["resolve", "--format", "json"] + arguments, in: directory)
        #expect(machine.status == 1)
        #expect(machine.output == "")
        let diagnostics = try #require(Command.json(machine.error)?["diagnostics"] as? [[String: Any]])
        #expect(diagnostics.map { $0["rule"] as? String } == [rule])
        #expect(diagnostics.allSatisfy { $0.keys.contains("pointer") })
    }

    @Test func `a refusal names the option, or the pointer into the call`() async throws {
        let option = try await resolve("onboarding", "--client-id", "c", "--set", "lifetime=45d")
        #expect(option.error.hasPrefix("--set lifetime: error: 45 days is longer"))
        let file = try await resolve(
            "onboarding",
            "--call",
            "-",
            "--format",
            "json",
            input: #"{"clientId": "c", "lifetime": -1}"#
        )
        let diagnostics = Command.json(file.error)?["diagnostics"] as? [[String: Any]]
        #expect(diagnostics?.first?["pointer"] as? String == "/lifetime")
    }

    @Test(arguments: [
        [], ["onboarding", "--client-id", "c", "--set", "zebra=1"],
        ["onboarding", "--client-id", "c", "--set", "locale"],
        ["onboarding", "--client-id", "c", "--set", "locale=de", "--null", "locale"], ["onboarding", "--zebra"],
        ["onboarding", "--client-id", "c", "--dialect", "zebra"],
        ["onboarding", "--client-id", "c", "--call", "zebra.json"],
        ["onboarding", "--client-id", "c", "--call", "broken.json"],
    ])
    func `wrong usage is 2, with nothing on standard output`(_ arguments: [String]) async throws {
        try directory.write(#"{"zebra": 1}"#, to: "zebra.json")
        try directory.write(#"{"lifetime": 1"#, to: "broken.json")
        let command = try await Command.run(["resolve"] + arguments, in: directory)
        #expect(command.status == 2)
        #expect(command.output == "")
        #expect(!command.error.isEmpty)
    }

    @Test(arguments: [["--policies", "gone"], ["--policies", "empty"], ["--call", "gone.json"]])
    func `what cannot be read is 3, with nothing on standard output`(_ arguments: [String]) async throws {
        try directory.write("", to: "empty/notes.txt")
        let command = try await Command.run(["resolve", "onboarding", "--client-id", "c"] + arguments, in: directory)
        #expect(command.status == 3)
        #expect(command.output == "")
        #expect(command.error.contains("cannot be read"))
    }

    @Test func `policies that do not load give no request, and every reason`() async throws {
        try directory.write(
            "version: 1\nprofiles: { a: { extends: nowhere }, b: { extends: b } }\n",
            to: "policies/b.yaml"
        )
        let command = try await resolve("onboarding", "--client-id", "c")
        #expect(command.status == 1)
        #expect(command.output == "")
        #expect(command.error.contains("[extends-unknown]") && command.error.contains("[extends-cycle]"))
    }

    @Test func `a value of the client is in the request and in no message`() async throws {
        let arguments = [
            "--set", "client.name=Secretname", "--set", "client.dateOfBirth=1990-13-01", "--client-id", "Secretid",
        ]
        let command = try await Command.run(["resolve", "onboarding"] + arguments, in: directory)
        #expect(command.status == 1)
        #expect(!command.error.contains("Secret") && !command.error.contains("1990"))
    }
}
