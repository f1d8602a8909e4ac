public import TokenSpec

/// A request that its profile and call resolve to, and that the specification accepts.
public struct ResolvedRequest: Sendable {
    /// The name of the profile.
    public let profile: String
    /// The revision of the profile, where it has one.
    public let revision: Int?
    /// The name of the environment; nil for none.
    public let environment: String?
    /// The digest of the policies that decided; see ``PolicyBundle/digest``.
    public var bundleDigest: String { digestOnDemand.value }
    private let digestOnDemand: DigestOnDemand
    /// What is sent.
    package let row: RequestRow
    /// What the call overrode, and the guards that let it through.
    let overridden: [(field: Field, guarded: EffectiveGuard)]

    init(
        profile: CompiledProfile,
        environment: String?,
        digestOnDemand: DigestOnDemand,
        row: RequestRow,
        overridden: [(field: Field, guarded: EffectiveGuard)]
    ) {
        self.profile = profile.name
        self.revision = profile.revision
        self.environment = environment
        self.digestOnDemand = digestOnDemand
        self.row = row
        self.overridden = overridden
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
