package import PolicyDiagnostics
import TokenSpec

extension RuleDescriptor {
    /// The rules of the language, in the order of their declaration.
    private static let languageRules: [RuleDescriptor] = [
        .fileUnreadable, .fileTooLarge, .linkOutside, .tooManyProblems, .yamlSyntax, .yamlEncoding, .yamlTooDeep,
        .yamlDocuments, .yamlAnchor, .yamlTag, .duplicateKey, .nonScalarKey, .nullSpelling, .ambiguousScalar,
        .jsonSyntax, .versionUnsupported, .unknownKey, .misplacedKey, .emptyMapping, .emptyList, .clientIDInProfile,
        .unsetConflict, .missingKey, .nameInvalid, .profileDuplicate, .extendsUnknown, .extendsCycle, .extendsTooLong,
        .setUnknown, .setDuplicate, .setCycle, .listNotInherited, .listRemovesAbsent, .environmentConflict,
        .environmentIdle, .guardInvalid, .guardMisfit, .guardLoosened, .narrowWithoutList, .fieldLocked,
        .requirementUnmeetable, .dialectUnable, .profileUnknown, .profileAbstract, .environmentUnknown,
    ]

    /// The rules of calls, in the order of their declaration.
    private static let overrideRules: [RuleDescriptor] = [
        .overrideDenied, .overrideLocked, .overrideNotDisable, .overrideNotNarrower, .overrideOutOfRange,
        .overrideNotOneOf, .overrideNotSubset, .overrideHost,
    ]

    /// Every rule that loading, compiling and resolving policies can report, in the order of their ids.
    package static let catalogue: [RuleDescriptor] =
        (languageRules + overrideRules + SpecificationRule.all.map(\.descriptor)).sorted { $0.id < $1.id }
}
