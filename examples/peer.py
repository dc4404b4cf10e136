#!/usr/bin/env python3
"""A foreign peer of the journal server: the protocol of docs/api.md with nothing but Python's standard library.

    zvonok demo --serve-only > accounts.json &
    python3 examples/peer.py accounts.json

Signs in as a teacher, reads the day and a page, sends marks twice over, reads them back, hears of its own change, is refused what
is not its own, and signs out. Ends with 1 where the server does not keep its promises.
"""

import json
import secrets
import sys
import urllib.error
import urllib.request


class Server:
    """One server, and the token of one session."""

    def __init__(self, url):
        self.url = url
        self.token = None

    def ask(self, method, path, body=None, headers=None):
        """Status, headers and JSON of an answer; problems are answers too."""
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Accept", "application/json")
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
                return answer.status, answer.headers, json.loads(text) if text else None
        except urllib.error.HTTPError as answer:
            text = answer.read()
            return answer.code, answer.headers, json.loads(text) if text else None

    def sign_in(self, login, password):
        status, _, session = self.ask("POST", "/v1/sessions", {"login": login, "password": password})
        expect(status == 200, f"sign-in: {status} {session}")
        self.token = session["token"]
        return session


def expect(holds, what):
    """Ends the program where the server does not do what the protocol promises."""
    if not holds:
        sys.exit("broken promise: " + what)


def operation(session, seq, fact, value, base=None):
    """A change of one fact. The id is made once and stays for every repeat."""
    made = {
        "id": secrets.token_hex(16),
        "school": session["account"]["school"],
        "account": session["account"]["id"],
        "device": "peer.py",
        "seq": seq,
        "prev_hash": "0" * 64,
        "made_at": instant(session["server_time"]),
        "proof": {"wall_ms": session["server_time"], "boot_ms": 0, "boot_id": 0, "offset_ms": 0, "width_ms": 0},
        "profile": "0" * 64,
        "timetable_version": 1,
        "a_field_of_another_program": True,
    }
    made.update(fact)
    if value is not None:
        made["value"] = value
    if base is not None:
        made["base"] = base
    return made


def instant(milliseconds):
    from datetime import datetime, timezone

    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def main(url, accounts):
    who = {account["role"]: account for account in accounts}
    teacher, analyst = who["teacher"], who["analyst"]
    server = Server(url)

    status, _, problem = server.ask("POST", "/v1/sessions", {"login": teacher["login"], "password": "not it"})
    expect(status == 401 and problem["type"] == "/problems/bad-credentials", f"a wrong password: {status} {problem}")
    session = server.sign_in(teacher["login"], teacher["password"])
    school = "/v1/schools/" + session["account"]["school"]

    status, _, info = server.ask("GET", school)
    expect(status == 200, f"the school: {status}")
    status, _, today = server.ask("GET", school + "/status")
    expect(status == 200, f"the deadlines: {status}")
    status, _, day = server.ask("GET", f"{school}/days/{today['date']}")
    expect(status == 200 and day["lessons"], f"the day: {status}")
    begun = [row["lesson"] for row in day["lessons"] if not row["lesson"].get("cancelled")]
    lesson = begun[0]
    periods = [one for one in info["periods"] if one["start"] <= today["date"] <= one["end"]]
    period = min(periods, key=lambda one: (one["end"], one["start"]))["id"]
    path = f"{school}/journals/{lesson['journal']}/pages/{period}"
    status, headers, page = server.ask("GET", path)
    expect(status == 200 and page["pupils"], f"the page: {status}")
    tag = headers["ETag"]
    status, _, _ = server.ask("GET", path, headers={"If-None-Match": tag})
    expect(status == 304, f"a page at hand: {status}")

    held = {fact["pupil"]: fact for fact in page["facts"] if fact["fact"] == "absence" and fact["lesson"] == lesson["id"]}
    works = {work["id"] for work in page["works"] if work.get("lesson") == lesson["id"]}
    held.update({fact["pupil"]: fact for fact in page["facts"] if fact["fact"] == "marks" and fact["work"] in works})
    free = [pupil for pupil in page["pupils"] if pupil["id"] not in held and "to" not in pupil][:5]
    batch = [
        operation(session, seq, {"fact": "absence", "lesson": lesson["id"], "pupil": pupil["id"]}, {"is": "absent"})
        for seq, pupil in enumerate(free, 1)
    ]
    # The cursor names the journal that the batch is for: one that was put back to a backup meanwhile does nothing of it.
    sent = {"operations": batch, "cursor": page["cursor"]}
    status, _, first = server.ask("POST", school + "/operations", sent)
    expect(status == 200 and len(first["verdicts"]) == len(batch), f"a batch: {status} {first}")
    accepted = {one["id"] for one in first["verdicts"] if one["verdict"] == "accepted"}
    expect(accepted, f"nothing was accepted: {first['verdicts']}")
    status, _, again = server.ask("POST", school + "/operations", {"operations": batch[::-1], "cursor": first["cursor"]})
    duplicates = {one["id"] for one in again["verdicts"] if one["verdict"] == "duplicate"}
    expect(accepted <= duplicates, f"a repeat is a duplicate: {again['verdicts']}")

    status, _, changes = server.ask("GET", f"{school}/changes?after={page['cursor']}")
    heard = {change["fact"]["version"] for change in changes["changes"]}
    expect(accepted <= heard, "the changes since the page hold what was accepted")
    status, headers, page = server.ask("GET", path, headers={"If-None-Match": tag})
    expect(status == 200 and headers["ETag"] != tag, "the page has changed")
    expect(accepted <= {fact["version"] for fact in page["facts"]}, "the page holds what was accepted")

    stray = operation(session, len(batch) + 1, {"fact": "absence", "lesson": lesson["id"], "pupil": free[0]["id"]}, None)
    for cursor in ["another-journal.1.0", ""]:
        status, _, problem = server.ask("POST", school + "/operations", {"operations": [stray], "cursor": cursor})
        expect(status == 410 and problem["type"] == "/problems/cursor-gone", f"a batch for another journal: {status} {problem}")

    forged = dict(batch[0], comment="another body")
    status, _, answer = server.ask("POST", school + "/operations", {"operations": [forged]})
    expect(answer["verdicts"][0]["verdict"] == "refused", "an id stands for one body")

    other = Server(url)
    other.sign_in(analyst["login"], analyst["password"])
    status, _, problem = other.ask("GET", path)
    expect(status == 403 and problem["type"] == "/problems/forbidden", f"an analyst and a page: {status} {problem}")
    status, _, _ = server.ask("DELETE", "/v1/sessions/current")
    expect(status == 204, f"signing out: {status}")
    status, _, problem = server.ask("GET", school)
    expect(status == 401 and problem["type"] == "/problems/sign-in-needed", f"after signing out: {status}")
    print(f"{len(accepted)} entries of {len(batch)} in the journal, none twice")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.loads(file.readline())
    main(told["url"], told["accounts"])
