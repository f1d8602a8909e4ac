/// A stretch of a file.
public struct SourceSpan: Sendable {
    /// The file.
    public let source: SourceText
    // A bundle keeps a span for everything that it holds, and no file has 4 GiB.
    private let lowerBound: UInt32
    private let upperBound: UInt32

    /// The UTF-8 bytes of the stretch.
    package var offsets: Range<Int> { Int(lowerBound)..<Int(upperBound) }

    package init(_ source: SourceText, _ offsets: Range<Int>) {
        self.source = source
        self.lowerBound = UInt32(clamping: offsets.lowerBound)
        self.upperBound = UInt32(clamping: offsets.upperBound)
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
