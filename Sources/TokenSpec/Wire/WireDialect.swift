/// The form in which a request is written as JSON.
///
/// The specification and the provider's older pages disagree on the names; a request has the same content in both as
/// far as the older form can carry it.
public struct WireDialect: Hashable, Sendable {
    /// The forms that exist.
    package enum Form: String, Hashable, Sendable, CaseIterable {
        case nested
        case flat
    }

    package let form: Form
    package let allowsLoss: Bool

    /// The specification's form, with `client`, `urls` and `settings` as objects.
    public static let nested = WireDialect(form: .nested, allowsLoss: false)

    /// The older form: all fields at the top, some under other names.
    ///
    /// It has one `country`, which may only preselect where `allowedCountries` restricts, and no way to say that a group
    /// is null; a request with either is refused.
    public static let flat = WireDialect(form: .flat, allowsLoss: false)

    /// The older form for callers who accept that it says less.
    ///
    /// A single allowed country is sent as `country`, and a null group is left out. Several allowed countries are still
    /// refused.
    public static let flatAllowingLoss = WireDialect(form: .flat, allowsLoss: true)
}

/// A request that a dialect cannot carry.
public struct DialectError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The field that has no counterpart in the dialect.
    public let field: Field
    /// What is wrong and what to do instead.
    public let description: String
}
