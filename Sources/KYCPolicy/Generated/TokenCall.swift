// Generated from the field table. Regenerate: KYCPOLICY_REGENERATE=1 swift test --disable-xctest --filter GeneratedFiles

public import TokenSpec

#if canImport(FoundationEssentials)
public import struct FoundationEssentials.UUID
#else
public import struct Foundation.UUID
#endif

/// What one call overrides: each field is inherited from the policy unless the call says otherwise.
public struct TokenCall: Sendable {
    private var entries = CallEntries()

    /// Known data of the client; a mismatch makes the verification SUSPECTED.
    public var client = TokenCallClient()

    /// Where this session sends the client, and its webhook.
    public var urls = TokenCallUrls()

    /// Checks that this session switches on or off.
    public var settings = TokenCallSettings()

    /// A call that inherits everything.
    public init() {}

    /// What is verified: IDENTIFICATION scans a document and takes a selfie, DOCUMENT scans a document only.
    public var tokenType: Override<TokenType> {
        get { entries[.tokenType] }
        set { entries[.tokenType] = newValue }
    }

    /// Your own reference, returned as it is in webhooks.
    public var externalRef: Override<String> {
        get { entries[.externalRef] }
        set { entries[.externalRef] = newValue }
    }

    /// Whether to make an 8-digit code for the mobile app; default false.
    public var generateDigitString: Override<Bool> {
        get { entries[.generateDigitString] }
        set { entries[.generateDigitString] = newValue }
    }

    /// How long the token is valid before it is used, in seconds: 0 to 2592000 (30 days).
    public var lifetime: Override<Seconds> {
        get { entries[.lifetime] }
        set { entries[.lifetime] = newValue }
    }

    /// Language of the verification pages, such as en, de or ko.
    public var locale: Override<InterfaceLocale> {
        get { entries[.locale] }
        set { entries[.locale] = newValue }
    }

    /// How long a started verification may take, in seconds: 60 to 3600 (1 hour).
    public var sessionLength: Override<Seconds> {
        get { entries[.sessionLength] }
        set { entries[.sessionLength] = newValue }
    }

    /// Countries whose documents are accepted, as ISO 3166-1 alpha-2 codes; none means all.
    public var allowedCountries: Override<[CountryCode]> {
        get { entries[.allowedCountries] }
        set { entries[.allowedCountries] = newValue }
    }

    /// Document types that are accepted, such as PASSPORT or ID_CARD; none means the account's default.
    public var allowedDocuments: Override<[DocumentType]> {
        get { entries[.allowedDocuments] }
        set { entries[.allowedDocuments] = newValue }
    }

    /// Key of the questionnaire of this session; null disables it.
    public var questionnaire: Override<String> {
        get { entries[.questionnaire] }
        set { entries[.questionnaire] = newValue }
    }

    /// Whether the questionnaire must be answered; default true.
    public var questionnaireRequired: Override<Bool> {
        get { entries[.questionnaireRequired] }
        set { entries[.questionnaireRequired] = newValue }
    }

    /// UUID of the risk assessment profile.
    public var riskAssessmentProfile: Override<UUID> {
        get { entries[.riskAssessmentProfile] }
        set { entries[.riskAssessmentProfile] = newValue }
    }

    /// The client's address, for proof of address.
    public var address: Override<String> {
        get { entries[.address] }
        set { entries[.address] = newValue }
    }

    /// The call as a layer.
    func layer(clientID: String) -> CallLayer {
        var call = CallLayer()
        call.layer.set(Layer.Entry(.clientId, .value(.string(clientID)), at: .argument("clientId")))
        entries.write(to: &call.layer)
        client.entries.write(to: &call.layer)
        urls.entries.write(to: &call.layer)
        settings.entries.write(to: &call.layer)
        return call
    }
}

/// Known data of the client; a mismatch makes the verification SUSPECTED.
public struct TokenCallClient: CallGroup, Sendable {
    fileprivate var entries = CallEntries()

    /// Sends JSON null for the whole group.
    public static var null: TokenCallClient { TokenCallClient(.null) }

    /// Sends nothing of the group.
    public static var unset: TokenCallClient { TokenCallClient(.unset) }

    /// Takes what the policy says.
    public static var inherit: TokenCallClient { TokenCallClient() }

    init() {}

    private init(_ state: Layer.State) { entries.set(.client, state) }

    /// Given name.
    public var name: Override<String> {
        get { entries[.clientName] }
        set { entries[.clientName] = newValue }
    }

    /// Family name.
    public var surname: Override<String> {
        get { entries[.clientSurname] }
        set { entries[.clientSurname] = newValue }
    }

    /// Date of birth, YYYY-MM-DD.
    public var dateOfBirth: Override<CalendarDate> {
        get { entries[.clientDateOfBirth] }
        set { entries[.clientDateOfBirth] = newValue }
    }

    /// Nationality as an ISO 3166-1 alpha-2 code; ALL clears it.
    public var nationality: Override<CountryCode> {
        get { entries[.clientNationality] }
        set { entries[.clientNationality] = newValue }
    }

    /// Number of the identity document.
    public var documentNumber: Override<String> {
        get { entries[.clientDocumentNumber] }
        set { entries[.clientDocumentNumber] = newValue }
    }

    /// National identification number.
    public var personalNumber: Override<String> {
        get { entries[.clientPersonalNumber] }
        set { entries[.clientPersonalNumber] = newValue }
    }

    /// Sex as the document states it.
    public var sex: Override<Sex> {
        get { entries[.clientSex] }
        set { entries[.clientSex] = newValue }
    }

    /// Date on which the document expires, YYYY-MM-DD.
    public var dateOfExpiry: Override<CalendarDate> {
        get { entries[.clientDateOfExpiry] }
        set { entries[.clientDateOfExpiry] = newValue }
    }

    /// Date on which the document was issued; YYYY-MM-DD, though the specification takes any string.
    public var dateOfIssue: Override<String> {
        get { entries[.clientDateOfIssue] }
        set { entries[.clientDateOfIssue] = newValue }
    }
}

/// Where this session sends the client, and its webhook.
public struct TokenCallUrls: CallGroup, Sendable {
    fileprivate var entries = CallEntries()

    /// Sends JSON null for the whole group.
    public static var null: TokenCallUrls { TokenCallUrls(.null) }

    /// Sends nothing of the group.
    public static var unset: TokenCallUrls { TokenCallUrls(.unset) }

    /// Takes what the policy says.
    public static var inherit: TokenCallUrls { TokenCallUrls() }

    init() {}

    private init(_ state: Layer.State) { entries.set(.urls, state) }

    /// Where a verified client goes.
    public var successURL: Override<String> {
        get { entries[.urlsSuccessUrl] }
        set { entries[.urlsSuccessUrl] = newValue }
    }

    /// Where a client goes who failed.
    public var failURL: Override<String> {
        get { entries[.urlsFailUrl] }
        set { entries[.urlsFailUrl] = newValue }
    }

    /// Where a client goes who was not verified.
    public var unverifiedURL: Override<String> {
        get { entries[.urlsUnverifiedUrl] }
        set { entries[.urlsUnverifiedUrl] = newValue }
    }

    /// Webhook of this session; the account needs permission to override it.
    public var webhookURL: Override<String> {
        get { entries[.urlsWebhookUrl] }
        set { entries[.urlsWebhookUrl] = newValue }
    }
}

/// Checks that this session switches on or off.
public struct TokenCallSettings: CallGroup, Sendable {
    fileprivate var entries = CallEntries()

    /// Sends JSON null for the whole group.
    public static var null: TokenCallSettings { TokenCallSettings(.null) }

    /// Sends nothing of the group.
    public static var unset: TokenCallSettings { TokenCallSettings(.unset) }

    /// Takes what the policy says.
    public static var inherit: TokenCallSettings { TokenCallSettings() }

    init() {}

    private init(_ state: Layer.State) { entries.set(.settings, state) }

    /// Whether to verify the e-mail address.
    public var verifyEmail: Override<Bool> {
        get { entries[.settingsVerifyEmail] }
        set { entries[.settingsVerifyEmail] = newValue }
    }

    /// Whether to verify the phone number.
    public var verifyPhone: Override<Bool> {
        get { entries[.settingsVerifyPhone] }
        set { entries[.settingsVerifyPhone] = newValue }
    }

    /// Whether to verify the bank.
    public var verifyBank: Override<Bool> {
        get { entries[.settingsVerifyBank] }
        set { entries[.settingsVerifyBank] = newValue }
    }

    /// Whether to verify bank accounts.
    public var verifyBankAccounts: Override<Bool> {
        get { entries[.settingsVerifyBankAccounts] }
        set { entries[.settingsVerifyBankAccounts] = newValue }
    }

    /// Whether to verify bank balances.
    public var verifyBankBalances: Override<Bool> {
        get { entries[.settingsVerifyBankBalances] }
        set { entries[.settingsVerifyBankBalances] = newValue }
    }

    /// Whether to verify bank transactions.
    public var verifyBankTransactions: Override<Bool> {
        get { entries[.settingsVerifyBankTransactions] }
        set { entries[.settingsVerifyBankTransactions] = newValue }
    }

    /// Whether to verify the address by a proof of address.
    public var verifyPoaAddress: Override<Bool> {
        get { entries[.settingsVerifyPoaAddress] }
        set { entries[.settingsVerifyPoaAddress] = newValue }
    }

    /// Whether to show instructions to the client.
    public var showInstructions: Override<Bool> {
        get { entries[.settingsShowInstructions] }
        set { entries[.settingsShowInstructions] = newValue }
    }

    /// Whether people review failed verifications.
    public var reviewFailedVerifications: Override<Bool> {
        get { entries[.settingsReviewFailedVerifications] }
        set { entries[.settingsReviewFailedVerifications] = newValue }
    }

    /// Whether people review successful verifications.
    public var reviewSuccessfulVerifications: Override<Bool> {
        get { entries[.settingsReviewSuccessfulVerifications] }
        set { entries[.settingsReviewSuccessfulVerifications] = newValue }
    }
}
