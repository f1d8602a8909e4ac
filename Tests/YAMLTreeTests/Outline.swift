import YAMLTree

extension YAML.Node {
    /// The node in one line, the way it might be written in flow style; `✗` is ``Content/invalid``.
    var outline: String {
        switch content {
        case .scalar(let scalar): scalar.outline
        case .sequence(let nodes): "[" + nodes.map(\.outline).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key.text): \($0.value.outline)" }.joined(separator: ", ") + "}"
        case .invalid: "✗"
        }
    }
}

extension YAML.Scalar {
    /// The value on one line, with the indicator of its style where it is not plain.
    var outline: String {
        let text = value.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
        return switch style {
        case .plain: text
        case .singleQuoted: "'\(text)'"
        case .doubleQuoted: "\"\(text)\""
        case .literal: "|\(text)"
        case .folded: ">\(text)"
        }
    }
}
