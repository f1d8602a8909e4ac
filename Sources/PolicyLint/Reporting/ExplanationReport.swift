package import KYCPolicy
import PolicyDiagnostics
package import TokenSpec

extension Explanation {
    // MARK: Text

    /// The explanation as text: a block for each field that is written, guarded by name, locked or required.
    ///
    /// - Parameter isComplete: Whether to show values in full, as for a single field.
    package func text(isComplete: Bool) -> String {
        let shown = isComplete ? fields : fields.filter(\.isWorthShowing)
        let rest = fields.filter { field in !shown.contains { $0.field == field.field } }
        var text = "\(profile)\(environment.map { " in \($0)" } ?? "")\n"
        for field in shown { text += "\n" + field.text(isComplete: isComplete) }
        if !rest.isEmpty {
            text += "\nNot written and not sent: \(Explanation.wrapped(rest.map(\.field.path)))\n"
        }
        return text
    }

    /// Words in lines of at most 80 characters.
    private static func wrapped(_ words: [String]) -> String {
        var lines = [""]
        for (index, word) in words.enumerated() {
            let piece = word + (index + 1 < words.count ? "," : "")
            let last = lines[lines.count - 1]
            if last.count + piece.count + 1 > (lines.count == 1 ? 54 : 78) {
                lines.append("  " + piece)
            } else {
                lines[lines.count - 1] = last.isEmpty ? piece : "\(last) \(piece)"
            }
        }
        return lines.joined(separator: "\n")
    }

    // MARK: JSON

    /// The explanation in its stable JSON form of version 1.
    package var json: JSON {
        [
            "version": 1, "profile": .string(profile), "environment": JSON(environment),
            "fields": .array(fields.map(\.json)),
        ]
    }
}

extension Explanation.FieldExplanation {
    /// Whether there is something to say beyond that the field is not sent.
    fileprivate var isWorthShowing: Bool {
        if lock != nil || isRequired { return true }
        // A field that was not there does not go with its group.
        return winner.map { $0.written == field || field.isGroup || !beaten.allSatisfy { $0.written.isGroup } } ?? false
    }

    fileprivate func text(isComplete: Bool) -> String {
        var rows: [(label: String, what: String, place: String)] = []
        if let winner {
            rows.append(("set by", winner.title, "\(winner.span.map(\.description) ?? "")"))
        }
        for mention in beaten {
            let value = mention.outcome.shown(field, isComplete: isComplete)
            rows.append(("beats", "\(value) of \(mention.title)", "\(mention.span.map(\.description) ?? "")"))
        }
        if let lock { rows.append(("locked", "nothing may change it", lock.description)) }
        if isRequired { rows.append(("required", "a call cannot leave it out", "")) }
        if lock == nil {
            let words = guarded.words(for: field)
            let sources = field.isPerCall ? [] : guarded.sources.map(\.description)
            rows.append((field.isPerCall ? "a call" : "a call may", words, sources.first ?? ""))
            rows += sources.dropFirst().map { ("", "", $0) }
        }
        let width = min(rows.map { $0.what.count }.max() ?? 0, 58)
        var text = "\(field.path)\(field.isPerCall ? "" : " = \(outcome.shown(field, isComplete: isComplete))")\n"
        for row in rows {
            let label = row.label + String(repeating: " ", count: 10 - row.label.count)
            let what = row.what + String(repeating: " ", count: max(0, width - row.what.count))
            var line = "  \(label)  \(what)  \(row.place)"
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }

    fileprivate var json: JSON {
        [
            "field": .string(field.path), "state": .string(outcome.state), "value": outcome.value(field),
            "winner": winner.map { $0.json(field) } ?? .null, "beaten": .array(beaten.map { $0.json(field) }),
            "guard": [
                "kind": .string(guarded.kind.rawValue), "bounds": guarded.bounds?.json(field) ?? .null,
                "sources": .array(guarded.sources.map(\.placeJSON)),
            ],
            "lockedBy": lock?.placeJSON ?? .null, "required": .boolean(isRequired),
        ]
    }
}

extension Explanation.Mention {
    /// The layer as a noun phrase.
    fileprivate var title: String {
        switch kind {
        case .ancestor, .profile: name
        case .environment: "environment \(name)"
        case .environmentProfile: "environment \(name), for the profile"
        }
    }

    fileprivate func json(_ field: Field) -> JSON {
        [
            "kind": .string(kind.rawValue), "name": .string(name), "state": .string(outcome.state),
            "value": outcome.value(field), "path": JSON(span?.path), "range": span?.json ?? .null,
        ]
    }
}

extension Explanation.Outcome {
    fileprivate var state: String {
        switch self {
        case .value: "value"
        case .null: "null"
        case .unset: "unset"
        case .absent: "absent"
        }
    }

    fileprivate func value(_ field: Field) -> JSON {
        guard case .value(let value) = self, !field.isPersonal else { return .null }
        return value.json
    }

    /// The outcome as a policy would write it.
    fileprivate func shown(_ field: Field, isComplete: Bool) -> String {
        switch self {
        case .null: return "null"
        case .unset: return "unset"
        case .absent: return field.isGroup ? "what its fields are" : "not sent"
        case .value where field.isPersonal: return "(personal)"
        case .value(.integer(let count)): return "\(count) (\(Seconds(count)))"
        case .value(.list(let codes)) where codes.count > 6 && !isComplete:
            return "[\(codes.prefix(5).joined(separator: ", ")), … \(codes.count) in all]"
        case .value(let value): return value.text
        }
    }
}

extension Guard.Bounds {
    /// The bounds by the names that a policy gives them; personal values are left out.
    fileprivate func json(_ field: Field) -> JSON {
        let members: [JSON.Member?] = [
            minimum.map { .init("min", .integer($0.value)) }, maximum.map { .init("max", .integer($0.value)) },
            field.isPersonal ? nil : oneOf.map { .init("oneOf", .array($0.value.map(\.json))) },
            subsetOf.map { .init("subsetOf", .array($0.value.map(JSON.string))) },
            hosts.map { .init("hosts", .array($0.value.map(JSON.string))) },
            allowsNull.map { .init("allowNull", .boolean($0.value)) },
            allowsUnset.map { .init("allowUnset", .boolean($0.value)) },
        ]
        return .object(members.compactMap(\.self))
    }
}
