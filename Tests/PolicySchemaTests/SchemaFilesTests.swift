import PolicySchema
import Testing
import TokenSpec

@Suite struct SchemaFilesTests {
    @Test(arguments: PolicySchema.allCases)
    func `a published schema is what the field table makes`(schema: PolicySchema) {
        let isCurrent = PackageRoot.text(at: "schemas/\(schema.fileName)") == schema.text
        #expect(isCurrent, "stale: run swift run kycpolicy schema --write schemas")
    }

    @Test(arguments: PolicySchema.allCases)
    func `a schema is JSON without a name twice`(schema: PolicySchema) throws {
        func checkNames(of json: JSON) {
            switch json {
            case .object(let members):
                #expect(Set(members.map(\.name)).count == members.count, "\(members.map(\.name))")
                for member in members { checkNames(of: member.value) }
            case .array(let elements):
                for element in elements { checkNames(of: element) }
            default: break
            }
        }
        let json = try JSON.parse(schema.text.utf8)
        #expect(json["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        checkNames(of: json)
    }

    @Test(arguments: Field.table.filter { !$0.isPerCall })
    func `an editor finds every field of a policy, and what it is for`(field: Field) throws {
        let document = try JSON.parse(PolicySchema.policy.text.utf8)
        var schema = document["$defs"]?["token"]
        for key in field.path.split(separator: ".") { schema = schema?["properties"]?[String(key)] }
        #expect(schema?["description"] == .string(field.summary))
    }

    @Test func `an editor does not offer what only a call may give`() throws {
        let document = try JSON.parse(PolicySchema.policy.text.utf8)
        let token = try #require(document["$defs"]?["token"])
        #expect(token["additionalProperties"] == false)
        #expect(token["properties"]?["clientId"] == nil)
    }
}
