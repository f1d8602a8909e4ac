import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import TokenSpec

/// How commands load policies and say that they cannot.
enum Loading {
    /// The policies of a directory.
    ///
    /// - Throws: The exit status, after the reasons were written to standard error.
    static func bundle(_ directory: String, format: ReportFormat = .text) throws(ExitCode) -> PolicyBundle {
        do throws(PolicyLoadError) {
            return try PolicyBundle(directory: directory)
        } catch {
            try report(error.diagnostics, format: format)
            throw error.code == .unreadable ? ExitStatus.unreadable : ExitStatus.findings
        }
    }

    /// Writes diagnostics to standard error.
    static func report(_ diagnostics: [Diagnostic], format: ReportFormat) throws(ExitCode) {
        switch format {
        case .text:
            let renderer = TextRenderer(usesColor: Terminal.showsColor(on: .error))
            try Terminal.write(diagnostics.map(renderer.render).joined(separator: "\n"), to: .error)
        case .json:
            let json = Diagnostic.report(diagnostics, fileCount: 0, includingPointers: true)
            try Terminal.write(json.pretty + "\n", to: .error)
        }
    }
}
