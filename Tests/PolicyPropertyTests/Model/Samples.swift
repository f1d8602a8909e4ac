import KYCPolicy
import TokenSpec

/// Values of fields, with what is known of them without asking the code under test.
enum Samples {
    static let countries = ["LT", "LV", "EE", "PL", "NO", "DE", "US", "GB"]
    static let documents = ["PASSPORT", "ID_CARD", "DRIVER_LICENSE", "RESIDENCE_PERMIT", "VISA"]
    static let hosts = ["a.example", "b.example", "c.example"]

    /// URLs that lead to a host by https and to nowhere else, by that host.
    static let safeURLs = [
        "https://a.example/x": "a.example", "https://a.example:443/": "a.example", "HTTPS://A.Example/ok": "a.example",
        "https://b.example": "b.example", "https://b.example?at=@a.example": "b.example",
        "https://c.example/a.example": "c.example",
    ]

    /// URLs that the specification takes and that lead elsewhere, or not safely.
    static let unsafeURLs = [
        "http://a.example/", "https://u@a.example/", "https://a.example:8443/", "https://a.example.evil.example/",
        "https://evil.example/a.example", "https://a.example@evil.example/", "https://a.example:/",
        "mailto:x@a.example",
        "https://sub.b.example/", "https://a%2Eexample/",
    ]

    private static let uuids = ["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-0000000000FF"]

    /// Values that the specification takes; lists have their own ways.
    static let legal: [Field: [FieldValue]] = Dictionary(
        uniqueKeysWithValues: Field.leaves.filter { !$0.isList }.map { ($0, legal(of: $0)) }
    )

    private static func legal(of field: Field) -> [FieldValue] {
        switch field.kind {
        case .string: ["r-1", "r-2", "yes", "null", "a # b: c", "é\"\\'", "010", " x "].map(FieldValue.string)
        case .duration(let range, _):
            [0, 60, 61, 90, 300, 600, 3599, 3600, 5400, 86_400, 2_592_000].filter(range.contains)
                .map(FieldValue.integer)
        case .boolean: [.boolean(true), .boolean(false)]
        case .oneOf(let words): words.map(FieldValue.string)
        case .date: ["1990-01-02", "2000-02-29", "2031-12-31"].map(FieldValue.string)
        case .uri: (safeURLs.keys.sorted() + unsafeURLs).map(FieldValue.string)
        case .uuid: uuids.map(FieldValue.string)
        case .locale: ["en", "de", "no", "zh_tw", "xx"].map(FieldValue.string)
        case .nationality: ["LT", "NO", "US", "ALL"].map(FieldValue.string)
        case .countries, .documents, .group: []
        }
    }

    /// A value of the right kind that the specification or the list of countries refuses, and under which rule.
    static func illegal(of field: Field) -> (value: FieldValue, rule: String)? {
        switch field.kind {
        case .string(let maximumLength): maximumLength.map { (.string(text(longerThan: $0)), "string-too-long") }
        case .locale(let maximumLength): (.string(text(longerThan: maximumLength)), "string-too-long")
        case .duration(let range, _):
            field == .lifetime
                ? (.integer(range.upperBound + 1), "lifetime-range")
                : (.integer(range.lowerBound - 1), "session-length-range")
        case .oneOf: (.string("NEITHER"), "value-unknown")
        case .date: (.string("1990-02-30"), "date-invalid")
        case .uri: (.string("nowhere"), "uri-invalid")
        case .uuid: (.string("123e4567"), "uuid-invalid")
        case .nationality: (.string("ZZ"), "country-unknown")
        case .countries: (.list(["LT", "ZZ"]), "country-unknown")
        case .boolean, .documents, .group: nil
        }
    }

    private static func text(longerThan length: Int) -> String { String(repeating: "é", count: length + 1) }

    /// The codes that a list of the field has here.
    static func codes(of field: Field) -> [String] { field.kind == .countries ? countries : documents }
}
