/// The text form of diagnostics: one line that can be searched for, then the lines of the file with what is wrong
/// marked under them, then what may help.
package struct TextRenderer: Sendable {
    /// Whether to colour the text by ANSI escape sequences.
    package let usesColor: Bool

    /// The longest part of a line that is shown, in code points.
    private static let maximumWidth = 160

    package init(usesColor: Bool = false) { self.usesColor = usesColor }

    /// The first line, such as `policies/a.yaml:14:17: error: … [lifetime-range]`.
    package func headline(_ diagnostic: Diagnostic) -> String {
        let severity = colored(diagnostic.severity.rawValue, color(of: diagnostic.severity))
        let place = printable("\(diagnostic.place)")
        let message = colored(printable(diagnostic.message), .bold)
        return "\(place.isEmpty ? "" : "\(place): ")\(severity): \(message) [\(diagnostic.rule)]"
    }

    /// The diagnostic with its excerpts.
    package func render(_ diagnostic: Diagnostic) -> String {
        var marks: [Mark] = []
        if let span = diagnostic.place.span, !diagnostic.isConfidential, !span.source.isConfidential {
            marks.append(
                Mark(span: span, isPrimary: true, message: diagnostic.label, color: color(of: diagnostic.severity))
            )
        }
        marks += diagnostic.related.filter { !$0.span.source.isConfidential }.map {
            Mark(span: $0.span, isPrimary: false, message: $0.message, color: .blue)
        }
        let gutter = (marks.map { String($0.line).count }.max() ?? 1) + 1
        let indent = String(repeating: " ", count: gutter)
        var text = headline(diagnostic) + "\n"
        for mark in marks {
            text +=
                mark.isPrimary
                ? indent + colored("|", .blue) + "\n"
                : indent + colored(":::", .blue) + " \(printable("\(mark.span)"))\n"
            text += excerpt(of: mark, gutter: gutter)
        }
        if let fix = diagnostic.fix {
            text += indent + colored("=", .blue) + " fix: \(printable(fix.description))\n"
        }
        return text
    }

    private struct Mark {
        let span: SourceSpan
        let isPrimary: Bool
        let message: String?
        let color: Color
        let start: SourceLocation
        var line: Int { start.line }

        init(span: SourceSpan, isPrimary: Bool, message: String?, color: Color) {
            self.span = span
            self.isPrimary = isPrimary
            self.message = message
            self.color = color
            self.start = span.start
        }
    }

    private func excerpt(of mark: Mark, gutter: Int) -> String {
        let line = mark.span.source.line(mark.line)
        let start = min(max(mark.span.offsets.lowerBound, line.lowerBound), line.upperBound)
        let end = max(min(mark.span.offsets.upperBound, line.upperBound), start)
        var before = Array(mark.span.source.text(in: line.lowerBound..<start).unicodeScalars)
        var marked = Array(mark.span.source.text(in: start..<end).unicodeScalars)
        var after = Array(mark.span.source.text(in: end..<line.upperBound).unicodeScalars)
        if before.count + marked.count + after.count > TextRenderer.maximumWidth {
            before = before.count > 60 ? ["…"] + before.suffix(59) : before
            marked = marked.count > 60 ? marked.prefix(59) + ["…"] : marked
            after = after.count > 40 ? after.prefix(39) + ["…"] : after
        }
        let number = String(mark.line)
        let numberPadding = String(repeating: " ", count: gutter - 1 - number.count)
        let padding = String(repeating: " ", count: DisplayWidth.of(before))
        let underline = String(repeating: mark.isPrimary ? "^" : "-", count: max(1, DisplayWidth.of(marked)))
        let note = mark.message.map { " \(printable($0))" } ?? ""
        return colored("\(numberPadding)\(number) |", .blue)
            + " \(printable(before))\(printable(marked))\(printable(after))\n"
            + String(repeating: " ", count: gutter) + colored("|", .blue)
            + " \(padding)\(colored(underline + note, mark.color))\n"
    }

    // MARK: Terminal

    private enum Color: String {
        case red = "31"
        case yellow = "33"
        case blue = "34"
        case cyan = "36"
        case bold = "1"
    }

    private func color(of severity: Severity) -> Color {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
    }

    private func colored(_ text: String, _ color: Color) -> String {
        usesColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The text with a space for what would move the cursor or fool the eye: control characters and the like.
    private func printable(_ text: String) -> String { printable(Array(text.unicodeScalars)) }

    private func printable(_ scalars: [Unicode.Scalar]) -> String {
        var text = ""
        for scalar in scalars {
            switch scalar.properties.generalCategory {
            case _ where scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F:
                text.unicodeScalars.append(scalar)
            case .control, .format, .lineSeparator, .paragraphSeparator:
                text += " "
            default:
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
