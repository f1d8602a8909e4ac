private import Synchronization

/// The text of one file, with the lines that offsets into it fall on.
///
/// Lines end at LF, CR LF or CR, as in YAML 1.2. The table of lines is made when the first place is asked for: a clean
/// file never pays for it.
public final class SourceText: Sendable {
    /// The path by which diagnostics name the file.
    public let path: String
    /// The file's bytes.
    package let bytes: [UInt8]
    /// Whether the text may hold personal data, so that no diagnostic shows a line of it.
    package let isConfidential: Bool

    private let lineStarts = Mutex<[Int]?>(nil)

    /// A file's text.
    package init(path: String, bytes: [UInt8], isConfidential: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.isConfidential = isConfidential
    }

    /// Where a byte offset stands; an offset beyond the text stands at its end.
    package func location(at offset: Int) -> SourceLocation {
        let offset = min(max(offset, 0), bytes.count)
        let (line, start) = lineStarts.withLock { table in
            let starts = table ?? SourceText.findLineStarts(in: bytes)
            table = starts
            let index = SourceText.lastIndex(of: starts, notAfter: offset)
            return (index, starts[index])
        }
        let column = bytes[start..<max(start, offset)].count { $0 & 0xC0 != 0x80 }
        return SourceLocation(line: line + 1, column: column + 1, offset: offset)
    }

    /// The bytes of a line, from 1, without its line break.
    package func line(_ number: Int) -> Range<Int> {
        lineStarts.withLock { table in
            let starts = table ?? SourceText.findLineStarts(in: bytes)
            table = starts
            guard starts.indices.contains(number - 1) else { return bytes.count..<bytes.count }
            let start = starts[number - 1]
            var end = number < starts.count ? starts[number] : bytes.count
            while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
            return start..<end
        }
    }

    /// The text of a range of bytes.
    package func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    private static func findLineStarts(in bytes: [UInt8]) -> [Int] {
        // A byte order mark takes no column.
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (index, byte) in bytes.enumerated() {
            let endsLine = byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A))
            if endsLine { starts.append(index + 1) }
        }
        return starts
    }

    private static func lastIndex(of starts: [Int], notAfter offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
