public import TokenSpec

extension TokenIssuer {
    /// Where and how an issuer sends its requests.
    public struct Configuration: Sendable {
        /// Where the provider's API is.
        public var baseURL: BaseURL
        /// The form of the requests; answers of both forms are understood.
        public var dialect: WireDialect
        /// How long one call may take from connecting to the end of the answer, within 1 millisecond and 1 day.
        ///
        /// It holds for a server that drips its answer byte by byte too.
        public var timeout: Duration
        /// How long making a connection may take, TLS included, within 1 millisecond and 1 day.
        public var connectTimeout: Duration

        /// A configuration; what is not given is the provider's own base URL, the specification's form, 30 seconds and
        /// 5 seconds.
        public init(
            baseURL: BaseURL = .production,
            dialect: WireDialect = .nested,
            timeout: Duration = .seconds(30),
            connectTimeout: Duration = .seconds(5)
        ) {
            self.baseURL = baseURL
            self.dialect = dialect
            self.timeout = timeout
            self.connectTimeout = connectTimeout
        }
    }
}
