import PolicyDiagnostics

extension RuleDescriptor {
    static let sample = RuleDescriptor(
        id: "lifetime-range",
        tier: .specification,
        severity: .error,
        summary: "lifetime is 0 to 2592000 seconds."
    )
}

extension SourceSpan {
    /// The span between `«` and `»` in a text, the marks taken out.
    static func marked(_ text: String, path: String = "a.yaml", isConfidential: Bool = false) -> SourceSpan {
        let scalars = Array(text.unicodeScalars)
        let start = scalars.firstIndex(of: "«") ?? 0
        let end = scalars.firstIndex(of: "»") ?? start
        func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        let (before, inside) = (string(scalars[..<start]), string(scalars[(start + 1)..<end]))
        let bytes = Array(before.utf8) + Array(inside.utf8) + Array(string(scalars[(end + 1)...]).utf8)
        let source = SourceText(path: path, bytes: bytes, isConfidential: isConfidential)
        return SourceSpan(source, before.utf8.count..<(before.utf8.count + inside.utf8.count))
    }
}
