import KYCPolicy
import PolicyDiagnostics
import TokenSpec

/// Writes a model as policy files: which file holds what, and how each thing is spelled, is up to the seed.
struct PolicyTexts {
    private var random: SplitMix64
    private let isPlain: Bool
    private let fileCount: Int
    private var files: [[(path: [String], value: YAMLText)]]

    /// The files of a model, by their paths.
    ///
    /// - Parameter layout: The seed of the layout; nil for a plain one, in one file.
    static func files(of model: PolicyModel, layout: Int?) -> [String: String] {
        var texts = PolicyTexts(layout: layout)
        texts.write(model)
        var files: [String: String] = [:]
        for (index, parts) in texts.files.enumerated() {
            var tree: [(key: String, value: YAMLText)] = [("version", .scalar("1"))]
            for part in parts { PolicyTexts.insert(part.value, at: part.path[...], into: &tree) }
            let seed = SplitMix64(seed: (layout ?? 0) &* 31 &+ index)
            // The name of a file must not matter either.
            let name = "\(["m", "b", "z", "a"][(index + abs(layout ?? 0)) % 4])\(index).yaml"
            files[name] = YAMLWriter.text(of: .mapping(tree), random: seed, isPlain: layout == nil)
        }
        return files
    }

    private init(layout: Int?) {
        random = SplitMix64(seed: layout ?? 0)
        isPlain = layout == nil
        fileCount = layout == nil ? 1 : random.number(1...3)
        files = Array(repeating: [], count: fileCount)
    }

    private static func insert(
        _ value: YAMLText,
        at path: ArraySlice<String>,
        into entries: inout [(key: String, value: YAMLText)]
    ) {
        guard let key = path.first else { return }
        let rest = path.dropFirst()
        guard let index = entries.firstIndex(where: { $0.key == key }) else {
            var inner: [(key: String, value: YAMLText)] = []
            if rest.isEmpty {
                entries.append((key, value))
            } else {
                insert(value, at: rest, into: &inner)
                entries.append((key, .mapping(inner)))
            }
            return
        }
        switch (entries[index].value, value) {
        case (.mapping(var inner), _) where !rest.isEmpty:
            insert(value, at: rest, into: &inner)
            entries[index].value = .mapping(inner)
        case (.sequence(let first), .sequence(let second)): entries[index].value = .sequence(first + second)
        // An environment that is declared again adds nothing.
        default: break
        }
    }

    private mutating func put(_ value: YAMLText, at path: [String], in file: Int? = nil) {
        files[file ?? random.below(fileCount)].append((path, value))
    }

    private mutating func write(_ model: PolicyModel) {
        for set in model.sets { put(text(of: set.list), at: ["sets", set.kind.rawValue, set.name]) }
        for profile in model.profiles {
            let parts = text(of: profile)
            let file = random.below(fileCount)
            put(.mapping([]), at: ["profiles", profile.name], in: file)
            for part in parts { put(part.value, at: ["profiles", profile.name, part.key], in: file) }
        }
        for environment in model.environments {
            let path = ["environments", environment.name]
            put(.mapping([]), at: path)
            write(environment.layer, at: path)
            for (name, layer) in environment.profiles.sorted(by: { $0.key < $1.key }) {
                write(layer, at: path + ["profiles", name])
            }
        }
    }

    /// Fields of one environment may stand in several files.
    private mutating func write(_ layer: LayerModel, at path: [String]) {
        for (field, written) in Field.sorted(layer) {
            if written == .unset {
                put(.sequence([.scalar(field.path)]), at: path + ["unset"])
            } else {
                put(text(of: written, field), at: path + ["token"] + field.path.split(separator: ".").map(String.init))
            }
        }
    }

    private mutating func text(of profile: ProfileModel) -> [(key: String, value: YAMLText)] {
        var parts: [(key: String, value: YAMLText)] = []
        func add(_ key: String, _ value: YAMLText) { parts.append((key, value)) }
        if profile.isAbstract { add("abstract", .scalar("true")) }
        if let summary = profile.summary { add("summary", .scalar(quoted(summary))) }
        if let parent = profile.parent { add("extends", .scalar(parent)) }
        if let revision = profile.revision { add("revision", .scalar(String(revision))) }
        parts += fields(of: profile.layer)
        if !profile.locked.isEmpty {
            let words = profile.locked.map { field in
                YAMLText.scalar(field.isGroup && random.chance(50) ? "\(field.path).*" : field.path)
            }
            add("locked", .sequence(words))
        }
        if let overrides = profile.overrides { add("overrides", text(of: overrides)) }
        if !profile.require.isEmpty { add("require", .sequence(profile.require.map { .scalar($0.path) })) }
        if let deprecated = profile.deprecated {
            let entries = [("until", deprecated.until), ("use", deprecated.use), ("reason", deprecated.reason)]
            add("deprecated", .mapping(entries.compactMap { key, text in text.map { (key, .scalar($0)) } }))
        }
        return parts
    }

    private mutating func fields(of layer: LayerModel) -> [(key: String, value: YAMLText)] {
        var parts: [(key: String, value: YAMLText)] = []
        var token: [(key: String, value: YAMLText)] = []
        for (field, written) in Field.sorted(layer) where written != .unset {
            let path = field.path.split(separator: ".").map(String.init)
            PolicyTexts.insert(text(of: written, field), at: path[...], into: &token)
        }
        if !token.isEmpty { parts.append(("token", .mapping(token))) }
        let unset = Field.sorted(layer).filter { $0.value == .unset }.map { YAMLText.scalar($0.field.path) }
        if !unset.isEmpty { parts.append(("unset", .sequence(isPlain ? unset : random.shuffled(unset)))) }
        return parts
    }

    // MARK: Guards

    private mutating func text(of overrides: OverridesModel) -> YAMLText {
        var entries: [(key: String, value: YAMLText)] = []
        if let isAllowed = overrides.isDefaultAllowed {
            entries.append(("default", .scalar(isAllowed ? "allow" : "deny")))
        }
        for (field, written) in Field.sorted(overrides.guards) {
            entries.append((field.isGroup ? "\(field.path).*" : field.path, text(of: written, field)))
        }
        return .mapping(entries)
    }

    private mutating func text(of written: GuardModel, _ field: Field) -> YAMLText {
        switch written {
        case .allow: return .scalar("allow")
        case .deny: return .scalar("deny")
        case .disable: return .scalar("disable")
        case .narrow: return .scalar("narrow")
        case .bounds(let bounds):
            var entries: [(key: String, value: YAMLText)] = []
            if let minimum = bounds.minimum { entries.append(("min", .scalar(duration(minimum)))) }
            if let maximum = bounds.maximum { entries.append(("max", .scalar(duration(maximum)))) }
            if let values = bounds.oneOf {
                entries.append(("oneOf", .sequence(values.map { .scalar(scalar($0, field.members.first ?? field)) })))
            }
            if let list = bounds.subsetOf { entries.append(("subsetOf", text(of: list))) }
            if let hosts = bounds.hosts {
                entries.append(("hosts", .sequence(hosts.map { .scalar(random.chance(10) ? $0.uppercased() : $0) })))
            }
            if let flag = bounds.allowsNull { entries.append(("allowNull", .scalar("\(flag)"))) }
            if let flag = bounds.allowsUnset { entries.append(("allowUnset", .scalar("\(flag)"))) }
            return .mapping(entries)
        }
    }

    // MARK: Values

    private mutating func text(of written: Written, _ field: Field) -> YAMLText {
        switch written {
        case .value(let value): .scalar(scalar(value, field))
        case .list(let list): text(of: list)
        case .null, .unset: .scalar("null")
        }
    }

    private mutating func text(of list: ListModel) -> YAMLText {
        func sequence(_ words: [String]) -> YAMLText { .sequence(words.map { .scalar(self.word($0)) }) }
        switch list {
        case .single(let name): return .scalar(name)
        case .elements(let words): return sequence(words)
        case .selection(let include, let exclude):
            return .mapping(
                [("include", sequence(include))] + (exclude.isEmpty ? [] : [("exclude", sequence(exclude))])
            )
        case .change(let add, let remove):
            return .mapping(
                (add.isEmpty ? [] : [("add", sequence(add))]) + (remove.isEmpty ? [] : [("remove", sequence(remove))])
            )
        }
    }

    /// `NO` is quoted, as the linter asks; it would be taken as written all the same.
    private func word(_ word: String) -> String { word == "NO" ? "\"NO\"" : word }

    private mutating func scalar(_ value: FieldValue, _ field: Field) -> String {
        switch value {
        case .string(let text): return quoted(text)
        case .integer(let number): return duration(number)
        case .boolean(let flag): return "\(flag)"
        case .list(let codes): return "[\(codes.joined(separator: ", "))]"
        }
    }

    /// A number of seconds in one of its spellings.
    private mutating func duration(_ count: Int) -> String {
        guard !isPlain, count > 0 else { return String(count) }
        let (days, hours, minutes, seconds) = (count / 86400, count / 3600 % 24, count / 60 % 60, count % 60)
        let parts = [(days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s")].filter { $0.0 > 0 }
        let units = parts.map { "\($0.0)\($0.1)" }.joined()
        return random.pick([String(count), "\(count)s", units, "\"\(units)\""])
    }

    private mutating func quoted(_ text: String) -> String {
        let isWord = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        if isWord, text != "null", random.chance(60) { return text }
        if random.chance(50) {
            return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        }
        let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"" + String(escaped) + "\""
    }
}

extension PolicyModel {
    /// The model's files in some layout, compiled.
    func compiled(layout: Int?) -> Compilation {
        Compilation(sources(layout: layout))
    }

    func sources(layout: Int?) -> [SourceText] {
        PolicyTexts.files(of: self, layout: layout).sorted { $0.key < $1.key }
            .map { SourceText(path: $0.key, bytes: Array($0.value.utf8)) }
    }
}
