package import PolicyDiagnostics
import TokenSpec

/// The intersection of what all layers of a chain let a call do with a field.
package struct EffectiveGuard: Sendable {
    /// Where the layers say it, the furthest ancestor first; empty where nothing guards the field.
    package private(set) var sources: [SourceSpan]
    /// Where the field is denied.
    package private(set) var denial: SourceSpan?
    /// Where only null and unset are let through.
    package private(set) var disabling: SourceSpan?
    /// Where a list may only become narrower.
    package private(set) var narrowing: SourceSpan?
    /// The bounds of all layers, merged key by key.
    package private(set) var bounds: Guard.Bounds?

    /// What one layer lets a call do.
    package init(_ written: Guard, at span: SourceSpan) {
        sources = [span]
        lay(written, at: span)
    }

    /// No guard: every legal override passes.
    package static let unguarded = EffectiveGuard()

    private init() { sources = [] }

    /// Whether every legal override passes.
    package var allowsAll: Bool { denial == nil && disabling == nil && narrowing == nil && bounds == nil }

    /// Whether null passes.
    package var allowsNull: Bool { allows(bounds?.allowsNull) && (denial ?? narrowing) == nil }

    /// Whether unset passes.
    package var allowsUnset: Bool { allows(bounds?.allowsUnset) && (denial ?? narrowing) == nil }

    private func allows(_ key: Sourced<Bool>?) -> Bool { bounds == nil || key?.value == true }

    /// Whether some value passes.
    package var allowsSomeValue: Bool {
        guard denial == nil, disabling == nil else { return false }
        guard let bounds else { return true }
        if let minimum = bounds.minimum, let maximum = bounds.maximum, minimum.value > maximum.value { return false }
        if let choices = bounds.oneOf?.value, !choices.contains(where: bounds.admits) { return false }
        return bounds.subsetOf?.value.isEmpty != true && bounds.hosts?.value.isEmpty != true
    }

    /// What guards together let a call do with their fields at once, which is to null or unset the group that has them.
    static func clearing(_ guards: [EffectiveGuard]) -> EffectiveGuard {
        var result = EffectiveGuard()
        for span in guards.flatMap(\.sources)
        where !result.sources.contains(where: { $0.path == span.path && $0.offsets == span.offsets }) {
            result.sources.append(span)
        }
        guard let first = result.sources.first, !guards.allSatisfy(\.allowsAll) else { return result }
        let passesNull = guards.allSatisfy(\.allowsNull)
        let passesUnset = guards.allSatisfy(\.allowsUnset)
        guard passesNull || passesUnset else {
            result.sources = guards.first { !$0.allowsNull }?.sources ?? result.sources
            result.denial = result.sources.first
            return result
        }
        result.disabling = first
        if !passesNull || !passesUnset {
            var bounds = Guard.Bounds()
            bounds.allowsNull = Sourced(passesNull, first)
            bounds.allowsUnset = Sourced(passesUnset, first)
            result.bounds = bounds
        }
        return result
    }

    // MARK: Intersecting

    /// Intersects the guard with that of a layer further down.
    ///
    /// - Returns: What the layer tried to loosen, where it did; it loosens nothing all the same.
    package mutating func intersect(with written: Guard, at span: SourceSpan) -> Loosening? {
        let loosening = loosening(by: written, at: span)
        sources.append(span)
        lay(written, at: span)
        return loosening
    }

    private mutating func lay(_ written: Guard, at span: SourceSpan) {
        switch written {
        case .allow: break
        case .deny: denial = denial ?? span
        case .disable: disabling = disabling ?? span
        case .narrow: narrowing = narrowing ?? span
        case .bounds(let further): bounds = bounds?.intersection(with: further) ?? further
        }
    }

    /// An attempt to let a call do more than an ancestor does.
    package struct Loosening: Sendable {
        /// What is attempted, and what stands against it: completes "… loosens what an ancestor guards: ".
        package let reason: String
        /// Where the ancestor says so.
        package let ancestor: SourceSpan
        /// Where the attempt is written.
        package let span: SourceSpan
    }

    private func loosening(by written: Guard, at span: SourceSpan) -> Loosening? {
        guard !allowsAll, let last = sources.last else { return nil }
        switch written {
        case .deny: return nil
        case _ where denial != nil:
            return Loosening(reason: "it is denied there", ancestor: denial ?? last, span: span)
        case .allow:
            return Loosening(
                reason:
                    "allow lets more through than \(bounds == nil ? "\(kind.rawValue) does" : "the bounds do") there",
                ancestor: disabling ?? narrowing ?? bounds?.firstSpan ?? last,
                span: span
            )
        case .bounds(let further):
            if let narrowing, let clearing = further.clearing {
                return Loosening(
                    reason: "\(clearing.word) does not pass there",
                    ancestor: narrowing,
                    span: clearing.span
                )
            }
            return bounds?.loosening(by: further, at: span)
        case .disable, .narrow: return nil
        }
    }
}

extension EffectiveGuard {
    /// The guard in one word: the strictest of what its layers say.
    package enum Kind: String, Sendable {
        case allow
        case deny
        case disable
        case narrow
        case bounds
    }

    package var kind: Kind {
        if denial != nil || (disabling != nil && !allowsNull && !allowsUnset) { return .deny }
        if disabling != nil { return .disable }
        if narrowing != nil { return .narrow }
        return bounds == nil ? .allow : .bounds
    }

    /// Whether everything of a field that this guard lets through, the other one does too.
    package func isAtLeastAsStrict(as other: EffectiveGuard, for field: Field) -> Bool {
        if allowsNull, field.canBecomeNull, !other.allowsNull { return false }
        if allowsUnset, !other.allowsUnset { return false }
        guard allowsSomeValue else { return true }
        guard other.denial == nil, other.disabling == nil, other.narrowing == nil || narrowing != nil else {
            return false
        }
        guard let otherBounds = other.bounds?.reduced(for: field), !otherBounds.limitsNoValue else { return true }
        return bounds?.reduced(for: field).isWithin(otherBounds) ?? false
    }
}
