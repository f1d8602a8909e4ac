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
        var diagnostics: [Diagnostic] = []
        if let environment, !environmentNames.contains(environment) {
            diagnostics.append(unknownEnvironment(environment))
        }
        guard let profile = profiles[name], !profile.isAbstract else {
            diagnostics.append(profiles[name].map(abstractProfile) ?? unknownProfile(name, among: profileNames))
            diagnostics += call.diagnostics + call.layer.entries.flatMap { violations(of: $0, profile: nil) }
            throw Refusal(diagnostics)
        }
        diagnostics += call.diagnostics
        let before = profile.row(in: environment)
        var check = CallCheck(profile, before: before)
        var row = before
        var unread = call.unreadFields
        for field in call.unreadFields.sorted(by: { $0.index < $1.index }) {
            let place = call.diagnostics.first { $0.field == field.path }?.place ?? .argument(field.path)
            check.checkUnread(field, at: place)
        }
        for entry in call.layer.entries {
            guard let entry = entry.expanded(by: sets, report: { diagnostics.append($0) }) else {
                unread.insert(entry.field)
                check.checkUnread(entry.field, at: entry.place)
                continue
            }
            diagnostics += violations(of: entry, profile: name)
            if let problem = row.overlay(entry) {
                diagnostics.append(problem.diagnostic(about: entry, profile: name))
            }
            check.check(entry.applied(to: row))
            if case .value(.list([])) = row[entry.field] {
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
        diagnostics += check.diagnostics
        diagnostics += missing(from: row, of: profile, call, unread)
        guard diagnostics.isEmpty else { throw Refusal(diagnostics) }
        return ResolvedRequest(
            profile: profile,
            environment: environment,
            digestOnDemand: digestOnDemand,
            row: row,
            overridden: check.passed
        )
    }

    /// What the specification has against an entry of a call.
    private func violations(of entry: Layer.Entry, profile: String?) -> [Diagnostic] {
        entry.violations
            .map { Diagnostic($0, at: entry.place(of: $0), profile: profile) }
            .filter { $0.severity == .error }
    }

    /// What the request lacks: what every request needs, and what the profile requires.
    private func missing(
        from row: RequestRow,
        of profile: CompiledProfile,
        _ call: CallLayer,
        _ unread: Set<Field>
    ) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for field in Field.leaves where !unread.contains(field) {
            let requirement = profile.requirements[field]
            let isMissing = field.isRequired && row[field] == .absent || requirement != nil && !row[field].isValue
            guard isMissing else { continue }
            let place = (call.layer[field] ?? field.group.flatMap { call.layer[$0] })?.place ?? .argument(field.path)
            diagnostics.append(
                Diagnostic(
                    SpecificationRule.requiredFieldMissing.descriptor,
                    at: place,
                    requirement == nil
                        ? "\(field.path) is missing: every \(field.isPerCall ? "call gives it, as by --client-id" : "request needs it")"
                        : "\(field.path) is missing: \(profile.name) requires it of every call",
                    profile: profile.name,
                    field: field.path,
                    related: [requirement.map { Diagnostic.Related($0, "required here") }].compactMap(\.self)
                )
            )
        }
        return diagnostics
    }

    /// Explains one field of a profile, an abstract one too, or all fields.
    ///
    /// - Throws: ``Refusal`` where there is no such profile or environment.
    package func explain(
        _ name: String,
        environment: String? = nil,
        field: Field? = nil
    ) throws(Refusal) -> Explanation {
        let unknown = environment.flatMap { environmentNames.contains($0) ? nil : unknownEnvironment($0) }
        guard let profile = profiles[name], unknown == nil else {
            let missing = profiles[name] == nil ? unknownProfile(name, among: profiles.keys.sorted()) : nil
            throw Refusal([unknown, missing].compactMap(\.self))
        }
        return explain(profile, environment: environment, field: field)
    }

    private func unknownProfile(_ name: String, among names: [String]) -> Diagnostic {
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

    private func abstractProfile(_ profile: CompiledProfile) -> Diagnostic {
        Diagnostic(
            .profileAbstract,
            at: .argument("profile"),
            "\(profile.name) is abstract: it only serves to be extended",
            profile: profile.name,
            related: [Diagnostic.Related(profile.span, "written here")]
        )
    }

    private func unknownEnvironment(_ name: String) -> Diagnostic {
        let hint =
            Spelling.nearest(to: name, among: environmentNames).map { "did you mean \($0)?" }
            ?? (environmentNames.isEmpty ? "none is declared" : "there are \(environmentNames.joined(separator: ", "))")
        return Diagnostic(
            .environmentUnknown,
            at: .argument("environment"),
            "there is no environment \(Field.excerpt(name)); \(hint)"
        )
    }
}

extension RequestRow.Cell {
    /// Whether a value is sent.
    fileprivate var isValue: Bool {
        if case .value = self { return true }
        return false
    }
}

extension Layer.Entry {
    /// The entry as its effect: a change of a list as the list that results.
    fileprivate func applied(to row: RequestRow) -> (entry: Layer.Entry, isRelative: Bool) {
        guard case .change = state else { return (self, false) }
        var copy = self
        // Where there is nothing to change it is held to the guards all the same: they refuse it for being a change.
        copy.state = .value(.list([]))
        if case .value(let value) = row[field] { copy.state = .value(value) }
        return (copy, true)
    }
}
