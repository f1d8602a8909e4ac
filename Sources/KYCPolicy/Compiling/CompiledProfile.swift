package import PolicyDiagnostics
package import TokenSpec

/// A profile with everything before the call folded.
package struct CompiledProfile: Sendable {
    package let name: String
    package let summary: String?
    package let isAbstract: Bool
    package let revision: Int?
    package let deprecation: Deprecation?
    /// The name of the profile that it extends.
    package let parent: String?
    /// Where the profile's name stands.
    package let span: SourceSpan
    /// The layers from the furthest ancestor to the profile itself.
    package let layers: [Layer]
    /// The layers folded, without an environment.
    package let row: RequestRow
    /// The same in each environment.
    package internal(set) var environments: [String: EnvironmentRow] = [:]
    /// What a call may override.
    package let guards: GuardTable
    /// Where fields and groups are locked.
    package let locks: [Field: SourceSpan]
    /// What a call must have in the end, and where that is said.
    package let requirements: [Field: SourceSpan]
    /// Fields of the chain that a reported mistake kept from being read.
    let unreadFields: Set<Field>
    /// Whether a mistake cut the chain, so that what the profile inherits is not known.
    let isChainCut: Bool

    /// The profile in one environment.
    package struct EnvironmentRow: Sendable {
        /// The environment's layers, in the order in which they are folded.
        package let layers: [Layer]
        /// All layers folded.
        package let row: RequestRow
        /// Fields that a reported mistake kept from being read.
        let unreadFields: Set<Field>
    }

    /// The layers that are folded before a call in an environment; without one, the profile's own chain.
    package func layers(in environment: String?) -> [Layer] {
        layers + (environment.flatMap { environments[$0]?.layers } ?? [])
    }

    /// The row that a call in an environment is laid over.
    package func row(in environment: String?) -> RequestRow {
        environment.flatMap { environments[$0]?.row } ?? row
    }

    /// Where a field is locked, itself or with its group; for a group, where the first of its fields is.
    package func lock(of field: Field) -> (field: Field, span: SourceSpan)? {
        for candidate in [field] + field.members {
            if let span = locks[candidate] { return (candidate, span) }
        }
        return nil
    }
}
