import Testing
import TokenSpec

/// The request's fields, transcribed by hand from the OpenAPI text of `POST /api/v2/token`.
private struct Expected: CustomTestStringConvertible, Sendable {
    let path: String
    let kind: Field.Kind
    let isNullable: Bool

    init(_ path: String, _ kind: Field.Kind, nullable isNullable: Bool = false) {
        self.path = path
        self.kind = kind
        self.isNullable = isNullable
    }

    var testDescription: String { path }

    static let lifetime = Field.Kind.duration(0...2_592_000, subject: "a token may live")
    static let sessionLength = Field.Kind.duration(60...3600, subject: "a session may last")

    static let rows: [Expected] = [
        Expected("clientId", .string(maximumLength: 100)),
        Expected("tokenType", .oneOf(["IDENTIFICATION", "DOCUMENT"])),
        Expected("externalRef", .string(maximumLength: 40), nullable: true),
        Expected("generateDigitString", .boolean),
        Expected("lifetime", lifetime),
        Expected("locale", .locale(maximumLength: 7), nullable: true),
        Expected("sessionLength", sessionLength),
        Expected("allowedCountries", .countries, nullable: true),
        Expected("allowedDocuments", .documents, nullable: true),
        Expected("client", .group, nullable: true),
        Expected("client.name", .string(maximumLength: 100), nullable: true),
        Expected("client.surname", .string(maximumLength: 100), nullable: true),
        Expected("client.dateOfBirth", .date, nullable: true),
        Expected("client.nationality", .nationality, nullable: true),
        Expected("client.documentNumber", .string(maximumLength: 50), nullable: true),
        Expected("client.personalNumber", .string(maximumLength: 50), nullable: true),
        Expected("client.sex", .oneOf(["M", "F"]), nullable: true),
        Expected("client.dateOfExpiry", .date, nullable: true),
        Expected("client.dateOfIssue", .string(maximumLength: nil), nullable: true),
        Expected("urls", .group, nullable: true),
        Expected("urls.successUrl", .uri, nullable: true),
        Expected("urls.failUrl", .uri, nullable: true),
        Expected("urls.unverifiedUrl", .uri, nullable: true),
        Expected("urls.webhookUrl", .uri, nullable: true),
        Expected("settings", .group, nullable: true),
        Expected("settings.verifyEmail", .boolean),
        Expected("settings.verifyPhone", .boolean),
        Expected("settings.verifyBank", .boolean),
        Expected("settings.verifyBankAccounts", .boolean),
        Expected("settings.verifyBankBalances", .boolean),
        Expected("settings.verifyBankTransactions", .boolean),
        Expected("settings.verifyPoaAddress", .boolean),
        Expected("settings.showInstructions", .boolean),
        Expected("settings.reviewFailedVerifications", .boolean),
        Expected("settings.reviewSuccessfulVerifications", .boolean),
        Expected("questionnaire", .string(maximumLength: nil), nullable: true),
        Expected("questionnaireRequired", .boolean),
        Expected("riskAssessmentProfile", .uuid, nullable: true),
        Expected("address", .string(maximumLength: nil), nullable: true),
    ]
}

@Suite struct FieldTableTests {
    @Test func `the table has the specification's fields in its order, and no other`() {
        #expect(Field.table.map(\.path) == Expected.rows.map(\.path))
        #expect(Field.leaves.count == 36)
        #expect(Field.groups.map(\.path) == ["client", "urls", "settings"])
    }

    @Test(arguments: Expected.rows)
    private func `a row has the specification's kind, limits and nullability`(expected: Expected) throws {
        let field = try #require(Field(path: expected.path))
        #expect(field.kind == expected.kind)
        #expect(field.isNullable == expected.isNullable)
    }

    @Test func `clientId and tokenType are required, and nothing else is`() {
        #expect(Field.table.filter(\.isRequired).map(\.path) == ["clientId", "tokenType"])
    }

    @Test func `only clientId is for the call alone`() {
        #expect(Field.table.filter(\.isPerCall).map(\.path) == ["clientId"])
    }

    @Test func `who the client is counts as personal data, and nothing else does`() {
        let expected = ["clientId", "address"] + Expected.rows.map(\.path).filter { $0.hasPrefix("client.") }
        #expect(Set(Field.leaves.filter(\.isPersonal).map(\.path)) == Set(expected))
    }

    @Test func `a group's members are the fields under its path`() {
        for group in Field.groups {
            let expected = Expected.rows.map(\.path).filter { $0.hasPrefix("\(group.path).") }
            #expect(group.members.map(\.path) == expected)
            #expect(group.members.allSatisfy { $0.group == group })
        }
    }

    @Test(arguments: [
        ("lifetime", "expiryTime"), ("allowedCountries", "country"), ("allowedDocuments", "documents"),
        ("client.name", "firstName"), ("client.surname", "lastName"), ("urls.failUrl", "errorUrl"),
        ("urls.webhookUrl", "callbackUrl"), ("settings.verifyPoaAddress", "verifyAddress"),
        ("settings.reviewFailedVerifications", "reviewFailed"),
        ("settings.reviewSuccessfulVerifications", "reviewSuccessful"),
    ])
    func `a field that the flat form renames is found by both names`(path: String, flatName: String) throws {
        let field = try #require(Field(path: path))
        #expect(field.flatName == flatName)
        #expect(Field.flatNamed(flatName) == field)
        #expect(Field.meant(by: flatName, in: nil) == field)
    }

    @Test func `the flat form keeps the other names`() {
        let renamed: Set = [
            "lifetime", "allowedCountries", "allowedDocuments", "client.name", "client.surname", "urls.failUrl",
            "urls.webhookUrl", "settings.verifyPoaAddress", "settings.reviewFailedVerifications",
            "settings.reviewSuccessfulVerifications",
        ]
        for field in Field.leaves where !renamed.contains(field.path) { #expect(field.flatName == field.name) }
        let names = Field.leaves.compactMap(\.flatName)
        #expect(Set(names).count == 36)
        #expect(Field.groups.allSatisfy { $0.flatName == nil })
    }
}

@Suite struct FieldLookupTests {
    @Test(arguments: [
        "", "client.", ".client", "name", "client.name.first", "Client.name", "client/name", "settings.*",
    ])
    func `what is no path has no field`(path: String) {
        #expect(Field(path: path) == nil)
    }

    @Test(arguments: [
        ("lifetme", nil, "lifetime"), ("LifeTime", nil, "lifetime"), ("session_length", nil, "sessionLength"),
        ("dateOfBirth", nil, "client.dateOfBirth"), ("locale", "client", "locale"),
        ("sucessUrl", "urls", "urls.successUrl"), ("webhookURL", "urls", "urls.webhookUrl"),
        ("firstName", "client", "client.name"), ("callbackUrl", "urls", "urls.webhookUrl"),
    ])
    func `a key that is almost right leads to the field that was meant`(key: String, group: String?, path: String) {
        #expect(Field.meant(by: key, in: group.flatMap(Field.init(path:)))?.path == path)
    }

    @Test(arguments: ["theme", "x", "utilityBill", "", "\u{1F600}"])
    func `a key that resembles nothing leads nowhere`(key: String) {
        #expect(Field.meant(by: key, in: nil) == nil)
    }

    @Test(arguments: [
        ("client.dateOfBirht", "client.dateOfBirth"), ("url.successUrl", "urls.successUrl"),
        ("verifyEmail", "settings.verifyEmail"), ("expiryTime", "lifetime"),
    ])
    func `a path that is almost right leads to the field that was meant`(path: String, meant: String) {
        #expect(Field.meant(byPath: path)?.path == meant)
    }
}
