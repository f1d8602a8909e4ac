package import TokenSpec

/// The JSON Schemas (2020-12) that are made from the field table.
package enum PolicySchema: String, CaseIterable, Sendable {
    /// A policy file, for editors.
    case policy
    /// A request body in the nested form, as the API specification has it.
    case request

    /// The name of the schema's file.
    package var fileName: String { "\(rawValue).schema.json" }

    /// The schema.
    package var document: JSON {
        switch self {
        case .policy: PolicyFileSchema.document
        case .request: RequestSchema.document
        }
    }

    /// The schema as its file holds it.
    package var text: String { document.pretty + "\n" }

    static let dialect = JSON.Member("$schema", "https://json-schema.org/draft/2020-12/schema")
}

extension JSON {
    /// An object with members that are there.
    static func object(_ members: JSON.Member?...) -> JSON { .object(members.compactMap(\.self)) }

    /// The schema of a closed mapping.
    static func mapping(_ properties: [JSON.Member], description: String, required: [String] = []) -> JSON {
        .object(
            .init("description", .string(description)),
            .init("type", "object"),
            required.isEmpty ? nil : .init("required", .array(required.map(JSON.string))),
            .init("additionalProperties", false),
            .init("properties", .object(properties))
        )
    }

    /// The same schema that also takes null.
    func nullable(_ isNullable: Bool) -> JSON {
        guard isNullable, case .object(let members) = self else { return self }
        return .object(
            members.map { member in
                switch (member.name, member.value) {
                case ("type", .string(let type)): .init("type", [.string(type), "null"])
                case ("enum", .array(let values)): .init("enum", .array(values + [.null]))
                case ("anyOf", .array(let schemas)): .init("anyOf", .array(schemas + [["type": "null"]]))
                default: member
                }
            }
        )
    }
}
