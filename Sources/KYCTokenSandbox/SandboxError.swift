/// Why a sandbox could not start.
public struct SandboxError: Error, CustomStringConvertible {
    /// What went wrong, on one line.
    public let description: String

    init(_ problem: String, cause: (any Error)? = nil) {
        description = cause.map { "\(problem): \($0)" } ?? problem
    }
}
