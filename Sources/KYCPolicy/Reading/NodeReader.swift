package import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// What the readers of a file share: its text, the diagnostics so far, and how plain nodes are read.
final class NodeReader {
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []
    /// The profile that diagnostics are about.
    var profile: String?

    /// The most diagnostics of one file that are kept.
    private static let maximumCount = 1000

    /// Whether no further diagnostic is kept, so that looking for more is in vain.
    var isFull: Bool { diagnostics.count > NodeReader.maximumCount }

    init(source: SourceText) { self.source = source }

    func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(source, range) }

    // MARK: Reporting

    func report(
        _ rule: RuleDescriptor,
        at range: Range<Int>,
        _ message: String,
        label: String? = nil,
        field: Field? = nil,
        fix: Fix? = nil
    ) {
        var diagnostic = Diagnostic(
            rule,
            at: .source(span(range)),
            message,
            label: label,
            profile: profile,
            field: field?.path,
            fix: fix
        )
        diagnostic.isConfidential = field?.isPersonal == true
        report(diagnostic)
    }

    func report(_ diagnostic: Diagnostic) {
        guard diagnostics.count < NodeReader.maximumCount else {
            if diagnostics.count == NodeReader.maximumCount {
                diagnostics.append(
                    Diagnostic(
                        .tooManyProblems,
                        at: diagnostic.place,
                        "too many problems in this file: what follows is not listed"
                    )
                )
            }
            return
        }
        diagnostics.append(diagnostic)
    }

    /// Reports a violation at a value.
    func report(_ violation: Violation, at range: Range<Int>) {
        let place = Place.source(span(range))
        report(Diagnostic(violation, at: place, profile: profile))
    }

    // MARK: Nodes

    /// The entries of a mapping; reports anything else, and nothing at all where the YAML is already in question.
    func entries(of node: YAML.Node, what: String, example: String) -> [YAML.Entry]? {
        switch node.content {
        case .mapping(let entries): return entries
        case .invalid: return nil
        case .scalar(let scalar) where scalar.isNullSpelling || scalar.isNull:
            report(.wrongKind, at: node.range, "\(what) has no content: write \(example), or take the key out")
        case .scalar, .sequence:
            report(.wrongKind, at: node.range, "\(what) takes a mapping, not \(kindName(of: node)): write \(example)")
        }
        return nil
    }

    /// The elements of a list; reports anything else.
    func elements(of node: YAML.Node, what: String, example: String) -> [YAML.Node]? {
        switch node.content {
        case .sequence(let elements): return elements
        case .invalid: return nil
        case .scalar, .mapping:
            report(.wrongKind, at: node.range, "\(what) takes a list, not \(node.kindName): write \(example)")
            return nil
        }
    }

    /// The text of a scalar that is read as text; reports anything else.
    func text(of node: YAML.Node, what: String, example: String) -> String? {
        switch node.content {
        case .scalar(let scalar):
            guard !scalar.isNull, !scalar.isNullSpelling else {
                report(.wrongKind, at: node.range, "\(what) has no text: write \(example), or take the key out")
                return nil
            }
            reportAmbiguity(of: scalar, at: node.range)
            return scalar.value
        case .invalid: return nil
        case .sequence, .mapping:
            report(.wrongKind, at: node.range, "\(what) takes a text, not \(node.kindName): write \(example)")
            return nil
        }
    }

    /// Says to quote a plain scalar that is taken as text here and as something else by tools of YAML 1.1.
    func reportAmbiguity(of scalar: YAML.Scalar, at range: Range<Int>) {
        guard scalar.style == .plain, let reading = AmbiguousScalar.reading(of: scalar.value) else { return }
        let edit = Fix.Edit(span(range), "\"\(scalar.value)\"")
        report(
            .ambiguousScalar,
            at: range,
            "tools of YAML 1.1 take \(scalar.value) for \(reading): write \"\(scalar.value)\"",
            label: "in quotes",
            fix: Fix(isSafe: true, description: "put \(scalar.value) in quotes", edits: [edit])
        )
    }

    /// The truth value that a scalar writes; reports anything else.
    func boolean(of node: YAML.Node, what: String) -> Bool? {
        switch node.content {
        case .scalar(let scalar) where scalar.style == .plain && (scalar.value == "true" || scalar.value == "false"):
            return scalar.value == "true"
        case .invalid: return nil
        default:
            report(.wrongKind, at: node.range, "\(what) is true or false, not \(node.kindName)")
            return nil
        }
    }

    /// What a node is, as a noun phrase; of a text in a file that may hold personal data no more than that.
    private func kindName(of node: YAML.Node) -> String {
        guard source.isConfidential, case .scalar = node.content else { return node.kindName }
        return "a text"
    }

    // MARK: Keys

    /// Reports a key that does not stand among `known`, with the nearest one that does, which this gives.
    @discardableResult
    func reportUnknown(_ key: YAML.Key, in mapping: String, known: [String]) -> String? {
        let folded = Spelling.folded(key.text)
        let nearest =
            known.first { Spelling.folded($0) == folded } ?? Spelling.nearest(to: key.text, among: known)
        let name = Field.excerpt(key.text)
        let hint = nearest.map { "did you mean \($0)?" } ?? "it has \(known.joined(separator: ", "))"
        report(
            .unknownKey,
            at: key.range,
            "\(mapping) has no key \(name); \(hint)",
            label: nearest.map { "did you mean \($0)?" },
            fix: nearest.map { replacement(of: key, by: $0) }
        )
        return nearest
    }

    func replacement(of key: YAML.Key, by text: String) -> Fix {
        Fix(
            isSafe: false,
            description: "replace \(Field.excerpt(key.text)) by \(text)",
            edits: [Fix.Edit(span(key.range), text)]
        )
    }
}

extension YAML.Scalar {
    /// Whether the scalar is the one word that means null.
    var isNull: Bool { style == .plain && value == "null" }

    /// Whether the scalar is what YAML takes for null in other words, or nothing at all.
    var isNullSpelling: Bool {
        style == .plain && (value.isEmpty || value == "~" || value == "Null" || value == "NULL")
    }
}

extension YAML.Node {
    /// What the node is, as a noun phrase.
    var kindName: String {
        switch content {
        case .scalar(let scalar):
            switch scalar.style {
            case .plain where scalar.value.isEmpty: "nothing"
            case .plain: Field.excerpt(scalar.value)
            default: "the text \"\(Field.excerpt(scalar.value))\""
            }
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .invalid: "nothing"
        }
    }
}

extension Diagnostic {
    /// A violation at the place of its value.
    package init(_ violation: Violation, at place: Place, profile: String?, environment: String? = nil) {
        self.init(
            violation.rule.descriptor,
            at: place,
            violation.message,
            label: violation.label,
            profile: profile,
            environment: environment,
            field: violation.field?.path
        )
        isConfidential = violation.field?.holdsPersonalData == true
        guard let replacement = violation.replacement, let span = place.span else { return }
        fix = Fix(
            // Only the case of letters differs: what is meant cannot be anything else.
            isSafe: Spelling.folded(span.text) == Spelling.folded(replacement),
            description: isConfidential
                ? "write \(replacement)" : "replace \(Field.excerpt(span.text)) by \(replacement)",
            edits: [Fix.Edit(span, replacement)]
        )
    }
}
