"""The arithmetic of the wire, written apart from every other implementation of it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEED = b"samverkan golden vectors, edition 1"
ORDER = 2**252 + 27742317777372353535851937790883648493
DEPLOYMENT = "ovning.norrkoping"
NOW = "2026-11-21T20:00:00Z"


def random_bytes(label: str, count: int) -> bytes:
    """Bytes that look random and are the same in every run, one stream per label."""
    stream = b""
    block = 0
    while len(stream) < count:
        stream += hashlib.sha256(SEED + label.encode() + block.to_bytes(4, "big")).digest()
        block += 1
    return stream[:count]


def b64(octets: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(octets).decode()


def b64u(octets: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def compact(value: Any) -> bytes:
    """JSON without whitespace, non-ASCII letters as themselves."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def sha(*parts: bytes) -> bytes:
    """SHA-256 of the parts one after another."""
    return hashlib.sha256(b"".join(parts)).digest()


def tagged(purpose: str) -> bytes:
    """T(purpose), the prefix that keeps one use of a hash or a key apart from another."""
    return b"samverkan/1 " + purpose.encode() + b"\n"


def uuid4(label: str) -> str:
    """A lower-case version 4 UUID that belongs to the label."""
    raw = bytearray(random_bytes("uuid " + label, 16))
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def salt(label: str) -> str:
    """Sixteen bytes of salt, a seed or a nonce."""
    return b64u(random_bytes("salt " + label, 16))


class Signer:
    """One Ed25519 key that belongs to a label."""

    def __init__(self, label: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(random_bytes("key " + label, 32))
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, octets: bytes) -> bytes:
        """The 64-byte signature."""
        return self._key.sign(octets)


class SmallOrderSigner:
    """The identity point as a key: S=1 and R=B verify for any message, with no secret at all."""

    public = b"\x01" + bytes(31)

    def sign(self, octets: bytes) -> bytes:
        """A signature that a careless verifier takes for true."""
        base_point = bytes.fromhex("58" + "66" * 31)
        return base_point + (1).to_bytes(32, "little")


def keyid(public: bytes) -> str:
    """The short name of a public key."""
    return b64u(sha(tagged("key"), public)[:12])


def section_commitment(message: str, line: bytes) -> bytes:
    """What the envelope promises about one line."""
    return sha(tagged("section"), message.encode(), b"\n", line)


def padding_commitment(message: str, seed: str, index: int) -> bytes:
    """What the envelope promises about nothing."""
    parts = (message, seed, str(index))
    return sha(tagged("padding"), "\n".join(parts).encode())


def message_digest(envelope: bytes, sections: bytes) -> str:
    """The name of a whole message by its bytes."""
    return b64u(sha(tagged("digest"), sha(envelope), sha(sections)))


def view_digest(envelope: bytes, view: bytes) -> str:
    """The name of what one recipient was shown."""
    return b64u(sha(tagged("view"), sha(envelope), sha(view)))


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 9162 2.1.1, the leaf."""
    return sha(b"\x00", leaf)


def tree_root(hashes: list[bytes]) -> bytes:
    """RFC 9162 2.1.1, the recursive definition as it stands there."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha(b"\x01", tree_root(hashes[:split]), tree_root(hashes[split:]))


def tree_path(hashes: list[bytes], index: int) -> list[bytes]:
    """RFC 9162 2.1.3.1, the inclusion path from the leaf upwards."""
    if len(hashes) == 1:
        return []
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    if index < split:
        return tree_path(hashes[:split], index) + [tree_root(hashes[split:])]
    return tree_path(hashes[split:], index - split) + [tree_root(hashes[:split])]


def signed_text(purpose: str, audience: str, size: int, root: bytes) -> bytes:
    """The bytes a signature covers."""
    return tagged(purpose) + f"{audience}\n{size}\n{b64(root)}\n".encode()


def proof(
    signer: Signer | SmallOrderSigner,
    leaves: list[bytes],
    index: int,
    purpose: str = "publish",
    audience: str = DEPLOYMENT,
) -> dict[str, Any]:
    """A proof that the leaf at the index is among the leaves that were signed."""
    hashes = [leaf_hash(leaf) for leaf in leaves]
    text = signed_text(purpose, audience, len(hashes), tree_root(hashes))
    return {
        "size": len(hashes),
        "index": index,
        "path": [b64u(step) for step in tree_path(hashes, index)],
        "signature": b64u(signer.sign(text)),
    }


def frames(
    command: str, header: dict[str, Any] | bytes, *payload: bytes, pad_to: int = 0
) -> list[bytes]:
    """The frames of a message; PUBLISH and DELIVER are filled to a multiple of 4096 bytes."""
    name = ("samverkan/1 " + command).encode()
    head = header if isinstance(header, bytes) else compact(header)
    if command in ("PUBLISH", "DELIVER"):
        total = len(name) + len(head) + sum(map(len, payload))
        head += b" " * (-total % 4096)
    return [name, head + b" " * max(0, pad_to - len(head)), *payload]


def vector(
    name: str,
    about: str,
    purpose: str,
    octets: Iterable[bytes],
    context: dict[str, Any],
    expect: dict[str, Any],
) -> dict[str, Any]:
    """One vector as it stands in its file."""
    return {
        "name": name,
        "about": about,
        "purpose": purpose,
        "frames": [b64(frame) for frame in octets],
        "context": context,
        "expect": expect,
    }


def refused(code: str, frame: int | None = None, pointer: str | None = None) -> dict[str, Any]:
    """The expectation that a message is refused."""
    expect: dict[str, Any] = {"problem": code}
    if frame is not None:
        expect["frame"] = frame
    if pointer is not None:
        expect["pointer"] = pointer
    return expect
