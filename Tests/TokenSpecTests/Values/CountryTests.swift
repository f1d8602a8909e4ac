import Testing
import TokenSpec

@Suite struct CountryTests {
    @Test func `there are 249 countries, each with its own codes, in order`() {
        #expect(Country.table.count == 249)
        #expect(Set(Country.table.map(\.alpha3)).count == 249)
        #expect(Country.table.map(\.alpha2) == Set(Country.table.map(\.alpha2)).sorted())
    }

    @Test(arguments: [("LT", "LTU"), ("GB", "GBR"), ("GR", "GRC"), ("NO", "NOR"), ("TW", "TWN"), ("PS", "PSE")])
    func `a code leads to its country`(alpha2: String, alpha3: String) {
        #expect(Country(alpha2: alpha2)?.alpha3 == alpha3)
    }

    // XK and AN are user-assigned and withdrawn; the last has KELVIN SIGN, which Swift's == takes for K.
    @Test(arguments: ["", "L", "lt", "LTU", "UK", "EL", "EU", "XK", "AN", "SU", "ZZ", "LT ", "ＬＴ", "S\u{212A}"])
    func `what is not on the list is no country`(code: String) {
        #expect(Country(alpha2: code) == nil)
    }

    @Test(arguments: [
        ("LTU", "LT"), ("ltu", "LT"), ("lt", "LT"), ("Lithuania", "LT"), ("lithuania", "LT"), ("UK", "GB"),
        ("uk", "GB"), ("EL", "GR"), ("Lithunia", "LT"), ("united kingdom", "GB"), ("GBR", "GB"), ("Germany", "DE"),
    ])
    func `a word that people write leads to the country they mean`(word: String, alpha2: String) {
        #expect(Country.meant(by: word)?.alpha2 == alpha2)
    }

    @Test(arguments: ["", "X", "ZZ", "ZZZ", "Atlantis", "baltics", "\u{1F1F1}\u{1F1F9}"])
    func `a word that resembles no country leads nowhere`(word: String) {
        #expect(Country.meant(by: word) == nil)
    }
}
