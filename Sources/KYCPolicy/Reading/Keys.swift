/// The keys at the top of a policy file.
enum FileKey: String, CaseIterable {
    case version, sets, profiles, environments, tests

    var isSupported: Bool { self == .version || self == .profiles }
}

/// The keys of a profile.
enum ProfileKey: String, CaseIterable {
    case abstract, summary, extends, revision, token, unset, locked, overrides, require, deprecated

    var isSupported: Bool {
        switch self {
        case .abstract, .summary, .extends, .token, .unset: true
        case .revision, .locked, .overrides, .require, .deprecated: false
        }
    }
}
