import PolicyDiagnostics
import PolicyLint
import Testing
import TokenSpec

@Suite struct RequestCheckTests {
    private func check(_ text: String) -> [RequestCheck.Document] {
        RequestCheck(Array(text.utf8), path: "body.json").documents
    }

    private func findings(_ text: String) -> [String] {
        check(text).flatMap(\.diagnostics).map { "\($0.severity.rawValue) \($0.rule) \($0.place.pointer ?? "-")" }
    }

    @Test(
        arguments: [
            (#"{"clientId": "c", "tokenType": "DOCUMENT"}"#, [], true),
            (#"{"tokenType": "DOCUMENT"}"#, ["error required-field-missing "], false),
            ("{}", ["error required-field-missing ", "error required-field-missing "], false),
            ("[]", ["error wrong-kind "], false),
            ("null", ["error wrong-kind "], false),
            (
                #"{"clientId": "c", "tokenType": "DOCUMENT", "lifetime": 2592001}"#, ["error lifetime-range /lifetime"],
                false
            ),
            (#"{"clientId": "c", "tokenType": "DOCUMENT", "lifetime": "1h"}"#, ["error wrong-kind /lifetime"], false),
            (
                #"{"clientId": "c", "tokenType": "DOCUMENT", "lifetime": null}"#, ["error null-not-allowed /lifetime"],
                false
            ),
            (
                #"{"clientId": "c", "tokenType": "DOCUMENT", "client": {"dateOfBirth": "1990-02-30"}}"#,
                ["error date-invalid /client/dateOfBirth"], false
            ),
            (
                #"{"clientId": "c", "tokenType": "DOCUMENT", "allowedCountries": ["LT", 1]}"#,
                ["error wrong-kind /allowedCountries/1"], false
            ),
            // What the specification takes and nobody means.
            (
                #"{"clientId": "c", "tokenType": "DOCUMENT", "allowedCountries": ["LTU"], "locale": "xx"}"#,
                ["warning locale-unknown /locale", "warning country-unknown /allowedCountries/0"], true
            ),
            (
                #"{"clientId": "c", "tokenType": "DOCUMENT", "expiryTime": 60, "a/b~c": 1}"#,
                ["warning unknown-key /expiryTime", "warning unknown-key /a~1b~0c"], true
            ),
            (#"{"clientId": "c", "tokenType": "DOCUMENT", "clientId": "d"}"#, ["error duplicate-key /clientId"], false),
            (#"{"clientId": "c", "tokenType": "DOCUMENT", "client": {}}"#, [], true),
            (#"{"clientId": "", "tokenType": "DOCUMENT", "allowedCountries": []}"#, [], true),
        ] as [(String, [String], Bool)]
    )
    func `a body is judged by the specification, with a pointer to each finding`(
        _ body: String,
        _ expected: [String],
        _ isValid: Bool
    ) {
        #expect(findings(body) == expected)
        #expect(check(body).map(\.isValid) == [isValid])
    }

    @Test(arguments: [
        ("", 1, 1), ("{", 1, 2), ("{\"a\": 1,}", 1, 9), ("{\"é\": 1\n \"b\"", 2, 2), ("{'a': 1}", 1, 2), ("NaN", 1, 1),
        ("[01]", 1, 3), ("{} x", 1, 4), ("\"a\tb\"", 1, 3), ("\"\\x\"", 1, 2), ("\"\\ud800\"", 1, 2), ("tru", 1, 1),
    ])
    func `what is not JSON is reported with its line and column`(_ text: String, _ line: Int, _ column: Int) {
        let document = check(text)
        #expect(document.map(\.isValid) == [false])
        #expect(document.flatMap(\.diagnostics).map(\.rule) == ["json-syntax"])
        #expect(document[0].diagnostics[0].message.contains("line \(line), column \(column): "))
    }

    @Test func `lines are judged one by one, and a broken one alone`() {
        let documents = check(
            """
            {"clientId": "a", "tokenType": "DOCUMENT"}

            {"clientId": "b", "tokenType": 
            {"clientId": "c", "tokenType": "Document"}
            {"clientId": "d", "tokenType": "IDENTIFICATION"}
            """
        )
        #expect(documents.map(\.isValid) == [true, false, false, true])
        #expect(
            documents.flatMap(\.diagnostics).map { "\($0.place) \($0.rule)" } == [
                "body.json:3 json-syntax", "body.json:4:/tokenType value-unknown",
            ]
        )
    }

    @Test func `one document over many lines with a mistake is one finding`() {
        let documents = check("{\n  \"clientId\": \"a\",\n  \"tokenType\": \"DOCUMENT\",\n}\n")
        #expect(documents.count == 1)
        #expect(documents.flatMap(\.diagnostics).map(\.rule) == ["json-syntax"])
    }

    @Test func `the machine form is as designed`() {
        let check = RequestCheck(Array(#"{"clientId": "c", "tokenType": "X", "zebra": 1}"#.utf8), path: "-")
        #expect(
            check.json.compact == """
                {"documents":[{"valid":false,"diagnostics":[\
                {"rule":"unknown-key","severity":"warning","message":"the request has no field zebra","pointer":"/zebra"},\
                {"rule":"value-unknown","severity":"error",\
                "message":"tokenType is IDENTIFICATION or DOCUMENT, not X","pointer":"/tokenType"}]}]}
                """
        )
    }

    @Test(arguments: Field.leaves.filter(\.isPersonal))
    func `a personal value is never in a finding`(_ field: Field) {
        let secret = "Xsecret" + String(repeating: "9", count: 200)
        for value in ["\"\(secret)\"", "[\"\(secret)\"]", "{\"\(field.name)\": \"\(secret)\"}"] {
            let member = "\"\(field.name)\": \(value)"
            let body = field.group.map { "{\"\($0.name)\": {\(member)}}" } ?? "{\(member)}"
            let check = RequestCheck(Array(body.utf8), path: "-")
            #expect(!check.text(usingColor: false).contains("secret") && !check.json.compact.contains("secret"))
        }
    }
}
