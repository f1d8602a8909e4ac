package import PolicyDiagnostics
package import TokenSpec

/// A profile with everything before the call folded.
package struct CompiledProfile: Sendable {
    package let name: String
    package let summary: String?
    package let isAbstract: Bool
    /// Where the profile's name stands.
    package let span: SourceSpan
    /// The layers from the furthest ancestor to the profile itself.
    package let layers: [Layer]
    /// The layers folded.
    package let row: RequestRow
    /// Fields of the chain that a reported mistake kept from being read.
    let unreadFields: Set<Field>
    /// Whether a mistake cut the chain, so that what the profile inherits is not known.
    let isChainCut: Bool

    init(_ declaration: ProfileDeclaration, parent: CompiledProfile?, isChainCut: Bool) {
        name = declaration.name.text
        summary = declaration.summary
        isAbstract = declaration.isAbstract
        span = declaration.name.span
        layers = (parent?.layers ?? []) + [declaration.layer]
        var row = parent?.row ?? RequestRow()
        row.overlay(declaration.layer)
        self.row = row
        unreadFields = (parent?.unreadFields ?? []).union(declaration.unreadFields)
        self.isChainCut = isChainCut || parent?.isChainCut == true
    }

    /// The ancestors' entry that the profile's own overrides.
    func inherited(_ field: Field) -> Layer.Entry? {
        for layer in layers.dropLast().reversed() {
            if let entry = layer[field] { return entry.state.value == nil ? nil : entry }
            if let group = field.group, layer[group] != nil { return nil }
        }
        return nil
    }
}
