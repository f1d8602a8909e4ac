import ArgumentParser
import KYCPolicy

/// What one call overrides.
struct CallOptions: ParsableArguments {
    @Option(help: "Your identifier of the client.")
    var clientID: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set a field, as a policy would write it; the elements of a list by comma.",
            valueName: "field=value"
        )
    )
    var assignments: [String] = []

    @Option(name: .customLong("null"), help: ArgumentHelp("Send null for a field.", valueName: "field"))
    var nulls: [String] = []

    @Option(name: .customLong("unset"), help: ArgumentHelp("Send nothing for a field.", valueName: "field"))
    var unsets: [String] = []

    @Option(
        name: .customLong("call"),
        help: ArgumentHelp("A file with what the call gives, in JSON or YAML; - is standard input.", valueName: "file")
    )
    var file: String?

    /// The call's layer.
    func layer() throws(CallArguments.Failure) -> CallLayer {
        var arguments = CallArguments()
        arguments.clientID = clientID
        arguments.assignments = assignments
        arguments.nulls = nulls
        arguments.unsets = unsets
        arguments.file = file
        return try arguments.layer()
    }
}
