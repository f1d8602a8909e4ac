import KYCPolicy
import PolicyLint
import Testing

@Suite struct ExamplePoliciesTests {
    private static let directory = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/policies"

    @Test func `the example policies have no findings`() {
        let report = LintTargets(policies: ExamplePoliciesTests.directory).lint([])
        #expect(report.diagnostics.map(\.description) == [])
        #expect(report.fileCount >= 2)
    }

    @Test func `every example profile gives a request`() throws {
        let bundle = try PolicyBundle(directory: ExamplePoliciesTests.directory)
        #expect(bundle.profileNames.count >= 5)
        for name in bundle.profileNames {
            let body = try bundle.resolve(name, clientID: "c-1").body()
            let check = RequestCheck(Array(body.utf8), path: name)
            #expect(check.documents.flatMap(\.diagnostics).map(\.description) == [])
        }
    }
}
