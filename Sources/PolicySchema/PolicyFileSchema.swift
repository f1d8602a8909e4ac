import KYCPolicy
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
                    "sets": .mapping(
                        SetKind.allCases.map { .init($0.rawValue, setsSchema($0)) },
                        description: "Named lists of codes, which lists and other sets may use."
                    ),
                    "profiles": named(
                        ["$ref": "#/$defs/profile"],
                        description: "Profiles by name. All files of a directory share one namespace."
                    ),
                    "environments": named(
                        ["$ref": "#/$defs/environment"],
                        description: "What calls in an environment send instead; {} declares one that changes nothing."
                    ),
                    "tests": [
                        "description": "Calls, and what shall come of them: kycpolicy test runs them.",
                        "type": "array", "items": ["$ref": "#/$defs/test"],
                    ],
                ]
            ),
            .init("$defs", definitions)
        )
    }

    private static var definitions: JSON {
        [
            "profile": profile, "token": token(.policy), "unset": unset, "overrides": OverridesSchema.overrides,
            "environment": .mapping(
                [
                    .init("token", ["$ref": "#/$defs/token"]), .init("unset", ["$ref": "#/$defs/unset"]),
                    .init(
                        "profiles",
                        named(
                            .mapping(
                                [.init("token", ["$ref": "#/$defs/token"]), .init("unset", ["$ref": "#/$defs/unset"])],
                                description: "What one profile sends instead."
                            ),
                            description: "Changes of single profiles, which those that extend them do not inherit."
                        )
                    ),
                ],
                description: "What every profile sends instead in an environment."
            ),
            "countries": [
                "description": "An ISO 3166-1 alpha-2 code, or the name of a set.",
                "anyOf": [["enum": .array(countryCodes)], ["type": "string", "pattern": .string(setName)]],
            ],
            "documents": [
                "description": "A document type, or the name of a set.",
                "anyOf": [["enum": .array(DocumentType.known.map { .string($0.rawValue) })], ["type": "string"]],
            ],
            "test": test, "call": token(.call), "request": token(.expectation),
        ]
    }

    /// A mapping whose keys are names.
    private static func named(_ value: JSON, description: String) -> JSON {
        [
            "description": .string(description), "type": "object", "additionalProperties": false,
            "patternProperties": ["^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$": value],
        ]
    }

    private static func setsSchema(_ kind: SetKind) -> JSON {
        [
            "description": .string("Sets of \(kind.rawValue) by name."), "type": "object",
            "additionalProperties": false,
            "patternProperties": .object([.init(setName, list(kind, takesChanges: false))]),
        ]
    }

    private static var profile: JSON {
        .mapping(
            [
                .init("abstract", described("Whether the profile only serves to be extended.", "boolean")),
                .init("summary", described("A line on what the profile is for.", "string")),
                .init("extends", described("The profile whose fields this one takes over.", "string")),
                .init(
                    "revision",
                    [
                        "description": "A number for the record of each decision.", "type": "integer", "minimum": 0,
                    ]
                ),
                .init("token", ["$ref": "#/$defs/token"]), .init("unset", ["$ref": "#/$defs/unset"]),
                .init("locked", mentions("Fields that nothing after this layer may change.")),
                .init("overrides", ["$ref": "#/$defs/overrides"]),
                .init(
                    "require",
                    [
                        "description": "Fields that a call must have in the end.", "type": "array",
                        "items": ["enum": .array(Field.leaves.filter { !$0.isPerCall }.map { .string($0.path) })],
                    ]
                ),
                .init(
                    "deprecated",
                    .mapping(
                        [
                            .init(
                                "until",
                                ["description": "The last day of its use.", "type": "string", "format": "date"]
                            ),
                            .init("use", described("The profile to use instead.", "string")),
                            .init("reason", described("Why.", "string")),
                        ],
                        description: "That the profile is on its way out."
                    )
                ),
            ],
            description: "What one kind of session asks for."
        )
    }

    private static func described(_ description: String, _ type: String) -> JSON {
        ["description": .string(description), "type": .string(type)]
    }

    private static var unset: JSON {
        [
            "description": "Inherited fields that are not sent.", "type": "array",
            "items": ["enum": .array(Field.table.filter { !$0.isPerCall }.map { .string($0.path) })],
        ]
    }

    /// A list of fields and of groups, as all that a group holds.
    private static func mentions(_ description: String) -> JSON {
        let paths = Field.table.filter { !$0.isPerCall }.map { JSON.string($0.path) }
        return [
            "description": .string(description), "type": "array",
            "items": ["enum": .array(paths + Field.groups.map { .string("\($0.path).*") })],
        ]
    }

    private static var test: JSON {
        .mapping(
            [
                .init("name", described("What the test shows.", "string")),
                .init("profile", described("The profile that the call names.", "string")),
                .init("environment", described("The environment; without it, none.", "string")),
                .init("call", ["$ref": "#/$defs/call"]),
                .init(
                    "expect",
                    .mapping(
                        [
                            .init("request", ["$ref": "#/$defs/request"]),
                            .init(
                                "absent",
                                [
                                    "description": "Fields that are not sent.", "type": "array",
                                    "items": ["enum": .array(Field.table.map { .string($0.path) })],
                                ]
                            ),
                            .init(
                                "denied",
                                [
                                    "description": "Exactly the rules that the refusal reports, in any order.",
                                    "type": "array", "minItems": 1, "items": ["type": "string"],
                                ]
                            ),
                        ],
                        description: "A request with these fields, or a refusal."
                    )
                ),
            ],
            description: "A call, and what shall come of it.",
            required: ["name", "profile", "expect"]
        )
    }

    // MARK: Fields

    /// Who writes the fields.
    private enum Writer {
        case policy, call, expectation
    }

    private static func token(_ writer: Writer) -> JSON {
        let description =
            switch writer {
            case .policy: "Fields of the request, by its own names and nesting."
            case .call: "What a call gives, by the request's own names."
            case .expectation: "Fields that the request shall have."
            }
        return .mapping(properties(of: nil, writer), description: description)
    }

    private static func properties(of group: Field?, _ writer: Writer) -> [JSON.Member] {
        Field.keys(in: group).filter { !$0.isPerCall || writer != .policy }.map { field in
            // What a test's call gives may be wrong on purpose.
            if writer == .call, !field.isGroup { return .init(field.name, ["description": .string(field.summary)]) }
            guard case .object(let members) = schema(of: field, writer).nullable(field.isNullable) else {
                return .init(field.name, true)
            }
            let rest = members.filter { $0.name != "description" }
            return .init(field.name, .object([.init("description", .string(field.summary))] + rest))
        }
    }

    private static func schema(of field: Field, _ writer: Writer) -> JSON {
        switch field.kind {
        case .countries: list(.countries, takesChanges: writer == .policy)
        case .documents: list(.documents, takesChanges: writer == .policy)
        case .group: .mapping(properties(of: field, writer), description: field.summary).withMinimumOfOne
        default: value(of: field)
        }
    }

    /// The schema of a field that holds one value.
    static func value(of field: Field) -> JSON {
        switch field.kind {
        case .string(let maximumLength):
            .object(.init("type", "string"), maximumLength.map { .init("maxLength", .integer($0)) })
        case .locale(let maximumLength):
            open(InterfaceLocale.known.map(\.rawValue), maximumLength: maximumLength)
        case .duration(let range, _):
            [
                "anyOf": [
                    ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)],
                    [
                        "type": "string",
                        "pattern": "^(?=.)((0|[1-9]\\d*)d)?((0|[1-9]\\d*)h)?((0|[1-9]\\d*)m)?((0|[1-9]\\d*)s)?$",
                    ],
                ]
            ]
        case .boolean: ["type": "boolean"]
        case .oneOf(let words): ["type": "string", "enum": .array(words.map(JSON.string))]
        case .date: ["type": "string", "format": "date"]
        case .uri: ["type": "string", "format": "uri"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .nationality: ["type": "string", "enum": .array(countryCodes + ["ALL"])]
        case .countries, .documents, .group: true
        }
    }

    // MARK: Lists

    private static let setName = "^(?=(?:[^a-z]*[a-z]){3})[a-z][a-z0-9-]*(?<!-)$"

    /// A list of codes and sets: a set's name, the elements, `include` and `exclude`, or `add` and `remove`.
    static func list(_ kind: SetKind, takesChanges: Bool) -> JSON {
        let elements: JSON = ["type": "array", "minItems": 1, "items": ["$ref": .string("#/$defs/\(kind.rawValue)")]]
        func pair(_ first: String, _ second: String, required: [JSON]) -> JSON {
            [
                "type": "object", "additionalProperties": false, "required": .array(required), "minProperties": 1,
                "properties": .object([.init(first, elements), .init(second, elements)]),
            ]
        }
        var forms: [JSON] = [
            elements, ["type": "string", "pattern": .string(setName)],
            pair("include", "exclude", required: ["include"]),
        ]
        if takesChanges { forms.append(pair("add", "remove", required: [])) }
        return ["anyOf": .array(forms)]
    }

    private static var countryCodes: [JSON] { Country.table.map { .string($0.alpha2) } }

    /// A list of words that editors complete, and that others may stand for.
    private static func open(_ words: [String], maximumLength: Int? = nil) -> JSON {
        [
            "anyOf": [
                ["enum": .array(words.map(JSON.string))],
                .object(.init("type", "string"), maximumLength.map { .init("maxLength", .integer($0)) }),
            ]
        ]
    }
}

extension JSON {
    /// The schema of a mapping that is not empty.
    fileprivate var withMinimumOfOne: JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + [.init("minProperties", 1)])
    }
}
