import Testing
import TokenSpec

/// What is said about a field of personal data must not tell what the field holds: messages end up in logs.
@Suite struct PersonalDataTests {
    private static let fields = Field.leaves.filter(\.isPersonal)

    /// Values that break rules in many ways; each is recognisable in a text.
    private static let values = [
        "Žiurkelytė", "male", "FEMALE", "Mx", "LTU", "Lithuania", "lithuanian", "lt", "ltt", "Lietuva", "1990-13-77",
        "30.01.1985", "1985/01/30", "38501301234", "\"quoted\"", "https://person.example/", "IDENTIFICATI0N",
        String(repeating: "Q7", count: 80), String(repeating: "\u{1F9D1}", count: 101), "www.person.example",
    ]

    @Test(arguments: fields, values)
    func `no message about a personal value repeats it`(field: Field, value: String) throws {
        var row = RequestRow()
        row[.clientId] = .value(.string("c-1"))
        row[.tokenType] = .value(.string("DOCUMENT"))
        row[field] = .value(.string(value))
        for violation in row.violations() { try expectSilence(of: violation, about: value) }
    }

    @Test(arguments: fields, values)
    func `no message repeats what stands where a personal value should`(field: Field, value: String) throws {
        let wrong: [JSON] = [[.string(value)], [.init(stringLiteral: value): 1], 38_501_301_234, true]
        for json in wrong {
            let key = field.name
            let body: JSON =
                field.group.map { .object([.init($0.name, .object([.init(key, json)]))]) }
                ?? .object([.init(key, json)])
            for finding in RequestRow.check(body) {
                guard case .violation(let violation) = finding.problem, violation.field == field else { continue }
                try expectSilence(of: violation, about: value)
                #expect(!violation.message.contains("38501301234"))
            }
        }
    }

    @Test func `a hint does not tell which of two sexes was meant`() throws {
        let hints = ["male", "female", "Male", "f", "m"].map { word in
            Field.clientSex.violations(of: .string(word)).map { [$0.message, $0.label ?? "", $0.replacement ?? ""] }
        }
        #expect(Set(hints).count == 1)
        #expect(hints.first?.count == 1)
    }

    private func expectSilence(of violation: Violation, about value: String) throws {
        let texts = [violation.message, violation.label, violation.replacement].compactMap(\.self)
        // Half of it tells as much as the whole.
        let tell = value.count > 12 ? String(value.prefix(12)) : value
        for text in texts {
            #expect(!text.replacing("lifetime", with: "").contains(tell), "\(violation.rule.id)")
        }
    }
}
