/// The house: which target may import what.
///
/// Direct imports only; what an import imports may be imported as well. Changing this table is changing the design.
enum House {
    /// What each target imports of the package and of others.
    static let imports: [String: Set<String>] = [
        "CLibYAML": [],
        "YAMLTree": ["CLibYAML"],
        "TokenSpec": [],
        "PolicyDiagnostics": [],
        "KYCPolicy": ["YAMLTree", "TokenSpec", "PolicyDiagnostics"],
        "PolicyLint": ["KYCPolicy"],
        "PolicySchema": ["KYCPolicy"],
        "kycpolicy": ["PolicyLint", "PolicySchema", "ArgumentParser"],
        "KYCTokenIssuer": ["KYCPolicy", "AsyncHTTPClient"],
        "KYCTokenSandbox": ["TokenSpec", "Hummingbird"],
        "kyctoken": ["KYCTokenIssuer", "KYCTokenSandbox", "ArgumentParser"],
        // Networking, as far as these import one another.
        "AsyncHTTPClient": ["Logging", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL"],
        "Hummingbird": ["HTTPTypes", "HummingbirdCore", "Logging", "NIOCore", "ServiceLifecycle", "UnixSignals"],
    ]

    /// What comes with the toolchain and may be imported anywhere.
    static let toolchain: Set<String> = ["Darwin", "FoundationEssentials", "Glibc", "Musl", "Synchronization"]

    /// The modules that a target may import.
    static func allowed(in target: String) -> Set<String> {
        var allowed: Set<String> = []
        var rest = Array(imports[target] ?? [])
        while let module = rest.popLast() {
            if allowed.insert(module).inserted { rest += imports[module] ?? [] }
        }
        // The boundary to C is one module's business.
        if target != "YAMLTree" { allowed.remove("CLibYAML") }
        return allowed.union(toolchain)
    }

    /// Whether a target is one that `kycpolicy` links.
    static func isPolicySide(_ target: String) -> Bool {
        target == "kycpolicy" || (allowed(in: "kycpolicy").contains(target) && imports[target] != nil)
    }

    /// Modules that a binary without networking has nothing of.
    static let networking = [
        "AsyncHTTPClient", "CNIOBoringSSL", "FoundationNetworking", "HTTPTypes", "Hummingbird", "HummingbirdCore",
        "KYCTokenIssuer",
        "KYCTokenSandbox", "NIOCore", "NIOHTTP1", "NIOHTTP2", "NIOPosix", "NIOSSL", "ServiceLifecycle",
    ]
}
