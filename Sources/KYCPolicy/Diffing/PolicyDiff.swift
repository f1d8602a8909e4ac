package import PolicyDiagnostics
package import TokenSpec

/// What a change of policies does to resolved requests and to what calls may override.
package struct PolicyDiff: Sendable {
    /// The changes, by profile, subject and field.
    package let changes: [Change]

    /// One change.
    package struct Change: Sendable {
        /// The profile; nil where the bundle as a whole is meant.
        package let profile: String?
        /// The environments that it concerns: all where empty; an empty name stands for none.
        package var environments: [String] = []
        package let subject: Subject
        package let field: Field?
        package let kind: Kind
        package let effect: Effect
        /// What it was, in JSON; nil for nothing, and where the value is personal.
        package var before: JSON?
        /// What it is.
        package var after: JSON?
        /// One sentence.
        package let message: String
        package let cause: Cause?
    }

    /// What a change is about.
    package enum Subject: String, Sendable {
        case profile, field, `guard`, lock, requirement
    }

    /// What happened to it.
    package enum Kind: String, Sendable {
        case added, removed, renamed, changed
    }

    /// Whether the policy became stricter.
    package enum Effect: String, Sendable, CaseIterable {
        case tightens, loosens, changes
    }

    /// The place that did it.
    package struct Cause: Sendable {
        package let side: Side
        package let span: SourceSpan
    }

    /// One of the two policies.
    package enum Side: String, Sendable {
        case old, new
    }

    /// Compares two bundles.
    package init(from old: PolicyBundle, to new: PolicyBundle) {
        var comparison = BundleComparison(old, new)
        comparison.run()
        changes = comparison.changes
    }

    package func count(_ effect: Effect) -> Int { changes.count { $0.effect == effect } }
}
