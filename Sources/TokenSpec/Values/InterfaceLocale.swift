/// A language of the verification pages, such as `en` or `zh_tw`.
///
/// The provider's codes are not quite BCP 47: Slovenian is `si`, Greek `el`, Ukrainian `uk`. The list is open: the
/// service shows English for a code that it does not know, and the linter warns of one.
public struct InterfaceLocale: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    /// The code's text, as it is sent.
    public let rawValue: String

    /// A locale with that code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A locale with that code.
    public init(stringLiteral value: String) { self.rawValue = value }

    /// The codes that the provider lists, in lower case.
    public static let known: [InterfaceLocale] = [
        "en", "es", "fr", "ru", "de", "it", "pl", "lt", "lv", "et", "sv", "cs", "ro", "hu", "ja", "bg", "nl", "pt",
        "uk", "sk", "si", "vi", "th", "hi", "id", "hr", "da", "fi", "el", "no", "tr", "sr", "zh", "zh_tw", "ko",
    ]

    private static let knownSet = Set(known)

    /// Whether the provider lists the code; case does not matter.
    public var isKnown: Bool {
        rawValue.isASCII && InterfaceLocale.knownSet.contains(InterfaceLocale(rawValue: rawValue.lowercased()))
    }

    /// BCP 47 tags that the provider writes otherwise.
    private static let aliases: [String: InterfaceLocale] = [
        "sl": "si", "gr": "el", "ua": "uk", "nb": "no", "nn": "no", "se": "sv", "cz": "cs", "ee": "et", "dk": "da",
        "jp": "ja", "kr": "ko", "cn": "zh", "zh-hant": "zh_tw", "zh-tw": "zh_tw", "zh-hans": "zh", "zh-cn": "zh",
    ]

    /// The known locale that somebody most likely meant by this one, such as `en` by `en-GB`.
    package var meant: InterfaceLocale? {
        let lower = rawValue.lowercased()
        if let alias = InterfaceLocale.aliases[lower] { return alias }
        let language = lower.prefix { $0 != "-" && $0 != "_" }
        let locale = InterfaceLocale.aliases[String(language)] ?? InterfaceLocale(rawValue: String(language))
        return locale.isKnown ? locale : nil
    }
}
