import PolicyDiagnostics
import TokenSpec

/// Holds what one call writes against the locks and guards of its profile.
struct CallCheck {
    let profile: CompiledProfile
    /// The row just before the call.
    let before: RequestRow
    private(set) var diagnostics: [Diagnostic] = []
    /// The fields that the call may override, with the guards that let them through.
    private(set) var passed: [(field: Field, guarded: EffectiveGuard)] = []

    init(_ profile: CompiledProfile, before: RequestRow) {
        self.profile = profile
        self.before = before
    }

    /// Checks an entry of the call.
    ///
    /// - Parameter applied: The entry as its effect, and whether it was written as a change of the inherited list.
    mutating func check(_ applied: (entry: Layer.Entry, isRelative: Bool)) {
        let (entry, isRelative) = applied
        guard !entry.field.isPerCall else { return }
        let count = diagnostics.count
        if let lock = profile.lock(of: entry.field) {
            report(
                .overrideLocked,
                entry,
                "\(lock.field.path) is locked: no call may change \(entry.field == lock.field ? "it" : entry.field.path)",
                (lock.span, "locked here")
            )
        }
        let fields = entry.field.isGroup ? Array(entry.field.members) : [entry.field]
        for field in fields where profile.locks[field] == nil { check(entry, of: field, isRelative: isRelative) }
        guard diagnostics.count == count else { return keepOneOfEachRule(from: count) }
        passed.append((entry.field, profile.guards[entry.field]))
    }

    /// Drops what a group's fields say once more: the first that a rule holds back speaks for the others.
    private mutating func keepOneOfEachRule(from start: Int) {
        var rules: Set<String> = []
        let kept = diagnostics[start...].filter { rules.insert($0.rule).inserted }
        diagnostics.replaceSubrange(start..., with: kept)
    }

    /// Checks a field whose value could not be read: what does not depend on the value.
    ///
    /// Of a group nothing is said: which of its fields were meant is not known.
    mutating func checkUnread(_ field: Field, at place: Place) {
        guard !field.isGroup else { return }
        let entry = Layer.Entry(field, .unset, at: place)
        if let lock = profile.lock(of: field) {
            report(.overrideLocked, entry, "\(field.path) is locked: no call may change it", (lock.span, "locked here"))
            return
        }
        if let denial = profile.guards[field].denial { reportDenied(entry, field, denial) }
    }

    private mutating func check(_ entry: Layer.Entry, of field: Field, isRelative: Bool) {
        let guarded = profile.guards[field]
        if let denial = guarded.denial { return reportDenied(entry, field, denial) }
        let name = entry.field == field ? field.path : "\(entry.field.path) (\(field.path))"
        switch entry.state {
        case .null, .unset:
            checkClearing(entry, name, guarded)
        case .value(let value):
            if let disabling = guarded.disabling {
                report(
                    .overrideNotDisable,
                    entry,
                    "a call may only switch \(name) off, by null or unset, not set another value",
                    (disabling, "may only be switched off")
                )
            }
            checkNarrowing(entry, value, guarded, isRelative: isRelative)
            if let bounds = guarded.bounds { check(value, bounds, entry, isRelative: isRelative) }
        case .list, .change:
            break
        }
    }

    /// Checks null or unset.
    private mutating func checkClearing(_ entry: Layer.Entry, _ name: String, _ guarded: EffectiveGuard) {
        let isNull = entry.state.isNull
        guard !(isNull ? guarded.allowsNull : guarded.allowsUnset) else { return }
        let word = isNull ? "null" : "unset"
        if let narrowing = guarded.narrowing {
            report(
                .overrideNotNarrower,
                entry,
                "\(name) may only become narrower, and \(word) would accept all",
                (narrowing, "may only become narrower")
            )
        } else if let bounds = guarded.bounds, let span = bounds.firstSpan {
            report(
                bounds.rule,
                entry,
                "\(name) may not be \(word): its guard does not say allow\(isNull ? "Null" : "Unset")",
                (span, "guarded here")
            )
        }
    }

    private mutating func checkNarrowing(
        _ entry: Layer.Entry,
        _ value: FieldValue,
        _ guarded: EffectiveGuard,
        isRelative: Bool
    ) {
        guard let narrowing = guarded.narrowing else { return }
        let path = entry.field.path
        let label = (narrowing, "may only become narrower")
        guard !isRelative else {
            report(.overrideNotNarrower, entry, "\(path) may only become narrower: give the whole list", label)
            return
        }
        guard case .list(let codes) = value else { return }
        guard case .value(.list(let allowed)) = before[entry.field] else { return }
        let added = codes.filter { !allowed.contains($0) }
        if codes.isEmpty {
            report(.overrideNotNarrower, entry, "\(path) may become narrower, but not empty", label)
        } else if !added.isEmpty {
            report(
                .overrideNotNarrower,
                entry,
                "\(path) may only become narrower, and \(CallCheck.listed(added)) \(added.count == 1 ? "is" : "are") not among \(CallCheck.listed(allowed))",
                label
            )
        }
    }

    // MARK: Bounds

    private mutating func check(
        _ value: FieldValue,
        _ bounds: Guard.Bounds,
        _ entry: Layer.Entry,
        isRelative: Bool
    ) {
        let path = entry.field.path
        if case .integer(let number) = value {
            if let minimum = bounds.minimum, number < minimum.value {
                report(
                    .overrideOutOfRange,
                    entry,
                    "\(path) may be at least \(Seconds(minimum.value)), not \(Seconds(number))",
                    (minimum.span, "at least \(minimum.value) s")
                )
            }
            if let maximum = bounds.maximum, number > maximum.value {
                report(
                    .overrideOutOfRange,
                    entry,
                    "\(path) may be at most \(Seconds(maximum.value)), not \(Seconds(number))",
                    (maximum.span, "at most \(maximum.value) s")
                )
            }
        }
        if let choices = bounds.oneOf, !choices.value.contains(value) {
            let words =
                entry.field.isPersonal
                ? "one of \(choices.value.count) values" : CallCheck.listed(choices.value.map(\.text), joint: " or ")
            report(
                .overrideNotOneOf,
                entry,
                "\(path) may be \(words), not \(shown(value, of: entry.field))",
                (choices.span, "the values to choose from")
            )
        }
        if let superset = bounds.subsetOf { checkSubset(value, superset, entry, isRelative: isRelative) }
        if let hosts = bounds.hosts, case .string(let text) = value { checkHost(text, hosts, entry) }
    }

    private mutating func checkSubset(
        _ value: FieldValue,
        _ superset: Sourced<[String]>,
        _ entry: Layer.Entry,
        isRelative: Bool
    ) {
        let path = entry.field.path
        let label = (superset.span, "the codes to choose from")
        guard !isRelative else {
            report(.overrideNotSubset, entry, "\(path) is chosen from a list: give the whole list", label)
            return
        }
        guard case .list(let codes) = value else { return }
        let added = codes.filter { !superset.value.contains($0) }
        if codes.isEmpty {
            report(.overrideNotSubset, entry, "\(path) may not be empty", label)
        } else if !added.isEmpty {
            report(
                .overrideNotSubset,
                entry,
                "\(path) may have \(CallCheck.listed(superset.value)), but not \(CallCheck.listed(added))",
                label
            )
        }
    }

    private mutating func checkHost(_ text: String, _ hosts: Sourced<[String]>, _ entry: Layer.Entry) {
        guard let reason = Guard.Bounds.fault(of: text, among: hosts.value) else { return }
        report(
            .overrideHost,
            entry,
            "\(entry.field.path) may lead to https://\(CallCheck.listed(hosts.value, joint: " or ")), and \(reason)",
            (hosts.span, "the hosts to choose from")
        )
    }

    // MARK: Reporting

    private mutating func reportDenied(_ entry: Layer.Entry, _ field: Field, _ denial: SourceSpan) {
        let subject = entry.field == field ? field.path : "\(entry.field.path), which holds \(field.path)"
        let isListed = profile.guards.lists(field)
        report(
            .overrideDenied,
            entry,
            isListed
                ? "a call may not change \(subject)"
                : "a call may not change \(subject): no layer of \(profile.name) lists it, and the default is deny",
            (denial, isListed ? "denied here" : "denied by default here")
        )
    }

    private mutating func report(
        _ rule: RuleDescriptor,
        _ entry: Layer.Entry,
        _ message: String,
        _ label: (span: SourceSpan, message: String)
    ) {
        diagnostics.append(
            Diagnostic(
                rule,
                at: entry.place,
                message,
                profile: profile.name,
                field: entry.field.path,
                related: [Diagnostic.Related(label.span, label.message)]
            )
        )
    }

    private func shown(_ value: FieldValue, of field: Field) -> String {
        field.isPersonal ? "this value" : Field.excerpt(value.text)
    }

    private static func listed(_ words: [String], joint: String = ", ") -> String {
        let shown = words.prefix(12).map { Field.excerpt($0) }
        return shown.joined(separator: joint)
            + (words.count > shown.count ? " and \(words.count - shown.count) more" : "")
    }
}

extension Guard.Bounds {
    /// The rule that null and unset break where they may not pass.
    fileprivate var rule: RuleDescriptor {
        if minimum != nil || maximum != nil { return .overrideOutOfRange }
        if oneOf != nil { return .overrideNotOneOf }
        if subsetOf != nil { return .overrideNotSubset }
        return hosts == nil ? .overrideDenied : .overrideHost
    }
}
