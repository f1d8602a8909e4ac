import PolicyDiagnostics
import TokenSpec

extension PolicyBundle {
    /// Resolves a call: lays what it overrides over its profile, and validates the request that results.
    ///
    /// - Parameters:
    ///   - profile: The name of a profile that is not abstract.
    ///   - environment: The name of a declared environment; nil for none.
    ///   - clientID: Your own unique identifier of the client, at most 100 Unicode code points (the specification).
    ///   - overrides: Sets what this one call overrides.
    /// - Throws: ``Refusal`` with everything that stands against the call.
    public func resolve(
        _ profile: String,
        environment: String? = nil,
        clientID: String,
        overrides: (inout TokenCall) -> Void = { _ in }
    ) throws(Refusal) -> ResolvedRequest {
        var call = TokenCall()
        overrides(&call)
        return try resolve(profile, environment: environment, call: call.layer(clientID: clientID))
    }

    /// Resolves a call whose layer was read from elsewhere.
    package func resolve(
        _ name: String,
        environment: String? = nil,
        call: CallLayer
    ) throws(Refusal) -> ResolvedRequest {
        var diagnostics = call.diagnostics
        if let environment { diagnostics.append(unknownEnvironment(environment)) }
        let profile = profiles[name]
        if let problem = profile.map(abstractProfile) ?? unknownProfile(name) { diagnostics.append(problem) }
        for entry in call.layer.entries {
            diagnostics += entry.violations
                .map { Diagnostic($0, at: entry.place(of: $0), profile: name) }
                .filter { $0.severity == .error }
            if entry.state == .value(.list([])) {
                diagnostics.append(
                    Diagnostic(
                        .emptyList,
                        at: entry.place,
                        "\(entry.field.path) is empty, so nothing would be accepted",
                        profile: name,
                        field: entry.field.path
                    )
                )
            }
        }
        guard let profile else { throw Refusal(diagnostics) }
        var row = profile.row
        row.overlay(call.layer)
        for field in Field.leaves where field.isRequired && row[field] == .absent {
            guard !call.unreadFields.contains(field), !profile.isAbstract else { continue }
            let place = call.layer[field]?.place ?? .argument(field.path)
            diagnostics.append(
                Diagnostic(
                    SpecificationRule.requiredFieldMissing.descriptor,
                    at: place,
                    "\(field.path) is missing: every request needs it",
                    profile: name,
                    field: field.path
                )
            )
        }
        guard diagnostics.isEmpty else { throw Refusal(diagnostics) }
        return ResolvedRequest(profile: name, row: row)
    }

    private func unknownProfile(_ name: String) -> Diagnostic? {
        let names = profileNames
        let hint =
            Spelling.nearest(to: name, among: names).map { "did you mean \($0)?" }
            ?? (names.isEmpty
                ? "there is none"
                : "there are \(names.prefix(10).joined(separator: ", "))\(names.count > 10 ? ", …" : "")")
        return Diagnostic(
            .profileUnknown,
            at: .argument("profile"),
            "there is no profile \(Field.excerpt(name)); \(hint)"
        )
    }

    private func abstractProfile(_ profile: CompiledProfile) -> Diagnostic? {
        guard profile.isAbstract else { return nil }
        return Diagnostic(
            .profileAbstract,
            at: .argument("profile"),
            "\(profile.name) is abstract: it only serves to be extended",
            profile: profile.name,
            related: [Diagnostic.Related(profile.span, "written here")]
        )
    }

    private func unknownEnvironment(_ name: String) -> Diagnostic {
        Diagnostic(
            .environmentUnknown,
            at: .argument("environment"),
            "there is no environment \(Field.excerpt(name)): this version does not support environments yet"
        )
    }
}
