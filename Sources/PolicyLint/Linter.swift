import KYCPolicy
package import PolicyDiagnostics

/// What linting found.
package struct LintReport: Sendable {
    /// The findings, by file and place.
    package var diagnostics: [Diagnostic] = []
    /// How many files were reported on.
    package var fileCount = 0
    /// Whether something could not be read.
    package var isUnreadable = false

    package init() {}

    package func count(_ severity: Severity) -> Int { diagnostics.count { $0.severity == severity } }

    mutating func append(_ other: LintReport) {
        diagnostics += other.diagnostics
        fileCount += other.fileCount
        isUnreadable = isUnreadable || other.isUnreadable
    }
}

/// Checks policies for everything that keeps them from loading, and for what is legal but foolish.
package enum Linter {
    /// Lints files that are one bundle.
    ///
    /// - Parameter isReported: which files to report on; all of them are compiled.
    package static func lint(
        _ sources: [SourceText],
        isComplete: Bool = true,
        diagnostics: [Diagnostic] = [],
        reportingOn isReported: (String) -> Bool = { _ in true }
    ) -> LintReport {
        let files = sources.map(PolicyFile.init(reading:))
        let compilation = Compilation(files, isComplete: isComplete, diagnostics: diagnostics)
        let subject = LintSubject(files: files, bundle: compilation.bundle)
        let advice = LintRule.all.flatMap { $0.check(subject) }
        var report = LintReport()
        report.diagnostics = (compilation.diagnostics + advice)
            .filter { $0.place.path.map(isReported) ?? true }
            .sorted(by: Diagnostic.precedes)
        report.fileCount = sources.count { isReported($0.path) }
        report.isUnreadable = report.diagnostics.contains { $0.rule == RuleDescriptor.fileUnreadable.id }
        return report
    }
}
