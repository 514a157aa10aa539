"""What people sign beside a law: that it takes another's place, and that a rule is right."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import Signer, refused, vector
from making.message import context, known_key

ANNA, BO, LAWYER = Signer("operator anna"), Signer("operator bo"), Signer("lawyer")
NEW, OLD = core.sha(b"the new law\n"), core.sha(b"the old law\n")
RULE = (
    "id\n  show-report\neffect\n  show\ncitation\n  SoL 19:1\nfrom\n  2025-07-01\n"
    "kinds\n  report.mandatory\nreason\n  Den ansvariga.\n  The owner.\n"
)
VERSION = core.sha(core.tagged("rule"), RULE.encode())


def claim(by: str = "drift/anna", **changes: Any) -> dict[str, Any]:
    """All that an operator signs."""
    body = {"samverkan": "endorsement/1", "role": "operator", "by": by, "at": core.NOW}
    body |= {"deployment": core.DEPLOYMENT, "law": core.b64u(NEW), "over": core.b64u(OLD)}
    return body | changes


def opinion() -> dict[str, Any]:
    """All that a lawyer signs."""
    body = {"samverkan": "endorsement/1", "role": "lawyer", "by": "norrkoping/jurist"}
    body |= {"at": core.NOW, "deployment": core.DEPLOYMENT, "rule": "show-report"}
    return body | {"version": core.b64u(VERSION)}


def organisation(**changes: Any) -> dict[str, Any]:
    """All that an operator signs of a directory."""
    body = claim()
    del body["law"], body["over"]
    return body | {"directory": core.b64u(NEW), "over": core.b64u(OLD)} | changes


def line(said: dict[str, Any], signer: Signer = ANNA, purpose: str = "law") -> bytes:
    """The line without its end: the claim, and who signed it."""
    proof = core.proof(signer, [core.compact(said)], 0, purpose, said["deployment"])
    signed = {"keyid": core.keyid(signer.public), "signature": proof["signature"]}
    return core.compact(said | signed)


def vectors() -> list[dict[str, Any]]:
    """Lines of LAW.sig and LAW.reviewed."""
    known = context(keys=[known_key(one) for one in (ANNA, BO, LAWYER)])

    def good(name: str, about: str, said: dict[str, Any], signed: bytes) -> dict[str, Any]:
        facts = {key: value for key, value in said.items() if key != "samverkan"}
        facts |= {"leafHash": core.b64u(core.leaf_hash(core.compact(said)))}
        return vector(name, about, "endorsement", [signed], known, {"ok": facts})

    def bad(name: str, about: str, code: str, signed: bytes) -> dict[str, Any]:
        return vector(name, about, "endorsement", [signed], known, refused(code))

    second = claim("drift/bo")
    shuffled = {"role": "operator"} | claim()
    elsewhere = claim(deployment="prod.norrkoping")
    return [
        good("endorsement-first", "An operator wants a law in another's place.", claim(),
             line(claim())),
        good("endorsement-second", "A second person's key over the same step.", second,
             line(second, BO)),
        good("endorsement-rule", "A lawyer has read one version of a rule.", opinion(),
             line(opinion(), LAWYER, "rule")),
        good("endorsement-directory", "An operator wants a directory in another's place.",
             organisation(), line(organisation(), purpose="directory")),
        bad("endorsement-directory-as-law", "A directory that is signed as a law.",
            "bad-signature", line(organisation())),
        bad("endorsement-law-as-directory", "A law that is signed as a directory.",
            "bad-signature", line(claim(), purpose="directory")),
        bad("endorsement-both", "A law and a directory at once.", "bad-json",
            line(claim(directory=core.b64u(NEW)))),
        bad("endorsement-elsewhere", "Signed for another broker.", "wrong-audience",
            line(elsewhere)),
        bad("endorsement-stranger", "A key that nobody has registered.", "unknown-key",
            line(claim(), Signer("a stranger"))),
        bad("endorsement-other-step", "The signature of another step.", "bad-signature",
            line(claim()).replace(core.b64u(OLD).encode(), core.b64u(NEW).encode())),
        bad("endorsement-other-name", "Somebody else's name over a signature.", "bad-signature",
            line(claim()).replace(b"drift/anna", b"drift/bo")),
        bad("endorsement-other-purpose", "A change that is signed as a rule.", "bad-signature",
            line(claim(), purpose="rule")),
        bad("endorsement-space", "A space that nobody signed.", "bad-json",
            line(claim()).replace(b",", b", ", 1)),
        bad("endorsement-order", "Members in another order.", "bad-json", line(shuffled)),
        bad("endorsement-more", "A member more.", "bad-json",
            line(claim(note="x"))),
        bad("endorsement-format", "A form of another edition.", "bad-json",
            line(claim(samverkan="endorsement/2"))),
        bad("endorsement-role", "A role that takes other members.", "bad-json",
            line(claim(role="lawyer"))),
        bad("endorsement-short", "A digest that is too short.", "bad-json",
            line(claim(law=core.b64u(NEW[:31])))),
        vector("endorsement-version", "The version of a rule as it is worded.", "hash",
               [RULE.encode()], {"function": "rule"}, {"ok": {"hash": core.b64u(VERSION)}}),
    ]  # fmt: skip
