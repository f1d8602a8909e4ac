package import PolicyDiagnostics
package import TokenSpec

/// What one call says about fields, `clientId` included, and what was already wrong with it when it was read.
package struct CallLayer: Sendable {
    package var layer = Layer(kind: .call)
    /// What kept parts of the call from being read.
    package var diagnostics: [Diagnostic] = []
    /// Fields that a reported mistake kept from being read.
    package var unreadFields: Set<Field> = []

    package init() {}
}
