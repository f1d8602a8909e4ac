import CLibYAML

/// libyaml's event parser, and the only place that touches it.
///
/// The handle owns the C parser and every event that it hands out; what leaves this file are values that Swift owns.
@safe
struct LibYAMLParser: ~Copyable {
    /// On the heap, because libyaml stores the parser's own address in it.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let isInitialized: Bool

    /// Runs `body` with a parser over `source`, whose bytes stay in place for as long as that takes.
    static func withParser<Result>(reading source: [UInt8], _ body: (inout LibYAMLParser) -> Result) -> Result {
        unsafe source.withUnsafeBufferPointer { bytes in
            var parser = unsafe LibYAMLParser(reading: bytes)
            return body(&parser)
        }
    }

    private init(reading bytes: UnsafeBufferPointer<UInt8>) {
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        isInitialized = unsafe yaml_parser_initialize(parser) == 1
        if isInitialized {
            // The encoding is left for libyaml to find: told that it is UTF-8 it would count a byte order mark as text.
            unsafe yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        }
    }

    deinit {
        if isInitialized { unsafe yaml_parser_delete(parser) }
        unsafe parser.deallocate()
    }

    /// The next event, the last of which is `streamEnd`.
    mutating func next() throws(LibYAMLFailure) -> LibYAMLEvent {
        guard isInitialized else { throw .outOfMemory }
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure }
        defer { unsafe yaml_event_delete(&event) }
        return unsafe LibYAMLEvent(event)
    }

    private var failure: LibYAMLFailure {
        switch unsafe parser.pointee.error {
        case YAML_MEMORY_ERROR:
            return .outOfMemory
        case YAML_READER_ERROR:
            let value = unsafe Unicode.Scalar(UInt32(bitPattern: parser.pointee.problem_value))
            return unsafe .forbiddenCharacter(value ?? "\u{FFFD}", byteOffset: parser.pointee.problem_offset)
        default:
            let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) }
            return unsafe .syntax(
                parser.pointee.problem.map { unsafe String(cString: $0) } ?? "unknown error",
                at: parser.pointee.problem_mark.index,
                context: context,
                from: context == nil ? nil : parser.pointee.context_mark.index
            )
        }
    }
}

extension LibYAMLEvent {
    fileprivate init(_ event: yaml_event_t) {
        var text = ""
        var hasProperties = false
        switch unsafe event.type {
        case YAML_STREAM_END_EVENT:
            kind = .streamEnd
        case YAML_DOCUMENT_START_EVENT:
            kind = .documentStart
        case YAML_DOCUMENT_END_EVENT:
            kind = .documentEnd(isExplicit: unsafe event.data.document_end.implicit == 0)
        case YAML_ALIAS_EVENT:
            kind = .alias
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            kind = .scalar(unsafe YAML.Scalar.Style(scalar.style))
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            text = unsafe String(decoding: bytes, as: UTF8.self)
            unsafe hasProperties = scalar.anchor != nil || scalar.tag != nil
        case YAML_SEQUENCE_START_EVENT:
            let sequence = unsafe event.data.sequence_start
            kind = .sequenceStart(isFlow: unsafe sequence.style == YAML_FLOW_SEQUENCE_STYLE)
            unsafe hasProperties = sequence.anchor != nil || sequence.tag != nil
        case YAML_MAPPING_START_EVENT:
            let mapping = unsafe event.data.mapping_start
            kind = .mappingStart(isFlow: unsafe mapping.style == YAML_FLOW_MAPPING_STYLE)
            unsafe hasProperties = mapping.anchor != nil || mapping.tag != nil
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            kind = .collectionEnd
        default:
            kind = .streamStart
        }
        self.text = text
        self.hasProperties = hasProperties
        unsafe start = event.start_mark.index
        unsafe end = event.end_mark.index
    }
}

extension YAML.Scalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
