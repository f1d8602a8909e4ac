#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The package's own files, found from this one.
enum PackageRoot {
    private static let url = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file; nil where there is none.
    static func text(at path: String) -> String? {
        (try? Data(contentsOf: url.appending(path: path))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Writes a file in place of what is there.
    static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: url.appending(path: path))
    }

    /// Whether tests record what they compare with; one that records fails.
    static let isRecording = ProcessInfo.processInfo.environment["KYCPOLICY_REGENERATE"] == "1"
}
