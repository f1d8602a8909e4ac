import KYCTokenIssuer
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct `Tokens from answers of either form` {
    @Test(arguments: ["200 OK", "201 Created"])
    func `the specification's names are read`(status: String) async throws {
        let token = try await token(
            status,
            """
            {"tokenString":"T0K3N-abcdefghijkl","scanRef":"s-1","clientId":"client-4711","digitString":"48151623",
             "expiration":"2031-05-06T07:08:09.123456+02:00","isValid":false,"tokenType":"DOCUMENT","locale":"zh_tw",
             "sessionLength":300,"sessionUrl":"https://x.example/?t=T0K3N-abcdefghijkl","externalRef":null,"new":{"a":[1]}}
            """
        )
        #expect(token.tokenString == Fixture.token)
        #expect(token.scanRef == "s-1")
        #expect(token.clientID == "client-4711")
        #expect(token.digitString == Fixture.digits)
        #expect(token.expiration.map { Int($0.timeIntervalSince1970) } == 1_935_810_489)
        #expect(token.isValid == false)
        #expect(token.tokenType == .document)
        #expect(token.locale == "zh_tw")
        #expect(token.sessionLength == 300)
        #expect(token.sessionURL == "https://x.example/?t=T0K3N-abcdefghijkl")
        #expect(token.externalRef == nil)
    }

    @Test func `the flat form's names are read`() async throws {
        let before = Date()
        let token = try await token(
            "201 Created",
            """
            {"authToken":"T0K3N-abcdefghijkl","scanRef":"s-1","expiryTime":600,"redirectUrl":"https://x.example/",
             "tokenType":"IDENTIFICATION","message":"Token created successfully","allowedDocuments":{"LT":["PASSPORT"]}}
            """
        )
        #expect(token.tokenString == Fixture.token)
        #expect(token.sessionURL == "https://x.example/")
        #expect(token.isValid == nil)
        let expiration = try #require(token.expiration)
        #expect((before...Date()).contains(expiration.addingTimeInterval(-600)))
    }

    @Test(arguments: [
        #""expiration":"soon""#, #""expiration":7"#, #""expiration":"2031-02-30T00:00:00Z""#, #""expiryTime":"600""#,
        #""expiryTime":9223372036854775807"#, #""expiryTime":-1"#, #""expiryTime":1e300"#, #""expiration":null"#,
        #""isValid":"yes","tokenType":3,"locale":[],"sessionLength":"long","sessionUrl":{},"digitString":12345678"#,
    ])
    func `optional members of a wrong type are left out`(members: String) async throws {
        let token = try await token(
            "201 Created",
            #"{"tokenString":"T0K3N-abcdefghijkl","scanRef":"s-1",\#(members)}"#
        )
        #expect(token.expiration == nil)
        #expect(token.isValid == nil)
        #expect(token.tokenType == nil)
        #expect(token.locale == nil)
        #expect(token.sessionLength == nil)
        #expect(token.sessionURL == nil)
        #expect(token.digitString == nil)
    }

    private func token(_ status: String, _ body: String) async throws -> IssuedToken {
        try await HostileServer.run(.send(HostileServer.answer(status, body))) { server in
            let token = try await Fixture.issue(Fixture.issuer(server.port))
            Fixture.expectNoSecrets(in: token)
            #expect(server.requests.count == 1)
            return token
        }
    }
}
