import KYCPolicy
import PolicyLint
import Testing

@Suite struct GraphTests {
    private static let policy = """
        version: 1
        profiles:
          base: { abstract: true, token: { tokenType: DOCUMENT, locale: en } }
          plain: { extends: base, token: { lifetime: 1h, settings: null }, unset: [locale] }
          same: { extends: plain }
          old.one: { token: { tokenType: DOCUMENT }, deprecated: { use: plain } }
        """
    private let graph: ProfileGraph

    init() throws { graph = ProfileGraph(try PolicyBundle(texts: ["policy.yaml": GraphTests.policy])) }

    @Test func `Mermaid draws what GitHub renders`() {
        #expect(
            graph.mermaid == """
                flowchart TD
                    p0(["base"]):::abstract
                    p1["old.one (deprecated)"]
                    p2["plain"]
                    p3["same"]
                    p0 -->|"lifetime<br/>no locale<br/>settings: null"| p2
                    p2 --> p3
                    classDef abstract stroke-dasharray: 4 3

                """
        )
    }

    @Test func `DOT draws the same`() {
        #expect(
            graph.dot == """
                digraph policies {
                    node [shape=box, fontname="Helvetica"];
                    edge [fontname="Helvetica", fontsize=10];
                    "base" [style="rounded,dashed"];
                    "old.one" [style=dotted];
                    "plain";
                    "same";
                    "base" -> "plain" [label="lifetime\\nno locale\\nsettings: null"];
                    "plain" -> "same";
                }

                """
        )
    }

    @Test func `a bundle without profiles is an empty diagram`() throws {
        let empty = ProfileGraph(try PolicyBundle(texts: ["policy.yaml": "version: 1\n"]))
        #expect(empty.mermaid == "flowchart TD\n")
        #expect(empty.dot.hasPrefix("digraph policies {\n") && empty.dot.hasSuffix("}\n"))
    }
}
