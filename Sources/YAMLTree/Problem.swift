extension YAML {
    /// Something in the source that is not YAML, or that a policy file may not use.
    package struct Problem: Sendable, Equatable {
        package var kind: Kind

        /// The UTF-8 byte offsets that the problem is about; empty only where the source has nothing to point at.
        package var range: Range<Int>

        /// A second place that explains the first: the earlier of two equal keys, or where the construct began that
        /// a syntax error broke.
        package var related: Range<Int>?

        package init(kind: Kind, range: Range<Int>, related: Range<Int>? = nil) {
            self.kind = kind
            self.range = range
            self.related = related
        }
    }
}

extension YAML.Problem {
    /// What is wrong.
    package enum Kind: Sendable, Equatable {
        /// Text that is not YAML, in libyaml's own words. Parsing stops.
        case syntax(problem: String, context: String?)

        /// A character that YAML forbids even in comments, most often a control character. Parsing stops.
        case forbiddenCharacter(Unicode.Scalar)

        /// Bytes that are not UTF-8. Nothing is parsed.
        case notUTF8

        /// More bytes than ``YAML/Limits/maximumByteCount``. Nothing is parsed.
        case tooLarge

        /// Text that would take libyaml quadratic time: an enormous run of blanks in a large file, or a great many
        /// directives. Nothing is parsed.
        case tooCostly

        /// A collection inside ``YAML/Limits/maximumDepth`` others. Parsing stops.
        case tooDeep

        /// More problems than ``YAML/Limits/maximumProblemCount``; the place is that of the first one left out.
        /// Parsing stops.
        case tooManyProblems

        /// The memory for parsing could not be had. Parsing stops.
        case outOfMemory

        /// A document after the first one. Parsing stops.
        case secondDocument

        /// `&name` before a node, which is kept.
        case anchor(String)

        /// `*name` in place of a node. As a value it leaves ``YAML/Node/Content/invalid``, as a key nothing.
        case alias(String)

        /// `!name` before a node, which is kept; the text as written.
        case tag(String)

        /// The key `<<`, whose entry is left out.
        case mergeKey

        /// A key that an earlier entry of the mapping has, which is the one that stays.
        case duplicateKey(String)

        /// A sequence or a mapping as a key, whose entry is left out.
        case nonScalarKey
    }
}
