package import PolicyDiagnostics
package import TokenSpec

/// What one policy file declares, each part with its place.
package struct PolicyFile: Sendable {
    package let source: SourceText
    package var profiles: [ProfileDeclaration] = []
    package var sets: [SetDeclaration] = []
    package var environments: [EnvironmentDeclaration] = []
    package var tests: [PolicyTest] = []
    /// Whether the file was read to its end, so that what it does not declare is not there.
    package var isComplete = true
    package var diagnostics: [Diagnostic] = []
}

/// A word with the place it was written.
package struct Located: Sendable {
    package let text: String
    package let span: SourceSpan
}

/// A profile as it stands in its file.
package struct ProfileDeclaration: Sendable {
    package let name: Located
    package var isAbstract = false
    /// Whether a reported mistake keeps it from being known whether the profile is abstract.
    package var isAbstractAssumed = false
    package var summary: String?
    package var revision: Int?
    package var deprecation: Deprecation?
    /// The profile that the deprecation names, with its place.
    package var successor: Located?
    package var parent: Parent = .none
    /// The fields that the profile sets, nulls and unsets.
    package var layer: Layer
    /// The fields that nothing after this layer may change.
    package var locks: [FieldMention] = []
    /// What a call may override; nil where the profile does not say.
    package var overrides: OverridesDeclaration?
    /// The fields that a call must have in the end.
    package var requirements: [FieldMention] = []
    /// Fields that a reported mistake kept from being read: nothing more is said of them.
    package var unreadFields: Set<Field> = []

    /// What a profile extends.
    package enum Parent: Sendable {
        case none
        case named(Located)
        /// A reported mistake stands where the parent's name should.
        case unreadable
    }
}

/// Fields that a list such as `locked` names, and where: one field, or all of a group.
package struct FieldMention: Sendable {
    package let fields: [Field]
    package let span: SourceSpan
}

/// That a profile is on its way out.
package struct Deprecation: Sendable, Hashable {
    /// The last day of its use.
    package var until: CalendarDate?
    /// The profile to use instead.
    package var use: String?
    /// Why.
    package var reason: String?
}

/// The `overrides` of one profile.
package struct OverridesDeclaration: Sendable {
    /// Where the block starts.
    package let span: SourceSpan
    /// Whether fields that no layer lists are allowed, where the block says so.
    package var isDefaultAllowed: Sourced<Bool>?
    package var guards: [GuardDeclaration] = []
    /// Whether a reported mistake keeps part of the block from being known.
    package var isIncomplete = false
}

/// One guard as it is written.
package struct GuardDeclaration: Sendable {
    /// The fields that it is for: one, or all of a group.
    package let fields: [Field]
    /// Whether it names one field rather than all of a group, so that it goes before one that does not.
    package let isExact: Bool
    package var written: Guard
    /// The `subsetOf` of bounds, its sets not expanded yet.
    package var subsetOf: Sourced<ListExpression>?
    package let span: SourceSpan
}

/// A named set of codes.
package struct SetDeclaration: Sendable {
    package let kind: SetKind
    package let name: Located
    /// The set's content; nil where a reported mistake stands there.
    package let content: ListExpression?
}

/// What a set is of.
package enum SetKind: String, Sendable, CaseIterable {
    case countries
    case documents

    /// The sets that may stand in a list of that field.
    package init?(of field: Field) {
        switch field.kind {
        case .countries: self = .countries
        case .documents: self = .documents
        default: return nil
        }
    }

    /// The field whose elements the sets have.
    package var field: Field {
        switch self {
        case .countries: .allowedCountries
        case .documents: .allowedDocuments
        }
    }
}

/// What one file says about an environment.
package struct EnvironmentDeclaration: Sendable {
    package let name: Located
    /// What every profile takes over in the environment.
    package var layer: Layer
    /// What single profiles take over.
    package var profiles: [(name: Located, layer: Layer)] = []
    /// Fields that a reported mistake kept from being read anywhere in it: nothing more is said of them.
    package var unreadFields: Set<Field> = []
}
