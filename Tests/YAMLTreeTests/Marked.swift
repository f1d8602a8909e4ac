import Testing
import YAMLTree

/// A source text with marks around the places that a test expects: `«…»`, and `‹…›` for a second one.
struct Marked: CustomTestStringConvertible {
    let marked: String
    let source: [UInt8]
    private(set) var ranges: [Range<Int>] = []
    private(set) var related: [Range<Int>] = []

    init(_ marked: String) {
        self.marked = marked
        var source: [UInt8] = []
        var starts: [Int] = []
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "«", "‹": starts.append(source.count)
            case "»": ranges.append((starts.popLast() ?? 0)..<source.count)
            case "›": related.append((starts.popLast() ?? 0)..<source.count)
            default: source += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        self.source = source
    }

    var testDescription: String { marked.debugDescription }
}

extension Marked: ExpressibleByStringLiteral {
    init(stringLiteral marked: String) {
        self.init(marked)
    }
}

/// The source text with marks around the nodes of a tree that a test asks about.
struct Marking {
    private let source: [UInt8]
    private let marksCollections: Bool
    private var position = 0
    private var text = ""

    /// The source with marks around each key and scalar.
    static func leaves(of root: YAML.Node?, in source: [UInt8]) -> String {
        text(of: root, in: source, marksCollections: false)
    }

    /// The source with marks around each sequence and mapping.
    static func collections(of root: YAML.Node?, in source: [UInt8]) -> String {
        text(of: root, in: source, marksCollections: true)
    }

    private static func text(of root: YAML.Node?, in source: [UInt8], marksCollections: Bool) -> String {
        var marking = Marking(source: source, marksCollections: marksCollections)
        if let root { marking.visit(root) }
        marking.copy(to: source.count)
        return marking.text
    }

    private init(source: [UInt8], marksCollections: Bool) {
        self.source = source
        self.marksCollections = marksCollections
    }

    private mutating func visit(_ node: YAML.Node) {
        switch node.content {
        case .scalar, .invalid:
            mark(node.range, if: !marksCollections) { _ in }
        case .sequence(let nodes):
            mark(node.range, if: marksCollections) { marking in
                for node in nodes { marking.visit(node) }
            }
        case .mapping(let entries):
            mark(node.range, if: marksCollections) { marking in
                for entry in entries {
                    marking.mark(entry.key.range, if: !marking.marksCollections) { _ in }
                    marking.visit(entry.value)
                }
            }
        }
    }

    private mutating func mark(_ range: Range<Int>, if isWanted: Bool, _ inner: (inout Marking) -> Void) {
        copy(to: range.lowerBound)
        if isWanted { text += "«" }
        inner(&self)
        copy(to: range.upperBound)
        if isWanted { text += "»" }
    }

    private mutating func copy(to offset: Int) {
        guard position <= offset, offset <= source.count else { return }
        text += String(decoding: source[position..<offset], as: UTF8.self)
        position = offset
    }
}
