import KYCPolicy
import PolicyLint
import Testing
import TokenSpec

@Suite struct ExamplePoliciesTests {
    private static let directory = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/policies"

    @Test func `the example policies have no findings`() {
        let report = LintTargets(policies: ExamplePoliciesTests.directory).lint([])
        #expect(report.diagnostics.map(\.description) == [])
        #expect(report.fileCount >= 2)
    }

    @Test func `every example profile gives a request`() throws {
        let birthday = CalendarDate(year: 1990, month: 1, day: 2)
        let bundle = try PolicyBundle(directory: ExamplePoliciesTests.directory)
        #expect(bundle.profileNames.count >= 5)
        for name in bundle.profileNames {
            // A call gives what its profile requires and no more: the guards may deny the rest.
            let required = Set(bundle.profiles[name]?.requirements.keys.map(\.path) ?? [])
            let body = try bundle.resolve(name, clientID: "c-1") { call in
                if required.contains("client.name") { call.client.name = "Ona" }
                if required.contains("client.surname") { call.client.surname = "Onaitė" }
                if required.contains("client.dateOfBirth") {
                    call.client.dateOfBirth = birthday.map(Override.value) ?? .inherit
                }
                if required.contains("address") { call.address = "Gedimino pr. 1, Vilnius" }
            }.body()
            let check = RequestCheck(Array(body.utf8), path: name)
            #expect(check.documents.flatMap(\.diagnostics).map(\.description) == [])
        }
    }
}
