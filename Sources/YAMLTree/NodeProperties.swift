extension SourceText {
    /// The anchor or tag that begins at an offset, as the problem it is.
    ///
    /// libyaml has accepted it already, so that its end is where the characters end that it may consist of.
    func property(at offset: Int) -> YAML.Problem? {
        switch self[offset] {
        case UInt8(ascii: "&"):
            let end = anchorEnd(from: offset)
            return YAML.Problem(kind: .anchor(string(offset + 1..<end)), range: offset..<end)
        case UInt8(ascii: "!"):
            let end = tagEnd(from: offset)
            return YAML.Problem(kind: .tag(string(offset..<end)), range: offset..<end)
        default:
            return nil
        }
    }

    private func anchorEnd(from offset: Int) -> Int {
        var position = offset + 1
        while let byte = self[position], byte.isAnchorCharacter { position += 1 }
        return position
    }

    /// The end of a tag, `!<…>` included; in a flow collection a comma may follow at once.
    private func tagEnd(from offset: Int) -> Int {
        let isVerbatim = self[offset + 1] == UInt8(ascii: "<")
        var position = offset + 1
        while let byte = self[position], blankLength(at: position) == 0 {
            if isVerbatim, byte == UInt8(ascii: ">") { return position + 1 }
            if !isVerbatim, byte == UInt8(ascii: ",") { break }
            position += 1
        }
        return position
    }
}

extension UInt8 {
    /// Whether libyaml allows the byte in the name of an anchor.
    fileprivate var isAnchorCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
