package import PolicyDiagnostics

/// The policy files under a directory.
package struct PolicyDirectory: Sendable {
    /// The files that could be read, in the order of their paths.
    package private(set) var sources: [SourceText] = []
    /// What could not be read, and links that were not followed.
    package private(set) var diagnostics: [Diagnostic] = []
    /// Whether every file was read.
    package var isComplete: Bool { diagnostics.allSatisfy { $0.severity < .error } }

    /// Finds and reads every `.yaml` and `.yml` file under a directory.
    ///
    /// Names that start with a dot are skipped. A link is followed only to inside the directory's real root, and no file
    /// is read twice by different ways.
    package init(_ path: String) throws(FileSystem.Failure) {
        guard let root = FileSystem.realPath(path) else { throw FileSystem.Failure(reason: "no such directory") }
        guard FileSystem.kind(of: root) == .directory else { throw FileSystem.Failure(reason: "not a directory") }
        var search = Search(root: root)
        try search.list(path, real: root)
        search.followLinks()
        diagnostics = search.diagnostics
        for path in search.files.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            do throws(FileSystem.Failure) {
                sources.append(SourceText(path: path, bytes: try FileSystem.read(path, isFound: true)))
            } catch {
                diagnostics.append(.unreadable(path, error))
            }
        }
    }

    /// Whether a file name is that of a policy file.
    package static func isPolicyFile(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }
}

extension Diagnostic {
    /// That a file could not be read.
    package static func unreadable(_ path: String, _ failure: FileSystem.Failure) -> Diagnostic {
        Diagnostic(.fileUnreadable, at: .file(path: path), "this file cannot be read: \(failure.reason)")
    }
}

private struct Search {
    let root: String
    private(set) var files: [String] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<String> = []
    private var links: [String] = []

    init(root: String) { self.root = root }

    mutating func list(_ path: String, real: String) throws(FileSystem.Failure) {
        guard seen.insert(real).inserted else { return }
        for entry in try FileSystem.entries(of: real) where !entry.name.hasPrefix(".") {
            let entryPath = Search.join(path, entry.name)
            switch entry.kind {
            case .directory: listOrReport(entryPath, real: "\(real)/\(entry.name)")
            case .link: links.append(entryPath)
            case .file, .other:
                guard PolicyDirectory.isPolicyFile(entry.name) else { continue }
                seen.insert("\(real)/\(entry.name)")
                files.append(entryPath)
            }
        }
    }

    private mutating func listOrReport(_ path: String, real: String) {
        do throws(FileSystem.Failure) {
            try list(path, real: real)
        } catch {
            diagnostics.append(.unreadable(path, error))
        }
    }

    /// Follows the links, those included that following finds.
    ///
    /// Files that lie in the tree themselves were seen before,
    /// so they keep their own paths.
    mutating func followLinks() {
        while !links.isEmpty {
            let path = links.removeFirst()
            let isNamedLikePolicy = PolicyDirectory.isPolicyFile(path)
            guard let target = FileSystem.realPath(path) else {
                if isNamedLikePolicy {
                    diagnostics.append(.unreadable(path, FileSystem.Failure(reason: "a broken link")))
                }
                continue
            }
            let isDirectory = FileSystem.kind(of: target) == .directory
            guard isDirectory || isNamedLikePolicy else { continue }
            guard target == root || target.hasPrefix(root == "/" ? root : "\(root)/") else {
                diagnostics.append(
                    Diagnostic(
                        .linkOutside,
                        at: .file(path: path),
                        "this link leads out of the policy directory and is not followed: move what it links to inside"
                    )
                )
                continue
            }
            if isDirectory {
                listOrReport(path, real: target)
            } else if seen.insert(target).inserted {
                files.append(path)
            }
        }
    }

    private static func join(_ directory: String, _ name: String) -> String {
        directory == "." ? name : directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }
}
