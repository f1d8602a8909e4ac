public import KYCPolicy

/// What issues tokens: it resolves a call by the policies, validates it, sends it and reads the answer.
///
/// ```swift
/// let issuer = TokenIssuer(policies: try PolicyBundle(directory: "policies"), credentials: try .fromEnvironment())
/// let token = try await issuer.issue("onboarding", clientID: "user-42") {
///     $0.locale = "de"
/// }
/// ```
///
/// One issuer serves a whole program: it keeps connections for the next call. It stops by itself when the last reference
/// to it goes; ``shutdown()`` does so at a known time.
public final class TokenIssuer: Sendable {
    private let policies: PolicyBundle
    private let environment: String?
    private let sender: TokenSender

    /// An issuer of the policies' profiles.
    ///
    /// - Parameters:
    ///   - policies: The policies.
    ///   - environment: The environment of the policies that calls are resolved in; nil for none.
    ///   - credentials: The key pair.
    ///   - configuration: Where and how requests are sent.
    public init(
        policies: PolicyBundle,
        environment: String? = nil,
        credentials: Credentials,
        configuration: Configuration = Configuration()
    ) {
        self.policies = policies
        self.environment = environment
        sender = TokenSender(credentials: credentials, configuration: configuration)
    }

    /// Issues one token.
    ///
    /// The request is sent once: no answer, however bad, makes the issuer send it again, and redirects are not followed.
    ///
    /// - Parameters:
    ///   - profile: The name of a profile that is not abstract.
    ///   - clientID: Your own unique identifier of the client, at most 100 Unicode code points (the specification).
    ///   - overrides: Sets what this one call overrides.
    /// - Throws: ``IssueError``, whose ``IssueError/kind`` tells whose problem it is, and whether a token may exist.
    public func issue(
        _ profile: String,
        clientID: String,
        overrides: (inout TokenCall) -> Void = { _ in }
    ) async throws(IssueError) -> IssuedToken {
        let request: ResolvedRequest
        do throws(Refusal) {
            request = try policies.resolve(
                profile,
                environment: environment,
                clientID: clientID,
                overrides: overrides
            )
        } catch {
            throw IssueError(error)
        }
        var record = request.record
        do throws(IssueError) {
            var token = try await sender.send(request.row)
            record.scanRef = token.scanRef
            record.outcome = "issued"
            token.record = record
            return token
        } catch {
            var error = error
            record.outcome = "\(error.kind)"
            error.record = record
            throw error
        }
    }

    /// Closes the issuer's connections; calls under way and later ones fail.
    public func shutdown() async { await sender.shutdown() }
}

extension IssueError {
    /// The error of a call that the configured dialect cannot carry.
    package init(_ error: DialectError) {
        self.init(.policyRefused, error.description, field: error.field.path)
    }

    /// The error of a call that the policies refuse.
    package init(_ refusal: Refusal) {
        let first = refusal.diagnostics.first
        let others = refusal.diagnostics.count - 1
        self.init(
            .policyRefused,
            "the policy refuses the call: \(first?.message ?? "no reason given")"
                + (others > 0 ? " (and \(others) more)" : ""),
            field: refusal.diagnostics.count == 1 ? first?.field : nil,
            diagnostics: refusal.diagnostics
        )
    }
}
