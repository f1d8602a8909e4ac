import Testing
import TokenSpec

@Suite struct SecondsTests {
    @Test(arguments: [
        ("90s", 90), ("15m", 900), ("24h", 86_400), ("30d", 2_592_000), ("1h30m", 5400), ("1d1h1m1s", 90_061),
        ("0s", 0), ("0h", 0), ("1h0m", 3600), ("120m", 7200), ("1d30s", 86_430),
    ])
    func `a duration with units is its number of seconds`(text: String, count: Int) {
        #expect(Seconds(text)?.count == count)
    }

    @Test(arguments: [
        "", "h", "s", "90", "1m1h", "1h1h", "01h", "00s", "1h05m", "-5m", "+5m", "1.5h", "1 h", "1h ", " 1h", "1H",
        "1w", "1h30", "PT1H", "1hm", "h1", "１h", "1h\u{301}",
    ])
    func `anything else is none`(text: String) {
        #expect(Seconds(text) == nil)
    }

    @Test(arguments: [
        "9223372036854775807d", "99999999999999999999s", "9223372036854775807s1", "106751991167300d24h",
        "100000000000000000000000000000000000000d1h",
    ])
    func `a duration that overflows saturates or is refused, and never traps`(text: String) {
        let isWhole = text.last != "1"
        #expect(Seconds(text)?.count == (isWhole ? Int.max : nil))
    }

    @Test(arguments: [
        (Seconds.minutes(2), 120), (.hours(2), 7200), (.days(30), 2_592_000), (.days(.max), .max), (.hours(.min), .min),
        (.minutes(-1), -60),
    ])
    func `a unit's constructor multiplies and saturates`(duration: Seconds, count: Int) {
        #expect(duration.count == count)
    }

    @Test(arguments: [
        (0, "0 seconds"), (1, "1 second"), (60, "1 minute"), (5400, "1 hour 30 minutes"), (2_592_000, "30 days"),
        (90_061, "1 day 1 hour 1 minute 1 second"), (-90, "minus 1 minute 30 seconds"),
        (.min, "-9223372036854775808 seconds"),
    ])
    func `a duration reads as words`(count: Int, words: String) {
        #expect(Seconds(count).description == words)
    }

    @Test func `the shorter comes first`() {
        #expect([Seconds(60), 5, 3600].sorted() == [5, 60, 3600])
    }
}
