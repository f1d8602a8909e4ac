package import PolicyDiagnostics

/// A list of codes as it is written: with names of sets, and perhaps relative to what is inherited.
package struct ListExpression: Sendable {
    /// How the list is written.
    package enum Form: Sendable {
        /// `[LT, baltics]`.
        case elements
        /// `{ include: […], exclude: […] }`.
        case selection
        /// `{ add: […], remove: […] }`, relative to what is inherited.
        case change
    }

    /// A code or the name of a set.
    package struct Item: Sendable {
        package let text: String
        package let place: Place

        /// Whether the word is the name of a set rather than a code.
        package var isSetName: Bool { ListExpression.isSetName(text) }
    }

    package let form: Form
    /// The elements, or what is included or added.
    package var included: [Item]
    /// What is excluded or removed.
    package var excluded: [Item] = []

    /// Whether a word is the name of a set: lower-kebab-case with at least three letters, which no code is.
    package static func isSetName(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        return isLetter(first) && last != UInt8(ascii: "-") && bytes.count(where: isLetter) >= 3
            && bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }
}

/// A change of an inherited list, its sets expanded.
package struct ListChange: Sendable {
    package let added: ExpandedList
    package let removed: ExpandedList
}

/// Codes, each with the place where it is written: in the list itself, or in the set that it comes from.
package struct ExpandedList: Sendable {
    package private(set) var codes: [String] = []
    package private(set) var places: [Place] = []
    private var seen: Set<String> = []

    package init() {}

    package var isEmpty: Bool { codes.isEmpty }

    package func contains(_ code: String) -> Bool { seen.contains(code) }

    /// Adds a code, unless it is there already.
    package mutating func append(_ code: String, at place: Place) {
        guard seen.insert(code).inserted else { return }
        codes.append(code)
        places.append(place)
    }

    package mutating func append(contentsOf other: ExpandedList) {
        for (code, place) in zip(other.codes, other.places) { append(code, at: place) }
    }

    /// The list without some codes.
    package func without(_ excluded: ExpandedList) -> ExpandedList {
        var rest = ExpandedList()
        for (code, place) in zip(codes, places) where !excluded.contains(code) { rest.append(code, at: place) }
        return rest
    }
}
