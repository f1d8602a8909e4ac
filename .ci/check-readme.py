#!/usr/bin/env python3
"""Runs the tour of README.md and compares what it prints.

usage: check-readme.py KYCPOLICY

Each line of a ```console block that starts with `$ ` is a command, the lines up to the next one are its output.
`swift run kycpolicy` stands for KYCPOLICY. A ```yaml block whose first line is a comment with a file's name is that
file.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: check-readme.py KYCPOLICY", file=sys.stderr)
        return 2
    command = pathlib.Path(sys.argv[1]).resolve()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    count, problems = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("policies", "schemas"):
            os.symlink(ROOT / name, pathlib.Path(folder) / name)
        for language, text in blocks:
            if language == "yaml" and (name := re.match(r"# ([\w.-]+\.yaml)\n", text)):
                (pathlib.Path(folder) / name[1]).write_text(text, encoding="utf-8")
        consoles = [text for language, text in blocks if language == "console"]
        steps = [step for text in consoles for step in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
        for step in steps:
            line, _, expected = step.partition("\n")
            count += 1
            run = subprocess.run(
                ["bash", "-c", line.replace("swift run kycpolicy", f"'{command}'")],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
            if run.stdout.strip() != expected.strip():
                problems += 1
                print(f"README.md: $ {line}\nshould print\n{expected}\nand prints\n{run.stdout}", file=sys.stderr)
    print(f"{count} commands of the README run: {problems} print something else")
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
