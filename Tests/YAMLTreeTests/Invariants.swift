import YAMLTree

/// What must hold of the result for any source whatever; the first thing that doesn't, in words.
struct Invariants {
    let source: [UInt8]
    private(set) var violation: String?

    init(of result: YAML.ParseResult, from source: [UInt8]) {
        self.source = source
        for problem in result.problems {
            check(problem.range, "problem \(problem.kind)", isText: problem.kind != .notUTF8)
            if let related = problem.related { check(related, "related \(problem.kind)", isText: true) }
        }
        let stops = result.problems.contains { $0.kind.stopsParsing }
        if stops == result.isComplete { violation = "isComplete is \(result.isComplete)" }
        if let root = result.root { visit(root, within: 0..<source.count) }
    }

    private mutating func check(_ range: Range<Int>, _ what: String, isText: Bool) {
        guard range.upperBound <= source.count else {
            violation = "\(what) \(range) outside"
            return
        }
        for offset in [range.lowerBound, range.upperBound] where isText && offset < source.count {
            if source[offset] & 0xC0 == 0x80 { violation = "\(what) \(range) inside a code point" }
        }
    }

    private mutating func visit(_ node: YAML.Node, within parent: Range<Int>) {
        check(node.range, "node", isText: true)
        if !parent.contains(node.range) { violation = "\(node.range) not inside \(parent)" }
        switch node.content {
        case .scalar(let scalar):
            checkText(scalar.value, scalar.style, at: node.range)
        case .sequence(let nodes):
            var previous = node.range.lowerBound..<node.range.lowerBound
            for child in nodes {
                checkOrder(previous, child.range)
                visit(child, within: node.range)
                previous = child.range
            }
        case .mapping(let entries):
            var previous = node.range.lowerBound..<node.range.lowerBound
            for entry in entries {
                check(entry.key.range, "key", isText: true)
                checkText(entry.key.text, entry.key.style, at: entry.key.range)
                checkOrder(previous, entry.key.range)
                checkOrder(entry.key.range, entry.value.range)
                visit(entry.value, within: node.range)
                previous = entry.value.range
            }
            if Set(entries.map(\.key.text)).count != entries.count { violation = "equal keys at \(node.range)" }
        case .invalid:
            if node.range.isEmpty { violation = "nothing is invalid at \(node.range)" }
        }
    }

    private mutating func checkOrder(_ first: Range<Int>, _ second: Range<Int>) {
        if first.upperBound > second.lowerBound { violation = "\(first) not before \(second)" }
    }

    /// Whether the range holds just what the scalar was written as.
    private mutating func checkText(_ value: String, _ style: YAML.Scalar.Style, at range: Range<Int>) {
        guard violation == nil else { return }
        let text = source[range]
        let isSingleLine = !text.contains { $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }
        let isFine =
            switch style {
            case .plain: !isSingleLine || Array(text) == Array(value.utf8)
            case .singleQuoted: text.count >= 2 && text.first == UInt8(ascii: "'") && text.last == UInt8(ascii: "'")
            case .doubleQuoted: text.count >= 2 && text.first == UInt8(ascii: "\"") && text.last == UInt8(ascii: "\"")
            case .literal: text.first == UInt8(ascii: "|") && text.last.map { $0 > 0x20 } == true
            case .folded: text.first == UInt8(ascii: ">") && text.last.map { $0 > 0x20 } == true
            }
        if !isFine { violation = "\(style) \(value.debugDescription) at \(range) of other text" }
    }
}

extension YAML.Problem.Kind {
    var stopsParsing: Bool {
        switch self {
        case .anchor, .alias, .tag, .mergeKey, .duplicateKey, .nonScalarKey: false
        default: true
        }
    }
}
