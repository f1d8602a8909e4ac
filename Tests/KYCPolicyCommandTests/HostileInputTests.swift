import Foundation
import TestSupport
import Testing

/// What nobody writes by accident ends in a report, within seconds, even in a debug build on a busy machine.
@Suite(.serialized) struct HostileInputTests {
    private let directory: TemporaryDirectory
    private let limit = Duration.seconds(60)

    init() throws { directory = try TemporaryDirectory() }

    private static let mebibyte = 1 << 20

    private static func repeated(_ text: String, upTo count: Int) -> String {
        String(repeating: text, count: count / text.utf8.count)
    }

    private static let profile = "version: 1\nprofiles:\n  p:\n    token:\n"

    static let policies: [(name: String, text: @Sendable () -> String, rule: String)] = [
        ("brackets", { String(repeating: "[", count: 200_000) }, "yaml-too-deep"),
        ("braces", { String(repeating: "{a: ", count: 200_000) }, "yaml-too-deep"),
        ("dashes", { String(repeating: "- ", count: 200_000) }, "yaml-too-deep"),
        ("distinct keys", { (0..<200_000).map { "key\($0): 1\n" }.joined() }, "too-many-problems"),
        ("equal keys", { repeated("a: 1\n", upTo: 16 * mebibyte) }, "too-many-problems"),
        ("equal profiles", { "version: 1\nprofiles:\n" + repeated("  a: {}\n", upTo: mebibyte) }, "too-many-problems"),
        ("too large", { repeated("#", upTo: 16 * mebibyte + 1) }, "file-too-large"),
        ("long key", { profile + "      \(repeated("lifetime", upTo: mebibyte)): 1\n" }, "yaml-syntax"),
        ("long value", { profile + "      lifetime: \(repeated("9", upTo: 2 * mebibyte))\n" }, "lifetime-range"),
        ("long unit", { profile + "      lifetime: \(repeated("1d", upTo: mebibyte))\n" }, "wrong-kind"),
        (
            "bad countries",
            { profile + "      allowedCountries: [\((0..<100_000).map { "Q\($0)" }.joined(separator: ", "))]\n" },
            "country-unknown"
        ),
        ("blanks", { profile + repeated(" ", upTo: 2 * mebibyte) + "x" }, "yaml-syntax"),
        ("anchors", { profile + repeated("      a: &a 1\n", upTo: mebibyte) }, "yaml-anchor"),
        ("zero bytes", { repeated("\u{0}", upTo: mebibyte) }, "yaml-syntax"),
    ]

    @Test(arguments: policies.indices)
    func `a policy of any kind is linted`(_ index: Int) async throws {
        let (name, text, rule) = HostileInputTests.policies[index]
        let input = Data(text().utf8)
        let command = try await Command.run(["lint", "-", "--format", "json"], input: input, in: directory)
        #expect(command.status == 1, "\(name)")
        #expect(command.duration < limit, "\(name)")
        #expect(command.output.contains("\"rule\": \"\(rule)\""), "\(name): \(command.output.prefix(2000))")
        #expect(command.output.utf8.count < 4 * HostileInputTests.mebibyte, "\(name)")
    }

    @Test func `a chain and a cycle of many thousand profiles are linted`() async throws {
        let count = 20_000
        for last in ["{ token: { tokenType: DOCUMENT } }", "{ extends: p0 }"] {
            let profiles = (0..<count).map { "  p\($0): { extends: p\($0 + 1) }\n" }.joined()
            let text = "version: 1\nprofiles:\n\(profiles)  p\(count): \(last)\n"
            let command = try await Command.run(["lint", "-"], input: Data(text.utf8), in: directory)
            #expect(command.status == 1)
            #expect(command.duration < limit)
        }
    }

    static let bodies: [(name: String, text: @Sendable () -> String)] = [
        ("brackets", { String(repeating: "[", count: 100_000) }),
        ("balanced brackets", { String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) }),
        ("objects", { String(repeating: #"{"client":"#, count: 100_000) }),
        ("bad countries", { #"{"allowedCountries": [\#(repeated("\"XX\",", upTo: 10 * mebibyte))"XX"]}"# }),
        ("distinct keys", { "{" + (0..<100_000).map { "\"key\($0)\": 1," }.joined() + "\"z\": 1}" }),
        ("equal keys", { "{" + repeated("\"lifetime\": 1,", upTo: mebibyte) + "\"lifetime\": 1}" }),
        ("long number", { #"{"lifetime": \#(repeated("9", upTo: mebibyte))}"# }),
        ("long text", { #"{"locale": "\#(repeated("é", upTo: 2 * mebibyte))"}"# }),
        ("broken lines", { repeated("{}\n{\n", upTo: mebibyte / 16) }),
        ("an unfinished text", { "{\"a\": \"" + repeated("\\u0041", upTo: mebibyte) }),
    ]

    @Test(arguments: bodies.indices)
    func `a body of any kind is checked`(_ index: Int) async throws {
        let (name, text) = HostileInputTests.bodies[index]
        let input = Data(text().utf8)
        let command = try await Command.run(["check-request", "-", "--format", "json"], input: input, in: directory)
        #expect(command.status == 1, "\(name)")
        #expect(command.duration < limit, "\(name)")
        #expect(command.json != nil, "\(name)")
    }

    @Test func `a body beyond the limit is not read`() async throws {
        let text = HostileInputTests.repeated(" ", upTo: 16 * HostileInputTests.mebibyte) + "{}"
        let command = try await Command.run(["check-request", "-"], input: Data(text.utf8), in: directory)
        #expect(command.status == 3)
        #expect(command.error.contains("larger than 16 MiB"))
    }

    @Test(arguments: ["{\"client\":", "[", "client: {", "- "])
    func `a call nested without end is refused`(_ text: String) async throws {
        try directory.write("version: 1\nprofiles: { p: { token: { tokenType: DOCUMENT } } }\n", to: "policies/p.yaml")
        let input = Data(String(repeating: text, count: 100_000).utf8)
        let command = try await Command.run(["resolve", "p", "--call", "-"], input: input, in: directory)
        #expect(command.status == 2)
        #expect(command.output == "" && !command.error.isEmpty)
        #expect(command.duration < limit)
    }
}
