/// A country or territory of ISO 3166-1.
package struct Country: Sendable {
    /// The alpha-2 code, such as `LT`.
    package let alpha2: String
    /// The alpha-3 code, such as `LTU`.
    package let alpha3: String
    /// The English name.
    package let name: String

    init(_ alpha2: String, _ alpha3: String, _ name: String) {
        self.alpha2 = alpha2
        self.alpha3 = alpha3
        self.name = name
    }

    private static let byAlpha2 = Dictionary(uniqueKeysWithValues: table.map { ($0.alpha2, $0) })

    /// The country with that alpha-2 code, in upper case.
    package init?(alpha2: String) {
        // Two bytes: Swift takes KELVIN SIGN for K, the service does not.
        guard alpha2.utf8.count == 2, let country = Country.byAlpha2[alpha2] else { return nil }
        self = country
    }

    /// Codes that are not ISO 3166-1 alpha-2 and yet in wide use for a country.
    private static let aliases = ["UK": "GB", "EL": "GR"]

    /// The country that somebody most likely meant by a word that is no alpha-2 code: a code in lower case, a common
    /// alias such as `UK`, an alpha-3 code, or a name.
    package static func meant(by word: String) -> Country? {
        let upper = word.uppercased()
        if let country = Country(alpha2: aliases[upper] ?? upper) { return country }
        if upper.utf8.count == 3 { return table.first { $0.alpha3 == upper } }
        let folded = Spelling.folded(word)
        if let country = table.first(where: { Spelling.folded($0.name) == folded }) { return country }
        guard word.utf8.count > 3, let name = Spelling.nearest(to: word, among: table.lazy.map(\.name)) else {
            return nil
        }
        return table.first { $0.name == name }
    }
}
