import PolicyDiagnostics
import TokenSpec
import YAMLTree

extension NodeReader {
    /// The field or group at a dotted path; reports one that is not there, or that only a call gives.
    ///
    /// - Parameter purpose: What the policy would do with the field, as a participle.
    func field(_ path: String, at range: Range<Int>, purpose: String) -> Field? {
        guard let field = Field(path: path) else {
            let meant = Field.meant(byPath: path)
            report(
                .unknownKey,
                at: range,
                "the request has no field \(Field.excerpt(path))\(meant.map { "; did you mean \($0.path)?" } ?? "")",
                label: meant.map { "did you mean \($0.path)?" },
                fix: meant.map {
                    Fix(
                        isSafe: false,
                        description: "replace \(Field.excerpt(path)) by \($0.path)",
                        edits: [Fix.Edit(span(range), $0.path)]
                    )
                }
            )
            return nil
        }
        guard !field.isPerCall else {
            report(
                .clientIDInProfile,
                at: range,
                "\(path) is given by each call and cannot be \(purpose)",
                field: field
            )
            return nil
        }
        return field
    }

    /// The leaves that a word such as `locale`, `client.*` or `client` names.
    func leaves(_ path: String, at range: Range<Int>, purpose: String) -> (fields: [Field], isExact: Bool)? {
        if path.hasSuffix(".*"), let group = Field(path: String(path.dropLast(2))), group.isGroup {
            return (Array(group.members), false)
        }
        guard let field = field(path, at: range, purpose: purpose) else { return nil }
        return field.isGroup ? (Array(field.members), false) : ([field], true)
    }

    /// Reads a list of fields, such as that of `locked`.
    func mentions(in node: YAML.Node, key: ProfileKey, purpose: String) -> [FieldMention] {
        guard let elements = elements(of: node, what: key.rawValue, example: "\(key.rawValue): [tokenType]") else {
            return []
        }
        var mentions: [FieldMention] = []
        for element in elements where !isFull {
            guard let path = text(of: element, what: key.rawValue, example: "the name of a field"),
                let (fields, isExact) = leaves(path, at: element.range, purpose: purpose)
            else { continue }
            let group = isExact ? nil : fields.first?.group
            mentions.append(FieldMention(fields: fields + [group].compactMap(\.self), span: span(element.range)))
        }
        return mentions
    }
}
