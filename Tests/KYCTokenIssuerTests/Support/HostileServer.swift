import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A server on loopback that gets a whole request and then does with the connection what a test wants.
final class HostileServer: Sendable {
    /// What it does once a request is there.
    enum Behaviour: Sendable {
        /// Sends bytes, then leaves the connection open.
        case send(String)
        /// Sends bytes, then closes.
        case sendAndClose(String)
        /// Sends the second text a byte at a time after the first.
        case drip(String, then: String)
        /// Sends a head and then that many bytes of body.
        case flood(String, byteCount: Int)
        /// Closes without a word.
        case close
        /// Closes with a TCP reset.
        case reset
        /// Sends bytes as soon as it is connected to.
        case greet(String)
        /// Says nothing.
        case hang
    }

    let port: Int
    private let channel: any Channel
    private let record: Record

    /// The requests that came, whole, as text.
    var requests: [String] { record.requests.withLock(\.self) }

    fileprivate final class Record: Sendable {
        let requests = Mutex<[String]>([])
    }

    private init(channel: any Channel, record: Record) {
        self.channel = channel
        self.record = record
        port = channel.localAddress?.port ?? 0
    }

    /// Runs `body` with a server of that behaviour; with TLS where there is a context for it.
    static func run<Result>(
        _ behaviour: Behaviour,
        tls: NIOSSLContext? = nil,
        _ body: (HostileServer) async throws -> Result
    ) async throws -> Result {
        let record = Record()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(Handler(behaviour: behaviour, record: record))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = HostileServer(channel: channel, record: record)
        do {
            let result = try await body(server)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// An answer with a body and its length.
    static func answer(_ status: String, _ body: String, headers: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
    }
}

private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let behaviour: HostileServer.Behaviour
    private let record: HostileServer.Record
    private var received = ByteBuffer()

    init(behaviour: HostileServer.Behaviour, record: HostileServer.Record) {
        self.behaviour = behaviour
        self.record = record
    }

    func channelActive(context: ChannelHandlerContext) {
        guard case .greet(let text) = behaviour else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.writeImmutableBuffer(unwrapInboundIn(data))
        let text = String(buffer: received)
        guard let headEnd = text.firstRange(of: "\r\n\r\n"),
            text[headEnd.upperBound...].utf8.count >= bodyLength(of: text)
        else { return }
        received.clear()
        record.requests.withLock { $0.append(text) }
        act(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func bodyLength(of text: String) -> Int {
        for line in text.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "content-length" {
                return Int(parts[1].filter(\.isNumber)) ?? 0
            }
        }
        return 0
    }

    private func act(_ context: ChannelHandlerContext) {
        let channel = context.channel
        switch behaviour {
        case .send(let text):
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        case .sendAndClose(let text):
            channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
        case .drip(let head, let body):
            channel.writeAndFlush(ByteBuffer(string: head), promise: nil)
            let drops = Drops(body)
            channel.eventLoop.scheduleRepeatedTask(initialDelay: .milliseconds(20), delay: .milliseconds(20)) { task in
                guard channel.isActive, let byte = drops.next() else {
                    task.cancel()
                    return
                }
                channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
            }
        case .flood(let head, let byteCount):
            channel.write(ByteBuffer(string: head), promise: nil)
            let chunk = ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 20)
            for _ in 0..<(byteCount >> 20) { channel.write(chunk, promise: nil) }
            channel.flush()
        case .close:
            channel.close(promise: nil)
        case .reset:
            // A lingering time of nothing makes the kernel send RST instead of FIN.
            guard let socket = channel as? any SocketOptionProvider else { return }
            socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
        case .greet, .hang:
            break
        }
    }

    private final class Drops: Sendable {
        private let bytes: Mutex<ArraySlice<UInt8>>
        init(_ text: String) { bytes = Mutex(Array(text.utf8)[...]) }
        func next() -> UInt8? { bytes.withLock { $0.popFirst() } }
    }
}
