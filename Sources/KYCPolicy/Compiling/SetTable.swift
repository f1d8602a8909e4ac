package import PolicyDiagnostics
import TokenSpec

/// The sets of a bundle, expanded.
package struct SetTable: Sendable {
    private var sets: [SetKind: [String: ExpandedList]] = [:]
    /// Sets with a reported mistake: what they would have given is not known.
    private var broken: [SetKind: Set<String>] = [:]
    /// The names of all sets, in order.
    private var names: [SetKind: [String]] = [:]
    /// Whether every file was read, so that a set that is not there does not exist.
    private var isComplete = true

    package init() {}

    /// Expands the sets, nested ones included, and reports what is wrong with them.
    init(_ declarations: [SetDeclaration], isComplete: Bool, report: (Diagnostic) -> Void) {
        self.isComplete = isComplete
        for kind in SetKind.allCases {
            names[kind] = Set(declarations.filter { $0.kind == kind }.map(\.name.text)).sorted()
        }
        for kind in SetKind.allCases {
            let ordered = SetTable.order(declarations.filter { $0.kind == kind }, report)
            broken[kind] = ordered.broken
            for declaration in ordered.declarations {
                let name = declaration.name.text
                guard let content = declaration.content else {
                    broken[kind, default: []].insert(name)
                    continue
                }
                let (expansion, problems) = checkedExpansion(of: content, kind)
                problems.forEach(report)
                if expansion.isKnown, !problems.contains(where: { $0.severity == .error }) {
                    if !expansion.list.isEmpty {
                        sets[kind, default: [:]][name] = expansion.list
                        continue
                    }
                    report(
                        Diagnostic(
                            .emptyList,
                            at: .source(declaration.name.span),
                            "the set \(name) is empty: nothing is left of it"
                        )
                    )
                }
                broken[kind, default: []].insert(name)
            }
        }
    }

    /// What a list of a field expands to.
    package struct Expansion {
        package var list = ExpandedList()
        /// Whether all that the list names is known; where not, the reason was reported.
        package var isKnown = true
        package var diagnostics: [Diagnostic] = []
    }

    /// Expands elements, or what is included without what is excluded.
    package func expand(_ expression: ListExpression, _ kind: SetKind) -> Expansion {
        var expansion = expand(expression.included, kind)
        guard expression.form == .selection else { return expansion }
        let excluded = expand(expression.excluded, kind)
        expansion.diagnostics += excluded.diagnostics
        expansion.isKnown = expansion.isKnown && excluded.isKnown
        guard expansion.isKnown else { return expansion }
        for item in expression.excluded where !expand([item], kind).list.codes.contains(where: expansion.list.contains)
        {
            expansion.diagnostics.append(
                Diagnostic(
                    .listRemovesAbsent,
                    at: item.place,
                    "\(Field.excerpt(item.text)) is excluded but not included: take it out"
                )
            )
        }
        expansion.list = expansion.list.without(excluded.list)
        return expansion
    }

    /// Expands codes and names of sets.
    package func expand(_ items: [ListExpression.Item], _ kind: SetKind) -> Expansion {
        var expansion = Expansion()
        for item in items {
            guard item.isSetName else {
                expansion.list.append(item.text, at: item.place)
                continue
            }
            if let set = sets[kind]?[item.text] {
                expansion.list.append(contentsOf: set)
            } else {
                expansion.isKnown = false
                if isComplete, broken[kind]?.contains(item.text) != true {
                    expansion.diagnostics.append(unknown(item, kind))
                }
            }
        }
        return expansion
    }

    /// Expands a list, and finds what is wrong with it: of what is no code, nothing else is said.
    func checkedExpansion(of expression: ListExpression, _ kind: SetKind) -> (
        expansion: Expansion, problems: [Diagnostic]
    ) {
        let problems = checkCodes(in: expression, kind)
        let places = Set(problems.filter { $0.severity == .error }.map { "\($0.place)" })
        var expansion = expand(expression, kind)
        if expression.form == .change {
            let removed = expand(expression.excluded, kind)
            expansion.diagnostics += removed.diagnostics
            expansion.isKnown = expansion.isKnown && removed.isKnown
        }
        return (expansion, problems + expansion.diagnostics.filter { !places.contains("\($0.place)") })
    }

    /// What is wrong with the codes that a list writes itself; those of its sets have their own places.
    func checkCodes(in expression: ListExpression, _ kind: SetKind) -> [Diagnostic] {
        (expression.included + expression.excluded).filter { !$0.isSetName }.flatMap { item in
            kind.field.violations(of: .list([item.text])).map { Diagnostic($0, at: item.place, profile: nil) }
        }
    }

    private func unknown(_ item: ListExpression.Item, _ kind: SetKind) -> Diagnostic {
        let names = self.names[kind] ?? []
        var hint = ""
        var meant: String?
        if let nearest = Spelling.nearest(to: item.text, among: names) {
            meant = nearest
        } else if kind == .countries, let country = Country.meant(by: item.text) {
            hint = "; the code of \(country.name) is \(country.alpha2)"
            meant = country.alpha2
        } else if kind == .documents, let type = DocumentType(rawValue: item.text).meant {
            meant = type.rawValue
        } else if let other = SetKind.allCases.first(where: { self.names[$0]?.contains(item.text) == true }) {
            hint = ": \(item.text) is a set of \(other.rawValue)"
        } else {
            hint = names.isEmpty ? ": there is none" : "; there are \(names.prefix(10).joined(separator: ", "))"
        }
        if let meant, hint.isEmpty { hint = "; did you mean \(meant)?" }
        let text = Field.excerpt(item.text)
        return Diagnostic(
            .setUnknown,
            at: item.place,
            "there is no set of \(kind.rawValue) \(text)\(hint)",
            label: meant.map { "did you mean \($0)?" },
            fix: meant.flatMap { meant in
                item.place.span.map {
                    Fix(isSafe: false, description: "replace \(text) by \(meant)", edits: [Fix.Edit($0, meant)])
                }
            }
        )
    }

    // MARK: Order

    /// Puts sets behind those that they name; reports duplicates and cycles.
    private static func order(
        _ declarations: [SetDeclaration],
        _ report: (Diagnostic) -> Void
    ) -> (declarations: [SetDeclaration], broken: Set<String>) {
        var byName: [String: SetDeclaration] = [:]
        for declaration in declarations {
            guard let first = byName[declaration.name.text] else {
                byName[declaration.name.text] = declaration
                continue
            }
            report(
                Diagnostic(
                    .setDuplicate,
                    at: .source(declaration.name.span),
                    "the set \(declaration.name.text) is already written in \(first.name.span.path): rename or merge one of the two",
                    related: [Diagnostic.Related(first.name.span, "first written here")]
                )
            )
        }
        var walk = Walk(byName: byName)
        for declaration in declarations
        where byName[declaration.name.text]?.name.span.offsets == declaration.name.span.offsets {
            walk.visit(declaration)
        }
        walk.diagnostics.forEach(report)
        return (walk.ordered, walk.broken)
    }

    /// A depth-first walk with its own stack: files decide how deep sets nest.
    private struct Walk {
        let byName: [String: SetDeclaration]
        var ordered: [SetDeclaration] = []
        var broken: Set<String> = []
        var diagnostics: [Diagnostic] = []
        private var done: Set<String> = []

        init(byName: [String: SetDeclaration]) { self.byName = byName }

        mutating func visit(_ start: SetDeclaration) {
            var path: [(declaration: SetDeclaration, rest: ArraySlice<ListExpression.Item>)] = []
            var open: Set<String> = []
            func items(_ declaration: SetDeclaration) -> ArraySlice<ListExpression.Item> {
                let content = declaration.content
                return ((content?.included ?? []) + (content?.excluded ?? []))[...]
            }
            guard !done.contains(start.name.text) else { return }
            path.append((start, items(start)))
            open.insert(start.name.text)
            while var top = path.popLast() {
                guard let item = top.rest.popFirst() else {
                    open.remove(top.declaration.name.text)
                    done.insert(top.declaration.name.text)
                    ordered.append(top.declaration)
                    continue
                }
                path.append(top)
                guard item.isSetName, let named = byName[item.text], !done.contains(item.text) else { continue }
                guard !open.contains(item.text) else {
                    broken.formUnion(open)
                    diagnostics.append(
                        Diagnostic(
                            .setCycle,
                            at: item.place,
                            item.text == top.declaration.name.text
                                ? "the set \(item.text) contains itself"
                                : "the set \(item.text) contains itself by way of \(top.declaration.name.text)"
                        )
                    )
                    continue
                }
                path.append((named, items(named)))
                open.insert(item.text)
            }
        }
    }
}

extension Layer.Entry {
    /// The entry with its list's sets expanded; nil where the list is not known, which was reported.
    ///
    /// - Parameter report: Is told what is wrong with the list.
    package func expanded(by sets: SetTable, report: (Diagnostic) -> Void) -> Layer.Entry? {
        guard case .list(let expression) = state, let kind = SetKind(of: field) else { return self }
        var copy = self
        if expression.form == .change {
            let added = sets.expand(expression.included, kind)
            let removed = sets.expand(expression.excluded, kind)
            (added.diagnostics + removed.diagnostics).forEach(report)
            guard added.isKnown, removed.isKnown else { return nil }
            copy.state = .change(ListChange(added: added.list, removed: removed.list))
            copy.elements = added.list.places
            return copy
        }
        let expansion = sets.expand(expression, kind)
        expansion.diagnostics.forEach(report)
        guard expansion.isKnown else { return nil }
        copy.state = .value(.list(expansion.list.codes))
        copy.elements = expansion.list.places
        return copy
    }
}
