import ArgumentParser
import KYCTokenIssuer
public import TokenSpec

/// How errors are written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

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
