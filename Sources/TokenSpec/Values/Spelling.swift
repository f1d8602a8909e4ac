extension String {
    /// Whether no character is beyond ASCII.
    ///
    /// Codes are compared only where this holds: Swift takes KELVIN SIGN for K, the service does not.
    package var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

/// Help with words that are almost right.
package enum Spelling {
    /// The word without case, hyphens, underscores and spaces: what two spellings of one name have in common.
    package static func folded(_ word: String) -> String {
        String(word.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " })
    }

    /// The candidate nearest to `word`, where one is near enough to be what was meant.
    ///
    /// Near enough is at most one edit in three characters, transpositions counted as one; a tie goes to the candidate
    /// that comes first. Words beyond 64 characters are not compared.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let target = Array(folded(word).unicodeScalars)
        guard !target.isEmpty, target.count <= 64 else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let scalars = Array(folded(candidate).unicodeScalars)
            let allowed = max(target.count, scalars.count) / 3
            guard abs(scalars.count - target.count) <= allowed else { continue }
            let distance = distance(target, scalars)
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// Optimal string alignment distance.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let substitution = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
                var least = min(substitution, previous[column] + 1, current[column - 1] + 1)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    least = min(least, beforePrevious[column - 2] + 1)
                }
                current.append(least)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
