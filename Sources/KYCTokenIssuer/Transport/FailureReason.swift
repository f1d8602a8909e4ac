import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The HTTP client's errors in a few words, which never have anything of the request in them.
enum FailureReason {
    static func words(for error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: words(for: error)
        case let error as NIOConnectionError: words(for: error)
        case let error as IOError: words(forErrno: error.errnoCode)
        case ChannelError.connectTimeout: "connecting took too long"
        case is NIOTooManyBytesError: "the answer is larger than \(TokenTransport.maximumAnswerSize) bytes"
        case NIOSSLError.handshakeFailed(let cause): "the TLS handshake failed: \(tlsWords(for: cause))"
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: "the TLS handshake failed: \(tlsWords(for: error))"
        case HTTPParserError.invalidEOFState: "the connection was closed within the answer"
        case is HTTPParserError: "the answer is not HTTP"
        case is CancellationError: "the task was cancelled"
        // The description of an error that is not known here could quote anything.
        default: "of an error of the type \(type(of: error))"
        }
    }

    private static func words(for error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout: "connecting took too long"
        case .tlsHandshakeTimeout: "the TLS handshake took too long"
        case .getConnectionFromPoolTimeout: "no connection was free in time"
        case .remoteConnectionClosed: "the connection was closed before an answer came"
        case .alreadyShutdown: "the issuer was shut down"
        case .cancelled, .deadlineExceeded: "the time was up"
        default: error.shortDescription.prefix(1).lowercased() + error.shortDescription.dropFirst()
        }
    }

    private static func words(for error: NIOConnectionError) -> String {
        if let failure = error.connectionErrors.last { return words(for: failure.error) }
        return "the name of the host was not found"
    }

    private static func words(forErrno code: CInt) -> String {
        switch code {
        case ECONNREFUSED: "the connection was refused"
        case ECONNRESET, EPIPE: "the connection was reset"
        case ETIMEDOUT: "the connection timed out"
        case EHOSTUNREACH, ENETUNREACH: "there is no route to the host"
        default: "system error \(code)"
        }
    }

    private static func tlsWords(for error: any Error) -> String {
        let description = "\(error)"
        if description.contains("CERTIFICATE_VERIFY_FAILED") { return "the server's certificate is not trusted" }
        if description.contains("WRONG_VERSION_NUMBER") { return "the server does not speak TLS" }
        return String(description.prefix(100))
    }
}
