import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads one profile.
struct ProfileReader {
    let nodes: NodeReader
    var profile: ProfileDeclaration

    init(nodes: NodeReader, name: YAML.Key) {
        self.nodes = nodes
        self.profile = ProfileDeclaration(
            name: Located(text: name.text, span: nodes.span(name.range)),
            layer: Layer(kind: .profile, name: name.text)
        )
        nodes.checkName(name, of: "a profile")
    }

    mutating func read(_ node: YAML.Node) {
        let what = "the profile \(Field.excerpt(profile.name.text))"
        guard let entries = nodes.entries(of: node, what: what, example: "token: and its fields") else {
            profile.unreadFields.formUnion(Field.table)
            profile.parent = .unreadable
            return
        }
        // What is unset is held against what is set, so token is read first.
        for key in [ProfileKey.token, .unset] {
            if let entry = entries.first(where: { $0.key.text == key.rawValue }) { readFields(key, entry.value) }
        }
        for entry in entries where !nodes.isFull { read(entry) }
    }

    private mutating func readFields(_ key: ProfileKey, _ node: YAML.Node) {
        var reader = TokenReader(
            owner: .policy,
            nodes: nodes,
            layer: profile.layer,
            unreadFields: profile.unreadFields
        )
        if key == .token { reader.readFields(of: node) } else { reader.readUnset(node) }
        profile.layer = reader.layer
        profile.unreadFields = reader.unreadFields
        for key in reader.misplacedKeys { leaveOpen(key) }
    }

    private mutating func read(_ entry: YAML.Entry) {
        guard let key = ProfileKey(rawValue: entry.key.text) else { return reportUnknown(entry.key) }
        switch key {
        case .token, .unset: return
        case .abstract:
            let flag = nodes.boolean(of: entry.value, what: "abstract")
            if let flag { profile.isAbstract = flag } else { leaveOpen(.abstract) }
        case .summary:
            profile.summary = nodes.text(of: entry.value, what: "summary", example: "a line on what it is for")
        case .extends: readParent(entry.value)
        case .revision: readRevision(entry.value)
        case .locked: profile.locks = nodes.mentions(in: entry.value, key: .locked, purpose: "locked")
        case .require: readRequirements(entry.value)
        case .overrides:
            var reader = OverridesReader(nodes: nodes, key: entry.key)
            reader.read(entry.value)
            profile.overrides = reader.overrides
        case .deprecated: readDeprecation(entry.value)
        }
    }

    private mutating func readParent(_ node: YAML.Node) {
        if case .sequence = node.content {
            nodes.report(
                .wrongKind,
                at: node.range,
                "extends takes one name: a profile has one parent, which may extend another"
            )
        } else if let name = nodes.text(of: node, what: "extends", example: "the name of a profile") {
            profile.parent = .named(Located(text: name, span: nodes.span(node.range)))
            return
        }
        profile.parent = .unreadable
    }

    private mutating func readRevision(_ node: YAML.Node) {
        if case .scalar(let scalar) = node.content, scalar.style == .plain,
            let number = Field.wholeNumber(scalar.value),
            number >= 0
        {
            profile.revision = number
        } else if case .invalid = node.content {
        } else {
            nodes.report(.wrongKind, at: node.range, "revision takes a whole number from 0, not \(node.kindName)")
        }
    }

    private mutating func readRequirements(_ node: YAML.Node) {
        for mention in nodes.mentions(in: node, key: .require, purpose: "required: it always is") {
            if let group = mention.fields.first(where: \.isGroup) {
                nodes.report(
                    .wrongKind,
                    at: mention.span.offsets,
                    "require takes single fields, not all of \(group.path): name those that a call must have"
                )
            } else {
                profile.requirements.append(mention)
            }
        }
    }

    private mutating func readDeprecation(_ node: YAML.Node) {
        let example = "until: 2027-03-31, use: and reason:"
        guard let entries = nodes.entries(of: node, what: "deprecated", example: example) else { return }
        var deprecation = Deprecation()
        for entry in entries {
            guard let key = DeprecationKey(rawValue: entry.key.text) else {
                nodes.reportUnknown(entry.key, in: "deprecated", known: DeprecationKey.allCases.map(\.rawValue))
                continue
            }
            switch key {
            case .until: deprecation.until = readDate(entry.value)
            case .use:
                deprecation.use = nodes.text(of: entry.value, what: "use", example: "the name of a profile")
                profile.successor = deprecation.use.map { Located(text: $0, span: nodes.span(entry.value.range)) }
            case .reason: deprecation.reason = nodes.text(of: entry.value, what: "reason", example: "a text")
            }
        }
        profile.deprecation = deprecation
    }

    private mutating func readDate(_ node: YAML.Node) -> CalendarDate? {
        switch node.content {
        case .scalar(let scalar):
            if let date = CalendarDate(scalar.value) { return date }
            nodes.report(
                SpecificationRule.dateInvalid.descriptor,
                at: node.range,
                "until is a day of the calendar written YYYY-MM-DD, not \(node.kindName)"
            )
        case .sequence, .mapping:
            nodes.report(.wrongKind, at: node.range, "until takes a date written YYYY-MM-DD, not \(node.kindName)")
        case .invalid: break
        }
        return nil
    }

    private mutating func reportUnknown(_ key: YAML.Key) {
        let folded = Spelling.folded(key.text)
        if let field = Field.meant(by: key.text, in: nil),
            Spelling.folded(field.name) == folded || Field.flatNamed(key.text) == field
        {
            profile.unreadFields.insert(field)
            let written = field.group.map { "\($0.name): { \(field.name): … }" } ?? field.name
            nodes.report(
                .misplacedKey,
                at: key.range,
                "\(field.name) is a field of the request: write \(written) under token",
                label: "belongs under token",
                field: field
            )
            return
        }
        let meant = nodes.reportUnknown(key, in: "a profile", known: ProfileKey.allCases.map(\.rawValue))
        meant.flatMap(ProfileKey.init(rawValue:)).map { leaveOpen($0) }
    }

    /// Lets nothing follow from what a reported mistake kept from being read.
    private mutating func leaveOpen(_ key: ProfileKey) {
        switch key {
        case .token: profile.unreadFields.formUnion(Field.table)
        case .extends: if case .none = profile.parent { profile.parent = .unreadable }
        case .abstract:
            profile.isAbstract = true
            profile.isAbstractAssumed = true
        default: break
        }
    }
}

extension NodeReader {
    /// Reports a name that is none, or that other tools would not take for text.
    func checkName(_ name: YAML.Key, of what: String) {
        guard !NodeReader.isLegalName(name.text) else {
            reportAmbiguity(of: YAML.Scalar(value: name.text, style: name.style), at: name.range)
            return
        }
        report(
            .nameInvalid,
            at: name.range,
            "\(Field.excerpt(name.text)) is no name for \(what): use letters, digits, hyphens, underscores and dots, "
                + "a letter or digit first, at most 100"
        )
    }

    private static func isLegalName(_ name: String) -> Bool {
        func isWordCharacter(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        guard let first = name.utf8.first, isWordCharacter(first), name.utf8.count <= 100 else { return false }
        return name.utf8.allSatisfy {
            isWordCharacter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
        }
    }
}
