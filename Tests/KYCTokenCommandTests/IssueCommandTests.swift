import KYCTokenSandbox
import Testing
import TokenSpec

@Suite struct `kyctoken issue` {
    @Test func `a token from the built-in sandbox is printed as JSON, without any keys`() async throws {
        try await KYCToken.withPolicies { policies in
            let run = try await KYCToken.run([
                "issue", "onboarding", "--policies", policies, "--client-id", "user-42", "--sandbox",
            ])
            #expect(run.status == 0)
            #expect(run.error.isEmpty)
            let token = try JSON.parse(run.output.utf8)
            #expect(token["tokenString"]?.string?.count == 40)
            #expect(token["scanRef"]?.string != nil)
            #expect(token["clientId"] == "user-42")
            #expect(token["isValid"] == true)
            #expect(token["expiration"]?.string?.hasSuffix("Z") == true)
            #expect(token["digitString"] == nil)
            #expect(token["locale"] == nil)
        }
    }

    @Test func `call options reach the wire, once`() async throws {
        let credentials = TokenSandbox.Credentials(apiKey: "KEY-7f3a9c", apiSecret: "s3cr3t-value")
        try await withTokenSandbox(credentials: credentials) { sandbox in
            try await KYCToken.withPolicies { policies in
                let run = try await KYCToken.run(
                    [
                        "issue", "onboarding", "--policies", policies, "--client-id", "c", "--base-url",
                        sandbox.baseURL,
                        "--set", "lifetime=15m", "--set", "client.name=Jonas", "--null", "questionnaire",
                        "--unset", "settings", "--set", "allowedCountries=LT",
                    ],
                    environment: KYCToken.keys
                )
                #expect(run.status == 0)
                let request = try #require(sandbox.requests.first)
                #expect(sandbox.requests.count == 1)
                let body = try JSON.parse(request.body.utf8)
                #expect(body["lifetime"] == 900)
                #expect(body["client"] == ["name": "Jonas"])
                #expect(body["questionnaire"] == .null)
                #expect(body["settings"] == nil)
                #expect(body["allowedCountries"] == ["LT"])
            }
        }
    }

    @Test func `a dry run shows all but the credentials and needs no keys`() async throws {
        try await KYCToken.withPolicies { policies in
            for environment in [[:], KYCToken.keys] {
                let arguments = ["issue", "onboarding", "--policies", policies, "--client-id", "c", "--dry-run"]
                let run = try await KYCToken.run(arguments, environment: environment)
                #expect(run.status == 0)
                #expect(
                    run.output.hasPrefix("POST https://ivs.idenfy.com/api/v2/token\nAuthorization: Basic <redacted>\n")
                )
                expectNoSecrets(in: run)
                let json = try await KYCToken.run(arguments + ["--format", "json"], environment: environment)
                let preview = try JSON.parse(json.output.utf8)
                #expect(preview["method"] == "POST")
                #expect(preview["headers"]?["Content-Type"] == "application/json")
                #expect(preview["body"]?["lifetime"] == 3600)
                expectNoSecrets(in: json)
            }
        }
    }

    @Test(arguments: [
        (["nope", "--client-id", "c"], 1, "profile-unknown"), (["base", "--client-id", "c"], 1, "profile-abstract"),
        (["onboarding"], 1, "required-field-missing"),
        (["onboarding", "--client-id", "c", "--environment", "moon"], 1, "environment-unknown"),
        (["onboarding", "--client-id", "c", "--set", "lifetime=31d"], 1, "lifetime-range"),
        (["onboarding", "--client-id", "c", "--dialect", "flat"], 1, "allowedCountries"),
        (["onboarding", "--client-id", "c", "--set", "lifetme=1"], 2, "lifetime"),
        (["onboarding", "--client-id", "c", "--set", "lifetime"], 2, "--set"),
        (["onboarding", "--client-id", "c", "--call", "/nowhere.json"], 3, "/nowhere.json"),
        (["onboarding", "--client-id", "c", "--policies", "/nowhere"], 3, "/nowhere"),
        (["onboarding", "--client-id", "c", "--timeout", "0"], 2, "--timeout"),
        (["onboarding", "--client-id", "c", "--timeout", "inf"], 2, "--timeout"),
        (["onboarding", "--client-id", "c", "--base-url", "http://127.0.0.1"], 2, "exclude"),
        (["onboarding", "--client-id", "c", "--dry-run"], 2, "exclude"),
        (["onboarding", "--client-id", "c", "--format", "xml"], 2, "xml"), ([], 2, "<profile>"),
    ])
    func `what cannot be issued is refused with its status`(
        arguments: [String],
        status: Int32,
        text: String
    ) async throws {
        try await KYCToken.withPolicies { policies in
            var arguments = ["issue"] + arguments + ["--sandbox"]
            if !arguments.contains("--policies") { arguments += ["--policies", policies] }
            let run = try await KYCToken.run(arguments)
            #expect(run.status == status)
            #expect(run.output.isEmpty)
            #expect(run.error.contains(text))
        }
    }

    @Test func `missing keys are named`() async throws {
        try await KYCToken.withPolicies { policies in
            let arguments = ["issue", "onboarding", "--policies", policies, "--client-id", "c"]
            let run = try await KYCToken.run(arguments, environment: ["IDENFY_API_KEY": "KEY-7f3a9c"])
            #expect(run.status == 2)
            #expect(run.error.hasPrefix("error: IDENFY_API_SECRET is not set\n"))
            expectNoSecrets(in: run)
        }
    }

    @Test func `keys that cannot be sent are refused without being shown`() async throws {
        try await KYCToken.withPolicies { policies in
            let run = try await KYCToken.run(
                ["issue", "onboarding", "--policies", policies, "--client-id", "c"],
                environment: ["IDENFY_API_KEY": "KEY-7f3a9c", "IDENFY_API_SECRET": "s3cr3t-value\n"]
            )
            #expect(run.status == 2)
            expectNoSecrets(in: run)
        }
    }

    @Test(arguments: ["http://example.com", "https://user:hunter2@example.com", "ivs.idenfy.com"])
    func `a base URL that must not be used is wrong usage`(url: String) async throws {
        let run = try await KYCToken.run(
            ["issue", "onboarding", "--client-id", "c", "--base-url", url],
            environment: KYCToken.keys
        )
        #expect(run.status == 2)
        #expect(run.error.contains("not a usable base URL"))
        #expect(!run.error.contains("hunter2"))
    }

    @Test func `errors come as JSON where asked for`() async throws {
        try await withTokenSandbox { sandbox in
            try await KYCToken.withPolicies { policies in
                let run = try await KYCToken.run(
                    [
                        "issue", "onboarding", "--policies", policies, "--client-id", "c", "--format", "json",
                        "--base-url", sandbox.baseURL,
                    ],
                    environment: KYCToken.keys
                )
                #expect(run.status == 1)
                #expect(run.output.isEmpty)
                let error = try #require(try JSON.parse(run.error.utf8)["error"])
                #expect(error["kind"] == "credentials")
                #expect(error["status"] == 401)
                #expect(error["identifier"] == "UNAUTHORIZED")
                #expect(error["field"] == .null)
                expectNoSecrets(in: run)
            }
        }
    }

    private func expectNoSecrets(in run: KYCToken.Run, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        for secret in KYCToken.secrets {
            #expect(!run.output.contains(secret), sourceLocation: sourceLocation)
            #expect(!run.error.contains(secret), sourceLocation: sourceLocation)
        }
    }
}
