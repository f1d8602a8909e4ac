import KYCPolicy
import TokenSpec

/// The Swift source that is made from the field table: the typed fields of a call.
package enum SwiftAccessors {
    /// `Sources/KYCPolicy/Generated/TokenCall.swift`.
    package static var tokenCall: String {
        var text = """
            // Generated from the field table. Regenerate: KYCPOLICY_REGENERATE=1 swift test --disable-xctest --filter GeneratedFiles

            public import TokenSpec

            #if canImport(FoundationEssentials)
            public import struct FoundationEssentials.UUID
            #else
            public import struct Foundation.UUID
            #endif

            /// What one call overrides: each field is inherited from the policy unless the call says otherwise.
            public struct TokenCall: Sendable {
                private var entries = CallEntries()


            """
        for group in Field.groups {
            text += """
                    /// \(group.summary)
                    public var \(swiftName(group)) = \(typeName(group))()


                """
        }
        text += """
                /// A call that inherits everything.
                public init() {}

            \(Field.keys(in: nil).filter { !$0.isGroup && !$0.isPerCall }.map(accessor).joined(separator: "\n\n"))

                /// The call as a layer.
                func layer(clientID: String) -> CallLayer {
                    var call = CallLayer()
                    call.layer.set(Layer.Entry(.clientId, .value(.string(clientID)), at: .argument("clientId")))
                    entries.write(to: &call.layer)
            \(Field.groups.map { "        \(swiftName($0)).entries.write(to: &call.layer)" }.joined(separator: "\n"))
                    return call
                }
            }

            """
        for group in Field.groups { text += "\n" + groupType(group) }
        return text
    }

    /// `Sources/TokenSpec/Generated/FieldNames.swift`.
    package static var fieldNames: String {
        """
        // Generated from the field table. Regenerate: KYCPOLICY_REGENERATE=1 swift test --disable-xctest --filter GeneratedFiles

        extension Field {
        \(Field.table.map { "    package static let \(constantName($0)) = Field(index: \($0.index))" }.joined(separator: "\n"))
        }

        """
    }

    private static func groupType(_ group: Field) -> String {
        """
        /// \(group.summary)
        public struct \(typeName(group)): CallGroup, Sendable {
            fileprivate var entries = CallEntries()

            /// Sends JSON null for the whole group.
            public static var null: \(typeName(group)) { \(typeName(group))(.null) }

            /// Sends nothing of the group.
            public static var unset: \(typeName(group)) { \(typeName(group))(.unset) }

            /// Takes what the policy says.
            public static var inherit: \(typeName(group)) { \(typeName(group))() }

            init() {}

            private init(_ state: Layer.State) { entries.set(.\(constantName(group)), state) }

        \(group.members.map(accessor).joined(separator: "\n\n"))
        }

        """
    }

    private static func accessor(_ field: Field) -> String {
        """
            /// \(field.summary)
            public var \(swiftName(field)): Override<\(valueType(field))> {
                get { entries[.\(constantName(field))] }
                set { entries[.\(constantName(field))] = newValue }
            }
        """
    }

    /// The field's name by the Swift API Design Guidelines: `Url` is `URL` there.
    private static func swiftName(_ field: Field) -> String {
        field.name.hasSuffix("Url") ? "\(field.name.dropLast(3))URL" : field.name
    }

    private static func constantName(_ field: Field) -> String {
        let parts = field.path.split(separator: ".")
        return parts.count == 1 ? field.path : parts[0] + capitalized(parts[1])
    }

    private static func typeName(_ group: Field) -> String { "TokenCall\(capitalized(group.name))" }

    private static func capitalized(_ word: some StringProtocol) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func valueType(_ field: Field) -> String {
        switch field.kind {
        case .string, .uri: "String"
        case .duration: "Seconds"
        case .boolean: "Bool"
        case .oneOf: capitalized(field.name)
        case .date: "CalendarDate"
        case .uuid: "UUID"
        case .locale: "InterfaceLocale"
        case .nationality: "CountryCode"
        case .countries: "[CountryCode]"
        case .documents: "[DocumentType]"
        case .group: typeName(field)
        }
    }
}
