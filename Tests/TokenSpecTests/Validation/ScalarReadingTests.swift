import Testing
import TokenSpec

@Suite struct ScalarReadingTests {
    @Test(arguments: ["true", "3600", "NO", "1e3", "2024-01-01", "", " ", "null", "15m"], [true, false])
    func `a text is taken as it stands`(text: String, isPlain: Bool) throws {
        #expect(try Field.questionnaire.value(ofScalar: text, isPlain: isPlain) == .string(text))
        #expect(try Field.clientDateOfBirth.value(ofScalar: text, isPlain: isPlain) == .string(text))
        #expect(try Field.urlsSuccessUrl.value(ofScalar: text, isPlain: isPlain) == .string(text))
        #expect(try Field.tokenType.value(ofScalar: text, isPlain: isPlain) == .string(text))
    }

    @Test(arguments: [("true", true), ("false", false)])
    func `a truth value is one of two words without quotes`(text: String, flag: Bool) throws {
        #expect(try Field.settingsVerifyEmail.value(ofScalar: text, isPlain: true) == .boolean(flag))
        #expect(throws: Violation.self) { try Field.settingsVerifyEmail.value(ofScalar: text, isPlain: false) }
    }

    @Test(arguments: [
        ("yes", "true"), ("on", "true"), ("True", "true"), ("TRUE", "true"), ("1", "true"), ("no", "false"),
        ("Off", "false"), ("0", "false"), ("maybe", nil), ("", nil), ("t", nil),
    ])
    func `another word for a truth value is refused, with the word to write`(text: String, meant: String?) throws {
        let violation = try #require(throws: Violation.self) {
            try Field.settingsVerifyEmail.value(ofScalar: text, isPlain: true)
        }
        #expect(violation.rule == .wrongKind)
        #expect(violation.replacement == meant)
    }

    @Test(arguments: [
        ("0", 0), ("3600", 3600), ("-5", -5), ("15m", 900), ("1h30m", 5400), ("9223372036854775807", .max),
        ("9223372036854775808", .max), ("-9223372036854775809", .min), ("999999999999999999999999999d", .max),
    ])
    func `a duration is a whole number or has units`(text: String, count: Int) throws {
        #expect(try Field.lifetime.value(ofScalar: text, isPlain: true) == .integer(count))
    }

    @Test(arguments: [
        "", "010", "-0", "-", "+5", "1.5", "3600.0", "1e3", "1_000", "0x10", "1:30", "1m1h", "true", "null", "１", "1 h",
    ])
    func `anything else is no duration`(text: String) throws {
        let violation = try #require(throws: Violation.self) {
            try Field.lifetime.value(ofScalar: text, isPlain: true)
        }
        #expect(violation.rule == .wrongKind)
        #expect(violation.field == .lifetime)
    }

    @Test func `a quoted number is text, a quoted duration is a duration`() throws {
        #expect(throws: Violation.self) { try Field.lifetime.value(ofScalar: "3600", isPlain: false) }
        #expect(try Field.lifetime.value(ofScalar: "1h", isPlain: false) == .integer(3600))
    }

    @Test func `a leading zero is refused with the number to write`() throws {
        let violation = try #require(throws: Violation.self) {
            try Field.lifetime.value(ofScalar: "0900", isPlain: true)
        }
        #expect(violation.replacement == "900")
    }

    @Test(arguments: [Field.allowedCountries, .allowedDocuments, .client, .urls, .settings])
    func `a list and a group take no single value`(field: Field) throws {
        let violation = try #require(throws: Violation.self) { try field.value(ofScalar: "LT", isPlain: true) }
        #expect(violation.rule == .wrongKind)
    }
}
