import PolicyDiagnostics
import TokenSpec

/// Turns declarations into profiles that a call only has to be laid over.
struct Compiler {
    let isComplete: Bool
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var sets = SetTable()
    private(set) var environmentNames: [String] = []
    private var declarations: [ProfileDeclaration] = []
    private var indices: [String: Int] = [:]

    /// The most profiles in a chain, the profile itself counted.
    static let maximumChainLength = 64

    init(isComplete: Bool) { self.isComplete = isComplete }

    /// Compiles files that are one bundle, and keeps what is wrong with them.
    mutating func compile(_ files: [PolicyFile]) -> [String: CompiledProfile] {
        var found: [Diagnostic] = []
        sets = SetTable(files.flatMap(\.sets), isComplete: isComplete) { found.append($0) }
        var environments = EnvironmentTable(files.flatMap(\.environments)) { found.append($0) }
        diagnostics += found
        environmentNames = environments.environments.map(\.name)
        collect(files.flatMap(\.profiles))
        expandLists(&environments)
        var graph = InheritanceGraph(declarations: declarations, indices: indices)
        graph.resolve(reportingUnknownParents: isComplete)
        diagnostics += graph.diagnostics
        var compiled: [CompiledProfile?] = Array(repeating: nil, count: declarations.count)
        for index in graph.order {
            compiled[index] = compile(declarations[index], parent: graph.parents[index].flatMap { compiled[$0] })
        }
        var profiles = Dictionary(uniqueKeysWithValues: compiled.compactMap(\.self).map { ($0.name, $0) })
        checkNames(environments)
        for index in graph.order {
            let name = declarations[index].name.text
            guard let profile = profiles[name], !profile.isAbstract else { continue }
            profiles[name]?.environments = compile(profile, in: environments)
        }
        for declaration in declarations {
            guard let profile = profiles[declaration.name.text], !profile.isAbstract, !profile.isChainCut else {
                continue
            }
            diagnostics += ProfileCheck(profile).run()
        }
        diagnostics = Compiler.merged(diagnostics)
        return profiles
    }

    // MARK: Declarations

    private mutating func collect(_ profiles: [ProfileDeclaration]) {
        for profile in profiles {
            guard let first = indices[profile.name.text] else {
                indices[profile.name.text] = declarations.count
                declarations.append(profile)
                continue
            }
            diagnostics.append(
                Diagnostic(
                    .profileDuplicate,
                    at: .source(profile.name.span),
                    "\(profile.name.text) is already written in \(declarations[first].name.span.path): rename or merge one of the two",
                    profile: profile.name.text,
                    related: [Diagnostic.Related(declarations[first].name.span, "first written here")]
                )
            )
        }
    }

    private mutating func expandLists(_ environments: inout EnvironmentTable) {
        for index in declarations.indices {
            var layer = declarations[index].layer
            declarations[index].unreadFields.formUnion(expand(&layer, profile: declarations[index].name.text))
            declarations[index].layer = layer
            expandGuards(of: index)
        }
        environments.environments = environments.environments.map { environment in
            var environment = environment
            environment.unreadFields.formUnion(check(&environment.layer))
            for (name, layer) in environment.profiles.sorted(by: { $0.key < $1.key }) {
                var layer = layer
                environment.unreadFields.formUnion(check(&layer))
                environment.profiles[name] = layer
            }
            return environment
        }
    }

    /// Checks the lists of a profile's guards; takes a guard out whose list is not known or empty.
    private mutating func expandGuards(of index: Int) {
        guard var overrides = declarations[index].overrides else { return }
        let name = declarations[index].name.text
        overrides.guards = overrides.guards.filter { declared in
            guard let subsetOf = declared.subsetOf, let field = declared.fields.first, let kind = SetKind(of: field)
            else {
                return true
            }
            var (expansion, problems) = sets.checkedExpansion(of: subsetOf.value, kind)
            if expansion.isKnown, expansion.list.isEmpty, problems.isEmpty {
                problems = [
                    Diagnostic(
                        .emptyList,
                        at: .source(subsetOf.span),
                        "nothing is left of subsetOf, so nothing passes: write deny if that is meant"
                    )
                ]
            }
            for var problem in problems {
                problem.profile = name
                problem.field = field.path
                diagnostics.append(problem)
            }
            let isWhole = expansion.isKnown && !problems.contains { $0.severity == .error }
            overrides.isIncomplete = overrides.isIncomplete || !isWhole
            return isWhole
        }
        declarations[index].overrides = overrides
    }

    /// Expands and checks a layer of an environment.
    ///
    /// - Returns: The fields that a reported mistake keeps from being known.
    private mutating func check(_ layer: inout Layer) -> Set<Field> {
        let unread = expand(&layer, profile: nil)
        for entry in layer.entries {
            diagnostics += ownViolations(of: entry).map {
                Diagnostic($0, at: entry.place(of: $0), profile: nil, environment: layer.name)
            }
        }
        return unread
    }

    /// Expands a layer's lists, and checks its values where they are written.
    private mutating func expand(_ layer: inout Layer, profile: String?) -> Set<Field> {
        var unread: Set<Field> = []
        var found: [Diagnostic] = []
        layer.mapEntries { entry in
            guard case .list(let expression) = entry.state, let kind = SetKind(of: entry.field) else { return entry }
            var (expansion, problems) = sets.checkedExpansion(of: expression, kind)
            if expression.form == .selection, expansion.isKnown, expansion.list.isEmpty, problems.isEmpty {
                problems = [FoldingProblem.emptyResult.diagnostic(about: entry, profile: profile)]
            }
            let isWhole = !problems.contains { $0.severity == .error }
            let expanded = isWhole ? entry.expanded(by: sets) { _ in } : nil
            if expanded == nil { unread.insert(entry.field) }
            for index in problems.indices {
                problems[index].profile = profile
                problems[index].field = entry.field.path
            }
            found += problems
            return expanded
        }
        diagnostics += found
        return unread
    }

    private mutating func checkNames(_ environments: EnvironmentTable) {
        guard isComplete else { return }
        let known = declarations.map(\.name.text)
        for declaration in declarations {
            guard let successor = declaration.successor else { continue }
            checkName(successor, known, profile: declaration.name.text)
        }
        for environment in environments.environments {
            for mention in environment.mentions {
                checkName(mention, known, profile: nil)
                guard let index = indices[mention.text], declarations[index].isAbstract,
                    !declarations[index].isAbstractAssumed
                else { continue }
                diagnostics.append(
                    Diagnostic(
                        .environmentIdle,
                        at: .source(mention.span),
                        "\(mention.text) is abstract, and what an environment writes for a profile is not inherited: "
                            + "write it for the profiles that extend it",
                        profile: mention.text
                    )
                )
            }
        }
    }

    private mutating func checkName(_ name: Located, _ known: [String], profile: String?) {
        guard indices[name.text] == nil else { return }
        let nearest = Spelling.nearest(to: name.text, among: known)
        diagnostics.append(
            Diagnostic(
                .profileUnknown,
                at: .source(name.span),
                "there is no profile \(Field.excerpt(name.text))\(nearest.map { "; did you mean \($0)?" } ?? "")",
                label: nearest.map { "did you mean \($0)?" },
                profile: profile
            )
        )
    }

    // MARK: Profiles

    private mutating func compile(_ declaration: ProfileDeclaration, parent: CompiledProfile?) -> CompiledProfile {
        let name = declaration.name.text
        check(declaration.layer, against: parent, profile: name)
        var row = parent?.row ?? RequestRow()
        var unread = (parent?.unreadFields ?? []).union(declaration.unreadFields)
        let isCut = parent?.isChainCut == true || (parent == nil && declaration.parent.isWritten)
        row.overlay(declaration.layer) { entry, problem in
            guard !unread.contains(entry.field) else { return }
            unread.insert(entry.field)
            if !isCut { diagnostics.append(problem.diagnostic(about: entry, profile: name)) }
        }
        var guards = parent?.guards ?? GuardTable()
        if let overrides = declaration.overrides {
            guards.intersect(with: overrides, sets: sets) { diagnostic in
                var diagnostic = diagnostic
                diagnostic.profile = name
                diagnostics.append(diagnostic)
            }
        }
        var locks = parent?.locks ?? [:]
        for mention in declaration.locks {
            for field in mention.fields where locks[field] == nil { locks[field] = mention.span }
        }
        var requirements = parent?.requirements ?? [:]
        for mention in declaration.requirements {
            for field in mention.fields where requirements[field] == nil { requirements[field] = mention.span }
        }
        return CompiledProfile(
            name: name,
            summary: declaration.summary,
            isAbstract: declaration.isAbstract,
            revision: declaration.revision,
            deprecation: declaration.deprecation,
            parent: parent?.name,
            span: declaration.name.span,
            layers: (parent?.layers ?? []) + [declaration.layer],
            row: row,
            guards: guards,
            locks: locks,
            requirements: requirements,
            unreadFields: unread,
            isChainCut: isCut
        )
    }

    /// Checks the entries of a layer where they are written: their values, and that nothing above locks them.
    private mutating func check(_ layer: Layer, against parent: CompiledProfile?, profile: String) {
        for entry in layer.entries {
            for violation in ownViolations(of: entry) {
                diagnostics.append(diagnostic(violation, of: entry, parent, profile: profile))
            }
            if let lock = parent?.lock(of: entry.field) {
                diagnostics.append(.locked(entry, lock, profile: profile))
            }
        }
    }

    /// What is wrong with an entry itself: the codes of a set are judged where the set is written.
    private func ownViolations(of entry: Layer.Entry) -> [Violation] {
        entry.violations.filter { violation in
            guard violation.element != nil, let span = entry.place(of: violation).span, let own = entry.written else {
                return true
            }
            return span.path == own.path && own.offsets.contains(span.offsets.lowerBound)
        }
    }

    private func diagnostic(
        _ violation: Violation,
        of entry: Layer.Entry,
        _ parent: CompiledProfile?,
        profile: String
    ) -> Diagnostic {
        var diagnostic = Diagnostic(violation, at: entry.place(of: violation), profile: profile)
        if let inherited = parent?.latest(entry.field), let value = inherited.place.span,
            let written = inherited.written,
            violation.rule.isInSpecification, !entry.field.isPersonal
        {
            diagnostic.related.append(
                Diagnostic.Related(written, "overrides the inherited \(Field.excerpt(value.text))")
            )
        }
        return diagnostic
    }

    // MARK: Environments

    private mutating func compile(
        _ profile: CompiledProfile,
        in environments: EnvironmentTable
    ) -> [String: CompiledProfile.EnvironmentRow] {
        var rows: [String: CompiledProfile.EnvironmentRow] = [:]
        for environment in environments.environments {
            let unread = profile.unreadFields.union(environment.unreadFields)
            let layers = [environment.layer, environment.profiles[profile.name]].compactMap(\.self)
                .filter { !$0.entries.isEmpty }
            var row = profile.row
            for layer in layers {
                for entry in layer.entries {
                    if let lock = profile.lock(of: entry.field) {
                        diagnostics.append(.locked(entry, lock, profile: profile.name, environment: environment.name))
                    }
                }
                row.overlay(layer) { entry, problem in
                    guard !unread.contains(entry.field), !profile.isChainCut else { return }
                    var diagnostic = problem.diagnostic(about: entry, profile: profile.name)
                    diagnostic.environment = environment.name
                    diagnostics.append(diagnostic)
                }
            }
            rows[environment.name] = CompiledProfile.EnvironmentRow(layers: layers, row: row, unreadFields: unread)
        }
        return rows
    }

    /// One diagnostic for what is found at one place for several profiles or environments.
    private static func merged(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        struct Key: Hashable {
            let rule: String
            let path: String?
            let offset: Int?
            let field: String?
        }
        var indices: [Key: Int] = [:]
        var merged: [Diagnostic] = []
        var others: [Int: [String]] = [:]
        for diagnostic in diagnostics {
            guard let span = diagnostic.place.span else {
                merged.append(diagnostic)
                continue
            }
            let key = Key(
                rule: diagnostic.rule,
                path: span.path,
                offset: span.offsets.lowerBound,
                field: diagnostic.field
            )
            guard let index = indices[key] else {
                indices[key] = merged.count
                merged.append(diagnostic)
                continue
            }
            if let profile = diagnostic.profile, let first = merged[index].profile, profile != first,
                others[index]?.contains(profile) != true
            {
                others[index, default: []].append(profile)
            }
        }
        for (index, profiles) in others {
            let names = profiles.prefix(8).joined(separator: ", ")
            merged[index].message +=
                "; the same for \(names)\(profiles.count > 8 ? " and \(profiles.count - 8) more" : "")"
        }
        return merged
    }
}
