import PolicyDiagnostics
import YAMLTree

extension YAML.Problem {
    /// The problem as a diagnostic that says what to use instead.
    func diagnostic(in source: SourceText) -> Diagnostic {
        let (rule, message, label) = explanation(in: source)
        var diagnostic = Diagnostic(rule, at: .source(SourceSpan(source, range)), message, label: label)
        if let related {
            diagnostic.related = [Diagnostic.Related(SourceSpan(source, related), relatedLabel)]
        }
        // Text that is no YAML may be anything, in a call file personal data too.
        diagnostic.isConfidential = source.isConfidential
        return diagnostic
    }

    /// Whether the problem keeps profiles or fields from being read that nothing else gives.
    var hidesEntries: Bool {
        switch kind {
        case .mergeKey, .nonScalarKey, .alias: true
        // The first of two equal keys is read, and only these two hold many things.
        case .duplicateKey(let key): key == FileKey.profiles.rawValue || key == ProfileKey.token.rawValue
        default: false
        }
    }

    private var relatedLabel: String {
        if case .duplicateKey = kind { return "first written here" }
        return "starts here"
    }

    private func explanation(in source: SourceText) -> (RuleDescriptor, message: String, label: String?) {
        // What stands in the text of a call may be personal, and is not repeated.
        func named(_ noun: String, _ name: String) -> String { source.isConfidential ? noun : "\(noun) \(name)" }
        return switch kind {
        case .syntax(let problem, let context):
            (.yamlSyntax, "not YAML: \(hiddenBlank(in: source) ?? YAML.Problem.plainWords(problem, context))", nil)
        case .forbiddenCharacter(let scalar):
            (
                .yamlSyntax,
                "not YAML: the character U+\(YAML.Problem.hexadecimal(scalar)) may not stand in a file; in double quotes "
                    + "write it as an escape", nil
            )
        case .notUTF8:
            (.yamlEncoding, "not UTF-8: save the file in that encoding", nil)
        case .tooLarge:
            (.fileTooLarge, "the file is larger than 16 MiB: split it, files of a directory are one bundle", nil)
        case .tooCostly:
            (.yamlSyntax, "this would take unreasonably long to read: shorten the run of blanks or directives", nil)
        case .tooDeep:
            (.yamlTooDeep, "nested deeper than 64 levels: no part of a policy nests like that", "level 65")
        case .tooManyProblems:
            (.tooManyProblems, "too many problems in this file: the rest of it was not read", nil)
        case .outOfMemory:
            (.fileUnreadable, "there was not enough memory to read the file", nil)
        case .secondDocument:
            (.yamlDocuments, "a second YAML document: put it into a file of its own", nil)
        case .anchor(let name):
            (
                .yamlAnchor,
                "\(named("the anchor", "&\(name)")) is not supported: share fields by extends, countries and documents by sets",
                nil
            )
        case .alias(let name):
            (
                .yamlAnchor,
                "\(named("the alias", "*\(name)")) is not supported: share fields by extends, countries and documents by sets",
                nil
            )
        case .mergeKey:
            (.yamlAnchor, "the merge key << is not supported: a profile takes over another's fields by extends", nil)
        case .tag(let tag):
            (
                .yamlTag, "\(named("the tag", tag)) is not supported: each field knows its kind, so leave the tag out",
                nil
            )
        case .duplicateKey(let key):
            (.duplicateKey, "\(key) is written twice here: keep one of the two", "again")
        case .nonScalarKey:
            (.nonScalarKey, "a key is a single word, not a list or a mapping", nil)
        }
    }

    /// What is to be said of a character among the blanks of the line that looks like a space and is none.
    private func hiddenBlank(in source: SourceText) -> String? {
        for range in [range, related].compactMap(\.self) {
            let line = source.text(in: source.line(source.location(at: range.lowerBound).line))
            let blank = line.unicodeScalars.first { scalar in
                !scalar.isASCII && (scalar.properties.isWhitespace || scalar.properties.generalCategory == .format)
            }
            if let blank {
                return
                    "this line has the character U+\(YAML.Problem.hexadecimal(blank)), which looks like a space or like "
                    + "nothing: put a plain space in its place"
            }
        }
        return nil
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The parser's words, or what they mostly mean to the person who wrote the file.
    private static func plainWords(_ problem: String, _ context: String?) -> String {
        switch problem {
        case "mapping values are not allowed in this context":
            "a second “: ” on one line, or a line indented deeper than the one above allows; put text with “: ” in quotes"
        case "found character that cannot start any token":
            "a tab, @, ` or % stands where a value should start; indent by spaces, and put text that starts so in quotes"
        case "could not find expected ':'":
            "this line has no “: ” after its key, or is indented less than it should be"
        case "did not find expected key":
            "a key should stand here: check the indentation, and that what comes before is closed"
        case "found unexpected end of stream" where context?.contains("quoted") == true:
            "a quote is not closed"
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            "a comma or the closing bracket is missing"
        case "did not find expected '-' indicator":
            "a list element should start with “- ” here, indented like the others"
        case "block sequence entries are not allowed in this context":
            "a list element cannot start here: put it on a line of its own"
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            "a tab stands where only spaces may: indent by spaces"
        case "found unexpected ':'":
            "a colon stands right after a key's colon or a bracket: put a space after the first, or the text in quotes"
        case "found unknown escape character":
            "in double quotes a backslash starts an escape: write it twice, or use single quotes"
        default:
            problem + (context.map { " \($0)" } ?? "")
        }
    }
}
