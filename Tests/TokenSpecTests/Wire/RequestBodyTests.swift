import Testing
import TokenSpec

@Suite struct RequestBodyTests {
    /// Whether the specification takes a smallest request with some more members.
    private func isValid(_ members: String) throws -> Bool {
        let body = try JSON.parse(#"{"clientId":"c","tokenType":"DOCUMENT"\#(members)}"#.utf8)
        return !RequestRow.check(body).contains(where: \.isInSpecification)
    }

    @Test(arguments: [
        "", #","lifetime":3600.0"#, #","lifetime":3.6e3"#, #","lifetime":-0"#, #","client":{}"#, #","client":null"#,
        #","allowedCountries":[]"#, #","allowedCountries":["Narnia",""]"#, #","allowedDocuments":["X","X"]"#,
        #","unknown":{"deep":[1,{"er":null}]}"#, #","client":{"unknown":1}"#, #","questionnaire":"""#,
        #","client":{"dateOfIssue":"yesterday"}"#, #","locale":"klingon""#, #","client":{"nationality":"LTU"}"#,
    ])
    func `the specification takes`(members: String) throws {
        #expect(try isValid(members))
    }

    @Test(arguments: [
        #","lifetime":"3600""#, #","lifetime":"1h""#, #","lifetime":3600.5"#, #","lifetime":1e400"#,
        #","lifetime":null"#,
        #","lifetime":true"#, #","sessionLength":99999999999999999999"#, #","generateDigitString":"true""#,
        #","generateDigitString":1"#, #","client":[]"#, #","client":"x""#, #","settings":{"verifyBank":null}"#,
        #","allowedCountries":"LT""#, #","allowedCountries":["LT",null]"#, #","allowedDocuments":[["PASSPORT"]]"#,
        #","allowedCountries":{}"#, #","questionnaire":5"#, #","address":["x"]"#,
        #","client":{"dateOfBirth":19900102}"#,
    ])
    func `the specification refuses`(members: String) throws {
        #expect(try !isValid(members))
    }

    @Test(arguments: ["[]", "null", "\"x\"", "1", "true", "[{}]"])
    func `a request is an object`(text: String) throws {
        let findings = RequestRow.check(try JSON.parse(text.utf8))
        #expect(findings.count == 1)
        #expect(findings.allSatisfy { $0.isInSpecification && $0.pointer == "" })
    }

    @Test func `each mistake is one finding at its own place`() throws {
        let body =
            #"{"tokenType":"X","client":{"sex":1,"nme":"a"},"allowedCountries":["LT",7],"a/b~c":0,"a\u0301~\u0301":0}"#
        let findings = RequestRow.check(try JSON.parse(body.utf8))
        #expect(
            Set(findings.map(\.pointer)) == [
                "", "/tokenType", "/client/sex", "/client/nme", "/allowedCountries/1", "/a~1b~0c", "/a\u{301}~0\u{301}",
            ]
        )
        #expect(findings.count == 7)
    }

    @Test func `a key that stands twice means no one thing`() throws {
        #expect(try !isValid(#","clientId":"d""#))
        #expect(try !isValid(#","client":{"name":"a","name":"a"}"#))
        #expect(try !isValid(#","x":1,"\u0078":2"#))
    }

    @Test func `two keys that only look alike are two`() throws {
        #expect(try isValid(#","\u00e9":1,"e\u0301":2"#))
    }

    @Test func `more unknown keys than anybody wants to read do not hide the request`() throws {
        let unknown = (0..<5000).map { #""k\#($0)":0"# }.joined(separator: ",")
        func findings(_ rest: String) throws -> [BodyFinding] {
            RequestRow.check(try JSON.parse("{\(unknown),\"clientId\":\"c\",\(rest)}".utf8))
        }
        #expect(try !findings(#""tokenType":"DOCUMENT""#).contains(where: \.isInSpecification))
        let broken = try findings(#""tokenType":"DOCUMENT","lifetime":-1"#)
        #expect(broken.filter(\.isInSpecification).map(\.pointer) == ["/lifetime"])
        #expect(broken.count < 2000)
    }

    @Test func `a policy may write durations with units, a request may not`() throws {
        let body = try JSON.parse(#"{"lifetime":"15m"}"#.utf8)
        let policy = RequestRow.read(body, as: .policy)
        #expect(policy.row[.lifetime] == .value(.integer(900)))
        #expect(policy.findings.isEmpty)
        let request = RequestRow.read(body, as: .specification)
        #expect(request.row[.lifetime] == .absent)
        #expect(request.findings.count == 1)
    }
}
