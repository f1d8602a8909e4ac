import KYCPolicy
import TokenSpec

/// The schema of `overrides`: which guards a field can have follows from its kind.
enum OverridesSchema {
    static var overrides: JSON {
        let fields = Field.leaves.filter { !$0.isPerCall }.map { field in
            JSON.Member(field.path, schema(of: [field], description: "What a call may do with \(field.path)."))
        }
        let groups = Field.groups.map { group in
            JSON.Member(
                "\(group.path).*",
                schema(of: Array(group.members), description: "What a call may do with each field of \(group.path).")
            )
        }
        let fallback: JSON = [
            "description": "For the fields that no layer of the chain lists; deny unless written.",
            "enum": ["allow", "deny"],
        ]
        return .mapping(
            [.init("default", fallback)] + fields + groups,
            description: "What one call may change."
        )
    }

    private static func schema(of fields: [Field], description: String) -> JSON {
        var words: [JSON] = ["allow", "deny", "disable"]
        if fields.allSatisfy(\.isList) { words.append("narrow") }
        return [
            "description": .string(description),
            "anyOf": [
                ["enum": .array(words)],
                [
                    "type": "object", "additionalProperties": false, "minProperties": 1,
                    "properties": .object(bounds(of: fields)),
                ],
            ],
        ]
    }

    private static func bounds(of fields: [Field]) -> [JSON.Member] {
        guard let first = fields.first else { return [] }
        var members: [JSON.Member] = []
        if case .duration = first.kind {
            members += [
                .init("min", PolicyFileSchema.value(of: first)), .init("max", PolicyFileSchema.value(of: first)),
            ]
        }
        if let kind = SetKind(of: first) {
            members.append(.init("subsetOf", PolicyFileSchema.list(kind, takesChanges: false)))
        } else if fields.allSatisfy({ $0.kind == first.kind }) {
            members.append(
                .init("oneOf", ["type": "array", "minItems": 1, "items": PolicyFileSchema.value(of: first)])
            )
        }
        if fields.allSatisfy({ $0.kind == .uri }) {
            members.append(.init("hosts", ["type": "array", "minItems": 1, "items": ["type": "string"]]))
        }
        if fields.allSatisfy(\.isNullable) { members.append(.init("allowNull", ["type": "boolean"])) }
        members.append(.init("allowUnset", ["type": "boolean"]))
        return members
    }
}
