package import Foundation

/// Where the package's own files and what was built of it are.
package enum Repository {
    /// The directory of `Package.swift`.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// An executable that was built with the tests.
    package static func executable(_ name: String) -> URL {
        #if os(macOS)
        let products = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
            .deletingLastPathComponent()
        return (products ?? Bundle.main.bundleURL).appendingPathComponent(name)
        #else
        return Bundle.main.bundleURL.appendingPathComponent(name)
        #endif
    }
}
