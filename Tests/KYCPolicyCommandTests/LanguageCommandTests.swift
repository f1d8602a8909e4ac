import Foundation
import TestSupport
import Testing

@Suite struct LanguageCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command {
        try await Command.run(arguments, in: directory, environment: environment)
    }

    private static let policy = """
        version: 1
        profiles:
          base: { abstract: true, token: { tokenType: DOCUMENT, locale: en }, overrides: { locale: allow } }
          p: { extends: base, token: { lifetime: 1h } }
        environments: { staging: { token: { lifetime: 5m } } }
        tests:
          - { name: english, profile: p, environment: staging, call: { clientId: c, locale: en }, expect: { request: { locale: en } } }

        """

    // MARK: explain, graph

    @Test func `explain says where a field comes from`() async throws {
        try directory.write(LanguageCommandTests.policy, to: "policies/a.yaml")
        let text = try await run("explain", "p", "lifetime", "--environment", "staging")
        #expect(text.status == 0 && text.error.isEmpty)
        #expect(
            text.output == """
                p in staging

                lifetime = 300 (5 minutes)
                  set by      environment staging  policies/a.yaml:5
                  beats       3600 (1 hour) of p   policies/a.yaml:4
                  a call may  not change it        policies/a.yaml:3

                """
        )
        let json = try await run("explain", "base", "--format", "json")
        #expect(json.status == 0 && json.json?["profile"] as? String == "base" && json.json?["version"] as? Int == 1)
    }

    @Test func `explain refuses unknown names`() async throws {
        try directory.write(LanguageCommandTests.policy, to: "policies/a.yaml")
        let profile = try await run("explain", "bse")
        #expect(profile.status == 1 && profile.output.isEmpty)
        #expect(profile.error == "profile: error: there is no profile bse; did you mean base? [profile-unknown]\n")
        let environment = try await run("explain", "p", "--environment", "stagin", "--format", "json")
        #expect(environment.status == 1 && environment.output.isEmpty)
        #expect(
            (Command.json(environment.error)?["diagnostics"] as? [[String: Any]])?.first?["rule"] as? String
                == "environment-unknown"
        )
        let field = try await run("explain", "p", "verifyEmail")
        #expect(field.status == 2 && field.output.isEmpty && field.error.contains("did you mean settings.verifyEmail?"))
        #expect(try await run("explain").status == 2)
        #expect(try await run("explain", "p", "--format", "xml").status == 2)
    }

    @Test(arguments: [("mermaid", "flowchart TD\n"), ("dot", "digraph policies {\n")])
    func `graph draws the profiles`(_ format: String, _ start: String) async throws {
        try directory.write(LanguageCommandTests.policy, to: "policies/a.yaml")
        let graph = try await run("graph", "--format", format)
        #expect(
            graph.status == 0 && graph.error.isEmpty && graph.output.hasPrefix(start)
                && graph.output.contains("lifetime")
        )
    }

    @Test(arguments: [["explain", "p"], ["graph"], ["test"], ["diff", "policies", "policies"]])
    func `without a policy there is nothing to read`(_ arguments: [String]) async throws {
        let missing = try await Command.run(arguments, in: directory)
        #expect(missing.status == 3 && missing.output.isEmpty && missing.error.contains("policies: error: "))
        try directory.write("no policy", to: "policies/notes.txt")
        let empty = try await Command.run(arguments, in: directory)
        #expect(empty.status == 3 && empty.output.isEmpty && empty.error.contains("no policy file in it"))
    }

    @Test(arguments: [["explain", "p"], ["graph"], ["test"], ["diff", "policies", "policies"]])
    func `policies that do not load are reported, and nothing else is`(_ arguments: [String]) async throws {
        try directory.write("version: 1\nprofiles: { p: { token: { lifetime: 45d } } }\n", to: "policies/a.yaml")
        let broken = try await Command.run(arguments, in: directory)
        #expect(broken.status == 1 && broken.output.isEmpty)
        #expect(broken.error.contains("[lifetime-range]") && broken.error.contains("[required-field-missing]"))
    }

    // MARK: test

    @Test func `test runs the tests of the policies`() async throws {
        try directory.write(LanguageCommandTests.policy, to: "policies/a.yaml")
        let passed = try await run("test")
        #expect(passed.status == 0 && passed.error.isEmpty && passed.output.hasSuffix("1 passed, 0 failed\n"))
        try directory.write(
            LanguageCommandTests.policy.replacing("{ locale: en } } }", with: "{ locale: de } } }"),
            to: "policies/a.yaml"
        )
        let failed = try await run("test")
        #expect(failed.status == 1 && failed.error.isEmpty && failed.output.hasSuffix("0 passed, 1 failed\n"))
        #expect(failed.output.hasPrefix("policies/a.yaml:7:13: failed: english (p in staging)\n"))
    }

    @Test func `test writes its report to a file`() async throws {
        try directory.write(LanguageCommandTests.policy, to: "policies/a.yaml")
        let junit = try await run("test", "--format", "junit", "--output", "report.xml")
        #expect(junit.status == 0 && junit.output.isEmpty && junit.error.isEmpty)
        let report = try String(contentsOf: directory.url.appendingPathComponent("report.xml"), encoding: .utf8)
        #expect(
            report.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"1\" failures=\"0\">\n")
        )
        let json = try await run("test", "--format", "json")
        #expect(json.json?["summary"] as? [String: Int] == ["passed": 1, "failed": 0])
        let nowhere = try await run("test", "--output", "no/such/directory/report.txt")
        #expect(nowhere.status == 3 && nowhere.output.isEmpty && nowhere.error.contains("cannot be written"))
    }

    @Test func `test runs what the named files hold`() async throws {
        try directory.write(LanguageCommandTests.policy, to: "policies/a.yaml")
        try directory.write(
            "version: 1\ntests: [{ name: wrong, profile: p, expect: { denied: [override-denied] } }]\n",
            to: "policies/more/b.yaml"
        )
        #expect(try await run("test").status == 1)
        let first = try await run("test", "policies/a.yaml")
        #expect(first.status == 0 && first.output.hasSuffix("1 passed, 0 failed\n"))
        #expect(try await run("test", "policies/more").output.hasSuffix("0 passed, 1 failed\n"))
        let missing = try await run("test", "policies/c.yaml")
        #expect(missing.status == 3 && missing.error == "policies/c.yaml: error: no such file or directory\n")
    }

    // MARK: diff of directories

    @Test func `diff compares directories`() async throws {
        try directory.write(LanguageCommandTests.policy, to: "old/a.yaml")
        try directory.write(LanguageCommandTests.policy.replacing("1h", with: "2h"), to: "new/b.yaml")
        let diff = try await run("diff", "old", "new")
        #expect(diff.status == 0 && diff.error.isEmpty)
        #expect(
            diff.output == """
                loosens   p lengthens lifetime from 1 hour to 2 hours (without an environment)
                          new/b.yaml:4

                1 change: 1 loosens

                """
        )
        #expect(try await run("diff", "old", "new", "--exit-code").status == 1)
        #expect(try await run("diff", "old", "old", "--exit-code").status == 0)
        #expect(try await run("diff", "old", "new", "--format", "markdown").output.hasPrefix("### Policy changes"))
        let json = try await run("diff", "old", "new", "--format", "json")
        #expect((json.json?["changes"] as? [Any])?.count == 1 && json.json?["version"] as? Int == 1)
        #expect(try await run("diff", "old").status == 2)
        #expect(try await run("diff", "old", "nowhere").status == 3)
    }

    // MARK: diff of revisions

    /// Runs git in the directory, with nobody's own configuration.
    @discardableResult
    private func git(_ arguments: String...) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com"] + arguments
        process.currentDirectoryURL = directory.url
        process.environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        ]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments)")
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A repository whose first commit says 1 hour, whose second says 2, and whose working tree says 3.
    private func makeRepository() throws {
        try git("init", "--quiet", "--initial-branch=main")
        try directory.write("nothing yet\n", to: "notes.txt")
        try git("add", ".")
        try git("commit", "--quiet", "-m", "Nothing yet")
        for (index, lifetime) in ["1h", "2h"].enumerated() {
            try directory.write(LanguageCommandTests.policy.replacing("1h", with: lifetime), to: "policies/a.yaml")
            try directory.write("version: 1\n", to: "policies/deeper/b.yaml")
            try git("add", ".")
            try git("commit", "--quiet", "-m", "Policy \(index)")
        }
        try directory.write(LanguageCommandTests.policy.replacing("1h", with: "3h"), to: "policies/a.yaml")
        try directory.write("version: 1\n", to: "policies/untracked.yaml")
    }

    /// Every file with its bytes, git's own included, and what git says of them.
    private func state() throws -> [String: Data] {
        var state: [String: Data] = ["": Data(try git("--no-optional-locks", "status", "--porcelain").utf8)]
        let paths = try FileManager.default.subpathsOfDirectory(atPath: directory.path)
        for path in paths { state[path] = FileManager.default.contents(atPath: "\(directory.path)/\(path)") ?? Data() }
        return state
    }

    @Test(arguments: [
        ("git:HEAD~1", "git:HEAD", "from 1 hour to 2 hours"), ("git:HEAD", "policies", "from 2 hours to 3 hours"),
        ("git:main~1", "policies", "from 1 hour to 3 hours"), ("policies", "git:main", "from 3 hours to 2 hours"),
    ])
    func `diff reads revisions, and touches nothing`(_ old: String, _ new: String, _ words: String) async throws {
        try makeRepository()
        let before = try state()
        let diff = try await run("diff", old, new, "--exit-code")
        #expect(diff.status == 1 && diff.error.isEmpty && diff.output.contains(words))
        #expect(diff.output.contains("policies/a.yaml:4\n"))
        #expect(try state() == before)
    }

    @Test func `diff of a revision with itself is empty`() async throws {
        try makeRepository()
        let diff = try await run("diff", "git:HEAD", "git:main", "--exit-code")
        #expect(diff.status == 0 && diff.output == "No change to any request or guard.\n")
    }

    @Test(arguments: [
        ("git:--output=stolen", "--output=stolen is no revision"), ("git:-h", "-h is no revision"),
        ("git:", "an empty name is no revision"),
        ("git:nowhere", "git knows no revision nowhere here"), ("git:HEAD~99", "git knows no revision HEAD~99 here"),
        ("git:HEAD:policies", "HEAD:policies is no revision"), ("git:HEAD~2", "policies does not exist in HEAD~2"),
        ("git:HEAD^{tree}", "git knows no revision HEAD^{tree} here"),
    ])
    func `a revision that cannot be read is named`(_ side: String, _ reason: String) async throws {
        try makeRepository()
        let before = try state()
        for arguments in [[side, "policies"], ["policies", side]] {
            let diff = try await Command.run(["diff"] + arguments, in: directory)
            #expect(diff.status == 3 && diff.output.isEmpty)
            #expect(diff.error == "\(side): error: \(reason)\n")
        }
        #expect(try state() == before)
    }

    @Test func `a directory without a repository has no revisions`() async throws {
        try directory.write(LanguageCommandTests.policy, to: "policies/a.yaml")
        let ceiling = ["GIT_CEILING_DIRECTORIES": directory.url.deletingLastPathComponent().path]
        let diff = try await run("diff", "git:HEAD", "policies", environment: ceiling)
        #expect(diff.status == 3 && diff.output.isEmpty)
        #expect(diff.error == "git:HEAD: error: policies is in no git repository\n")
        let gone = try await run("diff", "git:HEAD", "policies", "--policies", "gone", environment: ceiling)
        #expect(gone.status == 3 && gone.error == "git:HEAD: error: there is no git repository here\n")
    }

    @Test func `a directory that is gone by now is still in a revision`() async throws {
        try makeRepository()
        try FileManager.default.moveItem(atPath: "\(directory.path)/policies", toPath: "\(directory.path)/moved")
        let diff = try await run("diff", "git:HEAD", "moved")
        #expect(diff.status == 0 && diff.output.contains("from 2 hours to 3 hours"))
    }

    @Test func `the directory's own repository counts, wherever the command runs`() async throws {
        try makeRepository()
        let elsewhere = try TemporaryDirectory()
        let diff = try await Command.run(
            ["diff", "git:HEAD", "\(directory.path)/policies", "--policies", "\(directory.path)/policies"],
            in: elsewhere
        )
        #expect(diff.status == 0 && diff.error.isEmpty && diff.output.contains("from 2 hours to 3 hours"))
    }

    @Test func `a revision that does not load is reported`() async throws {
        try makeRepository()
        try directory.write("version: 1\nprofiles: { p: { token: { lifetime: 45d } } }\n", to: "policies/a.yaml")
        try git("commit", "--quiet", "--all", "-m", "Broken")
        let diff = try await run("diff", "git:HEAD", "git:HEAD~1")
        #expect(diff.status == 1 && diff.output.isEmpty)
        #expect(diff.error.hasPrefix("git:HEAD does not load:\n") && diff.error.contains("[lifetime-range]"))
    }
}
