"""A change of duty: hand-over lists, and their acceptance, for a broker that has delivered nothing."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import frames, refused
from making.message import RECEPTION
from making.topic_broker import CONSTABLE, STRANGE, case, ok

LIST = core.uuid4("hand-over list")
JOUR = "reception.jour"
OWNER = "reception.mottagning"


def item(**changes: Any) -> dict[str, Any]:
    """One concern of a list."""
    told = {"delivery": STRANGE, "done": "Hembesök.", "promised": "", "next": "mån 10.00"}
    return told | changes


def listed(*items: Any, **changes: Any) -> dict[str, Any]:
    """A hand-over list."""
    head = {"duty": "samverkan/1", "act": "hand-over", "list": LIST}
    return head | {"from": JOUR, "to": OWNER, "items": list(items)} | changes


def accepted(**changes: Any) -> dict[str, Any]:
    """The acceptance of one."""
    head = {"duty": "samverkan/1", "act": "accept", "list": LIST}
    return head | {"view": core.b64u(bytes(32))} | changes


def told(document: bytes, purpose: str = "duty", by: core.Signer = RECEPTION) -> list[bytes]:
    """The frames of a DUTY that carries a document."""
    return frames("DUTY", {"n": 7, "proof": core.proof(by, [document], 0, purpose)}, document)


def asked(**members: Any) -> list[bytes]:
    """The frames of a DUTY that asks."""
    return frames("DUTY", {"n": 7} | members)


def without(content: dict[str, Any], name: str) -> dict[str, Any]:
    """The same without a member."""
    return {key: value for key, value in content.items() if key != name}


def vectors() -> list[dict[str, Any]]:
    """What a broker answers that has nothing on call."""

    def d(name: str, about: str, code: str, content: dict[str, Any]) -> dict[str, Any]:
        where = 2 if code == "bad-duty" else None
        octets = told(core.compact(content))
        return case("duty-" + name, about, "reception", octets, refused(code, where))

    def b(name: str, about: str, *items: Any, **changes: Any) -> dict[str, Any]:
        return d(name, about, "bad-duty", listed(*items, **changes))

    many = [item(delivery=core.salt(f"taken {place}")) for place in range(33)]
    right = core.compact(listed(item()))

    def raw(name: str, about: str, octets: list[bytes], *expect: Any) -> dict[str, Any]:
        return case("duty-" + name, about, "reception", octets, refused(*expect))

    return [
        case("duty-asked", "What on-call keeps.", "reception", asked(function=JOUR), ok("DUTY")),
        raw("asked-nothing", "Nothing is asked.", asked(), "bad-header", 1),
        raw("asked-form", "No function.", asked(function="jour"), "bad-header", 1),
        case(
            "duty-asked-foreign",
            "What another agency's function keeps.",
            "police",
            asked(function=JOUR),
            refused("unknown-delivery"),
        ),
        raw("read", "A list that is nobody's.", asked(list=LIST), "duty-list-unknown"),
        raw("read-form", "A name in capital letters.", asked(list=LIST.upper()), "bad-header", 1),
        raw("frames", "A frame too many.", [*told(right), b"x"], "bad-frames"),
        d("not-kept", "Something that nobody on call has read.", "duty-not-kept", listed(item())),
        d("32", "Thirty-two of it.", "duty-not-kept", listed(*many[:32])),
        d("text-400", "400 bytes.", "duty-not-kept", listed(item(done="å" * 200))),
        b("33", "Thirty-three.", *many),
        b("none", "Nothing."),
        b("twice", "The same twice.", item(), item(done="Samtal.")),
        b("text-401", "401 bytes.", item(done="å" * 200 + "x")),
        b("promised-401", "401 bytes.", item(promised="x" * 401)),
        b("next-line", "Two lines.", item(next="mån\ntis")),
        b("done-empty", "Nobody says what was done.", item(done="")),
        b("done-control", "The byte 7F.", item(done="a\x7f")),
        b("item-extra", "A member too many.", item(remark="x")),
        b("item-missing", "A member too few.", without(item(), "next")),
        b("delivery-short", "A delivery id of 21 letters.", item(delivery=STRANGE[:-1])),
        b("to-itself", "To itself.", item(), to=JOUR),
        b("from-form", "From nobody.", item(), **{"from": "jour"}),
        b("list-form", "A name that is no UUID.", item(), list="1"),
        b("act", "Something else.", item(), act="decline"),
        b("version", "Another version.", item(), duty="samverkan/2"),
        b("extra", "A member too many.", item(), view=core.b64u(bytes(32))),
        case(
            "duty-foreign",
            "Another agency writes on-call's list.",
            "police",
            told(right, by=CONSTABLE),
            refused("duty-not-kept", 2),
        ),
        raw(
            "space",
            "A space outside a string.",
            told(right.replace(b",", b", ", 1)),
            "bad-duty",
            2,
        ),
        raw(
            "duplicate",
            "Two texts.",
            told(right.replace(b'"done"', b'"done":"x","done"')),
            "duplicate-name",
            2,
        ),
        raw("purpose", "Signed as an acknowledgement.", told(right, "ack"), "bad-signature", 1),
        d("accept-unknown", "A list that is nobody's.", "duty-list-unknown", accepted()),
        d("accept-view", "A digest of 31 bytes.", "bad-duty", accepted(view=core.b64u(bytes(31)))),
        d("accept-missing", "No digest.", "bad-duty", without(accepted(), "view")),
        d("accept-extra", "A member too many.", "bad-duty", accepted(items=[])),
    ]
