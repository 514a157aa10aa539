"""Proofs, signatures and keys."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from making import core
from making.core import ORDER, refused, vector
from making.message import BROKER, SCHOOL, Draft, context, known_key
from making.topic_envelope import bad, good


def decoded(text: str) -> bytes:
    """The bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def batches() -> list[dict[str, Any]]:
    """One signature over up to 64 envelopes."""
    shapes = [(0, 2), (1, 2), (2, 3), (4, 5), (6, 7), (0, 64), (37, 64), (63, 64)]
    return [
        good(
            f"proof-{index}-of-{size}",
            f"Envelope {index} of a batch of {size}.",
            Draft(f"proof-{index}-of-{size}", batch=(index, size)),
        )
        for index, size in shapes
    ]


Change = Callable[[dict[str, Any]], dict[str, Any]]


def put(**changes: Any) -> Change:
    """A hook that puts other members into the proof."""
    return lambda made: made | changes


def flipped(made: dict[str, Any], name: str) -> dict[str, Any]:
    """The signature or the first step of the path with one bit changed."""
    text = made[name] if name == "signature" else made[name][0]
    octets = bytearray(decoded(text))
    octets[5] ^= 4
    changed = core.b64u(bytes(octets))
    return made | {name: changed if name == "signature" else [changed, *made[name][1:]]}


def above_order(made: dict[str, Any]) -> dict[str, Any]:
    """The same signature with S + L for S, which a careless verifier takes."""
    octets = decoded(made["signature"])
    larger = int.from_bytes(octets[32:], "little") + ORDER
    return made | {"signature": core.b64u(octets[:32] + larger.to_bytes(32, "little"))}


def forms() -> list[dict[str, Any]]:
    """The form of a proof."""

    def f(name: str, about: str, hook: Change, batch: tuple[int, int] = (0, 1)) -> dict[str, Any]:
        return bad(name, about, "bad-proof", 1, on_proof=hook, batch=batch)

    def without(member: str) -> Change:
        return lambda made: {key: value for key, value in made.items() if key != member}

    return [
        f("proof-65", "A batch of 65.", lambda made: made, (0, 65)),
        f("proof-size-zero", "A batch of nothing.", put(size=0)),
        f("proof-size-negative", "A batch below nothing.", put(size=-1)),
        f("proof-size-text", "A size as text.", put(size="1")),
        f("proof-index-size", "An index equal to the size.", put(index=1)),
        f("proof-index-negative", "An index below zero.", put(index=-1)),
        f("proof-path-long", "A step for a batch of one.", put(path=[core.b64u(bytes(32))])),
        f(
            "proof-path-short",
            "A path without its last step.",
            lambda made: made | {"path": made["path"][:-1]},
            (2, 5),
        ),
        f("proof-path-text", "A path that is no list.", put(path="")),
        f("proof-step-31", "A step of 31 bytes.", put(path=[core.b64u(bytes(31))]), (0, 2)),
        f(
            "proof-step-padded",
            "A step with padding.",
            put(path=[core.b64u(bytes(32)) + "="]),
            (0, 2),
        ),
        f("proof-step-loose", "A step with unused bits.", put(path=["A" * 42 + "B"]), (0, 2)),
        f("proof-signature-63", "A signature of 63 bytes.", put(signature=core.b64u(bytes(63)))),
        f("proof-signature-65", "A signature of 65 bytes.", put(signature=core.b64u(bytes(65)))),
        f("proof-signature-alphabet", "The other alphabet.", put(signature="+" * 85 + "w")),
        f("proof-signature-loose", "Unused bits that are not zero.", put(signature="A" * 85 + "B")),
        f("proof-no-signature", "No signature.", without("signature")),
        f("proof-no-path", "No path.", without("path")),
        bad("proof-array", "A proof that is a list.", "bad-proof", 1, on_proof=lambda made: [made]),
        bad("proof-null", "No proof.", "bad-proof", 1, on_proof=lambda made: None),
    ]


def signatures() -> list[dict[str, Any]]:
    """A proof of the right form that is not true."""

    def s(name: str, about: str, **spoils: Any) -> dict[str, Any]:
        return bad(name, about, "bad-signature", **spoils)

    return [
        s(
            "signature-flipped",
            "One bit of the signature.",
            on_proof=lambda made: flipped(made, "signature"),
        ),
        s("signature-zero", "A signature of zeroes.", on_proof=put(signature=core.b64u(bytes(64)))),
        s("signature-above-order", "S is not reduced.", on_proof=above_order),
        s("signature-receipt", "Signed as a receipt.", purpose="receipt"),
        s("signature-ack", "Signed as an acknowledgement.", purpose="ack"),
        s(
            "signature-path-flipped",
            "One bit of the path.",
            batch=(0, 2),
            on_proof=lambda made: flipped(made, "path"),
        ),
        s(
            "signature-index",
            "Another index with a path of the same length.",
            batch=(0, 4),
            on_proof=put(index=1),
        ),
        s(
            "signature-size",
            "Another size with a path of the same length.",
            batch=(0, 4),
            on_proof=put(size=3),
        ),
        changed_envelope(),
        bad_audience(),
        of_another_key(),
    ]


def changed_envelope() -> dict[str, Any]:
    """An envelope that was changed after it was signed."""
    octets = Draft("signature-envelope").build().frames()
    octets[2] = recommitted(octets[2])
    known = context(keys=[known_key(SCHOOL), known_key(core.Signer("school, second"))])
    about = "The envelope changed after it was signed."
    return vector(
        "signature-envelope", about, "publish", octets, known, refused("bad-signature", 1)
    )


def recommitted(envelope: bytes) -> bytes:
    """The same promises under another key of the agency: right in form, and never signed."""
    old, new = core.keyid(SCHOOL.public), core.keyid(core.Signer("school, second").public)
    return envelope.replace(old.encode(), new.encode())


def bad_audience() -> dict[str, Any]:
    """A proof for another deployment than the envelope names."""
    built = Draft("signature-audience").build()
    header = {"n": 7, "proof": core.proof(SCHOOL, [built.envelope], 0, audience="drift.norrkoping")}
    octets = core.frames("PUBLISH", header, built.envelope, built.sections)
    about = "Signed for another deployment."
    return vector(
        "signature-audience", about, "publish", octets, context(), refused("bad-signature", 1)
    )


def of_another_key() -> dict[str, Any]:
    """A proof by a registered key that is not the one the envelope names."""
    built = Draft("signature-other-key").build()
    header = {"n": 7, "proof": core.proof(core.Signer("school, second"), [built.envelope], 0)}
    octets = core.frames("PUBLISH", header, built.envelope, built.sections)
    known = context(keys=[known_key(SCHOOL), known_key(core.Signer("school, second"))])
    about = "Signed with the agency's other key."
    return vector(
        "signature-other-key", about, "publish", octets, known, refused("bad-signature", 1)
    )


class Weak(core.SmallOrderSigner):
    """A key of small order: order 2, 4 or 8 for the points given."""

    def __init__(self, public: str) -> None:
        self.public = bytes.fromhex(public)


WEAK = {
    "order-1": "01" + "00" * 31,
    "order-1-signed": "01" + "00" * 30 + "80",
    "order-2": "ec" + "ff" * 30 + "7f",
    "order-4": "00" * 32,
    "order-8": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
}


def keys() -> list[dict[str, Any]]:
    """What the state of a key means at the moment of receipt."""

    def k(name: str, about: str, code: str | None, *known: dict[str, str]) -> dict[str, Any]:
        built = Draft(name).build()
        expect = refused(code) if code else {"ok": built.truth()}
        return vector(name, about, "publish", built.frames(), context(keys=list(known)), expect)

    other = known_key(core.Signer("school, second"))
    day = {number: f"2026-{number}T20:00:00Z" for number in ("11-01", "10-23", "10-21", "12-01")}
    weak = [
        vector(
            "key-weak-" + order,
            "Signed under a point of small order, which nobody can register.",
            "publish",
            Draft("key-weak-" + order, signer=Weak(public)).build().frames(),
            context(),
            refused("unknown-key"),
        )
        for order, public in WEAK.items()
    ]
    return [
        k("key-second", "Two active keys.", None, other, known_key(SCHOOL)),
        k(
            "key-retired",
            "Retired 20 days ago.",
            None,
            known_key(SCHOOL, "retired", day["11-01"]),
            other,
        ),
        k(
            "key-retired-29",
            "Retired 29 days ago.",
            None,
            known_key(SCHOOL, "retired", day["10-23"]),
            other,
        ),
        k(
            "key-retired-31",
            "Retired 31 days ago.",
            "key-not-valid",
            known_key(SCHOOL, "retired", day["10-21"]),
            other,
        ),
        k(
            "key-not-yet",
            "Active from next month.",
            "key-not-valid",
            known_key(SCHOOL, "active", day["12-01"]),
            other,
        ),
        k(
            "key-revoked",
            "Revoked.",
            "key-revoked",
            known_key(SCHOOL, "revoked", day["11-01"]),
            other,
        ),
        k("key-unknown", "Not registered.", "unknown-key", other),
        k("key-none", "No key is registered.", "unknown-key"),
        *weak,
    ]


def registrations() -> list[dict[str, Any]]:
    """A public key as an operator hands it in, 32 bytes alone in a frame."""

    def k(name: str, about: str, public: bytes, code: str | None = None) -> dict[str, Any]:
        expect = refused(code) if code else {"ok": {"keyid": core.keyid(public)}}
        return vector(name, about, "key", [public], {}, expect)

    # Eight points; y may be written with p added where that fits, x with either sign.
    prime = 2**255 - 19
    eighth = int.from_bytes(bytes.fromhex(WEAK["order-8"]), "little")
    points = {
        "order-1": 1,
        "order-1-above": prime + 1,
        "order-2": prime - 1,
        "order-4": 0,
        "order-4-above": prime,
        "order-8": eighth,
        "order-8-other": prime - eighth,
    }
    weak = [
        k(
            f"key-{name}{'-signed' if sign else ''}",
            "A point of small order.",
            (y + (sign << 255)).to_bytes(32, "little"),
            "small-order-key",
        )
        for name, y in points.items()
        for sign in (0, 1)
    ]
    return [
        k("key-school", "A key like any other.", SCHOOL.public),
        k("key-broker", "Another.", BROKER.public),
        k("key-31", "A key of 31 bytes.", SCHOOL.public[:31], "bad-request"),
        k("key-33", "A key of 33 bytes.", SCHOOL.public + b"\0", "bad-request"),
        *weak,
    ]


def bare_proofs() -> list[dict[str, Any]]:
    """A proof beside one leaf, without a message around it."""
    made = []
    for size in (1, 2, 3, 6, 8, 33, 64):
        index = size * 2 // 3
        leaves = [f"leaf {place}".encode() for place in range(size)]
        shown = core.proof(BROKER, leaves, index, "receipt")
        known = {
            "deployment": core.DEPLOYMENT,
            "purpose": "receipt",
            "proof": shown,
            "keys": [known_key(BROKER)],
        }
        root = core.b64u(core.tree_root([core.leaf_hash(leaf) for leaf in leaves]))
        made.append(
            vector(
                f"tree-{index}-of-{size}",
                "One leaf and its proof.",
                "proof",
                [leaves[index]],
                known,
                {"ok": {"root": root}},
            )
        )
        wrong = known | {"purpose": "publish"}
        made.append(
            vector(
                f"tree-{index}-of-{size}-purpose",
                "The same for another purpose.",
                "proof",
                [leaves[index]],
                wrong,
                refused("bad-signature"),
            )
        )
        made.append(
            vector(
                f"tree-{index}-of-{size}-leaf",
                "The same beside another leaf.",
                "proof",
                [b"another leaf"],
                known,
                refused("bad-signature"),
            )
        )
    return made


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return batches() + forms() + signatures() + keys() + registrations() + bare_proofs()
