"""Early contact: what it says, what a nameless one must not, and coming back with four words."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import frames, refused
from making.message import RECEPTION, Draft, handling, matter, person
from making.topic_broker import ACCEPTED, STRANGE, before, case
from making.topic_envelope import bad, good
from making.topic_header import case as header_case

KIND = "contact.early"
TOLD = {"how": "spoken", "on": "2026-11-21"}
REFERENCE = "4T7K-9QXM-2H8C"
PHRASE = ["björk", "spårvagn", "tisdag", "vante"]


def parts(*more: tuple[Any, ...], **changes: Any) -> list[tuple[Any, ...]]:
    """A nameless contact that is right unless it is changed."""
    spoken = {key: value for key, value in changes.items() if key in matter(KIND)}
    rest = {key: value for key, value in changes.items() if key not in spoken}
    people = rest.pop("persons", [])
    body = handling(*people, **{"feedback": False, "informed": TOLD} | rest)
    kept = {key: value for key, value in body.items() if value is not None}
    return [("matter", [], matter(KIND, **spoken)), ("handling", [], kept), *more]


def words(text: str) -> tuple[Any, ...]:
    """Words of one's own."""
    return ("narrative", [], {"text": text})


def forms() -> list[dict[str, Any]]:
    """How it is written that somebody was informed."""

    def wrong(name: str, about: str, **changes: Any) -> dict[str, Any]:
        return bad("informed-" + name, about, "bad-handling", 3, parts=parts(**changes))

    here = [
        ("matter", [], matter()),
        ("handling", [], handling(person(), informed=TOLD)),
    ]
    return [
        good("informed", "A contact that says so.", Draft("informed", parts())),
        good("informed-not", "One that does not.", Draft("informed-not", parts(informed=None))),
        wrong("later", "Told on a day to come.", informed=TOLD | {"on": "2026-11-22"}),
        wrong("no-day", "Told on no day.", informed={"how": "spoken"}),
        wrong("how", "Told by a word of one's own.", informed=TOLD | {"how": "by telephone"}),
        wrong("extra", "A member too many.", informed=TOLD | {"who": "Ada"}),
        wrong("text", "A text.", informed="yes"),
        bad("informed-in-report", "In a report.", "bad-handling", 3, parts=here),
    ]


def said(name: str, *more: tuple[Any, ...], **changes: Any) -> list[bytes]:
    """A contact that the open entrance of the board sends."""
    told = {"unit": "reception.mottagning", "conversation": core.uuid4("talk " + name)} | changes
    return Draft(name, parts(*more, **told), RECEPTION, "urn:samverkan:reception").build().frames()


def comes(reference: str = REFERENCE, phrase: Any = None) -> list[bytes]:
    """Somebody comes back."""
    body = {"phrase": PHRASE if phrase is None else phrase}
    return frames("RETURN", {"n": 7, "reference": reference}, core.compact(body))


def vectors() -> list[dict[str, Any]]:
    """What a broker answers, whatever the sender's program let through."""

    def c(name: str, about: str, expect: Any, *more: Any, **changes: Any) -> dict[str, Any]:
        return case("contact-" + name, about, "reception", said(name, *more, **changes), expect)

    def r(name: str, about: str, code: str, octets: list[bytes], *earlier: Any) -> dict[str, Any]:
        return case("return-" + name, about, "reception", octets, refused(code), *earlier)

    ada = {"persons": [person()]}
    wrong = before("reception", comes())
    return [
        c("nameless", "Somebody without a name.", ACCEPTED, words("Jag orkar inte i sommar.")),
        c("uninformed", "Help, and nobody told.", refused("contact-uninformed", 3), informed=None),
        c(
            "nameless-name",
            "A name of nobody.",
            refused("class-not-allowed", 3),
            ("identity", [], {"name": "Ada"}),
        ),
        c(
            "nameless-address",
            "A way to reach nobody.",
            refused("class-not-allowed", 3),
            ("contact", [], {"note": "vid bryggan"}),
        ),
        c(
            "nameless-telephone",
            "A telephone number.",
            refused("identity-trace", 3),
            words("Ring 011-15 22 83."),
        ),
        c(
            "nameless-street",
            "A street and its number.",
            refused("identity-trace", 3),
            words("Jag bor på Storgatan 12."),
        ),
        c(
            "named-telephone",
            "Whoever is named may be reached.",
            ACCEPTED,
            ("contact", ["A2B3"], {"telephone": "011-15 22 83"}),
            **ada,
        ),
        r("wrong", "Words of nobody.", "contact-phrase-wrong", comes()),
        r("three", "Three words.", "contact-phrase-wrong", comes(phrase=PHRASE[:3])),
        r("none", "No words.", "contact-phrase-wrong", comes(phrase=[])),
        r("locked", "A sixth try.", "contact-phrase-locked", comes(), *([wrong] * 5)),
        r(
            "other",
            "A sixth try, of another reference.",
            "contact-phrase-wrong",
            comes("4T7K-9QXM-2H8D"),
            *([wrong] * 5),
        ),
        case(
            "phrase-unknown",
            "Words for a contact that is nobody's.",
            "reception",
            frames("PHRASE", {"n": 7, "reference": REFERENCE}),
            refused("unknown-message"),
        ),
        case(
            "choose-unknown",
            "A choice about a delivery that never was.",
            "reception",
            frames(
                "DECIDE",
                {
                    "n": 7,
                    "delivery": STRANGE,
                    "version": 1,
                    "decision": "advice",
                    "worker": "anst-12",
                },
            ),
            refused("unknown-delivery"),
        ),
    ]


def commands() -> list[dict[str, Any]]:
    """The members of the headers, and the words."""

    def p(name: str, about: str, header: dict[str, Any], pointer: str) -> dict[str, Any]:
        octets = frames("DECIDE", {"n": 7, "delivery": STRANGE, "version": 1} | header)
        return header_case("choose-" + name, about, octets, "bad-header", 1, pointer)

    def w(name: str, about: str, body: Any) -> dict[str, Any]:
        octets = frames("RETURN", {"n": 7, "reference": REFERENCE}, core.compact(body))
        return header_case("return-" + name, about, octets, "bad-request", 2, "/phrase")

    return [
        header_case(
            "phrase-no-reference",
            "PHRASE of nothing.",
            frames("PHRASE", {"n": 7}),
            "bad-header",
            1,
            "/reference",
        ),
        header_case(
            "return-small-letters",
            "A reference in small letters.",
            frames("RETURN", {"n": 7, "reference": REFERENCE.lower()}, core.compact({"phrase": []})),
            "bad-header",
            1,
            "/reference",
        ),
        header_case(
            "return-two-frames",
            "RETURN without words.",
            frames("RETURN", {"n": 7, "reference": REFERENCE}),
            "bad-frames",
        ),
        w("nine", "Nine words.", {"phrase": ["vante"] * 9}),
        w("long", "A word of 33 bytes.", {"phrase": ["x" * 33]}),
        w("text", "A text.", {"phrase": "björk"}),
        w("extra", "A member too many.", {"phrase": PHRASE, "name": "x"}),
        p("nobody", "A choice of nobody.", {"decision": "report"}, "/worker"),
        p(
            "worker-number",
            "A choice of a number, which could be a person's.",
            {"decision": "report", "worker": "199006042387"},
            "/worker",
        ),
    ]
