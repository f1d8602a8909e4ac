/// The keys at the top of a policy file.
enum FileKey: String, CaseIterable {
    case version, sets, profiles, environments, tests
}

/// The keys of a profile.
enum ProfileKey: String, CaseIterable {
    case abstract, summary, extends, revision, token, unset, locked, overrides, require, deprecated
}

/// The keys of an environment.
enum EnvironmentKey: String, CaseIterable {
    case token, unset, profiles
}

/// The keys of a profile's deprecation.
enum DeprecationKey: String, CaseIterable {
    case until, use, reason
}

/// The keys of a guard's bounds.
enum BoundKey: String, CaseIterable {
    case min, max, oneOf, subsetOf, hosts, allowNull, allowUnset
}

/// The keys of a test.
enum TestKey: String, CaseIterable {
    case name, profile, environment, call, expect
}

/// The keys of what a test expects.
enum ExpectationKey: String, CaseIterable {
    case request, absent, denied
}
