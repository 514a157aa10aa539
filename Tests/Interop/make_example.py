"""Writes the worked example into protocols/wire.md, so that every byte of it is true.

python make_example.py            writes it
python make_example.py --check    says whether it is what would be written
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from making import core, law_text
from making.message import BROKER, RECEPTION, SCHOOL, Built, Draft, handling, matter, person
from making.numbers import TEST_NUMBERS
from making.topic_answer import delivered, leaf

PAGE = Path(__file__).resolve().parents[2] / "protocols" / "wire.md"
DELIVERED = "DELIVER, from the broker to the reception, which owns it and gets it whole"
BEGIN, END = "<!-- example begins -->\n", "<!-- example ends -->\n"


def dump(octets: bytes, most: int = 64) -> str:
    """The first bytes in hex, sixteen a line, with the letters beside them."""
    rows = []
    for at in range(0, min(len(octets), most), 16):
        part = octets[at : at + 16]
        letters = "".join(chr(octet) if 32 <= octet < 127 else "." for octet in part)
        rows.append(f"{at:04x}  {part.hex(' '):<47}  {letters}")
    if len(octets) > most:
        rows.append(f"...   {len(octets)} bytes in all")
    return "\n".join(rows)


def block(text: str) -> str:
    """A block of literal text."""
    return f"```\n{text}\n```\n\n"


def shown(title: str, frames: list[bytes]) -> str:
    """A message frame by frame: hex of its beginning, then its text."""
    text = f"{title}\n\n"
    for place, frame in enumerate(frames):
        words = frame.decode().rstrip(" ").rstrip("\n")
        spaces = len(frame) - len(frame.rstrip(b" "))
        note = f", of which {spaces} spaces at the end" if spaces else ""
        text += f"Frame {place}, {len(frame)} bytes{note}:\n\n" + block(dump(frame))
        if len(frame) > 24:
            text += block(words)
    return text


def keys() -> str:
    """The three keys and their seeds."""
    rows = ["| key | seed (hex) | public key (b64u) | key id |", "|---|---|---|---|"]
    for name, signer in (("school", SCHOOL), ("broker", BROKER), ("reception", RECEPTION)):
        seed = core.random_bytes("key " + name, 32).hex()
        rows.append(
            f"| {name} | `{seed}` | `{core.b64u(signer.public)}` | `{core.keyid(signer.public)}` |"
        )
    return "\n".join(rows) + "\n\n"


def report(name: str = "worked example", kind: str = "report.mandatory") -> Built:
    """A concern of the example."""
    child = person("K7QA", TEST_NUMBERS[0])
    text = {"observed": "Kom utan jacka och mat tre dagar i rad.", "effect": "Fryser, är trött."}
    parts = [
        ("matter", [], matter(kind)),
        ("handling", [], handling(child)),
        ("narrative", ["K7QA"], text),
    ]
    return Draft(name, parts).build()


def hashed(built: Built) -> str:
    """What was hashed and signed on the way."""
    truth = built.truth()
    commitments = "\n".join(
        f"line {place}      {core.b64u(value)}" for place, value in enumerate(built.opened)
    )
    facts = (
        f"{commitments}\npaddings    {built.padding}\ndigest      {truth['digest']}\n"
        f"leaf hash   {truth['leafHash']}\nroot        {truth['root']} (a batch of one)"
    )
    root = core.tree_root([core.leaf_hash(built.envelope)])
    signed = core.signed_text("publish", core.DEPLOYMENT, 1, root)
    return (
        "What was hashed on the way:\n\n"
        + block(facts)
        + "What the school signed:\n\n"
        + block(dump(signed, 160))
    )


def entrance(function: str, swedish: str, english: str, phone: str) -> dict[str, str]:
    """A public entrance, as WELCOME names it."""
    return {"function": "reception." + function, "sv": swedish, "en": english, "phone": phone}


def welcome() -> list[bytes]:
    """The answer to HELLO: who answers, what it allows, and whom a person can ring."""
    header = {
        "n": 1,
        "session": core.salt("example session"),
        "deployment": core.DEPLOYMENT,
        "environment": "training",
        "time": core.NOW,
        "agency": "school",
        "publish": 256,
        "idle": 60,
        "lease": 30,
        "functions": [],
        "keys": [core.b64u(BROKER.public)],
        "entrances": [
            entrance("mottagning", "Mottagningen", "Reception", "011-15 00 00"),
            entrance("socialjour", "Socialjouren", "On-call social services", "011-15 22 83"),
        ],
    }
    return core.frames("WELCOME", header)


def answered(
    command: str, number: int, outcome: str, built: Built, **members: Any
) -> list[bytes]:
    """A signed answer to a PUBLISH; `members` stand in a PROBLEM's header."""
    named = {"id": built.draft.id, "digest": built.truth()["digest"]}
    at = {"accepted": "2026-11-21T20:00:01Z", "nonce": core.salt(f"example nonce {number}")}
    octets = core.compact(leaf(outcome, **named, **at))
    proof = core.proof(BROKER, [octets], 0, "receipt")
    return core.frames(command, {"n": number} | members | {"proof": proof}, octets)


def ack(built: Built, delivery: str) -> list[bytes]:
    """What the reception says of the delivery: it is on its disk."""
    view = core.view_digest(built.envelope, built.sections)
    document = core.compact(
        {
            "ack": "samverkan/1",
            "items": [{"delivery": delivery, "view": view, "state": "received"}],
        }
    )
    return core.frames(
        "ACK", {"n": 3, "proof": core.proof(RECEPTION, [document], 0, "ack")}, document
    )


def messages() -> list[tuple[str, list[bytes]]]:
    """The messages of the example, each with its title."""
    built = report()
    wrong = report("worked example, unlawful", "report.voluntary")
    hello = {"n": 1, "time": core.NOW, "software": "example 1.0"}
    publish = {"n": 2, "proof": built.proof()}
    delivery = core.salt("example delivery")
    facts = {"delivery": delivery, "thread": core.salt("example thread"), "whole": True, "n": 1}
    lawful = {
        "lawful": ["report.mandatory", "feedback.request"],
        "otherwise": law_text.advice()["report.voluntary"],
    }
    refusal = {"code": "kind-not-lawful", "retry": "mended", "frame": 3, "pointer": "/kind"}
    return [
        ("HELLO, from the school", core.frames("HELLO", hello)),
        ("WELCOME, from the broker", welcome()),
        (
            "PUBLISH, from the school",
            core.frames("PUBLISH", publish, built.envelope, built.sections),
        ),
        ("RECEIPT, from the broker", answered("RECEIPT", 2, "accepted", built)),
        (DELIVERED, delivered(built, built.sections, **facts)),
        ("ACK, from the reception", ack(built, delivery)),
        (
            "PROBLEM, from the broker to the school, which is bound to report and sent the same"
            " as `report.voluntary`",
            answered("PROBLEM", 3, "refused", wrong, **refusal, **lawful),
        ),
    ]


def example() -> str:
    """The whole section."""
    text = f"The deployment is `{core.DEPLOYMENT}`. These keys are public.\n\n" + keys()
    for place, (title, frames) in enumerate(messages(), 1):
        text += shown(f"### 24.{place} {title}", frames)
        if title.startswith("PUBLISH"):
            text += hashed(report())
    return text.rstrip("\n") + "\n"


def page() -> str:
    """The specification with the example in its place."""
    before, rest = PAGE.read_text().split(BEGIN)
    return before + BEGIN + example() + END + rest.split(END)[1]


def main() -> int:
    """Writes or checks."""
    text = page()
    if "--check" in sys.argv[1:]:
        if PAGE.read_text() == text:
            return 0
        print("wire.md differs, run make_example.py", file=sys.stderr)
        return 1
    PAGE.write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
