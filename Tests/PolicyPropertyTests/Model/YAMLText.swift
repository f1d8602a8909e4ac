/// A YAML document without a layout.
indirect enum YAMLText {
    /// A scalar as it stands, quotes included.
    case scalar(String)
    case sequence([YAMLText])
    case mapping([(key: String, value: YAMLText)])
}

/// Writes the same content in as many ways as there are: block or flow, any order of keys, with and without comments.
struct YAMLWriter {
    private var random: SplitMix64
    private var lines: [String] = []
    /// The canonical layout shuffles nothing and comments on nothing.
    private let isPlain: Bool

    init(random: SplitMix64, isPlain: Bool) {
        self.random = random
        self.isPlain = isPlain
    }

    /// The text of a document that is a mapping.
    static func text(of document: YAMLText, random: SplitMix64, isPlain: Bool) -> String {
        var writer = YAMLWriter(random: random, isPlain: isPlain)
        writer.write(document, indent: 0)
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write(_ node: YAMLText, indent: Int) {
        let margin = String(repeating: " ", count: indent)
        switch node {
        case .scalar(let text): add(margin + text)
        case .sequence(let elements):
            for element in elements { add("\(margin)- \(flow(element))") }
        case .mapping(let entries):
            for (key, value) in ordered(entries) {
                if !isPlain, random.chance(6) { lines.append(random.chance(50) ? "" : "\(margin)# \(key): not this") }
                if isBlock(value, indent: indent) {
                    add("\(margin)\(key):")
                    write(value, indent: indent + (isPlain ? 2 : random.pick([2, 4])))
                } else {
                    add("\(margin)\(key): \(flow(value))")
                }
            }
        }
    }

    private mutating func add(_ line: String) {
        lines.append(!isPlain && random.chance(6) ? line + "  # as agreed" : line)
    }

    private mutating func isBlock(_ node: YAMLText, indent: Int) -> Bool {
        switch node {
        case .scalar: false
        case .sequence(let elements): !elements.isEmpty && !isPlain && random.chance(30)
        case .mapping(let entries): !entries.isEmpty && (indent < 4 || (!isPlain && random.chance(50)))
        }
    }

    private mutating func flow(_ node: YAMLText) -> String {
        switch node {
        case .scalar(let text): return text
        case .sequence(let elements): return "[" + elements.map { flow($0) }.joined(separator: ", ") + "]"
        case .mapping(let entries):
            let texts = ordered(entries).map { entry in "\(entry.key): \(flow(entry.value))" }
            return texts.isEmpty ? "{}" : "{ " + texts.joined(separator: ", ") + " }"
        }
    }

    private mutating func ordered(_ entries: [(key: String, value: YAMLText)]) -> [(key: String, value: YAMLText)] {
        isPlain ? entries : random.shuffled(entries)
    }
}
