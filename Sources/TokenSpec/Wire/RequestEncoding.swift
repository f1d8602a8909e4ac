extension RequestRow {
    /// The request's JSON body, its members in table order.
    ///
    /// - Throws: Where the dialect cannot carry the request.
    package func encoded(in dialect: WireDialect) throws(DialectError) -> JSON {
        switch dialect.form {
        case .nested: encodedNested
        case .flat: try encodedFlat(allowsLoss: dialect.allowsLoss)
        }
    }

    private var encodedNested: JSON { .object(members(of: nil)) }

    private func members(of group: Field?) -> [JSON.Member] {
        Field.keys(in: group).compactMap { field in
            switch self[field] {
            case .value(let value): return JSON.Member(field.name, value.json)
            case .null: return JSON.Member(field.name, .null)
            case .absent:
                guard field.isGroup else { return nil }
                let members = members(of: field)
                return members.isEmpty ? nil : JSON.Member(field.name, .object(members))
            }
        }
    }

    private func encodedFlat(allowsLoss: Bool) throws(DialectError) -> JSON {
        var members: [JSON.Member] = []
        for field in Field.table {
            switch (self[field], field.flatName) {
            case (.absent, _):
                continue
            case (_, nil):
                guard allowsLoss else {
                    throw DialectError(
                        field: field,
                        description:
                            "the flat form cannot say that \(field.path) is null: unset it, or send the nested form"
                    )
                }
            case (.null, let name?):
                members.append(JSON.Member(name, .null))
            case (.value(.list(let codes)), let name?) where field.kind == .countries:
                guard allowsLoss, let code = codes.first, codes.count == 1 else {
                    throw DialectError(
                        field: field,
                        description: "the flat form has one \(name), which only preselects and may not restrict: "
                            + "\(field.path) needs the nested form"
                    )
                }
                members.append(JSON.Member(name, .string(code)))
            case (.value(let value), let name?):
                members.append(JSON.Member(name, value.json))
            }
        }
        return .object(members)
    }
}

extension FieldValue {
    /// The value as JSON.
    package var json: JSON {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        case .list(let texts): .array(texts.map(JSON.string))
        }
    }
}
