import Testing
import TokenSpec

@Suite struct AbsoluteURITests {
    // The first ten are the examples of RFC 3986, sections 1.1.2 and 3, as far as they are absolute.
    @Test(arguments: [
        "ftp://ftp.is.co.za/rfc/rfc1808.txt", "http://www.ietf.org/rfc/rfc2396.txt",
        "ldap://[2001:db8::7]/c=GB?one?two",
        "mailto:John.Doe@example.com", "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212",
        "telnet://192.0.2.16:80/", "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
        "foo://example.com:8042/over/there?name=ferret#nose", "urn:example:animal:ferret:nose",
        "https://example.com", "https://example.com/", "HTTPS://EXAMPLE.com/", "a:", "a:b", "http:", "http://",
        "http:///path", "file:///etc/hosts", "https://example.com:", "https://example.com:8443/",
        "https://example.com:99999999", "https://user:pass@example.com/", "https://user%40x@example.com/",
        "https://@example.com/", "https://a.b-c_d~e/%7Euser?x=%20&y='(1)*+,;=#/?:@!$", "https://example.com?query",
        "https://example.com#fragment", "https://example.com/?", "https://example.com/#", "https://example.com//a//b",
        "https://exa%6Dple.com/", "myapp+x-1.2://done", "https://1.2.3.4/", "https://1.2.3.999/", "https://a..b/",
        "https://-/", "https://[::]/", "https://[::1]:8080/", "https://[1:2:3:4:5:6:7:8]/", "https://[1::8]/",
        "https://[1:2:3:4:5:6:7::]/", "https://[::2:3:4:5:6:7:8]/", "https://[1:2:3:4:5:6:1.2.3.4]/",
        "https://[::ffff:192.0.2.128]/", "https://[::255.255.255.255]/", "https://[ABCD:ef01::]/",
        "https://[v1.a:b]/", "https://[vF.~!]:1", "data:text/plain,a%20b",
    ])
    func `a URI of RFC 3986 is taken`(text: String) {
        #expect(throws: Never.self) { try AbsoluteURI(text) }
    }

    @Test(arguments: [
        "", ":", "example.com", "www.example.com/done", "/done", "//example.com/", "?q", "#f", "://example.com",
        "1http://example.com", "-a:b", "h ttp://example.com", "htt_p://example.com", "hé:x", " https://example.com",
        "https://example.com ", "https://exa mple.com/", "https://example.com/a b", "https://example.com/\t",
        "https://example.com/\n", "https://example.com/\u{0}", "https://example.com/%", "https://example.com/%4",
        "https://example.com/%zz", "https://example.com/%4\u{0661}", "https://ex%zzample.com/", "https://example.com/é",
        "https://bücher.example/", "https://example.com/\u{1F600}", "https://example.com/<a>",
        "https://example.com/\"", "https://example.com/{id}", "https://example.com/a|b", "https://example.com/a\\b",
        "https:\\\\example.com", "https://example.com/a^b", "https://example.com/`", "https://example.com/[a]",
        "https://example.com/?[a]", "https://example.com/#[a]", "https://example.com/#a#b", "https://example.com:80a/",
        "https://example.com:-1/", "https://a:b:c/", "https://a@b@c/", "https://us[er@example.com/", "https://[::1/",
        "https://::1/", "https://[]/", "https://[::1]x/", "https://x[::1]/", "https://[:]/", "https://[:::]/",
        "https://[1]/", "https://[1:2:3:4:5:6:7]/", "https://[1:2:3:4:5:6:7:8:9]/", "https://[1:2:3:4:5:6:7:8::]/",
        "https://[::1:2:3:4:5:6:7:8]/", "https://[1::2::3]/", "https://[12345::]/", "https://[::g]/",
        "https://[::1.2.3]/", "https://[::1.2.3.256]/", "https://[::01.2.3.4]/", "https://[1.2.3.4::]/",
        "https://[1:2:3:4:5:6:7:1.2.3.4]/", "https://[fe80::1%25eth0]/", "https://[v.a]/", "https://[v1.]/",
        "https://[vG.a]/", "https://[1.2.3.4]/", "a:\u{212A}", "https\u{FF1A}//example.com/",
    ])
    func `anything else is refused with a reason`(text: String) throws {
        let error = try #require(throws: AbsoluteURI.Invalid.self) { try AbsoluteURI(text) }
        #expect(!error.reason.isEmpty)
    }

    @Test func `the parts are those that were written`() throws {
        let uri = try AbsoluteURI("https://user:x@[2001:db8::7]:8443/a?b#c")
        #expect(uri.scheme == "https")
        #expect(uri.userinfo == "user:x")
        #expect(uri.host == "[2001:db8::7]")
        #expect(uri.port == "8443")
    }

    @Test func `a part that is not written differs from one that is empty`() throws {
        let full = try AbsoluteURI("https://@:/")
        #expect(full.userinfo == "")
        #expect(full.host == "")
        #expect(full.port == "")
        let bare = try AbsoluteURI("mailto:a@b:c")
        #expect(bare.userinfo == nil)
        #expect(bare.host == nil)
        #expect(bare.port == nil)
    }
}
