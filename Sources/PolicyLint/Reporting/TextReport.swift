import PolicyDiagnostics

extension LintReport {
    /// The findings as text with excerpts, and a line that counts them.
    package func text(usingColor: Bool) -> String {
        let renderer = TextRenderer(usesColor: usingColor)
        return diagnostics.map { renderer.render($0) + "\n" }.joined() + summary + "\n"
    }

    /// How many files were read and what they have.
    private var summary: String {
        func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        let counts = [(count(.error), "error"), (count(.warning), "warning"), (count(.note), "note")]
            .filter { $0.0 > 0 }
            .map { counted($0.0, $0.1) }
        return "\(counted(fileCount, "file")): \(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))"
    }
}
