extension Field {
    /// The fields of a token request in the order of the specification, each group before its fields.
    public static let table: [Field] = FieldRow.all.indices.map(Field.init(index:))

    /// The leaf fields, in table order.
    package static let leaves: [Field] = table.filter { !$0.isGroup }

    /// The three groups, in table order.
    package static let groups: [Field] = table.filter(\.isGroup)

    /// The fields and groups at the top of a request, in table order.
    private static let top: [Field] = table.filter { $0.group == nil }

    private static let byPath = Dictionary(uniqueKeysWithValues: table.map { ($0.path, $0) })
    private static let byFlatName = Dictionary(
        leaves.compactMap { field in field.flatName.map { ($0, field) } },
        uniquingKeysWith: { first, _ in first }
    )
    private static let byFoldedName = Dictionary(
        grouping: table,
        by: { Spelling.folded($0.name) }
    )

    /// The field at a dotted path of the nested form, such as `settings.verifyEmail`.
    public init?(path: String) {
        guard let field = Field.byPath[path] else { return nil }
        self = field
    }

    /// The fields and groups that may stand as keys in `group`, or at the top of a request where that is nil.
    package static func keys(in group: Field?) -> ArraySlice<Field> { group?.members ?? top[...] }

    /// The field of that key in `group`, or at the top of a request where that is nil.
    package static func named(_ key: String, in group: Field?) -> Field? {
        byPath[group.map { "\($0.name).\(key)" } ?? key]
    }

    /// The field that the flat wire form calls `name`, where the nested form calls it something else.
    package static func flatNamed(_ name: String) -> Field? {
        guard let field = byFlatName[name], field.path != name else { return nil }
        return field
    }

    /// The field that somebody most likely meant by `key` in `group`: the flat form's name for it, the same word in
    /// another spelling or place, or the nearest legal key.
    package static func meant(by key: String, in group: Field?) -> Field? {
        if let field = flatNamed(key) { return field }
        let namesakes = byFoldedName[Spelling.folded(key)] ?? []
        if let namesake = namesakes.first(where: { $0.group == group }) ?? namesakes.first {
            return namesake
        }
        let siblings = keys(in: group)
        guard let nearest = Spelling.nearest(to: key, among: siblings.map(\.name)) else { return nil }
        return named(nearest, in: group)
    }
}

extension Field {
    /// The field that somebody most likely meant by a dotted path: a group's field by its name alone, the flat form's
    /// name for it, or the nearest path.
    package static func meant(byPath path: String) -> Field? {
        let components = path.split(separator: ".", maxSplits: 1).map(String.init)
        if components.count == 2, let group = named(components[0], in: nil), group.isGroup {
            return meant(by: components[1], in: group)
        }
        return components.last.flatMap { meant(by: $0, in: nil) }
            ?? Spelling.nearest(to: path, among: table.map(\.path)).flatMap(Field.init(path:))
    }
}
