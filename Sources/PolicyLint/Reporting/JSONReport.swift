import KYCPolicy
package import TokenSpec

extension LintReport {
    /// The findings in the stable JSON form of version 1.
    package var json: JSON { Diagnostic.report(diagnostics, fileCount: fileCount) }
}
