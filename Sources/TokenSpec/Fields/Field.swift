/// One row of the field table: everything that is known about a field of the token request.
///
/// The loader, the resolver, the linter, the JSON Schemas, the wire encoder and the documentation read these rows and
/// nothing else, so a field's name and limits stand in the source once (see ``Field/table``).
public struct Field: Sendable {
    /// Where the row stands in ``Field/table``; layers and rows are indexed by it.
    package let index: Int
    /// The dotted path of the nested request form, such as `client.dateOfBirth`.
    public let path: String
    /// The last component of ``path``: the key inside its group.
    public let name: String
    /// The row of the group that this field belongs to.
    package let groupIndex: Int?
    /// What values the field takes.
    package let kind: Kind
    /// Whether the specification lets the field be JSON null.
    public let isNullable: Bool
    /// Whether the specification requires the field in every request.
    public let isRequired: Bool
    /// Whether only a call may give the field, never a policy.
    public let isPerCall: Bool
    /// Whether a value of the field is personal data, which no message, log line or record may repeat.
    public let isPersonal: Bool
    /// The field's name in the flat wire form; nil for a group, which the flat form does not have.
    public let flatName: String?
    /// Which way a change of the field makes a policy stricter.
    package let tightening: Tightening
    /// One line on what the field does.
    public let summary: String

    /// What values a field takes, with the specification's limits.
    package enum Kind: Sendable, Equatable {
        /// Text of at most `maximumLength` Unicode code points, as JSON Schema counts them.
        case string(maximumLength: Int?)
        /// A whole number of seconds; `subject` completes "is longer than …".
        case duration(ClosedRange<Int>, subject: String)
        /// `true` or `false`.
        case boolean
        /// One of a closed list of words.
        case oneOf([String])
        /// An RFC 3339 `full-date`.
        case date
        /// An absolute RFC 3986 URI.
        case uri
        /// An RFC 4122 UUID in its text form.
        case uuid
        /// A language code of the verification pages; an open list.
        case locale(maximumLength: Int)
        /// An ISO 3166-1 alpha-2 code, or `ALL`, which clears the nationality.
        case nationality
        /// A list of ISO 3166-1 alpha-2 codes.
        case countries
        /// A list of document types; an open list.
        case documents
        /// A nullable object that holds other fields.
        case group
    }

    /// Which way a change of a value makes a policy stricter.
    package enum Tightening: Sendable {
        /// Neither way.
        case neutral
        /// A subset is stricter; no list means all.
        case subset
        /// A smaller number is stricter.
        case smaller
        /// `true` is stricter.
        case whenTrue
        /// `false` is stricter.
        case whenFalse
        /// Being there is stricter.
        case whenPresent
    }

    /// Whether the row is one of the three groups.
    package var isGroup: Bool { kind == .group }

    /// Whether the field holds a list.
    package var isList: Bool { kind == .countries || kind == .documents }

    /// The row of the group that this field belongs to.
    package var group: Field? { groupIndex.map { Field.table[$0] } }

    /// The rows inside a group, in table order; empty for a leaf.
    package var members: ArraySlice<Field> {
        guard isGroup else { return [] }
        let first = index + 1
        let end = Field.table[first...].firstIndex { $0.groupIndex != index } ?? Field.table.endIndex
        return Field.table[first..<end]
    }
}

extension Field: Hashable {
    /// Compares the rows' places in the table.
    public static func == (left: Field, right: Field) -> Bool { left.index == right.index }

    /// Hashes the row's place in the table.
    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

extension Field: CustomStringConvertible {
    /// The field's path.
    public var description: String { path }
}
