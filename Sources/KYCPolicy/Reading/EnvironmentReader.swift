import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads one environment.
struct EnvironmentReader {
    let nodes: NodeReader
    var environment: EnvironmentDeclaration

    init(nodes: NodeReader, name: YAML.Key) {
        self.nodes = nodes
        self.environment = EnvironmentDeclaration(
            name: Located(text: name.text, span: nodes.span(name.range)),
            layer: Layer(kind: .environment, name: name.text)
        )
        nodes.checkName(name, of: "an environment")
    }

    mutating func read(_ node: YAML.Node) {
        let what = "the environment \(Field.excerpt(environment.name.text))"
        guard let entries = nodes.entries(of: node, what: what, example: "{} or token: and its fields") else { return }
        environment.layer = readLayer(
            entries,
            Layer(kind: .environment, name: environment.name.text),
            takesProfiles: true
        )
        guard let profiles = entries.first(where: { $0.key.text == EnvironmentKey.profiles.rawValue })?.value,
            let profileEntries = nodes.entries(of: profiles, what: "profiles", example: "a profile's name and token:")
        else { return }
        for entry in profileEntries where !nodes.isFull {
            nodes.profile = entry.key.text
            let what = "the profile \(Field.excerpt(entry.key.text)) of the environment"
            guard let fields = nodes.entries(of: entry.value, what: what, example: "token: and its fields") else {
                continue
            }
            let layer = Layer(kind: .environmentProfile, name: environment.name.text)
            environment.profiles.append(
                (
                    Located(text: entry.key.text, span: nodes.span(entry.key.range)),
                    readLayer(fields, layer, takesProfiles: false)
                )
            )
        }
        nodes.profile = nil
    }

    /// Reads `token` and `unset`; reports other keys.
    private mutating func readLayer(_ entries: [YAML.Entry], _ layer: Layer, takesProfiles: Bool) -> Layer {
        let known = EnvironmentKey.allCases.filter { takesProfiles || $0 != .profiles }
        for entry in entries where !known.contains(where: { $0.rawValue == entry.key.text }) {
            if ProfileKey(rawValue: entry.key.text) != nil {
                nodes.report(
                    .misplacedKey,
                    at: entry.key.range,
                    "an environment holds only \(known.map(\.rawValue).joined(separator: ", ")): \(entry.key.text) belongs to the profile itself"
                )
            } else {
                nodes.reportUnknown(entry.key, in: "an environment", known: known.map(\.rawValue))
            }
        }
        var reader = TokenReader(owner: .policy, nodes: nodes, layer: layer)
        if let token = entries.first(where: { $0.key.text == EnvironmentKey.token.rawValue }) {
            reader.readFields(of: token.value)
        }
        if let unset = entries.first(where: { $0.key.text == EnvironmentKey.unset.rawValue }) {
            reader.readUnset(unset.value)
        }
        environment.unreadFields.formUnion(reader.unreadFields)
        return reader.layer
    }
}
