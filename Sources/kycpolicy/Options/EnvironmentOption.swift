import ArgumentParser

/// In which environment a profile is looked at.
struct EnvironmentOption: ParsableArguments {
    @Option(help: "The environment; without it, none.")
    var environment: String?
}
