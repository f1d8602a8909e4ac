import TokenSpec

/// The schema of a request body: what the API specification takes, no more and no less.
enum RequestSchema {
    static var document: JSON {
        .object(
            PolicySchema.dialect,
            .init("title", "iDenfy token request"),
            .init("description", "The body of POST /api/v2/token in its nested form. Formats are asserted."),
            .init("type", "object"),
            .init("required", .array(Field.leaves.filter(\.isRequired).map { .string($0.path) })),
            .init("properties", properties(of: nil))
        )
    }

    private static func properties(of group: Field?) -> JSON {
        .object(
            Field.keys(in: group).map { field in
                guard case .object(let members) = schema(of: field).nullable(field.isNullable) else {
                    return .init(field.name, true)
                }
                return .init(field.name, .object([.init("description", .string(field.summary))] + members))
            }
        )
    }

    private static func schema(of field: Field) -> JSON {
        switch field.kind {
        case .string(let maximumLength):
            .object(.init("type", "string"), maximumLength.map { .init("maxLength", .integer($0)) })
        case .locale(let maximumLength): ["type": "string", "maxLength": .integer(maximumLength)]
        case .duration(let range, _):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .boolean: ["type": "boolean"]
        case .oneOf(let words): ["type": "string", "enum": .array(words.map(JSON.string))]
        case .date: ["type": "string", "format": "date"]
        case .uri: ["type": "string", "format": "uri"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .nationality: ["type": "string"]
        case .countries, .documents: ["type": "array", "items": ["type": "string"]]
        case .group: ["type": "object", "properties": properties(of: field)]
        }
    }
}
