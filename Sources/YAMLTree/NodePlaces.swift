extension SourceText {
    /// The bytes of a block scalar from its header to its last visible character.
    ///
    /// libyaml's end lies after the line breaks that follow, kept or not.
    func blockScalarRange(from start: Int, to end: Int) -> Range<Int> {
        var headerEnd = start + 1
        while let byte = self[headerEnd], byte.isBlockScalarIndicator { headerEnd += 1 }
        let contentEnd = trimmingBlanks(from: end, downTo: headerEnd)
        // Without content the line of the header may still end in a comment.
        return start..<(contentEnd <= lineEnd(from: headerEnd) ? headerEnd : contentEnd)
    }

    /// The character at an offset or, where a line or the source ends there, the last visible one before.
    func visibleCharacter(at offset: Int) -> Range<Int> {
        guard offset >= end || breakLength(at: offset) > 0 else { return codePoint(at: offset) }
        var lower = trimmingBlanks(from: min(offset, end), downTo: start)
        guard lower > start else { return codePoint(at: offset) }
        lower -= 1
        while lower > start, bytes[lower].isContinuation { lower -= 1 }
        return codePoint(at: lower)
    }
}

extension UInt8 {
    /// Whether the byte may follow the `|` or `>` of a block scalar.
    fileprivate var isBlockScalarIndicator: Bool {
        switch self {
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
