/// A walk along a source that turns libyaml's code point indices into byte offsets.
///
/// Each step starts where the last one ended, so that indices that come roughly in order cost linear time in all.
struct OffsetCursor {
    private let text: SourceText
    private var index = 0
    private var offset: Int

    init(_ text: SourceText) {
        self.text = text
        offset = text.start
    }

    /// The byte offset of a code point counted from after the byte order mark; at most the source's end.
    mutating func byteOffset(of target: Int) -> Int {
        if text.isASCII { return min(target, text.end) }
        while index < target, offset < text.end {
            offset = text.codePoint(at: offset).upperBound
            index += 1
        }
        while index > target, offset > text.start {
            offset -= 1
            if !text.bytes[offset].isContinuation { index -= 1 }
        }
        return offset
    }
}
