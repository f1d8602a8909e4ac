extension YAML {
    /// A key of a mapping and its value.
    package struct Entry: Sendable, Equatable {
        package var key: Key
        package var value: Node

        package init(key: Key, value: Node) {
            self.key = key
            self.value = value
        }
    }

    /// The name of an entry, unique within its mapping.
    ///
    /// Keys are compared as strings, whatever their style, and by canonical equivalence: two spellings of `é` that
    /// no reviewer can tell apart are the same key.
    package struct Key: Sendable, Equatable {
        package var text: String
        package var style: Scalar.Style

        /// The UTF-8 byte offsets of the key in the source, quotes included.
        package var range: Range<Int> { place.range }

        private let place: CompactRange

        package init(text: String, style: Scalar.Style, range: Range<Int>) {
            self.text = text
            self.style = style
            place = CompactRange(range)
        }
    }
}
