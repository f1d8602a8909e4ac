import Testing
import TokenSpec

@Suite struct DocumentTypeTests {
    @Test func `the lists are the provider's`() {
        #expect(
            DocumentType.physical.map(\.rawValue) == [
                "PASSPORT", "ID_CARD", "DRIVER_LICENSE", "RESIDENCE_PERMIT", "VISA", "NATIONAL_PASSPORT", "PAN_CARD",
                "AADHAAR", "OLD_ID_CARD", "MILITARY_CARD", "ADDRESS_CARD", "PROVISIONAL_DRIVER_LICENSE",
            ]
        )
        #expect(
            DocumentType.digital.map(\.rawValue) == [
                "SMART_ID", "BANK_ID_SE", "BANK_ID_NO", "BANK_ID_CZ", "CLEAR", "ONE_ID", "MIT_ID", "VERIMI", "SPID",
                "ITSME", "FTN", "YOTI_ID",
            ]
        )
    }

    @Test(arguments: [
        ("BORDER_CROSSING", "VISA"), ("ASYLUM", "RESIDENCE_PERMIT"), ("WORK_PERMIT", "RESIDENCE_PERMIT"),
        ("INTERNATIONAL_PASSPORT", "PASSPORT"), ("VOTER_CARD", "ID_CARD"), ("TRAVEL_CARD", "ID_CARD"),
        ("PHOTO_CARD", "ID_CARD"), ("PROOF_OF_AGE_CARD", "ID_CARD"), ("DIPLOMATIC_ID", "ID_CARD"),
        ("SOCIAL_SECURITY_CARD", nil), ("OTHER", nil),
    ])
    func `a type of older texts leads to the one it became part of`(name: String, successor: String?) {
        let type = DocumentType(rawValue: name)
        #expect(type.isLegacy)
        #expect(!type.isKnown)
        #expect(type.meant?.rawValue == successor)
    }

    @Test(arguments: [
        ("passport", "PASSPORT"), ("id-card", "ID_CARD"), ("IDCARD", "ID_CARD"), ("DRIVERS_LICENSE", "DRIVER_LICENSE"),
        ("DRIVING_LICENSE", "DRIVER_LICENSE"), ("RESIDENCE_PERMITT", "RESIDENCE_PERMIT"),
    ])
    func `a type that is almost right leads to the one that was meant`(name: String, meant: String) {
        let type = DocumentType(rawValue: name)
        #expect(!type.isKnown)
        #expect(type.meant?.rawValue == meant)
    }

    @Test(arguments: ["", "X", "LIBRARY_TICKET", "BAN\u{212A}_ID_SE"])
    func `another word is no known type`(name: String) {
        #expect(!DocumentType(rawValue: name).isKnown)
    }
}
