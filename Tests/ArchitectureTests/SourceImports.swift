import Foundation

/// An import in a source file.
struct SourceImport: CustomStringConvertible {
    let module: String
    /// The path from `Sources`, and the line from 1.
    let file: String
    let line: Int
    /// Whether it is compiled only where there is no FoundationEssentials.
    let isFallback: Bool

    var description: String { "Sources/\(file):\(line): import \(module)" }

    private static let kinds: Set<Substring> = [
        "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
    ]
    private static let modifiers: Set<Substring> = ["fileprivate", "internal", "package", "private", "public"]

    /// The imports of a Swift source text; what stands in a multi-line string or a comment is none.
    static func all(in text: String, file: String) -> [SourceImport] {
        var imports: [SourceImport] = []
        var conditions: [(hasEssentials: Bool, isElse: Bool)] = []
        var isInString = false
        var isInComment = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
            let wasInside = isInString || isInComment
            if !isInComment, !line.matches(of: /"""/).count.isMultiple(of: 2) { isInString.toggle() }
            if !isInString, line.contains("/*") { isInComment = true }
            if line.contains("*/") { isInComment = false }
            guard !wasInside, let first = words.first else { continue }
            switch first {
            case "#if": conditions.append((words.dropFirst().joined() == "canImport(FoundationEssentials)", false))
            case "#elseif", "#else": if !conditions.isEmpty { conditions[conditions.count - 1].isElse = true }
            case "#endif": _ = conditions.popLast()
            default:
                guard let module = module(of: words) else { continue }
                let isFallback = conditions.contains { $0.hasEssentials && $0.isElse }
                imports.append(SourceImport(module: module, file: file, line: index + 1, isFallback: isFallback))
            }
        }
        return imports
    }

    private static func module(of words: [Substring]) -> String? {
        var rest = words.drop { $0.hasPrefix("@") || modifiers.contains($0) }
        guard rest.popFirst() == "import" else { return nil }
        if let kind = rest.first, kinds.contains(kind) { rest = rest.dropFirst() }
        return rest.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
    }

    /// The imports of every file of a target.
    static func all(of target: String, in sources: URL) throws -> [SourceImport] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.appendingPathComponent(target).path)
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().flatMap { path in
            let url = sources.appendingPathComponent(target).appendingPathComponent(path)
            return all(in: try String(contentsOf: url, encoding: .utf8), file: "\(target)/\(path)")
        }
    }
}
