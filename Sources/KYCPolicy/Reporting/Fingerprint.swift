import PolicyDiagnostics

/// Names for findings that stay the same while lines move, so that tools can tell an old finding from a new one.
enum Fingerprint {
    /// A fingerprint for each diagnostic: a hash of what it says and what it is about; equal ones are numbered.
    static func all(of diagnostics: [Diagnostic]) -> [String] {
        var counts: [String: Int] = [:]
        return diagnostics.map { diagnostic in
            let subject = [
                diagnostic.rule, diagnostic.place.path ?? "", diagnostic.profile ?? "", diagnostic.field ?? "",
                diagnostic.place.pointer ?? "", diagnostic.message,
            ].joined(separator: "\u{0}")
            let number = counts[subject, default: 0]
            counts[subject] = number + 1
            return hash(number == 0 ? subject : "\(subject)\u{0}\(number)")
        }
    }

    /// FNV-1a, 64 bits: stable over runs and machines, which Swift's own hashes are not; secrecy is not wanted.
    private static func hash(_ text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
