import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import Testing
import TokenSpec

@Suite struct ExplanationTests {
    private static let policy = """
        version: 1
        profiles:
          base:
            abstract: true
            token: { tokenType: DOCUMENT, lifetime: 2h, locale: en, settings: { verifyEmail: true } }
            locked: [tokenType]
            overrides: { lifetime: { max: 4h }, client.*: allow, settings.*: allow, urls.*: { hosts: [a.example] } }
          plain:
            extends: base
            token: { lifetime: 1h, settings: null, client: { name: Ona } }
            unset: [locale]
            overrides: { lifetime: { min: 10m }, client.sex: deny }
            require: [client.dateOfBirth]
          revived:
            extends: plain
            token: { settings: { verifyBank: true } }
        environments:
          staging: { token: { lifetime: 30m }, profiles: { plain: { token: { lifetime: 15m, locale: null } } } }

        """
    private let bundle: PolicyBundle

    init() throws { bundle = try PolicyBundle(texts: ["policy.yaml": ExplanationTests.policy]) }

    private func explain(_ profile: String, _ path: String, environment: String? = nil) throws
        -> Explanation.FieldExplanation
    {
        let field = try #require(Field(path: path))
        let explanation = try bundle.explain(profile, environment: environment, field: field)
        try #require(explanation.fields.count == 1)
        return explanation.fields[0]
    }

    private func words(_ mention: Explanation.Mention) -> String {
        "\(mention.kind.rawValue) \(mention.name): \(mention.span?.text ?? "nowhere")"
    }

    @Test func `the winner is the last layer that writes a field, and beats the others, the nearest first`() throws {
        let lifetime = try explain("plain", "lifetime", environment: "staging")
        #expect(lifetime.winner.map(words) == "environmentProfile staging: lifetime: 15m")
        #expect(
            lifetime.beaten.map(words) == [
                "environment staging: lifetime: 30m", "profile plain: lifetime: 1h", "ancestor base: lifetime: 2h",
            ]
        )
        #expect(lifetime.outcome == .value(.integer(900)))
        let withoutEnvironment = try explain("plain", "lifetime")
        #expect(withoutEnvironment.winner.map(words) == "profile plain: lifetime: 1h")
        #expect(withoutEnvironment.beaten.map(words) == ["ancestor base: lifetime: 2h"])
        let ofAnother = try explain("revived", "lifetime", environment: "staging")
        #expect(ofAnother.winner.map(words) == "environment staging: lifetime: 30m")
        #expect(ofAnother.beaten.map(words) == ["ancestor plain: lifetime: 1h", "ancestor base: lifetime: 2h"])
    }

    @Test func `unset and null have a winner, what nobody writes has none`() throws {
        let unset = try explain("plain", "locale")
        #expect(unset.outcome == .unset && unset.winner.map(words) == "profile plain: locale")
        let null = try explain("plain", "locale", environment: "staging")
        #expect(null.outcome == .null && null.beaten.map(\.outcome) == [.unset, .value(.string("en"))])
        let absent = try explain("plain", "questionnaire")
        #expect(absent.outcome == .absent && absent.winner == nil && absent.beaten.isEmpty)
    }

    @Test func `a null group decides over its fields`() throws {
        let leaf = try explain("plain", "settings.verifyEmail")
        #expect(leaf.outcome == .unset && leaf.winner.map(words) == "profile plain: settings: null")
        #expect(leaf.beaten.map(words) == ["ancestor base: verifyEmail: true"])
        let group = try explain("plain", "settings")
        #expect(group.outcome == .null && group.winner.map(words) == "profile plain: settings: null")
    }

    @Test func `a field revives its group, which then is no longer null`() throws {
        let group = try explain("revived", "settings")
        #expect(group.outcome == .absent && group.winner.map(words) == "profile revived: verifyBank: true")
        #expect(group.beaten.map(words) == ["ancestor plain: settings: null"])
        #expect(try explain("revived", "settings.verifyEmail").outcome == .unset)
        #expect(try explain("revived", "settings.verifyBank").outcome == .value(.boolean(true)))
    }

    @Test func `a guard has the places of all layers that list the field`() throws {
        let lifetime = try explain("plain", "lifetime")
        #expect(lifetime.guarded.kind == .bounds)
        #expect(lifetime.guarded.sources.map(\.text) == ["lifetime: { max: 4h }", "lifetime: { min: 10m }"])
        #expect(lifetime.guarded.words(for: .lifetime) == "set it between 10 minutes and 4 hours")
        let byDefault = try explain("plain", "address")
        #expect(byDefault.guarded.kind == .deny && byDefault.guarded.sources.map(\.text) == ["overrides"])
    }

    @Test(arguments: [
        ("settings", "allow", "settings.*: allow"), ("client", "deny", "client.*: allow | client.sex: deny"),
        ("urls", "deny", "urls.*: { hosts: [a.example] }"),
    ])
    func `a group has what all its fields let a call do with it`(_ group: String, _ kind: String, _ sources: String)
        throws
    {
        let explained = try explain("plain", group)
        #expect(explained.guarded.kind.rawValue == kind)
        #expect(explained.guarded.sources.map(\.text).joined(separator: " | ") == sources)
    }

    @Test func `locks and requirements`() throws {
        #expect(try explain("revived", "tokenType").lock?.text == "tokenType")
        #expect(try explain("revived", "locale").lock == nil)
        #expect(try explain("revived", "client.dateOfBirth").isRequired)
        #expect(try explain("plain", "tokenType").isRequired && explain("plain", "clientId").isRequired)
        #expect(try !explain("base", "client.dateOfBirth").isRequired)
    }

    @Test func `all fields are explained in the order of the table, and groups that some layer writes`() throws {
        let fields = try bundle.explain("plain").fields.map(\.field)
        #expect(fields == Field.table.filter { !$0.isGroup || $0.path == "settings" })
    }

    @Test(arguments: [
        ("plan", nil, ["profile-unknown"]), ("plain", "stagin", ["environment-unknown"]),
        ("x", "y", ["environment-unknown", "profile-unknown"]),
    ])
    func `an unknown name is refused`(_ profile: String, _ environment: String?, _ rules: [String]) {
        #expect(throws: Refusal.self) { try bundle.explain(profile, environment: environment) }
        do throws(Refusal) { _ = try bundle.explain(profile, environment: environment) } catch {
            #expect(error.diagnostics.map(\.rule).sorted() == rules)
        }
    }

    // MARK: JSON

    @Test func `the JSON has the shape that is documented`() throws {
        let json = try bundle.explain("plain", environment: "staging", field: .locale).json
        func place(_ column: Int, to end: Int, line: Int, offset: Int) -> JSON {
            [
                "start": ["line": .integer(line), "column": .integer(column), "offset": .integer(offset)],
                "end": ["line": .integer(line), "column": .integer(end), "offset": .integer(offset + end - column)],
            ]
        }
        func offset(of text: String, line: Int) -> (column: Int, offset: Int) {
            let lines = ExplanationTests.policy.split(separator: "\n", omittingEmptySubsequences: false)
            let before = lines[..<(line - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
            let column = lines[line - 1].firstRange(of: text).map { lines[line - 1][..<$0.lowerBound].utf8.count } ?? -1
            return (column + 1, before + column)
        }
        func layer(_ kind: String, _ name: String, _ state: String, _ value: JSON, _ text: String, line: Int) -> JSON {
            let (column, offset) = offset(of: text, line: line)
            return [
                "kind": .string(kind), "name": .string(name), "state": .string(state), "value": value,
                "path": "policy.yaml",
                "range": place(column, to: column + text.utf8.count, line: line, offset: offset),
            ]
        }
        let (column, start) = offset(of: "overrides", line: 7)
        let expected: JSON = [
            "version": 1, "profile": "plain", "environment": "staging",
            "fields": [
                [
                    "field": "locale", "state": "null", "value": .null,
                    "winner": layer("environmentProfile", "staging", "null", .null, "locale: null", line: 18),
                    "beaten": [
                        layer("profile", "plain", "unset", .null, "locale", line: 11),
                        layer("ancestor", "base", "value", "en", "locale: en", line: 5),
                    ],
                    "guard": [
                        "kind": "deny", "bounds": .null,
                        "sources": [
                            ["path": "policy.yaml", "range": place(column, to: column + 9, line: 7, offset: start)]
                        ],
                    ],
                    "lockedBy": .null, "required": false,
                ]
            ],
        ]
        #expect(json.pretty == expected.pretty)
    }

    @Test func `bounds have the names that policies give them, and personal values are not shown`() throws {
        let all = try bundle.explain("plain").json
        guard case .array(let fields)? = all["fields"] else { return #expect(Bool(false), "no fields") }
        let lifetime = fields.first { $0["field"] == "lifetime" }
        #expect(lifetime?["guard"]?["bounds"] == ["min": 600, "max": 14400])
        #expect(lifetime?["value"] == 3600)
        let name = fields.first { $0["field"] == "client.name" }
        #expect(name?["state"] == "value" && name?["value"] == .null)
        #expect(fields.first { $0["field"] == "tokenType" }?["lockedBy"]?["path"] == "policy.yaml")
        #expect(fields.first { $0["field"] == "client.dateOfBirth" }?["required"] == true)
        #expect(!all.compact.contains("Ona"))
    }

    // MARK: Text

    @Test func `the text says who sets a field, what that beats, and what a call may do`() throws {
        #expect(
            try bundle.explain("plain", environment: "staging").text(isComplete: false) == """
                plain in staging

                clientId
                  required    a call cannot leave it out
                  a call      always gives it

                tokenType = DOCUMENT
                  set by      base                        policy.yaml:5
                  locked      nothing may change it       policy.yaml:6
                  required    a call cannot leave it out

                lifetime = 900 (15 minutes)
                  set by      environment staging, for the profile      policy.yaml:18
                  beats       1800 (30 minutes) of environment staging  policy.yaml:18
                  beats       3600 (1 hour) of plain                    policy.yaml:10
                  beats       7200 (2 hours) of base                    policy.yaml:5
                  a call may  set it between 10 minutes and 4 hours     policy.yaml:7
                                                                        policy.yaml:12

                locale = null
                  set by      environment staging, for the profile  policy.yaml:18
                  beats       unset of plain                        policy.yaml:11
                  beats       en of base                            policy.yaml:5
                  a call may  not change it                         policy.yaml:7

                client.name = (personal)
                  set by      plain             policy.yaml:10
                  a call may  change it freely  policy.yaml:7

                client.dateOfBirth = not sent
                  required    a call cannot leave it out
                  a call may  change it freely            policy.yaml:7

                settings = null
                  set by      plain             policy.yaml:10
                  a call may  change it freely  policy.yaml:7

                settings.verifyEmail = unset
                  set by      plain             policy.yaml:10
                  beats       true of base      policy.yaml:5
                  a call may  change it freely  policy.yaml:7

                Not written and not sent: externalRef, generateDigitString, sessionLength,
                  allowedCountries, allowedDocuments, client.surname, client.nationality,
                  client.documentNumber, client.personalNumber, client.sex,
                  client.dateOfExpiry, client.dateOfIssue, urls.successUrl, urls.failUrl,
                  urls.unverifiedUrl, urls.webhookUrl, settings.verifyPhone,
                  settings.verifyBank, settings.verifyBankAccounts,
                  settings.verifyBankBalances, settings.verifyBankTransactions,
                  settings.verifyPoaAddress, settings.showInstructions,
                  settings.reviewFailedVerifications, settings.reviewSuccessfulVerifications,
                  questionnaire, questionnaireRequired, riskAssessmentProfile, address

                """
        )
    }

    @Test func `one field is shown in full`() throws {
        #expect(
            try bundle.explain("plain", field: .lifetime).text(isComplete: true) == """
                plain

                lifetime = 3600 (1 hour)
                  set by      plain                                  policy.yaml:10
                  beats       7200 (2 hours) of base                 policy.yaml:5
                  a call may  set it between 10 minutes and 4 hours  policy.yaml:7
                                                                     policy.yaml:12

                """
        )
        let bundle = try PolicyBundle(texts: [
            "a.yaml":
                "version: 1\nprofiles: { p: { token: { tokenType: DOCUMENT, allowedCountries: [LT, LV, EE, PL, DE, FR, ES] } } }\n"
        ])
        #expect(
            try bundle.explain("p").text(isComplete: false).contains(
                "allowedCountries = [LT, LV, EE, PL, DE, … 7 in all]\n"
            )
        )
        let one = try bundle.explain("p", field: .allowedCountries).text(isComplete: true)
        #expect(one.contains("allowedCountries = [LT, LV, EE, PL, DE, FR, ES]\n"))
    }

    @Test func `the text never shows a personal value, and fits a terminal`() throws {
        for profile in ["base", "plain", "revived"] {
            let text = try bundle.explain(profile, environment: nil).text(isComplete: false)
            #expect(!text.contains("Ona"))
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(text)")
        }
    }
}
