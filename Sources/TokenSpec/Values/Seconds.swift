/// A whole number of seconds.
///
/// Policies write it as a number or with units, largest first and each at most once: `90s`, `15m`, `24h`, `30d`, `1h30m`.
public struct Seconds: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
    /// The number of seconds.
    public let count: Int

    /// That many seconds.
    public init(_ count: Int) { self.count = count }

    /// That many seconds.
    public init(integerLiteral value: Int) { self.count = value }

    /// That many minutes; the largest representable number where it overflows.
    public static func minutes(_ count: Int) -> Seconds { Seconds(saturating: count, times: 60) }

    /// That many hours; the largest representable number where it overflows.
    public static func hours(_ count: Int) -> Seconds { Seconds(saturating: count, times: 3600) }

    /// That many days of 24 hours; the largest representable number where it overflows.
    public static func days(_ count: Int) -> Seconds { Seconds(saturating: count, times: 86400) }

    private init(saturating count: Int, times factor: Int) {
        let (product, overflow) = count.multipliedReportingOverflow(by: factor)
        self.count = overflow ? (count < 0 ? .min : .max) : product
    }

    /// The shorter of two comes first.
    public static func < (left: Seconds, right: Seconds) -> Bool { left.count < right.count }

    private static let units: [(symbol: UInt8, seconds: Int, name: String)] = [
        (UInt8(ascii: "d"), 86400, "day"), (UInt8(ascii: "h"), 3600, "hour"), (UInt8(ascii: "m"), 60, "minute"),
        (UInt8(ascii: "s"), 1, "second"),
    ]

    /// The duration that `text` writes with units; nil where it is none.
    ///
    /// Saturates rather than overflows.
    public init?(_ text: String) {
        var total = 0
        var remainingUnits = Seconds.units[...]
        var bytes = text.utf8[...]
        while let first = bytes.first {
            let digits = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            bytes = bytes[digits.endIndex...]
            guard let symbol = bytes.popFirst(), !digits.isEmpty, first != UInt8(ascii: "0") || digits.count == 1,
                let unit = remainingUnits.firstIndex(where: { $0.symbol == symbol })
            else { return nil }
            let part = Seconds(saturating: Int(String(Substring(digits))) ?? .max, times: remainingUnits[unit].seconds)
            remainingUnits = remainingUnits[(unit + 1)...]
            let (sum, overflow) = total.addingReportingOverflow(part.count)
            total = overflow ? .max : sum
        }
        guard remainingUnits.count < Seconds.units.count else { return nil }
        self.count = total
    }
}

extension Seconds: CustomStringConvertible {
    /// The duration in words, such as `1 hour 30 minutes`.
    public var description: String {
        guard count != 0, count != .min else { return "\(count) seconds" }
        var rest = abs(count)
        var parts: [String] = []
        for unit in Seconds.units where rest >= unit.seconds {
            let amount = rest / unit.seconds
            rest %= unit.seconds
            parts.append("\(amount) \(unit.name)\(amount == 1 ? "" : "s")")
        }
        return (count < 0 ? "minus " : "") + parts.joined(separator: " ")
    }
}
