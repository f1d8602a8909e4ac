/// One event of libyaml's parser, owned by Swift.
struct LibYAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        /// Explicit where `...` was written.
        case documentEnd(isExplicit: Bool)
        case alias
        case scalar(YAML.Scalar.Style)
        case sequenceStart(isFlow: Bool)
        /// Flow also for the pair `a: b` directly in a flow sequence, which has no brackets.
        case mappingStart(isFlow: Bool)
        case collectionEnd
    }

    let kind: Kind

    /// The value of a scalar, and empty for all else.
    let text: String

    /// Whether an anchor or a tag comes before the node; then `start` is where the first of them begins.
    let hasProperties: Bool

    /// Code points from after the byte order mark, not bytes.
    let start: Int
    let end: Int
}

/// The reason why libyaml stopped, its places as code points from after the byte order mark unless said otherwise.
enum LibYAMLFailure: Error {
    case syntax(String, at: Int, context: String?, from: Int?)
    /// libyaml's reader counts bytes of the file here, so this place needs no conversion.
    case forbiddenCharacter(Unicode.Scalar, byteOffset: Int)
    case outOfMemory
}
