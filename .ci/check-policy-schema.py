#!/usr/bin/env python3
"""Judges policy files by schemas/policy.schema.json, as an editor would, and by `kycpolicy lint`.

usage: check-policy-schema.py KYCPOLICY

The example policies must pass both. Of the small files here, some must pass both, and some must be refused by both: a
schema that is laxer than the linter helps nobody, one that is stricter marks what is right.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent

GOOD = {
    "durations": "token: {tokenType: DOCUMENT, lifetime: 1h30m, sessionLength: 90s}",
    "a number of seconds": "token: {tokenType: DOCUMENT, lifetime: 0, sessionLength: 3600}",
    "nullable fields": "token: {tokenType: DOCUMENT, locale: null, questionnaire: null, client: null}",
    "an open list": "token: {tokenType: DOCUMENT, allowedDocuments: [SOMETHING_NEW], locale: xx}",
    "unset": "{token: {tokenType: DOCUMENT}, unset: [questionnaire, settings.verifyBank, urls]}",
    "a summary": "{summary: text, abstract: true}",
}
BAD = {
    "an unknown key": "token: {tokenType: DOCUMENT, lifetme: 5}",
    "an unknown key in a group": "token: {tokenType: DOCUMENT, settings: {verifyEmial: true}}",
    "a key of a profile": "{tokn: {tokenType: DOCUMENT}}",
    "a field beside token": "{token: {tokenType: DOCUMENT}, lifetime: 5}",
    "a wrong word": "token: {tokenType: VIDEO}",
    "a text for a boolean": 'token: {tokenType: DOCUMENT, generateDigitString: "true"}',
    "a negative number": "token: {tokenType: DOCUMENT, lifetime: -1}",
    "a number too large": "token: {tokenType: DOCUMENT, sessionLength: 3601}",
    "units that do not exist": "token: {tokenType: DOCUMENT, lifetime: 2w}",
    "a text too long": f"token: {{tokenType: DOCUMENT, externalRef: {'x' * 41}}}",
    "null for a boolean": "token: {tokenType: DOCUMENT, questionnaireRequired: null}",
    "null for an hour": "token: {tokenType: DOCUMENT, lifetime: null}",
    "no country": "token: {tokenType: DOCUMENT, allowedCountries: [UK]}",
    "an empty list": "token: {tokenType: DOCUMENT, allowedCountries: []}",
    "an empty group": "token: {tokenType: DOCUMENT, settings: {}}",
    "no date": "token: {tokenType: DOCUMENT, client: {dateOfBirth: 1990-02-30}}",
    "no URL": "token: {tokenType: DOCUMENT, urls: {failUrl: app.example.com/x}}",
    "no UUID": "token: {tokenType: DOCUMENT, riskAssessmentProfile: strict}",
    "a client in a policy": "token: {tokenType: DOCUMENT, clientId: c-1}",
    "unset of no field": "{token: {tokenType: DOCUMENT}, unset: [questionaire]}",
}


class Loader(yaml.SafeLoader):
    """YAML as JSON has it: a date is text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: check-policy-schema.py KYCPOLICY", file=sys.stderr)
        return 2
    schema = json.loads((ROOT / "schemas/policy.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )

    def by_schema(text):
        error = jsonschema.exceptions.best_match(validator.iter_errors(yaml.load(text, Loader)))
        return error and f"{error.json_path}: {error.message}"

    def by_linter(path):
        # A name of its own as the policy directory, so that the file stands alone.
        run = subprocess.run([sys.argv[1], "lint", "--policies", "none", str(path)], capture_output=True, text=True)
        assert run.returncode in (0, 1), run.stderr
        return run.stdout if run.returncode else None

    problems = []
    examples = sorted(path for path in (ROOT / "policies").rglob("*.y*ml"))
    for path in examples:
        if found := by_schema(path.read_text(encoding="utf-8")):
            problems.append(f"{path.relative_to(ROOT)}: the schema refuses it: {found}")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "policy.yaml"
        for name, profile in [*GOOD.items(), *BAD.items()]:
            text = f"version: 1\nprofiles:\n  sample: {profile if profile[0] == '{' else '{' + profile + '}'}\n"
            path.write_text(text, encoding="utf-8")
            verdicts = {"the schema": by_schema(text), "the linter": by_linter(path)}
            for judge, found in verdicts.items():
                if (found is None) != (name in GOOD):
                    problems.append(f"{name}: {judge} {'takes' if found is None else 'refuses'} it: {found or profile}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"{len(examples)} example files, {len(GOOD)} right and {len(BAD)} wrong ones judged twice: "
        f"{len(problems)} disagreements"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
