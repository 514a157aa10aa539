"""What an outsider checks of an audit tree, from protocols/audit.md and with nothing of ours."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


@dataclass(frozen=True)
class Head:
    """The head of a tree: whose, how many leaves, which root."""

    origin: str
    size: int
    root: bytes


def head(note: str, key: bytes) -> Head | None:
    """The head that a signed note says; None unless this key signed it."""
    text, _, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if len(lines) != 3:
        return None
    origin, size, root = lines
    name = hashlib.sha256(origin.encode() + b"\n\x01" + key).digest()[:4]
    for line in signatures.splitlines():
        dash, who, encoded = line.split(" ")
        bytes_ = base64.b64decode(encoded)
        if (dash, who, bytes_[:4]) != ("\u2014", origin, name):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(bytes_[4:], (text + "\n").encode())
        except InvalidSignature:
            return None
        return Head(origin, int(size), base64.b64decode(root))
    return None


def leaf(salt: str, statement: bytes) -> bytes:
    """The value of the leaf that commits to a statement."""
    salted = base64.urlsafe_b64decode(salt + "==") + statement
    return b"\x02" + hashlib.sha256(b"samverkan/1 leaf\n" + salted).digest()


def root(values: list[bytes]) -> bytes:
    """The root over leaves (RFC 9162, 2.1.1)."""
    if not values:
        return hashlib.sha256(b"").digest()
    if len(values) == 1:
        return hashlib.sha256(b"\x00" + values[0]).digest()
    half = 1 << (len(values) - 1).bit_length() - 1
    both = root(values[:half]) + root(values[half:])
    return hashlib.sha256(b"\x01" + both).digest()
