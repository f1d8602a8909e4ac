package import PolicyDiagnostics
import TokenSpec

/// What the command line says about one call: the options that `kycpolicy resolve` and `kyctoken issue` share.
package struct CallArguments: Sendable {
    /// `--client-id ID`.
    package var clientID: String?
    /// `--set FIELD=VALUE`, each.
    package var assignments: [String] = []
    /// `--null FIELD`, each.
    package var nulls: [String] = []
    /// `--unset FIELD`, each.
    package var unsets: [String] = []
    /// `--call FILE`; `-` is standard input.
    package var file: String?

    package init() {}

    /// Why the arguments do not make a call.
    package enum Failure: Error, Sendable {
        /// They are used in a way that cannot mean anything.
        case usage(String)
        /// The call file cannot be read.
        case unreadable(Diagnostic)
        /// The call file is not JSON or YAML, or has fields that no request has.
        case invalid([Diagnostic])
    }

    /// The call that the arguments describe.
    ///
    /// Options change what the call file says.
    package func layer() throws(Failure) -> CallLayer {
        var call = try file.map(CallArguments.read) ?? CallLayer()
        var given: Set<Field> = []
        if let clientID {
            guard call.layer[.clientId] == nil else {
                throw .usage("the client is given twice: by --client-id and by clientId in \(file ?? "the call file")")
            }
            given.insert(.clientId)
            call.layer.set(Layer.Entry(.clientId, .value(.string(clientID)), at: .argument("--client-id")))
        }
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else {
                throw .usage("--set \(Field.excerpt(assignment)) has no value: write --set FIELD=VALUE")
            }
            let field = try CallArguments.field(String(assignment[..<equals]), of: "--set", among: &given)
            guard !field.isGroup else {
                let example = field.members.first.map { "\($0.path)=…" } ?? ""
                throw .usage("--set \(field.path) names a group: set its fields one by one, such as --set \(example)")
            }
            call.set(field, to: String(assignment[assignment.index(after: equals)...]))
        }
        for path in nulls {
            let field = try CallArguments.field(path, of: "--null", among: &given)
            call.layer.set(Layer.Entry(field, .null, at: .argument("--null \(field.path)")))
            call.forget(field)
        }
        for path in unsets {
            let field = try CallArguments.field(path, of: "--unset", among: &given)
            call.layer.set(Layer.Entry(field, .unset, at: .argument("--unset \(field.path)")))
            call.forget(field)
        }
        return call
    }

    private static func read(_ file: String) throws(Failure) -> CallLayer {
        let bytes: [UInt8]
        do throws(FileSystem.Failure) {
            bytes = try file == "-" ? FileSystem.readStandardInput() : FileSystem.read(file)
        } catch {
            throw .unreadable(.unreadable(file, error))
        }
        return try CallLayer.read(bytes, path: file == "-" ? "<stdin>" : file)
    }

    private static func field(
        _ path: String,
        of option: String,
        among given: inout Set<Field>
    ) throws(Failure) -> Field {
        guard let field = Field(path: path) else {
            let hint = Field.meant(byPath: path).map { "; did you mean \($0.path)?" } ?? ""
            throw .usage("\(option): the request has no field \(Field.excerpt(path))\(hint)")
        }
        guard given.insert(field).inserted else {
            throw .usage("\(field.path) is given twice: keep one of --client-id, --set, --null and --unset for it")
        }
        if let group = [field.group].compactMap(\.self).first(where: given.contains)
            ?? field.members.first(where: given.contains)
        {
            throw .usage("\(field.path) and \(group.path) contradict each other: keep one of the two")
        }
        return field
    }
}

extension CallLayer {
    /// Sets a field to what a plain YAML scalar would write; a list's elements are separated by commas.
    fileprivate mutating func set(_ field: Field, to text: String) {
        let place = Place.argument("--set \(field.path)")
        forget(field)
        if text == "null" {
            layer.set(Layer.Entry(field, .null, at: place))
            return
        }
        do throws(Violation) {
            layer.set(Layer.Entry(field, value: try CallLayer.value(of: field, text), at: place) { _ in place })
        } catch {
            diagnostics.append(Diagnostic(error, at: place, profile: nil))
            unreadFields.insert(field)
        }
    }

    private static func value(of field: Field, _ text: String) throws(Violation) -> FieldValue {
        guard !["", "~", "Null", "NULL"].contains(text) else {
            throw field.wrongKind(
                text.isEmpty ? "nothing" : text,
                hint: "--null \(field.path) sends null, --unset \(field.path) nothing"
            )
        }
        guard field.isList else { return try field.value(ofScalar: text, isPlain: true) }
        return .list(text.split(separator: ",", omittingEmptySubsequences: false).map { CallLayer.trimmed($0) })
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// Drops what the call file had wrong about a field that an option gives anew.
    fileprivate mutating func forget(_ field: Field) {
        diagnostics.removeAll { $0.field == field.path }
        unreadFields.remove(field)
    }
}
