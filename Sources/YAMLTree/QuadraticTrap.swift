extension SourceText {
    /// The place of something that would make libyaml's scanner take time in the square of the source's length.
    ///
    /// Both traps are sprung within one call of libyaml, so that no limit on events could stop them.
    func quadraticTrap() -> Range<Int>? {
        excessDirective() ?? excessBlanks()
    }

    /// The first directive beyond 64: libyaml compares each `%TAG` with all before it.
    private func excessDirective() -> Range<Int>? {
        var count = 0
        var position = skippingTrivia(from: start, upTo: end)
        while self[position] == UInt8(ascii: "%") {
            count += 1
            if count > 64 { return word(at: position) }
            position = skippingTrivia(from: lineEnd(from: position), upTo: end)
        }
        return nil
    }

    /// A run of blanks so long that folding the rest of a scalar costs too much.
    ///
    /// libyaml keeps the blanks between two words of a scalar in a buffer and zeroes the whole of it after every
    /// word, however large an earlier run has made it. The bound on length × source keeps that below 16 GiB of
    /// zeroing, less than a second; in a source of 1 MiB it allows for 16,384 blanks in a row.
    private func excessBlanks() -> Range<Int>? {
        let stride = 1024
        let bound = 1 << 34
        var position = stride - 1
        while position < end {
            guard bytes[position].mayBeBlank else {
                position += stride
                continue
            }
            var lower = position
            while lower > 0, bytes[lower - 1].mayBeBlank { lower -= 1 }
            var upper = position + 1
            while upper < end, bytes[upper].mayBeBlank { upper += 1 }
            if upper - lower > bound / end {
                while lower < upper, bytes[lower].isContinuation { lower += 1 }
                while upper < end, bytes[upper].isContinuation { upper += 1 }
                return lower..<upper
            }
            position = upper + stride
        }
        return nil
    }
}

extension UInt8 {
    /// Whether the byte is, or is part of, a space, tab or line break, NEL, LS and PS included.
    fileprivate var mayBeBlank: Bool {
        switch self {
        case 0x20, 0x09, 0x0A, 0x0D, 0xC2, 0x85, 0xE2, 0x80, 0xA8, 0xA9: true
        default: false
        }
    }
}
