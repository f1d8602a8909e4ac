#!/usr/bin/env python3
"""Drives the built `kyctoken issue` against a server of its own, knowing nothing of the package's code.

Usage: python3 .ci/check-issue.py PATH_TO_KYCTOKEN PATH_TO_REPOSITORY

Needs the package `jsonschema`. Request bodies are judged by schemas/request.schema.json of the repository. Prints
`N passed, N failed` at the end and exits with 1 where something failed.
"""

import base64
import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

import jsonschema

KEY = "KEY-4e1f77aa"
SECRET = "p4ss:w\u00f6rd-\u03a9-91c2"
AUTHORIZATION = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
TOKEN = "TOKENabcdefghijklmnop1234567890"
DIGITS = "73911846"
PERSONAL = {
    "client.name": "Ieva Rugil\u0117",
    "client.surname": "Kazlauskait\u0117",
    "client.dateOfBirth": "1984-11-23",
    "client.documentNumber": "LTU-55512077",
    "client.personalNumber": "48411230999",
    "address": "Pilies g. 12-3, Vilnius",
}
CLIENT = "client-90210-xyz"
SECRETS = [KEY, SECRET, AUTHORIZATION.split()[1], TOKEN, DIGITS, CLIENT, "Ieva", "Kazlauskait", "1984-11-23",
           "LTU-55512077", "48411230999", "Pilies"]

POLICY = """\
version: 1
profiles:
  base:
    abstract: true
    token:
      tokenType: IDENTIFICATION
      lifetime: 1h
      sessionLength: 10m
      locale: en
      questionnaire: base-v1
      settings: { verifyEmail: true }
  onboarding:
    extends: base
    token:
      allowedCountries: [LT, LV, "NO"]
      allowedDocuments: [PASSPORT, ID_CARD]
      urls: { successUrl: "https://app.example.com/done" }
  flat:
    extends: base
"""

CREATED = {
    "tokenString": TOKEN, "scanRef": "scan-1", "clientId": CLIENT, "digitString": DIGITS,
    "expiration": "2031-02-03T04:05:06Z", "isValid": True, "isActive": True, "tokenType": "IDENTIFICATION",
    "externalRef": None, "locale": "en", "sessionLength": 600, "sessionUrl": f"https://ui.example/?authToken={TOKEN}",
}


class Server:
    """A server on loopback that records whole requests and lets a function deal with each connection after that."""

    def __init__(self, act):
        self.act = act
        self.requests = []
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.open = []
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Wakes the accepting thread, which keeps the port open otherwise.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        for connection in self.open:
            try:
                connection.close()
            except OSError:
                pass

    def accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            self.open.append(connection)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            data = b""
            while b"\r\n\r\n" not in data:
                chunk = connection.recv(65536)
                if not chunk:
                    return
                data += chunk
            head, body = data.split(b"\r\n\r\n", 1)
            lines = head.decode("latin-1").split("\r\n")
            headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
            length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
            while len(body) < length:
                chunk = connection.recv(65536)
                if not chunk:
                    return
                body += chunk
            self.requests.append({"line": lines[0], "headers": headers, "body": body})
            self.act(connection)
        except OSError:
            pass


def answer(status, body="", headers=()):
    """Sends a whole answer and leaves the connection open."""
    if not isinstance(body, (str, bytes)):
        body = json.dumps(body)
    if isinstance(body, str):
        body = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers)
    return lambda connection: connection.sendall(head.encode() + b"\r\n" + body)


def envelope(status, identifier, message):
    return answer(status, {"identifier": identifier, "message": message})


def close(connection):
    connection.close()


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang(_):
    time.sleep(60)


def drip(head, body):
    def act(connection):
        connection.sendall(head)
        for byte in body:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)
    return act


def flood(head, size):
    def act(connection):
        connection.sendall(head)
        chunk = b"x" * 65536
        for _ in range(size // len(chunk)):
            connection.sendall(chunk)
    return act


def send_and_close(data):
    def act(connection):
        connection.sendall(data)
        connection.close()
    return act


passed = 0
failures = []


def check(name, condition, detail=""):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(name)
        print(f"FAILED: {name}" + (f": {detail}" if detail != "" else ""))


def issue(command, policies, *arguments, profile="onboarding", url=None, keys=True, stdin=None, directory=None):
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    if keys:
        environment.update(IDENFY_API_KEY=KEY, IDENFY_API_SECRET=SECRET)
    call = [command, "issue", profile, "--policies", policies]
    if url:
        call += ["--base-url", url]
    start = time.monotonic()
    try:
        run = subprocess.run(call + list(arguments), env=environment, input=stdin or "", capture_output=True, text=True,
                             encoding="utf-8", timeout=60, cwd=directory)
    except subprocess.TimeoutExpired:
        return {"status": "timeout", "out": "", "err": "", "time": 60}
    return {"status": run.returncode, "out": run.stdout, "err": run.stderr, "time": time.monotonic() - start}


def call_arguments():
    arguments = ["--client-id", CLIENT]
    for field, value in PERSONAL.items():
        arguments += ["--set", f"{field}={value}"]
    return arguments


def check_no_secrets(name, run, streams=("out", "err"), secrets=SECRETS):
    for stream in streams:
        text = run[stream].lower()
        found = [secret for secret in secrets if secret.lower() in text]
        check(f"{name}: no secret on {stream}", not found, found)


def check_request(name, server, validator):
    """The first request is exactly what the specification asks for; returns its body, empty where none came."""
    check(f"{name}: a request came", server.requests)
    if not server.requests:
        return {}
    request = server.requests[0]
    values = lambda field: [value for key, value in request["headers"] if key.lower() == field]
    check(f"{name}: request line", request["line"] == "POST /api/v2/token HTTP/1.1", request["line"])
    check(f"{name}: authorization", values("authorization") == [AUTHORIZATION])
    check(f"{name}: content type", values("content-type") == ["application/json"], values("content-type"))
    check(f"{name}: no decompression asked", values("accept-encoding") in ([], ["identity"]), values("accept-encoding"))
    body = json.loads(request["body"].decode("utf-8"))
    errors = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(body)]
    check(f"{name}: body is valid", not errors, errors)
    return body


def check_successes(command, repository, policies, validator):
    with Server(answer("201 Created", CREATED)) as server:
        url = f"http://127.0.0.1:{server.port}"
        run = issue(command, policies, *call_arguments(), "--null", "questionnaire", "--unset", "locale",
                    "--set", "lifetime=90m", url=url)
        check("created: status", run["status"] == 0, run)
        check("created: one request on one connection", (len(server.requests), server.connections) == (1, 1))
        body = check_request("created", server, validator)
        check("created: null is sent as null", "questionnaire" in body and body["questionnaire"] is None)
        check("created: unset is not sent", "locale" not in body)
        check("created: durations are seconds", body.get("lifetime") == 5400)
        check("created: personal data are sent", body.get("client", {}).get("dateOfBirth") == "1984-11-23")
        token = json.loads(run["out"] or "{}")
        expected = {name: value for name, value in CREATED.items() if value is not None and name != "isActive"}
        check("created: the token as JSON", token == expected, token)
        check("created: quiet", run["err"] == "", run["err"])
        check_no_secrets("created", run, ("out",), [KEY, SECRET, AUTHORIZATION.split()[1], "Ieva", "48411230999"])

        server.requests.clear()
        run = issue(command, policies, "--client-id", "c", "--set", "lifetime=20m", "--call", "-", url=url + "/",
                    stdin='{"lifetime": 600, "client": {"sex": "F"}, "questionnaire": null}')
        check("call file: status", run["status"] == 0, run)
        body = check_request("call file", server, validator)
        check("call file: options win", (body.get("lifetime"), body.get("client"), body.get("questionnaire", "")) == (1200, {"sex": "F"}, None))

        server.requests.clear()
        run = issue(command, policies, "--client-id", "c", "--dialect", "flat", profile="flat", url=url)
        check("flat: status", run["status"] == 0, run)
        body = json.loads(server.requests[0]["body"]) if server.requests else {}
        check("flat: names", body.get("expiryTime") == 3600 and body.get("verifyEmail") is True and "settings" not in body, body)

        own = os.path.join(repository, "policies")
        names = set(re.findall(r"^  ([a-z][a-z0-9-]*):$", "".join(
            open(os.path.join(own, name), encoding="utf-8").read() for name in sorted(os.listdir(own))), re.M))
        issued = 0
        for name in sorted(names):
            server.requests.clear()
            run = issue(command, own, "--client-id", "c", profile=name, url=url)
            if run["status"] == 0:
                issued += 1
                check_request(f"policies/{name}", server, validator)
        check("policies: some profile can be issued", issued > 0, names)

    flat_answer = {"authToken": TOKEN, "scanRef": "s", "expiryTime": 600, "redirectUrl": "https://x.example/", "tokenType": "DOCUMENT",
                   "message": "ok", "allowedDocuments": {"LT": ["PASSPORT"]}}
    with Server(answer("200 OK", flat_answer)) as server:
        run = issue(command, policies, "--client-id", "c", url=f"http://127.0.0.1:{server.port}")
        token = json.loads(run["out"] or "{}")
        check("flat answer: normalised", run["status"] == 0 and token.get("tokenString") == TOKEN
              and token.get("sessionUrl") == "https://x.example/" and "authToken" not in token, run)

    run = issue(command, policies, "--client-id", "c", "--sandbox", keys=False)
    check("sandbox: status", run["status"] == 0 and len(json.loads(run["out"] or "{}").get("tokenString", "")) > 20, run)

    with Server(answer("201 Created", CREATED)) as server:
        run = issue(command, policies, *call_arguments(), "--dry-run", url=f"http://127.0.0.1:{server.port}")
        check("dry run: status", run["status"] == 0, run)
        check("dry run: shows the request", "/api/v2/token" in run["out"] and "48411230999" in run["out"])
        check("dry run: nothing is sent", server.connections == 0)
        check_no_secrets("dry run", run, secrets=[KEY, SECRET, AUTHORIZATION.split()[1]])


ECHO = "bad: " + " ".join([*PERSONAL.values(), CLIENT, KEY, SECRET, AUTHORIZATION]).upper()

HOSTILE = [
    ("bad value", envelope("400 Bad Request", "BAD_VALUE", "locale is not supported"), 1, "provider-refused"),
    ("missing value", envelope("400 Bad Request", "MISSING_VALUE", "clientId"), 1, "provider-refused"),
    ("validation error", envelope("400 Bad Request", "VALIDATION_ERROR", "x"), 1, "provider-refused"),
    ("echo of the request", envelope("400 Bad Request", "BAD_VALUE", ECHO), 1, "provider-refused"),
    ("endless message", envelope("400 Bad Request", "BAD_VALUE", "\x1b[2J\r\n" + "long " * 20000), 1, "provider-refused"),
    ("credits", envelope("400 Bad Request", "PERMISSIONS_ERROR", "Partner reached token limit."), 1, "account"),
    ("contract", envelope("400 Bad Request", "PARTNER_CONTRACT_ERROR", "x"), 1, "account"),
    ("rate limit as 400", envelope("400 Bad Request", "TOO_MANY_REQUESTS", "x"), 1, "rate-limited"),
    ("internal as 400", envelope("400 Bad Request", "INTERNAL_ERROR", "x"), 4, "outcome-unknown"),
    ("400 in HTML", answer("400 Bad Request", "<html>"), 1, "provider-refused"),
    ("401", answer("401 Unauthorized", {"message": "Invalid authorization credentials"}), 1, "credentials"),
    ("402", answer("402 Payment Required"), 1, "account"),
    ("403", answer("403 Forbidden"), 1, "account"),
    ("404", answer("404 Not Found", "<h1>"), 1, "provider-refused"),
    ("409", answer("409 Conflict", {"message": "active session"}), 1, "conflict"),
    ("429", answer("429 Too Many Requests", "", [("Retry-After", "1")]), 1, "rate-limited"),
    ("500", answer("500 Internal Server Error", {"identifier": "INTERNAL_ERROR", "message": TOKEN, "tokenString": TOKEN}), 4, "outcome-unknown"),
    ("502", answer("502 Bad Gateway", "<html>"), 4, "outcome-unknown"),
    ("503", answer("503 Service Unavailable", "", [("Retry-After", "1")]), 4, "outcome-unknown"),
    ("reset", reset, 4, "outcome-unknown"),
    ("close", close, 4, "outcome-unknown"),
    ("half an answer", send_and_close(b"HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"tokenString\":\"" + TOKEN.encode()), 4, "outcome-unknown"),
    ("garbage", send_and_close(b"\x00\x01\x02 garbage\r\n\r\n"), 4, "outcome-unknown"),
    ("hang", hang, 4, "outcome-unknown"),
    ("dripping head", drip(b"HTTP/1.1 201 Created\r\nX: ", b"a" * 5000), 4, "outcome-unknown"),
    ("dripping body", drip(b"HTTP/1.1 201 Created\r\nContent-Length: 5000\r\n\r\n", b" " * 5000), 4, "outcome-unknown"),
    ("not JSON", answer("201 Created", "created " + TOKEN), 4, "outcome-unknown"),
    ("not UTF-8", answer("201 Created", b"\xff\xfe{}"), 4, "outcome-unknown"),
    ("no token", answer("201 Created", {"scanRef": "s", "isValid": True, "tokenType": "DOCUMENT"}), 4, "outcome-unknown"),
    ("a token that is a number", answer("201 Created", {"tokenString": 7, "scanRef": "s"}), 4, "outcome-unknown"),
    ("64 MiB", flood(b"HTTP/1.1 201 Created\r\nContent-Length: 67108864\r\n\r\n", 64 << 20), 4, "outcome-unknown"),
    ("64 MiB without a length", flood(b"HTTP/1.1 201 Created\r\n\r\n", 64 << 20), 4, "outcome-unknown"),
    ("deep JSON", answer("201 Created", "[" * 200000), 4, "outcome-unknown"),
]


def check_hostile(command, policies, validator):
    for name, act, status, kind in HOSTILE:
        for output_format in ("text", "json"):
            case = f"{name} ({output_format})"
            with Server(act) as server:
                run = issue(command, policies, *call_arguments(), "--timeout", "1.5", "--format", output_format,
                            url=f"http://127.0.0.1:{server.port}")
                check_failure(case, run, status, kind, output_format)
                check(f"{case}: one request", len(server.requests) == 1 and server.connections == 1,
                      (len(server.requests), server.connections))
                check_request(case, server, validator)
    with Server(answer("201 Created", CREATED)) as other:
        location = f"http://127.0.0.1:{other.port}/api/v2/token?authToken={TOKEN}"
        for status in ("301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"):
            with Server(answer(status, "", [("Location", location)])) as server:
                run = issue(command, policies, *call_arguments(), "--format", "json", url=f"http://127.0.0.1:{server.port}")
                check_failure(f"redirect {status}", run, 1, "provider-refused", "json")
                check(f"redirect {status}: one request", len(server.requests) == 1)
        check("redirect: not followed", other.connections == 0)

    with Server(close) as server:
        port = server.port
    for url in (f"http://127.0.0.1:{port}", f"http://localhost:{port}", "https://nowhere.invalid"):
        run = issue(command, policies, *call_arguments(), "--timeout", "5", "--format", "json", url=url)
        check_failure(f"never connected {url}", run, 3, "unreachable", "json")
    with Server(hang) as server:
        run = issue(command, policies, *call_arguments(), "--timeout", "1.5", "--format", "json",
                    url=f"https://127.0.0.1:{server.port}")
        check_failure("a TLS handshake that never ends", run, 3, "unreachable", "json")


def check_failure(case, run, status, kind, output_format):
    check(f"{case}: status {status}", run["status"] == status, run)
    check(f"{case}: nothing on stdout", run["out"] == "")
    check(f"{case}: bounded time", run["time"] < 8, run["time"])
    check(f"{case}: short", 0 < len(run["err"]) < 1000, len(run["err"]))
    check(f"{case}: no control characters", not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", run["err"]))
    check_no_secrets(case, run)
    if output_format == "json":
        try:
            error = json.loads(run["err"]).get("error", {})
        except ValueError:
            error = {}
        check(f"{case}: JSON", set(error) == {"kind", "message", "status", "identifier", "field"}, run["err"])
        check(f"{case}: kind {kind}", error.get("kind") == kind, error)
    else:
        check(f"{case}: a line that says error", run["err"].startswith("error: ") and run["err"].endswith("\n"), run["err"])


def check_refusals(command, policies):
    with Server(answer("201 Created", CREATED)) as server:
        url = f"http://127.0.0.1:{server.port}"
        for name, status, keys, arguments, profile in [
            ("unknown profile", 1, True, ["--client-id", CLIENT], "nope"),
            ("abstract profile", 1, True, ["--client-id", CLIENT], "base"),
            ("unknown environment", 1, True, ["--client-id", CLIENT, "--environment", "moon"], "onboarding"),
            ("no client", 1, True, [], "onboarding"),
            ("value out of range", 1, True, ["--client-id", CLIENT, "--set", "lifetime=31d"], "onboarding"),
            ("client too long", 1, True, ["--client-id", CLIENT * 20], "onboarding"),
            ("null where none may be", 1, True, ["--client-id", CLIENT, "--null", "lifetime"], "onboarding"),
            ("flat form with countries", 1, True, ["--client-id", CLIENT, "--dialect", "flat"], "onboarding"),
            ("unknown field", 2, True, ["--client-id", CLIENT, "--set", "lifetme=1"], "onboarding"),
            ("no value", 2, True, ["--client-id", CLIENT, "--set", "lifetime"], "onboarding"),
            ("unknown option", 2, True, ["--client-id", CLIENT, "--frobnicate"], "onboarding"),
            ("bad timeout", 2, True, ["--client-id", CLIENT, "--timeout", "0"], "onboarding"),
            ("no keys", 2, False, ["--client-id", CLIENT], "onboarding"),
            ("no call file", 3, True, ["--client-id", CLIENT, "--call", "/nowhere.json"], "onboarding"),
        ]:
            run = issue(command, policies, *arguments, profile=profile, url=url, keys=keys)
            check(f"{name}: status {status}", run["status"] == status, run)
            check(f"{name}: nothing on stdout", run["out"] == "", run["out"])
            check(f"{name}: stderr says why", len(run["err"]) > 10)
            check_no_secrets(name, run)
        check("refusals: nothing is sent", server.connections == 0)
    for url in ("http://example.com", "https://u:hunter2@example.com", "https://example.com?x", "ftp://example.com", "x"):
        run = issue(command, policies, "--client-id", "c", url=url)
        check(f"base URL {url}: status 2", run["status"] == 2, run)
        check(f"base URL {url}: no password", "hunter2" not in run["err"])
    run = issue(command, "/nowhere", "--client-id", "c", "--sandbox")
    check("no policies: status 3", run["status"] == 3, run)


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    command, repository = (os.path.abspath(argument) for argument in sys.argv[1:])
    with open(os.path.join(repository, "schemas", "request.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    with tempfile.TemporaryDirectory() as policies:
        with open(os.path.join(policies, "policy.yaml"), "w", encoding="utf-8") as file:
            file.write(POLICY)
        check_successes(command, repository, policies, validator)
        check_refusals(command, policies)
        check_hostile(command, policies, validator)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
