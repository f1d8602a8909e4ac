import ArgumentParser
import KYCTokenIssuer

/// Where requests go, and how long they may take.
struct EndpointOptions: ParsableArguments {
    @Flag(help: "Issue from a stand-in server inside this process: no keys, no network, no real token.")
    var sandbox = false

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("The API: https, or http on loopback. Default: \(BaseURL.production)", valueName: "url")
    )
    var baseURLText: String?

    @Flag(help: "Print what would be sent, and send nothing; needs no keys.")
    var dryRun = false

    @Option(help: ArgumentHelp("How long the whole call may take, 0.001 to 86400.", valueName: "seconds"))
    var timeout = 30.0

    func validate() throws {
        if sandbox, baseURLText != nil { throw ValidationError("--sandbox and --base-url exclude each other.") }
        if sandbox, dryRun { throw ValidationError("--sandbox and --dry-run exclude each other.") }
        guard timeout >= 0.001, timeout <= 86400 else {
            throw ValidationError("--timeout takes 0.001 to 86400 seconds.")
        }
        _ = try baseURL()
    }

    /// The base URL that is asked for.
    ///
    /// Not read by ArgumentParser, whose error would repeat the text, and with it a password that is in it.
    private func baseURL() throws(ValidationError) -> BaseURL {
        guard let baseURLText else { return .production }
        do throws(BaseURLError) {
            return try BaseURL(baseURLText)
        } catch {
            throw ValidationError("--base-url: \(error.description)")
        }
    }

    /// The issuer's configuration for a base URL other than a sandbox's.
    func configuration(_ dialect: WireDialect) throws(ValidationError) -> TokenIssuer.Configuration {
        TokenIssuer.Configuration(
            baseURL: try baseURL(),
            dialect: dialect,
            timeout: .milliseconds(Int64(timeout * 1000)),
            connectTimeout: min(.seconds(5), .milliseconds(Int64(timeout * 1000)))
        )
    }
}
