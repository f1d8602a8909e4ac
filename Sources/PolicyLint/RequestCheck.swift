import KYCPolicy
package import PolicyDiagnostics
package import TokenSpec

/// Request bodies that were made elsewhere, held against the API specification.
package struct RequestCheck: Sendable {
    /// One body.
    package struct Document: Sendable {
        /// Whether the specification takes the body.
        package let isValid: Bool
        package let diagnostics: [Diagnostic]
    }

    /// The bodies, in the order of the input.
    package let documents: [Document]

    /// Checks an input that is one JSON document, or one a line.
    package init(_ bytes: [UInt8], path: String) {
        let parsed = RequestCheck.parse(bytes)
        guard case .failure = parsed, let lines = RequestCheck.lines(of: bytes) else {
            documents = [RequestCheck.judge(parsed, bytes, path: path)]
            return
        }
        documents = lines.map { line in
            RequestCheck.judge(RequestCheck.parse(bytes[line.range]), bytes[line.range], path: "\(path):\(line.number)")
        }
    }

    private static func parse(_ bytes: some Sequence<UInt8>) -> Result<JSON, JSON.SyntaxError> {
        Result { () throws(JSON.SyntaxError) in try JSON.parse(bytes) }
    }

    /// The lines that are not blank, where the input is one document a line.
    ///
    /// Nothing is indented there, and some line is a document by itself. A single document with a mistake is neither.
    private static func lines(of bytes: [UInt8]) -> [(number: Int, range: Range<Int>)]? {
        var lines: [(number: Int, range: Range<Int>)] = []
        var start = 0
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let range = start..<(start + line.count)
            start = range.upperBound + 1
            guard let first = line.first(where: { $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }) else { continue }
            guard first == line.first else { return nil }
            lines.append((index + 1, range))
        }
        let isNDJSON = lines.count > 1 && lines.contains { (try? JSON.parse(bytes[$0.range])) != nil }
        return isNDJSON ? lines : nil
    }

    private static func judge(
        _ parsed: Result<JSON, JSON.SyntaxError>,
        _ bytes: some Collection<UInt8>,
        path: String
    ) -> Document {
        switch parsed {
        case .failure(let error):
            let diagnostic = Diagnostic(
                .jsonSyntax,
                at: .file(path: path),
                "not JSON: \(error.located(in: bytes))"
            )
            return Document(isValid: false, diagnostics: [diagnostic])
        case .success(let body):
            let findings = RequestRow.check(body)
            return Document(
                isValid: !findings.contains(where: \.isInSpecification),
                diagnostics: findings.map { finding in
                    var diagnostic = Diagnostic(finding, rule: \.descriptor, path: path)
                    diagnostic.severity = finding.isInSpecification ? .error : .warning
                    return diagnostic
                }
            )
        }
    }

    /// The findings as text, and a line that counts the documents.
    package func text(usingColor: Bool) -> String {
        let renderer = TextRenderer(usesColor: usingColor)
        let invalid = documents.count { !$0.isValid }
        let count = "\(documents.count) document\(documents.count == 1 ? "" : "s")"
        return documents.flatMap(\.diagnostics).map(renderer.render).joined()
            + "\(count): \(invalid == 0 ? "valid" : documents.count == 1 ? "not valid" : "\(invalid) not valid")\n"
    }

    /// The findings in their stable JSON form.
    package var json: JSON {
        [
            "documents": .array(
                documents.map { document in
                    [
                        "valid": .boolean(document.isValid),
                        "diagnostics": .array(
                            document.diagnostics.map {
                                [
                                    "rule": .string($0.rule), "severity": .string($0.severity.rawValue),
                                    "message": .string($0.message),
                                    "pointer": $0.place.pointer.map(JSON.string) ?? .null,
                                ]
                            }
                        ),
                    ]
                }
            )
        ]
    }
}
