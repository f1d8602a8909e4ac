public import PolicyDiagnostics

/// The profiles of one policy directory, compiled: an immutable snapshot that calls are resolved against.
///
/// A bundle loads whole or not at all. Everything before the call is folded when it loads, so that resolving a call
/// costs one overlay.
public struct PolicyBundle: Sendable {
    package let profiles: [String: CompiledProfile]
    /// The names of the declared environments, in order.
    public let environmentNames: [String]
    /// SHA-256 of what the policies mean, as 64 hexadecimal digits in lower case.
    ///
    /// It is over exactly what `kycpolicy diff` compares: resolved requests, guards, locks and requirements of every
    /// profile in every environment. Comments, layout, file names and the order of keys don't move it.
    public var digest: String { digestOnDemand.value }
    let digestOnDemand: DigestOnDemand
    package let sets: SetTable
    /// The tests that the files hold, in the order of the files.
    package let tests: [PolicyTest]

    package init(
        profiles: [String: CompiledProfile],
        environmentNames: [String],
        sets: SetTable,
        tests: [PolicyTest]
    ) {
        self.profiles = profiles
        self.environmentNames = environmentNames
        self.sets = sets
        self.tests = tests
        self.digestOnDemand = DigestOnDemand(environmentNames, profiles)
    }

    /// Loads every `.yaml` and `.yml` file under a directory as one bundle.
    ///
    /// - Throws: ``PolicyLoadError`` with every error of every file.
    public init(directory path: String) throws(PolicyLoadError) {
        let directory: PolicyDirectory
        do throws(FileSystem.Failure) {
            directory = try PolicyDirectory(path)
        } catch {
            throw PolicyLoadError(.unreadable, [.unreadable(path, error)])
        }
        guard !directory.sources.isEmpty || !directory.isComplete else {
            throw PolicyLoadError(.unreadable, [.unreadable(path, FileSystem.Failure(reason: "no policy file in it"))])
        }
        try self.init(Compilation(directory), code: directory.isComplete ? .invalid : .unreadable)
    }

    /// Loads policy texts by the paths that diagnostics shall name them by.
    ///
    /// - Throws: ``PolicyLoadError`` with every error of every text.
    public init(texts: [String: String]) throws(PolicyLoadError) {
        let sources = texts.sorted { $0.key < $1.key }.map { SourceText(path: $0.key, bytes: Array($0.value.utf8)) }
        try self.init(Compilation(sources), code: .invalid)
    }

    private init(_ compilation: Compilation, code: PolicyLoadError.Code) throws(PolicyLoadError) {
        guard let bundle = compilation.bundle else {
            throw PolicyLoadError(code, compilation.diagnostics.filter { $0.severity == .error })
        }
        self = bundle
    }

    /// The names of the profiles that a call can name, in order.
    public var profileNames: [String] { profiles.values.filter { !$0.isAbstract }.map(\.name).sorted() }
}

/// That policies did not load, and all the reasons.
public struct PolicyLoadError: Error, Sendable {
    /// Whose problem it is.
    public struct Code: Hashable, Sendable {
        private let rawValue: String

        /// A file or the directory could not be read.
        public static let unreadable = Code(rawValue: "unreadable")

        /// The files were read, and are not a policy.
        public static let invalid = Code(rawValue: "invalid")
    }

    /// Whose problem it is.
    public let code: Code
    /// Every error, by file and place.
    public let diagnostics: [Diagnostic]

    package init(_ code: Code, _ diagnostics: [Diagnostic]) {
        self.code = code
        self.diagnostics = diagnostics
    }
}

extension PolicyLoadError: CustomStringConvertible {
    /// The errors, one a line.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
