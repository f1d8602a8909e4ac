package import PolicyDiagnostics
import TokenSpec

/// What came of a bundle's tests.
package struct TestRun: Sendable {
    /// The tests that ran, in their order.
    package private(set) var results: [Result] = []
    /// What no test exercises.
    package private(set) var gaps = Gaps()

    /// What came of one test.
    package struct Result: Sendable {
        package let test: PolicyTest
        /// What is not as expected; none where the test passed.
        package let mismatches: [Mismatch]
        /// Why the call was refused, where it was.
        package let refusal: [Diagnostic]

        package var isPassed: Bool { mismatches.isEmpty }
    }

    /// Something that is not as expected.
    package struct Mismatch: Sendable {
        /// The field, or `denied`, `profile`, `environment`.
        package let subject: String
        package let expected: String
        package let got: String
        /// Where the expectation stands.
        package let span: SourceSpan?
    }

    /// What no test exercises.
    package struct Gaps: Sendable {
        package var profiles: [String] = []
        package var environments: [String] = []
        /// Guards, as they are written.
        package var guards: [SourceSpan] = []

        package var isEmpty: Bool { profiles.isEmpty && environments.isEmpty && guards.isEmpty }
    }

    /// Runs the tests of a bundle.
    ///
    /// - Parameter isChosen: Which tests run. What is exercised is held against all that the bundle has.
    package init(_ bundle: PolicyBundle, where isChosen: (PolicyTest) -> Bool = { _ in true }) {
        var exercised = Exercised()
        for test in bundle.tests where isChosen(test) {
            results.append(TestRun.run(test, bundle))
            exercised.note(test, bundle)
        }
        gaps = exercised.gaps(bundle)
    }

    package var passedCount: Int { results.count(where: \.isPassed) }

    package var failedCount: Int { results.count - passedCount }

    // MARK: Running

    private static func run(_ test: PolicyTest, _ bundle: PolicyBundle) -> Result {
        let unknown = unknownNames(test, bundle)
        guard unknown.isEmpty else { return Result(test: test, mismatches: unknown, refusal: []) }
        do throws(Refusal) {
            let request = try bundle.resolve(test.profile.text, environment: test.environment?.text, call: test.call)
            return Result(test: test, mismatches: mismatches(of: request.row, test.expectation, bundle), refusal: [])
        } catch {
            return Result(
                test: test,
                mismatches: mismatches(of: error, test.expectation),
                refusal: error.diagnostics
            )
        }
    }

    /// A test that names what does not exist fails, whatever it expects.
    private static func unknownNames(_ test: PolicyTest, _ bundle: PolicyBundle) -> [Mismatch] {
        func mismatch(_ subject: String, _ name: Located, among known: [String]) -> Mismatch? {
            guard !known.contains(name.text) else { return nil }
            let nearest = Spelling.nearest(to: name.text, among: known)
            return Mismatch(
                subject: subject,
                expected: Field.excerpt(name.text),
                got:
                    "no \(subject == "denied" ? "rule" : subject) of that name\(nearest.map { "; did you mean \($0)?" } ?? "")",
                span: name.span
            )
        }
        var mismatches = [mismatch("profile", test.profile, among: bundle.profiles.keys.sorted())]
        mismatches.append(test.environment.flatMap { mismatch("environment", $0, among: bundle.environmentNames) })
        if case .denied(let rules, _) = test.expectation {
            let known = RuleDescriptor.catalogue.map(\.id)
            mismatches += rules.map { mismatch("denied", $0, among: known) }
        }
        return mismatches.compactMap(\.self)
    }

    private static func mismatches(of refusal: Refusal, _ expectation: PolicyTest.Expectation) -> [Mismatch] {
        let got = Set(refusal.diagnostics.map(\.rule))
        guard case .denied(let rules, let span) = expectation else {
            return [Mismatch(subject: "denied", expected: "a request", got: got.listed, span: nil)]
        }
        let expected = Set(rules.map(\.text))
        return expected == got
            ? [] : [Mismatch(subject: "denied", expected: expected.listed, got: got.listed, span: span)]
    }

    private static func mismatches(
        of row: RequestRow,
        _ expectation: PolicyTest.Expectation,
        _ bundle: PolicyBundle
    ) -> [Mismatch] {
        switch expectation {
        case .denied(let rules, let span):
            return [Mismatch(subject: "denied", expected: Set(rules.map(\.text)).listed, got: "a request", span: span)]
        case .request(let layer, let absent):
            var mismatches: [Mismatch] = []
            for entry in layer.entries {
                let expected = entry.expanded(by: bundle.sets) { _ in }?.expectedCell
                guard expected != row[entry.field] else { continue }
                mismatches.append(
                    Mismatch(
                        subject: entry.field.path,
                        expected: expected.map { $0.shown(entry.field) } ?? "a list of known sets",
                        got: row[entry.field].shown(entry.field),
                        span: entry.place.span
                    )
                )
            }
            for mention in absent {
                for field in mention.fields where !row.sendsNothing(for: field) {
                    mismatches.append(
                        Mismatch(
                            subject: field.path,
                            expected: "absent",
                            got: row.shown(field),
                            span: mention.span
                        )
                    )
                }
            }
            return mismatches
        }
    }
}

/// What tests exercise.
private struct Exercised {
    private var profiles: Set<String> = []
    private var environments: Set<String> = []
    private var guards: Set<GuardPlace> = []

    /// Where a guard is written.
    private struct GuardPlace: Hashable {
        let path: String
        let offset: Int

        init(_ span: SourceSpan) {
            path = span.path
            offset = span.offsets.lowerBound
        }
    }

    mutating func note(_ test: PolicyTest, _ bundle: PolicyBundle) {
        guard let profile = bundle.profiles[test.profile.text], !profile.isAbstract else { return }
        profiles.insert(profile.name)
        if let environment = test.environment?.text { environments.insert(environment) }
        let written = test.call.layer.entries.flatMap { [$0.field] + $0.field.members } + test.call.unreadFields
        for field in written where !field.isGroup && !field.isPerCall {
            guards.formUnion(profile.guards[field].sources.map(GuardPlace.init))
        }
    }

    func gaps(_ bundle: PolicyBundle) -> TestRun.Gaps {
        var spans: [GuardPlace: SourceSpan] = [:]
        for profile in bundle.profiles.values where !profile.isAbstract {
            for field in Field.leaves where !field.isPerCall {
                for span in profile.guards[field].sources { spans[GuardPlace(span)] = span }
            }
        }
        return TestRun.Gaps(
            profiles: bundle.profileNames.filter { !profiles.contains($0) },
            environments: bundle.environmentNames.filter { !environments.contains($0) },
            guards: spans.filter { !guards.contains($0.key) }.values.sorted {
                ($0.path, $0.offsets.lowerBound) < ($1.path, $1.offsets.lowerBound)
            }
        )
    }
}

extension Layer.Entry {
    /// What a request must have for the entry to be met.
    fileprivate var expectedCell: RequestRow.Cell? {
        switch state {
        case .value(let value): .value(value)
        case .null: .null
        case .unset: .absent
        case .list, .change: nil
        }
    }
}

extension RequestRow {
    /// A field as a policy would write it; of a group that is not null, only that there is something.
    fileprivate func shown(_ field: Field) -> String {
        field.isGroup && self[field] == .absent ? "its fields" : self[field].shown(field)
    }

    /// Whether nothing is sent for a field, or for anything of a group.
    fileprivate func sendsNothing(for field: Field) -> Bool {
        self[field] == .absent && field.members.allSatisfy { self[$0] == .absent }
    }
}

extension RequestRow.Cell {
    /// The cell as a policy would write it.
    fileprivate func shown(_ field: Field) -> String {
        switch self {
        case .absent: "absent"
        case .null: "null"
        case .value(.integer(let count)): "\(count) (\(Seconds(count)))"
        case .value(let value): field.isPersonal ? "a value that is not shown" : value.text
        }
    }
}

extension Set<String> {
    fileprivate var listed: String { "[\(sorted().joined(separator: ", "))]" }
}
