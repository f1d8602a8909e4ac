extension YAML {
    /// A value of the tree, with the place it was written.
    package struct Node: Sendable, Equatable {
        package var content: Content

        /// The UTF-8 byte offsets of the value in the source.
        ///
        /// Quotes, brackets and the header of a block scalar belong to it; anchors, tags, trailing line breaks and
        /// comments don't. A value that was left out has an empty range after the indicator that announced it.
        package var range: Range<Int> { place.range }

        private let place: CompactRange

        package init(content: Content, range: Range<Int>) {
            self.content = content
            place = CompactRange(range)
        }
    }
}

extension YAML.Node {
    /// What a node holds.
    package enum Content: Sendable, Equatable {
        case scalar(YAML.Scalar)
        case sequence([YAML.Node])
        case mapping([YAML.Entry])

        /// Nothing, because of what a problem already speaks of; readers skip it silently.
        case invalid
    }
}
