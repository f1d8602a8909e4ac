import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads one profile.
struct ProfileReader {
    var nodes: NodeReader
    var profile: ProfileDeclaration

    init(nodes: NodeReader, name: YAML.Key) {
        self.nodes = nodes
        self.profile = ProfileDeclaration(
            name: Located(text: name.text, span: nodes.span(name.range)),
            layer: Layer(kind: .profile, name: name.text)
        )
        readName(name)
    }

    private mutating func readName(_ name: YAML.Key) {
        guard !ProfileReader.isLegal(name.text) else {
            nodes.reportAmbiguity(of: YAML.Scalar(value: name.text, style: name.style), at: name.range)
            return
        }
        nodes.report(
            .nameInvalid,
            at: name.range,
            "\(Field.excerpt(name.text)) is no name for a profile: use letters, digits, hyphens, underscores and dots, "
                + "a letter or digit first, at most 100"
        )
    }

    private static func isLegal(_ name: String) -> Bool {
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

    mutating func read(_ node: YAML.Node) {
        guard
            let entries = nodes.entries(
                of: node,
                what: "the profile \(Field.excerpt(profile.name.text))",
                example: "token: and its fields"
            )
        else {
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
            owner: .profile,
            nodes: nodes,
            layer: profile.layer,
            unreadFields: profile.unreadFields
        )
        if key == .token { reader.readFields(of: node, what: "token") } else { reader.readUnset(node) }
        nodes = reader.nodes
        profile.layer = reader.layer
        profile.unreadFields = reader.unreadFields
    }

    private mutating func read(_ entry: YAML.Entry) {
        guard let key = ProfileKey(rawValue: entry.key.text) else { return reportUnknown(entry.key) }
        switch key {
        case .token, .unset: return
        case .abstract: profile.isAbstract = nodes.boolean(of: entry.value, what: "abstract") ?? true
        case .summary:
            profile.summary = nodes.text(of: entry.value, what: "summary", example: "a line on what it is for")
        case .extends: readParent(entry.value)
        case .revision, .locked, .overrides, .require, .deprecated:
            nodes.report(.notSupportedYet, at: entry.key.range, "\(key.rawValue) is not supported by this version yet")
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
        nodes.reportUnknown(key, in: "a profile", known: ProfileKey.allCases.map(\.rawValue))
        // What a misspelt token or extends would have given is missing for that reason alone.
        let meant = Spelling.nearest(to: key.text, among: ProfileKey.allCases.map(\.rawValue))
        if meant == ProfileKey.token.rawValue { profile.unreadFields.formUnion(Field.table) }
        if meant == ProfileKey.extends.rawValue { profile.parent = .unreadable }
    }
}
