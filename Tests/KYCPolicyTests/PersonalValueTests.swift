import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

/// No diagnostic repeats a value of a personal field, whatever way it came and however wrong it is.
@Suite struct PersonalValueTests {
    /// Texts that break what can be broken, each recognisable in any message.
    private static let values = [
        "Xsecret", "1990-13-secret", "XSECRET" + String(repeating: "9", count: 150), "secret\u{1B}[2J", " secret ",
        "38secret9:x",
    ]

    private static let fields = Field.leaves.filter(\.isPersonal)

    private static func texts(of diagnostics: [Diagnostic]) -> String {
        let renderer = TextRenderer()
        return diagnostics.map { diagnostic in
            ([renderer.render(diagnostic), diagnostic.description, diagnostic.message, diagnostic.label ?? ""]
                + diagnostic.related.map(\.message)
                + [diagnostic.fix.map { $0.description + $0.edits.map(\.text).joined() } ?? ""])
                .joined(separator: "\n")
        }.joined(separator: "\n").lowercased()
    }

    private let bundle: PolicyBundle

    init() throws {
        bundle = try PolicyBundle(profiles: "p: { token: { tokenType: DOCUMENT } }")
    }

    /// Everything that is said about a command line, with a mistake elsewhere so that something is.
    private func words(_ configure: (inout CallArguments) -> Void) throws -> String {
        var arguments = CallArguments()
        configure(&arguments)
        return try words(Result { () throws(CallArguments.Failure) in try arguments.layer() })
    }

    /// The same about a call file.
    private func words(_ text: String, path: String) throws -> String {
        try words(Result { () throws(CallArguments.Failure) in try CallLayer.read(Array(text.utf8), path: path) })
    }

    private func words(_ result: Result<CallLayer, CallArguments.Failure>) throws -> String {
        do {
            var call = try result.get()
            call.layer.set(Layer.Entry(.tokenType, .null, at: .argument("--null tokenType")))
            _ = try bundle.resolve("p", call: call)
            return "nothing"
        } catch let refusal as Refusal {
            return PersonalValueTests.texts(of: refusal.diagnostics) + refusal.description.lowercased()
        } catch CallArguments.Failure.usage(let message) {
            return message.lowercased()
        } catch CallArguments.Failure.invalid(let diagnostics) {
            return PersonalValueTests.texts(of: diagnostics)
        } catch CallArguments.Failure.unreadable(let diagnostic) {
            return PersonalValueTests.texts(of: [diagnostic])
        }
    }

    @Test(arguments: fields, values)
    func `by options`(_ field: Field, _ value: String) throws {
        let all = try [
            words { $0.assignments = ["\(field.path)=\(value)"] },
            words { $0.assignments = ["\(field.path)=\(value)", "\(field.path)=\(value)"] },
            words { ($0.assignments, $0.nulls) = (["\(field.path)=\(value)"], [field.path]) },
            words { ($0.assignments, $0.clientID) = (["\(field.path)=\(value)"], value) },
            // The path without its group, which is no field where there is one.
            words { $0.assignments = ["\(field.name)=\(value)"] },
        ]
        for text in all { #expect(text.count > 20 && !text.contains("secret")) }
    }

    @Test(arguments: fields, values)
    func `by a JSON file`(_ field: Field, _ value: String) throws {
        let quoted = JSON.string(value).compact
        for written in [quoted, "[\(quoted)]", "{\"x\": \(quoted)}", "\(quoted) \(quoted)"] {
            let member = "\"\(field.name)\": \(written)"
            for body in [
                "{\"client\": \(written)}", written,
                field.group.map { "{\"\($0.name)\": {\(member)}}" } ?? "{\(member)}", "{\(member)}",
                "{\(member), \(member)}",
            ] {
                let text = try words(body, path: "call.json")
                #expect(text.count > 20 && !text.contains("secret"))
            }
        }
    }

    @Test(arguments: fields, values)
    func `by a YAML file`(_ field: Field, _ value: String) throws {
        let quoted = JSON.string(value).compact
        let spellings = [
            value, quoted, "[\(quoted)]", "{ x: \(quoted) }", "!tag \(quoted)", "&a \(quoted)", "\(quoted) \(quoted)",
            "\"\(value)",
            "|-\n      \(value)", "*secret", "&secret", "&secret x", "!secret x", "<<: secret", "- secret", "@secret",
            "`secret",
        ]
        for written in spellings {
            let line = "\(field.name): \(written)"
            for body in [
                field.group.map { "\($0.name):\n  \(line)\n" } ?? "\(line)\n", "\(line)\n", "\(line)\n\(line)\n",
                "client: \(written)\n", "\(written)\n",
            ] {
                let text = try words(body, path: "call.yaml")
                #expect(text.count > 20 && !text.contains("secret"), "\(body)")
            }
        }
    }

    @Test func `through the library`() throws {
        for value in PersonalValueTests.values {
            let long = value + String(repeating: "9", count: 200)
            let diagnostics = refusals { () throws(Refusal) in
                try bundle.resolve("p", clientID: long) {
                    $0.tokenType = .null
                    $0.client.name = .value(long)
                    $0.client.surname = .value(long)
                    $0.client.nationality = .value(CountryCode(rawValue: value))
                    $0.client.documentNumber = .value(long)
                    $0.client.personalNumber = .value(long)
                    $0.client.dateOfIssue = .value(value)
                    $0.address = .value(value)
                }
            }
            #expect(diagnostics.count >= 6)
            #expect(!PersonalValueTests.texts(of: diagnostics).contains("secret"))
        }
    }
}
