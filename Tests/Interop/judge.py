"""A receiver in Python, slow and plain, that says of every vector what the specification says.

It is no broker: it keeps nothing, and knows only the context of the vector.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

import strict_json
from strict_json import Problem

FRAMES = {"HELLO": 2, "PUBLISH": 4, "CREDIT": 2, "ACK": 3, "RECALL": 2, "LIST": 2, "OPEN": 2}
FRAMES |= {"CLAIM": 2, "RELEASE": 2, "DECIDE": 2, "STATUS": 2, "PING": 2, "BYE": 2, "ADMIN": 3}
FRAMES |= {"EXPLAIN": 2, "PHRASE": 2, "RETURN": 3, "DUTY": 2, "KNOWN": 2}
REFERENCE = r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}"
AGENCY = "[a-z0-9][a-z0-9-]{0,39}"
FUNCTION = AGENCY + r"\." + AGENCY
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
SECONDS = "%Y-%m-%dT%H:%M:%SZ"
ENVELOPE = ["specversion", "type", "id", "source", "audience", "keyid", "commitments"]
CLASSES = """matter handling identity identity.age-band contact whereabouts whereabouts.district
 guardians household narrative child-view health pupil-health school offence social-services
 family-counselling violence-honour third-party reporter measures outcome attachment""".split()
OBLIGATIONS = ("withhold-from-guardians",)
REPORTS = ("report.mandatory", "report.voluntary")
KINDS = """report.mandatory report.voluntary notice.police feedback feedback.request
 meeting.invitation inquiry.request inquiry.response contact.early consultation.anonymous
 collaboration.share plan.summons care.social disclosure.police transfer release.individual
 concern.adult consent.record consent.withdraw correction emergency.declare
 emergency.review reservation.offer reservation.acknowledge current.request current.response""".split()
PURPOSES = """child-protection feedback early-support crime-prevention care-coordination
 consultation""".split()
BASES = """sol-19-1 sol-19-2 sol-19-4 sol-19-5 sol-19-6 sol-2001-14-1 sol-10-8 sol-11-5 sol-14-4
 sol-15-8 sol-18-6 sol-20-6 sol-29-10 sol-29-12 osl-10-1 osl-10-14 osl-10-18-a osl-10-18-b osl-10-18-c
 osl-10-19 osl-10-20 osl-10-21 osl-10-22 osl-10-23 osl-10-24 osl-10-27 osl-25-12 osl-26-9
 l-2025-170-6 l-2025-170-7 pl-6 sopul-10""".split()
GROUNDS = "neglect violence honour abuse absence crime addiction health conflict other unknown"
CHOICES = {
    "target": "child adult elderly disability addiction violence unknown".split(),
    "urgency": ["acute", "ordinary"],
    "guardians": ["may-be-told", "must-not-be-told", "unknown"],
}
PERSON = {
    "role": "child adult guardian household other".split(),
    "certainty": ["certain", "probable", "uncertain"],
    "protection": ["none", "marked", "registered", "unknown"],
}
BANDS = [(0, "under-12"), (12, "12-14"), (15, "15-17"), (18, "18-20"), (21, "21-and-over")]
P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P


def need(true: bool, code: str) -> None:
    """Refuses with the code unless it is true."""
    if not true:
        raise Problem(code)


def fits(pattern: str, value: Any) -> bool:
    """Whether the value is a text of this form and nothing more, in ASCII."""
    return isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


def is_day(value: Any) -> bool:
    """Whether the value is a day that exists."""
    if not fits(r"\d{4}-\d\d-\d\d", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_count(value: Any, least: int, most: int = 2**53 - 1) -> bool:
    """Whether the value is an integer in the range; true and false are none."""
    return type(value) is int and least <= value <= most


def is_time(value: Any) -> bool:
    """Whether the value is a second that exists."""
    if not fits(TIME, value):
        return False
    try:
        datetime.strptime(value, SECONDS)
    except ValueError:
        return False
    return True


def instant(text: str) -> datetime:
    """The second a text names."""
    return datetime.strptime(text, SECONDS).replace(tzinfo=UTC)


def octets_of(text: Any, size: int, code: str) -> bytes:
    """The bytes of canonical base64url without padding."""
    need(fits("[A-Za-z0-9_-]*", text), code)
    try:
        octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise Problem(code) from None
    need(b64u(octets) == text and len(octets) == size, code)
    return octets


def b64u(octets: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def h(*parts: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(b"".join(parts)).digest()


def t(purpose: str) -> bytes:
    """T of the specification."""
    return f"samverkan/1 {purpose}\n".encode()


HASHES: dict[str, Callable[..., bytes]] = {
    "keyid": lambda key: h(t("key"), key)[:12],
    "section": lambda name, line: h(t("section"), name, b"\n", line),
    "padding": lambda name, seed, index: h(t("padding"), name, b"\n", seed, b"\n", index),
    "digest": lambda envelope, sections: h(t("digest"), h(envelope), h(sections)),
    "view": lambda envelope, view: h(t("view"), h(envelope), h(view)),
    "ack": lambda document: h(t("ack"), h(document)),
    "leaf": lambda leaf: h(b"\0", leaf),
    "rule": lambda text: h(t("rule"), text),
}


def root_of(shown: dict[str, Any], leaf: bytes) -> bytes:
    """RFC 9162 2.1.3.2: the root that a path leads to."""
    index, last, node = shown["index"], shown["size"] - 1, HASHES["leaf"](leaf)
    for text in shown["path"]:
        step = octets_of(text, 32, "bad-proof")
        need(last > 0, "bad-proof")
        if index % 2 == 1 or index == last:
            node = h(b"\1", step, node)
            while index % 2 == 0 and index > 0:
                index, last = index >> 1, last >> 1
        else:
            node = h(b"\1", node, step)
        index, last = index >> 1, last >> 1
    need(last == 0, "bad-proof")
    return node


def checked_root(shown: Any, leaf: bytes) -> tuple[bytes, bytes]:
    """The root and the signature of a proof of the right form."""
    need(isinstance(shown, dict), "bad-proof")
    need(is_count(shown.get("size"), 1, 64), "bad-proof")
    need(is_count(shown.get("index"), 0, shown["size"] - 1), "bad-proof")
    need(isinstance(shown.get("path"), list), "bad-proof")
    return root_of(shown, leaf), octets_of(shown.get("signature"), 64, "bad-proof")


def is_signed(
    key: bytes, purpose: str, audience: str, shown: dict[str, Any], root: bytes, mark: bytes
) -> bool:
    """Whether the key signed this root for this purpose."""
    text = f"{audience}\n{shown['size']}\n{base64.b64encode(root).decode()}\n"
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(mark, t(purpose) + text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def is_small(key: bytes) -> bool:
    """Whether eight times the point is the neutral one; x is found from y, the sign is ignored."""
    y = (int.from_bytes(key, "little") & (2**255 - 1)) % P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    for _ in range(3):
        product = D * x * x * y * y % P
        left = 2 * x * y * pow(1 + product, P - 2, P) % P
        y = (y * y + x * x) * pow(1 - product, P - 2, P) % P
        x = left
    return x == 0 and y == 1


def key_for(name: str, context: dict[str, Any]) -> bytes:
    """The registered key of the name, if it holds now."""
    for row in context["keys"]:
        key = octets_of(row["key"], 32, "unknown-key")
        if b64u(HASHES["keyid"](key)) != name:
            continue
        need(row["state"] != "revoked", "key-revoked")
        age = instant(context["now"]) - instant(row["since"])
        most = timedelta(days=30) if row["state"] == "retired" else timedelta.max
        need(timedelta(0) <= age <= most, "key-not-valid")
        return key
    raise Problem("unknown-key")


def judge(vector: dict[str, Any]) -> dict[str, Any]:
    """The expectation this receiver would write for the vector."""
    import judge_broker
    import judge_commands
    import judge_endorsement
    import judge_message

    octets = [base64.b64decode(frame, validate=True) for frame in vector["frames"]]
    context = vector["context"]
    by_purpose: dict[str, Callable[[list[bytes], dict[str, Any]], dict[str, Any]]] = {
        "json": lambda frames, _: (strict_json.read(frames[0]), {})[1],
        "hash": lambda frames, known: {"hash": b64u(HASHES[known["function"]](*frames))},
        "broker": judge_broker.broker,
        "key": judge_commands.key,
        "proof": judge_commands.proof,
        "personal-number": judge_commands.personal_number,
        "receipt": judge_commands.receipt,
        "deliver": judge_message.deliver,
        "endorsement": judge_endorsement.endorsement,
    }
    judged = by_purpose.get(vector["purpose"], judge_commands.command)
    try:
        return {"ok": judged(octets, context)}
    except Problem as problem:
        return {"problem": problem.code} | ({"lawful": problem.lawful} if problem.lawful else {})
