#!/usr/bin/env python3
"""Checks the evidence of one delivery: Python, the package `cryptography`, and nothing else.

    python3 verify_evidence.py evidence.json [BROKER-KEY]

BROKER-KEY is the broker's public key as you got it from somebody else (43 characters): without it
you know that the parts fit together, and not who signed the head. Ends with 0 when all holds, with
75 when no signed head is over it yet. What `rules` cites is told by whoever exported it: the law's
file, whose hash stands in `law`, says it itself.
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


class Early(Exception):
    """No head is over all of it yet."""


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


def sender(it: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """The envelope, signed by the agency: one signature over a batch (wire.md, 10)."""
    proof, key = it["proof"], un(it["agencyKey"])
    envelope: dict[str, Any] = json.loads(raw)
    require(envelope["keyid"] == b64u(h(b"samverkan/1 key\n", key)[:12]), "the sender's key")
    require(envelope["audience"] == it["deployment"], "the message is another deployment's")
    path = [un(part) for part in proof["path"]]
    top = root(h(b"\x00", raw), proof["index"], proof["size"], path)
    said = base64.b64encode(top).decode()
    text = f"samverkan/1 publish\n{it['deployment']}\n{proof['size']}\n{said}\n"
    signed(key, un(proof["signature"]), text.encode(), "the sender's signature")
    return envelope


def lines(it: dict[str, Any], envelope: dict[str, Any]) -> list[str]:
    """The class of each line that was shown; the envelope commits to them (wire.md, 9.2)."""
    raw = base64.b64decode(envelope["commitments"])
    promised = [raw[at:at + 32] for at in range(0, len(raw), 32)]
    shown, name = [], f"{envelope['id']}\n".encode()
    given = un(it["view"]).splitlines()
    for number, line in enumerate(given):
        salt, label, body = json.loads(line)
        if label == {"class": "padding"}:
            # Only a whole view has it, at its end: it opens all that is committed to and no line.
            require(number == len(given) - 1, "padding before the end")
            head = b"samverkan/1 padding\n" + name + salt.encode() + b"\n"
            opened = {h(head, str(count).encode()) for count in range(body)}
            require(opened == set(promised) and len(opened) == body, "the padding")
            continue
        value = h(b"samverkan/1 section\n", name, line)
        require(value in promised, "a line that the envelope does not commit to, or twice")
        promised.remove(value)
        shown.append(label["class"])
    return shown


def history(it: dict[str, Any], size: int, top: bytes) -> list[dict[str, Any]]:
    """The statements that lie under the head, in the order of their leaves."""
    said, last = [], -1
    for item in it["statements"]:
        statement, leaf = un(item["statement"]), b"\x02"
        leaf += h(b"samverkan/1 leaf\n", un(item["salt"]), statement)
        if item["path"] is None:
            continue  # Younger than the head; the next evidence has it.
        require(item["leaf"] > last, "statements out of order")
        last = item["leaf"]
        path = [un(part) for part in item["path"]]
        require(root(h(b"\x00", leaf), item["leaf"], size, path) == top, "a statement's path")
        said.append(json.loads(statement))
    return said


def decided(it: dict[str, Any], said: list[dict[str, Any]]) -> dict[str, str]:
    """What was decided for each delivery of the concern: by its intake, or by what moved one on."""
    known: dict[str, str] = {}
    for number, part in enumerate(said):
        moved = {item["delivery"] for item in part.get("standings", [])}
        require(moved <= set(known) or number == 0, "a statement about another concern")
        kind = part.get("entry", {}).get("kind", "")
        require(number == 0 or kind in ("", "decision", "ruling"), "a second intake")
        begun = {item["delivery"]: item for item in part.get("decided", [])}
        require(number == 0 or bool(moved) or not begun, "a statement about another concern")
        known |= {name: item["decided"] for name, item in begun.items()}
        if it["delivery"] in begun:
            require(begun[it["delivery"]]["function"] == it["recipient"], "the recipient")
    require(it["delivery"] in known, "the delivery is none of this concern's")
    return known


def check(it: dict[str, Any], key: bytes) -> list[str]:
    """What holds, a sentence each."""
    require(it["format"] == "samverkan-evidence/1", "another format")
    if it["head"] is None:
        raise Early
    size, top = head(it["head"], key, it["deployment"])
    said = history(it, size, top)
    if len(said) < len(it["statements"]) and not said:
        raise Early
    require(bool(said) and "entry" in said[0], "the intake")
    raw = un(it["envelope"])
    envelope = sender(it, raw)
    shown = lines(it, envelope)
    accepted = "the sender stays unnamed, and so does the receipt"
    if it["receipt"] is not None:
        # The statement of the intake names the receipt, the receipt the message.
        receipt = json.loads(un(it["receipt"]))
        require(said[0]["entry"]["answer"] == b64u(h(un(it["receipt"]))), "the receipt")
        digest = h(b"samverkan/1 digest\n", h(raw), un(it["sections"]))
        named = (receipt["outcome"], receipt["source"], receipt["id"], receipt["digest"])
        mine = ("accepted", envelope["source"], envelope["id"], b64u(digest))
        require(named == mine, "the receipt is for another message")
        accepted = f"accepted {receipt['accepted']}, reference {receipt['reference']}"
    require(decided(it, said)[it["delivery"]] == b64u(h(un(it["decided"]))), "what was decided")
    moves = [item for part in said for item in part.get("standings", [])]
    moves = [item for item in moves if item["delivery"] == it["delivery"]]
    versions = [item["version"] for item in moves]
    require(versions == list(range(2, 2 + len(versions))), "a standing is missing")
    noted = [part["handOver"] for part in said if "handOver" in part]
    last = json.loads(un(it["decided"]))
    for note in map(un, it["handOvers"]):
        told = json.loads(note)
        require(told["delivery"] == it["delivery"], "a hand-over of another delivery")
        if b64u(h(note)) not in noted:
            raise Early
        last = told.get("disclosure", json.loads(un(it["decided"])))
    tried = max([item["attempts"] for item in moves], default=0)
    require(len(it["handOvers"]) >= tried, "a hand-over is missing")
    require(last["digest"] == it["law"], "another law decided")
    allowed = [part["class"] for part in last["sections"] if part["shown"]]
    require(shown == allowed, "what was shown is not what was decided")
    states = [item["state"] for item in moves]
    return [
        f"signed head over {size} leaves, {len(said)} statements under it",
        f"sent by {envelope['source']}, with its signature",
        accepted,
        f"to {it['recipient']}: {', '.join(allowed)}",
        f"by the law whose file has the hash {it['law']}, rules "
        + ", ".join(sorted({part["rule"] for part in last["sections"]})),
        f"since then: {', '.join(states) or 'waiting'}; handed over {len(it['handOvers'])} times",
        "not seen here: what has been left out at the end, and whether the keys are theirs",
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
    except Early:
        print("NOT YET: no signed head is over it; export it again, ten minutes later at most")
        return 75
    except (Wrong, LookupError, TypeError, AttributeError, ValueError) as error:
        print(f"DOES NOT HOLD: {error}")
        return 65
    if len(arguments) == 1:
        print("the broker's key is the one in the file: compare it with one that you got elsewhere")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
