extension Field {
    private static let byPath = Dictionary(uniqueKeysWithValues: table.map { ($0.path, $0) })
    private static let byFlatName = Dictionary(
        leaves.compactMap { field in field.flatName.map { ($0, field) } },
        uniquingKeysWith: { first, _ in first })
    private static let byFoldedName = Dictionary(
        grouping: table, by: { Spelling.folded($0.name) })

    /// The field at a dotted path of the nested form, such as `settings.verifyEmail`.
    public init?(path: String) {
        guard let field = Field.byPath[path] else { return nil }
        self = field
    }

    /// The fields and groups that may stand as keys in `group`, or at the top of a request where that is nil.
    package static func keys(in group: Field?) -> some Sequence<Field> {
        table.lazy.filter { $0.groupIndex == group?.index }
    }

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
        if let namesake = namesakes.first(where: { $0.groupIndex == group?.index }) ?? namesakes.first {
            return namesake
        }
        let siblings = keys(in: group)
        guard let nearest = Spelling.nearest(to: key, among: siblings.map(\.name)) else { return nil }
        return named(nearest, in: group)
    }
}
