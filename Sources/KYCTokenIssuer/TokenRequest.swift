import TokenSpec

/// One request as it is sent, apart from the credentials.
package struct TokenRequest: Sendable {
    /// The header fields beside the credentials.
    package static let headers = [(name: "Content-Type", value: "application/json"), ("Accept", "application/json")]

    /// The URL that it goes to.
    package let url: String
    /// The body.
    package let body: JSON

    /// The request that asks for what `row` says.
    ///
    /// - Throws: Where the configured dialect cannot carry it.
    package init(_ row: RequestRow, _ configuration: TokenIssuer.Configuration) throws(DialectError) {
        url = configuration.baseURL.tokenEndpoint
        body = try row.encoded(in: configuration.dialect)
    }
}
