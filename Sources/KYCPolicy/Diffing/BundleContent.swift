package import TokenSpec

/// What a bundle means, without how it is written: what `diff` compares and what the digest is of.
package struct BundleContent: Hashable, Sendable {
    package let environments: [String]
    /// The profiles that can be issued.
    package let profiles: [String: ProfileContent]

    /// What one profile means.
    package struct ProfileContent: Hashable, Sendable {
        /// The requests before a call, by environment; the empty name stands for none.
        package let rows: [String: RequestRow]
        /// What calls may do with each leaf that they need not give anyway.
        package let guards: [Field: GuardContent]
        package let locks: Set<Field>
        package let requirements: Set<Field>
        package let revision: Int?
        package let until: CalendarDate?
        package let successor: String?
    }

    /// What a guard lets through.
    package struct GuardContent: Hashable, Sendable {
        let values: Values
        let allowsNull: Bool
        let allowsUnset: Bool

        enum Values: Hashable, Sendable {
            case none
            case all
            case some(isNarrowing: Bool, bounds: [String])
        }
    }
}

extension PolicyBundle {
    /// What the bundle means.
    package var content: BundleContent { BundleContent(environmentNames, profiles) }
}

extension BundleContent {
    /// What compiled profiles mean.
    init(_ environments: [String], _ profiles: [String: CompiledProfile]) {
        self.environments = environments
        self.profiles = profiles.filter { !$0.value.isAbstract }.mapValues(\.content)
    }
}

extension CompiledProfile {
    /// What the profile means.
    package var content: BundleContent.ProfileContent {
        var rows = environments.mapValues(\.row.unordered)
        rows[""] = row.unordered
        return BundleContent.ProfileContent(
            rows: rows,
            guards: Dictionary(
                uniqueKeysWithValues: Field.leaves.filter { !$0.isPerCall }.map { ($0, guards[$0].content(for: $0)) }
            ),
            locks: Set(locks.keys.filter { !$0.isGroup }),
            requirements: Set(requirements.keys),
            revision: revision,
            until: deprecation?.until,
            successor: deprecation?.use
        )
    }
}

extension RequestRow {
    /// The row with its lists in a fixed order: they are sets to whoever reads the request.
    fileprivate var unordered: RequestRow {
        var row = self
        for field in Field.leaves {
            if case .value(.list(let codes)) = row[field] { row[field] = .value(.list(codes.sorted())) }
        }
        return row
    }
}

extension EffectiveGuard {
    fileprivate func content(for field: Field) -> BundleContent.GuardContent {
        let bounds = bounds?.reduced(for: field)
        let values: BundleContent.GuardContent.Values
        if !allowsSomeValue {
            values = .none
        } else if narrowing == nil, bounds?.limitsNoValue ?? true {
            values = .all
        } else {
            values = .some(isNarrowing: narrowing != nil, bounds: bounds?.canonical ?? [])
        }
        return BundleContent.GuardContent(
            values: values,
            allowsNull: allowsNull && field.canBecomeNull,
            allowsUnset: allowsUnset
        )
    }
}

extension Guard.Bounds {
    /// The limits on values, in a fixed order.
    fileprivate var canonical: [String] {
        func words(_ key: String, _ values: [String]) -> String {
            ([key] + Set(values).sorted()).joined(separator: " ")
        }
        return [
            minimum.map { "min \($0.value)" }, maximum.map { "max \($0.value)" },
            oneOf.map { words("oneOf", $0.value.map(\.json.compact)) },
            subsetOf.map { words("subsetOf", $0.value) }, hosts.map { words("hosts", $0.value) },
        ].compactMap(\.self)
    }
}
