"""An outsider who has public keys alone, and a view of which parts were withheld.

What the real broker hands to a reporter is checked with nothing but hashes and one Ed25519 key:
no secret, no session and no code of the client. SAMVERKAN_BIN names the program.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from broker import PROGRAM, Broker
from samverkan_client import Client
from samverkan_wire import Message, compose
from test_interop import ARRIVAL, about_feedback, accepted, arrival, document

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
Connect = Callable[..., Client]
EVERY_GROUND = [
    "neglect", "violence", "honour", "abuse", "absence", "crime", "addiction", "health",
    "conflict", "other",
]  # fmt: skip


def h(*parts: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(b"".join(parts)).digest()


def unb64u(text: str) -> bytes:
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def commitment(name: str, line: bytes) -> bytes:
    """What an envelope promises about a line."""
    return h(b"samverkan/1 section\n", name.encode(), b"\n", line)


def outsider_reads(frames: list[bytes], publisher: bytes, audience: str) -> list[bytes]:
    """The lines that the publisher's signature covers, or an assertion that fails."""
    header, envelope = json.loads(frames[1]), json.loads(frames[2])
    assert header["proof"]["size"] == 1 and header["proof"]["path"] == [], "a batch of one"
    assert envelope["audience"] == audience
    assert unb64u(envelope["keyid"]) == h(b"samverkan/1 key\n", publisher)[:12]
    root = base64.b64encode(h(b"\0", frames[2])).decode()
    signed = f"samverkan/1 publish\n{audience}\n1\n{root}\n".encode()
    try:
        key = Ed25519PublicKey.from_public_bytes(publisher)
        key.verify(unb64u(header["proof"]["signature"]), signed)
    except InvalidSignature:
        raise AssertionError("the envelope is not the publisher's") from None
    promised = commitments(frames[2])
    assert promised == sorted(set(promised)), "the promises ascend, each once"
    assert frames[3].endswith(b"\n")
    lines = frames[3][:-1].split(b"\n")
    opened = [commitment(envelope["id"], line) for line in lines]
    assert set(opened) <= set(promised), "a line was not promised"
    assert opened == sorted(set(opened)), "the lines ascend, each once"
    return lines


def commitments(envelope: bytes) -> list[bytes]:
    """The values that an envelope promises."""
    raw = base64.b64decode(json.loads(envelope)["commitments"])
    return [raw[at : at + 32] for at in range(0, len(raw), 32)]


def classes(lines: list[bytes]) -> list[str]:
    """What kind of thing each line tells."""
    return sorted(json.loads(line)[1]["class"] for line in lines)


class Told:
    """A feedback as the reporter gets it: its frames, and the whole that was sent."""

    def __init__(self, frames: list[bytes], message: Message, publisher: bytes) -> None:
        self.frames = frames
        self.message = message
        self.publisher = publisher
        self.audience: str = json.loads(frames[2])["audience"]

    def lines(self) -> list[bytes]:
        """What an outsider reads."""
        return outsider_reads(self.frames, self.publisher, self.audience)

    def with_view(self, *lines: bytes) -> list[bytes]:
        """The same frames with another view."""
        return [*self.frames[:3], b"".join(line + b"\n" for line in lines)]


def public_key(broker: Broker, member: str) -> bytes:
    """The public half of a member's signing key, as it is handed to anyone who asks."""
    facts = broker.connection(member).facts
    file = Path(facts["signingKey"]).with_suffix(".sign")
    text = (broker.folder / "members" / member / file).read_text()
    row = next(row for row in text.splitlines() if "public-key" in row)
    return unb64u(row.split('"')[1])


def ask_and_answer(
    school: Client, reception: Client, key: bytes, grounds: list[str], value: str = "opened"
) -> Told:
    """A report, a feedback on it, and what the school is handed."""
    report = compose(document(school), school.connection)
    accepted(school, report)
    delivered = arrival(reception, report)
    reception.acknowledge([delivered])
    conversation = delivered.bodies("matter")[0]["conversation"]
    outcome = {"class": "outcome", "about": [], "body": {"value": value}}
    answer = about_feedback(reception, "feedback", conversation, outcome)
    answer["handling"] |= {"grounds": grounds}
    message = compose(answer, reception.connection)
    accepted(reception, message)
    got = school._wait(ARRIVAL, lambda answer: answer.command == "DELIVER")
    assert got is not None, "nothing was delivered"
    return Told(list(got.frames), message, key)


@pytest.fixture
def told(broker: Broker, member: Connect) -> Callable[..., Told]:
    """Makes feedback, one after the other, between a school and the reception."""
    school, reception = member("school", reads=True), member("reception", reads=True)
    school.credit(8, 1_000_000)
    reception.credit(8, 1_000_000)
    key = public_key(broker, "reception")
    return lambda grounds, value="opened": ask_and_answer(school, reception, key, grounds, value)


def test_what_is_left_verifies_with_a_public_key(told: Callable[..., Told]) -> None:
    """Signature, promises and order hold though the handling section is gone."""
    shown = told(["unknown"])
    assert json.loads(shown.frames[1])["whole"] is False
    assert classes(shown.lines()) == ["matter", "outcome"]
    sent = shown.message.sections[:-1].split(b"\n")
    assert shown.frames[2] == shown.message.envelope
    assert classes(sent[:-1]) == ["handling", "matter", "outcome"]
    assert [line for line in sent if line in shown.lines()] == shown.lines(), "the order is kept"


def test_a_changed_view_fails(told: Callable[..., Told]) -> None:
    """Whatever is changed, added, doubled, turned round or put under another name."""
    shown, other = told(["unknown"]), told(["unknown"], "not-opened")
    lines = shown.lines()
    wrong = [
        shown.with_view(*[line.replace(b'"opened"', b'"already-ongoing"') for line in lines]),
        shown.with_view(*reversed(lines)),
        shown.with_view(*lines, lines[-1]),
        shown.with_view(*sorted([*lines, *other.lines()])),
        shown.with_view(*other.lines()),
        [*shown.frames[:2], other.frames[2], shown.frames[3]],
        [*shown.frames[:1], other.frames[1], *shown.frames[2:]],
    ]
    for frames in wrong:
        assert frames != shown.frames
        with pytest.raises(AssertionError):
            outsider_reads(frames, shown.publisher, shown.audience)
    for key, audience in [(other.frames[2][:32], shown.audience), (shown.publisher, "another")]:
        with pytest.raises(AssertionError):
            outsider_reads(shown.frames, key, audience)


def test_nothing_of_what_is_withheld_can_be_found(told: Callable[..., Told]) -> None:
    """Not its words, its salt, its length, or that there is one."""
    little, much = told(["unknown"]), told(EVERY_GROUND)
    for shown in (little, much):
        withheld = hidden(shown)
        salt, label, body = json.loads(withheld)
        promised = set(commitments(shown.frames[2]))
        name = json.loads(shown.frames[2])["id"]
        assert commitment(name, withheld) in promised, "whoever was shown it could check it"
        everything = b"".join(shown.frames)
        assert salt.encode() not in everything and b'"grounds"' not in everything
        # Who knows every word of it, and tries each salt there is to see, finds nothing.
        for guess in [json.loads(line)[0] for line in shown.lines()] + ["A" * 22, ""]:
            assert commitment(name, compact([guess, label, body])) not in promised
        assert compact([salt, label, body]) == withheld, "the guess is right but for the salt"
    # What is left does not tell how much is not.
    assert len(hidden(much)) > len(hidden(little)) + 50
    for index in range(4):
        assert len(little.frames[index]) == len(much.frames[index]), index
    assert len(commitments(little.frames[2])) == len(commitments(much.frames[2])) == 16


def hidden(shown: Told) -> bytes:
    """The one line of the message that was not handed over."""
    sent = shown.message.sections[:-1].split(b"\n")[:-1]
    (line,) = [line for line in sent if line not in shown.lines()]
    return line


def compact(value: Any) -> bytes:
    """JSON without whitespace."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
