"""Writes the worked example into protocols/wire.md, so that every byte of it is true.

python make_example.py            writes it
python make_example.py --check    says whether it is what would be written
"""

from __future__ import annotations

import sys
from pathlib import Path

from making import core
from making.message import BROKER, RECEPTION, SCHOOL, Draft, handling, matter, person
from making.numbers import TEST_NUMBERS

PAGE = Path(__file__).resolve().parents[2] / "protocols" / "wire.md"
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


def report() -> Draft:
    """The concern of the example."""
    child = person("K7QA", TEST_NUMBERS[0])
    text = {"observed": "Kom utan jacka och mat tre dagar i rad.", "effect": "Fryser, är trött."}
    parts = [
        ("matter", [], matter()),
        ("handling", [], handling(child)),
        ("narrative", ["K7QA"], text),
    ]
    return Draft("worked example", parts)


def example() -> str:
    """The whole section."""
    built = report().build()
    truth = built.truth()
    hello = {"n": 1, "time": core.NOW, "software": "example 1.0"}
    root = core.tree_root([core.leaf_hash(built.envelope)])
    leaf = core.compact(
        {
            "receipt": "samverkan/1",
            "outcome": "accepted",
            "source": "urn:samverkan:school",
            "id": built.draft.id,
            "digest": truth["digest"],
            "reference": "7K3M-Q9TX-4HBW",
            "answerable": "reception.mottagning",
            "accepted": "2026-11-21T20:00:01Z",
            "awaits": [],
            "nonce": core.salt("example nonce"),
        }
    )
    answer = {"n": 2, "proof": core.proof(BROKER, [leaf], 0, "receipt")}
    ack = core.compact(
        {
            "ack": "samverkan/1",
            "items": [
                {
                    "delivery": core.salt("example delivery"),
                    "view": core.view_digest(built.envelope, built.sections),
                    "state": "received",
                }
            ],
        }
    )
    acked = {"n": 1, "proof": core.proof(RECEPTION, [ack], 0, "ack")}
    publish = core.frames(
        "PUBLISH", {"n": 2, "proof": built.proof()}, built.envelope, built.sections
    )
    commitments = "\n".join(
        f"line {place}      {core.b64u(value)}" for place, value in enumerate(built.opened)
    )
    facts = (
        f"{commitments}\npaddings    {built.padding}\ndigest      {truth['digest']}\n"
        f"leaf hash   {truth['leafHash']}\nroot        {truth['root']} (a batch of one)"
    )
    signed = core.signed_text("publish", core.DEPLOYMENT, 1, root)
    return (
        "".join(
            [
                f"The deployment is `{core.DEPLOYMENT}`. These keys are public.\n\n",
                keys(),
                shown("### 24.1 HELLO, from the school", core.frames("HELLO", hello)),
                shown("### 24.2 PUBLISH, from the school", publish),
                "What was hashed on the way:\n\n",
                block(facts),
                "What the school signed:\n\n",
                block(dump(signed, 160)),
                shown("### 24.3 RECEIPT, from the broker", core.frames("RECEIPT", answer, leaf)),
                shown(
                    "### 24.4 ACK, from the reception, which got the message whole",
                    core.frames("ACK", acked, ack),
                ),
            ]
        ).rstrip("\n")
        + "\n"
    )


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
