/// A range of byte offsets in half the space: a tree has one for every node and every key.
struct CompactRange: Sendable, Equatable {
    private let lower: UInt32
    private let upper: UInt32

    /// The largest offset that fits, 4 GiB.
    static let maximumOffset = Int(UInt32.max)

    init(_ range: Range<Int>) {
        lower = UInt32(clamping: range.lowerBound)
        upper = UInt32(clamping: range.upperBound)
    }

    var range: Range<Int> { Int(lower)..<Int(upper) }
}
