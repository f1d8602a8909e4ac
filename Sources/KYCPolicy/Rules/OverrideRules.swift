package import PolicyDiagnostics

/// The rules that a call's overrides are held to.
extension RuleDescriptor {
    private static func override(_ id: String, _ summary: String) -> RuleDescriptor {
        RuleDescriptor(id: id, tier: .override, severity: .error, summary: summary)
    }

    package static let overrideDenied = override("override-denied", "A call changes only what a guard lets it.")
    package static let overrideLocked = override("override-locked", "A call does not change what is locked.")
    package static let overrideNotDisable = override(
        "override-not-disable",
        "A field that may be switched off is switched off, or left as it is."
    )
    package static let overrideNotNarrower = override(
        "override-not-narrower",
        "A list that may become narrower is a subset of what it was."
    )
    package static let overrideOutOfRange = override("override-out-of-range", "A number is within min and max.")
    package static let overrideNotOneOf = override("override-not-one-of", "A value is one of those to choose from.")
    package static let overrideNotSubset = override("override-not-subset", "A list is a subset of that to choose from.")
    package static let overrideHost = override("override-host", "A URL is https and leads to a host to choose from.")
}
