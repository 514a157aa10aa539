#!/usr/bin/env python3
"""Checks the evidence of one delivery: Python, the package `cryptography`, and nothing else.

    python3 verify_evidence.py evidence.json [BROKER-KEY]

BROKER-KEY is the broker's public key as you got it from somebody else (43 characters): without it
you know that the parts fit together, and not who signed the head. Ends with 0 when all holds.
What each part is stands in protocols/audit.md and protocols/wire.md.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Wrong(Exception):
    """Something does not hold, and what."""


def require(holds: bool, what: str) -> None:
    """Ends with what does not hold."""
    if not holds:
        raise Wrong(what)


def h(*parts: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(b"".join(parts)).digest()


def un(text: str) -> bytes:
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64u(raw: bytes) -> str:
    """The same, written."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def signed(key: bytes, signature: bytes, text: bytes, what: str) -> None:
    """Ed25519."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except InvalidSignature:
        raise Wrong(what) from None


def root(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Where an inclusion path leads (RFC 9162, 2.1.3.2)."""
    require(0 <= index < size, "a leaf is outside its tree")
    position, last, at = index, size - 1, leaf
    for sibling in path:
        require(last > 0, "a path is too long")
        if position & 1 or position == last:
            at = h(b"\x01", sibling, at)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            at = h(b"\x01", at, sibling)
        position, last = position >> 1, last >> 1
    require(last == 0, "a path is too short")
    return at


def head(note: str, key: bytes, deployment: str) -> tuple[int, bytes]:
    """The size and root that a signed head says."""
    text, _, signatures = note.partition("\n\n")
    origin, size, encoded = text.split("\n")
    require(origin.rsplit("/", 1)[0] == deployment, "the head is another deployment's")
    name = h(f"{origin}\n".encode(), b"\x01", key)[:4]
    for line in signatures.splitlines():
        parts = line.split(" ")
        raw = base64.b64decode(parts[2])
        if parts[1] == origin and raw[:4] == name:
            signed(key, raw[4:], f"{text}\n".encode(), "the head's signature is wrong")
            return int(size), base64.b64decode(encoded)
    raise Wrong("the head is not signed by this key")


def sender(it: dict[str, Any], envelope: bytes) -> dict[str, Any]:
    """The envelope, signed by the agency: one signature over a batch (wire.md, 10)."""
    proof = it["proof"]
    path = [un(part) for part in proof["path"]]
    top = root(h(b"\x00", envelope), proof["index"], proof["size"], path)
    said = base64.b64encode(top).decode()
    text = f"samverkan/1 publish\n{it['deployment']}\n{proof['size']}\n{said}\n"
    signed(un(it["agencyKey"]), un(proof["signature"]), text.encode(), "the sender's signature")
    return json.loads(envelope)


def lines(it: dict[str, Any], envelope: dict[str, Any]) -> list[str]:
    """The class of each line that was shown; the envelope commits to them (wire.md, 9.2)."""
    raw = base64.b64decode(envelope["commitments"])
    promised = {raw[at:at + 32] for at in range(0, len(raw), 32)}
    shown = []
    for line in un(it["view"]).splitlines():
        name = json.loads(line)[1]["class"]
        if name == "padding":
            continue  # What opens the padding of a whole view.
        value = h(b"samverkan/1 section\n", f"{envelope['id']}\n".encode(), line)
        require(value in promised, "a line that the envelope does not commit to")
        shown.append(name)
    return shown


def check(it: dict[str, Any], key: bytes) -> list[str]:
    """What holds, a sentence each."""
    require(it["format"] == "samverkan-evidence/1", "another format")
    require(it["head"] is not None, "there is no signed head yet")
    size, top = head(it["head"], key, it["deployment"])
    said = []
    for item in it["statements"]:
        statement, leaf = un(item["statement"]), b"\x02"
        leaf += h(b"samverkan/1 leaf\n", un(item["salt"]), statement)
        if item["path"] is None:
            continue  # Younger than the head; the next evidence has it.
        path = [un(part) for part in item["path"]]
        require(root(h(b"\x00", leaf), item["leaf"], size, path) == top, "a statement's path")
        said.append(json.loads(statement))
    require(bool(said) and "entry" in said[0], "the intake is under no head")
    envelope_bytes = un(it["envelope"])
    envelope = sender(it, envelope_bytes)
    shown = lines(it, envelope)
    # The statement of the intake names the receipt, the receipt the message.
    receipt = json.loads(un(it["receipt"]))
    require(said[0]["entry"]["answer"] == b64u(h(un(it["receipt"]))), "the receipt")
    digest = h(b"samverkan/1 digest\n", h(envelope_bytes), un(it["sections"]))
    require(receipt["digest"] == b64u(digest), "the receipt is for another message")
    # What was decided, and by which rules.
    begun = [item for part in said for item in part.get("decided", [])]
    mine = [item for item in begun if item["delivery"] == it["delivery"]]
    require(len(mine) == 1 and mine[0]["function"] == it["recipient"], "the delivery")
    require(mine[0]["decided"] == b64u(h(un(it["decided"]))), "what was decided")
    noted = {part["handOver"] for part in said if "handOver" in part}
    notes = [un(note) for note in it["handOvers"]]
    require(all(b64u(h(note)) in noted for note in notes), "a hand-over")
    last = json.loads(un(it["decided"]))
    for note in notes:
        last = json.loads(note).get("disclosure", json.loads(un(it["decided"])))
    require(last["digest"] == it["law"], "another law decided")
    allowed = [part["class"] for part in last["sections"] if part["shown"]]
    require(shown == allowed, "what was shown is not what was decided")
    moves = [item for part in said for item in part.get("standings", [])]
    states = [item["state"] for item in moves if item["delivery"] == it["delivery"]]
    return [
        f"signed head over {size} leaves, {len(said)} statements under it",
        f"sent by {envelope['source']}, its signature over one envelope of {it['proof']['size']}",
        f"accepted {receipt['accepted']}, reference {receipt['reference']}",
        f"to {it['recipient']}: {', '.join(allowed)}; law {it['law']}",
        f"rules: {', '.join(sorted({part['rule'] for part in last['sections']}))}",
        f"since then: {', '.join(states) or 'waiting'}; handed over {len(notes)} times",
    ]


def main(arguments: list[str]) -> int:
    """Reads the file, tells what holds, or what does not."""
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 64
    with open(arguments[0], encoding="utf-8") as file:
        it = json.load(file)
    try:
        if len(arguments) == 2:
            require(arguments[1] == it["brokerKey"], "the evidence names another broker's key")
        for sentence in check(it, un(it["brokerKey"])):
            print(sentence)
    except (Wrong, KeyError, ValueError) as error:
        print(f"DOES NOT HOLD: {error}")
        return 65
    if len(arguments) == 1:
        print("the key is the one in the file: compare it with one that you got elsewhere")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
