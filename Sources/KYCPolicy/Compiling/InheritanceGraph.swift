import PolicyDiagnostics
import TokenSpec

/// Who extends whom, with unknown, cyclic and too long chains reported and cut.
struct InheritanceGraph {
    let declarations: [ProfileDeclaration]
    let indices: [String: Int]
    /// The parent of each declaration, where it has one that exists and does not lead back to it.
    private(set) var parents: [Int?]
    /// The declarations, each after its parent.
    private(set) var order: [Int] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(declarations: [ProfileDeclaration], indices: [String: Int]) {
        self.declarations = declarations
        self.indices = indices
        self.parents = Array(repeating: nil, count: declarations.count)
    }

    /// Finds every profile's parent.
    ///
    /// - Parameter reportingUnknownParents: whether all files could be read, so that what is not there does not exist.
    mutating func resolve(reportingUnknownParents: Bool) {
        for (index, declaration) in declarations.enumerated() {
            guard case .named(let name) = declaration.parent else { continue }
            parents[index] = indices[name.text]
            if parents[index] == nil, reportingUnknownParents { reportUnknown(name, of: declaration) }
        }
        cutCycles()
        sort()
    }

    private mutating func reportUnknown(_ name: Located, of declaration: ProfileDeclaration) {
        let known = declarations.lazy.map(\.name.text).filter { $0 != declaration.name.text }
        let nearest = Spelling.nearest(to: name.text, among: known)
        diagnostics.append(
            Diagnostic(
                .extendsUnknown,
                at: .source(name.span),
                "there is no profile \(Field.excerpt(name.text))\(nearest.map { "; did you mean \($0)?" } ?? "")",
                label: nearest.map { "did you mean \($0)?" },
                profile: declaration.name.text,
                fix: nearest.map {
                    Fix(
                        isSafe: false,
                        description: "replace \(Field.excerpt(name.text)) by \($0)",
                        edits: [Fix.Edit(name.span, $0)]
                    )
                }
            )
        )
    }

    /// Walks up from each declaration; one that a walk meets twice is on a cycle, which is reported once.
    private mutating func cutCycles() {
        enum Mark { case new, onWalk, done }
        var marks = Array(repeating: Mark.new, count: declarations.count)
        for start in declarations.indices where marks[start] == .new {
            var walk: [Int] = []
            var next: Int? = start
            while let index = next, marks[index] == .new {
                marks[index] = .onWalk
                walk.append(index)
                next = parents[index]
            }
            if let index = next, marks[index] == .onWalk, let first = walk.firstIndex(of: index) {
                cut(Array(walk[first...]))
            }
            for index in walk { marks[index] = .done }
        }
    }

    private mutating func cut(_ cycle: [Int]) {
        // The first in the order of the files speaks for all, whichever the walk met first.
        guard let first = cycle.min(), let position = cycle.firstIndex(of: first) else { return }
        let members = Array(cycle[position...] + cycle[..<position])
        for index in members { parents[index] = nil }
        guard case .named(let name) = declarations[first].parent else { return }
        let names = members.map { declarations[$0].name.text }
        let message =
            members.count == 1
            ? "\(names[0]) extends itself"
            : "\(names[0]) extends itself by way of \(names.dropFirst().prefix(8).joined(separator: ", "))"
                + (names.count > 9 ? " and \(names.count - 9) more" : "")
        diagnostics.append(
            Diagnostic(
                .extendsCycle,
                at: .source(name.span),
                message,
                profile: names[0],
                related: members.dropFirst().prefix(8).compactMap { index in
                    guard case .named(let parent) = declarations[index].parent else { return nil }
                    return Diagnostic.Related(parent.span, "\(declarations[index].name.text) extends \(parent.text)")
                }
            )
        )
    }

    /// Orders parents before children, and cuts chains at their longest.
    private mutating func sort() {
        var lengths: [Int?] = Array(repeating: nil, count: declarations.count)
        for start in declarations.indices {
            var walk: [Int] = []
            var next: Int? = start
            while let index = next, lengths[index] == nil {
                walk.append(index)
                next = parents[index]
            }
            for index in walk.reversed() {
                let length = (parents[index].flatMap { lengths[$0] } ?? 0) + 1
                if length > Compiler.maximumChainLength {
                    reportTooLong(index)
                    parents[index] = nil
                    lengths[index] = 1
                } else {
                    lengths[index] = length
                }
                order.append(index)
            }
        }
    }

    private mutating func reportTooLong(_ index: Int) {
        guard case .named(let name) = declarations[index].parent else { return }
        diagnostics.append(
            Diagnostic(
                .extendsTooLong,
                at: .source(name.span),
                "\(declarations[index].name.text) is the \(Compiler.maximumChainLength + 1)th profile of its chain; "
                    + "a chain has at most \(Compiler.maximumChainLength)",
                profile: declarations[index].name.text
            )
        )
    }
}
