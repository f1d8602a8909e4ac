import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct ResolvingProperties {
    @Test(arguments: Corpus.shards)
    func `folding layer by layer equals the compiled result, in each environment`(_ shard: Int) async throws {
        for item in Corpus.cases(shard) {
            await Task.yield()
            let reference = item.reference
            for profile in item.model.profiles {
                for environment in profile.isAbstract ? [nil] : item.environments {
                    let expected = reference.row(profile.name, environment: environment).row
                    let compiled = item.bundle.profiles[profile.name]?.row(in: environment).cells
                    guard compiled != expected else { continue }
                    throw Falsified(
                        "the fold of \(profile.name) in \(environment ?? "no environment")",
                        seed: item.seed,
                        item.model,
                        "expected \(expected)\ncompiled \(compiled ?? [:])"
                    )
                }
            }
        }
    }

    @Test(arguments: Corpus.shards)
    func `a call gets what the reference gives it, or is refused under just its rules`(_ shard: Int) async throws {
        for item in Corpus.cases(shard) {
            await Task.yield()
            let reference = item.reference
            try item.forEachCall(3) { profile, environment, call in
                let expected = reference.outcome(of: call, profile, environment: environment)
                let outcome = try item.bundle.outcome(of: call, profile, environment: environment)
                guard outcome != expected else { return }
                throw Falsified(
                    "the outcome of a call of \(profile) in \(environment ?? "no environment")",
                    seed: item.seed,
                    item.model,
                    "\(call)\nexpected \(expected)\noutcome \(outcome)"
                )
            }
        }
    }

    @Test(arguments: Corpus.shards)
    func `what a call gets passes the specification, and keeps to locks and requirements`(_ shard: Int) async throws {
        for item in Corpus.cases(shard) {
            await Task.yield()
            try item.forEachCall(1) { name, environment, call in
                guard case .success(let request) = try item.bundle.answer(to: call, name, environment: environment),
                    let profile = item.bundle.profiles[name]
                else { return }
                let chain = item.reference.chain(name)
                let (row, before) = (request.row, profile.row(in: environment))
                let broken = row.violations().filter { $0.rule.descriptor.severity == .error }.map(\.rule.id)
                let changed = chain.locked.filter { row[$0] != before[$0] }
                let missing = chain.required.filter { !row.cells.hasValue($0) }
                guard !broken.isEmpty || !changed.isEmpty || !missing.isEmpty else { return }
                throw Falsified(
                    "a request of \(name) in \(environment ?? "no environment")",
                    seed: item.seed,
                    item.model,
                    "\(call)\nbreaks \(broken), changes the locked \(changed), lacks \(missing)"
                )
            }
        }
    }
}
