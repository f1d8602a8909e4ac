package import PolicyDiagnostics
package import TokenSpec

/// What one policy file declares, each part with its place.
package struct PolicyFile: Sendable {
    package let source: SourceText
    package var profiles: [ProfileDeclaration] = []
    /// Whether the file was read to its end, so that what it does not declare is not there.
    package var isComplete = true
    package var diagnostics: [Diagnostic] = []
}

/// A word with the place it was written.
package struct Located: Sendable {
    package let text: String
    package let span: SourceSpan
}

/// A profile as it stands in its file.
package struct ProfileDeclaration: Sendable {
    package let name: Located
    package var isAbstract = false
    package var summary: String?
    package var parent: Parent = .none
    /// The fields that the profile sets, nulls and unsets.
    package var layer: Layer
    /// Fields that a reported mistake kept from being read: nothing more is said of them.
    package var unreadFields: Set<Field> = []

    /// What a profile extends.
    package enum Parent: Sendable {
        case none
        case named(Located)
        /// A reported mistake stands where the parent's name should.
        case unreadable
    }
}
