import PolicyDiagnostics
import TokenSpec

/// The environments of a bundle, what several files say about one of them merged.
struct EnvironmentTable {
    struct Environment {
        let name: String
        /// What every profile takes over.
        var layer: Layer
        /// What single profiles take over.
        var profiles: [String: Layer] = [:]
        /// Where the profiles are named.
        var mentions: [Located] = []
        /// Fields that a reported mistake kept from being read.
        var unreadFields: Set<Field> = []
    }

    /// The environments in the order of their names.
    var environments: [Environment] = []

    init(_ declarations: [EnvironmentDeclaration], report: (Diagnostic) -> Void) {
        var indices: [String: Int] = [:]
        for declaration in declarations {
            let name = declaration.name.text
            let index = indices[name] ?? environments.count
            if indices[name] == nil {
                indices[name] = index
                environments.append(Environment(name: name, layer: Layer(kind: .environment, name: name)))
            }
            environments[index].unreadFields.formUnion(declaration.unreadFields)
            EnvironmentTable.merge(declaration.layer, into: &environments[index].layer, name, report)
            for (profile, layer) in declaration.profiles {
                environments[index].mentions.append(profile)
                let fresh = Layer(kind: .environmentProfile, name: name)
                EnvironmentTable.merge(
                    layer,
                    into: &environments[index].profiles[profile.text, default: fresh],
                    name,
                    report
                )
            }
        }
        environments.sort { $0.name < $1.name }
    }

    private static func merge(
        _ layer: Layer,
        into merged: inout Layer,
        _ environment: String,
        _ report: (Diagnostic) -> Void
    ) {
        for entry in layer.entries {
            let others = [entry.field, entry.field.group].compactMap(\.self) + entry.field.members
            guard let first = others.compactMap({ merged[$0] }).first, let span = first.written,
                first.place.path != entry.place.path
            else {
                merged.set(entry)
                continue
            }
            report(
                Diagnostic(
                    .environmentConflict,
                    at: entry.place,
                    "\(entry.field.path) of the environment \(environment) is already written in \(span.path): keep one of the two",
                    field: entry.field.path,
                    related: [Diagnostic.Related(span, "first written here")]
                )
            )
        }
    }
}
