import Testing

@testable import YAMLTree

@Suite struct `Offset cursor` {
    @Test(arguments: ["", "abc", "aé→😀b\r\n\u{85}", "\u{FEFF}a", "\u{FEFF}é😀", "\u{FEFF}\u{FEFF}a"])
    func `any code point is found from any other`(string: String) throws {
        let source = Array(string.utf8)
        let text = try SourceText.validating(source).get()
        var offsets = [text.start]
        for offset in source.indices.dropFirst(text.start) {
            if offset > text.start, source[offset] & 0xC0 != 0x80 { offsets.append(offset) }
        }
        offsets.append(source.count)
        var cursor = OffsetCursor(text)
        for first in offsets.indices {
            for second in offsets.indices {
                #expect(cursor.byteOffset(of: first) == offsets[first])
                #expect(cursor.byteOffset(of: second) == offsets[second])
            }
        }
        #expect(cursor.byteOffset(of: offsets.count + 10) == source.count)
    }
}
