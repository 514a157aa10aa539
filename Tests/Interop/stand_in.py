#!/usr/bin/env python3
"""A stand-in for the broker, to try the tests of a client on: no law, no directory, no secrecy.

    SAMVERKAN_BIN=./stand_in.py pytest test_interop.py

Never for real messages: it keeps them in clear in a journal and delivers all to one reception.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zmq
from zmq.auth.thread import ThreadAuthenticator

import judge_commands
import strict_json
from judge import HASHES, b64u, need
from samverkan_wire import Connection, compact, now
from stand_in_members import Registered, quickstart
from strict_json import Problem

Json = dict[str, Any]
OWNER = "reception.mottagning"
LAWFUL = {"association": ["report.voluntary"], "reception": ["feedback"]}
ORDINARY = ["report.mandatory", "report.voluntary", "feedback.request"]
RETRY = {row["code"]: row["retry"] for row in json.loads(
    (Path(__file__).resolve().parents[2] / "protocols" / "problems.json").read_text())}  # fmt: skip
RANK = ["waiting", "received", "read", "committed"]
WORDS = {"waiting": "accepted", "received": "delivered"}
LEASE, BACK_OFF = 30.0, (1, 2, 4, 8, 16, 30)


@dataclass
class Session:
    """One member on one connection."""

    member: Connection
    functions: list[str]
    credit: int = 0
    sent: int = 0
    count: int = 0


@dataclass
class Delivery:
    """One message for one function."""

    id: str
    key: tuple[str, str]
    function: str
    whole: bool
    state: str = "waiting"
    attempts: int = 0
    free_from: float = 0.0
    holder: bytes | None = None
    version: int = 1


@dataclass
class Broker:
    """Everything in memory, and a journal of what must outlive the process."""

    folder: Path
    own: Connection
    members: dict[str, Connection]
    sessions: dict[bytes, Session] = field(default_factory=dict)
    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    deliveries: dict[str, Delivery] = field(default_factory=dict)

    def keep(self, *rows: Json) -> None:
        """Writes to disk, then believes it."""
        with (self.folder / "journal").open("a") as file:
            file.write("".join(json.dumps(row) + "\n" for row in rows))
            file.flush()
            os.fsync(file.fileno())
        for row in rows:
            self.believe(row)

    def believe(self, row: Json) -> None:
        """Takes a row of the journal into memory."""
        if "message" in row:
            self.messages[row["source"], row["message"]] = row
        elif "function" in row:
            made = Delivery(row["delivery"], tuple(row["key"]), row["function"], row["whole"])
            self.deliveries[made.id] = made
        else:
            self.deliveries[row["delivery"]].state = row["state"]

    def recover(self) -> None:
        """Reads the journal up to its last whole line."""
        path = self.folder / "journal"
        for row in path.read_text().splitlines(keepends=True) if path.exists() else []:
            if row.endswith("\n"):
                self.believe(json.loads(row))

    def answer(self, route: bytes, user: str, frames: list[bytes]) -> list[bytes] | None:
        """The answer to one message."""
        header: Json = {}
        try:
            header, command = self.checked(route, user, frames)
            return getattr(self, "on_" + command.lower())(route, user, header, frames)  # type: ignore[no-any-return]
        except Problem as problem:
            said: Json = {"n": header.get("n") or number(frames), "code": problem.code}
            said["retry"] = RETRY[problem.code]
            if problem.code == "kind-not-lawful":
                agency = self.members[user].facts["agency"]
                said["lawful"] = LAWFUL.get(agency, ORDINARY)
            return [b"samverkan/1 PROBLEM", compact(said)]

    def checked(self, route: bytes, user: str, frames: list[bytes]) -> tuple[Json, str]:
        """Lets the judge decide about the form."""
        self.known = self.context(route, self.members[user])
        self.truth = judge_commands.command(frames, self.known)
        header = strict_json.read(frames[1])
        return header, frames[0].decode().split(" ")[1]

    def context(self, route: bytes, member: Connection) -> Json:
        """What the judge must know."""
        key = b64u(member.signer.public_key().public_bytes_raw())
        return {
            "deployment": self.own.audience,
            "environment": "training",
            "agency": member.facts["agency"],
            "functions": member.facts["functions"],
            "now": now(),
            "session": route in self.sessions,
            "keys": [{"key": key, "state": "active", "since": "2020-01-01T00:00:00Z"}],
        }

    def receipt(self, header: Json, leaf: bytes) -> list[bytes]:
        """A signed receipt."""
        proof = self.own.sign([leaf], "receipt")[0]
        return [b"samverkan/1 RECEIPT", compact({"n": header["n"], "proof": proof}), leaf]

    def on_hello(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Opens a session."""
        member = self.members[user]
        self.leave(route)
        self.sessions[route] = Session(member, header.get("functions", []))
        said = {"n": header["n"], "session": b64u(secrets.token_bytes(16)), "time": now()}
        said |= {name: self.own.facts[name] for name in ("deployment", "environment")}
        said |= {"agency": member.facts["agency"], "publish": 256, "idle": 60, "lease": 30}
        said |= {"functions": header.get("functions", []), "keys": self.own.facts["brokerKeys"]}
        return [b"samverkan/1 WELCOME", compact(said | {"entrances": []})]

    def on_publish(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Records a message and what is to be delivered of it."""
        agency = self.members[user].facts["agency"]
        envelope = json.loads(frames[2])
        key = (envelope["source"], envelope["id"])
        if key in self.messages:
            need(self.messages[key]["digest"] == self.truth["digest"], "id-reused")
            return self.receipt(header, self.messages[key]["leaf"].encode())
        lines = [json.loads(line) for line in frames[3].split(b"\n")[:-2]]
        matter = next(line[2] for line in lines if line[1]["class"] == "matter")
        need(matter["kind"] in LAWFUL.get(agency, ORDINARY), "kind-not-lawful")
        reporter = [row["unit"] for row in self.messages.values()
                    if row["conversation"] == matter["conversation"]]  # fmt: skip
        need(matter["kind"].startswith("report") or bool(reporter), "unknown-conversation")
        answered = matter["kind"] == "feedback"
        leaf = {"receipt": "samverkan/1", "outcome": "accepted", "source": key[0], "id": key[1]}
        leaf |= {"digest": self.truth["digest"], "reference": reference(), "answerable": OWNER}
        leaf |= {"accepted": now(), "awaits": [], "nonce": b64u(secrets.token_bytes(16))}
        row = {"message": key[1], "source": key[0], "digest": self.truth["digest"]}
        row |= {"leaf": compact(leaf).decode(), "unit": matter["unit"], "kind": matter["kind"]}
        row |= {"conversation": matter["conversation"], "proof": header["proof"]}
        row |= {"frames": [base64.b64encode(frame).decode() for frame in frames[2:]]}
        target = reporter[0] if answered else OWNER
        sent = {"delivery": b64u(secrets.token_bytes(16)), "key": key, "function": target}
        self.keep(row, sent | {"whole": not answered})
        return self.receipt(header, compact(leaf))

    def on_ack(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Settles deliveries."""
        items = []
        for item in json.loads(frames[2])["items"]:
            found = self.deliveries.get(item["delivery"])
            if found is None or found.function not in self.members[user].facts["functions"]:
                items.append({"delivery": item["delivery"], "state": "unknown"})
                continue
            self.rise(found, item["state"])
            items.append({"delivery": item["delivery"], "state": found.state})
        source = "urn:samverkan:" + self.members[user].facts["agency"]
        leaf = {"receipt": "samverkan/1", "outcome": "acknowledged", "source": source}
        leaf |= {"digest": self.truth["digest"], "items": items, "accepted": now()}
        return self.receipt(header, compact(leaf | {"nonce": b64u(secrets.token_bytes(16))}))

    def rise(self, found: Delivery, state: str) -> None:
        """Raises a state and never lowers it."""
        if state != "recalled" and RANK.index(state) > RANK.index(found.state):
            self.keep({"delivery": found.id, "state": state})

    def on_credit(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> None:
        """Takes the credit."""
        self.sessions[route].credit = header["messages"]

    def mine(self, user: str, header: Json) -> Delivery:
        """A delivery of the asker."""
        found = self.deliveries.get(header["delivery"])
        right = found is not None and found.function in self.members[user].facts["functions"]
        need(right, "unknown-delivery")
        assert found is not None
        return found

    def on_open(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Shows a delivery to a person."""
        found = self.mine(user, header)
        self.rise(found, "read")
        return self.frames_of(found, header["n"])

    def on_claim(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Takes a lease."""
        found = self.mine(user, header)
        self.lend(found, route)
        return self.frames_of(found, header["n"])

    def on_release(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Gives a lease back."""
        found = self.mine(user, header)
        found.holder, found.free_from = None, 0.0
        return [frames[0], compact({"n": header["n"], "delivery": found.id})]

    def on_decide(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Only the version is looked at."""
        need(header["version"] == self.mine(user, header).version, "version-conflict")
        raise Problem("not-permitted")

    def on_list(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Labels."""
        mine = [one for one in self.deliveries.values() if one.function == header["function"]]
        items = [{"delivery": one.id, "lane": "report", "state": one.state, "accepted": now(),
                  "attempts": one.attempts, "version": one.version,
                  "kind": self.messages[one.key]["kind"]} for one in mine]  # fmt: skip
        return [frames[0], compact({"n": header["n"]}), compact({"items": items[:20]})]

    def on_status(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """The word for a message."""
        key = ("urn:samverkan:" + self.members[user].facts["agency"], header["id"])
        need(key in self.messages, "unknown-message")
        state = next(one.state for one in self.deliveries.values() if one.key == key)
        said = {"n": header["n"], "id": header["id"], "word": WORDS.get(state, state)}
        return [frames[0], compact(said)]

    def on_ping(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Still there."""
        return [frames[0], compact({"n": header["n"]})]

    def on_bye(self, route: bytes, user: str, header: Json, frames: list[bytes]) -> list[bytes]:
        """Ends the session."""
        self.leave(route)
        return [frames[0], compact({"n": header["n"]})]

    def leave(self, route: bytes) -> None:
        """Forgets a session; its leases return."""
        self.sessions.pop(route, None)
        for one in self.deliveries.values():
            if one.holder == route:
                one.holder, one.free_from = None, 0.0

    def lend(self, found: Delivery, route: bytes) -> None:
        """Counts an attempt; if nobody answers it waits longer each time."""
        pause = BACK_OFF[min(found.attempts, len(BACK_OFF) - 1)]
        found.attempts += 1
        found.holder, found.free_from = route, time.monotonic() + LEASE + pause

    def frames_of(self, found: Delivery, count: int) -> list[bytes]:
        """What the function may see."""
        row = self.messages[found.key]
        envelope, view = (base64.b64decode(frame) for frame in row["frames"])
        if not found.whole:
            lines = view.splitlines(keepends=True)[:-1]
            view = b"".join(line for line in lines if b'{"class":"handling"' not in line)
        agency = row["source"].rsplit(":", 1)[1]
        sender = next(one for one in self.members.values() if one.facts["agency"] == agency)
        thread = b64u(HASHES["leaf"](f"{found.function} {row['conversation']}".encode())[:16])
        said = {"n": count, "delivery": found.id, "attempt": max(1, found.attempts), "lease": 30}
        said |= {"function": found.function, "thread": thread, "lane": "report"}
        said |= {"whole": found.whole, "gap": False, "obligations": []}
        said["proof"] = row["proof"]
        said["key"] = b64u(sender.signer.public_key().public_bytes_raw())
        frames = [b"samverkan/1 DELIVER", compact(said), envelope, view]
        frames[1] += b" " * (-sum(map(len, frames)) % 4096)
        return frames

    def due(self) -> list[list[bytes]]:
        """Deliveries that may leave now: one of a thread at a time, as far as credit goes."""
        ready, busy = [], set()
        for one in self.deliveries.values():
            thread = (one.function, self.messages[one.key]["conversation"])
            if one.state != "waiting" or thread in busy:
                continue
            busy.add(thread)
            if one.free_from > time.monotonic():
                continue
            for route, session in self.sessions.items():
                if one.function in session.functions and session.sent < session.credit:
                    session.sent += 1
                    self.lend(one, route)
                    ready.append([route, *self.frames_of(one, session.sent)])
                    break
        return ready


def number(frames: list[bytes]) -> int:
    """The request number if it can be read, else 0."""
    try:
        found = json.loads(frames[1])["n"]
        return found if isinstance(found, int) else 0
    except (ValueError, LookupError, TypeError):
        return 0


def reference() -> str:
    """Twelve letters to write down."""
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def serve(folder: Path) -> None:
    """Serves until it is killed."""
    own = Connection.load(folder / "connection.json")
    files = sorted(folder.glob("members/*/connection.json"))
    members = {one.curve[0].decode(): one for one in map(Connection.load, files)}
    broker = Broker(folder, own, members)
    broker.recover()
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context.instance()
    guard = ThreadAuthenticator(context)
    guard.start()
    registered = Registered({one.encode() for one in members})
    guard.configure_curve_callback("members", credentials_provider=registered)
    router = context.socket(zmq.ROUTER)
    router.curve_publickey, router.curve_secretkey = own.curve
    router.curve_server = True
    router.zap_domain = b"members"
    router.router_mandatory = True
    router.bind(own.facts["endpoint"])
    print("ready", flush=True)
    while True:
        if router.poll(100):
            route, *frames = router.recv_multipart(copy=False)
            user = frames[0].get("User-Id")
            answer = broker.answer(route.bytes, str(user), [frame.bytes for frame in frames])
            if answer is not None:
                send(broker, router, [route.bytes, *answer])
        for message in broker.due():
            send(broker, router, message)


def send(broker: Broker, router: zmq.Socket[bytes], message: list[bytes]) -> None:
    """Sends, or finds that the connection is gone, and ends its session."""
    try:
        router.send_multipart(message)
    except zmq.ZMQError as error:
        if error.errno != zmq.EHOSTUNREACH:
            raise
        broker.leave(message[0])


def main() -> int:
    """quickstart --data DIR --serve-only."""
    if sys.argv[1:2] != ["quickstart"] or sys.argv[2:3] != ["--data"]:
        print("usage: stand_in.py quickstart --data DIR --serve-only", file=sys.stderr)
        return 2
    folder = Path(sys.argv[3])
    quickstart(folder)
    serve(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
