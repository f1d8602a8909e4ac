#if canImport(FoundationEssentials)
public import struct FoundationEssentials.UUID
#else
public import struct Foundation.UUID
#endif

/// An element of a field that holds a list.
public protocol ListElement: RawRepresentable<String>, Sendable {}

extension CountryCode: ListElement {}
extension DocumentType: ListElement {}

/// A Swift type that a field of a call can be given in.
public protocol FieldValueConvertible: Sendable {
    /// The value as the request sends it.
    var fieldValue: FieldValue { get }

    /// The Swift value of what the request sends; nil where it is of another kind.
    init?(fieldValue: FieldValue)
}

extension String: FieldValueConvertible {
    /// The text.
    public var fieldValue: FieldValue { .string(self) }

    /// The text, where the value is text.
    public init?(fieldValue: FieldValue) {
        guard case .string(let text) = fieldValue else { return nil }
        self = text
    }
}

extension Bool: FieldValueConvertible {
    /// The truth value.
    public var fieldValue: FieldValue { .boolean(self) }

    /// The truth value, where the value is one.
    public init?(fieldValue: FieldValue) {
        guard case .boolean(let flag) = fieldValue else { return nil }
        self = flag
    }
}

extension Seconds: FieldValueConvertible {
    /// The number of seconds.
    public var fieldValue: FieldValue { .integer(count) }

    /// The duration, where the value is a number.
    public init?(fieldValue: FieldValue) {
        guard case .integer(let count) = fieldValue else { return nil }
        self.init(count)
    }
}

extension CalendarDate: FieldValueConvertible {
    /// The date as `YYYY-MM-DD`.
    public var fieldValue: FieldValue { .string(description) }

    /// The date, where the value is text of that form.
    public init?(fieldValue: FieldValue) {
        guard case .string(let text) = fieldValue else { return nil }
        self.init(text)
    }
}

extension UUID: FieldValueConvertible {
    /// The UUID's text form in lower case, as RFC 4122 writes it.
    public var fieldValue: FieldValue { .string(uuidString.lowercased()) }

    /// The UUID, where the value is text of that form.
    public init?(fieldValue: FieldValue) {
        guard case .string(let text) = fieldValue else { return nil }
        self.init(uuidString: text)
    }
}

extension Array: FieldValueConvertible where Element: ListElement {
    /// The elements' texts.
    public var fieldValue: FieldValue { .list(map(\.rawValue)) }

    /// The elements, where the value is a list.
    public init?(fieldValue: FieldValue) {
        guard case .list(let texts) = fieldValue else { return nil }
        self = texts.compactMap(Element.init(rawValue:))
    }
}

extension FieldValueConvertible where Self: RawRepresentable<String> {
    /// The text as it is sent.
    public var fieldValue: FieldValue { .string(rawValue) }

    /// The value with that text, where it is text.
    public init?(fieldValue: FieldValue) {
        guard case .string(let text) = fieldValue else { return nil }
        self.init(rawValue: text)
    }
}

extension CountryCode: FieldValueConvertible {}
extension InterfaceLocale: FieldValueConvertible {}
extension Sex: FieldValueConvertible {}
extension TokenType: FieldValueConvertible {}
