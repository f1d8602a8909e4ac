import Testing
import TokenSpec

@Suite struct JSONWriterTests {
    @Test(
        arguments: [
            (.null, "null"), (true, "true"), (false, "false"), (-3600, "-3600"), (.number(0.5), "0.5"),
            (.number(1e300), "1e+300"), (.number(.infinity), "null"), ("", #""""#), ([], "[]"), ([:], "{}"),
            ([1, ["a": .null]], #"[1,{"a":null}]"#), (["b": 1, "a": 2], #"{"b":1,"a":2}"#),
            ("a\"\\/\n\r\t\u{0}\u{1F}\u{7F}", #""a\"\\/\n\r\t\u0000\u001f\u007f""#), ("é\u{1F600}", "\"é\u{1F600}\""),
            (["ä\"": 1], #"{"ä\"":1}"#),
        ] as [(JSON, String)]
    )
    func `a value stands on one line`(value: JSON, text: String) {
        #expect(value.compact == text)
    }

    @Test func `a pretty value has a line a member, and lists of plain values on one`() {
        let value: JSON = ["a": [1, 2], "b": ["c": [], "d": [:]], "e": [["f": 1], 2]]
        #expect(
            value.pretty == """
                {
                  "a": [1, 2],
                  "b": {
                    "c": [],
                    "d": {}
                  },
                  "e": [
                    {
                      "f": 1
                    },
                    2
                  ]
                }
                """
        )
    }

    @Test(arguments: [
        #"{"a":[1,2.5,"x\ny",null,true],"b":{"c":{}},"a":[]}"#, #""\u0000\ud83d\ude00é""#, "[[[[]]],{\"\":-1}]",
    ])
    func `what is written reads back as the same value`(text: String) throws {
        let value = try JSON.parse(text.utf8)
        #expect(try JSON.parse(value.compact.utf8) == value)
        #expect(try JSON.parse(value.pretty.utf8) == value)
    }

    @Test func `every code point survives`() throws {
        var text = ""
        for code in 0...0x10FFFF as ClosedRange<UInt32> {
            // Each plane's first and last characters, and all of the first 0x3000.
            guard code < 0x3000 || code & 0xFFFF < 4 || code & 0xFFFF > 0xFFF0 else { continue }
            if let scalar = Unicode.Scalar(code) { text.unicodeScalars.append(scalar) }
        }
        let read = try #require(try JSON.parse(JSON.string(text).compact.utf8).string)
        #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
    }
}
