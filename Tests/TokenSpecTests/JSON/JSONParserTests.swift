import Testing
import TokenSpec

@Suite struct JSONParserTests {
    private static let accepted: [(String, JSON)] = [
        ("null", .null), ("true", true), ("false", false), ("0", 0), ("-0", 0), ("3600", 3600), ("-17", -17),
        ("\"\"", ""), ("[]", []), ("{}", [:]), (" \t\r\n null \t\r\n ", .null),
        ("[1,2 , 3]", [1, 2, 3]), ("{\"a\":1, \"b\" : [null]}", ["a": 1, "b": [.null]]),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u00E9""#, "A\u{E9}\u{E9}"),
        (#""\uD83D\uDE00""#, "\u{1F600}"), (#""\ud83d\ude00!""#, "\u{1F600}!"),
        ("\"\u{1F600}\u{7F}\"", "\u{1F600}\u{7F}"),
        (#""\u0000""#, "\u{0}"), ("\"\u{2028}\"", "\u{2028}"), (#""\uFFFF""#, "\u{FFFF}"),
        ("{\"\":{\"\":0}}", ["": ["": 0]]), ("[[],{},[[]]]", [[], [:], [[]]]),
    ]

    @Test(arguments: accepted)
    func `a text of RFC 8259 is read`(text: String, value: JSON) throws {
        #expect(try JSON.parse(text.utf8) == value)
    }

    @Test(arguments: [
        ("3600.0", 3600), ("3.6e3", 3600), ("36E+2", 3600), ("360000e-2", 3600), ("-0.0", 0), ("0e99", 0), ("-1e0", -1),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("1e18", 1_000_000_000_000_000_000),
    ])
    func `a whole number is one however it is written`(text: String, number: Int) throws {
        #expect(try JSON.parse(text.utf8) == .integer(number))
    }

    @Test(arguments: [
        ("0.5", 0.5), ("-1.25", -1.25), ("1e-3", 0.001), ("9223372036854775808", 9.223372036854775808e18),
        ("100000000000000000000", 1e20), ("1e300", 1e300), ("1e400", .infinity), ("-1e400", -.infinity),
        ("3600.000001", 3600.000001),
    ])
    func `any other number is what Double has of it`(text: String, number: Double) throws {
        #expect(try JSON.parse(text.utf8) == .number(number))
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "None", "TRUE", "True", "undefined", "NaN", "Infinity", "-Infinity", "-", "+1", "01",
        "-01", "00", ".5", "1.", "1.e1", "1e", "1e+", "0x10", "1_000", "1 2", "\u{0661}", "'a'", "\"a", "\"", "a",
        "\"\\\"", "\"\\x41\"", "\"\\'\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"", "\"\\u{41}\"", "\"\\uD800\"",
        "\"\\uDC00\"", "\"\\uD800\\uD800\"", "\"\\uD800x\"", "\"\\uD800\\n\"", "\"\\uDE00\\uD83D\"", "\"\t\"", "\"\n\"",
        "\"\u{1F}\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "[1}", "{", "}", "{\"a\"",
        "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
        "{\"a\":1]", "{}{}", "[] // note", "/* */ 1", "#", "\u{FEFF}{}", "\u{A0}1", "1\u{0}", "{\"a\":}", "\"\u{FF11}",
        "１",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(text.utf8) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22], [0xFE, 0xFF, 0x00, 0x31], [0x31, 0x00],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(bytes) }
    }

    @Test func `an object keeps its members in order, and both of one name`() throws {
        let object = try JSON.parse(#"{"b":1,"a":2,"b":3}"#.utf8)
        #expect(object == .object([.init("b", 1), .init("a", 2), .init("b", 3)]))
        #expect(object["b"] == 3)
        #expect(object["c"] == nil)
        #expect(JSON.null["b"] == nil)
    }

    @Test(arguments: [
        ("{\"a\": tru}", "line 1, column 7:"), ("{\n  \"a\": 1,\n}", "line 3, column 1:"),
        ("[1,\n 2,\n", "line 3, column 1:"),
        ("{\"näme\u{1F600}\": x}", "line 1, column 11:"), ("\r\n\r\n]", "line 3, column 1:"), ("", "line 1, column 1:"),
        ("[\"a\", \"\\q\"]", "line 1, column 8:"), ("[\"abc", "line 1, column 2:"), ("{} {}", "line 1, column 4:"),
    ])
    func `an error stands at the line and code point where the text goes wrong`(text: String, place: String) throws {
        let error = try #require(throws: JSON.SyntaxError.self) { try JSON.parse(text.utf8) }
        let message = error.located(in: Array(text.utf8))
        #expect(message.hasPrefix(place), "\(message)")
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `nesting is read to the bound and refused beyond it`(open: String, close: String) throws {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        // The innermost value counts as a level of its own.
        #expect(throws: Never.self) { try JSON.parse(nested(JSON.maximumDepth - 1).utf8) }
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(nested(JSON.maximumDepth).utf8) }
        #expect(throws: JSON.SyntaxError.self) {
            try JSON.parse(String(repeating: open, count: 1_000_000).utf8)
        }
    }
}
