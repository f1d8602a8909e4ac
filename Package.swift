// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "kycpolicy",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "KYCPolicy", targets: ["KYCPolicy"]),
        .library(name: "KYCTokenIssuer", targets: ["KYCTokenIssuer"]),
        .library(name: "KYCTokenSandbox", targets: ["KYCTokenSandbox"]),
        .executable(name: "kycpolicy", targets: ["kycpolicy"]),
        .executable(name: "kyctoken", targets: ["kyctoken"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.10.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
    ],
    targets: [
        // The policy side: no networking below this line.
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .target(name: "YAMLTree", dependencies: ["CLibYAML"]),
        .target(name: "TokenSpec"),
        .target(name: "PolicyDiagnostics"),
        .target(name: "KYCPolicy", dependencies: ["YAMLTree", "TokenSpec", "PolicyDiagnostics"]),
        .target(name: "PolicyLint", dependencies: ["KYCPolicy"]),
        .target(name: "PolicySchema", dependencies: ["KYCPolicy"]),
        .executableTarget(
            name: "kycpolicy",
            dependencies: [
                "PolicyLint",
                "PolicySchema",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // The token side: what talks HTTP.
        .target(
            name: "KYCTokenIssuer",
            dependencies: [
                "KYCPolicy",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(
            name: "KYCTokenSandbox",
            dependencies: [
                "TokenSpec",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .executableTarget(
            name: "kyctoken",
            dependencies: [
                "KYCTokenIssuer",
                "KYCTokenSandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "ArchitectureTests", dependencies: ["kycpolicy", "TestSupport"]),
        .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree"]),
        .testTarget(name: "TokenSpecTests", dependencies: ["TokenSpec"]),
        .testTarget(name: "PolicyDiagnosticsTests", dependencies: ["PolicyDiagnostics"]),
        .testTarget(name: "KYCPolicyTests", dependencies: ["KYCPolicy", "TestSupport"]),
        .testTarget(name: "PublicAPITests", dependencies: ["KYCPolicy"], packageAccess: false),
        .testTarget(name: "PolicyLintTests", dependencies: ["PolicyLint"]),
        .testTarget(name: "PolicyPropertyTests", dependencies: ["KYCPolicy", "TokenSpec"]),
        .testTarget(name: "PolicySchemaTests", dependencies: ["PolicySchema", "TokenSpec"]),
        .testTarget(name: "KYCPolicyCommandTests", dependencies: ["kycpolicy", "TestSupport"]),
        .testTarget(
            name: "KYCTokenIssuerTests",
            dependencies: [
                "KYCTokenIssuer",
                "KYCTokenSandbox",
                "TokenSpec",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .testTarget(name: "KYCTokenCommandTests", dependencies: ["kyctoken", "KYCTokenSandbox", "TokenSpec"]),
        .testTarget(
            name: "KYCTokenSandboxTests",
            dependencies: [
                "KYCTokenSandbox",
                "TokenSpec",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
    ]
)

let isCI = Context.environment["CI"] != nil

for target in package.targets where target.type != .system {
    var settings = target.swiftSettings ?? []
    // SE-0335: existentials are written `any P`.
    settings.append(.enableUpcomingFeature("ExistentialAny"))
    // SE-0444: a member is visible only where its module is imported.
    settings.append(.enableUpcomingFeature("MemberImportVisibility"))
    // SE-0409: an import leaks into the interface only where it says so.
    settings.append(.enableUpcomingFeature("InternalImportsByDefault"))
    // SE-0461: nonisolated async functions run on the caller's actor.
    settings.append(.enableUpcomingFeature("NonisolatedNonsendingByDefault"))
    if target.name == "YAMLTree" {
        // SE-0458: every unsafe construct of the C boundary is marked.
        settings.append(.strictMemorySafety())
    }
    if isCI {
        // Only here: packages that depend on this one must not fail on a newer compiler's warnings.
        settings.append(.treatAllWarnings(as: .error))
    }
    target.swiftSettings = settings
}
