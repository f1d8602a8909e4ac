import KYCPolicy
import PolicyDiagnostics
import TokenSpec

extension PolicyBundle {
    /// A bundle of one file with those lines under `profiles`.
    init(profiles: String) throws(PolicyLoadError) {
        let lines = profiles.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }
        try self.init(texts: ["policy.yaml": "version: 1\nprofiles:\n\(lines.joined())"])
    }

    /// A profile's request without `clientId` and `tokenType`, as compact JSON.
    func rest(of profile: String, overrides: (inout TokenCall) -> Void = { _ in }) throws -> String {
        let request = try resolve(profile, clientID: "c", overrides: overrides)
        guard case .object(let members) = try JSON.parse(request.body().utf8) else { return "no object" }
        return JSON.object(members.filter { $0.name != "clientId" && $0.name != "tokenType" }).compact
    }
}

/// The diagnostics of the refusal of what `body` resolves; none where it is not refused.
func refusals(_ body: () throws(Refusal) -> ResolvedRequest) -> [Diagnostic] {
    do throws(Refusal) {
        _ = try body()
        return []
    } catch {
        return error.diagnostics
    }
}

extension Diagnostic {
    /// The rule and the place.
    var summary: String { "\(rule) at \(place)" }
}
