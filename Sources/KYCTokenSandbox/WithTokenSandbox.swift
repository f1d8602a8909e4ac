/// Runs `body` with a sandbox that is stopped when `body` returns or throws.
///
/// - Parameters:
///   - port: The TCP port, 0 to 65535; 0 takes a free one.
///   - credentials: The key pair to accept.
///   - body: What uses the sandbox.
/// - Returns: What `body` returns.
/// - Throws: ``SandboxError`` where the port cannot be had, and whatever `body` throws.
public func withTokenSandbox<Result>(
    port: Int = 0,
    credentials: TokenSandbox.Credentials = .standard,
    _ body: (TokenSandbox) async throws -> Result
) async throws -> Result {
    let sandbox = try await TokenSandbox.start(port: port, credentials: credentials)
    do {
        let result = try await body(sandbox)
        await sandbox.shutdown()
        return result
    } catch {
        await sandbox.shutdown()
        throw error
    }
}
