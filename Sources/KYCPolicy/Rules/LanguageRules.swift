package import PolicyDiagnostics
import TokenSpec

/// The rules of the policy language itself: YAML as policies use it, keys, names and inheritance.
extension RuleDescriptor {
    private static func language(_ id: String, _ summary: String, severity: Severity = .error) -> RuleDescriptor {
        RuleDescriptor(
            id: id,
            tier: severity == .error ? .specification : .lint,
            severity: severity,
            summary: summary
        )
    }

    // MARK: Files

    package static let fileUnreadable = language("file-unreadable", "Every policy file can be read.")
    package static let fileTooLarge = language("file-too-large", "A policy file has at most 16 MiB.")
    package static let linkOutside = language(
        "link-outside",
        "A link leads to inside the policy directory.",
        severity: .warning
    )
    package static let tooManyProblems = language(
        "too-many-problems",
        "A file has no more problems than can be listed."
    )

    // MARK: YAML

    package static let yamlSyntax = language("yaml-syntax", "A policy file is YAML.")
    package static let yamlEncoding = language("yaml-encoding", "A policy file is UTF-8.")
    package static let yamlTooDeep = language("yaml-too-deep", "Collections nest at most 64 deep.")
    package static let yamlDocuments = language("yaml-documents", "A policy file is one YAML document.")
    package static let yamlAnchor = language(
        "yaml-anchor",
        "Profiles share by extends and sets, not by anchors and aliases."
    )
    package static let yamlTag = language("yaml-tag", "Values have no YAML tags: their field types them.")
    package static let duplicateKey = language("duplicate-key", "A mapping has each key once.")
    package static let nonScalarKey = language("non-scalar-key", "A key is a word.")
    package static let nullSpelling = language(
        "null-spelling",
        "Null is written as the word null, and only where it is meant."
    )
    package static let ambiguousScalar = language(
        "ambiguous-scalar",
        "Text that YAML 1.1 tools take for something else is in quotes.",
        severity: .warning
    )

    // MARK: Request bodies

    package static let jsonSyntax = language("json-syntax", "A request body is JSON (RFC 8259).")

    // MARK: Structure

    package static let wrongKind = SpecificationRule.wrongKind.descriptor
    package static let versionUnsupported = language("version-unsupported", "A policy file starts with version: 1.")
    package static let unknownKey = language("unknown-key", "A mapping has only keys that the language knows.")
    package static let misplacedKey = language("misplaced-key", "A key stands in the mapping that it belongs to.")
    package static let emptyMapping = language("empty-mapping", "client, urls and settings are null or have fields.")
    package static let emptyList = language("empty-list", "A list has at least one element.")
    package static let clientIDInProfile = language(
        "client-id-in-profile",
        "clientId is given by each call, never by a policy."
    )
    package static let unsetConflict = language("unset-conflict", "A field is either set or unset by a profile.")
    package static let missingKey = language("missing-key", "A mapping has the keys that it cannot do without.")

    // MARK: Profiles

    package static let nameInvalid = language(
        "name-invalid",
        "A name has letters, digits, hyphens, underscores and dots, and starts with a letter or digit."
    )
    package static let profileDuplicate = language("profile-duplicate", "A profile is written in one place.")
    package static let extendsUnknown = language("extends-unknown", "A profile extends one that exists.")
    package static let extendsCycle = language(
        "extends-cycle",
        "No profile extends itself, directly or through others."
    )
    package static let extendsTooLong = language("extends-too-long", "A chain of profiles has at most 64 members.")

    // MARK: Lists and sets

    package static let setUnknown = language("set-unknown", "A list names sets that exist.")
    package static let setDuplicate = language("set-duplicate", "A set is written in one place.")
    package static let setCycle = language("set-cycle", "No set contains itself, directly or through others.")
    package static let listNotInherited = language("list-not-inherited", "A list is changed where one is inherited.")
    package static let listRemovesAbsent = language(
        "list-removes-absent",
        "What a list removes or excludes is in it."
    )

    // MARK: Environments

    package static let environmentConflict = language(
        "environment-conflict",
        "A field of an environment is written in one place."
    )
    package static let environmentIdle = language(
        "environment-idle",
        "What an environment writes for a profile has a profile that can be issued."
    )

    // MARK: Guards, locks and requirements

    package static let guardInvalid = language("guard-invalid", "A guard is a word or bounds that something can pass.")
    package static let guardMisfit = language("guard-misfit", "A guard bounds what its field can be.")
    package static let guardLoosened = language("guard-loosened", "A child never loosens what an ancestor guards.")
    package static let narrowWithoutList = language(
        "narrow-without-list",
        "What calls may narrow is a list of the profile."
    )
    package static let fieldLocked = language("field-locked", "A locked field is not written again.")
    package static let requirementUnmeetable = language(
        "requirement-unmeetable",
        "What a profile requires, a call can give."
    )

    // MARK: Resolving

    package static let dialectUnable = language("dialect-unable", "A request says what its wire form can carry.")
    package static let profileUnknown = language("profile-unknown", "A call names a profile that exists.")
    package static let profileAbstract = language("profile-abstract", "A call names a profile that is not abstract.")
    package static let environmentUnknown = language(
        "environment-unknown",
        "A call names an environment that is declared."
    )
}
