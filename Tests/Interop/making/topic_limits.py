"""How many a waiver names, who signs it, and how much one cooperation holds."""

from __future__ import annotations

from typing import Any

from making.core import refused
from making.message import Draft, person
from making.numbers import GROWN
from making.topic_broker import ACCEPTED, AGENCIES, before, case
from making.topic_consent import (
    CHILD,
    FATHER,
    MOTHER,
    RECORD,
    decision,
    guardian,
    recorded,
    said,
    told,
    waived,
    waiver,
)
from making.topic_envelope import bad, good

SIGNED = {"capacity": "self", "signed": "2026-11-20"}
TOO_MANY = refused("consent-too-many", 3, "/waiver")
# One agency with a mailbox more than fit around a table beside the sender's own.
DESKS = [f"union.desk-{place:02}" for place in range(32)]
# As many agencies with one mailbox each.
CLUBS = [f"club-{place:02}.desk" for place in range(32)]


def grown(*places: int) -> list[dict[str, Any]]:
    """People who sign alone, by their places in the list of numbers."""
    return [person(tag_of(place), GROWN[place], role="adult") for place in places]


def tag_of(place: int) -> str:
    """The tag of one of them."""
    return "GRW" + "ABCDEFGHIJKLMNOPQ"[place]


def yes(place: int) -> dict[str, Any]:
    """One of them, and that they have signed."""
    return waived(tag_of(place), SIGNED, custody="unknown")


def crowd(count: int) -> dict[str, Any]:
    """The handling of a waiver that so many have signed."""
    terms = waiver(*(yes(place) for place in range(count)))
    return recorded(terms, persons=grown(*range(count)))


def signatures(count: int) -> dict[str, Any]:
    """The handling of a waiver with so many signatures for one child."""
    decisions = [decision(signed=f"2026-11-{day:02}") for day in range(10, 8 + count)]
    return recorded(waiver(waived(CHILD, guardian(MOTHER), guardian(FATHER), *decisions)))


def forms() -> list[dict[str, Any]]:
    """How many persons and signatures one waiver has."""

    def fine(name: str, about: str, body: dict[str, Any]) -> dict[str, Any]:
        return good(name, about, Draft(name, told(RECORD, body)))

    def wrong(name: str, about: str, body: dict[str, Any]) -> dict[str, Any]:
        return bad(name, about, "bad-handling", 3, parts=told(RECORD, body))

    return [
        fine("consent-persons-16", "The secrecy of sixteen persons.", crowd(16)),
        wrong("consent-persons-17", "The secrecy of seventeen persons.", crowd(17)),
        fine("consent-signatures-8", "Eight signatures for one person.", signatures(8)),
        wrong("consent-signatures-9", "Nine signatures for one person.", signatures(9)),
    ]


def among_many(vector: dict[str, Any]) -> dict[str, Any]:
    """The same, where more agencies are registered than fit around a table."""
    homes = [("union", DESKS), *((one.split(".")[0], [one]) for one in CLUBS)]
    others = [
        {"agency": name, "party": "school", "bound": True, "functions": desks, "keys": []}
        for name, desks in homes
    ]
    vector["context"]["agencies"] = [*AGENCIES, *others]
    return vector


def one_yes(name: str, place: int, *to: str) -> list[bytes]:
    """One person's yes in the one cooperation, on a paper of its own."""
    terms = waiver(yes(place), sheet=name)
    return said(name, recorded(terms, persons=grown(place), to=list(to) or ["police.desk"]))


def tables() -> list[dict[str, Any]]:
    """How many mailboxes and agencies sit around one table, and how much each has obtained."""

    def seated(name: str, about: str, to: list[str], expect: Any) -> dict[str, Any]:
        first = before("school", one_yes(name + "-first", 0, *to[:16]))
        return among_many(case(name, about, "school", one_yes(name, 1, *to[16:]), expect, first))

    def obtained(count: int, about: str, expect: Any) -> dict[str, Any]:
        name = f"consent-waivers-{count}"
        past = [
            before("school", one_yes(f"{name}-{place}", place)) for place in range(count - 1)
        ]
        return case(name, about, "school", one_yes(name, count - 1), expect, *past)

    return [
        seated("consent-seats-32", "A thirty-second mailbox.", DESKS[:31], ACCEPTED),
        seated("consent-seats-33", "A thirty-third mailbox.", DESKS, TOO_MANY),
        seated("consent-agencies-32", "A thirty-second agency.", CLUBS[:31], ACCEPTED),
        seated("consent-agencies-33", "A thirty-third agency.", CLUBS, TOO_MANY),
        obtained(16, "An agency's sixteenth waiver, each of somebody else.", ACCEPTED),
        obtained(17, "An agency's seventeenth waiver, each of somebody else.", TOO_MANY),
    ]
