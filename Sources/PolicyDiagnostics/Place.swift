/// What a diagnostic points at.
public enum Place: Sendable {
    /// A stretch of a file.
    case source(SourceSpan)
    /// A file as a whole, where it could not be read.
    case file(path: String)
    /// A value in a JSON text, by its RFC 6901 JSON Pointer.
    case pointer(String, path: String?)
    /// An argument of the command line, such as `--set lifetime`.
    case argument(String)

    /// The stretch of a file, where the place is one.
    public var span: SourceSpan? {
        guard case .source(let span) = self else { return nil }
        return span
    }

    /// The file that holds the place, where there is one.
    public var path: String? {
        switch self {
        case .source(let span): span.path
        case .file(let path): path
        case .pointer(_, let path): path
        case .argument: nil
        }
    }

    /// The JSON Pointer, where the place is one.
    public var pointer: String? {
        guard case .pointer(let pointer, _) = self else { return nil }
        return pointer
    }
}

extension Place: CustomStringConvertible {
    /// The place as the first line of a diagnostic names it, such as `policies/base.yaml:9:17`.
    public var description: String {
        switch self {
        case .source(let span): "\(span.path):\(span.start.line):\(span.start.column)"
        case .file(let path): path
        case .pointer(let pointer, let path):
            [path, pointer.isEmpty ? nil : pointer].compactMap(\.self).joined(separator: ":")
        case .argument(let argument): argument
        }
    }
}
