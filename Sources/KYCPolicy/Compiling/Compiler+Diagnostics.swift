import PolicyDiagnostics
import TokenSpec

extension CompiledProfile {
    /// The nearest entry of the chain for a field, where it is a value.
    func latest(_ field: Field) -> Layer.Entry? {
        for layer in layers.reversed() {
            if let entry = layer[field] { return entry.state.value == nil ? nil : entry }
            if let group = field.group, layer[group] != nil { return nil }
        }
        return nil
    }
}

extension Diagnostic {
    /// That a layer writes what is locked.
    static func locked(
        _ entry: Layer.Entry,
        _ lock: (field: Field, span: SourceSpan),
        profile: String,
        environment: String? = nil
    ) -> Diagnostic {
        let subject =
            lock.field == entry.field
            ? "\(lock.field.path) is" : "\(entry.field.path) holds \(lock.field.path), which is"
        var diagnostic = Diagnostic(
            .fieldLocked,
            at: entry.place,
            "\(subject) locked, so nothing after that layer may write it, not even the same value: take it out",
            profile: profile,
            field: entry.field.path,
            related: [Related(lock.span, "locked here")]
        )
        diagnostic.environment = environment
        return diagnostic
    }
}

extension ProfileDeclaration.Parent {
    /// Whether there is meant to be a parent.
    var isWritten: Bool {
        if case .none = self { return false }
        return true
    }
}
