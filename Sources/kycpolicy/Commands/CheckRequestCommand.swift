import ArgumentParser
import KYCPolicy
import PolicyDiagnostics
import PolicyLint
import TokenSpec

/// `kycpolicy check-request`.
struct CheckRequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-request",
        abstract: "Check a request body that was made elsewhere against the API specification.",
        discussion: """
            The input is one JSON document, or one a line (NDJSON). A document is valid where the specification takes it; \
            what is legal and most likely not meant is a warning.

            Example: kycpolicy check-request body.json
            """
    )

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Option(help: "How findings are written.")
    var format = ReportFormat.text

    func run() throws {
        let bytes: [UInt8]
        do throws(FileSystem.Failure) {
            bytes = try file == "-" ? FileSystem.readStandardInput() : FileSystem.read(file)
        } catch {
            try Terminal.write("\(file): error: this file cannot be read: \(error.reason)\n", to: .error)
            throw ExitStatus.unreadable
        }
        guard bytes.count <= FileSystem.maximumByteCount else {
            try Terminal.write("\(file): error: this file is larger than 16 MiB\n", to: .error)
            throw ExitStatus.unreadable
        }
        let check = RequestCheck(bytes, path: file == "-" ? "<stdin>" : file)
        switch format {
        case .text: try Terminal.write(check.text(usingColor: Terminal.showsColor(on: .output)), to: .output)
        case .json: try Terminal.write(check.json.pretty + "\n", to: .output)
        }
        if check.documents.contains(where: { !$0.isValid }) { throw ExitStatus.findings }
    }
}
