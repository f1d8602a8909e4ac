import ArgumentParser

/// Where the policies are.
struct PolicyOptions: ParsableArguments {
    @Option(help: "The directory of the policy files.")
    var policies = "policies"
}
