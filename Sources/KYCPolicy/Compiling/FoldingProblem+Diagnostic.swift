package import PolicyDiagnostics

extension FoldingProblem {
    /// The problem in words, at its place.
    package func diagnostic(about entry: Layer.Entry, profile: String?) -> Diagnostic {
        let path = entry.field.path
        switch self {
        case .nothingInherited:
            return Diagnostic(
                .listNotInherited,
                at: entry.place,
                "\(path) has nothing here to add to or remove from: write the whole list",
                profile: profile,
                field: path
            )
        case .removedAbsent(let index):
            var place = entry.place
            var code = "what is removed"
            if case .change(let change) = entry.state, change.removed.codes.indices.contains(index) {
                place = change.removed.places[index]
                code = change.removed.codes[index]
            }
            return Diagnostic(
                .listRemovesAbsent,
                at: place,
                "\(Field.excerpt(code)) is removed from \(path), which does not have it",
                profile: profile,
                field: path
            )
        case .emptyResult:
            return Diagnostic(
                .emptyList,
                at: entry.place,
                "nothing is left of \(path), so nothing would be accepted",
                profile: profile,
                field: path
            )
        }
    }
}
