import PolicyDiagnostics
import TokenSpec
import YAMLTree

extension CallLayer {
    /// Reads a call file: a request's fields by their nested names, in JSON or in YAML.
    ///
    /// - Parameter path: Its ending says which of the two it is; where it says nothing, what is JSON is read as JSON.
    package static func read(_ bytes: [UInt8], path: String) throws(CallArguments.Failure) -> CallLayer {
        if !PolicyDirectory.isPolicyFile(path) {
            var body: JSON?
            do throws(JSON.SyntaxError) {
                body = try JSON.parse(bytes)
            } catch {
                guard !path.hasSuffix(".json") else {
                    throw .invalid([
                        Diagnostic(.jsonSyntax, at: .file(path: path), "not JSON: \(error.located(in: bytes))")
                    ])
                }
            }
            if let body { return try read(body, path: path) }
        }
        return try readYAML(SourceText(path: path, bytes: bytes, isConfidential: true))
    }

    // MARK: JSON

    private static func read(_ body: JSON, path: String) throws(CallArguments.Failure) -> CallLayer {
        let (row, findings) = RequestRow.read(body, as: .policy)
        var call = CallLayer()
        var unusable: [Diagnostic] = []
        for finding in findings {
            let place = Place.pointer(finding.pointer, path: path)
            switch finding.problem {
            case .violation(let violation):
                let diagnostic = Diagnostic(violation, at: place, profile: nil)
                guard let field = violation.field else {
                    unusable.append(diagnostic)
                    continue
                }
                call.diagnostics.append(diagnostic)
                call.unreadFields.insert(field)
            case .unknownKey, .duplicateKey:
                unusable.append(Diagnostic(finding, path: path))
            }
        }
        guard unusable.isEmpty else { throw .invalid(unusable) }
        for field in Field.table {
            let place = Place.pointer(field.pointer, path: path)
            switch row[field] {
            case .absent: continue
            case .null: call.layer.set(Layer.Entry(field, .null, at: place))
            case .value(let value):
                call.layer.set(
                    Layer.Entry(field, value: value, at: place) { .pointer("\(field.pointer)/\($0)", path: path) }
                )
            }
        }
        return call
    }

    // MARK: YAML

    private static func readYAML(_ source: SourceText) throws(CallArguments.Failure) -> CallLayer {
        let result = YAML.parse(source.bytes)
        var reader = TokenReader(owner: .call, nodes: NodeReader(source: source), layer: Layer(kind: .call))
        for problem in result.problems { reader.nodes.report(problem.diagnostic(in: source)) }
        guard result.isComplete, result.problems.isEmpty else { throw .invalid(reader.nodes.diagnostics) }
        if let root = result.root { reader.readFields(of: root) }
        let errors = reader.nodes.diagnostics.filter { $0.severity == .error }
        let keyRules = [RuleDescriptor.unknownKey.id, RuleDescriptor.misplacedKey.id]
        let unusable = errors.filter { $0.field == nil || keyRules.contains($0.rule) }
        guard unusable.isEmpty else { throw .invalid(unusable) }
        var call = CallLayer()
        call.layer = reader.layer
        call.diagnostics = errors
        call.unreadFields = reader.unreadFields
        return call
    }
}

extension Layer.Entry {
    /// An entry with a value; a list keeps the first of equal elements.
    init(_ field: Field, value: FieldValue, at place: Place, element: (Int) -> Place) {
        guard case .list(let texts) = value else {
            self.init(field, .value(value), at: place)
            return
        }
        var seen: Set<String> = []
        let kept = texts.enumerated().filter { seen.insert($0.element).inserted }
        if kept.contains(where: { ListExpression.isSetName($0.element) }) {
            let items = kept.map { ListExpression.Item(text: $0.element, place: element($0.offset)) }
            self.init(field, .list(ListExpression(form: .elements, included: items)), at: place)
            return
        }
        self.init(
            field,
            .value(.list(kept.map(\.element))),
            at: place,
            elements: kept.map { element($0.offset) }
        )
    }
}

extension Diagnostic {
    /// A finding about a request body, whose unknown keys are errors: a call must not lose what it says.
    fileprivate init(_ finding: BodyFinding, path: String) {
        self.init(finding, rule: \.descriptor, path: path)
    }

    /// A finding about a request body.
    ///
    /// - Parameter rule: The rule that a violation is reported under.
    package init(
        _ finding: BodyFinding,
        rule: (SpecificationRule) -> RuleDescriptor,
        path: String?
    ) {
        let place = Place.pointer(finding.pointer, path: path)
        switch finding.problem {
        case .violation(let violation):
            self.init(rule(violation.rule), at: place, violation.message, field: violation.field?.path)
        case .unknownKey(let key, let meant):
            let hint: String
            if let meant, Field.flatNamed(key) == meant {
                hint = ": it is the older API's name of \(meant.path)"
            } else {
                hint = meant.map { "; did you mean \($0.path)?" } ?? ""
            }
            self.init(.unknownKey, at: place, "the request has no field \(Field.excerpt(key))\(hint)")
        case .duplicateKey(let key):
            self.init(
                .duplicateKey,
                at: place,
                "\(Field.excerpt(key)) is written twice, and readers differ in which of the two they take: keep one"
            )
        }
    }
}
