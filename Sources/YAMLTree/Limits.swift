extension YAML {
    /// The bounds that keep a hostile file from costing more than a large one.
    package struct Limits: Sendable, Equatable {
        /// The most bytes a source may have; 16 MiB, far above any policy written by people.
        package var maximumByteCount: Int

        /// The most collections that may lie inside one another; libyaml needs quadratic time for deep nesting.
        package var maximumDepth: Int

        /// The most problems that are reported before parsing gives up.
        package var maximumProblemCount: Int

        package init(
            maximumByteCount: Int = 16 * 1024 * 1024,
            maximumDepth: Int = 64,
            maximumProblemCount: Int = 1000
        ) {
            self.maximumByteCount = maximumByteCount
            self.maximumDepth = maximumDepth
            self.maximumProblemCount = maximumProblemCount
        }
    }
}
