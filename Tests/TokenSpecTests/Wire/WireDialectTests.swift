import Testing
import TokenSpec

@Suite struct WireDialectTests {
    /// A request with a value in every leaf.
    private static let full: RequestRow = {
        var row = RequestRow()
        for field in Field.leaves {
            let value: FieldValue =
                switch field.kind {
                case .boolean: .boolean(true)
                case .duration: .integer(600)
                case .countries: .list(["LT"])
                case .documents: .list(["PASSPORT", "ID_CARD"])
                default: .string(field.path)
                }
            row[field] = .value(value)
        }
        return row
    }()

    @Test func `the nested form has the specification's names and nesting`() throws {
        let body = try Self.full.encoded(in: .nested)
        for field in Field.leaves {
            let parts = field.path.split(separator: ".").map(String.init)
            let value = parts.reduce(Optional(body)) { $0?[$1] }
            #expect(value != nil, "\(field)")
            if case .string(let text) = value { #expect(text == field.path) }
        }
        guard case .object(let members) = body else {
            Issue.record("the body is no object")
            return
        }
        #expect(members.map(\.name) == Field.table.filter { $0.group == nil }.map(\.name))
    }

    @Test func `what is absent is not sent, and what is null is sent as null`() throws {
        var row = RequestRow()
        row[.clientId] = .value(.string("c"))
        row[.questionnaire] = .null
        row[.clientName] = .null
        row[.urls] = .null
        #expect(
            try row.encoded(in: .nested).compact
                == #"{"clientId":"c","client":{"name":null},"urls":null,"questionnaire":null}"#
        )
    }

    @Test func `what is sent reads back as the same request`() throws {
        let body = try Self.full.encoded(in: .nested)
        let (row, findings) = RequestRow.read(body, as: .specification)
        #expect(row == Self.full)
        #expect(findings.isEmpty)
    }

    @Test func `the flat form has all fields at the top under its own names`() throws {
        let body = try Self.full.encoded(in: .flatAllowingLoss)
        guard case .object(let members) = body else {
            Issue.record("the body is no object")
            return
        }
        #expect(members.map(\.name) == Field.leaves.compactMap(\.flatName))
        #expect(body["firstName"] == "client.name")
        #expect(body["expiryTime"] == 600)
        #expect(body["country"] == "LT")
        #expect(body["documents"] == ["PASSPORT", "ID_CARD"])
        #expect(body["callbackUrl"] == "urls.webhookUrl")
    }

    @Test func `the flat form sends null as null`() throws {
        var row = RequestRow()
        row[.questionnaire] = .null
        row[.clientName] = .null
        row[.allowedCountries] = .null
        #expect(
            try row.encoded(in: .flat).compact == #"{"country":null,"firstName":null,"questionnaire":null}"#
        )
    }

    @Test(arguments: [
        (Field.allowedCountries, RequestRow.Cell.value(.list(["LT"]))),
        (.allowedCountries, .value(.list(["LT", "LV"]))), (.client, .null), (.urls, .null), (.settings, .null),
    ])
    func `what the flat form cannot say is refused`(field: Field, cell: RequestRow.Cell) throws {
        var row = RequestRow()
        row[field] = cell
        let error = try #require(throws: DialectError.self) { try row.encoded(in: .flat) }
        #expect(error.field == field)
        #expect(error.description.contains(field.path))
    }

    @Test func `who accepts loss gets one country and no null group`() throws {
        var row = RequestRow()
        row[.client] = .null
        row[.allowedCountries] = .value(.list(["LT"]))
        #expect(try row.encoded(in: .flatAllowingLoss).compact == #"{"country":"LT"}"#)
        row[.allowedCountries] = .value(.list(["LT", "LV"]))
        #expect(throws: DialectError.self) { try row.encoded(in: .flatAllowingLoss) }
    }
}
