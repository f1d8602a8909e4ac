public import ArgumentParser
public import PolicyDiagnostics
import TokenSpec

/// How diagnostics are written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

extension Severity: ExpressibleByArgument {}

extension WireDialect.Form: ExpressibleByArgument {}

extension WireDialect.Form {
    /// The dialect of that form that loses nothing.
    var dialect: WireDialect {
        switch self {
        case .nested: .nested
        case .flat: .flat
        }
    }
}
