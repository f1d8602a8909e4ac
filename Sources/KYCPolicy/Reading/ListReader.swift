import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads a list of codes and set names: its elements, or `include` and `exclude`, or `add` and `remove`.
struct ListReader {
    let nodes: NodeReader
    /// The field whose elements the list has.
    let field: Field
    /// Whether the list may be relative to an inherited one.
    let takesChanges: Bool
    /// How messages call the list; the field's path unless it is something else, such as a set.
    var what: String?

    private enum Key: String, CaseIterable {
        case include, exclude, add, remove
    }

    private var name: String { what ?? field.path }

    /// Reads the list; nil where a mistake was reported.
    func read(_ node: YAML.Node) -> ListExpression? {
        switch node.content {
        case .sequence(let elements):
            guard let items = readItems(elements, at: node.range) else { return nil }
            return ListExpression(form: .elements, included: items)
        case .mapping(let entries): return readMapping(entries, at: node.range)
        case .invalid: return nil
        case .scalar(let scalar) where ListExpression.isSetName(scalar.value) && !scalar.isNull:
            let item = ListExpression.Item(text: scalar.value, place: .source(nodes.span(node.range)))
            return ListExpression(form: .elements, included: [item])
        case .scalar(let scalar):
            let text = Field.excerpt(scalar.value)
            nodes.report(
                .wrongKind,
                at: node.range,
                "\(name) takes a list or a set, not \(node.kindName): write [\(text)]",
                field: field
            )
            return nil
        }
    }

    private func readMapping(_ entries: [YAML.Entry], at range: Range<Int>) -> ListExpression? {
        let known = Key.allCases.filter { takesChanges || $0 == .include || $0 == .exclude }
        var lists: [Key: [ListExpression.Item]] = [:]
        var isWhole = true
        for entry in entries {
            guard let key = Key(rawValue: entry.key.text), known.contains(key) else {
                nodes.reportUnknown(entry.key, in: "\(name) as a mapping", known: known.map(\.rawValue))
                isWhole = false
                continue
            }
            guard case .sequence(let elements) = entry.value.content else {
                if case .invalid = entry.value.content { return nil }
                nodes.report(
                    .wrongKind,
                    at: entry.value.range,
                    "\(key.rawValue) takes a list, not \(entry.value.kindName)",
                    field: field
                )
                isWhole = false
                continue
            }
            lists[key] = readItems(elements, at: entry.value.range)
            if lists[key] == nil { isWhole = false }
        }
        guard isWhole else { return nil }
        if lists[.add] == nil, lists[.remove] == nil, let included = lists[.include] {
            return ListExpression(form: .selection, included: included, excluded: lists[.exclude] ?? [])
        }
        guard lists[.include] == nil, lists[.exclude] == nil, !lists.isEmpty else {
            let forms =
                takesChanges ? "include with or without exclude, or add and remove" : "include with or without exclude"
            nodes.report(.wrongKind, at: range, "\(name) as a mapping has \(forms), not both", field: field)
            return nil
        }
        return ListExpression(form: .change, included: lists[.add] ?? [], excluded: lists[.remove] ?? [])
    }

    /// Reads codes and names of sets; the first of equal ones counts.
    private func readItems(_ elements: [YAML.Node], at range: Range<Int>) -> [ListExpression.Item]? {
        guard !elements.isEmpty else {
            nodes.report(
                .emptyList,
                at: range,
                "\(name) is empty, so nothing would be accepted: list what is\(field.isNullable && what == nil ? ", or write null to accept all" : "")",
                field: field
            )
            return nil
        }
        var items: [ListExpression.Item] = []
        var seen = SeenWords()
        var isWhole = true
        for element in elements where !nodes.isFull {
            switch element.content {
            case .invalid: isWhole = false
            case .scalar(let scalar) where !scalar.isNull && !scalar.isNullSpelling:
                nodes.reportAmbiguity(of: scalar, at: element.range)
                guard seen.insert(scalar.value) else { continue }
                items.append(ListExpression.Item(text: scalar.value, place: .source(nodes.span(element.range))))
            case .scalar, .sequence, .mapping:
                nodes.report(field.wrongKind("\(element.kindName) in it"), at: element.range)
                isWhole = false
            }
        }
        return isWhole ? items : nil
    }
}

/// The words of a list so far: few are compared one by one, many by hashing.
private struct SeenWords {
    private var words: [String] = []
    private var set: Set<String> = []

    /// Adds a word, and says whether it is new.
    mutating func insert(_ word: String) -> Bool {
        guard words.count >= 16 else {
            guard !words.contains(word) else { return false }
            words.append(word)
            return true
        }
        if set.isEmpty { set = Set(words) }
        return set.insert(word).inserted
    }
}
