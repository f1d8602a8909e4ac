import Testing
import TokenSpec

@Suite struct CalendarDateTests {
    @Test(arguments: [
        "1990-01-02", "2000-02-29", "2024-02-29", "1600-02-29", "0001-01-01", "9999-12-31", "2026-04-30", "2026-12-31",
    ])
    func `a day of the calendar is read and written alike`(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "1990", "1990-1-2", "1990-01-2", "90-01-02", "1990/01/02", "02-01-1990", "1990-01-02T00:00:00Z",
        "1990-01-02Z", " 1990-01-02", "1990-01-02 ", "1990-01-02\n", "1990-00-10", "1990-13-01", "1990-01-00",
        "1990-01-32", "2023-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-06-31", "+990-01-02", "-990-01-02",
        "1990-+1-02", "19900-1-02", "1990-01-0\u{0661}", "１９９０-01-02", "１990-1-2", "1990-W01-1", "1990-001",
        "1990\u{2010}01-02",
    ])
    func `anything else is no date`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `numbers make a date where the calendar has it`() {
        #expect(CalendarDate(year: 2024, month: 2, day: 29)?.description == "2024-02-29")
        #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 0, month: 1, day: 1) == nil)
        #expect(CalendarDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CalendarDate(year: 2024, month: .min, day: .max) == nil)
    }

    @Test func `the earlier day comes first`() throws {
        let texts = ["2024-02-29", "2023-12-31", "2024-03-01", "2024-02-28"]
        let dates = try texts.map { try #require(CalendarDate($0)) }
        #expect(dates.sorted().map(\.description) == texts.sorted())
    }
}
