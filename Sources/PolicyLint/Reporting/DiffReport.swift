package import KYCPolicy
import PolicyDiagnostics
package import TokenSpec

extension PolicyDiff {
    // MARK: Text

    /// A sentence a change, marked, with the place that did it; and a line that counts.
    package var text: String {
        guard !changes.isEmpty else { return "No change to any request or guard.\n" }
        var text = ""
        for (change, others) in groups {
            text += "\(change.effect.rawValue.padded(to: 8))  \(change.message)\n"
            if !others.isEmpty { text += "          the same for \(others.joined(separator: ", "))\n" }
            if let cause = change.cause { text += "          \(cause.words)\n" }
        }
        return text + "\n\(summary)\n"
    }

    /// The changes, each with the other profiles that one and the same edit changes in the same way.
    private var groups: [(change: Change, others: [String])] {
        var groups: [(change: Change, others: [String])] = []
        var indices: [String: Int] = [:]
        for change in changes {
            let key = change.sameness
            if let key, let index = indices[key], let profile = change.profile {
                groups[index].others.append(profile)
                continue
            }
            if let key { indices[key] = groups.count }
            groups.append((change, []))
        }
        return groups
    }

    private var summary: String {
        let counts = Effect.allCases.map { (count($0), $0) }.filter { $0.0 > 0 }
        let words = counts.map { count, effect in
            switch effect {
            case .tightens: "\(count) \(count == 1 ? "tightens" : "tighten")"
            case .loosens: "\(count) \(count == 1 ? "loosens" : "loosen")"
            case .changes: "\(count) otherwise"
            }
        }
        return "\(changes.count) change\(changes.count == 1 ? "" : "s"): \(words.joined(separator: ", "))"
    }

    // MARK: Markdown

    /// The changes as a comment on a pull request.
    package var markdown: String {
        guard !changes.isEmpty else { return "**kycpolicy**: no change to any request or guard.\n" }
        var text = "### Policy changes: \(summary.split(separator: ": ", maxSplits: 1).last ?? "")\n\n"
        text += "| | Change | Cause |\n|---|---|---|\n"
        for (change, others) in groups {
            let sign =
                switch change.effect {
                case .tightens: "🔒 tightens"
                case .loosens: "⚠️ **loosens**"
                case .changes: "changes"
                }
            let cause =
                change.cause.map { "`\($0.span.description.markdownCode)`\($0.side == .old ? " (before)" : "")" } ?? ""
            let same = others.isEmpty ? "" : "<br>the same for \(others.joined(separator: ", ").markdownCell)"
            text += "| \(sign) | \(change.message.markdownCell)\(same) | \(cause) |\n"
        }
        return text
    }

    // MARK: JSON

    /// The changes in their stable JSON form of version 1.
    package var json: JSON {
        [
            "version": 1, "changes": .array(changes.map(\.json)),
            "summary": .object(Effect.allCases.map { .init($0.rawValue, .integer(count($0))) }),
        ]
    }
}

extension PolicyDiff.Cause {
    fileprivate var words: String { side == .new ? "\(span)" : "\(span) (before)" }
}

extension PolicyDiff.Change {
    /// What changes of several profiles have in common that one edit makes; nil where it is of one profile by nature.
    fileprivate var sameness: String? {
        guard let profile, let field, let cause, subject != .profile else { return nil }
        let sentence = message.split(separator: " ").map { $0 == profile ? "*" : String($0) }.joined(separator: " ")
        return "\(field) \(sentence) \(cause.side) \(cause.span)"
    }

    fileprivate var json: JSON {
        [
            "profile": JSON(profile), "environments": .array(environments.map(JSON.string)),
            "subject": .string(subject.rawValue), "field": JSON(field?.path), "kind": .string(kind.rawValue),
            "effect": .string(effect.rawValue), "before": before ?? .null, "after": after ?? .null,
            "message": .string(message),
            "cause": cause.map {
                ["side": .string($0.side.rawValue), "path": .string($0.span.path), "range": $0.span.json]
            } ?? .null,
        ]
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// The text in a cell of a Markdown table.
    fileprivate var markdownCell: String {
        reduce(into: "") { text, character in
            if "\\|<>*_`[]".contains(character) { text += "\\" }
            text.append(character.isNewline ? " " : character)
        }
    }

    /// The text in a code span of a Markdown table.
    fileprivate var markdownCode: String { String(map { $0 == "`" || $0.isNewline ? "'" : $0 }.filter { $0 != "|" }) }
}
