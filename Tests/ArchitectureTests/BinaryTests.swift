import Foundation
import TestSupport
import Testing

@Suite struct BinaryTests {
    /// Whether a binary has a symbol of a module: its mangled names have the module's name after its length.
    private func mentions(_ module: String, _ binary: Data) -> Bool {
        binary.range(of: Data("\(module.utf8.count)\(module)".utf8)) != nil
    }

    @Test func `kycpolicy links no networking`() throws {
        let binary = try Data(contentsOf: Repository.executable("kycpolicy"))
        // What it does link shows that links can be seen.
        for module in ["KYCPolicy", "YAMLTree", "ArgumentParser"] { #expect(mentions(module, binary)) }
        #expect(House.networking.filter { mentions($0, binary) } == [])
        let libraries = ["libFoundation.", "libFoundationNetworking.", "libcurl", "libssl"]
        #expect(libraries.filter { binary.range(of: Data($0.utf8)) != nil } == [])
    }
}
