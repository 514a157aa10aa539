"""Emergencies: how they are written, who may declare one, and who looks at it."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused
from making.message import Draft, handling, matter, person
from making.topic_broker import (
    ACCEPTED,
    AGENCIES,
    PARTIES,
    UNBOUND,
    before,
    case,
    ok,
    said,
    unlawful,
)
from making.topic_envelope import bad, good
from making.topic_kinds import STRANGE, decision

DECLARE, REVIEW = "emergency.declare", "emergency.review"
TALK = {"conversation": core.uuid4("talk of emergencies")}
ONE = core.uuid4("one emergency")
SOPUL = "sopul-10"
# Who is told, besides what the other vectors know of the reception.
TOLD = ["reception.chefer", "reception.ombud"]
EVERYONE = [
    one | {"functions": [*one["functions"], *TOLD]} if one["agency"] == "reception" else one
    for one in AGENCIES
]


def emergency(**changes: Any) -> dict[str, Any]:
    """An emergency that is right unless it is changed."""
    made = {"for": "reception.utredning", "reason": "violence", "until": "2026-11-22T20:00:00Z"}
    return made | {"worker": "anst-4711"} | changes


def finding(**changes: Any) -> dict[str, Any]:
    """A review that is right unless it is changed."""
    return {"emergency": ONE, "finding": "founded", "worker": "anst-12"} | changes


def told(kind: str, **changes: Any) -> list[tuple[Any, ...]]:
    """The two sections of an emergency's message."""
    more: dict[str, Any] = {"decision": decision("school.rektor", SOPUL)}
    more |= {"emergency": emergency()} if kind == DECLARE else {"review": finding()}
    body = handling(feedback=False) | more | changes
    return [("matter", [], matter(kind)), ("handling", [], body)]


def forms() -> list[dict[str, Any]]:
    """How an emergency and a review are written."""

    def wrong(name: str, about: str, kind: str = DECLARE, **changes: Any) -> dict[str, Any]:
        parts = told(kind, **changes)
        kept = {key: value for key, value in parts[1][2].items() if value is not None}
        return bad(name, about, "bad-handling", 3, parts=[parts[0], ("handling", [], kept)])

    def e(name: str, about: str, **changes: Any) -> dict[str, Any]:
        return wrong("emergency-" + name, about, emergency=emergency(**changes))

    def r(name: str, about: str, **changes: Any) -> dict[str, Any]:
        return wrong("review-" + name, about, REVIEW, review=finding(**changes))

    talkative = [*told(DECLARE), ("narrative", [], {"observed": "Nej."})]
    return [
        good("emergency-form", "An emergency.", Draft("emergency-form", told(DECLARE))),
        good("review-form", "A review.", Draft("review-form", told(REVIEW))),
        wrong("emergency-without", "No emergency.", emergency=None),
        wrong("emergency-undecided", "An emergency that nobody decided.", decision=None),
        wrong("emergency-both", "An emergency with a review.", review=finding()),
        wrong("emergency-to", "An emergency with parties.", to=["police.desk"]),
        wrong("emergency-person", "An emergency that names somebody.", persons=[person()]),
        bad(
            "emergency-in-report",
            "An emergency in a report.",
            "bad-handling",
            3,
            parts=[
                ("matter", [], matter()),
                ("handling", [], handling(person(), emergency=emergency())),
            ],
        ),
        e("extra", "A member too many.", remark="x"),
        e("for", "For an agency.", **{"for": "police"}),
        e("reason", "A reason of one's own.", reason="he hits her"),
        e("until", "A day for a time.", until="2026-11-22"),
        e("worker", "A worker's name.", worker="Anna Exempel"),
        e("worker-number", "A worker's number, which could be a person's.", worker="199006042387"),
        wrong("review-without", "No review.", REVIEW, review=None),
        r("emergency", "Of nothing.", emergency="emergency"),
        r("finding", "A finding that does not exist.", finding="maybe"),
        r("worker", "By nobody.", worker=""),
        r("extra", "A member too many.", remark="x"),
        bad(
            "emergency-narrative",
            "An emergency that tells a story.",
            "class-not-allowed",
            3,
            parts=talkative,
        ),
    ]


def declared(name: str, by: str = "school", role: str = "school.rektor", **more: Any) -> list[bytes]:
    """An emergency of the agency, in the one conversation unless another is named."""
    terms = {"kind": DECLARE, "emergency": emergency(), "feedback": False}
    return spoken(name, by, terms | {"decision": decision(role, SOPUL)} | TALK | more)


def reviewed(name: str, unit: str = TOLD[0], role: str = "reception.enhetschef", **more: Any) -> list[bytes]:
    """A review by the head unless somebody else is named."""
    terms = {"kind": REVIEW, "review": finding(), "feedback": False, "unit": unit}
    return spoken(name, "reception", terms | {"decision": decision(role, SOPUL)} | TALK | more)


def spoken(name: str, by: str, terms: dict[str, Any]) -> list[bytes]:
    """A message about nobody."""
    return said(name, by, persons=[], **terms)


def c(name: str, about: str, by: str, octets: list[bytes], expect: Any, *past: Any) -> dict[str, Any]:
    """A vector of a broker whose reception has a head and an officer."""
    made = case(name, about, by, octets, expect, *past)
    made["context"] |= {"agencies": EVERYONE}
    if by == "reception":
        made["context"] |= {"functions": [*PARTIES[by][2], *TOLD]}
    return made


def declaring() -> list[dict[str, Any]]:
    """Who may declare one, where, and for how long."""
    report = before("school", said("emergency-report", **TALK))

    def d(name: str, about: str, expect: Any, *past: Any, by: str = "school", **more: Any) -> Any:
        return c(name, about, by, declared(name, by, **more), expect, *(past or (report,)))

    def term(name: str, about: str, expect: Any, until: str) -> dict[str, Any]:
        return d(name, about, expect, emergency=emergency(until=until))

    def role(name: str, about: str, role: str, **more: Any) -> dict[str, Any]:
        delegated = refused("not-delegated", 3, "/decision/by")
        return d(name, about, delegated, decision=decision(role, SOPUL, **more))

    first = declared("emergency-first", id=ONE)
    eight = [
        before("school", declared(f"emergency-many-{place}", id=core.uuid4(f"emergency {place}")))
        for place in range(8)
    ]
    late = refused("emergency-ended", 3, "/emergency/until")
    long = refused("emergency-too-long", 3, "/emergency/until")
    handler = {"role": "reception.handlaggare", "by": "reception"}
    return [
        d("emergency", "By whoever began the conversation.", ACCEPTED),
        d("emergency-owner", "By whoever owns it.", ACCEPTED, **handler),
        c("emergency-again", "The same bytes again get the same leaf again.", "school", first,
          ok("RECEIPT", outcome="accepted", again=True), report, before("school", first)),
        d("emergency-second", "Another one.", ACCEPTED, report, before("school", first)),
        d("emergency-nothing", "In a conversation that nobody began.", STRANGE,
          before("school", said("emergency-elsewhere"))),
        d("emergency-stranger", "In a conversation of others.", STRANGE, by="police",
          role="police.befal"),
        role("emergency-role", "In a role that has no delegation.", "school.vaktmastare"),
        role("emergency-borrowed", "In another agency's role.", "reception.handlaggare"),
        role("emergency-former", "In a role whose delegation has ended.", "school.larare"),
        d("emergency-any", "In a role that may decide everything else.",
          refused("not-delegated", 3, "/decision/by"), by="reception",
          role="reception.ordforande"),
        d("emergency-section", "Decided under another section.",
          refused("bad-handling", 3, "/decision/section"),
          decision=decision("school.rektor", "l-2025-170-7")),
        d("emergency-tomorrow", "Decided tomorrow.", refused("bad-handling", 3, "/decision/on"),
          decision=decision("school.rektor", SOPUL, on="2026-11-23")),
        d("emergency-for-nobody", "For a function that nobody has.",
          refused("unknown-unit", 3, "/emergency/for"),
          emergency=emergency(**{"for": "reception.kallaren"})),
        d("emergency-excluding", "One that leaves somebody out by name.",
          refused("bad-handling", 3, "/excluded"), excluded=["reception.chefer"]),
        term("emergency-over", "One that ended a moment ago.", late, "2026-11-21T20:00:00Z"),
        term("emergency-longest", "Three days.", ACCEPTED, "2026-11-24T20:00:00Z"),
        term("emergency-long", "A second more.", long, "2026-11-24T20:00:01Z"),
        d("emergency-many", "A ninth that nobody has looked at.",
          refused("emergency-too-many", 3, "/emergency"), report, *eight),
        c("emergency-replayed", "Another agency's name for one.", "reception",
          declared("emergency-replayed", id=ONE, **handler),
          refused("emergency-replayed", 2, "/id"), report, before("school", first)),
        d("emergency-law", "An association declares none.", unlawful("kind", *UNBOUND),
          before("association", said("emergency-association", "association", "report.voluntary",
                                     **TALK)),
          by="association", role="association.ordforande"),
        d("emergency-law-purpose", "For preventing crime.", unlawful("purpose"),
          purpose="crime-prevention"),
    ]  # fmt: skip


def reviewing() -> list[dict[str, Any]]:
    """Who looks at one, and once."""
    report = before("school", said("emergency-report", **TALK))
    one = before("school", declared("emergency-first", id=ONE))
    past = (report, one)
    done = before("reception", reviewed("review-first"))
    unknown = refused("emergency-unknown", 3, "/review/emergency")
    officer = {"unit": TOLD[1], "role": "reception.dataskyddsombud"}
    other = {"conversation": core.uuid4("another talk of emergencies")}
    elsewhere = before("school", said("emergency-other", **other))

    def r(name: str, about: str, expect: Any, *before: Any, **more: Any) -> dict[str, Any]:
        return c(name, about, "reception", reviewed(name, **more), expect, *(before or past))

    return [
        r("review", "By the head: it was one.", ACCEPTED),
        r("review-unfounded", "It was none.", ACCEPTED, review=finding(finding="unfounded")),
        r("review-officer", "By the data protection officer.", ACCEPTED, **officer),
        r("review-nothing", "Of one that nobody declared.", unknown, report),
        r("review-elsewhere", "In another conversation.", unknown, *past, elsewhere, **other),
        r("review-nowhere", "In a conversation that nobody began.", STRANGE, *past, **other),
        r("review-twice", "A second time.",
          refused("emergency-reviewed", 3, "/review/emergency"), *past, done),
        r("review-own", "By whoever declared it.",
          refused("emergency-own-review", 3, "/review/worker"),
          review=finding(worker="anst-4711")),
        r("review-unit", "By a unit that was not told.", refused("unknown-unit", 3, "/unit"),
          unit="reception.mottagning"),
        r("review-role", "In a role that has no delegation.",
          refused("not-delegated", 3, "/decision/by"), role="reception.handlaggare"),
    ]  # fmt: skip


def vectors() -> list[dict[str, Any]]:
    """What a whole broker is needed for."""
    return declaring() + reviewing()

