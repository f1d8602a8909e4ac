extension YAML {
    /// What parsing a source gave.
    package struct ParseResult: Sendable, Equatable {
        /// The node that the document holds, `nil` for one without any.
        package var root: Node?

        /// The problems in the order they were met, which is that of their places.
        package var problems: [Problem]

        /// Whether the source was read to its end.
        ///
        /// Where it was not, the tree holds what was read until then: what is missing from it may well be written
        /// further down, so that nothing can be concluded from its absence.
        package var isComplete: Bool

        package init(root: Node?, problems: [Problem], isComplete: Bool) {
            self.root = root
            self.problems = problems
            self.isComplete = isComplete
        }
    }
}

extension YAML.ParseResult {
    /// The result for a source that is not parsed at all.
    init(refusing kind: YAML.Problem.Kind, at range: Range<Int>) {
        self.init(root: nil, problems: [YAML.Problem(kind: kind, range: range)], isComplete: false)
    }
}
