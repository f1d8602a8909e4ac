import KYCPolicy
import PolicyDiagnostics
import TokenSpec

/// A random bundle that compiled.
struct Case {
    let seed: Int
    let model: PolicyModel
    let bundle: PolicyBundle

    var reference: Reference { Reference(model) }

    /// The environments that a call may name, and none.
    var environments: [String?] { [nil] + model.environments.map(\.name) }

    var concrete: [String] { model.profiles.filter { !$0.isAbstract }.map(\.name) }

    /// Calls of every profile in every environment.
    func forEachCall(
        _ count: Int,
        _ body: (_ profile: String, _ environment: String?, _ call: CallModel) throws -> Void
    ) throws {
        let reference = reference
        for profile in concrete {
            for environment in environments {
                var generator = CallGenerator(
                    reference,
                    profile,
                    environment: environment,
                    random: SplitMix64(seed: seed &* 1009)
                )
                for _ in 0..<count { try body(profile, environment, generator.call()) }
            }
        }
    }
}

/// The random bundles that the properties are tried on.
///
/// Tests that go through them let others run in between: tests of sockets wait for their turn beside them.
enum Corpus {
    static let count = 800

    /// The shards that tests run side by side.
    static let shards = 0..<4

    // One each, so that tests that run side by side make them side by side.
    private static let first = make(shard: 0)
    private static let second = make(shard: 1)
    private static let third = make(shard: 2)
    private static let fourth = make(shard: 3)

    /// The cases of one shard.
    static func cases(_ shard: Int) -> [Case] {
        switch shard {
        case 0: first
        case 1: second
        case 2: third
        default: fourth
        }
    }

    private static func make(shard: Int) -> [Case] {
        stride(from: shard, to: count, by: shards.count).compactMap(Corpus.make)
    }

    private static func make(_ seed: Int) -> Case? {
        let model = PolicyGenerator.model(seed: seed)
        return model.compiled(layout: seed).bundle.map { Case(seed: seed, model: model, bundle: $0) }
    }
}

/// A property that does not hold, with all that it takes to see it again.
struct Falsified: Error, CustomStringConvertible {
    let description: String

    init(_ property: String, seed: Int, _ model: PolicyModel, _ details: String = "") {
        let files = PolicyTexts.files(of: model, layout: nil).sorted { $0.key < $1.key }.map {
            "# \($0.key)\n\($0.value)"
        }
        description = "seed \(seed): \(property)\n\(details)\n\(files.joined(separator: "\n"))"
    }
}

extension PolicyBundle {
    /// What a call gets.
    func answer(to call: CallModel, _ profile: String, environment: String?) throws -> Result<ResolvedRequest, Refusal>
    {
        let layer = try call.layer()
        do throws(Refusal) {
            return .success(try resolve(profile, environment: environment, call: layer))
        } catch {
            return .failure(error)
        }
    }

    /// What a call gets, in the words of the reference.
    func outcome(of call: CallModel, _ profile: String, environment: String?) throws -> Reference.Outcome {
        switch try answer(to: call, profile, environment: environment) {
        case .success(let request): .granted(request.row.cells)
        case .failure(let refusal): .refused(Set(refusal.diagnostics.map(\.rule)))
        }
    }

    /// Whether the guards and the specification let a call give this for a field, whatever else it lacks.
    func letsThrough(_ given: CallModel.Given, _ field: Field, _ profile: String, environment: String?) throws -> Bool {
        let call = CallModel(entries: [field: given])
        guard case .failure(let refusal) = try answer(to: call, profile, environment: environment) else { return true }
        return refusal.diagnostics.allSatisfy { $0.rule == "required-field-missing" }
    }
}

extension RequestRow {
    /// The cells that are not absent.
    var cells: Reference.Row {
        var cells: Reference.Row = [:]
        for field in Field.table where self[field] != .absent { cells[field] = self[field] }
        return cells
    }
}
