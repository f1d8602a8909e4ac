import PolicySchema
import Testing

/// Sources that are made from the field table and kept in the repository, so that people can read what they call.
@Suite struct GeneratedFiles {
    enum Source: String, CaseIterable {
        case fieldNames = "Sources/TokenSpec/Generated/FieldNames.swift"
        case tokenCall = "Sources/KYCPolicy/Generated/TokenCall.swift"

        var text: String {
            switch self {
            case .fieldNames: SwiftAccessors.fieldNames
            case .tokenCall: SwiftAccessors.tokenCall
            }
        }
    }

    @Test(arguments: Source.allCases)
    func `a generated source is what the field table makes`(source: Source) throws {
        let path = source.rawValue
        if PackageRoot.isRecording {
            try PackageRoot.write(source.text, to: path)
            Issue.record("recorded \(path); run the test again without KYCPOLICY_REGENERATE")
            return
        }
        let isCurrent = PackageRoot.text(at: path) == source.text
        #expect(isCurrent, "stale: run KYCPOLICY_REGENERATE=1 swift test --disable-xctest --filter GeneratedFiles")
    }
}
