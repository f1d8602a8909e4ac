import TokenSpec

/// The schema of a policy file: what an editor needs to complete and check while somebody writes.
///
/// What no schema can say (who extends whom, what a chain resolves to) is left to the linter.
enum PolicyFileSchema {
    static var document: JSON {
        .object(
            PolicySchema.dialect,
            .init("title", "kycpolicy policy file"),
            .init("description", "Named profiles for iDenfy verification tokens."),
            .init("type", "object"),
            .init("required", ["version"]),
            .init("additionalProperties", false),
            .init(
                "properties",
                [
                    "version": ["description": "The version of the policy language.", "const": 1],
                    "profiles": [
                        "description": "Profiles by name. All files of a directory share one namespace.",
                        "type": "object", "additionalProperties": false,
                        "patternProperties": ["^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$": ["$ref": "#/$defs/profile"]],
                    ],
                ]
            ),
            .init("$defs", ["profile": profile, "token": token])
        )
    }

    private static var profile: JSON {
        .mapping(
            [
                .init(
                    "abstract",
                    ["description": "Whether the profile only serves to be extended.", "type": "boolean"]
                ),
                .init("summary", ["description": "A line on what the profile is for.", "type": "string"]),
                .init("extends", ["description": "The profile whose fields this one takes over.", "type": "string"]),
                .init("token", ["$ref": "#/$defs/token"]),
                .init(
                    "unset",
                    [
                        "description": "Inherited fields that are not sent.", "type": "array",
                        "items": ["enum": .array(Field.table.filter { !$0.isPerCall }.map { .string($0.path) })],
                    ]
                ),
            ],
            description: "What one kind of session asks for."
        )
    }

    private static var token: JSON {
        .mapping(properties(of: nil), description: "Fields of the request, by its own names and nesting.")
    }

    private static func properties(of group: Field?) -> [JSON.Member] {
        Field.keys(in: group).filter { !$0.isPerCall }.map { field in
            guard case .object(let members) = schema(of: field).nullable(field.isNullable) else {
                return .init(field.name, true)
            }
            let rest = members.filter { $0.name != "description" }
            return .init(field.name, .object([.init("description", .string(field.summary))] + rest))
        }
    }

    private static func schema(of field: Field) -> JSON {
        switch field.kind {
        case .string(let maximumLength):
            .object(.init("type", "string"), maximumLength.map { .init("maxLength", .integer($0)) })
        case .locale: open(InterfaceLocale.known.map(\.rawValue))
        case .duration(let range, _):
            [
                "anyOf": [
                    ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)],
                    ["type": "string", "pattern": "^(?=.)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$"],
                ]
            ]
        case .boolean: ["type": "boolean"]
        case .oneOf(let words): ["type": "string", "enum": .array(words.map(JSON.string))]
        case .date: ["type": "string", "format": "date"]
        case .uri: ["type": "string", "format": "uri"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .nationality: ["type": "string", "enum": .array(countryCodes + ["ALL"])]
        case .countries: ["type": "array", "minItems": 1, "items": ["enum": .array(countryCodes)]]
        case .documents: ["type": "array", "minItems": 1, "items": open(DocumentType.known.map(\.rawValue))]
        case .group: .mapping(properties(of: field), description: field.summary).withMinimumOfOne
        }
    }

    private static var countryCodes: [JSON] { Country.table.map { .string($0.alpha2) } }

    /// A list of words that editors complete, and that others may stand for.
    private static func open(_ words: [String]) -> JSON {
        ["anyOf": [["enum": .array(words.map(JSON.string))], ["type": "string"]]]
    }
}

extension JSON {
    /// The schema of a mapping that is not empty.
    fileprivate var withMinimumOfOne: JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + [.init("minProperties", 1)])
    }
}
