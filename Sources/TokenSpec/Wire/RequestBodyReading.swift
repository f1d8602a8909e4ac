/// A finding about a request body, at a place in its JSON.
package struct BodyFinding: Hashable, Sendable {
    /// What a body can get wrong beyond its fields' values.
    package enum Problem: Hashable, Sendable {
        /// A value breaks a rule of its field.
        case violation(Violation)
        /// A key that no field has; the field that was most likely meant.
        case unknownKey(String, meant: Field?)
        /// A key that an object has twice.
        case duplicateKey(String)
    }

    package let problem: Problem
    /// An RFC 6901 JSON Pointer to the value.
    package let pointer: String
}

extension RequestRow {
    /// How strictly JSON values are read.
    package enum JSONReading: Sendable {
        /// As the specification types them.
        case specification
        /// As a policy would: durations may be texts such as `15m`.
        case policy
    }

    /// Reads a request body in the nested form.
    ///
    /// A value that is not of its field's kind is a finding and leaves its cell absent.
    package static func read(_ body: JSON, as reading: JSONReading) -> (row: RequestRow, findings: [BodyFinding]) {
        var reader = BodyReader(reading: reading)
        reader.readObject(body, group: nil, pointer: "")
        return (reader.row, reader.findings)
    }

    /// Everything that is wrong with a request body by the specification and the lists of known codes: what keeps it
    /// from being read, then what its values get wrong, in table order.
    package static func check(_ body: JSON) -> [BodyFinding] {
        let (row, findings) = read(body, as: .specification)
        let unread = Set(findings.compactMap(\.violatedField))
        guard case .object = body else { return findings }
        let violations = row.violations().filter { violation in violation.field.map { !unread.contains($0) } ?? true }
        return findings
            + violations.map { BodyFinding(problem: .violation($0), pointer: $0.pointer) }
    }
}

extension BodyFinding {
    /// Whether the specification refuses the body for this.
    package var isInSpecification: Bool {
        switch problem {
        case .violation(let violation): violation.rule.isInSpecification
        case .unknownKey: false
        // RFC 8259 leaves open which of the two a reader takes, so the body means no one thing.
        case .duplicateKey: true
        }
    }

    fileprivate var violatedField: Field? {
        guard case .violation(let violation) = problem else { return nil }
        return violation.field
    }
}

extension Violation {
    /// The JSON Pointer of the value; of the request itself where the field is missing from it.
    package var pointer: String {
        guard let field, rule != .requiredFieldMissing else { return "" }
        return field.pointer + (element.map { "/\($0)" } ?? "")
    }
}

extension Field {
    /// The field's place in a request body as an RFC 6901 JSON Pointer, such as `/client/dateOfBirth`.
    package var pointer: String { "/" + path.split(separator: ".").joined(separator: "/") }
}

private struct BodyReader {
    /// The most findings of one body that the specification refuses it for, and the most of the others: a hostile body
    /// has no end of unknown keys, which must not hide what follows them.
    private static let maximumCount = 1000

    let reading: RequestRow.JSONReading
    var row = RequestRow()
    private(set) var findings: [BodyFinding] = []
    private var counts = (inSpecification: 0, others: 0)

    init(reading: RequestRow.JSONReading) { self.reading = reading }

    private mutating func add(_ problem: BodyFinding.Problem, at pointer: String) {
        let finding = BodyFinding(problem: problem, pointer: pointer)
        let count = finding.isInSpecification ? \Self.counts.inSpecification : \Self.counts.others
        guard self[keyPath: count] < BodyReader.maximumCount else { return }
        self[keyPath: count] += 1
        findings.append(finding)
    }

    mutating func readObject(_ json: JSON, group: Field?, pointer: String) {
        guard case .object(let members) = json else {
            let violation =
                group?.wrongKind(json.typeName)
                ?? Violation(.wrongKind, nil, "a request is an object, not \(json.typeName)")
            add(.violation(violation), at: pointer)
            return
        }
        // By bytes: Swift's strings are equal where only their Unicode normalisation differs, JSON's names are not.
        var seen: Set<[UInt8]> = []
        for member in members {
            let place = "\(pointer)/\(member.name.pointerToken)"
            if !seen.insert(Array(member.name.utf8)).inserted { add(.duplicateKey(member.name), at: place) }
            guard let field = Field.named(member.name, in: group) else {
                // Looking for what was meant costs more than all else; nobody reads the hints beyond the bound.
                guard counts.others < BodyReader.maximumCount else { continue }
                add(.unknownKey(member.name, meant: Field.meant(by: member.name, in: group)), at: place)
                continue
            }
            switch member.value {
            case .null: row[field] = .null
            case _ where field.isGroup: readObject(member.value, group: field, pointer: place)
            default: readValue(member.value, of: field, pointer: place)
            }
        }
    }

    private mutating func readValue(_ json: JSON, of field: Field, pointer: String) {
        do throws(Violation) {
            row[field] = .value(try field.value(ofJSON: json, as: reading))
        } catch {
            add(.violation(error), at: pointer + (error.element.map { "/\($0)" } ?? ""))
        }
    }
}

extension Field {
    /// The value that a JSON value has in the type of the field's kind.
    fileprivate func value(ofJSON json: JSON, as reading: RequestRow.JSONReading) throws(Violation) -> FieldValue {
        switch (kind, json) {
        case (.string, .string(let text)), (.oneOf, .string(let text)), (.date, .string(let text)),
            (.uri, .string(let text)), (.uuid, .string(let text)), (.locale, .string(let text)),
            (.nationality, .string(let text)):
            return .string(text)
        case (.boolean, .boolean(let flag)):
            return .boolean(flag)
        case (.duration, .integer(let count)):
            return .integer(count)
        case (.duration, .number(let number)) where abs(number) > 1e18:
            return .integer(number < 0 ? .min : .max)
        case (.duration, .string(let text)) where reading == .policy:
            return try value(ofScalar: text, isPlain: false)
        case (.countries, .array(let elements)), (.documents, .array(let elements)):
            var texts: [String] = []
            for (index, element) in elements.enumerated() {
                guard let text = element.string else {
                    var violation = wrongKind("\(element.typeName) in it")
                    violation.element = index
                    throw violation
                }
                texts.append(text)
            }
            return .list(texts)
        default:
            throw wrongKind(json.typeName)
        }
    }
}

extension String {
    /// The text as one reference token of a JSON Pointer (RFC 6901, section 3).
    fileprivate var pointerToken: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return self }
        // By code points: with a combining mark behind it, a ~ is part of another Character.
        return unicodeScalars.reduce(into: "") { token, scalar in
            switch scalar {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(scalar)
            }
        }
    }
}
