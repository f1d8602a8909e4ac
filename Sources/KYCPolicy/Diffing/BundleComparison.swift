import PolicyDiagnostics
import TokenSpec

/// Finds the changes between two bundles.
struct BundleComparison {
    private let old: PolicyBundle
    private let new: PolicyBundle
    private(set) var changes: [PolicyDiff.Change] = []

    init(_ old: PolicyBundle, _ new: PolicyBundle) {
        self.old = old
        self.new = new
    }

    mutating func run() {
        compareEnvironments()
        let oldNames = Set(old.profileNames)
        let newNames = Set(new.profileNames)
        let renamed = renames(oldNames.subtracting(newNames).sorted(), newNames.subtracting(oldNames).sorted())
        for name in oldNames.union(newNames).sorted() {
            switch (old.profiles[name], new.profiles[name]) {
            case (let before?, let after?) where oldNames.contains(name) && newNames.contains(name):
                var comparison = ProfileComparison(before, after, environments: sharedEnvironments)
                comparison.run()
                changes += comparison.changes
            case (_, let after?) where newNames.contains(name):
                if let former = renamed[name] { report(after, renamedFrom: former) } else { report(added: after) }
            case (let before?, let after):
                if !renamed.values.contains(name) { report(removed: before, becameAbstract: after != nil) }
            default: break
            }
        }
    }

    /// The environments that both have, and none.
    private var sharedEnvironments: [String] {
        [""] + new.environmentNames.filter(old.environmentNames.contains)
    }

    private mutating func compareEnvironments() {
        for name in Set(old.environmentNames).union(new.environmentNames).sorted() {
            let isNew = !old.environmentNames.contains(name)
            guard isNew || !new.environmentNames.contains(name) else { continue }
            changes.append(
                PolicyDiff.Change(
                    profile: nil,
                    environments: [name],
                    subject: .profile,
                    field: nil,
                    kind: isNew ? .added : .removed,
                    effect: .changes,
                    message: isNew
                        ? "the environment \(name) is new: calls may name it"
                        : "the environment \(name) is gone: calls that name it are refused",
                    cause: nil
                )
            )
        }
    }

    // MARK: Profiles

    /// The former names of new profiles that mean what a removed one meant.
    private func renames(_ removed: [String], _ added: [String]) -> [String: String] {
        guard !removed.isEmpty, !added.isEmpty else { return [:] }
        var free: [BundleContent.ProfileContent: [String]] = [:]
        for name in removed.reversed() {
            if let content = old.profiles[name]?.content { free[content, default: []].append(name) }
        }
        var renames: [String: String] = [:]
        for name in added {
            guard let content = new.profiles[name]?.content else { continue }
            renames[name] = free[content]?.popLast()
        }
        return renames
    }

    private mutating func report(_ profile: CompiledProfile, renamedFrom former: String) {
        changes.append(
            PolicyDiff.Change(
                profile: profile.name,
                subject: .profile,
                field: nil,
                kind: .renamed,
                effect: .changes,
                before: .string(former),
                after: .string(profile.name),
                message: "\(former) is now called \(profile.name): calls must name it so",
                cause: PolicyDiff.Cause(side: .new, span: profile.span)
            )
        )
    }

    private mutating func report(added profile: CompiledProfile) {
        let wasAbstract = old.profiles[profile.name] != nil
        changes.append(
            PolicyDiff.Change(
                profile: profile.name,
                subject: .profile,
                field: nil,
                kind: .added,
                effect: .changes,
                after: .string(profile.name),
                message: "\(profile.name) is \(wasAbstract ? "no longer abstract" : "new"): calls may name it",
                cause: PolicyDiff.Cause(side: .new, span: profile.span)
            )
        )
    }

    private mutating func report(removed profile: CompiledProfile, becameAbstract: Bool) {
        let span = becameAbstract ? new.profiles[profile.name]?.span : profile.span
        changes.append(
            PolicyDiff.Change(
                profile: profile.name,
                subject: .profile,
                field: nil,
                kind: .removed,
                effect: .changes,
                before: .string(profile.name),
                message:
                    "\(profile.name) is \(becameAbstract ? "abstract now" : "gone"): calls that name it are refused",
                cause: span.map { PolicyDiff.Cause(side: becameAbstract ? .new : .old, span: $0) }
            )
        )
    }
}
