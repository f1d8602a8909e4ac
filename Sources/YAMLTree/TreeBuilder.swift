/// The fold of libyaml's events into a tree.
///
/// An event opens a collection, closes one, or hands a finished node to the innermost one that is open.
struct TreeBuilder {
    private let text: SourceText
    private let limits: YAML.Limits
    private var cursor: OffsetCursor
    private var open: [OpenCollection] = []
    private var shelf = OpenCollection.Shelf()
    private var root: YAML.Node?
    private var problems: [YAML.Problem] = []
    private var state = State.reading

    /// Where the last token ended that a node's range is made of.
    private var tokenEnd: Int

    /// Up to where only blanks and comments follow `tokenEnd`, as far as that is known; saves a second look.
    private var triviaEnd: Int

    /// The number of open collections around an entry that is left out, of whose inside nothing is reported.
    private var mutedDepth: Int?

    private enum State {
        case reading
        case complete
        case stopped
    }

    init(text: SourceText, limits: YAML.Limits) {
        self.text = text
        self.limits = limits
        cursor = OffsetCursor(text)
        tokenEnd = text.start
        triviaEnd = text.start
    }

    /// The tree of all events of `parser`, or of those before a problem that stops it.
    mutating func build(from parser: inout LibYAMLParser) -> YAML.ParseResult {
        do throws(LibYAMLFailure) {
            while state == .reading {
                handle(try parser.next())
            }
        } catch {
            stop(for: error)
        }
        while !open.isEmpty {
            closeCollection()
        }
        return YAML.ParseResult(root: root, problems: problems, isComplete: state == .complete)
    }
}

// MARK: - Events

extension TreeBuilder {
    private mutating func handle(_ event: LibYAMLEvent) {
        switch event.kind {
        case .streamStart:
            break
        case .streamEnd:
            state = .complete
        case .documentStart:
            tokenEnd = cursor.byteOffset(of: event.end)
        case .documentEnd(let isExplicit):
            endDocument(event, isExplicit: isExplicit)
        case .alias:
            handleAlias(event)
        case .scalar(let style):
            handleScalar(event, style: style)
        case .sequenceStart(let isFlow):
            openCollection(event, isMapping: false, isFlow: isFlow)
        case .mappingStart(let isFlow):
            openCollection(event, isMapping: true, isFlow: isFlow)
        case .collectionEnd:
            if open.last?.hasBrackets == true {
                tokenEnd = cursor.byteOffset(of: event.end)
            }
            closeCollection()
        }
    }

    /// Looks for a second document in the text itself: libyaml would first read all of its directives.
    private mutating func endDocument(_ event: LibYAMLEvent, isExplicit: Bool) {
        var next = text.skippingTrivia(from: cursor.byteOffset(of: event.end), upTo: text.end)
        while isExplicit, text.isLineStart(next), text.string(text.word(at: next)) == "..." {
            next = text.skippingTrivia(from: next + 3, upTo: text.end)
        }
        guard let first = text[next] else {
            state = .complete
            return
        }
        let word = text.word(at: next)
        let isStart = text.isLineStart(next) && (first == UInt8(ascii: "%") || text.string(word) == "---")
        // Anything else that follows without `...` is an error that libyaml has better words for.
        if isExplicit || isStart {
            stop(.secondDocument, at: word)
        }
    }

    private mutating func handleAlias(_ event: LibYAMLEvent) {
        let range = range(from: cursor.byteOffset(of: event.start), to: cursor.byteOffset(of: event.end))
        tokenEnd = range.upperBound
        report(.alias(text.string(range.dropFirst())), at: range)
        if expectsKey {
            dropEntry()
        } else {
            deliver(YAML.Node(content: .invalid, range: range))
        }
    }

    private mutating func handleScalar(_ event: LibYAMLEvent, style: YAML.Scalar.Style) {
        let start = cursor.byteOffset(of: event.start)
        let end = cursor.byteOffset(of: event.end)
        let contentStart = event.hasProperties ? reportProperties(from: start, upTo: end) : start
        let range: Range<Int>
        switch style {
        case .plain where event.text.isEmpty:
            // Where nothing was written libyaml gives the place of whatever comes next.
            let place = event.hasProperties ? end : placeOfNothing(before: start)
            range = place..<place
        case .literal, .folded:
            range = text.blockScalarRange(from: contentStart, to: end)
        default:
            range = self.range(from: contentStart, to: end)
        }
        tokenEnd = range.upperBound
        if expectsKey {
            take(YAML.Key(text: event.text, style: style, range: range))
        } else {
            deliver(YAML.Node(content: .scalar(YAML.Scalar(value: event.text, style: style)), range: range))
        }
    }

    private mutating func openCollection(_ event: LibYAMLEvent, isMapping: Bool, isFlow: Bool) {
        var start = cursor.byteOffset(of: event.start)
        // The end of its token: a bracket, the `-` or `?` of one that has no token of its own, or nothing at all,
        // right before the first entry.
        let end = cursor.byteOffset(of: event.end)
        let hasBrackets = isFlow && end > start && text[end - 1] == UInt8(ascii: isMapping ? "{" : "[")
        let isReportedKey = expectsKey && mutedDepth == nil
        if event.hasProperties {
            let isBeforeFirstEntry = !isFlow && (isMapping || text[end] == UInt8(ascii: "-"))
            let contentStart = isBeforeFirstEntry ? end : end - 1
            if !isReportedKey { reportProperties(from: start, upTo: contentStart) }
            start = contentStart
        }
        guard open.count < limits.maximumDepth else {
            return stop(.tooDeep, at: text.codePoint(at: start))
        }
        var keyProblem: Int?
        if isReportedKey {
            keyProblem = problems.count
            report(.nonScalarKey, at: text.codePoint(at: start))
            mutedDepth = open.count
        }
        tokenEnd = hasBrackets ? end : start
        open.append(
            OpenCollection(
                start: start,
                isMapping: isMapping,
                hasBrackets: hasBrackets,
                keyProblem: keyProblem,
                on: shelf
            )
        )
    }
}

// MARK: - Nodes

extension TreeBuilder {
    /// Whether the next node is a key.
    private var expectsKey: Bool { open.last?.expectsKey == true }

    private mutating func closeCollection() {
        guard let collection = open.popLast() else { return }
        let range = range(from: collection.start, to: tokenEnd)
        let content = collection.close(on: &shelf)
        if expectsKey {
            if let keyProblem = collection.keyProblem, problems.indices.contains(keyProblem) {
                problems[keyProblem].range = range
            }
            dropEntry()
        } else {
            deliver(YAML.Node(content: content, range: range))
        }
    }

    /// Hands a finished node to the collection it is in.
    private mutating func deliver(_ node: YAML.Node) {
        guard !open.isEmpty else {
            root = node
            return
        }
        open[open.count - 1].take(node, on: &shelf)
        if mutedDepth == open.count, expectsKey { mutedDepth = nil }
    }

    private mutating func take(_ key: YAML.Key) {
        if key.style == .plain, key.text == "<<" {
            report(.mergeKey, at: key.range)
            dropEntry()
        } else if let first = open[open.count - 1].take(key, on: &shelf) {
            report(.duplicateKey(key.text), at: key.range, related: first)
        }
    }

    /// Leaves out the entry whose key was just read, and everything there may be to say about its value.
    private mutating func dropEntry() {
        open[open.count - 1].dropKey()
        if mutedDepth == nil { mutedDepth = open.count }
    }
}

// MARK: - Places

extension TreeBuilder {
    /// The bytes between two offsets, empty rather than a trap should they come in the wrong order.
    private func range(from start: Int, to end: Int) -> Range<Int> {
        start..<max(start, end)
    }

    /// The place of a value that was left out: after the indicator that announces it, or else after the last token.
    private mutating func placeOfNothing(before mark: Int) -> Int {
        var position = max(tokenEnd, triviaEnd)
        var place = tokenEnd
        while position < mark {
            position = text.skippingTrivia(from: position, upTo: mark)
            if position < mark {
                position = text.codePoint(at: position).upperBound
                place = position
            }
        }
        triviaEnd = position
        return place
    }
}

// MARK: - Problems

extension TreeBuilder {
    private mutating func report(_ kind: YAML.Problem.Kind, at range: Range<Int>, related: Range<Int>? = nil) {
        guard mutedDepth == nil, state == .reading else { return }
        guard problems.count < limits.maximumProblemCount else { return stop(.tooManyProblems, at: range) }
        problems.append(YAML.Problem(kind: kind, range: range, related: related))
    }

    /// Reports the anchor and the tag between two offsets; gives where the node after them begins.
    @discardableResult
    private mutating func reportProperties(from start: Int, upTo limit: Int) -> Int {
        var position = start
        while position < limit, let property = text.property(at: position) {
            report(property.kind, at: property.range)
            position = text.skippingTrivia(from: property.range.upperBound, upTo: limit)
        }
        return position
    }

    /// Adds a problem after which nothing more is read; it counts even inside an entry that is left out.
    private mutating func stop(_ kind: YAML.Problem.Kind, at range: Range<Int>, related: Range<Int>? = nil) {
        guard state == .reading else { return }
        problems.append(YAML.Problem(kind: kind, range: range, related: related))
        state = .stopped
    }

    private mutating func stop(for failure: LibYAMLFailure) {
        switch failure {
        case .syntax(let problem, let index, let context, let contextIndex):
            let related = contextIndex.map { text.visibleCharacter(at: cursor.byteOffset(of: $0)) }
            let range = text.visibleCharacter(at: cursor.byteOffset(of: index))
            stop(.syntax(problem: problem, context: context), at: range, related: related == range ? nil : related)
        case .forbiddenCharacter(let character, let offset):
            stop(.forbiddenCharacter(character), at: text.codePoint(at: offset))
        case .outOfMemory:
            stop(.outOfMemory, at: tokenEnd..<tokenEnd)
        }
    }
}
