import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import TokenSpec

/// `kycpolicy explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say where each field of a profile comes from, and what a call may do with it.",
        discussion: """
            Example: kycpolicy explain onboarding lifetime --environment staging
            """
    )

    @Argument(help: "The profile; an abstract one too.")
    var profile: String

    @Argument(help: "The field, such as client.name; without it, all.")
    var field: String?

    @OptionGroup var policyOptions: PolicyOptions

    @OptionGroup var environmentOption: EnvironmentOption

    @Option(help: "How the explanation is written.")
    var format = ReportFormat.text

    func run() throws {
        var chosen: Field?
        if let field {
            guard let known = Field(path: field) else {
                let hint = Field.meant(byPath: field).map { "; did you mean \($0.path)?" } ?? "."
                throw ValidationError("The request has no field \(Field.excerpt(field))\(hint)")
            }
            chosen = known
        }
        let bundle = try Loading.bundle(policyOptions.policies, format: format)
        let explanation: Explanation
        do throws(Refusal) {
            explanation = try bundle.explain(profile, environment: environmentOption.environment, field: chosen)
        } catch {
            try Loading.report(error.diagnostics, format: format)
            throw ExitStatus.findings
        }
        switch format {
        case .text: try Terminal.write(explanation.text(isComplete: chosen != nil), to: .output)
        case .json: try Terminal.write(explanation.json.pretty + "\n", to: .output)
        }
    }
}
