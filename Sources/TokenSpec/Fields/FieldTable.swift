/// One row of the field table: everything that is known about a field of the token request.
struct FieldRow: Sendable {
    let path: String
    let name: String
    let groupIndex: Int?
    var memberIndices: Range<Int>
    let kind: Field.Kind
    let isNullable: Bool
    let isRequired: Bool
    let isPerCall: Bool
    let isPersonal: Bool
    let flatName: String?
    let tightening: Field.Tightening
    let summary: String
}

extension FieldRow {
    /// The rows of `POST /api/v2/token` in the order of the specification: 36 leaf fields, and 3 groups before theirs.
    ///
    /// Limits are the specification's. Adding a field to the endpoint is adding a row here and regenerating what is made
    /// from the table.
    static let all: [FieldRow] = build {
        $0.add(
            "clientId",
            .string(maximumLength: 100),
            required: true,
            perCall: true,
            personal: true,
            summary: "A unique string identifying the client on your side."
        )
        $0.add(
            "tokenType",
            .oneOf(["IDENTIFICATION", "DOCUMENT"]),
            required: true,
            summary:
                "What is verified: IDENTIFICATION scans a document and takes a selfie, DOCUMENT scans a document only."
        )
        $0.add(
            "externalRef",
            .string(maximumLength: 40),
            nullable: true,
            summary: "Your own reference, returned as it is in webhooks."
        )
        $0.add(
            "generateDigitString",
            .boolean,
            tightens: .whenFalse,
            summary: "Whether to make an 8-digit code for the mobile app; default false."
        )
        $0.add(
            "lifetime",
            .duration(0...2_592_000, subject: "a token may live"),
            flat: "expiryTime",
            tightens: .smaller,
            summary: "How long the token is valid before it is used, in seconds: 0 to 2592000 (30 days)."
        )
        $0.add(
            "locale",
            .locale(maximumLength: 7),
            nullable: true,
            summary: "Language of the verification pages, such as en, de or ko."
        )
        $0.add(
            "sessionLength",
            .duration(60...3600, subject: "a session may last"),
            tightens: .smaller,
            summary: "How long a started verification may take, in seconds: 60 to 3600 (1 hour)."
        )
        $0.add(
            "allowedCountries",
            .countries,
            nullable: true,
            flat: "country",
            tightens: .subset,
            summary: "Countries whose documents are accepted, as ISO 3166-1 alpha-2 codes; none means all."
        )
        $0.add(
            "allowedDocuments",
            .documents,
            nullable: true,
            flat: "documents",
            tightens: .subset,
            summary: "Document types that are accepted, such as PASSPORT or ID_CARD; none means the account's default."
        )

        $0.group("client", summary: "Known data of the client; a mismatch makes the verification SUSPECTED.") {
            $0.add(
                "name",
                .string(maximumLength: 100),
                nullable: true,
                personal: true,
                flat: "firstName",
                tightens: .whenPresent,
                summary: "Given name."
            )
            $0.add(
                "surname",
                .string(maximumLength: 100),
                nullable: true,
                personal: true,
                flat: "lastName",
                tightens: .whenPresent,
                summary: "Family name."
            )
            $0.add(
                "dateOfBirth",
                .date,
                nullable: true,
                personal: true,
                tightens: .whenPresent,
                summary: "Date of birth, YYYY-MM-DD."
            )
            $0.add(
                "nationality",
                .nationality,
                nullable: true,
                personal: true,
                tightens: .whenPresent,
                summary: "Nationality as an ISO 3166-1 alpha-2 code; ALL clears it."
            )
            $0.add(
                "documentNumber",
                .string(maximumLength: 50),
                nullable: true,
                personal: true,
                tightens: .whenPresent,
                summary: "Number of the identity document."
            )
            $0.add(
                "personalNumber",
                .string(maximumLength: 50),
                nullable: true,
                personal: true,
                tightens: .whenPresent,
                summary: "National identification number."
            )
            $0.add(
                "sex",
                .oneOf(["M", "F"]),
                nullable: true,
                personal: true,
                tightens: .whenPresent,
                summary: "Sex as the document states it."
            )
            $0.add(
                "dateOfExpiry",
                .date,
                nullable: true,
                personal: true,
                tightens: .whenPresent,
                summary: "Date on which the document expires, YYYY-MM-DD."
            )
            $0.add(
                "dateOfIssue",
                .string(maximumLength: nil),
                nullable: true,
                personal: true,
                tightens: .whenPresent,
                summary: "Date on which the document was issued; YYYY-MM-DD, though the specification takes any string."
            )
        }

        $0.group("urls", summary: "Where this session sends the client, and its webhook.") {
            $0.add("successUrl", .uri, nullable: true, summary: "Where a verified client goes.")
            $0.add("failUrl", .uri, nullable: true, flat: "errorUrl", summary: "Where a client goes who failed.")
            $0.add("unverifiedUrl", .uri, nullable: true, summary: "Where a client goes who was not verified.")
            $0.add(
                "webhookUrl",
                .uri,
                nullable: true,
                flat: "callbackUrl",
                summary: "Webhook of this session; the account needs permission to override it."
            )
        }

        $0.group("settings", summary: "Checks that this session switches on or off.") {
            $0.add("verifyEmail", .boolean, tightens: .whenTrue, summary: "Whether to verify the e-mail address.")
            $0.add("verifyPhone", .boolean, tightens: .whenTrue, summary: "Whether to verify the phone number.")
            $0.add("verifyBank", .boolean, tightens: .whenTrue, summary: "Whether to verify the bank.")
            $0.add("verifyBankAccounts", .boolean, tightens: .whenTrue, summary: "Whether to verify bank accounts.")
            $0.add("verifyBankBalances", .boolean, tightens: .whenTrue, summary: "Whether to verify bank balances.")
            $0.add(
                "verifyBankTransactions",
                .boolean,
                tightens: .whenTrue,
                summary: "Whether to verify bank transactions."
            )
            $0.add(
                "verifyPoaAddress",
                .boolean,
                flat: "verifyAddress",
                tightens: .whenTrue,
                summary: "Whether to verify the address by a proof of address."
            )
            $0.add("showInstructions", .boolean, summary: "Whether to show instructions to the client.")
            $0.add(
                "reviewFailedVerifications",
                .boolean,
                flat: "reviewFailed",
                tightens: .whenTrue,
                summary: "Whether people review failed verifications."
            )
            $0.add(
                "reviewSuccessfulVerifications",
                .boolean,
                flat: "reviewSuccessful",
                tightens: .whenTrue,
                summary: "Whether people review successful verifications."
            )
        }

        $0.add(
            "questionnaire",
            .string(maximumLength: nil),
            nullable: true,
            tightens: .whenPresent,
            summary: "Key of the questionnaire of this session; null disables it."
        )
        $0.add(
            "questionnaireRequired",
            .boolean,
            tightens: .whenTrue,
            summary: "Whether the questionnaire must be answered; default true."
        )
        $0.add("riskAssessmentProfile", .uuid, nullable: true, summary: "UUID of the risk assessment profile.")
        $0.add(
            "address",
            .string(maximumLength: nil),
            nullable: true,
            personal: true,
            summary: "The client's address, for proof of address."
        )
    }

    private static func build(_ rows: (inout FieldTableBuilder) -> Void) -> [FieldRow] {
        var builder = FieldTableBuilder()
        rows(&builder)
        return builder.rows
    }
}

/// What puts a group's fields under its path.
private struct FieldTableBuilder {
    private(set) var rows: [FieldRow] = []
    private var groupIndex: Int?

    mutating func add(
        _ name: String,
        _ kind: Field.Kind,
        required isRequired: Bool = false,
        nullable isNullable: Bool = false,
        perCall isPerCall: Bool = false,
        personal isPersonal: Bool = false,
        flat flatName: String? = nil,
        tightens tightening: Field.Tightening = .neutral,
        summary: String
    ) {
        rows.append(
            FieldRow(
                path: groupIndex.map { "\(rows[$0].name).\(name)" } ?? name,
                name: name,
                groupIndex: groupIndex,
                memberIndices: 0..<0,
                kind: kind,
                isNullable: isNullable,
                isRequired: isRequired,
                isPerCall: isPerCall,
                isPersonal: isPersonal,
                flatName: kind == .group ? nil : flatName ?? name,
                tightening: tightening,
                summary: summary
            )
        )
    }

    mutating func group(_ name: String, summary: String, _ fields: (inout FieldTableBuilder) -> Void) {
        add(name, .group, nullable: true, summary: summary)
        let index = rows.count - 1
        groupIndex = index
        fields(&self)
        groupIndex = nil
        rows[index].memberIndices = (index + 1)..<rows.count
    }
}
