import TokenSpec

/// What an audit log needs to know of one resolution: which policy decided, and what the call overrode.
///
/// Its JSON has the members `version` (1), `bundleDigest`, `profile`, `revision`, `environment`, `overrides` (each with
/// `field`, `guard` and `sources`), `scanRef` and `outcome`; what is not known is left out. It never holds a value of a
/// field.
public struct DecisionRecord: Codable, Hashable, Sendable {
    /// The version of the record's form.
    public let version: Int
    /// The digest of the policies; see ``PolicyBundle/digest``.
    public let bundleDigest: String
    /// The name of the profile.
    public let profile: String
    /// The revision of the profile, where it has one.
    public let revision: Int?
    /// The name of the environment; nil for none.
    public let environment: String?
    /// The fields that the call overrode, in the order of the specification.
    public let overrides: [Override]
    /// The provider's identifier of the session, once a token was issued.
    public var scanRef: String?
    /// What came of the request, such as `issued`, or the kind of the error.
    public var outcome: String?

    /// A field that the call overrode.
    public struct Override: Codable, Hashable, Sendable {
        /// The path of the field.
        public let field: String
        /// The guard that let it through: `allow`, `disable`, `narrow` or `bounds`.
        public let `guard`: String
        /// Where the guard is written, as path and line; empty where nothing guards the field.
        public let sources: [String]
    }
}

extension ResolvedRequest {
    /// The record of how the request came about.
    public var record: DecisionRecord {
        DecisionRecord(
            version: 1,
            bundleDigest: bundleDigest,
            profile: profile,
            revision: revision,
            environment: environment,
            overrides: overridden.map {
                DecisionRecord.Override(
                    field: $0.field.path,
                    guard: $0.guarded.kind.rawValue,
                    sources: $0.guarded.sources.map(\.description)
                )
            }
        )
    }
}
