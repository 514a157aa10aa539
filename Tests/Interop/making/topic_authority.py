"""Another authority that SoL 19:1 lists: what it may say, and what may be said to it."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused
from making.message import Draft, context, handling, known_key, matter, person
from making.topic_broker import ACCEPTED, AGENCIES, NOBODY, before, said, unlawful
from making.topic_kinds import BOARD, INQUIRY

INSURANCE = core.Signer("insurance")
DESK = "insurance.desk"
# It may send each of these; a refusal names those that were not tried.
MAY = ["report.mandatory", "feedback.request", "correction"]
TALK = {"conversation": core.uuid4("talk of another authority")}


def told(name: str, kind: str, *names: str, **changes: Any) -> list[bytes]:
    """A message of the authority; what is not of matter changes handling."""
    known = set(matter(kind))
    frame = {key: value for key, value in changes.items() if key in known}
    rest = {key: value for key, value in changes.items() if key not in known}
    rest |= {"to": list(names)} if names else {}
    frame = {"unit": DESK, "conversation": core.uuid4("talk " + name)} | frame
    people = [] if kind.startswith(NOBODY) else [person()]
    parts = [("matter", [], matter(kind, **frame)), ("handling", [], handling(*people, **rest))]
    return Draft(name, parts, INSURANCE, "urn:samverkan:insurance").build().frames()


def vector(
    name: str, about: str, octets: list[bytes], expect: Any, *earlier: Any, by: str = "insurance",
    bound: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """One vector among agencies of which one is such an authority."""
    key = known_key(INSURANCE)
    authority = {
        "agency": "insurance", "party": "other-authority", "bound": bound, "functions": [DESK],
        "keys": [key],
    }  # fmt: skip
    agencies = [*AGENCIES, authority]
    speaker = next(one for one in agencies if one["agency"] == by)
    known = context(agency=by, functions=speaker["functions"], keys=speaker["keys"], session=True)
    known |= {"party": speaker["party"], "bound": speaker["bound"], "connection": 1}
    known |= {"agencies": agencies, "before": list(earlier)}
    return core.vector(name, about, "broker", octets, known, expect)


def vectors() -> list[dict[str, Any]]:
    """What it may say, what it is answered, and what is refused."""
    report = before("insurance", told("authority-first", "report.mandatory", **TALK))
    request = told("authority-request", "feedback.request", **TALK)
    silent = before(
        "insurance", told("authority-silent", "report.mandatory", feedback=False, **TALK)
    )

    def never(name: str, about: str, kind: str, *names: str, **more: Any) -> dict[str, Any]:
        octets = told("authority-" + name, kind, *names, **more)
        return vector("authority-" + name, about, octets, unlawful("kind", *MAY))

    def answer(name: str, about: str, expect: Any, *earlier: Any) -> dict[str, Any]:
        octets = said(name, "reception", kind="feedback", **TALK)
        return vector(name, about, octets, expect, *earlier, by="reception")

    return [
        vector(
            "authority-report", "A report under the duty.",
            told("authority-report", "report.mandatory"), ACCEPTED,
        ),
        vector(
            "authority-unbound", "A part of it that is not bound reports like anyone.",
            told("authority-unbound", "report.voluntary", basis="sol-19-4"), ACCEPTED, bound=False,
        ),
        vector(
            "authority-correction", "It corrects what it reported.",
            told("authority-correction", "correction", **TALK), ACCEPTED, report,
        ),
        vector(
            "authority-correction-basis", "Not as if it had answered an inquiry.",
            told("authority-correction-basis", "correction", basis="sol-20-6", **TALK),
            unlawful("basis"), report,
        ),
        vector("authority-request", "It asks for the answer.", request, ACCEPTED, report),
        answer("authority-answer", "It is answered.", ACCEPTED, report),
        answer(
            "authority-unasked", "Not unasked.", refused("not-permitted"), silent
        ),
        never(
            "question", "It asks nothing without a name here.", "consultation.anonymous",
            **{"takes-part": []},
        ),
        never("plan", "It summons nobody to a plan.", "plan.summons", "school.central"),
        never("adult", "Of an adult it has no duty to tell.", "concern.adult"),
        vector(
            "authority-asked", "An inquiry does not ask it here.",
            said("authority-asked", "reception", kind="inquiry.request", to=[DESK], inquiry=INQUIRY),
            unlawful("kind", *(kind for kind in BOARD if kind != "inquiry.request")),
            by="reception",
        ),
    ]  # fmt: skip
