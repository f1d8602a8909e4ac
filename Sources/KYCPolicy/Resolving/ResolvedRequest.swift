public import TokenSpec

/// A request that its profile and call resolve to, and that the specification accepts.
public struct ResolvedRequest: Sendable {
    /// The profile that was named.
    public let profile: String
    /// What is sent.
    package let row: RequestRow

    package init(profile: String, row: RequestRow) {
        self.profile = profile
        self.row = row
    }

    /// The JSON body of the request.
    ///
    /// It holds the client's personal data where the call gave any: don't log it.
    ///
    /// - Throws: ``DialectError``, where the dialect cannot carry the request.
    public func body(in dialect: WireDialect = .nested) throws(DialectError) -> String {
        try row.encoded(in: dialect).compact
    }
}

extension ResolvedRequest: CustomStringConvertible, CustomReflectable {
    /// The profile; no value, since some are personal.
    public var description: String { "request of profile \(profile)" }

    /// The profile; no value, since some are personal.
    public var customMirror: Mirror { Mirror(self, children: ["profile": profile]) }
}
