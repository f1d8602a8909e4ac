/// A place in a text.
public struct SourceLocation: Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in Unicode code points.
    public let column: Int
    /// The offset, from 0, in UTF-8 bytes.
    public let offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}
