import KYCPolicy
import TokenSpec

/// A whole bundle as its author means it, without places, order or layout.
struct PolicyModel {
    var sets: [SetModel] = []
    var profiles: [ProfileModel] = []
    var environments: [EnvironmentModel] = []

    func profile(_ name: String) -> ProfileModel? { profiles.first { $0.name == name } }
}

/// A named set of codes.
struct SetModel {
    let kind: SetKind
    var name: String
    var list: ListModel
}

/// A list as it may be written; a word that is the name of a set stands for its codes.
enum ListModel: Equatable {
    case single(String)
    case elements([String])
    case selection(include: [String], exclude: [String])
    case change(add: [String], remove: [String])
}

extension ListModel {
    /// The codes and names of sets that the list has.
    var words: [String] {
        switch self {
        case .single(let name): [name]
        case .elements(let words): words
        case .selection(let include, let exclude): include + exclude
        case .change(let add, let remove): add + remove
        }
    }

    /// Whether what the list means depends on sets.
    var namesSets: Bool { words.contains { $0 != $0.uppercased() } }
}

/// What a place writes for a field or group.
enum Written: Equatable {
    case value(FieldValue)
    case list(ListModel)
    case null
    case unset
}

/// The fields that one place writes.
typealias LayerModel = [Field: Written]

/// One profile.
struct ProfileModel {
    var name: String
    var isAbstract = false
    var summary: String?
    var parent: String?
    var revision: Int?
    var layer: LayerModel = [:]
    /// Leaves, and groups for all of theirs.
    var locked: [Field] = []
    var overrides: OverridesModel?
    var require: [Field] = []
    var deprecated: DeprecationModel?
}

struct DeprecationModel: Equatable {
    var until: String?
    var use: String?
    var reason: String?
}

/// The `overrides` of one profile.
struct OverridesModel: Equatable {
    var isDefaultAllowed: Bool?
    /// By leaf, or by group for `group.*`.
    var guards: [Field: GuardModel] = [:]
}

enum GuardModel: Equatable {
    case allow
    case deny
    case disable
    case narrow
    case bounds(BoundsModel)
}

struct BoundsModel: Equatable {
    var minimum: Int?
    var maximum: Int?
    var oneOf: [FieldValue]?
    var subsetOf: ListModel?
    var hosts: [String]?
    var allowsNull: Bool?
    var allowsUnset: Bool?

    var isEmpty: Bool { self == BoundsModel() }
}

/// One environment.
struct EnvironmentModel {
    var name: String
    var layer: LayerModel = [:]
    var profiles: [String: LayerModel] = [:]
}

/// One call.
struct CallModel {
    var clientID: String? = "c-1"
    var entries: [Field: Given] = [:]

    /// What a call gives for a field or group.
    enum Given: Equatable {
        case value(FieldValue)
        case list(ListModel)
        case emptyList
        case null
        case unset
        /// Something that is not of the field's kind.
        case misfit

        /// Whether what is given depends on sets.
        var namesSets: Bool {
            if case .list(let list) = self { list.namesSets } else { false }
        }
    }
}

extension Field {
    /// In table order, since a dictionary has none that is the same twice.
    static func sorted<Value>(_ fields: [Field: Value]) -> [(field: Field, value: Value)] {
        fields.sorted { $0.key.index < $1.key.index }.map { ($0.key, $0.value) }
    }
}
