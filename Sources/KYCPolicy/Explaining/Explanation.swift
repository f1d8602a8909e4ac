package import PolicyDiagnostics
package import TokenSpec

/// Where the fields of a profile come from, and what a call may do with them.
package struct Explanation: Sendable {
    package let profile: String
    package let environment: String?
    /// In table order: every leaf, and the groups that some layer writes as a whole.
    package let fields: [FieldExplanation]

    /// One field through all layers.
    package struct FieldExplanation: Sendable {
        package let field: Field
        /// What is sent before the call.
        package let outcome: Outcome
        /// The layer that decides, where one writes the field.
        package let winner: Mention?
        /// The layers that it beats, the nearest first.
        package let beaten: [Mention]
        package let guarded: EffectiveGuard
        package let lock: SourceSpan?
        package let isRequired: Bool
    }

    /// What a layer makes of a field.
    package enum Outcome: Hashable, Sendable {
        case value(FieldValue)
        case null
        case unset
        /// Nothing; of a group, no more than what its fields are.
        case absent
    }

    /// A layer that writes a field.
    package struct Mention: Sendable {
        package let kind: Kind
        /// The name of the profile or environment.
        package let name: String
        /// What the layer writes: the field itself, or the group around it.
        package let written: Field
        /// What the field is after the layer.
        package let outcome: Outcome
        /// Where the layer writes it.
        package let span: SourceSpan?
    }

    /// What a layer is to the profile.
    package enum Kind: String, Sendable {
        case ancestor
        case profile
        case environment
        case environmentProfile
    }
}

extension PolicyBundle {
    /// Explains one field of a profile, or all.
    package func explain(_ profile: CompiledProfile, environment: String?, field: Field? = nil) -> Explanation {
        let layers = profile.layers(in: environment)
        var mentions: [[Explanation.Mention]] = Array(repeating: [], count: Field.table.count)
        var row = RequestRow()
        for (index, layer) in layers.enumerated() {
            row.overlay(layer)
            for entry in layer.entries {
                func mention(_ field: Field, _ outcome: Explanation.Outcome) {
                    mentions[field.index].append(
                        Explanation.Mention(
                            kind: layer.kind(at: index, of: profile.layers.count),
                            name: layer.name,
                            written: entry.field,
                            outcome: outcome,
                            span: entry.written
                        )
                    )
                }
                for affected in [entry.field] + entry.field.members {
                    mention(affected, Explanation.Outcome(row, affected, entry))
                }
                // A field that is written revives its group.
                if let group = entry.field.group, !entry.state.isUnset,
                    [.null, .unset].contains(mentions[group.index].last?.outcome)
                {
                    mention(group, .absent)
                }
            }
        }
        let fields = field.map { [$0] } ?? Field.table.filter { !$0.isGroup || !mentions[$0.index].isEmpty }
        return Explanation(
            profile: profile.name,
            environment: environment,
            fields: fields.map { field in
                let all = mentions[field.index]
                return Explanation.FieldExplanation(
                    field: field,
                    outcome: all.last.map(\.outcome) ?? .absent,
                    winner: all.last,
                    beaten: Array(all.dropLast().reversed()),
                    guarded: profile.guards[field],
                    lock: profile.lock(of: field)?.span,
                    isRequired: field.isRequired || profile.requirements[field] != nil
                )
            }
        )
    }
}

extension Explanation.Outcome {
    /// What a field is after a layer that wrote it, or the group around it.
    fileprivate init(_ row: RequestRow, _ field: Field, _ entry: Layer.Entry) {
        switch row[field] {
        case .value(let value): self = .value(value)
        case .null: self = .null
        // A group that is null or unset takes its fields with it.
        case .absent: self = .unset
        }
    }
}

extension Layer {
    fileprivate func kind(at index: Int, of profileCount: Int) -> Explanation.Kind {
        switch kind {
        case .environment: .environment
        case .environmentProfile: .environmentProfile
        case .profile, .call: index == profileCount - 1 ? .profile : .ancestor
        }
    }
}
