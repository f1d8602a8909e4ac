#!/usr/bin/env python3
"""Holds `kycpolicy check-request` against independent JSON Schema validators.

usage: check-request-agreement.py KYCPOLICY [--count N] [--seed N]

1. schemas/request.schema.json must say what FACTS says, and FACTS is transcribed by hand from the provider's OpenAPI
   text, so a mistake in the field table does not go unseen because everything is made from it.
2. Random bodies, valid and broken, are judged by that schema with jsonschema and with jsonschema-rs, and by the
   command. `valid` must be the same, body by body.

Exit status: 0 all agree, 1 a disagreement, 2 wrong usage, 3 the command could not be run.
"""

import argparse
import collections
import datetime
import json
import math
import pathlib
import random
import re
import string
import subprocess
import sys
import time

import jsonschema
import jsonschema_rs
import rfc3986_validator

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schemas/request.schema.json"

# The request body of POST /api/v2/token, by hand. A trailing ? is the specification's `nullable: true`; numbers in
# brackets are maxLength, minimum..maximum are bounds of an integer.
FACTS = """
clientId                                string[100]
tokenType                               enum IDENTIFICATION DOCUMENT
externalRef                             string[40]?
generateDigitString                     boolean
lifetime                                integer 0..2592000
locale                                  string[7]?
sessionLength                           integer 60..3600
allowedCountries                        strings?
allowedDocuments                        strings?
client.name                             string[100]?
client.surname                          string[100]?
client.dateOfBirth                      date?
client.nationality                      string?
client.documentNumber                   string[50]?
client.personalNumber                   string[50]?
client.sex                              enum? M F
client.dateOfExpiry                     date?
client.dateOfIssue                      string?
urls.successUrl                         uri?
urls.failUrl                            uri?
urls.unverifiedUrl                      uri?
urls.webhookUrl                         uri?
settings.verifyEmail                    boolean
settings.verifyPhone                    boolean
settings.verifyBank                     boolean
settings.verifyBankAccounts             boolean
settings.verifyBankBalances             boolean
settings.verifyBankTransactions         boolean
settings.verifyPoaAddress               boolean
settings.showInstructions               boolean
settings.reviewFailedVerifications      boolean
settings.reviewSuccessfulVerifications  boolean
questionnaire                           string?
questionnaireRequired                   boolean
riskAssessmentProfile                   uuid?
address                                 string?
"""
REQUIRED = ["clientId", "tokenType"]
NULLABLE_GROUPS = ["client", "urls", "settings"]

Fact = collections.namedtuple("Fact", "path kind nullable limits words")


def parse_facts():
    facts = []
    for line in FACTS.strip().splitlines():
        path, kind, *rest = line.split()
        nullable = kind.endswith("?")
        kind = kind.rstrip("?")
        limits = None
        if match := re.fullmatch(r"string\[(\d+)\]", kind):
            kind, limits = "string", (0, int(match[1]))
        elif kind == "integer":
            limits = tuple(map(int, rest.pop().split("..")))
        facts.append(Fact(path, kind, nullable, limits, rest))
    assert len(facts) == 36
    return facts


# --- The schema agrees with the facts -------------------------------------------------------------------------------


def expected_schema(facts):
    """The schema that the facts make, without texts for people."""

    def leaf(fact):
        schema = {
            "string": {"type": "string"},
            "integer": {"type": "integer"},
            "boolean": {"type": "boolean"},
            "strings": {"type": "array", "items": {"type": "string"}},
            "enum": {"type": "string", "enum": list(fact.words)},
            "date": {"type": "string", "format": "date"},
            "uri": {"type": "string", "format": "uri"},
            "uuid": {"type": "string", "format": "uuid"},
        }[fact.kind]
        if fact.kind == "string" and fact.limits:
            schema["maxLength"] = fact.limits[1]
        if fact.kind == "integer":
            schema["minimum"], schema["maximum"] = fact.limits
        return nullable(schema) if fact.nullable else schema

    def nullable(schema):
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = schema["enum"] + [None]
        return schema

    root = {"type": "object", "required": REQUIRED, "properties": {}}
    for group in NULLABLE_GROUPS:
        root["properties"][group] = nullable({"type": "object", "properties": {}})
    for fact in facts:
        *group, name = fact.path.split(".")
        owner = root["properties"][group[0]] if group else root
        owner["properties"][name] = leaf(fact)
    return root


def without_texts(schema):
    """The schema's assertions; the order of keys, types and words says nothing."""
    if not isinstance(schema, dict):
        return schema
    result = {}
    for key, value in schema.items():
        if key in ("$schema", "title", "description"):
            continue
        if key == "properties":
            value = {name: without_texts(sub) for name, sub in value.items()}
        elif key == "items":
            value = without_texts(value)
        elif key in ("type", "enum", "required") and isinstance(value, list):
            value = sorted(value, key=str)
        result[key] = value
    return result


def schema_differences(found, expected, place=""):
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in sorted(found.keys() | expected.keys()):
            if key not in found:
                yield f"{place}/{key}: missing, should be {json.dumps(expected[key])}"
            elif key not in expected:
                yield f"{place}/{key}: not in the specification: {json.dumps(found[key])}"
            else:
                yield from schema_differences(found[key], expected[key], f"{place}/{key}")
    elif found != expected:
        yield f"{place}: {json.dumps(found)}, the specification has {json.dumps(expected)}"


# --- Random bodies ---------------------------------------------------------------------------------------------------


class Number:
    """A number in a certain spelling."""

    def __init__(self, text):
        self.text = text


class Bodies:
    """Random bodies of the request, as texts."""

    ALPHABETS = [
        string.ascii_letters + string.digits + " -'.",
        "áéíñøšžßŁ",
        "中文한국어",
        "\U0001F600\U0001F9D1\U0001F44D",
        "e\u0301\u0308\u200D\uFE0F",
        "\U0001F1F1\U0001F1F9",
        "\"\\/\b\f\n\r\t\x00\x1F\x7F",
        "\u2028\u2029\uFEFF\uFFFF\uE000\u202E\u00A0",
        "\u212A\u037E\u1FEF\u00C5\u212B",
        "\r\n",
    ]
    DATES = [
        "1990-1-2", "1990/01/02", "02.01.1990", "1990-02-29", "2000-02-29", "1900-02-29", "2100-02-29", "1990-13-01",
        "1990-00-01", "1990-01-00", "1990-01-32", "1990-04-31", "1990-01-02T00:00:00Z", "1990-01-02Z", "19900102",
        "1990-W01-1", "1990-001", "", " 1990-01-02", "1990-01-02 ", "1990-01-02\n", "90-01-02", "19900-01-02",
        "+1990-01-02", "-1990-01-02", "1990-01-0\u0662", "１９９０-01-02", "1990\u201301\u201302", "0001-01-01",
        "9999-12-31", "1990-01-02+00:00", "today",
    ]
    URIS = [
        "https://example.com", "https://example.com/", "http://localhost:8080/x", "example.com", "www.example.com",
        "/relative", "//example.com/x", "", " ", ":", "a:", "a:b", "1a:b", "https:", "https://", "https:///x",
        "https:x", "mailto:a@example.com", "urn:uuid:6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b33", "tel:+370",
        "file:///etc/hosts",
        "https://example.com/a b", "https://example.com/ä", "https://example.com/%C3%A4", "https://example.com/%",
        "https://example.com/%4", "https://example.com/%zz", "https://bücher.example/", "https://example.com/{id}",
        "https://example.com/<x>", "https://example.com/a|b", "https://example.com/a\\b", "https://example.com/^",
        "https://example.com/`", "https://example.com/\"", "https://example.com/[x]", "https://example.com/?q=[x]",
        "https://example.com/#a#b", "https://example.com/?a?b#c?d", "https://u:p@example.com/", "https://u@v@w/",
        "https://example.com:", "https://example.com:99999", "https://example.com:x/", "https://example.com:-1/",
        "https://[::1]/", "https://[::1]:80/", "https://[::]/", "https://[1:2:3:4:5:6:7:8]/", "https://[1::8]/",
        "https://[1:2:3:4:5:6:7::]/", "https://[::2:3:4:5:6:7:8]/", "https://[::1:2:3:4:5:6:7:8]/", "https://[:::]/",
        "https://[1:2:3:4:5:6:7]/", "https://[1::2::3]/", "https://[::ffff:1.2.3.4]/", "https://[::1.2.3.256]/",
        "https://[::1.2.3]/", "https://[::01.2.3.4]/", "https://[12345::]/", "https://[::g]/", "https://[::1/",
        "https://::1/", "https://[]/", "https://[::1]x/", "https://[v1.a]/", "https://[v.a]/", "https://[v1.]/",
        "https://[fe80::1%25eth0]/", "https://1.2.3.4/", "https://999.1.1.1/", "https://a..b/", "https://-a-/",
        "https://example.com/\n", "https://example.com/\t", "\nhttps://example.com/", "ht tp://example.com/",
        "https://example.com/\U0001F600", "javascript:alert(1)", "HTTPS://EXAMPLE.COM/", "h-t.t+p://x", "h_t://x",
        "https\uFF1A//example.com/", "data:,x", "https://exam%70le.com/", "https://example.com/~a!$&'()*+,;=:@",
    ]
    UUIDS = [
        "", "6f1c2b9e58f24c1d9a520d4a6e1f7b33", "{6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b33}",
        "urn:uuid:6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b33", "6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b3",
        "6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b333", "6f1c2b9e-58f2-4c1d-9a520-d4a6e1f7b33",
        "gggggggg-0000-0000-0000-000000000000",
        "6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b33\n", " 6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b3", "strict",
        "6f1c2b9e_58f2_4c1d_9a52_0d4a6e1f7b33", "6f1c2b9e-58f2-4c1d-9a52-0d4a6e1f7b3\u0663",
        "6f1c_b9e-58f2-4c1d-9a52-0d4a6e1f7b33", "00000000-0000-0000-0000-000000000000",
    ]
    WORDS = [
        "PASSPORT", "ID_CARD", "LT", "LV", "NO", "LTU", "lt", "UK", "XX", "en", "de", "zh_TW", "klingon", "ALL", "",
    ]
    ODD_NUMBERS = [
        "0", "-0", "-0.0", "0.0", "1e0", "60.0", "6e1", "6E+1", "600e-1", "3600.0", "3.6e3", "3600.5", "0.1", "1e-1",
        "-1", "-1.0", "1e400", "-1e400", "1e308", "1e-400", "99999999999999999999", "-99999999999999999999",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e18", "1e19",
        "2592000.0", "2592000.0000001", "2.592e6", "2592001.0", "3600.00000000000000000001", "59.999999999",
        "1" + "0" * 400,
    ]

    def __init__(self, facts, seed):
        self.facts = facts
        self.random = random.Random(seed)

    # Texts

    def text(self, length):
        pick = self.random
        if pick.random() < 0.3:
            return "".join(pick.choice(pick.choice(self.ALPHABETS)) for _ in range(length))
        return "".join(pick.choices(pick.choice(self.ALPHABETS), k=length))

    def mutated(self, text):
        """The text with one to three characters inserted, dropped, replaced or swapped."""
        characters = list(text)
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            place = self.random.randrange(len(characters) + 1)
            new = self.random.choice(string.printable + "é\u0661\U0001F600%%%:::///[[]]@@##??")
            edit = self.random.randrange(3)
            if edit == 0 or not characters:
                characters.insert(place, new)
            elif edit == 1:
                characters.pop(min(place, len(characters) - 1))
            else:
                characters[min(place, len(characters) - 1)] = new
        return "".join(characters)

    def date(self):
        pick = self.random
        day = datetime.date(1, 1, 1) + datetime.timedelta(days=pick.randrange(3652059))
        return day.isoformat()

    def uri(self):
        pick = self.random

        def run(alphabet, most):
            return "".join(
                pick.choice(alphabet) if pick.random() < 0.95 else f"%{pick.randrange(256):02X}"
                for _ in range(pick.randrange(most + 1))
            )

        name = string.ascii_letters + string.digits + "-._~!$&'()*+,;="
        path = name + ":@/"
        scheme = pick.choice(["https", "http", "HTTPS", "app", "x+y-z.1", pick.choice(string.ascii_letters)])
        host = pick.choice(["app.example.com", "localhost", "", run(name, 12), self.ip_literal(), "192.0.2.1"])
        user = pick.choice(["", "", "", run(name + ":", 6) + "@"])
        port = pick.choice(["", "", ":", f":{pick.randrange(100000)}"])
        tail = pick.choice(["", "/", "/" + run(path, 20)])
        query = pick.choice(["", "", "?", "?" + run(path + "?", 20)])
        fragment = pick.choice(["", "", "#", "#" + run(path + "?", 10)])
        if pick.random() < 0.1:
            return f"{scheme}:{run(name + ':@', 10)}{tail}{query}{fragment}"
        return f"{scheme}://{user}{host}{port}{tail}{query}{fragment}"

    def ip_literal(self):
        """Mostly legal, sometimes with a group too many or too few."""
        pick = self.random
        if pick.random() < 0.1:
            return f"[v{pick.choice('0aF')}.{pick.choice('a:~')}]"
        count = pick.choice([8, 8, 7, 6, 3, 1, 0, 9])
        groups = [f"{pick.randrange(65536):x}" for _ in range(count)]
        if pick.random() < 0.3:
            groups[-2:] = [".".join(str(pick.choice([0, 1, 9, 10, 99, 100, 199, 200, 255, 256])) for _ in range(4))]
        if count < 8 and pick.random() < 0.9:
            place = pick.randrange(len(groups) + 1)
            return f"[{':'.join(groups[:place])}::{':'.join(groups[place:])}]"
        return f"[{':'.join(groups)}]"

    def uuid(self):
        digits = "".join(self.random.choices(self.random.choice(["0123456789abcdef", "0123456789ABCDEF"]), k=32))
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    # Values

    def spelled(self, number):
        """A whole number in one of its spellings."""
        pick = self.random.random()
        if pick < 0.6:
            return number
        if pick < 0.75:
            return Number(f"{number}.0")
        if pick < 0.85:
            return Number(f"{number}e0")
        if pick < 0.95:
            return Number(f"{number}0E-1" if number else "0E-1")
        return Number(f"{number}.{'0' * self.random.randrange(1, 30)}")

    def good(self, fact):
        pick = self.random
        if fact.nullable and pick.random() < 0.12:
            return None
        match fact.kind:
            case "string":
                most = fact.limits[1] if fact.limits else 60
                return self.text(pick.choice([0, 1, pick.randrange(most + 1), most - 1, most]))
            case "integer":
                low, high = fact.limits
                return self.spelled(pick.choice([low, low + 1, high - 1, high, pick.randint(low, high)]))
            case "boolean":
                return pick.random() < 0.5
            case "strings":
                return [
                    pick.choice(self.WORDS) if pick.random() < 0.8 else self.text(pick.randrange(6))
                    for _ in range(pick.randrange(6))
                ]
            case "enum":
                return pick.choice(fact.words)
            case "date":
                return self.date()
            case "uri":
                return pick.choice(["https://app.example.com/done", self.uri()])
            case "uuid":
                return self.uuid()

    def bad(self, fact):
        """A value that is most likely, but not surely, illegal: the validators judge."""
        pick = self.random
        roll = pick.random()
        if roll < 0.12 and not fact.nullable:
            return None
        if roll < 0.4:
            return self.anything()
        match fact.kind:
            case "string":
                most = fact.limits[1] if fact.limits else 1000
                return self.text(pick.choice([most + 1, most + 1, most + 2, most * 2, most - 1]))
            case "integer":
                low, high = fact.limits
                near = [low - 1, high + 1, low - pick.randrange(1, 10**9), high + pick.randrange(1, 10**9)]
                odd = Number(pick.choice(self.ODD_NUMBERS))
                return pick.choice([self.spelled(pick.choice(near)), odd, str(pick.choice(near)), "1h"])
            case "boolean":
                return pick.choice([0, 1, "true", "false", "", [], "yes", Number("1.0")])
            case "strings":
                items = [*self.good(fact._replace(nullable=False)), self.anything()]
                pick.shuffle(items)
                return pick.choice([items, "LT", ",".join(self.WORDS), {"0": "LT"}, [["LT"]]])
            case "enum":
                word = pick.choice(fact.words)
                return pick.choice([word.lower(), word + " ", word[:-1], self.mutated(word), self.text(3), ""])
            case "date":
                ymd = f"{pick.randrange(1, 10000):04}-{pick.randrange(14):02}-{pick.randrange(33):02}"
                return pick.choice([pick.choice(self.DATES), ymd, self.mutated(self.date())])
            case "uri":
                return pick.choice([pick.choice(self.URIS), self.mutated(self.uri()), self.mutated(self.uri())])
            case "uuid":
                return pick.choice([pick.choice(self.UUIDS), self.mutated(self.uuid())])

    def anything(self, depth=0):
        pick = self.random
        options = [
            lambda: None, lambda: True, lambda: False, lambda: pick.randrange(-10, 4000),
            lambda: Number(pick.choice(self.ODD_NUMBERS)), lambda: self.text(pick.randrange(8)),
            lambda: pick.choice(self.DATES), lambda: pick.choice(self.URIS), lambda: [], lambda: {},
        ]
        if depth < 3:
            options += [
                lambda: [self.anything(depth + 1) for _ in range(pick.randrange(4))],
                lambda: {self.text(pick.randrange(4)): self.anything(depth + 1) for _ in range(pick.randrange(4))},
            ]
        return pick.choice(options)()

    # Bodies

    def body(self):
        """A legal body."""
        pick = self.random
        body = {}
        density = pick.choice([0, 0.1, 0.3, 0.6, 1])
        nulled = [group for group in NULLABLE_GROUPS if pick.random() < 0.07]
        for group in NULLABLE_GROUPS:
            if group in nulled:
                body[group] = None
            elif pick.random() < 0.05:
                body[group] = {}
        for fact in self.facts:
            group = fact.path.split(".")[0]
            if (fact.path in REQUIRED or pick.random() < density) and group not in nulled:
                self.put(body, fact.path, self.good(fact))
        return body

    def put(self, body, path, value):
        *group, name = path.split(".")
        if group:
            owner = body.get(group[0])
            if not isinstance(owner, dict):
                owner = body[group[0]] = {}
            owner[name] = value
        else:
            body[name] = value

    def spoil(self, body):
        """Breaks something; returns the path that was touched."""
        pick = self.random
        roll = pick.random()
        if roll < 0.7:
            fact = pick.choice(self.facts)
            self.put(body, fact.path, self.bad(fact))
            return fact.path
        if roll < 0.78:
            path = pick.choice(REQUIRED)
            body.pop(path, None)
            return path
        if roll < 0.86:
            group = pick.choice(NULLABLE_GROUPS)
            body[group] = self.anything()
            return group
        if roll < 0.9:
            names = ["expiryTime", "firstName", "lifetme", "client.nme", "urls.x", "ClientId"]
            self.put(body, pick.choice(names), self.anything())
        elif roll < 0.96:
            self.put(body, self.text(pick.randrange(1, 6)).replace(".", ""), self.anything())
        elif roll < 0.98:
            # Swift takes the two for one name; JSON does not.
            body["é"], body["e\u0301"] = self.anything(), self.anything()
        else:
            name = pick.choice([fact.path for fact in self.facts])
            self.put(body, name.upper() if "." not in name else name.replace(".", ".X"), self.anything())
        return None

    def written(self, value):
        """The value as a JSON text on one line, in one of many layouts."""
        pick = self.random
        escape = pick.random() < 0.3
        space = pick.choice(["", "", " ", "\t", "  "])

        def write(value):
            if isinstance(value, Number):
                return value.text
            if isinstance(value, dict):
                members = list(value.items())
                pick.shuffle(members)
                inner = f",{space}".join(f"{write(name)}{space}:{space}{write(item)}" for name, item in members)
                return f"{{{space}{inner}{space}}}"
            if isinstance(value, list):
                return f"[{space}{f',{space}'.join(map(write, value))}{space}]"
            return json.dumps(value, ensure_ascii=escape)

        return write(value) + space

    def next(self):
        """A text, and the one path that was spoilt in it, if exactly one was."""
        roll = self.random.random()
        if roll < 0.005:
            return self.written(self.anything()), None
        body = self.body()
        count = 0 if roll < 0.3 else 1 if roll < 0.85 else self.random.randrange(2, 6)
        touched = [self.spoil(body) for _ in range(count)]
        return self.written(body), touched[0] if len(touched) == 1 else None


def fixed_texts():
    """Texts with the verdict that they must get; None where the validators can judge."""
    smallest = '{"clientId":"c","tokenType":"DOCUMENT"%s}'
    many = ",".join(f'"k{index}":{index}' for index in range(5000))
    nested = "[" * 100 + "]" * 100
    return [
        (smallest % "", None),
        (smallest % f",{many}", None),
        (f'{{{many},"clientId":"c","tokenType":"DOCUMENT"}}', None),
        (f'{{{many},"clientId":"c","tokenType":"DOCUMENT","lifetime":-1}}', None),
        (smallest % f',"x":{nested}', None),
        (smallest % f',"questionnaire":"{"x" * 100_000}"', None),
        *(
            (smallest % f',"{name}":[{",".join([element] * 10_000)}]', None)
            for name in ("allowedCountries", "allowedDocuments")
            for element in ("null", "7", '"?"', '"LT"')
        ),
        # No body of RFC 8259 with one meaning, whatever a lenient reader makes of it.
        *(
            (text, False)
            for text in (
                smallest % ',"lifetime":NaN', smallest % ',"lifetime":Infinity', smallest % ',"lifetime":-Infinity',
                smallest % ',"lifetime":+60', smallest % ',"lifetime":0x3c', smallest % ',"lifetime":060',
                smallest % ',"lifetime":60.', smallest % ',"lifetime":.6', smallest % ',"lifetime":6e', smallest % ",",
                smallest % "" + "x", smallest % "" * 2, "{", "}", "[", '"', "nul", "True", "'", '{"clientId":\'c\'}',
                smallest % ',"x":"\t"', smallest % ',"x":"\\ud800"', smallest % ',"x":"\\x41"', "//", "/**/{}",
                smallest % ',"clientId":"d"', smallest % ',"x":1,"\\u0078":2',
                smallest % ',"client":{"sex":"M","sex":"F"}', "\ufeff" + smallest % "",
            )
        ),
    ]


# --- Judges ----------------------------------------------------------------------------------------------------------


def make_judges(schema):
    """jsonschema and jsonschema-rs, both with asserted formats."""
    formats = jsonschema.FormatChecker(())
    is_date, _ = jsonschema.Draft202012Validator.FORMAT_CHECKER.checkers["date"]
    formats.checks("date", raises=ValueError)(is_date)

    # rfc3986-validator is the ABNF of RFC 3986 as a regular expression (as is rfc3987, under a licence that is less
    # welcome), but for two slips, which jsonschema-rs does not share: its $ lets a line feed follow, and it takes an
    # octet with a leading zero.
    @formats.checks("uri")
    def is_uri(text):
        return not isinstance(text, str) or (
            bool(rfc3986_validator.validate_rfc3986(text, rule="URI"))
            and not text.endswith("\n")
            and not re.search(r"\[[\da-fA-F:][^\]]*(:0\d+\.|\.0\d)", text)
        )

    # The library's own check takes what uuid.UUID reads, such as underscores between digits.
    @formats.checks("uuid")
    def is_uuid(text):
        return not isinstance(text, str) or bool(
            re.fullmatch("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", text)
        )

    first = jsonschema.Draft202012Validator(schema, format_checker=formats)
    second = jsonschema_rs.validator_for(schema, validate_formats=True)
    return first.is_valid, second.is_valid


def suits_second(value):
    """Whether the second judge can be asked: it knows no infinite numbers, and takes some punctuation for digits."""
    if isinstance(value, dict):
        return all(map(suits_second, value.values()))
    if isinstance(value, list):
        return all(map(suits_second, value))
    if isinstance(value, str):
        return not re.fullmatch(r"[\d*+,./-]{4}-[\d*+,./-]{2}-[\d*+,./-]{2}", value) or bool(
            re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
        )
    return not isinstance(value, float) or math.isfinite(value)


def ask(command, texts):
    """The command's verdicts and findings, in batches that it takes."""
    documents = []
    start = 0
    while start < len(texts):
        end, size = start, 0
        while end < len(texts) and end - start < 5000 and size < 8_000_000:
            size += len(texts[end].encode()) + 1
            end += 1
        batch = "".join(f"{text}\n" for text in texts[start:end])
        try:
            run = subprocess.run(
                [command, "check-request", "-", "--format", "json"], input=batch.encode(), capture_output=True
            )
        except OSError as error:
            sys.exit(f"{command} cannot be run: {error}")
        if run.returncode not in (0, 1):
            print(f"{command} left with {run.returncode}:", file=sys.stderr)
            print(run.stderr.decode(errors="replace")[:2000], file=sys.stderr)
            sys.exit(3)
        answer = json.loads(run.stdout)["documents"]
        if len(answer) != end - start:
            sys.exit(f"{len(answer)} verdicts for {end - start} documents")
        documents += answer
        if (run.returncode == 0) != all(document["valid"] for document in answer):
            sys.exit(f"the exit status is {run.returncode}, and not all verdicts go with it")
        start = end
    return documents


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kycpolicy", help="path of the built command")
    parser.add_argument("--count", type=int, default=40_000, help="how many random bodies (default 40000)")
    parser.add_argument("--seed", type=int, default=20_260, help="seed of the random bodies (default 20260)")
    options = parser.parse_args()

    facts = parse_facts()
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    differences = list(schema_differences(without_texts(schema), without_texts(expected_schema(facts))))
    for difference in differences:
        print(f"{SCHEMA.relative_to(ROOT)}: {difference}", file=sys.stderr)
    print(f"schema: 36 fields and {len(NULLABLE_GROUPS)} groups, {len(differences)} differences from the specification")

    started = time.monotonic()
    bodies = Bodies(facts, options.seed)
    cases = [(text, None, verdict) for text, verdict in fixed_texts()]
    cases += [(*bodies.next(), None) for _ in range(options.count)]
    judge, second_judge = make_judges(schema)
    documents = ask(options.kycpolicy, [text for text, _, _ in cases])

    disagreements, doubts = [], []
    valid_count = second_count = 0
    verdicts = collections.defaultdict(collections.Counter)
    for (text, path, verdict), document in zip(cases, documents):
        if verdict is None:
            value = json.loads(text)
            verdict = judge(value)
            if suits_second(value):
                second_count += 1
                if second_judge(value) != verdict:
                    doubts.append((text, verdict))
        valid_count += verdict
        if path:
            verdicts[path][verdict] += 1
        if document["valid"] != verdict:
            disagreements.append((text, verdict, document["diagnostics"]))
        elif not verdict and not any(finding["severity"] == "error" for finding in document["diagnostics"]):
            disagreements.append((text, "refused without an error", document["diagnostics"]))

    print(
        f"bodies: {len(cases)} (seed {options.seed}), {valid_count} valid ({valid_count / len(cases):.0%}), "
        f"{len(cases) - valid_count} not; {second_count} judged twice; {time.monotonic() - started:.0f} s"
    )
    print(f"disagreements with the command: {len(disagreements)}; between the validators: {len(doubts)}")
    for text, verdict, findings in sorted(disagreements, key=lambda case: len(case[0]))[:10]:
        said = "; ".join(f"{finding['pointer']} {finding['message']}" for finding in findings[:5])
        print(f"  validator: {verdict}; command: {said or 'nothing'}\n    {text[:1000]}", file=sys.stderr)
    for text, verdict in sorted(doubts, key=lambda case: len(case[0]))[:10]:
        print(f"  jsonschema: {verdict}, jsonschema-rs: {not verdict}\n    {text[:1000]}", file=sys.stderr)

    # A generator that stops making one kind of body would make the check worthless without anybody noticing.
    thin = [fact.path for fact in facts if verdicts[fact.path][False] < options.count // 2000]
    share = valid_count / len(cases)
    if thin or not 0.2 <= share <= 0.8:
        print(f"the bodies are one-sided: {share:.0%} valid; hardly ever broken: {thin}", file=sys.stderr)
    return 1 if differences or disagreements or doubts or thin or not 0.2 <= share <= 0.8 else 0


if __name__ == "__main__":
    sys.exit(main())
