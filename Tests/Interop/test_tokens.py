"""A word of its own in every protected section of many concerns, sent to the real broker.

Then every frame that anybody got, every line of the log, every status and every file on the
broker's disk is looked through. TOKEN_CONCERNS says how many; `make tokens` sends ten thousand.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

import strict_json
from broker import PROGRAM, Broker
from samverkan_client import Answer, Client, Refused
from samverkan_wire import Message, acknowledgement, compose, read_delivery
from test_interop import CHILD, handling
from test_operator import run

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
COUNT = int(os.environ.get("TOKEN_CONCERNS", "60"))
PATIENCE = 60.0
"""Seconds: a long run may have other work beside it."""
COMPANY = 60
"""Concerns that are under way at once."""
CLASSES = """identity identity.age-band contact whereabouts whereabouts.district guardians household
 narrative child-view health pupil-health school offence social-services family-counselling
 violence-honour third-party reporter measures attachment""".split()
GENERAL = {"identity.age-band", "whereabouts.district"}
"""They hold a token where a word belongs, so that only the owner may see them."""
TOKEN = re.compile(rb"tok(\d{8})c(\d\d)x")
HANDLING, MATTER = 98, 99


def token(concern: int, place: int) -> str:
    """Of one concern and one class."""
    return f"tok{concern:08}c{place:02}x"


def found(octets: bytes) -> set[tuple[int, int]]:
    """Every token in some bytes, as concern and class."""
    return {(int(one), int(two)) for one, two in TOKEN.findall(octets)}


@dataclass
class Watch:
    """What went by, and what nobody was to see of it."""

    known: dict[str, int] = field(default_factory=dict)
    frames: int = 0
    shown: int = 0
    whole: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)

    def look(self, answer: Answer) -> None:
        """One message from the broker."""
        self.frames += len(answer.frames)
        tokens = set().union(*map(found, answer.frames))
        self.shown += len(tokens)
        if answer.command != "DELIVER":
            self.codes[answer.header.get("code", "")] += 1
            self.leaks += [f"{answer.command} {name}" for name in tokens]
            return
        concern = self.known[strict_json.read(answer.frames[2])["id"]]
        function = answer.header["function"]
        denied = GENERAL if function.endswith(".socialjour") else set()
        for number, place in tokens:
            is_denied = place < len(CLASSES) and CLASSES[place] in denied
            if number != concern or place == MATTER or is_denied:
                self.leaks.append(f"{function} {(number, place)}")
        self.whole += len(tokens) == len(CLASSES) + 1

    def look_at(self, what: str, octets: bytes) -> None:
        """Something that is no frame, in which nothing is to be found."""
        self.leaks += [f"{what} {name}" for name in found(octets)]


class Watched(Client):
    """A client over whose shoulder somebody looks."""

    watch: Watch

    def _receive(self, patience: float) -> Answer | None:
        answer = super()._receive(patience)
        if answer is not None:
            self.watch.look(answer)
        return answer


@pytest.fixture
def watch(broker: Broker) -> Iterator[tuple[Watch, dict[str, Watched]]]:
    """Sessions of everybody who has a machine, each reading all that it may."""
    watch, clients = Watch(), {}
    for name in ("school", "association", "reception"):
        connection = broker.connection(name)
        client = Watched(connection, connection.facts["functions"])
        client.watch = watch
        client.connect(attempts=3)
        client.credit(COUNT * 20, 1 << 40)
        clients[name] = client
    yield watch, clients
    for client in clients.values():
        client.disconnect()


def document(client: Client, concern: int) -> dict[str, Any]:
    """A report with a token in every section that is not read by all."""
    sections = [
        {"class": name, "about": ["K7QA"], "body": {"text": token(concern, place)}}
        for place, name in enumerate(CLASSES)
    ]
    told = handling(CHILD) | {"area": token(concern, HANDLING)}
    unit = client.connection.facts["functions"][0]
    return {"kind": "report.mandatory", "unit": unit, "handling": told, "sections": sections}


def test_tokens_reach_nobody_else(
    broker: Broker, watch: tuple[Watch, dict[str, Watched]]
) -> None:
    """In 0 frames, lines, answers, statuses and files that policy denies."""
    seen, clients = watch
    school, reception = clients["school"], clients["reception"]
    for start in range(0, COUNT, COMPANY):
        concerns = range(start, min(start + COMPANY, COUNT))
        messages = [compose(document(school, one), school.connection) for one in concerns]
        seen.known |= dict(zip((one.id for one in messages), concerns, strict=True))
        answers = school.publish(messages)
        assert not [one for one in answers if isinstance(one, Refused)]
        offend(clients, messages[0], concerns[0])
        settle(reception, {one.id for one in messages})
        assert school.status(messages[0].id) in ("delivered", "read", "committed")
        school.ping()
        clients["association"].ping()
    assert seen.whole >= COUNT, "every owner has seen every token"
    assert set(seen.codes) >= {"commitment-mismatch", "id-reused", "kind-not-lawful",
                               "unknown-message", "unknown-delivery"}  # fmt: skip
    for words in (["status"], ["parked", "ls"], ["agency", "ls"]):
        done = run(broker, "operator", *words, "--json")
        seen.look_at(words[0], (done.stdout + done.stderr).encode())
    seen.look_at("list", run(broker, "reception", "inbox", "ls", "--all").stdout.encode())
    seen.look_at("log", (broker.folder.parent / "broker.log").read_bytes())
    files = [path for path in broker.folder.rglob("*") if path.is_file()]
    assert any(path.stat().st_size > COUNT * 1000 for path in files), "the ledger is among them"
    for path in files:
        seen.look_at(path.name, path.read_bytes())
    assert seen.leaks == []
    print(f"\ntokens over sockets: {COUNT} concerns, {seen.frames} frames, {seen.shown} tokens shown,",
          f"{len(files)} files on disk, {len(seen.leaks)} where policy denies them")  # fmt: skip


def offend(clients: dict[str, Watched], message: Message, concern: int) -> None:
    """What is refused, and asked by whoever may not know."""
    school, association = clients["school"], clients["association"]
    other = document(school, concern)
    wrong = [
        (school, replace(message, sections=message.sections.replace(b"text", b"test", 1))),
        (school, compose(other, school.connection, message.id)),
        (association, compose(document(association, concern), association.connection)),
    ]
    for client, sent in wrong:
        answer = client.publish([sent])[0]
        assert isinstance(answer, Refused)
    with pytest.raises(Refused, match="unknown-message"):
        association.status(message.id)
    with pytest.raises(Refused, match="unknown-delivery"):
        association.open("A" * 22)


def settle(reception: Watched, unsettled: set[str]) -> None:
    """Every owner's delivery is committed under a case number that nobody else may see."""
    while unsettled:
        frames = take(reception)
        delivery = read_delivery(frames, reception.connection.audience, [])
        number = reception.watch.known[delivery.envelope["id"]]
        case = token(number, MATTER)
        document = acknowledgement([delivery], "committed", case)
        proof = reception.connection.sign([document], "ack")[0]
        reception.request("ACK", {"proof": proof}, document, patience=PATIENCE)
        # On a slow machine one may come again before its acknowledgement has arrived.
        if delivery.header["whole"]:
            unsettled.discard(delivery.envelope["id"])


def take(client: Watched) -> list[bytes]:
    """The next delivery as it came."""
    if client._deliveries:
        return client._deliveries.popleft()
    answer = client._wait(PATIENCE, lambda got: got.command == "DELIVER")
    assert answer is not None, "nothing was delivered"
    return list(answer.frames)


def test_token_is_found_where_it_is() -> None:
    """The eyes that see nothing would see it."""
    watch = Watch(known={"a": 1})
    watch.look_at("log", f"parked {token(1, 3)}".encode())
    problem = Answer("PROBLEM", {"code": "busy"}, [b"x", token(2, 4).encode()])
    watch.look(problem)
    header = {"function": "b.socialjour"}
    line = (token(1, CLASSES.index("identity.age-band")) + token(3, 0)).encode()
    watch.look(Answer("DELIVER", header, [b"", b"", b'{"id":"a"}', line]))
    assert len(watch.leaks) == 4
