import TokenSpec

/// What the endpoint makes of a request, apart from any network.
struct TokenEndpoint: Sendable {
    /// The parts of a request's head that the endpoint looks at.
    struct RequestHead: Sendable {
        let method: String
        let path: String
        let authorization: [String]
        let contentType: [String]
    }

    static let path = "/api/v2/token"

    /// The largest body that is read, in bytes.
    ///
    /// The provider gives no number; the fields that have a limit take a few thousand characters together.
    static let maximumBodySize = 1 << 20

    private let authorization: BasicAuthorization

    init(credentials: TokenSandbox.Credentials) { authorization = BasicAuthorization(credentials) }

    /// The refusal of a request that its head already earns.
    func refusal(of head: RequestHead) -> SandboxAnswer? {
        guard head.path == TokenEndpoint.path else { return .notFound }
        guard head.method == "POST" else { return .methodNotAllowed }
        guard authorization.accepts(head.authorization) else { return .unauthorized }
        guard let contentType = head.contentType.first, head.contentType.count == 1,
            TokenEndpoint.isJSON(contentType)
        else { return .wrongContentType }
        return nil
    }

    /// The answer to a body whose head was fine.
    func answer(to body: [UInt8], baseURL: String) -> SandboxAnswer {
        guard String(validating: body, as: UTF8.self) != nil else { return .notUTF8 }
        let json: JSON
        do throws(JSON.SyntaxError) {
            json = try JSON.parse(body)
        } catch {
            return .notJSON(error.located(in: body))
        }
        if let finding = RequestRow.check(json).first(where: \.isInSpecification) {
            return .refused(for: finding)
        }
        return SandboxAnswer(
            status: 201,
            body: TokenMint().answer(to: RequestRow.read(json, as: .specification).row, baseURL: baseURL)
        )
    }

    private static func isJSON(_ contentType: String) -> Bool {
        let parts = contentType.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        return parts.first == "application/json"
            && parts.dropFirst().allSatisfy { parameter in
                !parameter.hasPrefix("charset=") || parameter.filter { $0 != "\"" } == "charset=utf-8"
            }
    }
}
