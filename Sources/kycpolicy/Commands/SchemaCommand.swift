import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicySchema

/// `kycpolicy schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a policy file or of a request.",
        discussion: """
            Example: kycpolicy schema policy
            Example: kycpolicy schema --check schemas
            """
    )

    @Argument(help: "Which schema: policy or request. With --write and --check, all where none is named.")
    var kind: PolicySchema?

    @Option(help: ArgumentHelp("Write the schemas to files of this directory.", valueName: "directory"))
    var write: String?

    @Option(help: ArgumentHelp("Fail where a file of this directory is not the schema.", valueName: "directory"))
    var check: String?

    func validate() throws {
        if write != nil, check != nil { throw ValidationError("--write and --check exclude each other.") }
        if kind == nil, write == nil, check == nil {
            throw ValidationError("Name a schema: \(PolicySchema.allCases.map(\.rawValue).joined(separator: " or ")).")
        }
    }

    func run() throws {
        let kinds = kind.map { [$0] } ?? PolicySchema.allCases
        if let directory = write {
            FileSystem.makeDirectory(directory)
            for kind in kinds { try write(kind, to: "\(directory)/\(kind.fileName)") }
        } else if let directory = check {
            try check(kinds, in: directory)
        } else {
            for kind in kinds { try Terminal.write(kind.text, to: .output) }
        }
    }

    private func write(_ kind: PolicySchema, to path: String) throws {
        do throws(FileSystem.Failure) {
            try FileSystem.write(kind.text, to: path)
        } catch {
            try Terminal.write("\(path): error: this file cannot be written: \(error.reason)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }

    private func check(_ kinds: [PolicySchema], in directory: String) throws {
        guard FileSystem.kind(of: directory) == .directory else {
            try Terminal.write("\(directory): error: no such directory\n", to: .error)
            throw ExitStatus.unreadable
        }
        let stale = kinds.filter { kind in
            (try? FileSystem.read("\(directory)/\(kind.fileName)")) != Array(kind.text.utf8)
        }
        for kind in stale {
            try Terminal.write(
                "\(directory)/\(kind.fileName): error: stale or missing; run kycpolicy schema --write \(directory)\n",
                to: .error
            )
        }
        guard stale.isEmpty else { throw ExitStatus.findings }
    }
}

extension PolicySchema: ExpressibleByArgument {}
