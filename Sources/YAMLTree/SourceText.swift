/// A UTF-8 source and the few lexical questions that are asked of it by byte offset.
///
/// What counts as a line break here is what libyaml takes for one: besides LF, CR and CRLF also NEL, LS and PS.
struct SourceText {
    /// The first ill-formed sequence of a source.
    struct EncodingError: Error {
        var range: Range<Int>
    }

    let bytes: [UInt8]
    let isASCII: Bool

    /// Where the text begins: after the byte order mark if there is one.
    let start: Int

    static func validating(_ bytes: [UInt8]) -> Result<SourceText, EncodingError> {
        do throws(UTF8.ValidationError) {
            var span = try UTF8Span(validating: bytes.span)
            let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
            return .success(SourceText(bytes: bytes, isASCII: span.checkForASCII(), start: hasMark ? 3 : 0))
        } catch {
            return .failure(EncodingError(range: error.byteOffsets))
        }
    }

    var end: Int { bytes.count }

    subscript(offset: Int) -> UInt8? {
        offset >= 0 && offset < bytes.count ? bytes[offset] : nil
    }

    /// The bytes as a string; offsets outside the source are ignored.
    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<end)], as: UTF8.self)
    }

    /// The code point at an offset, empty at the end of the source.
    func codePoint(at offset: Int) -> Range<Int> {
        let lower = min(max(offset, 0), end)
        var upper = min(lower + 1, end)
        while upper < end, bytes[upper].isContinuation { upper += 1 }
        return lower..<upper
    }

    /// The text from an offset up to the next blank, at least one code point.
    func word(at offset: Int) -> Range<Int> {
        let first = codePoint(at: offset)
        var upper = first.upperBound
        while upper < end, blankLength(at: upper) == 0 { upper += 1 }
        return first.lowerBound..<upper
    }

    /// The number of bytes of the line break at an offset, zero if there is none; CRLF counts as two.
    func breakLength(at offset: Int) -> Int {
        switch self[offset] {
        case 0x0A, 0x0D: 1
        case 0xC2 where self[offset + 1] == 0x85: 2
        case 0xE2 where self[offset + 1] == 0x80 && (self[offset + 2] == 0xA8 || self[offset + 2] == 0xA9): 3
        default: 0
        }
    }

    /// Whether a line begins at an offset, that of the text included.
    func isLineStart(_ offset: Int) -> Bool {
        offset <= start || (1...3).contains { breakLength(at: offset - $0) == $0 }
    }

    private func hasByteOrderMark(at offset: Int) -> Bool {
        self[offset] == 0xEF && self[offset + 1] == 0xBB && self[offset + 2] == 0xBF
    }

    /// The number of bytes of the space, tab or line break at an offset, zero if there is none.
    func blankLength(at offset: Int) -> Int {
        switch self[offset] {
        case 0x20, 0x09: 1
        default: breakLength(at: offset)
        }
    }

    /// The end of the line that an offset lies in, before its break.
    func lineEnd(from offset: Int) -> Int {
        var position = offset
        while position < end, breakLength(at: position) == 0 { position += 1 }
        return position
    }

    /// The first offset from `offset` that is neither blank nor in a comment.
    ///
    /// Only for offsets between tokens: there a `#` always opens a comment, and libyaml takes no notice of a byte
    /// order mark at the start of any line.
    func skippingTrivia(from offset: Int, upTo limit: Int) -> Int {
        var position = offset
        while position < limit {
            let length = blankLength(at: position)
            if length > 0 {
                position += length
            } else if bytes[position] == UInt8(ascii: "#") {
                position = lineEnd(from: position)
            } else if hasByteOrderMark(at: position), isLineStart(position) {
                position += 3
            } else {
                return position
            }
        }
        return min(position, max(offset, limit))
    }

    /// The end of the last text before `offset`, going no further back than `limit`.
    func trimmingBlanks(from offset: Int, downTo limit: Int) -> Int {
        var position = offset
        while position > limit {
            let width = (1...3).first { blankLength(at: position - $0) == $0 }
            guard let width, position - width >= limit else { break }
            position -= width
        }
        return position
    }
}

extension UInt8 {
    /// Whether the byte continues a code point that an earlier one began.
    var isContinuation: Bool { self & 0xC0 == 0x80 }
}
