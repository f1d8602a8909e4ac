/// A sequence or mapping whose end has not been read yet.
///
/// What it holds so far lies on the shelf that all open collections share.
struct OpenCollection {
    let start: Int
    let isMapping: Bool

    /// Whether it ends at a bracket of its own rather than with its last entry.
    let hasBrackets: Bool

    /// The index of the problem that says that this collection is a key; it gets its full range at the end.
    let keyProblem: Int?

    private let base: Int
    private var pending = Pending.none
    private var places: [String: Range<Int>] = [:]

    /// What the next node of a mapping belongs to; a key that was taken is on the shelf, with no value yet.
    private enum Pending {
        case none
        case takenKey
        case droppedKey
    }

    /// The nodes and entries of all open collections, the innermost last.
    ///
    /// From here they go into an array of just the right size, so that the tree doesn't keep the spare room that an
    /// array needs while it grows.
    struct Shelf {
        fileprivate var nodes: [YAML.Node] = []
        fileprivate var entries: [YAML.Entry] = []
    }

    /// The count of entries from which a dictionary finds a key faster than a look at each entry.
    private static let manyCount = 16

    init(start: Int, isMapping: Bool, hasBrackets: Bool, keyProblem: Int?, on shelf: Shelf) {
        self.start = start
        self.isMapping = isMapping
        self.hasBrackets = hasBrackets
        self.keyProblem = keyProblem
        base = isMapping ? shelf.entries.count : shelf.nodes.count
    }

    var expectsKey: Bool {
        isMapping && pending == .none
    }

    /// Takes the key of the next entry, or drops it if there is one already, whose place this gives.
    mutating func take(_ key: YAML.Key, on shelf: inout Shelf) -> Range<Int>? {
        if let first = place(of: key.text, on: shelf) {
            pending = .droppedKey
            return first
        }
        if !places.isEmpty { places[key.text] = key.range }
        shelf.entries.append(YAML.Entry(key: key, value: YAML.Node(content: .invalid, range: key.range)))
        pending = .takenKey
        return nil
    }

    mutating func dropKey() {
        pending = .droppedKey
    }

    /// Takes a finished node: the next one of a sequence, or the value of the entry whose key was taken last.
    mutating func take(_ node: YAML.Node, on shelf: inout Shelf) {
        guard isMapping else {
            shelf.nodes.append(node)
            return
        }
        if pending == .takenKey {
            shelf.entries[shelf.entries.count - 1].value = node
        }
        pending = .none
    }

    /// What the collection holds, taken off the shelf; a key still without a value goes.
    func close(on shelf: inout Shelf) -> YAML.Node.Content {
        guard isMapping else {
            let nodes = Array(shelf.nodes[base...])
            shelf.nodes.removeLast(nodes.count)
            return .sequence(nodes)
        }
        if pending == .takenKey { shelf.entries.removeLast() }
        let entries = Array(shelf.entries[base...])
        shelf.entries.removeLast(entries.count)
        return .mapping(entries)
    }

    /// The place of a key among the entries so far, in constant time however many there are.
    private mutating func place(of key: String, on shelf: Shelf) -> Range<Int>? {
        if places.isEmpty {
            let indices = base..<shelf.entries.count
            guard indices.count >= Self.manyCount else {
                return indices.first { shelf.entries[$0].key.text == key }.map { shelf.entries[$0].key.range }
            }
            for index in indices { places[shelf.entries[index].key.text] = shelf.entries[index].key.range }
        }
        return places[key]
    }
}
