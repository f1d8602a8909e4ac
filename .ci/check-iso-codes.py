#!/usr/bin/env python3
"""Compares the country table with Debian's iso-codes.

Codes must be the same set. A name must be one that iso-codes has for the country (its name, common name or official
name), or one that only newer releases of iso-codes have.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "Sources/TokenSpec/Values/CountryTable.swift"
ISO_CODES = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/iso-codes/json/iso_3166-1.json")

# Names that older releases of iso-codes, which some distributions still carry, do not have yet.
NEWER_NAMES = {"TR": "Türkiye"}


def main() -> int:
    if not ISO_CODES.exists():
        print(f"{ISO_CODES}: no such file; install it with: apt-get install iso-codes", file=sys.stderr)
        return 3
    expected = {entry["alpha_2"]: entry for entry in json.loads(ISO_CODES.read_text(encoding="utf-8"))["3166-1"]}
    rows = re.findall(r'Country\("([^"]*)", "([^"]*)", "([^"]*)"\)', TABLE.read_text(encoding="utf-8"))
    problems = []
    codes = [alpha2 for alpha2, _, _ in rows]
    if len(rows) != len(expected):
        problems.append(f"the table has {len(rows)} rows, iso-codes has {len(expected)}")
    problems += [f"{code} is missing" for code in sorted(expected.keys() - set(codes))]
    problems += [f"{code} stands twice" for code in sorted({code for code in codes if codes.count(code) > 1})]
    for alpha2, alpha3, name in rows:
        entry = expected.get(alpha2)
        if entry is None:
            problems.append(f"{alpha2} is not in ISO 3166-1")
            continue
        if entry["alpha_3"] != alpha3:
            problems.append(f"{alpha2}: alpha-3 is {entry['alpha_3']}, not {alpha3}")
        names = {entry[key] for key in ("name", "common_name", "official_name") if key in entry}
        if name not in names and NEWER_NAMES.get(alpha2) != name:
            problems.append(f"{alpha2}: {name!r} is none of {sorted(names)}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(rows)} countries compared with {len(expected)} of iso-codes: {len(problems)} differences")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
