import KYCPolicy
import PolicyDiagnostics
import Testing
import TokenSpec

@Suite struct CollectedRefusalTests {
    private let bundle: PolicyBundle

    init() throws {
        bundle = try PolicyBundle(
            profiles: """
                p:
                  token: { tokenType: DOCUMENT }
                  locked: [client.name]
                  require: [tokenType]
                  overrides:
                    default: allow
                    allowedCountries: disable
                    allowedDocuments: { subsetOf: [PASSPORT] }
                    client.sex: deny
                    client.surname: { oneOf: [a, b] }
                    client.nationality: { oneOf: [LT] }
                    urls.*: deny
                """
        )
    }

    private func rules(_ call: String) throws -> [String] {
        let layer = try CallLayer.read(Array("{ clientId: c, \(call) }".utf8), path: "call.yaml")
        return refusals { () throws(Refusal) in try bundle.resolve("p", call: layer) }.map(\.rule).sorted()
    }

    @Test func `a group falls under each rule of its fields once`() throws {
        #expect(try rules("client: null") == ["override-denied", "override-locked", "override-not-one-of"])
        #expect(try rules("urls: null") == ["override-denied"])
    }

    @Test func `a change of a list that is not there is held to the guards as well`() throws {
        #expect(try rules("allowedCountries: { add: [LT] }") == ["list-not-inherited", "override-not-disable"])
        #expect(try rules("allowedDocuments: { add: [VISA] }") == ["list-not-inherited", "override-not-subset"])
    }

    @Test func `null is no value for a field that a profile requires`() throws {
        #expect(try rules("tokenType: null") == ["null-not-allowed", "required-field-missing"])
    }
}
