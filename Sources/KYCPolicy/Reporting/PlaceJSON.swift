package import PolicyDiagnostics
package import TokenSpec

extension SourceSpan {
    /// The range, from start to end.
    package var json: JSON { ["start": start.json, "end": end.json] }

    /// The file and the range.
    package var placeJSON: JSON { ["path": .string(path), "range": json] }
}

extension SourceLocation {
    /// Line and column from 1, the offset in bytes from 0.
    package var json: JSON {
        ["line": .integer(line), "column": .integer(column), "offset": .integer(offset)]
    }
}

extension JSON {
    /// The text, or null where there is none.
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }
}
