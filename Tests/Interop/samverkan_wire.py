"""The bytes of the protocol, written from protocols/wire.md and nothing else: no socket, no clock
but for `sent`, and nothing about a person in an error.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

import samverkan_anonymous
import strict_json
from strict_json import Problem

BATCH, STEP = 64, 4096
PRIME = 2**255 - 19
EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL_ORDER = {0, 1, PRIME - 1, PRIME, PRIME + 1, EIGHTH, PRIME - EIGHTH}
OBLIGATIONS = {"withhold-from-guardians"}
USUAL = {"report.mandatory": ("child-protection", "sol-19-1")}
USUAL |= {"report.voluntary": ("child-protection", "sol-19-4")}
USUAL |= {kind: ("feedback", "sol-19-6") for kind in ("feedback.request", "feedback")}
USUAL |= {"notice.police": ("child-protection", "pl-6")}
USUAL |= {"meeting.invitation": ("child-protection", "sol-19-5")}
USUAL |= {"inquiry.request": ("child-protection", "sol-20-6")}
USUAL |= {"inquiry.response": ("child-protection", "sol-20-6")}
USUAL |= {"contact.early": ("early-support", "sol-11-5")}
USUAL |= {"plan.summons": ("care-coordination", "sol-10-8")}
Json = dict[str, Any]


def b64u(octets: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def unb64u(text: Any, size: int, code: str) -> bytes:
    """The bytes of canonical base64url without padding; another size is the problem named."""
    try:
        octets = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Problem(code) from None
    if len(octets) != size or b64u(octets) != text:
        raise Problem(code)
    return octets


def compact(value: Any) -> bytes:
    """JSON without whitespace."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def digest(*parts: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(b"".join(parts)).digest()


def tag(purpose: str) -> bytes:
    """T(purpose)."""
    return f"samverkan/1 {purpose}\n".encode()


def key_id(public: bytes) -> str:
    """The short name of a signing key."""
    return b64u(digest(tag("key"), public)[:12])


def commitment(message: str, line: bytes) -> bytes:
    """What an envelope promises about a line."""
    return digest(tag("section"), f"{message}\n".encode(), line)


def paddings(message: str, seed: str, count: int) -> list[bytes]:
    """What an envelope promises about nothing."""
    return [
        digest(tag("padding"), f"{message}\n{seed}\n{index}".encode()) for index in range(count)
    ]


def now() -> str:
    """This second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_key(path: Path, name: str) -> bytes:
    """A quoted value of a ZPL file that nobody else may read."""
    if os.stat(path).st_mode & 0o077:
        raise PermissionError(f"{path} is readable by others, set its mode to 600")
    for row in path.read_text().splitlines():
        key, _, value = row.partition("=")
        if key.strip() == name:
            return value.strip().strip('"').encode()
    raise ValueError(f"{path} has no {name}")


@dataclass(frozen=True)
class Connection:
    """What the operator of the broker handed over, with the keys read."""

    facts: Json
    signer: Ed25519PrivateKey
    curve: tuple[bytes, bytes]

    @staticmethod
    def load(file: str | Path) -> Connection:
        """Reads connection.json and the two key files it names."""
        path = Path(file)
        facts = strict_json.read(path.read_bytes())
        curve = path.parent / facts["curveKey"]
        seed = read_key(path.parent / facts["signingKey"], "secret-key").decode()
        signer = Ed25519PrivateKey.from_private_bytes(unb64u(seed, 32, "bad-request"))
        pair = (read_key(curve, "public-key"), read_key(curve, "secret-key"))
        return Connection(facts, signer, pair)

    @property
    def audience(self) -> str:
        """The deployment."""
        return str(self.facts["deployment"])

    def sign(self, leaves: Sequence[bytes], purpose: str) -> list[Json]:
        """A proof for each of up to 64 leaves, with one signature."""
        hashes = [digest(b"\0", leaf) for leaf in leaves]
        root = subtree(hashes)
        signature = b64u(self.signer.sign(signed(purpose, self.audience, len(leaves), root)))
        return [
            {"size": len(leaves), "index": index, "path": path(hashes, index)}
            | {"signature": signature}
            for index in range(len(leaves))
        ]


def subtree(hashes: Sequence[bytes]) -> bytes:
    """The root of RFC 9162 over leaf hashes."""
    if len(hashes) == 1:
        return hashes[0]
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    return digest(b"\1", subtree(hashes[:middle]), subtree(hashes[middle:]))


def path(hashes: Sequence[bytes], index: int) -> list[str]:
    """The inclusion path of RFC 9162, from the leaf upwards."""
    if len(hashes) == 1:
        return []
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    left, right = hashes[:middle], hashes[middle:]
    if index < middle:
        return [*path(left, index), b64u(subtree(right))]
    return [*path(right, index - middle), b64u(subtree(left))]


def signed(purpose: str, audience: str, size: int, root: bytes) -> bytes:
    """The bytes a signature covers."""
    return tag(purpose) + f"{audience}\n{size}\n{base64.b64encode(root).decode()}\n".encode()


def root_from(proof: Any, leaf: bytes) -> bytes:
    """The root a proof leads to from its leaf; refuses every wrong form."""
    form = isinstance(proof, dict) and isinstance(proof.get("path"), list)
    if not form or any(type(proof.get(name)) is not int for name in ("size", "index")):
        raise Problem("bad-proof")
    size, index = proof["size"], proof["index"]
    steps = iter([unb64u(step, 32, "bad-proof") for step in proof["path"]])
    if not 0 <= index < size <= BATCH or not isinstance(proof.get("signature"), str):
        raise Problem("bad-proof")

    def climb(index: int, size: int) -> bytes:
        if size == 1:
            return digest(b"\0", leaf)
        middle = 1 << (size - 1).bit_length() - 1
        right = index >= middle
        below = climb(index - middle, size - middle) if right else climb(index, middle)
        step = next(steps, None)
        if step is None:
            raise Problem("bad-proof")
        return digest(b"\1", step, below) if right else digest(b"\1", below, step)

    root = climb(index, size)
    if next(steps, None) is not None:
        raise Problem("bad-proof")
    return root


def verify(proof: Any, leaf: bytes, keys: Iterable[bytes], purpose: str, audience: str) -> bytes:
    """The root, if one of the keys signed it for this purpose and audience."""
    root = root_from(proof, leaf)
    signature = unb64u(proof["signature"], 64, "bad-proof")
    for key in keys:
        if int.from_bytes(key, "little") & 2**255 - 1 in SMALL_ORDER:
            raise Problem("small-order-key")
        try:
            text = signed(purpose, audience, proof["size"], root)
            Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
            return root
        except InvalidSignature:
            continue
    raise Problem("bad-signature")


@dataclass(frozen=True)
class Message:
    """A message ready to be sent, as often as it must be."""

    id: str
    envelope: bytes
    sections: bytes

    @property
    def digest(self) -> str:
        """Its name by its bytes."""
        return b64u(digest(tag("digest"), digest(self.envelope), digest(self.sections)))


def compose(document: Json, connection: Connection, name: str | None = None) -> Message:
    """Makes the frames of the document that a user writes; see concern.schema.json.

    A consultation that may tell whom it is about is stopped first: `Identifying` names each trace.
    """
    samverkan_anonymous.check(document)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    tags: dict[str, str] = {}
    for person in document["handling"]["persons"]:
        fresh = "".join(secrets.choice(letters) for _ in range(4))
        while fresh in tags.values():
            fresh = "".join(secrets.choice(letters) for _ in range(4))
        tags[person["tag"]] = fresh
    people = [person | {"tag": tags[person["tag"]]} for person in document["handling"]["persons"]]
    told = document["handling"] | {"persons": people}
    told |= {key: renamed(told[key], tags) for key in ("waiver", "withdrawal") if key in told}
    purpose, basis = USUAL.get(document["kind"], ("", ""))
    matter = {"kind": document["kind"], "unit": document["unit"]}
    matter["conversation"] = document.get("conversation") or str(uuid.uuid4())
    matter |= {"sent": now(), "purpose": document.get("purpose", purpose)}
    matter["basis"] = document.get("basis", basis)
    parts: list[tuple[str, list[str], Any]]
    parts = [("matter", [], matter), ("handling", [], told)]
    for section in document["sections"]:
        about = [tags[name] for name in section["about"]]
        parts.append((section["class"], about, section["body"]))
    return sealed(name or str(uuid.uuid4()), parts, connection)


def renamed(value: Any, tags: dict[str, str]) -> Any:
    """What a consent says of persons, under the message's own tags."""
    if isinstance(value, list):
        return [renamed(one, tags) for one in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name, part in value.items():
        if name in ("person", "signatory") and isinstance(part, str):
            made[name] = tags.get(part, part)
        elif name == "for":
            made[name] = [tags.get(one, one) for one in part]
        else:
            made[name] = renamed(part, tags)
    return made


def sealed(
    name: str, parts: Sequence[tuple[str, list[str], Any]], connection: Connection
) -> Message:
    """Lines, padding, commitments and envelope of the parts."""
    lines = []
    for kind, about, body in parts:
        label = {"class": kind, "about": about}
        lines.append(compact([b64u(secrets.token_bytes(16)), label, body]))
    lines.sort(key=lambda line: commitment(name, line))
    count = (16 if len(lines) <= 15 else 64) - len(lines)
    seed = b64u(secrets.token_bytes(16))
    values = sorted([commitment(name, line) for line in lines] + paddings(name, seed, count))
    lines.append(compact([seed, {"class": "padding"}, count]))
    envelope = {
        "specversion": "1.0",
        "type": "se.samverkan.signed.v1",
        "id": name,
        "source": "urn:samverkan:" + connection.facts["agency"],
        "audience": connection.audience,
        "keyid": key_id(connection.signer.public_key().public_bytes_raw()),
        "commitments": base64.b64encode(b"".join(values)).decode(),
    }
    return Message(name, compact(envelope), b"".join(line + b"\n" for line in lines))


@dataclass(frozen=True)
class Receipt:
    """A receipt whose signature was verified; leaf and proof prove it to anyone."""

    leaf: bytes
    proof: Json
    content: Json


@dataclass(frozen=True)
class Section:
    """One line that was shown."""

    name: str
    about: list[str]
    body: Any


@dataclass(frozen=True)
class Delivery:
    """A delivery whose signature and commitments were verified."""

    header: Json
    envelope: Json
    digest: str
    sections: list[Section]

    @property
    def id(self) -> str:
        """Names the delivery in an acknowledgement."""
        return str(self.header["delivery"])

    @property
    def repeats(self) -> tuple[str, str]:
        """Equal for a repeat alone: another delivery may show the same, and must be handed on."""
        return self.id, self.digest

    def bodies(self, name: str) -> list[Any]:
        """The bodies of one class."""
        return [section.body for section in self.sections if section.name == name]


def read_delivery(
    frames: Sequence[bytes], audience: str, broker_keys: Sequence[bytes]
) -> Delivery:
    """Verifies the publisher's signature and that every line was promised."""
    if sum(map(len, frames)) % STEP:
        raise Problem("bad-padding")
    header = strict_json.read(frames[1])
    duties = header.get("obligations")
    if not isinstance(duties, list) or len({*duties}) < len(duties) or not {*duties} <= OBLIGATIONS:
        raise Problem("bad-header")
    envelope = strict_json.read(frames[2])
    key = unb64u(header["key"], 32, "unknown-key")
    spoken = envelope["source"] == "urn:samverkan:broker"
    if key_id(key) != envelope["keyid"] or spoken != (key in broker_keys):
        raise Problem("unknown-key")
    if envelope["audience"] != audience:
        raise Problem("wrong-audience")
    verify(header["proof"], frames[2], [key], "publish", audience)
    raw = base64.b64decode(envelope["commitments"], validate=True)
    promised = [raw[at : at + 32] for at in range(0, len(raw), 32)]
    lines = list(split(frames[3]))
    padding: Any = strict_json.read(lines.pop()) if header["whole"] else ["", None, 0]
    read = [strict_json.read(line) for line in lines]
    salts = [line[0] for line in [*read, padding]]
    if len(set(salts)) != len(salts):
        raise Problem("repeated-salt")
    opened = [commitment(envelope["id"], line) for line in lines]
    every = opened + paddings(envelope["id"], padding[0], padding[2])
    right = sorted(every) == promised if header["whole"] else set(opened) <= set(promised)
    if not right or opened != sorted(opened):
        raise Problem("commitment-mismatch")
    view = b64u(digest(tag("view"), digest(frames[2]), digest(frames[3])))
    shown = [Section(label["class"], label["about"], body) for _, label, body in read]
    return Delivery(header, envelope, view, shown)


def split(view: bytes) -> Iterator[bytes]:
    """The lines, split at LF and nowhere else."""
    if not view.endswith(b"\n"):
        raise Problem("bad-sections")
    yield from view[:-1].split(b"\n")


def acknowledgement(deliveries: Sequence[Delivery], state: str, case: str | None = None) -> bytes:
    """The ack document for up to 64 deliveries."""
    more = {} if case is None else {"case": case}
    items = [{"delivery": one.id, "view": one.digest, "state": state} | more for one in deliveries]
    return compact({"ack": "samverkan/1", "items": items})
