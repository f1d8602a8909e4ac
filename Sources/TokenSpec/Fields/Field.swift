/// A field of the token request, or one of its three groups: the number of a row of the field table.
///
/// The loader, the resolver, the linter, the JSON Schemas, the wire encoder and the documentation read the rows and
/// nothing else, so a field's name and limits stand in the source once (see ``Field/table``).
public struct Field: Hashable, Sendable {
    /// The row's place in the table; layers and requests are indexed by it.
    package let index: Int

    /// The row with that place.
    init(index: Int) { self.index = index }

    /// The dotted path of the nested request form, such as `client.dateOfBirth`.
    public var path: String { FieldRow.all[index].path }

    /// The last component of ``path``: the key inside its group.
    public var name: String { FieldRow.all[index].name }

    /// One line on what the field does, with its unit and range.
    public var summary: String { FieldRow.all[index].summary }

    /// Whether the specification lets the field be JSON null.
    public var isNullable: Bool { FieldRow.all[index].isNullable }

    /// Whether the specification requires the field in every request.
    public var isRequired: Bool { FieldRow.all[index].isRequired }

    /// Whether only a call may give the field, never a policy.
    public var isPerCall: Bool { FieldRow.all[index].isPerCall }

    /// Whether a value of the field is personal data, which no message, log line or record may repeat.
    public var isPersonal: Bool { FieldRow.all[index].isPersonal }

    /// The field's name in the flat wire form; nil for a group, which that form does not have.
    public var flatName: String? { FieldRow.all[index].flatName }

    /// Whether the field is personal, or a group with a field that is: what stands in its place may be such a value.
    package var holdsPersonalData: Bool { isPersonal || members.contains(where: \.isPersonal) }

    /// What values the field takes.
    package var kind: Kind { FieldRow.all[index].kind }

    /// Which way a change of the field makes a policy stricter.
    package var tightening: Tightening { FieldRow.all[index].tightening }

    /// The group that the field belongs to.
    package var group: Field? { FieldRow.all[index].groupIndex.map(Field.init(index:)) }

    /// The fields of a group, in table order; none for a leaf.
    package var members: ArraySlice<Field> { Field.table[FieldRow.all[index].memberIndices] }

    /// Whether the row is one of the three groups.
    package var isGroup: Bool { !FieldRow.all[index].memberIndices.isEmpty }

    /// Whether the field holds a list.
    package var isList: Bool { kind == .countries || kind == .documents }
}

extension Field {
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
}

extension Field: CustomStringConvertible {
    /// The field's path.
    public var description: String { path }
}
