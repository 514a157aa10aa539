"""Somebody who lives or is in another municipality, and siblings who are reported together."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused
from making.message import Draft, handling, matter, person
from making.topic_broker import ACCEPTED, STRANGE, case, said
from making.topic_envelope import bad, good

PASSED = {
    "decision": "passed-on",
    "municipality": "0583",
    "way": "telephone",
    "worker": "anst-12",
}
TAKEN = {"decision": "taken-over", "municipality": None, "way": None, "worker": None}


def parts(kind: str = "report.mandatory", **more: Any) -> list[tuple[Any, ...]]:
    """A message that is right unless it is changed."""
    people = [] if kind == "feedback.request" else [person()]
    return [("matter", [], matter(kind)), ("handling", [], handling(*people, **more))]


def forms() -> list[dict[str, Any]]:
    """How it is written where somebody is, and which reports belong together."""

    def wrong(name: str, about: str, kind: str = "report.mandatory", **more: Any) -> dict[str, Any]:
        return bad("elsewhere-" + name, about, "bad-handling", 3, parts=parts(kind, **more))

    others = [core.uuid4(f"sibling {place}") for place in range(1, 17)]
    return [
        good("elsewhere-present", "Where the child is.", Draft("here", parts(present="0581"))),
        good("elsewhere-siblings", "Fifteen others.", Draft("all", parts(siblings=others[:15]))),
        wrong("present-unknown", "Nobody knows: it is left out.", present="unknown"),
        wrong("present-name", "A name for a number.", present="Motala"),
        wrong("present-other-kind", "In a correction.", "correction", present="0581"),
        bad("elsewhere-transfer-two", "A case for two municipalities.", "bad-handling", 3,
            parts=parts("transfer", to=["reception.jour", "reception.utredning"],
                        decision={"by": "school.head", "section": "sol-29-10",
                                  "balancing": "A" * 43, "on": "2026-11-20"})),
        wrong("siblings-none", "No others.", siblings=[]),
        wrong("siblings-many", "Sixteen others.", siblings=others),
        wrong("siblings-twice", "One of them twice.", siblings=[others[0], others[0]]),
        wrong("siblings-text", "A text.", siblings=others[0]),
        wrong("siblings-notice", "In a concern about an adult.", "concern.adult", siblings=others[:2]),
    ]


def vectors() -> list[dict[str, Any]]:
    """What a broker answers."""

    def d(name: str, about: str, code: str, **members: Any) -> dict[str, Any]:
        header = {"n": 5, "delivery": STRANGE, "version": 1} | PASSED | members
        kept = {key: value for key, value in header.items() if value is not None}
        octets = core.frames("DECIDE", kept)
        return case("elsewhere-" + name, about, "reception", octets, refused(code))

    def s(name: str, about: str, **more: Any) -> dict[str, Any]:
        octets = said("elsewhere " + name, "school", **more)
        return case("elsewhere-" + name, about, "school", octets, ACCEPTED)

    return [
        s("report", "About a child who lives in another municipality.", municipality="0583"),
        s(
            "acute",
            "About a child who lives there and is here in danger.",
            municipality="0583",
            present="0581",
            urgency="acute",
        ),
        s("with-sibling", "One of two.", siblings=[core.uuid4("elsewhere sibling")]),
        d("passed", "A delivery that is not there.", "unknown-delivery"),
        d("taken-over", "Of a transfer that is not there.", "unknown-delivery", **TAKEN),
        d("declined", "The same.", "unknown-delivery", **TAKEN | {"decision": "declined"}),
        d("answered", "By no answer.", "bad-header", **TAKEN | {"decision": "answered"}),
        d("passed-nowhere", "To no municipality.", "bad-header", municipality=None),
        d("passed-place", "To one by its name.", "bad-header", municipality="Motala"),
        d("passed-somehow", "By a way of one's own.", "bad-header", way="pigeon"),
        d("passed-nobody", "By nobody.", "bad-header", worker=None),
        d("passed-person", "By a number.", "bad-header", worker="201801102383"),
    ]
