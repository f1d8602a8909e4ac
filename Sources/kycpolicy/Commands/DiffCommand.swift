import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import TokenSpec

/// `kycpolicy diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what a change does to resolved requests and to what calls may override.",
        discussion: """
            Each side is a directory, or git:REV for the policy directory as a git revision has it. Moving, reordering, \
            comments and layout are no change.

            Example: kycpolicy diff git:main policies --format markdown
            """
    )

    /// How the changes are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json
    }

    @Argument(help: "The policies before: a directory or git:REV.")
    var old: String

    @Argument(help: "The policies after: a directory or git:REV.")
    var new: String

    @OptionGroup var policyOptions: PolicyOptions

    @Option(help: "How the changes are written.")
    var format = Format.text

    @Flag(help: "Exit with status 1 where there is a change.")
    var exitCode = false

    func run() throws {
        let before = try bundle(old)
        let after = try bundle(new)
        let diff = PolicyDiff(from: before, to: after)
        switch format {
        case .text: try Terminal.write(diff.text, to: .output)
        case .markdown: try Terminal.write(diff.markdown, to: .output)
        case .json: try Terminal.write(diff.json.pretty + "\n", to: .output)
        }
        if exitCode, !diff.changes.isEmpty { throw ExitStatus.findings }
    }

    private func bundle(_ side: String) throws(ExitCode) -> PolicyBundle {
        guard side.hasPrefix("git:") else { return try Loading.bundle(side) }
        let tree: GitTree
        do throws(FileSystem.Failure) {
            tree = try GitTree(revision: String(side.dropFirst(4)), directory: policyOptions.policies)
        } catch {
            try Terminal.write("\(side): error: \(error.reason)\n", to: .error)
            throw ExitStatus.unreadable
        }
        let compilation = Compilation(tree.sources)
        guard let bundle = compilation.bundle else {
            try Terminal.write("\(side) does not load:\n", to: .error)
            try Loading.report(compilation.diagnostics.filter { $0.severity == .error }, format: .text)
            throw ExitStatus.findings
        }
        return bundle
    }
}
