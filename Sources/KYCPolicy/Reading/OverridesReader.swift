import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads the `overrides` of a profile: a guard for fields and groups, and the default.
struct OverridesReader {
    let nodes: NodeReader
    var overrides: OverridesDeclaration

    init(nodes: NodeReader, key: YAML.Key) {
        self.nodes = nodes
        self.overrides = OverridesDeclaration(span: nodes.span(key.range))
    }

    private static let words: [(word: String, guard: Guard)] = [
        ("allow", .allow), ("deny", .deny), ("disable", .disable), ("narrow", .narrow),
    ]

    mutating func read(_ node: YAML.Node) {
        guard
            let entries = nodes.entries(
                of: node,
                what: "overrides",
                example: "a field and a guard, such as locale: allow"
            )
        else {
            overrides.isIncomplete = true
            return
        }
        for entry in entries where !nodes.isFull {
            if entry.key.text == "default" { readDefault(entry.value) } else { read(entry) }
        }
    }

    private mutating func readDefault(_ node: YAML.Node) {
        if case .scalar(let scalar) = node.content, scalar.style == .plain, ["allow", "deny"].contains(scalar.value) {
            overrides.isDefaultAllowed = Sourced(scalar.value == "allow", nodes.span(node.range))
            return
        }
        overrides.isIncomplete = true
        if case .invalid = node.content { return }
        nodes.report(.guardInvalid, at: node.range, "default is allow or deny, not \(node.kindName)")
    }

    private mutating func read(_ entry: YAML.Entry) {
        let path = entry.key.text
        if Field(path: path) == nil, Field.meant(byPath: path) == nil,
            Spelling.nearest(to: path, among: ["default"]) != nil
        {
            overrides.isIncomplete = true
            nodes.reportUnknown(entry.key, in: "overrides", known: ["default"])
            return
        }
        guard let (fields, isExact) = nodes.leaves(path, at: entry.key.range, purpose: "guarded") else {
            overrides.isIncomplete = true
            return
        }
        if !isExact, !path.hasSuffix(".*") {
            overrides.isIncomplete = true
            nodes.report(
                .guardInvalid,
                at: entry.key.range,
                "\(path) is a group, and each of its fields is guarded: write \(path).* for all of them",
                fix: nodes.replacement(of: entry.key, by: "\(path).*")
            )
            return
        }
        let span = nodes.span(
            entry.key.range.lowerBound..<max(entry.key.range.lowerBound, entry.value.range.upperBound)
        )
        var declaration = GuardDeclaration(fields: fields, isExact: isExact, written: .allow, span: span)
        guard readGuard(entry.value, path: path, into: &declaration) else {
            overrides.isIncomplete = true
            return
        }
        overrides.guards.append(declaration)
    }

    private mutating func readGuard(_ node: YAML.Node, path: String, into declaration: inout GuardDeclaration) -> Bool {
        switch node.content {
        case .invalid: return false
        case .mapping(let entries): return readBounds(entries, path: path, at: node.range, into: &declaration)
        case .scalar(let scalar):
            if scalar.style == .plain, let found = OverridesReader.words.first(where: { $0.word == scalar.value }) {
                if case .narrow = found.guard, !declaration.fields.allSatisfy(\.isList) {
                    nodes.report(
                        .guardMisfit,
                        at: node.range,
                        "narrow is for lists, and \(path) is none: use oneOf, min or max, or hosts",
                        field: declaration.fields.count == 1 ? declaration.fields[0] : nil
                    )
                    return false
                }
                declaration.written = found.guard
                return true
            }
        case .sequence: break
        }
        let nearest = node.word.flatMap { Spelling.nearest(to: $0, among: OverridesReader.words.map(\.word)) }
        nodes.report(
            .guardInvalid,
            at: node.range,
            "a guard is allow, deny, disable, narrow or a mapping of \(BoundKey.allCases.map(\.rawValue).joined(separator: ", ")), "
                + "not \(node.kindName)\(nearest.map { "; did you mean \($0)?" } ?? "")"
        )
        return false
    }

    // MARK: Bounds

    private mutating func readBounds(
        _ entries: [YAML.Entry],
        path: String,
        at range: Range<Int>,
        into declaration: inout GuardDeclaration
    ) -> Bool {
        guard !entries.isEmpty else {
            nodes.report(
                .guardInvalid,
                at: range,
                "the bounds of \(path) are empty: write allow, deny or what a value must satisfy"
            )
            return false
        }
        var bounds = Guard.Bounds()
        var isWhole = true
        for entry in entries {
            guard let key = BoundKey(rawValue: entry.key.text) else {
                nodes.reportUnknown(entry.key, in: "a guard", known: BoundKey.allCases.map(\.rawValue))
                isWhole = false
                continue
            }
            guard fits(key, declaration.fields, path, at: entry.key.range) else {
                isWhole = false
                continue
            }
            isWhole = read(key, entry, &bounds, &declaration) && isWhole
        }
        if let minimum = bounds.minimum, let maximum = bounds.maximum, minimum.value > maximum.value {
            nodes.report(
                .guardInvalid,
                at: minimum.span.offsets,
                "min is \(Seconds(minimum.value)), above max, which is \(Seconds(maximum.value)), so nothing passes: write deny if that is meant"
            )
            isWhole = false
        }
        declaration.written = .bounds(bounds)
        return isWhole
    }

    /// Whether a key can bound the fields; reports where it cannot.
    private mutating func fits(_ key: BoundKey, _ fields: [Field], _ path: String, at range: Range<Int>) -> Bool {
        let (isFitting, kinds): ((Field) -> Bool, String) =
            switch key {
            case .min, .max: ({ if case .duration = $0.kind { true } else { false } }, "durations")
            case .subsetOf: (\.isList, "lists")
            case .hosts: ({ $0.kind == .uri }, "URLs")
            case .oneOf:
                (
                    { field in !field.isList && fields.allSatisfy { $0.kind == field.kind } },
                    "fields of one kind that are no lists"
                )
            case .allowNull: (\.isNullable, "fields that may be null")
            case .allowUnset: ({ _ in true }, "")
            }
        guard fields.allSatisfy(isFitting) else {
            nodes.report(
                .guardMisfit,
                at: range,
                "\(key.rawValue) is for \(kinds), which \(path) is not",
                field: fields.count == 1 ? fields[0] : nil
            )
            return false
        }
        return true
    }

    private mutating func read(
        _ key: BoundKey,
        _ entry: YAML.Entry,
        _ bounds: inout Guard.Bounds,
        _ declaration: inout GuardDeclaration
    ) -> Bool {
        let node = entry.value
        let span = nodes.span(entry.key.range.lowerBound..<max(entry.key.range.lowerBound, node.range.upperBound))
        switch key {
        case .min, .max:
            guard case .integer(let number)? = value(of: node, declaration.fields[0]) else { return false }
            if key == .min { bounds.minimum = Sourced(number, span) } else { bounds.maximum = Sourced(number, span) }
        case .oneOf:
            guard let values = values(of: node, declaration.fields[0]) else { return false }
            bounds.oneOf = Sourced(values, span)
        case .subsetOf:
            let reader = ListReader(nodes: nodes, field: declaration.fields[0], takesChanges: false, what: "subsetOf")
            let expression = reader.read(node)
            guard let expression else { return false }
            declaration.subsetOf = Sourced(expression, span)
        case .hosts:
            guard let hosts = hosts(of: node) else { return false }
            bounds.hosts = Sourced(hosts, span)
        case .allowNull, .allowUnset:
            guard let flag = nodes.boolean(of: node, what: key.rawValue) else { return false }
            if key == .allowNull {
                bounds.allowsNull = Sourced(flag, span)
            } else {
                bounds.allowsUnset = Sourced(flag, span)
            }
        }
        return true
    }

    /// A value of a field that the specification takes; reports anything else.
    private mutating func value(of node: YAML.Node, _ field: Field) -> FieldValue? {
        guard case .scalar(let scalar) = node.content, !scalar.isNull, !scalar.isNullSpelling else {
            if case .invalid = node.content { return nil }
            nodes.report(field.wrongKind(node.kindName), at: node.range)
            return nil
        }
        do throws(Violation) {
            let value = try field.value(ofScalar: scalar.value, isPlain: scalar.style == .plain)
            let errors = field.violations(of: value).filter { $0.rule.descriptor.severity == .error }
            for error in errors { nodes.report(error, at: node.range) }
            return errors.isEmpty ? value : nil
        } catch {
            nodes.report(error, at: node.range)
            return nil
        }
    }

    private mutating func values(of node: YAML.Node, _ field: Field) -> [FieldValue]? {
        guard let elements = nonEmpty(node, "oneOf") else { return nil }
        let values = elements.map { value(of: $0, field) }
        return values.contains { $0 == nil } ? nil : values.compactMap(\.self)
    }

    private mutating func hosts(of node: YAML.Node) -> [String]? {
        guard let elements = nonEmpty(node, "hosts") else { return nil }
        let hosts = elements.map { host(of: $0) }
        return hosts.contains { $0 == nil } ? nil : hosts.compactMap(\.self)
    }

    private mutating func host(of node: YAML.Node) -> String? {
        guard let text = nodes.text(of: node, what: "hosts", example: "a host such as app.example.com") else {
            return nil
        }
        guard let uri = try? AbsoluteURI("https://\(text)"), let host = uri.host, host == text, !text.isEmpty,
            !text.contains("*")
        else {
            nodes.report(
                .guardInvalid,
                at: node.range,
                "\(Field.excerpt(text)) is not a host: write its exact name, such as app.example.com, without scheme, port or *"
            )
            return nil
        }
        return host.lowercased()
    }

    private mutating func nonEmpty(_ node: YAML.Node, _ what: String) -> [YAML.Node]? {
        guard let elements = nodes.elements(of: node, what: what, example: "\(what): […]") else { return nil }
        guard !elements.isEmpty else {
            nodes.report(
                .guardInvalid,
                at: node.range,
                "\(what) is empty, so nothing passes: write deny if that is meant"
            )
            return nil
        }
        return elements
    }
}

extension YAML.Node {
    /// The word that a scalar writes; nil for anything else.
    fileprivate var word: String? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar.value
    }
}
