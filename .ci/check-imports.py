#!/usr/bin/env python3
"""Checks that each target imports only what its place in the house allows.

What a target may import among this package's own modules and its packages is listed here, once; importing what an
import imports is fine, except for CLibYAML. Tests may import what they test.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

DIRECT = {
    "CLibYAML": set(),
    "YAMLTree": {"CLibYAML"},
    "TokenSpec": set(),
    "PolicyDiagnostics": set(),
    "KYCPolicy": {"YAMLTree", "TokenSpec", "PolicyDiagnostics"},
    "PolicyLint": {"KYCPolicy"},
    "PolicySchema": {"KYCPolicy"},
    "KYCTokenIssuer": {"KYCPolicy", "network"},
    "KYCTokenSandbox": {"TokenSpec", "network"},
    "kycpolicy": {"PolicyLint", "PolicySchema", "ArgumentParser"},
    "kyctoken": {"KYCTokenIssuer", "KYCTokenSandbox", "ArgumentParser"},
}
# Of the platform. Foundation as a whole is for where FoundationEssentials does not exist.
EVERYWHERE = {"Swift", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Synchronization", "Dispatch"}
FALLBACK = {"Foundation"}
TOOLS = {"ArgumentParser"}
IMPORT = re.compile(
    r"^\s*(?:@[\w().]+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)"
)


def allowed(target):
    """The target's imports and what they import, `network` for anything that talks to one."""
    found, queue = set(), list(DIRECT[target])
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += DIRECT.get(name, ())
    return found if target == "YAMLTree" else found - {"CLibYAML"}


def imports(path):
    """The modules that a file imports, with line numbers, and whether each stands behind `#else`."""
    is_else = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        directive = line.strip()
        if directive.startswith("#if "):
            is_else.append(False)
        elif directive.startswith(("#else", "#elseif")) and is_else:
            is_else[-1] = True
        elif directive.startswith("#endif") and is_else:
            is_else.pop()
        elif match := IMPORT.match(line):
            yield number, match[1], any(is_else)


def main() -> int:
    problems, count = [], 0
    folders = sorted(path.name for path in (ROOT / "Sources").iterdir() if path.is_dir())
    problems += [f"Sources/{name}: no such target in the table of {pathlib.Path(__file__).name}" for name in
                 sorted(set(folders) - DIRECT.keys())]
    for target in sorted(DIRECT.keys() & set(folders)):
        names = allowed(target)
        for path in sorted((ROOT / "Sources" / target).rglob("*.swift")):
            for number, module, is_fallback in imports(path):
                count += 1
                is_own = module in DIRECT
                if module in names or module in EVERYWHERE or (module in FALLBACK and is_fallback):
                    continue
                if "network" in names and not is_own and module not in TOOLS:
                    continue
                problems.append(f"{path.relative_to(ROOT)}:{number}: {target} may not import {module}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{count} imports of {len(folders)} targets: {len(problems)} against the design")
    if count == 0:
        return 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
