"""What a waiver opens, by its form, and what may be said of a paper a second time."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused
from making.message import Draft, handling, matter
from making.topic_broker import ACCEPTED, PARTIES, before, case
from making.topic_consent import (
    CHILD,
    FATHER,
    MOTHER,
    decision,
    guardian,
    people,
    recorded,
    said,
    waived,
    waiver,
)

OWN = {"capacity": "self", "signed": "2026-11-20"}
SIGNED = waived(FATHER, OWN, custody="unknown")
CLOSED = refused("not-permitted", 3, "/to")


def shared(name: str, whom: str = FATHER, told: str = "school", **changes: Any) -> list[bytes]:
    """What the school tells the reception of somebody, under the agreement of both."""
    what = matter(
        "collaboration.share",
        unit=PARTIES["school"][2][0],
        conversation=core.uuid4("talk " + name),
        purpose="crime-prevention",
        basis="osl-10-1",
    )
    how = {"to": ["reception.mottagning"], "agreement": "sspf", "feedback": False} | changes
    parts = [
        ("matter", [], what),
        ("handling", [], handling(*people(whom), **how)),
        (told, [whom], {"observed": "Kommer varje dag."}),
    ]
    return Draft(name, parts, PARTIES["school"][3], "urn:samverkan:school").build().frames()


def opened() -> list[dict[str, Any]]:
    """What is shared on a waiver, and what no waiver of the same people opens."""

    def yes(form: str) -> dict[str, Any]:
        terms = waiver(SIGNED, form=form)
        return before("school", said("yes to " + form, recorded(terms, FATHER)))

    def c(name: str, about: str, expect: Any, *past: Any, **more: Any) -> dict[str, Any]:
        return case(name, about, "school", shared(name, **more), expect, *past)

    family = before("school", said("yes of both guardians", recorded()))
    told = {"whom": CHILD, "guardians": "may-be-told"}
    return [
        c("share-waived", "On a yes to being talked about.", ACCEPTED, yes("sspf")),
        c("share-group", "On a yes to a group for those at high risk.", ACCEPTED, yes("sig")),
        c("share-plan", "On a yes to a plan.", CLOSED, yes("sip")),
        c("share-early", "On a yes to early help.", CLOSED, yes("early")),
        c("share-adult", "On a yes to the board being told.", CLOSED, yes("adult")),
        c("share-release", "On a yes to an association being told.", CLOSED, yes("release")),
        c("share-class", "A class that nobody has waived.", CLOSED, yes("sspf"), told="health"),
        c("share-child", "On the yes of guardians who may be told.", ACCEPTED, family, **told),
        c(
            "share-guardians",
            "On the yes of guardians of whom it is not said that they may be told.",
            CLOSED,
            family,
            whom=CHILD,
        ),
    ]


def decided() -> list[dict[str, Any]]:
    """Who may decide that one guardian's yes is enough."""

    def c(name: str, about: str, **changes: Any) -> dict[str, Any]:
        terms = waiver(waived(CHILD, guardian(MOTHER), decision(**changes)))
        octets = said(name, recorded(terms, CHILD, MOTHER))
        expect = refused("not-delegated", 3, "/waiver/persons")
        return case(name, about, "school", octets, expect)

    return [
        c("consent-board-school", "Decided by a school.", board="school"),
        c("consent-board-nobody", "Decided by a board that nobody knows.", board="nowhere"),
        c("consent-board-early", "Decided before there was a delegation.", signed="2025-12-31"),
    ]


def grown() -> list[dict[str, Any]]:
    """The same paper again, with more on it than before."""
    both = [guardian(MOTHER), guardian(FATHER)]
    first = before("school", said("first", recorded()))

    def c(
        name: str, about: str, *signatures: dict[str, Any], custody: str = "shared"
    ) -> dict[str, Any]:
        terms = waiver(waived(CHILD, *signatures, custody=custody))
        expect = refused("consent-widened", 3, "/waiver")
        return case(name, about, "school", said(name, recorded(terms)), expect, first)

    return [
        c("consent-grown", "A signature that was not there.", *both, OWN),
        c("consent-redated", "A signature of another day.", both[0],
          guardian(FATHER, signed="2026-11-21")),
        c("consent-recustodied", "Another custody.", *both, custody="sole"),
    ]


def vectors() -> list[dict[str, Any]]:
    """What rests on a waiver, and on a paper."""
    return opened() + decided() + grown()
