import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads the fields of a request, as a profile's `token` or a call file writes them, into a layer.
struct TokenReader {
    /// Whose fields are read.
    enum Owner {
        case profile
        case call
    }

    let owner: Owner
    var nodes: NodeReader
    var layer: Layer
    /// Fields that a reported mistake kept from being read.
    var unreadFields: Set<Field> = []

    // MARK: Fields

    /// Reads the mapping of `token`, or of a call file.
    mutating func readFields(of node: YAML.Node, what: String) {
        guard
            let entries = nodes.entries(of: node, what: what, example: "its fields, such as tokenType: IDENTIFICATION")
        else {
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
            if field.isPerCall, owner == .profile {
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
        case .sequence(let elements) where field.isList:
            readList(elements, of: field, at: node.range, written)
        case .mapping where field.isList:
            fail(
                field,
                .notSupportedYet,
                at: node.range,
                "\(field.path) as a mapping is not supported by this version yet: write the whole list"
            )
        case .scalar(let scalar):
            do throws(Violation) {
                let value = try field.value(ofScalar: scalar.value, isPlain: scalar.style == .plain)
                set(field, .value(value), at: node.range, written)
                if case .string = value, field.kind != .date {
                    nodes.reportAmbiguity(of: scalar, at: node.range)
                }
            } catch {
                fail(error, at: node.range)
            }
        case .sequence, .mapping:
            fail(field.wrongKind(node.kindName), at: node.range)
        }
    }

    private mutating func readList(
        _ elements: [YAML.Node],
        of field: Field,
        at range: Range<Int>,
        _ written: SourceSpan
    ) {
        guard !elements.isEmpty else {
            fail(
                field,
                .emptyList,
                at: range,
                "\(field.path) is empty, so nothing would be accepted: list what is, or write null to accept all"
            )
            return
        }
        var texts: [String] = []
        var places: [Place] = []
        var seen: Set<String> = []
        for element in elements where !nodes.isFull {
            guard let text = readElement(element, of: field) else {
                unreadFields.insert(field)
                continue
            }
            guard seen.insert(text).inserted else { continue }
            texts.append(text)
            places.append(.source(nodes.span(element.range)))
        }
        guard !texts.isEmpty, !unreadFields.contains(field) else { return }
        layer.set(
            Layer.Entry(
                field,
                .value(.list(texts)),
                at: .source(nodes.span(range)),
                elements: places,
                written: written
            )
        )
    }

    private mutating func readElement(_ node: YAML.Node, of field: Field) -> String? {
        switch node.content {
        case .invalid: return nil
        case .scalar(let scalar) where !scalar.isNull && !scalar.isNullSpelling:
            if Layer.isSetName(scalar.value) {
                fail(
                    field,
                    .notSupportedYet,
                    at: node.range,
                    "\(scalar.value) reads as the name of a set, and sets are not supported by this version yet: list the codes"
                )
                return nil
            }
            nodes.reportAmbiguity(of: scalar, at: node.range)
            return scalar.value
        default:
            fail(field.wrongKind("\(node.kindName) in it"), at: node.range)
            return nil
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
            guard let field = Field(path: path), !field.isPerCall else {
                reportUnknownPath(path, at: element.range)
                continue
            }
            // A group and a field in it contradict each other as much as a field and itself.
            let contradicted = [field, field.group].compactMap(\.self) + field.members
            if let entry = contradicted.compactMap({ layer[$0] }).first, let span = entry.place.span {
                if entry.state == .unset { continue }
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

    private mutating func reportUnknownPath(_ path: String, at range: Range<Int>) {
        if Field(path: path)?.isPerCall == true {
            nodes.report(.unknownKey, at: range, "\(path) is given by each call and cannot be unset")
            return
        }
        let meant = Field.meant(byPath: path)
        nodes.report(
            .unknownKey,
            at: range,
            "the request has no field \(Field.excerpt(path))\(meant.map { "; did you mean \($0.path)?" } ?? "")",
            label: meant.map { "did you mean \($0.path)?" }
        )
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
        let mapping = group?.path ?? (owner == .call ? "a call" : "token")
        if let meant = Field.meant(by: key.text, in: group) {
            unreadFields.insert(meant)
            if meant.group == group {
                let isFlat = Field.flatNamed(key.text) == meant
                nodes.report(
                    .unknownKey,
                    at: key.range,
                    isFlat
                        ? "\(key.text) is the older API's name of \(meant.path): write \(meant.name)"
                        : "\(mapping) has no key \(Field.excerpt(key.text)); did you mean \(meant.name)?",
                    label: "write \(meant.name)",
                    field: meant,
                    fix: nodes.replacement(of: key, by: meant.name)
                )
            } else if Field.flatNamed(key.text) == meant, meant.name != key.text {
                nodes.report(
                    .unknownKey,
                    at: key.range,
                    "\(key.text) is the older API's name of \(meant.path): write \(nested(meant))",
                    field: meant
                )
            } else {
                nodes.report(
                    .misplacedKey,
                    at: key.range,
                    "\(meant.name) does not stand in \(mapping): write \(nested(meant))",
                    field: meant
                )
            }
        } else if owner == .profile, group == nil, ProfileKey(rawValue: key.text) != nil {
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
    private func nested(_ field: Field) -> String {
        let written = field.group.map { "\($0.name): { \(field.name): … }" } ?? "\(field.name): …"
        return owner == .call ? written : field.group == nil ? "it directly under token" : "\(written) under token"
    }
}

extension Layer {
    /// Whether a word is the name of a set rather than a code: lower-kebab-case, at least three letters.
    static func isSetName(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard bytes.count >= 3, let first = bytes.first, let last = bytes.last else { return false }
        func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        return isLetter(first) && last != UInt8(ascii: "-") && bytes.count(where: isLetter) >= 3
            && bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }
}

extension Layer.State {
    /// The value, where the state is one.
    package var value: FieldValue? {
        guard case .value(let value) = self else { return nil }
        return value
    }
}
