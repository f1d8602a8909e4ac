import Testing
import TokenSpec

@Suite struct InterfaceLocaleTests {
    @Test func `the provider has 35 languages, written in lower case`() {
        #expect(Set(InterfaceLocale.known).count == 35)
        #expect(InterfaceLocale.known.allSatisfy { $0.rawValue == $0.rawValue.lowercased() })
    }

    @Test(arguments: ["en", "EN", "ko", "zh_tw", "ZH_TW", "si", "uk", "no"])
    func `case does not matter`(code: String) {
        #expect(InterfaceLocale(rawValue: code).isKnown)
    }

    @Test(arguments: [
        ("sl", "si"), ("gr", "el"), ("ua", "uk"), ("nb", "no"), ("en-GB", "en"), ("pt_BR", "pt"), ("zh-TW", "zh_tw"),
        ("zh-Hant", "zh_tw"), ("zh-CN", "zh"), ("nb-NO", "no"), ("cz", "cs"),
    ])
    func `a tag that others use leads to the provider's own`(tag: String, meant: String) {
        let locale = InterfaceLocale(rawValue: tag)
        #expect(!locale.isKnown)
        #expect(locale.meant?.rawValue == meant)
    }

    @Test func `a character that only looks like a letter is none`() {
        #expect(!InterfaceLocale(rawValue: "s\u{212A}").isKnown)
    }

    @Test(arguments: ["", "-", "xx", "klingon", "e"])
    func `a code of no language leads nowhere`(code: String) {
        let locale = InterfaceLocale(rawValue: code)
        #expect(!locale.isKnown)
        #expect(locale.meant == nil)
    }
}
