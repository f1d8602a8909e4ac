package import PolicyDiagnostics
import TokenSpec
import YAMLTree

extension PolicyFile {
    /// Reads a policy file; what is wrong with it comes along as diagnostics.
    package init(reading source: SourceText) {
        let result = YAML.parse(source.bytes)
        var reader = PolicyFileReader(nodes: NodeReader(source: source))
        for problem in result.problems { reader.nodes.report(problem.diagnostic(in: source)) }
        if result.isComplete { reader.readFile(result.root) }
        self.source = source
        self.profiles = reader.profiles
        self.isComplete = result.isComplete && reader.isComplete
        self.diagnostics = reader.nodes.diagnostics
    }
}

private struct PolicyFileReader {
    var nodes: NodeReader
    var profiles: [ProfileDeclaration] = []
    var isComplete = true

    mutating func readFile(_ root: YAML.Node?) {
        let example = "version: 1 and profiles:"
        guard let root else {
            nodes.report(.versionUnsupported, at: 0..<0, "the file is empty: a policy file starts with \(example)")
            return
        }
        guard let entries = nodes.entries(of: root, what: "a policy file", example: example) else {
            isComplete = false
            return
        }
        if !entries.contains(where: { $0.key.text == FileKey.version.rawValue }) {
            let first = entries.first?.key.range ?? root.range
            nodes.report(.versionUnsupported, at: first, "the file does not say its version: start it with version: 1")
        }
        for entry in entries where !nodes.isFull { read(entry) }
        if nodes.isFull { isComplete = false }
    }

    private mutating func read(_ entry: YAML.Entry) {
        guard let key = FileKey(rawValue: entry.key.text) else { return reportUnknown(entry.key) }
        switch key {
        case .version: readVersion(entry.value)
        case .profiles: readProfiles(entry.value)
        case .sets, .environments, .tests:
            nodes.report(.notSupportedYet, at: entry.key.range, "\(key.rawValue) is not supported by this version yet")
        }
    }

    private mutating func readVersion(_ node: YAML.Node) {
        switch node.content {
        case .scalar(let scalar) where scalar.style == .plain && scalar.value == "1": return
        case .invalid: return
        default:
            nodes.report(
                .versionUnsupported,
                at: node.range,
                "this version reads policy files of version: 1, not \(node.kindName)"
            )
        }
    }

    private mutating func readProfiles(_ node: YAML.Node) {
        guard let entries = nodes.entries(of: node, what: "profiles", example: "a name and what the profile holds")
        else {
            isComplete = false
            return
        }
        for entry in entries where !nodes.isFull {
            nodes.profile = entry.key.text
            var reader = ProfileReader(nodes: nodes, name: entry.key)
            reader.read(entry.value)
            nodes = reader.nodes
            profiles.append(reader.profile)
        }
        nodes.profile = nil
    }

    private mutating func reportUnknown(_ key: YAML.Key) {
        if let profileKey = ProfileKey(rawValue: key.text) {
            nodes.report(
                .misplacedKey,
                at: key.range,
                "\(profileKey.rawValue) belongs to a profile: write it under profiles and a name"
            )
        } else if let field = Field.meant(by: key.text, in: nil),
            Spelling.folded(field.name) == Spelling.folded(key.text)
        {
            nodes.report(
                .misplacedKey,
                at: key.range,
                "\(field.name) belongs to a profile: write it under its token",
                field: field
            )
        } else {
            nodes.reportUnknown(key, in: "a policy file", known: FileKey.allCases.map(\.rawValue))
        }
    }
}
