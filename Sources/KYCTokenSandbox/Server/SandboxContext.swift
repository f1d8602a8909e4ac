import Hummingbird
import NIOCore

/// What a request's responder knows about its connection.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The port that the connection came in on.
    let port: Int

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        port = source.channel.localAddress?.port ?? 0
    }
}
