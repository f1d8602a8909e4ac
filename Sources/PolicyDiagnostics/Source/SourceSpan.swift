/// A stretch of a file.
public struct SourceSpan: Sendable {
    /// The file.
    public let source: SourceText
    /// The UTF-8 bytes of the stretch.
    package let offsets: Range<Int>

    package init(_ source: SourceText, _ offsets: Range<Int>) {
        self.source = source
        self.offsets = offsets
    }

    /// The path of the file.
    public var path: String { source.path }

    /// Where the stretch starts.
    public var start: SourceLocation { source.location(at: offsets.lowerBound) }

    /// Where the stretch ends: the place just behind its last character.
    public var end: SourceLocation { source.location(at: offsets.upperBound) }

    /// The text of the stretch.
    package var text: String { source.text(in: offsets) }
}

extension SourceSpan: CustomStringConvertible {
    /// The path and line, such as `policies/base.yaml:9`.
    public var description: String { "\(path):\(start.line)" }
}
