import KYCPolicy
import PolicyDiagnostics

/// What a command line asks to lint: paths, each of which belongs to a bundle.
///
/// A path inside the policy directory is judged with the whole bundle around it. A directory elsewhere is a bundle of its
/// own, and a file elsewhere stands alone.
package struct LintTargets {
    /// A text that takes the place of a file, as an editor sends it.
    package struct Substitute: Sendable {
        let source: SourceText

        package init(path: String, bytes: [UInt8]) { source = SourceText(path: path, bytes: bytes) }
    }

    private let policies: String
    private let policiesRoot: String?

    package init(policies: String) {
        self.policies = policies
        self.policiesRoot = FileSystem.realPath(policies)
    }

    /// Lints the paths, or the policy directory where there are none, and a substitute.
    package func lint(_ paths: [String], substitute: Substitute? = nil) -> LintReport {
        var report = LintReport()
        var inside: [String] = []
        for path in paths.isEmpty && substitute == nil ? [policies] : paths {
            guard let real = FileSystem.realPath(path), let kind = FileSystem.kind(of: real) else {
                report.append(.unreadable(path, FileSystem.Failure(reason: "no such file or directory")))
                continue
            }
            if isInside(real) {
                inside.append(real)
            } else if kind == .directory {
                report.append(lintDirectory(path) { _ in true })
            } else {
                report.append(lintFile(path))
            }
        }
        var isSubstituteInside = false
        if let substitute {
            isSubstituteInside = realPath(ofNew: substitute.source.path).map(isInside) ?? false
            if !isSubstituteInside { report.append(Linter.lint([substitute.source])) }
        }
        if !inside.isEmpty || isSubstituteInside {
            report.append(lintPolicies(inside, isSubstituteInside ? substitute : nil))
        }
        report.diagnostics.sort(by: Diagnostic.precedes)
        return report
    }

    private func isInside(_ real: String) -> Bool {
        guard let policiesRoot else { return false }
        return real == policiesRoot || real.hasPrefix(policiesRoot == "/" ? "/" : "\(policiesRoot)/")
    }

    /// The real path of a file that need not exist yet.
    private func realPath(ofNew path: String) -> String? {
        if let real = FileSystem.realPath(path) { return real }
        guard let slash = path.lastIndex(of: "/") else { return FileSystem.realPath(".").map { "\($0)/\(path)" } }
        return FileSystem.realPath(String(path[..<slash])).map { "\($0)\(path[slash...])" }
    }

    private func lintPolicies(_ targets: [String], _ substitute: Substitute?) -> LintReport {
        let isWhole = targets.contains { $0 == policiesRoot }
        let isReported: (String) -> Bool = { path in
            if isWhole || path == substitute?.source.path { return true }
            guard let real = FileSystem.realPath(path) else { return false }
            return targets.contains { real == $0 || real.hasPrefix("\($0)/") }
        }
        return lintDirectory(policies, substitute: substitute, reportingOn: isReported)
    }

    private func lintDirectory(
        _ path: String,
        substitute: Substitute? = nil,
        reportingOn isReported: (String) -> Bool
    ) -> LintReport {
        do throws(FileSystem.Failure) {
            let directory = try PolicyDirectory(path)
            var sources = directory.sources
            if let substitute {
                let real = realPath(ofNew: substitute.source.path)
                sources.removeAll { FileSystem.realPath($0.path) == real }
                sources.append(substitute.source)
            }
            guard !sources.isEmpty || !directory.isComplete else {
                return .unreadable(path, FileSystem.Failure(reason: "no .yaml or .yml file in it"))
            }
            return Linter.lint(
                sources,
                isComplete: directory.isComplete,
                diagnostics: directory.diagnostics,
                reportingOn: isReported
            )
        } catch {
            return .unreadable(path, error)
        }
    }

    private func lintFile(_ path: String) -> LintReport {
        do throws(FileSystem.Failure) {
            return Linter.lint([SourceText(path: path, bytes: try FileSystem.read(path))])
        } catch {
            return .unreadable(path, error)
        }
    }
}

extension LintReport {
    /// A report that a path cannot be read.
    static func unreadable(_ path: String, _ failure: FileSystem.Failure) -> LintReport {
        var report = LintReport()
        report.diagnostics = [.unreadable(path, failure)]
        report.isUnreadable = true
        return report
    }
}
