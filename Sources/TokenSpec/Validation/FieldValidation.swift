extension Field {
    /// What is wrong with a value of the right kind, by the specification and by the lists of known codes.
    package func violations(of value: FieldValue) -> [Violation] {
        switch (kind, value) {
        case (.string(let maximumLength), .string(let text)):
            return maximumLength.flatMap { tooLong(text, maximumLength: $0) }.map { [$0] } ?? []
        case (.locale(let maximumLength), .string(let text)):
            return (tooLong(text, maximumLength: maximumLength) ?? unknownLocale(text)).map { [$0] } ?? []
        case (.duration(let range, let subject), .integer(let count)):
            return outOfRange(count, range, subject).map { [$0] } ?? []
        case (.oneOf(let words), .string(let text)):
            return unknownWord(text, words).map { [$0] } ?? []
        case (.date, .string(let text)):
            return invalidDate(text).map { [$0] } ?? []
        case (.uri, .string(let text)):
            return invalidURI(text).map { [$0] } ?? []
        case (.uuid, .string(let text)):
            return invalidUUID(text).map { [$0] } ?? []
        case (.nationality, .string(let text)):
            return text == "ALL" ? [] : unknownCountry(text).map { [$0] } ?? []
        case (.countries, .list(let codes)):
            return elementViolations(of: codes, unknownCountry)
        case (.documents, .list(let types)):
            return elementViolations(of: types, unknownDocumentType)
        case (.boolean, .boolean):
            return []
        default:
            return [wrongKind("a value of another kind")]
        }
    }

    /// What is wrong with JSON null as the field's value.
    package var nullViolation: Violation? {
        guard !isNullable else { return nil }
        return Violation(
            .nullNotAllowed,
            self,
            "\(path) cannot be null: give \(expectation), or leave it out",
            label: "not nullable"
        )
    }

    /// What is wrong with the elements of a list: of a hostile one, with the first hundred.
    private func elementViolations(of texts: [String], _ check: (String) -> Violation?) -> [Violation] {
        var violations: [Violation] = []
        for (index, text) in texts.enumerated() where violations.count < 100 {
            if let violation = check(text) { violations.append(violation.at(element: index)) }
        }
        return violations
    }

    private func tooLong(_ text: String, maximumLength: Int) -> Violation? {
        // A text of no more bytes than code points are allowed needs no count.
        guard text.utf8.count > maximumLength else { return nil }
        let length = text.unicodeScalars.count
        guard length > maximumLength else { return nil }
        return Violation(
            .stringTooLong,
            self,
            "\(path) has \(length) characters; it may have at most \(maximumLength)",
            label: "at most \(maximumLength) characters"
        )
    }

    private func outOfRange(_ count: Int, _ range: ClosedRange<Int>, _ subject: String) -> Violation? {
        guard !range.contains(count) else { return nil }
        let isShort = count < range.lowerBound
        let limit = isShort ? range.lowerBound : range.upperBound
        return Violation(
            .range(of: self),
            self,
            "\(Seconds(count)) is \(isShort ? "shorter" : "longer") than \(subject) (\(Seconds(limit)))",
            label: "\(isShort ? "at least" : "at most") \(limit) s"
        )
    }

    private func unknownWord(_ text: String, _ words: [String]) -> Violation? {
        guard !words.contains(text) else { return nil }
        let folded = Spelling.folded(text)
        let meant = words.first { Spelling.folded($0) == folded } ?? Spelling.nearest(to: text, among: words)
        return Violation(
            .valueUnknown,
            self,
            "\(path) is \(words.joined(separator: " or ")), not \(shown(text))",
            // A hint would tell what the personal value was.
            replacement: isPersonal ? nil : meant
        )
    }

    private func invalidDate(_ text: String) -> Violation? {
        guard CalendarDate(text) == nil else { return nil }
        let digits = text.utf8.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        let hasForm = digits == [true, true, true, true, false, true, true, false, true, true]
        return Violation(
            .dateInvalid,
            self,
            hasForm && !text.contains("/")
                ? "\(path) is not a day of the calendar" : "\(path) is not a date: write it as YYYY-MM-DD",
            label: "YYYY-MM-DD"
        )
    }

    private func invalidURI(_ text: String) -> Violation? {
        do throws(AbsoluteURI.Invalid) {
            _ = try AbsoluteURI(text)
            return nil
        } catch {
            return Violation(
                .uriInvalid,
                self,
                "\(path) is not an absolute URI: \(error.reason)",
                label: "an absolute URI",
                replacement: text.hasPrefix("www.") || text.hasPrefix("//")
                    ? "https:\(text.hasPrefix("/") ? "" : "//")\(text)" : nil
            )
        }
    }

    private func invalidUUID(_ text: String) -> Violation? {
        let bytes = Array(text.utf8)
        let isUUID =
            bytes.count == 36
            && bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index)
                    ? byte == UInt8(ascii: "-") : Unicode.Scalar(byte).properties.isASCIIHexDigit
            }
        guard !isUUID else { return nil }
        return Violation(
            .uuidInvalid,
            self,
            "\(path) is not a UUID: it has the form 8-4-4-4-12 hexadecimal digits, such as "
                + "123e4567-e89b-12d3-a456-426614174000",
            label: "a UUID"
        )
    }

    private func unknownCountry(_ code: String) -> Violation? {
        guard Country(alpha2: code) == nil else { return nil }
        let message = "\(isPersonal ? path : shown(code)) is not an ISO 3166-1 alpha-2 country code"
        // A hint would tell what the personal value was.
        guard !isPersonal, let meant = Country.meant(by: code) else {
            return Violation(.countryUnknown, self, message, label: "two capital letters, such as LT")
        }
        return Violation(
            .countryUnknown,
            self,
            "\(message)\(meant.name == code ? ": its code" : "; \(meant.name)") is \(meant.alpha2)",
            replacement: meant.alpha2
        )
    }

    private func unknownDocumentType(_ name: String) -> Violation? {
        let type = DocumentType(rawValue: name)
        guard !type.isKnown else { return nil }
        let meant = type.meant?.rawValue
        let message =
            type.isLegacy
            ? "\(name) is a document type of older versions\(meant.map { "; it is now part of \($0)" } ?? "")"
            : "\(shown(name)) is not a known document type"
        return Violation(.documentTypeUnknown, self, message, replacement: meant)
    }

    private func unknownLocale(_ code: String) -> Violation? {
        let locale = InterfaceLocale(rawValue: code)
        guard !locale.isKnown else { return nil }
        let meant = locale.meant?.rawValue
        return Violation(
            .localeUnknown,
            self,
            "\(shown(code)) is not a known locale: the pages would be in English",
            replacement: meant
        )
    }
}

extension Violation {
    /// The same about one element of a list.
    fileprivate func at(element: Int) -> Violation {
        var copy = self
        copy.element = element
        return copy
    }
}

extension Field {
    /// What the field takes, as a noun phrase with its article.
    package var expectation: String {
        switch kind {
        case .string(let maximumLength): maximumLength.map { "a text of at most \($0) characters" } ?? "a text"
        case .duration: "whole seconds or a duration such as 90s, 15m or 1h30m"
        case .boolean: "true or false"
        case .oneOf(let words): words.joined(separator: " or ")
        case .date: "a date written YYYY-MM-DD"
        case .uri: "an absolute URI such as https://example.com/"
        case .uuid: "a UUID"
        case .locale: "a language code such as en"
        case .nationality: "a country code such as LT"
        case .countries: "a list of country codes such as [LT, LV]"
        case .documents: "a list of document types such as [PASSPORT, ID_CARD]"
        case .group: "a mapping of its fields"
        }
    }

    /// That something is not of the kind that the field takes; `found` says what it is instead.
    package func wrongKind(_ found: String, hint: String? = nil, replacement: String? = nil) -> Violation {
        Violation(
            .wrongKind,
            self,
            "\(path) takes \(expectation), not \(found)\(hint.map { ": \($0)" } ?? "")",
            replacement: replacement
        )
    }
}
