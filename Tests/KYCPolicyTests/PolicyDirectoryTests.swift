import Foundation
import KYCPolicy
import TestSupport
import Testing

@Suite struct PolicyDirectoryTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static func policy(_ names: String...) -> String {
        "version: 1\nprofiles:\n" + names.map { "  \($0): { token: { tokenType: DOCUMENT } }\n" }.joined()
    }

    /// What is wrong, by paths within the directory.
    private func findings(in name: String = "") throws -> [String] {
        try PolicyDirectory(directory.path + name).diagnostics.map {
            "\($0.severity.rawValue) \($0.rule) \($0.place.path?.dropFirst(directory.path.count + 1) ?? "")"
        }
    }

    private func files(in name: String = "") throws -> [String] {
        try PolicyDirectory(directory.path + name).sources.map { String($0.path.dropFirst(directory.path.count + 1)) }
    }

    private func error() -> PolicyLoadError? {
        #expect(throws: PolicyLoadError.self) { try PolicyBundle(directory: directory.path) }
    }

    @Test func `every yaml and yml file counts, however deep, but for names with a dot first`() throws {
        for name in [
            "a.yaml", "b.yml", "deep/er/c.yaml", "z/d.yaml", "e.YAML", "f.json", "g.yaml.bak", ".hidden.yaml",
            ".git/h.yaml",
            "deep/.i/j.yaml", "yaml", "spa ce/ü.yaml",
        ] {
            try directory.write("", to: name)
        }
        #expect(try files() == ["a.yaml", "b.yml", "deep/er/c.yaml", "spa ce/ü.yaml", "z/d.yaml"])
        #expect(try findings() == [])
    }

    @Test func `a directory loads as one bundle`() throws {
        try directory.write(PolicyDirectoryTests.policy("one"), to: "one.yaml")
        try directory.write("version: 1\nprofiles: { two: { extends: one } }\n", to: "nested/two.yml")
        try directory.write("not: [policy", to: ".draft.yaml")
        #expect(try PolicyBundle(directory: directory.path).profileNames == ["one", "two"])
        #expect(try PolicyBundle(directory: directory.path + "/").profileNames == ["one", "two"])
    }

    @Test func `a link inside is followed, and nothing is read twice`() throws {
        try directory.write(PolicyDirectoryTests.policy("one"), to: "real/one.yaml")
        try directory.write(PolicyDirectoryTests.policy("two"), to: "real/two.txt")
        try directory.link("again.yaml", to: "real/one.yaml")
        try directory.link("two.yaml", to: "real/two.txt")
        try directory.link("three.yaml", to: "two.yaml")
        try directory.link("alias", to: "real")
        #expect(try files().count == 2)
        #expect(try PolicyBundle(directory: directory.path).profileNames == ["one", "two"])
    }

    @Test func `a link outside is not followed, and said`() throws {
        let other = try TemporaryDirectory()
        let secret = try other.write(PolicyDirectoryTests.policy("secret"), to: "secret.yaml")
        try directory.write(PolicyDirectoryTests.policy("one"), to: "policies/one.yaml")
        try directory.write(PolicyDirectoryTests.policy("beside"), to: "policies-old/beside.yaml")
        try directory.link("policies/secret.yaml", to: secret)
        try directory.link("policies/dir", to: other.path)
        try directory.link("policies/beside.yaml", to: "../policies-old/beside.yaml")
        try directory.link("policies/notes.txt", to: "/etc/hostname")
        #expect(try files(in: "/policies") == ["policies/one.yaml"])
        #expect(
            try findings(in: "/policies") == [
                "warning link-outside policies/beside.yaml", "warning link-outside policies/dir",
                "warning link-outside policies/secret.yaml",
            ]
        )
        #expect(try PolicyBundle(directory: directory.path + "/policies").profileNames == ["one"])
    }

    @Test func `a policy directory may itself be a link`() throws {
        try directory.write(PolicyDirectoryTests.policy("one"), to: "v2/one.yaml")
        try directory.link("current", to: "v2")
        #expect(try PolicyBundle(directory: directory.path + "/current").profileNames == ["one"])
        #expect(try files(in: "/current") == ["current/one.yaml"])
    }

    @Test func `links that lead nowhere or in circles end`() throws {
        try directory.write(PolicyDirectoryTests.policy("one"), to: "one.yaml")
        try directory.link("self", to: ".")
        try directory.link("deep/up", to: "..")
        try directory.link("loop-a.yaml", to: "loop-b.yaml")
        try directory.link("loop-b.yaml", to: "loop-a.yaml")
        try directory.link("broken.yaml", to: "gone.yaml")
        try directory.link("broken.txt", to: "gone.txt")
        #expect(try files() == ["one.yaml"])
        #expect(
            try findings() == [
                "error file-unreadable broken.yaml", "error file-unreadable loop-a.yaml",
                "error file-unreadable loop-b.yaml",
            ]
        )
    }

    @Test(.timeLimit(.minutes(1)))
    func `a pipe among the policies does not hang`() throws {
        try directory.write(PolicyDirectoryTests.policy("one"), to: "one.yaml")
        #expect(mkfifo(directory.path + "/pipe.yaml", 0o600) == 0)
        try directory.link("link.yaml", to: "pipe.yaml")
        #expect(
            try findings() == ["error file-unreadable link.yaml"] || findings() == ["error file-unreadable pipe.yaml"]
        )
        #expect(error()?.code == .unreadable)
    }

    @Test func `a directory named like a policy is a directory`() throws {
        try directory.write(PolicyDirectoryTests.policy("one"), to: "odd.yaml/one.yaml")
        #expect(try files() == ["odd.yaml/one.yaml"])
        #expect(try findings() == [])
    }

    @Test(.enabled(if: getuid() != 0, "the superuser reads everything"))
    func `a file without permission is reported, and nothing follows from it`() throws {
        let path = try directory.write(PolicyDirectoryTests.policy("base"), to: "base.yaml")
        try directory.write("version: 1\nprofiles: { one: { extends: base } }\n", to: "one.yaml")
        #expect(chmod(path, 0) == 0)
        #expect(error()?.code == .unreadable)
        #expect(error()?.diagnostics.map(\.rule) == ["file-unreadable"])
    }

    @Test func `an unreadable file leaves no unknown parents`() throws {
        try directory.link("base.yaml", to: "gone.yaml")
        try directory.write(
            "version: 1\nprofiles: { one: { extends: base, token: { lifetime: 45d } } }\n",
            to: "one.yaml"
        )
        #expect(error()?.code == .unreadable)
        #expect(error()?.diagnostics.map(\.rule).sorted() == ["file-unreadable", "lifetime-range"])
    }

    @Test(arguments: ["", "empty", "gone", "file.txt", "gone/deeper"])
    func `no directory, and none with a policy file in it, is unreadable`(_ name: String) throws {
        try directory.write("", to: "empty/notes.txt")
        try directory.write("", to: "file.txt")
        let path = "\(directory.path)/\(name)"
        let error = #expect(throws: PolicyLoadError.self) { try PolicyBundle(directory: path) }
        #expect(error?.code == .unreadable)
        #expect(error?.diagnostics.map(\.rule) == ["file-unreadable"])
        #expect(error?.diagnostics.first?.place.path == path)
    }
}
