package import PolicyDiagnostics
package import TokenSpec

extension Diagnostic {
    /// Diagnostics in the stable JSON form of version 1.
    ///
    /// - Parameter includingPointers: whether each has the JSON Pointer into a call, as refusals do.
    package static func report(_ diagnostics: [Diagnostic], fileCount: Int, includingPointers: Bool = false) -> JSON {
        let fingerprints = Fingerprint.all(of: diagnostics)
        func count(_ severity: Severity) -> JSON { .integer(diagnostics.count { $0.severity == severity }) }
        return [
            "version": 1,
            "diagnostics": .array(
                zip(diagnostics, fingerprints).map { $0.json(fingerprint: $1, includingPointer: includingPointers) }
            ),
            "summary": [
                "files": .integer(fileCount), "errors": count(.error), "warnings": count(.warning),
                "notes": count(.note), "suppressed": 0,
                "fixable": .integer(diagnostics.count { $0.fix != nil }),
            ],
        ]
    }

    private func json(fingerprint: String, includingPointer: Bool) -> JSON {
        var members: [JSON.Member] = [
            .init("rule", .string(rule)), .init("severity", .string(severity.rawValue)),
            .init("message", .string(message)), .init("path", .init(place.path)),
            .init("range", place.span?.json ?? .null), .init("profile", .init(profile)),
            .init("environment", .init(environment)), .init("field", .init(field)),
            .init("fingerprint", .string(fingerprint)),
            .init(
                "related",
                .array(
                    related.map {
                        ["path": .string($0.span.path), "range": $0.span.json, "message": .string($0.message)]
                    }
                )
            ),
            .init("fix", fix?.json ?? .null),
        ]
        if includingPointer { members.append(.init("pointer", .init(place.pointer))) }
        return .object(members)
    }
}

extension Fix {
    fileprivate var json: JSON {
        [
            "safe": .boolean(isSafe), "description": .string(description),
            "edits": .array(
                edits.map { ["path": .string($0.span.path), "range": $0.span.json, "text": .string($0.text)] }
            ),
        ]
    }
}
