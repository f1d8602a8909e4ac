private import Synchronization
import TokenSpec

/// The digest of a bundle, made when it is first asked for: linting never pays for it, and calls pay for it once.
final class DigestOnDemand: Sendable {
    private let environments: [String]
    private let profiles: [String: CompiledProfile]
    private let made = Mutex<String?>(nil)

    init(_ environments: [String], _ profiles: [String: CompiledProfile]) {
        self.environments = environments
        self.profiles = profiles
    }

    /// The digest, as 64 hexadecimal digits.
    var value: String {
        made.withLock { made in
            let value = made ?? BundleContent(environments, profiles).digest
            made = value
            return value
        }
    }
}

extension BundleContent {
    /// SHA-256 of the canonical form, as 64 hexadecimal digits.
    var digest: String { SHA256.hexadecimal(of: Array(canonical.compact.utf8)) }

    /// The content in one canonical order.
    var canonical: JSON {
        [
            "version": 1, "environments": .array(environments.sorted().map(JSON.string)),
            "profiles": .object(
                profiles.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.canonical) }
            ),
        ]
    }
}

extension BundleContent.ProfileContent {
    /// The content in one canonical order.
    var canonical: JSON {
        func paths(_ fields: Set<Field>) -> JSON {
            .array(fields.sorted { $0.index < $1.index }.map { .string($0.path) })
        }
        return [
            "rows": .object(
                rows.sorted { $0.key < $1.key }.map { name, row in
                    JSON.Member(name, .object(Field.table.compactMap { field in row[field].member(field) }))
                }
            ),
            "guards": .object(
                Field.leaves.compactMap { field in guards[field].map { JSON.Member(field.path, $0.canonical) } }
            ),
            "locks": paths(locks), "requirements": paths(requirements),
            "revision": revision.map(JSON.integer) ?? .null,
            "until": until.map { .string($0.description) } ?? .null,
            "successor": successor.map(JSON.string) ?? .null,
        ]
    }
}

extension BundleContent.GuardContent {
    fileprivate var canonical: JSON {
        let value: JSON =
            switch values {
            case .none: "none"
            case .all: "all"
            case .some(let isNarrowing, let bounds): .array([.boolean(isNarrowing)] + bounds.map(JSON.string))
            }
        return [value, .boolean(allowsNull), .boolean(allowsUnset)]
    }
}

extension RequestRow.Cell {
    fileprivate func member(_ field: Field) -> JSON.Member? {
        switch self {
        case .absent: nil
        case .null: JSON.Member(field.path, .null)
        case .value(let value): JSON.Member(field.path, value.json)
        }
    }
}
