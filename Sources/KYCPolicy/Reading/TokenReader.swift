import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads the fields of a request, as a profile's `token` or a call file writes them, into a layer.
struct TokenReader {
    /// Whose fields are read.
    enum Owner {
        case policy
        case call
        /// What a test expects of a request.
        case expectation

        /// What the mapping is called.
        var what: String {
            switch self {
            case .policy: "token"
            case .call: "a call"
            case .expectation: "an expected request"
            }
        }
    }

    let owner: Owner
    let nodes: NodeReader
    var layer: Layer
    /// Fields that a reported mistake kept from being read.
    var unreadFields: Set<Field> = []
    /// Keys of the profile that stand among the fields.
    private(set) var misplacedKeys: [ProfileKey] = []

    /// Reads the mapping.
    mutating func readFields(of node: YAML.Node) {
        let example = "its fields, such as tokenType: IDENTIFICATION"
        guard let entries = nodes.entries(of: node, what: owner.what, example: example) else {
            unreadFields.formUnion(Field.table)
            return
        }
        readEntries(entries, group: nil)
    }

    private mutating func readEntries(_ entries: [YAML.Entry], group: Field?) {
        for entry in entries where !nodes.isFull {
            guard let field = Field.named(entry.key.text, in: group) else {
                reportUnknownField(entry.key, in: group)
                continue
            }
            if field.isPerCall, owner == .policy {
                nodes.report(
                    .clientIDInProfile,
                    at: entry.key.range,
                    "\(field.path) is given by each call: a profile serves many clients, so take it out",
                    field: field
                )
                continue
            }
            read(entry.value, of: field, from: entry.key.range.lowerBound)
        }
    }

    private mutating func read(_ node: YAML.Node, of field: Field, from start: Int) {
        let written = nodes.span(start..<max(start, node.range.upperBound))
        switch node.content {
        case .invalid:
            unreadFields.insert(field)
        case .scalar(let scalar) where scalar.isNull:
            set(field, .null, at: node.range, written)
        case .scalar(let scalar) where scalar.isNullSpelling:
            reportNullSpelling(scalar, of: field, at: node.range)
        case .mapping(let entries) where field.isGroup:
            guard entries.isEmpty else { return readEntries(entries, group: field) }
            fail(
                field,
                .emptyMapping,
                at: node.range,
                "\(field.path) is empty: take it out to inherit it, or write null to send null"
            )
        case _ where field.isList:
            readList(node, of: field, written)
        case .scalar(let scalar):
            readScalar(scalar, of: field, at: node.range, written)
        case .sequence, .mapping:
            fail(field.wrongKind(node.kindName), at: node.range)
        }
    }

    private mutating func readScalar(
        _ scalar: YAML.Scalar,
        of field: Field,
        at range: Range<Int>,
        _ written: SourceSpan
    ) {
        do throws(Violation) {
            let value = try field.value(ofScalar: scalar.value, isPlain: scalar.style == .plain)
            set(field, .value(value), at: range, written)
            if case .string = value, field.kind != .date { nodes.reportAmbiguity(of: scalar, at: range) }
        } catch {
            fail(error, at: range)
        }
    }

    private mutating func readList(_ node: YAML.Node, of field: Field, _ written: SourceSpan) {
        let reader = ListReader(nodes: nodes, field: field, takesChanges: owner != .expectation)
        let expression = reader.read(node)
        guard let expression else {
            unreadFields.insert(field)
            return
        }
        let place = Place.source(nodes.span(node.range))
        // A list of codes alone is a value already: most lists are.
        if expression.form == .elements, !expression.included.contains(where: \.isSetName) {
            let value = FieldValue.list(expression.included.map(\.text))
            layer.set(
                Layer.Entry(
                    field,
                    .value(value),
                    at: place,
                    elements: expression.included.map(\.place),
                    written: written
                )
            )
        } else {
            layer.set(Layer.Entry(field, .list(expression), at: place, written: written))
        }
    }

    private mutating func set(
        _ field: Field,
        _ state: Layer.State,
        at range: Range<Int>,
        _ written: SourceSpan? = nil
    ) {
        layer.set(Layer.Entry(field, state, at: .source(nodes.span(range)), written: written))
    }

    // MARK: Unset

    /// Reads the list of `unset`.
    mutating func readUnset(_ node: YAML.Node) {
        guard let elements = nodes.elements(of: node, what: "unset", example: "unset: [questionnaire]") else { return }
        for element in elements where !nodes.isFull {
            guard let path = nodes.text(of: element, what: "unset", example: "the name of a field") else { continue }
            guard let field = nodes.field(path, at: element.range, purpose: "unset") else { continue }
            // A group and a field in it contradict each other as much as a field and itself.
            let contradicted = [field, field.group].compactMap(\.self) + field.members
            if let entry = contradicted.compactMap({ layer[$0] }).first, let span = entry.place.span {
                if entry.state.isUnset { continue }
                nodes.report(
                    Diagnostic(
                        .unsetConflict,
                        at: .source(nodes.span(element.range)),
                        "\(field.path) is unset here and written under token: keep one of the two",
                        profile: nodes.profile,
                        field: field.path,
                        related: [Diagnostic.Related(span, "written here")]
                    )
                )
                continue
            }
            set(field, .unset, at: element.range)
        }
    }

    // MARK: Mistakes

    private mutating func fail(_ violation: Violation, at range: Range<Int>) {
        nodes.report(violation, at: range)
        if let field = violation.field { unreadFields.insert(field) }
    }

    private mutating func fail(_ field: Field, _ rule: RuleDescriptor, at range: Range<Int>, _ message: String) {
        nodes.report(rule, at: range, message, field: field)
        unreadFields.insert(field)
    }

    private mutating func reportNullSpelling(_ scalar: YAML.Scalar, of field: Field, at range: Range<Int>) {
        let found =
            scalar.value.isEmpty ? "\(field.path) has nothing after the colon" : "\(field.path): \(scalar.value)"
        let null = field.isNullable ? ", null to send null" : ""
        fail(
            field,
            .nullSpelling,
            at: range,
            "\(found): write \(field.expectation)\(null), or take the line out to inherit"
        )
    }

    private mutating func reportUnknownField(_ key: YAML.Key, in group: Field?) {
        let mapping = group?.path ?? owner.what
        if let meant = Field.meant(by: key.text, in: group) {
            unreadFields.insert(meant)
            let isFlat = Field.flatNamed(key.text) == meant && meant.name != key.text
            if isFlat {
                nodes.report(
                    .unknownKey,
                    at: key.range,
                    "\(key.text) is the older API's name of \(meant.path): write \(written(meant, in: group))",
                    label: "write \(meant.name)",
                    field: meant,
                    fix: meant.group == group ? nodes.replacement(of: key, by: meant.name) : nil
                )
            } else if meant.group == group {
                nodes.report(
                    .unknownKey,
                    at: key.range,
                    "\(mapping) has no key \(Field.excerpt(key.text)); did you mean \(meant.name)?",
                    label: "did you mean \(meant.name)?",
                    field: meant,
                    fix: nodes.replacement(of: key, by: meant.name)
                )
            } else {
                nodes.report(
                    .misplacedKey,
                    at: key.range,
                    "\(meant.name) does not stand in \(mapping): write \(written(meant, in: group))",
                    field: meant
                )
            }
        } else if owner == .policy, group == nil, let profileKey = ProfileKey(rawValue: key.text) {
            misplacedKeys.append(profileKey)
            nodes.report(
                .misplacedKey,
                at: key.range,
                "\(key.text) is not a field of the request: write it beside token, not in it"
            )
        } else {
            nodes.reportUnknown(key, in: mapping, known: Field.keys(in: group).map(\.name))
        }
    }

    /// How a field is written in its place.
    private func written(_ field: Field, in group: Field?) -> String {
        if field.group == group { return field.name }
        let nested = field.group.map { "\($0.name): { \(field.name): … }" } ?? field.name
        return group == nil ? nested : field.group == nil ? "it beside \(group?.name ?? ""), not in it" : nested
    }
}
