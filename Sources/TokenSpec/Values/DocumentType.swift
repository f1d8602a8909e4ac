/// A type of identity document or digital identity, such as `PASSPORT`.
///
/// The list is open: a type that is not among ``known`` is sent as it is, with a warning from the linter.
public struct DocumentType: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    /// The type's name as it is sent.
    public let rawValue: String

    /// A type of that name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A type of that name.
    public init(stringLiteral value: String) { self.rawValue = value }

    /// Physical documents, in the order of the provider's list of supported documents.
    public static let physical: [DocumentType] = [
        "PASSPORT", "ID_CARD", "DRIVER_LICENSE", "RESIDENCE_PERMIT", "VISA", "NATIONAL_PASSPORT", "PAN_CARD", "AADHAAR",
        "OLD_ID_CARD", "MILITARY_CARD", "ADDRESS_CARD", "PROVISIONAL_DRIVER_LICENSE",
    ]

    /// Digital identities, in the order of the provider's list.
    public static let digital: [DocumentType] = [
        "SMART_ID", "BANK_ID_SE", "BANK_ID_NO", "BANK_ID_CZ", "CLEAR", "ONE_ID", "MIT_ID", "VERIMI", "SPID", "ITSME",
        "FTN", "YOTI_ID",
    ]

    /// All types that the provider lists.
    public static let known: [DocumentType] = physical + digital

    private static let knownSet = Set(known)

    /// Whether the provider lists the type.
    public var isKnown: Bool { rawValue.isASCII && DocumentType.knownSet.contains(self) }

    /// Types of older texts, by the current type that the provider folds each into.
    private static let successors: [DocumentType: DocumentType] = [
        "BORDER_CROSSING": "VISA", "ASYLUM": "RESIDENCE_PERMIT", "WORK_PERMIT": "RESIDENCE_PERMIT",
        "INTERNATIONAL_PASSPORT": "PASSPORT", "TRAVEL_CARD": "ID_CARD", "VOTER_CARD": "ID_CARD",
        "PHOTO_CARD": "ID_CARD", "PROOF_OF_AGE_CARD": "ID_CARD", "DIPLOMATIC_ID": "ID_CARD",
    ]

    /// Types of older texts that no current type stands for.
    private static let withoutSuccessor: Set<DocumentType> = ["SOCIAL_SECURITY_CARD", "OTHER"]

    /// Whether older texts list the type and the current ones no longer do.
    package var isLegacy: Bool {
        DocumentType.successors[self] != nil || DocumentType.withoutSuccessor.contains(self)
    }

    /// The known type that somebody most likely meant by this one.
    package var meant: DocumentType? {
        if isLegacy { return DocumentType.successors[self] }
        let folded = Spelling.folded(rawValue)
        if let known = DocumentType.known.first(where: { Spelling.folded($0.rawValue) == folded }) { return known }
        return Spelling.nearest(to: rawValue, among: DocumentType.known.lazy.map(\.rawValue))
            .map(DocumentType.init(rawValue:))
    }
}
