import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint

/// `kycpolicy graph`.
struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw the profiles and what extends what.",
        discussion: """
            Example: kycpolicy graph --format dot | dot -Tsvg > policies.svg
            """
    )

    /// The language of the diagram.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case mermaid, dot
    }

    @OptionGroup var policyOptions: PolicyOptions

    @Option(help: "The language of the diagram.")
    var format = Format.mermaid

    func run() throws {
        let graph = ProfileGraph(try Loading.bundle(policyOptions.policies))
        try Terminal.write(format == .mermaid ? graph.mermaid : graph.dot, to: .output)
    }
}
