import KYCPolicy
import Testing
import TokenSpec

/// What the generators are worth: properties that nothing comes near prove nothing.
@Suite struct GeneratorReport {
    /// Whether each guard that speaks of a call's field lets it through, by the kind of guard or key.
    private func verdicts(
        on given: CallModel.Given,
        _ field: Field,
        _ reference: Reference,
        _ chain: Reference.Chain,
        before: Reference.Row
    ) -> [(kind: String, passes: Bool)] {
        let guards = reference.guards(of: field, chain)
        guard !guards.isEmpty else {
            return chain.overrides.isEmpty ? [] : [("default", !chain.isDeniedByDefault)]
        }
        func passes(_ bounds: BoundsModel) -> Bool {
            // Alone, as if it were the only layer's.
            var profile = ProfileModel(name: "alone")
            profile.overrides = OverridesModel(guards: [field: .bounds(bounds)])
            return reference.refusals(of: given, field, Reference.Chain([profile]), before: before).isEmpty
        }
        return guards.flatMap { written -> [(kind: String, passes: Bool)] in
            guard case .bounds(let bounds) = written else {
                var profile = ProfileModel(name: "alone")
                profile.overrides = OverridesModel(guards: [field: written])
                let isFine = reference.refusals(of: given, field, Reference.Chain([profile]), before: before).isEmpty
                return [("\(written)", isFine)]
            }
            switch given {
            case .null: return [("allowNull", passes(bounds))]
            case .unset: return [("allowUnset", passes(bounds))]
            case .misfit: return []
            case .value, .list, .emptyList:
                var keys: [(String, BoundsModel)] = []
                if let minimum = bounds.minimum { keys.append(("min", BoundsModel(minimum: minimum))) }
                if let maximum = bounds.maximum { keys.append(("max", BoundsModel(maximum: maximum))) }
                if let values = bounds.oneOf { keys.append(("oneOf", BoundsModel(oneOf: values))) }
                if let list = bounds.subsetOf { keys.append(("subsetOf", BoundsModel(subsetOf: list))) }
                if let hosts = bounds.hosts { keys.append(("hosts", BoundsModel(hosts: hosts))) }
                return keys.map { ($0.0, passes($0.1)) }
            }
        }
    }

    /// The rules that refuse calls, of the language and of the specification.
    private static let refusalRules = [
        "override-denied", "override-locked", "override-not-disable", "override-not-narrower", "override-out-of-range",
        "override-not-one-of", "override-not-subset", "override-host", "required-field-missing", "empty-list",
        "list-not-inherited", "list-removes-absent", "set-unknown", "wrong-kind", "null-not-allowed", "lifetime-range",
        "session-length-range", "string-too-long", "value-unknown", "date-invalid", "uri-invalid", "uuid-invalid",
        "country-unknown",
    ]

    @Test func `the generators are worth something`() throws {
        var calls = (all: 0, granted: 0)
        var rules: [String: Int] = [:]
        var passed: [String: Int] = [:]
        var refused: [String: Int] = [:]
        let cases = Corpus.shards.flatMap(Corpus.cases)
        for item in cases {
            let reference = item.reference
            try item.forEachCall(1) { name, environment, call in
                calls.all += 1
                switch try item.bundle.outcome(of: call, name, environment: environment) {
                case .granted: calls.granted += 1
                case .refused(let found): for rule in found { rules[rule, default: 0] += 1 }
                }
                let chain = reference.chain(name)
                let before = reference.row(name, environment: environment).row
                for (field, given) in Field.sorted(call.entries) where !field.isGroup {
                    for (kind, passes) in verdicts(on: given, field, reference, chain, before: before) {
                        if passes { passed[kind, default: 0] += 1 } else { refused[kind, default: 0] += 1 }
                    }
                }
            }
        }
        let share = calls.granted * 100 / max(calls.all, 1)
        let kinds = [
            "allow", "deny", "disable", "narrow", "min", "max", "oneOf", "subsetOf", "hosts", "allowNull", "allowUnset",
            "default",
        ]
        print("\(cases.count) of \(Corpus.count) random bundles compile; \(share) % of \(calls.all) calls are granted")
        for kind in kinds { print("\(kind): lets \(passed[kind] ?? 0) through, refuses \(refused[kind] ?? 0)") }
        for rule in rules.keys.sorted() { print("\(rule): \(rules[rule] ?? 0) calls") }

        #expect(cases.count * 100 >= Corpus.count * 95)
        #expect((20...80).contains(share))
        for kind in kinds {
            #expect(kind == "deny" || passed[kind] ?? 0 >= 30, "\(kind) lets nothing through")
            #expect(kind == "allow" || refused[kind] ?? 0 >= 30, "\(kind) refuses nothing")
        }
        for rule in GeneratorReport.refusalRules { #expect(rules[rule] ?? 0 >= 1, "\(rule) refuses nothing") }
        // What cannot be met by a call of a known profile is refused before any of this.
        let nowhere = try Corpus.cases(0).prefix(20).flatMap { item in
            let names = [("nobody", nil), (item.concrete[0], "nowhere")] + item.abstract.map { ($0, nil as String?) }
            return try names.map { try item.bundle.outcome(of: CallModel(), $0.0, environment: $0.1) }
        }
        for rule in ["profile-unknown", "profile-abstract", "environment-unknown"] {
            #expect(nowhere.contains(.refused([rule])), "\(rule) refuses nothing")
        }
    }
}

extension Case {
    fileprivate var abstract: [String] { model.profiles.filter(\.isAbstract).map(\.name) }
}
