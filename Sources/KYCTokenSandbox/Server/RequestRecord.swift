import Synchronization

/// The requests that a sandbox got, shared between its connections and its user.
final class RequestRecord: Sendable {
    /// Keeps a sandbox that runs for days from growing without end.
    static let capacity = 1000

    private let storage = Mutex<[TokenSandbox.ReceivedRequest]>([])

    var requests: [TokenSandbox.ReceivedRequest] { storage.withLock(\.self) }

    func append(_ request: TokenSandbox.ReceivedRequest) {
        storage.withLock { requests in
            requests.append(request)
            if requests.count > RequestRecord.capacity {
                requests.removeFirst(requests.count - RequestRecord.capacity)
            }
        }
    }
}
