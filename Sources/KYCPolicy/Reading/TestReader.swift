import PolicyDiagnostics
import TokenSpec
import YAMLTree

/// Reads one test.
struct TestReader {
    let nodes: NodeReader
    /// Keys that are not missing, only misspelt.
    private var misspelt: Set<String> = []

    init(nodes: NodeReader) { self.nodes = nodes }

    /// Reads the test; nil where a mistake was reported.
    mutating func read(_ node: YAML.Node) -> PolicyTest? {
        let example = "name:, profile: and expect:"
        guard let entries = nodes.entries(of: node, what: "a test", example: example) else { return nil }
        var values: [TestKey: YAML.Node] = [:]
        var isWhole = true
        for entry in entries {
            guard let key = TestKey(rawValue: entry.key.text) else {
                let meant = nodes.reportUnknown(entry.key, in: "a test", known: TestKey.allCases.map(\.rawValue))
                if let meant { misspelt.insert(meant) }
                isWhole = false
                continue
            }
            values[key] = entry.value
        }
        let name = word(values[.name], .name, in: node)
        let profile = word(values[.profile], .profile, in: node)
        let environment = values[.environment].flatMap { word($0, .environment, in: node) }
        let call = readCall(values[.call])
        let expectation = readExpectation(values[.expect], in: node)
        guard isWhole, let name, let profile, let call, let expectation else { return nil }
        if values[.environment] != nil, environment == nil { return nil }
        return PolicyTest(name: name, profile: profile, environment: environment, call: call, expectation: expectation)
    }

    private func word(_ node: YAML.Node?, _ key: TestKey, in test: YAML.Node) -> Located? {
        guard let node else {
            if misspelt.contains(key.rawValue) { return nil }
            nodes.report(.missingKey, at: test.firstKeyRange, "a test needs \(key.rawValue): …")
            return nil
        }
        return nodes.text(of: node, what: key.rawValue, example: "a text").map {
            Located(text: $0, span: nodes.span(node.range))
        }
    }

    private func readCall(_ node: YAML.Node?) -> CallLayer? {
        guard let node else { return CallLayer() }
        if case .mapping([]) = node.content { return CallLayer() }
        // A test may well give a call that is wrong, to see it denied: what is wrong with values is part of the call.
        var reader = TokenReader(owner: .call, nodes: NodeReader(source: nodes.source), layer: Layer(kind: .call))
        reader.readFields(of: node)
        var call = CallLayer()
        call.layer = reader.layer
        call.unreadFields = reader.unreadFields
        var isWhole = true
        for diagnostic in reader.nodes.diagnostics {
            if diagnostic.isAboutKeys || diagnostic.severity < .error {
                nodes.report(diagnostic)
                isWhole = isWhole && diagnostic.severity < .error
            } else {
                call.diagnostics.append(diagnostic)
            }
        }
        return isWhole ? call : nil
    }

    private func readExpectation(_ node: YAML.Node?, in test: YAML.Node) -> PolicyTest.Expectation? {
        let example = "request: { … }, absent: […] or denied: […]"
        guard let node else {
            if misspelt.contains(TestKey.expect.rawValue) { return nil }
            nodes.report(.missingKey, at: test.firstKeyRange, "a test needs expect: with \(example)")
            return nil
        }
        guard let entries = nodes.entries(of: node, what: "expect", example: example) else { return nil }
        var request = Layer(kind: .call)
        var absent: [FieldMention] = []
        var denied: [Located]?
        var isWhole = !entries.isEmpty
        if entries.isEmpty { nodes.report(.missingKey, at: node.range, "expect is empty: write \(example)") }
        for entry in entries {
            switch ExpectationKey(rawValue: entry.key.text) {
            case .request:
                guard let fields = readRequest(entry.value) else {
                    isWhole = false
                    continue
                }
                request = fields
            case .absent: absent = readAbsent(entry.value, &isWhole)
            case .denied: denied = readDenied(entry.value, &isWhole)
            case nil:
                nodes.reportUnknown(entry.key, in: "expect", known: ExpectationKey.allCases.map(\.rawValue))
                isWhole = false
            }
        }
        guard isWhole else { return nil }
        guard let denied else { return .request(request, absent: absent) }
        guard request.entries.isEmpty, absent.isEmpty else {
            nodes.report(
                .wrongKind,
                at: node.range,
                "a call is either denied or gives a request: expect one of the two"
            )
            return nil
        }
        return .denied(denied, span: nodes.span(node.range))
    }

    private func readRequest(_ node: YAML.Node) -> Layer? {
        var reader = TokenReader(owner: .expectation, nodes: nodes, layer: Layer(kind: .call))
        let count = nodes.diagnostics.count
        reader.readFields(of: node)
        let isWhole = !nodes.diagnostics[count...].contains { $0.severity == .error } && reader.unreadFields.isEmpty
        return isWhole ? reader.layer : nil
    }

    private func readAbsent(_ node: YAML.Node, _ isWhole: inout Bool) -> [FieldMention] {
        guard let elements = nodes.elements(of: node, what: "absent", example: "absent: [urls.webhookUrl]") else {
            isWhole = false
            return []
        }
        return elements.compactMap { element in
            guard let path = nodes.text(of: element, what: "absent", example: "the name of a field"),
                let field = nodes.field(path, at: element.range, purpose: "absent")
            else {
                isWhole = false
                return nil
            }
            return FieldMention(fields: [field], span: nodes.span(element.range))
        }
    }

    private func readDenied(_ node: YAML.Node, _ isWhole: inout Bool) -> [Located]? {
        guard let elements = nodes.elements(of: node, what: "denied", example: "denied: [override-denied]") else {
            isWhole = false
            return nil
        }
        guard !elements.isEmpty else {
            nodes.report(.emptyList, at: node.range, "denied is empty: name the rules, or expect a request")
            isWhole = false
            return nil
        }
        return elements.compactMap { element in
            guard let id = nodes.text(of: element, what: "denied", example: "the id of a rule") else {
                isWhole = false
                return nil
            }
            return Located(text: id, span: nodes.span(element.range))
        }
    }
}

extension Diagnostic {
    /// Whether the diagnostic is about what is written rather than about a field's value.
    var isAboutKeys: Bool {
        field == nil || rule == RuleDescriptor.unknownKey.id || rule == RuleDescriptor.misplacedKey.id
    }
}

extension YAML.Node {
    /// Where the first key of a mapping stands, or the node itself.
    fileprivate var firstKeyRange: Range<Int> {
        guard case .mapping(let entries) = content, let first = entries.first else { return range }
        return first.key.range
    }
}
