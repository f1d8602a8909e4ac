import KYCTokenIssuer
import TokenSpec

/// What `--dry-run` shows of a request: all of it but the credentials.
struct RequestPreview {
    private let url: String
    private let headers: [(name: String, value: String)]
    private let body: JSON

    init(_ request: TokenRequest) {
        url = request.url
        headers = [("Authorization", "Basic <redacted>")] + TokenRequest.headers
        body = request.body
    }

    /// The request as HTTP writes it, the body with a line a member.
    var text: String {
        "POST \(url)\n" + headers.map { "\($0.name): \($0.value)\n" }.joined() + "\n\(body.pretty)\n"
    }

    /// The request as one JSON object.
    var json: JSON {
        [
            "method": "POST",
            "url": .string(url),
            "headers": .object(headers.map { JSON.Member($0.name, .string($0.value)) }),
            "body": body,
        ]
    }
}
