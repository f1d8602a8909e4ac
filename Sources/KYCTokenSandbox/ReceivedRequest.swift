extension TokenSandbox {
    /// A request that a sandbox got, and how it answered.
    public struct ReceivedRequest: Sendable {
        /// The HTTP method, such as `POST`.
        public let method: String
        /// The request's target as sent, such as `/api/v2/token`.
        public let path: String
        /// The header fields in the order in which they came, the `Authorization` field included.
        public let headers: [(name: String, value: String)]
        /// The body's text; what is not UTF-8 in it is replaced, and it is empty where the body was too long.
        public let body: String
        /// The status code of the answer.
        public let status: Int

        /// The values of the header fields of that name, whatever its case.
        public func headerValues(_ name: String) -> [String] {
            headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        }
    }
}

extension TokenSandbox.ReceivedRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and status only: the rest may hold credentials and personal data.
    public var description: String { "\(method) answered by \(status)" }

    /// The method and status only.
    public var debugDescription: String { description }

    /// A mirror of the method and status only.
    public var customMirror: Mirror { Mirror(self, children: ["method": method, "status": status]) }
}
