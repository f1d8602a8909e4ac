import Foundation
import KYCPolicy
import PolicyDiagnostics
import TestSupport
import Testing
import TokenSpec

@Suite struct CallArgumentsTests {
    private let bundle: PolicyBundle
    private let directory: TemporaryDirectory

    init() throws {
        bundle = try PolicyBundle(
            profiles: """
                p: { token: { tokenType: DOCUMENT, questionnaire: q, settings: { verifyEmail: true } } }
                """
        )
        directory = try TemporaryDirectory()
    }

    /// What becomes of a command line: the request without the required fields, or why there is none.
    private func outcome(_ configure: (inout CallArguments) -> Void) -> String {
        var arguments = CallArguments()
        arguments.clientID = "c"
        configure(&arguments)
        do {
            let call = try arguments.layer()
            let body = try bundle.resolve("p", call: call).body()
            let removable = #""clientId":"c","tokenType":"DOCUMENT""#
            return body.replacing(removable + ",", with: "").replacing(removable, with: "")
        } catch let refusal as Refusal {
            return refusal.diagnostics.map(\.summary).joined(separator: "; ")
        } catch CallArguments.Failure.usage(let message) {
            return "usage: \(message)"
        } catch CallArguments.Failure.invalid(let diagnostics) {
            return "invalid: " + diagnostics.map(\.summary).joined(separator: "; ")
        } catch CallArguments.Failure.unreadable(let diagnostic) {
            return "unreadable: \(diagnostic.rule)"
        } catch {
            return "unexpected \(error)"
        }
    }

    private static let inherited = #""settings":{"verifyEmail":true},"questionnaire":"q"}"#

    // MARK: --set, --null, --unset

    @Test(arguments: [
        ("lifetime=1h30m", #""lifetime":5400,"#), ("lifetime=90", #""lifetime":90,"#),
        ("locale=de", #""locale":"de","#),
        ("generateDigitString=true", #""generateDigitString":true,"#), ("externalRef=a=b", #""externalRef":"a=b","#),
        ("externalRef= a ", #""externalRef":" a ","#), ("externalRef=42", #""externalRef":"42","#),
        ("allowedCountries=LT", #""allowedCountries":["LT"],"#),
        ("allowedCountries=LT, LV,LT", #""allowedCountries":["LT","LV"],"#),
        ("allowedCountries=NO", #""allowedCountries":["NO"],"#),
        ("allowedDocuments=PASSPORT,ID_CARD", #""allowedDocuments":["PASSPORT","ID_CARD"],"#),
        ("locale=null", #""locale":null,"#), ("allowedCountries=null", #""allowedCountries":null,"#),
        ("client.dateOfBirth=1990-01-02", #""client":{"dateOfBirth":"1990-01-02"},"#),
        ("urls.failUrl=https://a.example/?b=c", #""urls":{"failUrl":"https://a.example/?b=c"},"#),
    ])
    func `a value is read by its field's kind`(_ assignment: String, _ expected: String) {
        #expect(outcome { $0.assignments = [assignment] } == "{\(expected)\(CallArgumentsTests.inherited)")
    }

    @Test(arguments: [
        ("lifetime=45d", "lifetime-range at --set lifetime"), ("lifetime=1 hour", "wrong-kind at --set lifetime"),
        ("lifetime=null", "null-not-allowed at --set lifetime"), ("locale=", "wrong-kind at --set locale"),
        ("externalRef=~", "wrong-kind at --set externalRef"),
        ("questionnaire=NULL", "wrong-kind at --set questionnaire"),
        ("settings.verifyEmail=yes", "wrong-kind at --set settings.verifyEmail"),
        ("allowedCountries=LT,LTU", "country-unknown at --set allowedCountries"),
        ("allowedCountries=LT,,LV", "country-unknown at --set allowedCountries"),
        ("tokenType=document", "value-unknown at --set tokenType"),
        ("riskAssessmentProfile=1", "uuid-invalid at --set riskAssessmentProfile"),
        ("client.dateOfBirth=1990-13-01", "date-invalid at --set client.dateOfBirth"),
    ])
    func `an illegal value is a refusal at its option`(_ assignment: String, _ expected: String) {
        #expect(outcome { $0.assignments = [assignment] } == expected)
    }

    @Test(arguments: [
        (["expiryTime=60"], "did you mean lifetime?"), (["lifetme=60"], "did you mean lifetime?"),
        (["verifyEmail=true"], "did you mean settings.verifyEmail?"), (["zebra=1"], "no field zebra"),
        (["lifetime"], "has no value"), (["=x"], "no field"), (["settings=true"], "names a group"),
        (["lifetime=1", "lifetime=2"], "lifetime is given twice"), (["clientId=d"], "clientId is given twice"),
    ])
    func `what no request has, or what is given twice, is wrong usage`(_ assignments: [String], _ hint: String) {
        let outcome = outcome { $0.assignments = assignments }
        #expect(outcome.hasPrefix("usage: ") && outcome.contains(hint))
    }

    @Test func `null and unset say which is which`() {
        #expect(outcome { $0.nulls = ["questionnaire"] } == #"{"settings":{"verifyEmail":true},"questionnaire":null}"#)
        #expect(outcome { $0.unsets = ["questionnaire"] } == #"{"settings":{"verifyEmail":true}}"#)
        #expect(outcome { $0.nulls = ["settings"] } == #"{"settings":null,"questionnaire":"q"}"#)
        #expect(outcome { $0.unsets = ["settings"] } == #"{"questionnaire":"q"}"#)
        #expect(outcome { $0.nulls = ["lifetime"] } == "null-not-allowed at --null lifetime")
        #expect(outcome { $0.unsets = ["tokenType"] } == "required-field-missing at --unset tokenType")
        #expect(outcome { $0.nulls = ["zebra"] }.hasPrefix("usage: "))
        #expect(outcome { $0.unsets = ["questionaire"] }.contains("did you mean questionnaire?"))
    }

    @Test func `options that contradict each other are wrong usage`() {
        #expect(outcome { ($0.assignments, $0.nulls) = (["locale=de"], ["locale"]) }.hasPrefix("usage: "))
        #expect(outcome { ($0.nulls, $0.unsets) = (["locale"], ["locale"]) }.hasPrefix("usage: "))
        #expect(
            outcome { ($0.assignments, $0.nulls) = (["settings.verifyBank=true"], ["settings"]) }.hasPrefix("usage: ")
        )
        #expect(outcome { ($0.nulls, $0.unsets) = (["settings.verifyBank"], ["settings"]) }.hasPrefix("usage: "))
    }

    @Test func `a call without a client is refused`() {
        #expect(outcome { $0.clientID = nil } == "required-field-missing at clientId")
        #expect(outcome { ($0.clientID, $0.assignments) = (nil, ["clientId=c"]) } == "{\(CallArgumentsTests.inherited)")
    }

    // MARK: Files

    private func file(_ text: String, _ name: String, _ configure: (inout CallArguments) -> Void = { _ in }) throws
        -> String
    {
        let path = try directory.write(text, to: name)
        return outcome {
            $0.file = path
            configure(&$0)
        }.replacing(directory.path + "/", with: "")
    }

    @Test(arguments: [
        ("call.json", #"{"lifetime": "90s", "client": {"name": "Ona"}, "questionnaire": null}"#),
        ("call.yaml", "lifetime: 90s\nclient: { name: Ona }\nquestionnaire: null\n"),
        ("call.yml", "lifetime: 90\nclient:\n  name: Ona\nquestionnaire: null\n"),
        ("call", #"{"lifetime": 90, "client": {"name": "Ona"}, "questionnaire": null}"#),
        ("call.txt", "lifetime: 90s\nclient: { name: Ona }\nquestionnaire: null\n"),
    ])
    func `a call file is JSON or YAML with the names of the request`(_ name: String, _ text: String) throws {
        let expected = #"{"lifetime":90,"client":{"name":"Ona"},"settings":{"verifyEmail":true},"questionnaire":null}"#
        #expect(try file(text, name) == expected)
    }

    @Test(arguments: [
        (#"{"lifetime": "45d"}"#, "lifetime-range at call.json:/lifetime"),
        (#"{"allowedCountries": ["LT", "LTU"]}"#, "country-unknown at call.json:/allowedCountries/1"),
        (#"{"client": {"dateOfBirth": "x"}}"#, "date-invalid at call.json:/client/dateOfBirth"),
        (#"{"settings": {"verifyEmail": null}}"#, "null-not-allowed at call.json:/settings/verifyEmail"),
        (#"{"allowedCountries": []}"#, "empty-list at call.json:/allowedCountries"),
        (
            #"{"zebra": 1, "client": {"nme": 1}}"#,
            "invalid: unknown-key at call.json:/zebra; unknown-key at call.json:/client/nme"
        ),
        (#"{"lifetime": 1, "lifetime": 2}"#, "invalid: duplicate-key at call.json:/lifetime"),
        (#"{"clientId": "d"}"#, "usage: "), ("[1]", "invalid: wrong-kind at call.json"),
        (#"{"lifetime": 1,}"#, "invalid: json-syntax at call.json"), ("", "invalid: json-syntax at call.json"),
    ])
    func `a mistake in a JSON call has its pointer`(_ text: String, _ expected: String) throws {
        let outcome = try file(text, "call.json")
        #expect(expected == "usage: " ? outcome.hasPrefix(expected) : outcome == expected)
    }

    @Test(arguments: [
        ("locale: de\nlifetime: 45d\n", "lifetime-range at call.yaml:2:11"),
        ("allowedCountries:\n  - LT\n  - LTU\n", "country-unknown at call.yaml:3:5"),
        ("client: { dateOfBirth: 1990-13-01 }\n", "date-invalid at call.yaml:1:24"),
        ("questionnaire: ~\n", "null-spelling at call.yaml:1:16"),
        ("lifetme: 1h\n", "invalid: unknown-key at call.yaml:1:1"),
        ("verifyEmail: true\n", "invalid: misplaced-key at call.yaml:1:1"),
        ("client: [\n", "invalid: yaml-syntax at call.yaml:1:9"),
        ("client: &c { name: Ona }\n", "invalid: yaml-anchor at call.yaml:1:9"),
    ])
    func `a mistake in a YAML call has its line and column`(_ text: String, _ expected: String) throws {
        #expect(try file(text, "call.yaml") == expected)
    }

    @Test func `options change what the file says`() throws {
        let text = #"{"lifetime": "45d", "questionnaire": "f", "settings": {"verifyBank": true}}"#
        let outcome = try file(text, "call.json") {
            $0.assignments = ["lifetime=1m"]
            $0.unsets = ["questionnaire"]
            $0.nulls = ["settings.verifyBank"]
        }
        #expect(outcome == "null-not-allowed at --null settings.verifyBank")
        #expect(
            try file(text, "call.json") { $0.assignments = ["lifetime=1m"] } == """
                {"lifetime":60,"settings":{"verifyEmail":true,"verifyBank":true},"questionnaire":"f"}
                """
        )
    }

    @Test func `a call file that is not there is unreadable`() {
        #expect(outcome { $0.file = directory.path + "/gone.json" } == "unreadable: file-unreadable")
        #expect(outcome { $0.file = directory.path } == "unreadable: file-unreadable")
    }
}
