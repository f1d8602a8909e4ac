import KYCTokenIssuer
import Testing

@Suite struct `Base URLs of an issuer` {
    @Test(arguments: [
        ("https://ivs.idenfy.com", "https://ivs.idenfy.com/api/v2/token"),
        ("https://ivs.idenfy.com/", "https://ivs.idenfy.com/api/v2/token"),
        ("HTTPS://proxy.example:8443/idenfy//", "HTTPS://proxy.example:8443/idenfy/api/v2/token"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v2/token"),
        ("http://127.9.8.7", "http://127.9.8.7/api/v2/token"),
        ("http://[::1]:8080", "http://[::1]:8080/api/v2/token"),
        ("http://LocalHost", "http://LocalHost/api/v2/token"),
    ])
    func `https anywhere and http on loopback make an endpoint`(text: String, endpoint: String) throws {
        #expect(try BaseURL(text).tokenEndpoint == endpoint)
    }

    @Test(arguments: [
        "", "ivs.idenfy.com", "//ivs.idenfy.com", "ftp://ivs.idenfy.com", "file:///etc/passwd", "https:", "https://",
        "https:///path", "https://user:pw@ivs.idenfy.com", "https://user@ivs.idenfy.com", "https://@ivs.idenfy.com",
        "https://ivs.idenfy.com?x=1", "https://ivs.idenfy.com/?", "https://ivs.idenfy.com#f",
        "https://ivs.idenfy.com/#",
        "https://ivs.idenfy.com:0", "https://ivs.idenfy.com:65536", "https://ivs.idenfy.com:", "https://a b",
        "https://a/../b", "https://a/./b", "https://a%2fb", "https://a\\@b", "https://a\n", "https://exämple.com",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: BaseURLError.self) { try BaseURL(text) }
    }

    @Test(arguments: [
        "http://ivs.idenfy.com", "http://127.0.0.1.example.com", "http://localhost.example.com", "http://10.0.0.1",
        "http://127.1", "http://0x7f.0.0.1", "http://0177.0.0.1", "http://127.0.0.01", "http://127.0.0.256",
        "http://128.0.0.1", "http://[::2]", "http://2130706433", "http://0.0.0.0",
    ])
    func `plain http is refused beyond loopback`(text: String) {
        let error = #expect(throws: BaseURLError.self) { try BaseURL(text) }
        #expect(error?.description.contains("loopback") == true)
    }

    @Test func `an error does not repeat a password`() {
        let error = #expect(throws: BaseURLError.self) { try BaseURL("https://user:hunter2@ivs.idenfy.com") }
        #expect(error?.description.contains("hunter2") == false)
    }
}
