package import KYCPolicy
import TokenSpec

/// The profiles of a bundle and what extends what, as a diagram.
package struct ProfileGraph {
    private let profiles: [CompiledProfile]

    package init(_ bundle: PolicyBundle) {
        profiles = bundle.profiles.values.sorted { $0.name < $1.name }
    }

    /// A Mermaid flowchart, as GitHub renders it in Markdown.
    package var mermaid: String {
        var text = "flowchart TD\n"
        let ids = Dictionary(uniqueKeysWithValues: profiles.enumerated().map { ($1.name, "p\($0)") })
        for profile in profiles {
            let label = profile.name + (profile.deprecation == nil ? "" : " (deprecated)")
            // Abstract profiles have round corners and a broken line.
            text +=
                "    \(ids[profile.name] ?? "")\(profile.isAbstract ? "([\"\(label)\"]):::abstract" : "[\"\(label)\"]")\n"
        }
        for profile in profiles {
            guard let parent = profile.parent, let from = ids[parent], let to = ids[profile.name] else { continue }
            let words = profile.changedFields.joined(separator: "<br/>")
            text += "    \(from) -->\(words.isEmpty ? "" : "|\"\(words)\"|") \(to)\n"
        }
        if profiles.contains(where: \.isAbstract) { text += "    classDef abstract stroke-dasharray: 4 3\n" }
        return text
    }

    /// A graph in the DOT language of Graphviz.
    package var dot: String {
        var text =
            "digraph policies {\n    node [shape=box, fontname=\"Helvetica\"];\n    edge [fontname=\"Helvetica\", fontsize=10];\n"
        for profile in profiles {
            let style =
                profile.isAbstract ? " [style=\"rounded,dashed\"]" : profile.deprecation == nil ? "" : " [style=dotted]"
            text += "    \"\(profile.name)\"\(style);\n"
        }
        for profile in profiles {
            guard let parent = profile.parent else { continue }
            let words = profile.changedFields.joined(separator: "\\n")
            text += "    \"\(parent)\" -> \"\(profile.name)\"\(words.isEmpty ? "" : " [label=\"\(words)\"]");\n"
        }
        return text + "}\n"
    }
}

extension CompiledProfile {
    /// The fields that the profile itself writes, nulls and unsets.
    fileprivate var changedFields: [String] {
        (layers.last?.entries ?? []).map { entry in
            entry.state.isUnset
                ? "no \(entry.field.path)" : entry.state.isNull ? "\(entry.field.path): null" : entry.field.path
        }
    }
}
