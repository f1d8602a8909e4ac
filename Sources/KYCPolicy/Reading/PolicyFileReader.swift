package import PolicyDiagnostics
import TokenSpec
import YAMLTree

extension PolicyFile {
    /// Reads a policy file; what is wrong with it comes along as diagnostics.
    package init(reading source: SourceText) {
        let result = YAML.parse(source.bytes)
        var reader = PolicyFileReader(nodes: NodeReader(source: source))
        for problem in result.problems { reader.nodes.report(problem.diagnostic(in: source)) }
        reader.hidingKeys = result.problems.filter(\.hidesEntries).map(\.range.lowerBound)
        if result.isComplete { reader.readFile(result.root) }
        if !reader.hidingKeys.isEmpty { reader.isComplete = false }
        self.source = source
        self.profiles = reader.profiles
        self.sets = reader.sets
        self.environments = reader.environments
        self.tests = reader.tests
        self.isComplete = result.isComplete && reader.isComplete
        self.diagnostics = reader.nodes.diagnostics
    }
}

private struct PolicyFileReader {
    let nodes: NodeReader
    var profiles: [ProfileDeclaration] = []
    var sets: [SetDeclaration] = []
    var environments: [EnvironmentDeclaration] = []
    var tests: [PolicyTest] = []
    var isComplete = true
    /// Where reported keys stand that were left out with what they hold, as far as they are not in a profile.
    var hidingKeys: [Int] = []

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
        case .sets: readSets(entry.value)
        case .environments: readEnvironments(entry.value)
        case .tests: readTests(entry.value)
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
            if takeHidingKeys(
                in: entry.key.range.lowerBound..<max(entry.value.range.upperBound, entry.key.range.upperBound)
            ) {
                reader.profile.unreadFields.formUnion(Field.table)
            }
            profiles.append(reader.profile)
        }
        nodes.profile = nil
    }

    private mutating func readSets(_ node: YAML.Node) {
        guard let kinds = nodes.entries(of: node, what: "sets", example: "countries: and documents:") else {
            isComplete = false
            return
        }
        for kind in kinds {
            guard let setKind = SetKind(rawValue: kind.key.text) else {
                nodes.reportUnknown(kind.key, in: "sets", known: SetKind.allCases.map(\.rawValue))
                isComplete = false
                continue
            }
            let example = "a name and its codes"
            guard let entries = nodes.entries(of: kind.value, what: setKind.rawValue, example: example) else {
                isComplete = false
                continue
            }
            for entry in entries where !nodes.isFull { readSet(entry, setKind) }
        }
    }

    private mutating func readSet(_ entry: YAML.Entry, _ kind: SetKind) {
        let name = entry.key.text
        if !ListExpression.isSetName(name) {
            nodes.report(
                .nameInvalid,
                at: entry.key.range,
                "\(Field.excerpt(name)) is no name for a set: use lower-case words joined by hyphens, at least 3 letters, "
                    + "so that no code is mistaken for one"
            )
        }
        let reader = ListReader(
            nodes: nodes,
            field: kind.field,
            takesChanges: false,
            what: "the set \(Field.excerpt(name))"
        )
        let content = reader.read(entry.value)
        sets.append(
            SetDeclaration(
                kind: kind,
                name: Located(text: name, span: nodes.span(entry.key.range)),
                content: content
            )
        )
    }

    private mutating func readEnvironments(_ node: YAML.Node) {
        let example = "a name and {} or what it holds"
        guard let entries = nodes.entries(of: node, what: "environments", example: example) else {
            isComplete = false
            return
        }
        for entry in entries where !nodes.isFull {
            var reader = EnvironmentReader(nodes: nodes, name: entry.key)
            reader.read(entry.value)
            environments.append(reader.environment)
        }
    }

    private mutating func readTests(_ node: YAML.Node) {
        let example = "a list of tests with name:, profile: and expect:"
        guard let elements = nodes.elements(of: node, what: "tests", example: example) else { return }
        for element in elements where !nodes.isFull {
            var reader = TestReader(nodes: nodes)
            if let test = reader.read(element) { tests.append(test) }
        }
    }

    /// Whether keys were left out of what stands in a range, so that it may hold more than was read.
    private mutating func takeHidingKeys(in range: Range<Int>) -> Bool {
        let count = hidingKeys.count
        hidingKeys.removeAll(where: range.contains)
        return hidingKeys.count < count
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
            let meant = nodes.reportUnknown(key, in: "a policy file", known: FileKey.allCases.map(\.rawValue))
            if meant == FileKey.profiles.rawValue { isComplete = false }
        }
    }
}
