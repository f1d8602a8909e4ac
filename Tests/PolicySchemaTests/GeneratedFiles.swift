import PolicySchema
import Testing

/// Sources that are made from the field table and kept in the repository, so that people can read what they call.
@Suite struct GeneratedFiles {
    @Test(arguments: [
        ("Sources/TokenSpec/Generated/FieldNames.swift", SwiftAccessors.fieldNames),
        ("Sources/KYCPolicy/Generated/TokenCall.swift", SwiftAccessors.tokenCall),
    ])
    func `a generated source is what the field table makes`(path: String, text: String) throws {
        if PackageRoot.isRecording {
            try PackageRoot.write(text, to: path)
            Issue.record("recorded \(path); run the test again without KYCPOLICY_REGENERATE")
            return
        }
        #expect(
            PackageRoot.text(at: path) == text,
            "stale: run KYCPOLICY_REGENERATE=1 swift test --disable-xctest --filter GeneratedFiles"
        )
    }
}
