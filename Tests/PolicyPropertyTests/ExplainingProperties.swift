import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct ExplainingProperties {
    /// The layers of the reference that change a field, with what an explanation calls them.
    private func mentions(
        of field: Field,
        _ reference: Reference,
        _ name: String,
        environment: String?
    ) -> [(kind: Explanation.Kind, name: String)] {
        let chain = reference.chain(name).profiles
        var layers: [(kind: Explanation.Kind, name: String, layer: LayerModel)] = chain.map {
            ($0.name == name ? .profile : .ancestor, $0.name, $0.layer)
        }
        let further = reference.layers(of: environment, for: name)
        for (kind, layer) in zip([Explanation.Kind.environment, .environmentProfile], further) {
            layers.append((kind, environment ?? "", layer))
        }
        var found: [(kind: Explanation.Kind, name: String)] = []
        var isCleared = false
        for (kind, name, layer) in layers {
            let isWritten = layer[field] != nil || field.group.map { layer[$0] != nil } ?? false
            // A field that is sent makes an object again of a group that was null or unset.
            let isRevived = isCleared && field.members.contains { (layer[$0] ?? .unset) != .unset }
            if isWritten || isRevived { found.append((kind, name)) }
            isCleared = field.isGroup && isWritten || isCleared && !isRevived
        }
        return found
    }

    @Test(arguments: Corpus.shards)
    func `an explanation agrees with the fold for every field`(_ shard: Int) async throws {
        for item in Corpus.cases(shard) {
            await Task.yield()
            let reference = item.reference
            for name in item.concrete {
                let chain = reference.chain(name)
                for environment in [item.environments[item.seed % item.environments.count]] {
                    let row = reference.row(name, environment: environment).row
                    let explanation = try item.bundle.explain(name, environment: environment)
                    for field in explanation.fields {
                        let expected = mentions(of: field.field, reference, name, environment: environment)
                        let winner = expected.last
                        let beaten = field.beaten.map { "\($0.kind) \($0.name)" }
                        let isAgreed =
                            field.outcome.cell == row[field.field] ?? .absent
                            && (field.field.isGroup || (field.outcome == .absent) == (winner == nil))
                            && field.winner?.kind == winner?.kind && field.winner?.name == winner?.name
                            && field.winner.map { $0.outcome == field.outcome } ?? true
                            && beaten == expected.dropLast().reversed().map { "\($0.kind) \($0.name)" }
                            && (field.lock != nil) == reference.isLocked(field.field, by: chain)
                        guard !isAgreed else { continue }
                        throw Falsified(
                            "what explains \(field.field) of \(name) in \(environment ?? "no environment")",
                            seed: item.seed,
                            item.model,
                            "\(field.outcome) by \(field.winner?.name ?? "none") over \(beaten), expected \(expected)"
                        )
                    }
                    let missing = Field.leaves.filter { leaf in !explanation.fields.contains { $0.field == leaf } }
                    if !missing.isEmpty { throw Falsified("\(missing) are explained", seed: item.seed, item.model) }
                }
            }
        }
    }
}

extension Explanation.Outcome {
    fileprivate var cell: RequestRow.Cell {
        switch self {
        case .value(let value): .value(value)
        case .null: .null
        case .unset, .absent: .absent
        }
    }
}
