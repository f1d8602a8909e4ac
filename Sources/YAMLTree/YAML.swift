/// The namespace of the YAML reader.
///
/// A policy file is read as plain data: a tree of scalars, sequences and mappings, each with the bytes it was
/// written in. What YAML adds beyond that (anchors, tags, several documents) is refused, one problem each.
package enum YAML {
    /// The tree of a source text, and what is wrong with the text.
    ///
    /// The time is linear in the length of the source, whatever it holds; no input makes it trap.
    package static func parse(_ source: [UInt8], limits: Limits = Limits()) -> ParseResult {
        guard source.count <= limits.maximumByteCount, source.count <= CompactRange.maximumOffset else {
            return ParseResult(refusing: .tooLarge, at: 0..<0)
        }
        let text: SourceText
        switch SourceText.validating(source) {
        case .success(let valid): text = valid
        case .failure(let error): return ParseResult(refusing: .notUTF8, at: error.range)
        }
        if let trap = text.quadraticTrap() {
            return ParseResult(refusing: .tooCostly, at: trap)
        }
        return LibYAMLParser.withParser(reading: source) { parser in
            var builder = TreeBuilder(text: text, limits: limits)
            return builder.build(from: &parser)
        }
    }
}
