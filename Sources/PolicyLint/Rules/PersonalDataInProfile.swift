import KYCPolicy
import PolicyDiagnostics

extension LintRule {
    /// A profile gives no personal data: one client's data would go out with every client's request, and stand in a
    /// repository.
    static let personalDataInProfile = LintRule(
        id: "personal-data-in-profile",
        summary: "Personal data comes with a call, not from a policy."
    ) { rule, subject in
        subject.files.flatMap(\.profiles).flatMap { profile in
            // A value that is wrong as well has its finding; mending it would only lead to this one.
            let given = profile.layer.entries.filter {
                $0.field.isPersonal && $0.state.value != nil && $0.violations.isEmpty
            }
            return given.map { entry in
                var diagnostic = Diagnostic(
                    rule,
                    at: entry.place,
                    "\(entry.field.path) is personal data, and would be sent for every client: let the call give it",
                    profile: profile.name.text,
                    field: entry.field.path
                )
                diagnostic.isConfidential = true
                return diagnostic
            }
        }
    }
}
