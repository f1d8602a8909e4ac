import Testing
import TokenSpec

extension RequestRow {
    /// The smallest legal request.
    fileprivate static var smallest: RequestRow {
        var row = RequestRow()
        row[.clientId] = .value(.string("c-1"))
        row[.tokenType] = .value(.string("IDENTIFICATION"))
        return row
    }

    /// The smallest legal request with one more cell.
    fileprivate static func with(_ field: Field, _ cell: Cell) -> RequestRow {
        var row = smallest
        row[field] = cell
        return row
    }
}

@Suite struct RequestRowTests {
    @Test func `clientId and tokenType alone make a request`() {
        #expect(RequestRow.smallest.violations().isEmpty)
    }

    @Test(arguments: [Field.clientId, .tokenType])
    func `a required field that is missing is reported`(field: Field) {
        let violations = RequestRow.with(field, .absent).violations()
        #expect(violations.map(\.rule) == [.requiredFieldMissing])
        #expect(violations.map(\.field) == [field])
    }

    @Test(arguments: Field.table)
    func `null is legal exactly where the specification says nullable`(field: Field) {
        let violations = RequestRow.with(field, .null).violations()
        #expect(violations.map(\.rule) == (field.isNullable ? [] : [.nullNotAllowed]))
        #expect(violations.allSatisfy { $0.field == field })
    }

    @Test(
        arguments: [
            (Field.clientId, 100), (.externalRef, 40), (.locale, 7), (.clientName, 100), (.clientSurname, 100),
            (.clientDocumentNumber, 50), (.clientPersonalNumber, 50),
        ],
        // One code point each, whatever they take in bytes, UTF-16 units and characters on a screen.
        ["a", "é", "中", "\u{1F600}", "\u{301}", "\u{200D}", "\u{1F1F1}"]
    )
    func `text may have as many code points as the specification says, and not one more`(
        limit: (field: Field, maximum: Int),
        character: String
    ) {
        func rules(_ count: Int) -> [SpecificationRule] {
            let text = String(repeating: character, count: count)
            return RequestRow.with(limit.field, .value(.string(text))).violations().map(\.rule)
                .filter(\.isInSpecification)
        }
        #expect(rules(limit.maximum) == [])
        #expect(rules(limit.maximum + 1) == [.stringTooLong])
    }

    @Test func `a letter and its combining mark are two code points`() {
        let text = String(repeating: "e\u{301}", count: 20)
        #expect(RequestRow.with(.externalRef, .value(.string(text))).violations().isEmpty)
        #expect(RequestRow.with(.externalRef, .value(.string(text + "\u{301}"))).violations().count == 1)
    }

    @Test(arguments: [Field.clientDateOfIssue, .questionnaire, .address])
    func `text without a limit may be long`(field: Field) {
        let text = String(repeating: "x", count: 100_000)
        #expect(RequestRow.with(field, .value(.string(text))).violations().isEmpty)
    }

    @Test(arguments: [
        (Field.lifetime, 0, true), (.lifetime, -1, false), (.lifetime, 2_592_000, true), (.lifetime, 2_592_001, false),
        (.lifetime, .max, false), (.lifetime, .min, false), (.sessionLength, 60, true), (.sessionLength, 59, false),
        (.sessionLength, 3600, true), (.sessionLength, 3601, false), (.sessionLength, 0, false),
    ])
    func `a duration stays within the specification's range, ends included`(field: Field, count: Int, isLegal: Bool) {
        let violations = RequestRow.with(field, .value(.integer(count))).violations()
        #expect(violations.map(\.rule) == (isLegal ? [] : [.range(of: field)]))
    }

    @Test func `a range rule is named after its field`() {
        #expect(SpecificationRule.range(of: .lifetime).id == "lifetime-range")
        #expect(SpecificationRule.range(of: .sessionLength).id == "session-length-range")
        #expect(Set(SpecificationRule.all.map(\.id)).count == SpecificationRule.all.count)
    }

    @Test(arguments: [
        (Field.tokenType, "IDENTIFICATION", true), (.tokenType, "DOCUMENT", true),
        (.tokenType, "identification", false),
        (.tokenType, "", false), (.tokenType, "VIDEO_CALL", false), (.tokenType, "DOCUMENT ", false),
        (.clientSex, "M", true), (.clientSex, "F", true), (.clientSex, "m", false), (.clientSex, "X", false),
        (.clientSex, "", false),
    ])
    func `a closed list takes its own words only`(field: Field, word: String, isLegal: Bool) {
        let violations = RequestRow.with(field, .value(.string(word))).violations()
        #expect(violations.map(\.rule) == (isLegal ? [] : [.valueUnknown]))
    }

    @Test(arguments: [
        (Field.clientDateOfBirth, "1990-02-30", SpecificationRule.dateInvalid),
        (.clientDateOfExpiry, "30.01.2030", .dateInvalid), (.urlsSuccessUrl, "app.example.com", .uriInvalid),
        (.urlsFailUrl, "/failed", .uriInvalid), (.urlsUnverifiedUrl, "https://a b/", .uriInvalid),
        (.urlsWebhookUrl, "", .uriInvalid), (.riskAssessmentProfile, "strict", .uuidInvalid),
    ])
    func `a text of the wrong form is reported by its rule`(field: Field, text: String, rule: SpecificationRule) {
        #expect(RequestRow.with(field, .value(.string(text))).violations().map(\.rule) == [rule])
    }

    @Test(arguments: [
        ("123e4567-e89b-12d3-a456-426614174000", true), ("123E4567-E89B-12D3-A456-426614174000", true),
        ("00000000-0000-0000-0000-000000000000", true), ("ffffffff-ffff-ffff-ffff-ffffffffffff", true),
        ("123e4567e89b12d3a456426614174000", false), ("{123e4567-e89b-12d3-a456-426614174000}", false),
        ("urn:uuid:123e4567-e89b-12d3-a456-426614174000", false), ("123e4567-e89b-12d3-a456-42661417400", false),
        ("123e4567-e89b-12d3-a456-42661417400g", false), ("123e4567-e89b-12d3-a4564-26614174000", false),
        ("123e4567-e89b-12d3-a456-42661417400\u{0661}", false), ("123e4567_e89b_12d3_a456_426614174000", false),
        (" 123e4567-e89b-12d3-a456-42661417400", false), ("", false),
    ])
    func `a UUID is in the text form of RFC 4122, in either case`(text: String, isLegal: Bool) {
        let violations = RequestRow.with(.riskAssessmentProfile, .value(.string(text))).violations()
        #expect(violations.map(\.rule) == (isLegal ? [] : [.uuidInvalid]))
    }

    @Test(arguments: [
        (Field.allowedCountries, FieldValue.list(["LT", "XX"]), SpecificationRule.countryUnknown),
        (.allowedDocuments, .list(["PASSPORT", "LIBRARY_TICKET"]), .documentTypeUnknown),
        (.clientNationality, .string("LTU"), .countryUnknown), (.locale, .string("xx"), .localeUnknown),
    ])
    func `a code that nobody knows is reported, though the specification takes it`(
        field: Field,
        value: FieldValue,
        rule: SpecificationRule
    ) {
        let violations = RequestRow.with(field, .value(value)).violations()
        #expect(violations.map(\.rule) == [rule])
        #expect(!rule.isInSpecification)
        if case .list = value { #expect(violations.map(\.element) == [1]) }
    }

    @Test func `ALL clears a nationality and is no country`() {
        #expect(RequestRow.with(.clientNationality, .value(.string("ALL"))).violations().isEmpty)
        #expect(RequestRow.with(.allowedCountries, .value(.list(["ALL"]))).violations().count == 1)
    }

    @Test(arguments: [("LTU", "LT"), ("UK", "GB"), ("lt", "LT"), ("Lithuania", "LT")])
    func `a country that is almost right gets its code`(word: String, code: String) {
        let violations = RequestRow.with(.allowedCountries, .value(.list([word]))).violations()
        #expect(violations.map(\.replacement) == [code])
    }

    @Test func `all that is wrong is reported, in the order of the table`() {
        var row = RequestRow()
        row[.address] = .value(.integer(1))
        row[.clientSex] = .value(.string("?"))
        row[.lifetime] = .value(.integer(-1))
        row[.settingsVerifyBank] = .null
        #expect(
            row.violations().map(\.field)
                == [.clientId, .tokenType, .lifetime, .clientSex, .settingsVerifyBank, .address]
        )
    }

    @Test func `a list of a hundred thousand wrong codes has a hundred findings`() {
        let codes = Array(repeating: "XX", count: 100_000)
        #expect(RequestRow.with(.allowedCountries, .value(.list(codes))).violations().count == 100)
    }

    @Test func `a shown value is short and has no control characters`() {
        let word = "\u{1B}[31m\n\u{202E}" + String(repeating: "x", count: 1000)
        for violation in RequestRow.with(.tokenType, .value(.string(word))).violations() {
            #expect(violation.message.count < 200)
            #expect(!violation.message.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
        }
    }
}
