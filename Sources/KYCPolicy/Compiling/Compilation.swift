package import PolicyDiagnostics
import TokenSpec

/// What compiling policy files gave: a bundle where nothing is wrong, and all diagnostics.
package struct Compilation: Sendable {
    /// The bundle; nil where there is an error.
    package let bundle: PolicyBundle?
    /// What is wrong, by file and place.
    package let diagnostics: [Diagnostic]

    /// Compiles files that are one bundle and one namespace.
    ///
    /// - Parameter isComplete: whether the files are all there are. Where some could not be read, nothing follows from
    ///   what the others lack.
    package init(_ files: [PolicyFile], isComplete: Bool = true, diagnostics: [Diagnostic] = []) {
        var compiler = Compiler(isComplete: isComplete && files.allSatisfy(\.isComplete))
        let profiles = compiler.compile(files)
        let all = diagnostics + files.flatMap(\.diagnostics) + compiler.diagnostics
        self.diagnostics = all.sorted(by: Diagnostic.precedes)
        self.bundle =
            all.contains { $0.severity == .error }
            ? nil
            : PolicyBundle(
                profiles: profiles,
                environmentNames: compiler.environmentNames,
                sets: compiler.sets,
                tests: files.flatMap(\.tests)
            )
    }

    /// Reads and compiles the texts of files that are one bundle.
    package init(_ sources: [SourceText]) { self.init(sources.map(PolicyFile.init(reading:))) }

    /// Reads and compiles a directory.
    package init(_ directory: PolicyDirectory) {
        self.init(
            directory.sources.map(PolicyFile.init(reading:)),
            isComplete: directory.isComplete,
            diagnostics: directory.diagnostics
        )
    }
}

extension Diagnostic {
    /// Orders diagnostics by file and place.
    package static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        let (leftPath, rightPath) = (left.place.path ?? "", right.place.path ?? "")
        if leftPath != rightPath { return leftPath.utf8.lexicographicallyPrecedes(rightPath.utf8) }
        let (leftOffset, rightOffset) = (
            left.place.span?.offsets.lowerBound ?? -1, right.place.span?.offsets.lowerBound ?? -1
        )
        return leftOffset == rightOffset ? left.rule < right.rule : leftOffset < rightOffset
    }
}
