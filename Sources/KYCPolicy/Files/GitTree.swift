package import PolicyDiagnostics

/// The policy files of a git revision.
///
/// They are read from git's objects: the working tree and the index are neither read nor touched.
package struct GitTree: Sendable {
    /// The files, in the order of their paths.
    package let sources: [SourceText]

    /// The most bytes that all files together may have.
    private static let maximumByteCount = 256 * 1024 * 1024

    /// Reads every `.yaml` and `.yml` file under a directory as a revision has it.
    ///
    /// - Parameters:
    ///   - revision: What git calls a commit: a branch, a tag, an abbreviated hash, `HEAD~1`.
    ///   - directory: The directory, as seen from the current one.
    package init(revision: String, directory: String) throws(FileSystem.Failure) {
        // What starts with a hyphen must never be read as an option, whatever a version of git does.
        guard !revision.hasPrefix("-"), !revision.isEmpty, !revision.contains(":") else {
            throw FileSystem.Failure(reason: "\(revision.isEmpty ? "an empty name" : revision) is no revision")
        }
        // The repository is the directory's own, wherever the command runs; a directory that is gone by now is looked
        // for from here.
        let isThere = FileSystem.kind(of: directory) == .directory
        let base = isThere || directory.hasPrefix("/") ? directory : "."
        guard try GitTree.run(["rev-parse", "--git-dir"], in: base, limit: 65536).status == 0 else {
            throw FileSystem.Failure(
                reason: isThere ? "\(directory) is in no git repository" : "there is no git repository here"
            )
        }
        let commit = try GitTree.name(of: "\(revision)^{commit}", in: base) { "git knows no revision \(revision) here" }
        let tree = try GitTree.name(of: "\(commit):./\(base == "." ? directory : "")", in: base) {
            "\(directory) does not exist in \(revision)"
        }
        let entries = try GitTree.entries(of: tree, in: base)
        sources = try GitTree.read(entries, under: directory, in: base)
        guard !sources.isEmpty else { throw FileSystem.Failure(reason: "no .yaml or .yml file in it at \(revision)") }
    }

    private struct Entry {
        let object: String
        let size: Int
        let path: String
    }

    /// Runs git in a directory.
    private static func run(
        _ arguments: [String],
        in directory: String,
        input: String = "",
        limit: Int
    ) throws(FileSystem.Failure) -> Subprocess.Output {
        try Subprocess.run(["git", "-C", directory] + arguments, input: input, limit: limit)
    }

    /// The name of the object that an expression means.
    private static func name(
        of expression: String,
        in directory: String,
        otherwise reason: () -> String
    ) throws(FileSystem.Failure) -> String {
        let output = try run(
            ["rev-parse", "--verify", "--quiet", "--end-of-options", expression],
            in: directory,
            limit: 4096
        )
        let name = String(decoding: output.bytes, as: UTF8.self).filter { !$0.isNewline }
        guard output.status == 0, !name.isEmpty, name.allSatisfy(\.isHexDigit) else {
            throw FileSystem.Failure(reason: reason())
        }
        return name
    }

    /// The policy files of a tree; links and names that start with a dot are left out.
    private static func entries(of tree: String, in base: String) throws(FileSystem.Failure) -> [Entry] {
        let output = try run(["ls-tree", "-r", "-z", "-l", "--full-tree", tree], in: base, limit: maximumByteCount)
        guard output.status == 0 else { throw FileSystem.Failure(reason: "git cannot list its files") }
        return output.bytes.split(separator: 0).compactMap { line -> Entry? in
            // "MODE SP TYPE SP OBJECT SP+ SIZE TAB PATH"
            guard let tab = line.firstIndex(of: 0x09) else { return nil }
            let words = line[..<tab].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
            guard words.count == 4, words[0].hasPrefix("100"), let size = Int(words[3]),
                PolicyDirectory.isPolicyFile(path), !path.split(separator: "/").contains(where: { $0.hasPrefix(".") })
            else { return nil }
            return Entry(object: words[2], size: size, path: path)
        }
    }

    private static func read(
        _ entries: [Entry],
        under directory: String,
        in base: String
    ) throws(FileSystem.Failure) -> [SourceText] {
        let total = entries.reduce(0) { $0 + $1.size }
        guard total <= maximumByteCount else { throw FileSystem.Failure(reason: "its files are larger than 256 MiB") }
        let output = try run(
            ["cat-file", "--batch"],
            in: base,
            input: entries.map { $0.object + "\n" }.joined(),
            limit: total + entries.count * 256
        )
        var rest = output.bytes[...]
        var sources: [SourceText] = []
        for entry in entries {
            // "OBJECT SP TYPE SP SIZE LF CONTENT LF"
            guard let end = rest.firstIndex(of: 0x0A), rest.endIndex - end > entry.size + 1 else {
                throw FileSystem.Failure(reason: "git cannot read \(entry.path)")
            }
            let content = rest[(end + 1)..<(end + 1 + entry.size)]
            rest = rest[(end + 2 + entry.size)...]
            let path =
                directory == "."
                ? entry.path : directory.hasSuffix("/") ? directory + entry.path : "\(directory)/\(entry.path)"
            sources.append(SourceText(path: path, bytes: Array(content)))
        }
        return sources.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
