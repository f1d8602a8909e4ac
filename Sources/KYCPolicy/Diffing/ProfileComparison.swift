import PolicyDiagnostics
import TokenSpec

/// Finds the changes between two versions of one profile.
struct ProfileComparison {
    private let old: CompiledProfile
    private let new: CompiledProfile
    private let oldContent: BundleContent.ProfileContent
    private let newContent: BundleContent.ProfileContent
    private let environments: [String]
    private(set) var changes: [PolicyDiff.Change] = []

    /// - Parameter environments: The names to compare in; the empty one stands for none.
    init(_ old: CompiledProfile, _ new: CompiledProfile, environments: [String]) {
        self.old = old
        self.new = new
        self.oldContent = old.content
        self.newContent = new.content
        self.environments = environments
    }

    mutating func run() {
        compareMetadata()
        for field in Field.table { compareCells(of: field) }
        for field in Field.leaves { compareGuards(of: field) }
        compare(
            .lock,
            oldContent.locks,
            newContent.locks,
            spans: (old.locks, new.locks),
            added: { "nothing may change \($0.path) of \($1) any more: it is locked" },
            removed: { "\($0.path) of \($1) is no longer locked" }
        )
        compare(
            .requirement,
            oldContent.requirements,
            newContent.requirements,
            spans: (old.requirements, new.requirements),
            added: { "calls of \($1) must now give \($0.path)" },
            removed: { "calls of \($1) need no longer give \($0.path)" }
        )
    }

    // MARK: Metadata

    private mutating func compareMetadata() {
        func note(_ before: JSON?, _ after: JSON?, _ message: String) {
            changes.append(
                PolicyDiff.Change(
                    profile: new.name,
                    subject: .profile,
                    field: nil,
                    kind: .changed,
                    effect: .changes,
                    before: before,
                    after: after,
                    message: message,
                    cause: PolicyDiff.Cause(side: .new, span: new.span)
                )
            )
        }
        if oldContent.revision != newContent.revision {
            let (before, after) = (oldContent.revision, newContent.revision)
            note(
                before.map(JSON.integer),
                after.map(JSON.integer),
                after.map { "\(new.name) is now revision \($0)\(before.map { ", after \($0)" } ?? "")" }
                    ?? "\(new.name) no longer has a revision"
            )
        }
        if oldContent.until != newContent.until || oldContent.successor != newContent.successor {
            let details = [
                newContent.until.map { "until \($0)" }, newContent.successor.map { "use \($0) instead" },
            ].compactMap(\.self)
            note(
                oldContent.deprecation,
                newContent.deprecation,
                new.deprecation == nil
                    ? "\(new.name) is no longer deprecated"
                    : "\(new.name) is deprecated\(details.isEmpty ? ", with no last day" : ": \(details.joined(separator: ", "))")"
            )
        }
    }

    // MARK: Fields

    private mutating func compareCells(of field: Field) {
        /// Environments with the same change are one change.
        typealias Found = (
            before: RequestRow.Cell, after: RequestRow.Cell, effect: PolicyDiff.Effect, environments: [String]
        )
        var found: [Found] = []
        for environment in environments {
            guard let before = oldContent.rows[environment], let after = newContent.rows[environment],
                before[field] != after[field], !isExplained(field, before, after)
            else { continue }
            let effect = FieldChangeWords.effect(field, before, after)
            if let index = found.firstIndex(where: {
                $0.before == before[field] && $0.after == after[field] && $0.effect == effect
            }) {
                found[index].environments.append(environment)
            } else {
                found.append((before[field], after[field], effect, [environment]))
            }
        }
        for (before, after, effect, names) in found {
            let words = FieldChangeWords(new.name, field, before, after)
            let isEverywhere = names.count == environments.count
            changes.append(
                PolicyDiff.Change(
                    profile: new.name,
                    environments: isEverywhere ? [] : names,
                    subject: .field,
                    field: field,
                    kind: before == .absent ? .added : after == .absent ? .removed : .changed,
                    effect: effect,
                    before: field.isPersonal ? nil : before.json,
                    after: field.isPersonal ? nil : after.json,
                    message: words.message + (isEverywhere ? "" : ProfileComparison.phrase(names)),
                    cause: cause(field, before, after, in: names[0])
                )
            )
        }
    }

    /// Whether a field only follows its group, which became null.
    private func isExplained(_ field: Field, _ before: RequestRow, _ after: RequestRow) -> Bool {
        guard let group = field.group else { return false }
        return before[group] != .null && after[group] == .null
    }

    /// What says in which environments a change shows.
    private static func phrase(_ environments: [String]) -> String {
        let named = environments.filter { !$0.isEmpty }
        let parts =
            (named.isEmpty ? [] : ["in \(named.joined(separator: ", "))"])
            + (environments.contains("") ? ["without an environment"] : [])
        return " (\(parts.joined(separator: " and ")))"
    }

    /// The place that decides the new state, or that decided the old one where nothing does now.
    private func cause(
        _ field: Field,
        _ before: RequestRow.Cell,
        _ after: RequestRow.Cell,
        in environment: String
    ) -> PolicyDiff.Cause? {
        let name = environment.isEmpty ? nil : environment
        if case (.value(.list(let was)), .value(.list(let isNow))) = (before, after) {
            if let code = isNow.first(where: { !was.contains($0) }), let span = new.place(of: code, field, in: name) {
                return PolicyDiff.Cause(side: .new, span: span)
            }
            if let code = was.first(where: { !isNow.contains($0) }) {
                if let span = new.removal(of: code, field, in: name) { return PolicyDiff.Cause(side: .new, span: span) }
                if let span = old.place(of: code, field, in: name) { return PolicyDiff.Cause(side: .old, span: span) }
            }
        }
        if let span = new.decisive(field, in: name), after != .absent || old.decisive(field, in: name) == nil {
            return PolicyDiff.Cause(side: .new, span: span)
        }
        if after == .absent, let entry = new.layers(in: name).last(where: { $0[field]?.state.isUnset == true })?[field],
            let span = entry.written
        {
            return PolicyDiff.Cause(side: .new, span: span)
        }
        return old.decisive(field, in: name).map { PolicyDiff.Cause(side: .old, span: $0) }
    }

    // MARK: Guards, locks and requirements

    private mutating func compareGuards(of field: Field) {
        guard oldContent.guards[field] != newContent.guards[field] else { return }
        let (before, after) = (old.guards[field], new.guards[field])
        let effect: PolicyDiff.Effect =
            switch (
                after.isAtLeastAsStrict(as: before, for: field), before.isAtLeastAsStrict(as: after, for: field)
            ) {
            case (true, false): .tightens
            case (false, true): .loosens
            default: .changes
            }
        let message: String
        if after.kind == .deny {
            message = "calls may no longer change \(field.path) on \(new.name)"
        } else if before.kind == .deny {
            message = "calls on \(new.name) may now \(after.words(for: field, as: field.path))"
        } else {
            message =
                "calls on \(new.name) may now \(after.words(for: field, as: field.path)); so far they could \(before.words(for: field))"
        }
        let cause =
            after.sources.last.map { PolicyDiff.Cause(side: .new, span: $0) }
            ?? before.sources.last.map { PolicyDiff.Cause(side: .old, span: $0) }
        changes.append(
            PolicyDiff.Change(
                profile: new.name,
                subject: .guard,
                field: field,
                kind: .changed,
                effect: effect,
                before: .string(before.words(for: field)),
                after: .string(after.words(for: field)),
                message: message,
                cause: cause
            )
        )
    }

    private mutating func compare(
        _ subject: PolicyDiff.Subject,
        _ before: Set<Field>,
        _ after: Set<Field>,
        spans: (old: [Field: SourceSpan], new: [Field: SourceSpan]),
        added: (Field, String) -> String,
        removed: (Field, String) -> String
    ) {
        for field in before.symmetricDifference(after).sorted(by: { $0.index < $1.index }) {
            let isNew = after.contains(field)
            let cause: PolicyDiff.Cause? =
                isNew
                ? spans.new[field].map { PolicyDiff.Cause(side: .new, span: $0) }
                : spans.old[field].map { PolicyDiff.Cause(side: .old, span: $0) }
            changes.append(
                PolicyDiff.Change(
                    profile: new.name,
                    subject: subject,
                    field: field,
                    kind: isNew ? .added : .removed,
                    effect: isNew ? .tightens : .loosens,
                    before: .boolean(!isNew),
                    after: .boolean(isNew),
                    message: isNew ? added(field, new.name) : removed(field, new.name),
                    cause: cause
                )
            )
        }
    }
}

extension RequestRow.Cell {
    /// The cell as JSON; nil where nothing is sent.
    fileprivate var json: JSON? {
        switch self {
        case .absent: nil
        case .null: .null
        case .value(let value): value.json
        }
    }
}

extension CompiledProfile {
    /// Where the layer that decides a field writes it.
    fileprivate func decisive(_ field: Field, in environment: String?) -> SourceSpan? {
        for layer in layers(in: environment).reversed() {
            if let entry = layer[field] ?? field.group.flatMap({ layer[$0] }) { return entry.written }
        }
        return nil
    }

    /// Where a code of a list comes from: an element of the list, or of the set that it names.
    fileprivate func place(of code: String, _ field: Field, in environment: String?) -> SourceSpan? {
        for layer in layers(in: environment).reversed() {
            guard let entry = layer[field] else { continue }
            switch entry.state {
            case .value(.list(let codes)):
                guard let index = codes.firstIndex(of: code), entry.elements.indices.contains(index) else {
                    return entry.written
                }
                return entry.elements[index].span
            case .change(let change):
                if let index = change.added.codes.firstIndex(of: code) { return change.added.places[index].span }
            case .value, .null, .unset, .list:
                return entry.written
            }
        }
        return nil
    }

    /// Where a code is removed from an inherited list.
    fileprivate func removal(of code: String, _ field: Field, in environment: String?) -> SourceSpan? {
        for layer in layers(in: environment).reversed() {
            guard case .change(let change)? = layer[field]?.state else { continue }
            if let index = change.removed.codes.firstIndex(of: code) { return change.removed.places[index].span }
        }
        return nil
    }
}

extension BundleContent.ProfileContent {
    /// The last day and the successor, as a policy names them; nil where there is neither.
    fileprivate var deprecation: JSON? {
        let members = [
            until.map { JSON.Member("until", .string($0.description)) },
            successor.map { JSON.Member("use", .string($0)) },
        ].compactMap(\.self)
        return members.isEmpty ? nil : .object(members)
    }
}
