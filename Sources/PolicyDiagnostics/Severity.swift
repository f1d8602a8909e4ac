/// How much a diagnostic weighs.
public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Something to know.
    case note
    /// Legal, and most likely not meant.
    case warning
    /// What keeps a policy from loading or a request from being sent.
    case error

    /// A note weighs less than a warning, and a warning less than an error.
    public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

    private var weight: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
