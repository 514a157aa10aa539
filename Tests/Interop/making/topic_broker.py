"""What only a broker can judge: what was said before, the law, and what nobody may ask for."""

from __future__ import annotations

from typing import Any

from making import core, law_text
from making.core import refused, vector
from making.message import RECEPTION, SCHOOL, Draft, context, handling, known_key, matter, person
from making.topic_answer import acked, item
from making.topic_session import hello

CONSTABLE = core.Signer("police")
ASSOCIATION = core.Signer("association")
# What the law says of a kind that may not be sent.
ADVICE = law_text.advice()
# Everyone the broker of these vectors knows: party, bound to report, functions, key.
PARTIES: dict[str, tuple[str, bool, list[str], core.Signer]] = {
    "school": ("school", True, ["school.central"], SCHOOL),
    "police": ("police", True, ["police.desk"], CONSTABLE),
    "association": ("civil-society", False, ["association.board"], ASSOCIATION),
    "reception": (
        "social-services",
        True,
        ["reception.mottagning", "reception.jour", "reception.utredning"],
        RECEPTION,
    ),
}
AGENCIES = [
    {"agency": name, "party": party, "bound": bound, "functions": units, "keys": [known_key(key)]}
    for name, (party, bound, units, key) in PARTIES.items()
]
STRANGE = core.salt("delivery that never was")
BOUND = [
    "report.mandatory", "feedback.request", "inquiry.response", "consultation.anonymous",
    "collaboration.share", "plan.summons", "disclosure.police", "release.individual",
    "concern.adult", "consent.record", "consent.withdraw", "correction", "emergency.declare",
    "reservation.offer",
]  # fmt: skip
UNBOUND = [
    "report.voluntary", "consultation.anonymous", "concern.adult", "consent.withdraw", "correction",
    "reservation.acknowledge",
]  # fmt: skip
NOBODY = ("feedback", "meeting", "consultation")


def said(
    name: str, by: str = "school", kind: str = "report.mandatory", id: str = "", **changes: Any
) -> list[bytes]:
    """A message of the agency; what is not of matter changes handling."""
    known = set(matter(kind))
    told = {key: value for key, value in changes.items() if key in known}
    rest = {key: value for key, value in changes.items() if key not in known}
    told = {"unit": PARTIES[by][2][0], "conversation": core.uuid4("talk " + name)} | told
    people = [] if kind.startswith(NOBODY) else [person()]
    more = [("outcome", [], {"value": "opened"})] if kind == "feedback" else []
    parts = [
        ("matter", [], matter(kind, **told)),
        ("handling", [], handling(*people, **rest)),
        *more,
    ]
    draft = Draft(name, parts, PARTIES[by][3], "urn:samverkan:" + by, id=id)
    return draft.build().frames()


def before(by: str, octets: list[bytes], connection: int = 1) -> dict[str, Any]:
    """What an agency sent before, and over which of its connections."""
    frames = [core.b64(frame) for frame in octets]
    return {"agency": by, "connection": connection, "frames": frames}


def case(
    name: str,
    about: str,
    by: str,
    octets: list[bytes],
    expect: dict[str, Any],
    *earlier: dict[str, Any],
    connection: int = 1,
    session: bool = True,
) -> dict[str, Any]:
    """One vector: what was said before, what is said now, and the answer.

    What was refused is not among the kinds to send instead.
    """
    if expect.get("problem") == "kind-not-lawful":
        same = [kind for kind in ADVICE if b'"kind":"%s"' % kind.encode() in b"".join(octets)]
        expect = expect | {"otherwise": ADVICE[same[0]]}
        if kinds := expect.get("lawful"):
            expect = expect | {"lawful": [kind for kind in kinds if kind not in same]}
    party, bound, units, key = PARTIES[by]
    known = context(agency=by, functions=units, keys=[known_key(key)], session=session)
    known |= {"party": party, "bound": bound, "connection": connection, "agencies": AGENCIES}
    return vector(name, about, "broker", octets, known | {"before": list(earlier)}, expect)


def ok(answer: str, **facts: Any) -> dict[str, Any]:
    """The command that answers, and what is true of it."""
    return {"ok": {"command": answer} | facts}


ACCEPTED = ok("RECEIPT", outcome="accepted")


def unlawful(part: str, *lawful: str) -> dict[str, Any]:
    """What the law refuses, and the kinds it names instead."""
    return refused(part + "-not-lawful", 3, "/" + part) | ({"lawful": lawful} if lawful else {})


def ids() -> list[dict[str, Any]]:
    """A message is named by its source and its id."""
    one = core.uuid4("broker-id")
    first, other = said("broker-id", id=one), said("broker-id-other", id=one)
    third = said("broker-id-third", "association", "report.voluntary", id=one)
    return [
        case("id-new", "A message that is new.", "school", first, ACCEPTED),
        case(
            "id-again",
            "The same bytes again get the same leaf again.",
            "school",
            first,
            ok("RECEIPT", outcome="accepted", again=True),
            before("school", first),
        ),
        case(
            "id-reused",
            "The same id with another digest.",
            "school",
            other,
            refused("id-reused", 2, "/id"),
            before("school", first),
        ),
        case(
            "id-reused-unlawful",
            "The same id with another digest, and unlawful besides.",
            "school",
            said("broker-id-unlawful", kind="report.voluntary", id=one),
            refused("id-reused", 2, "/id"),
            before("school", first),
        ),
        case(
            "id-of-another",
            "The same id from another source is another message.",
            "association",
            third,
            ACCEPTED,
            before("school", first),
        ),
    ]


def law() -> list[dict[str, Any]]:
    """Which agency may send which kind, for which purpose, on which ground."""

    def law_case(
        name: str, about: str, by: str, expect: dict[str, Any], **more: Any
    ) -> dict[str, Any]:
        return case(name, about, by, said(name, by, **more), expect)

    mandatory, voluntary = "report.mandatory", "report.voluntary"
    return [
        law_case("law-mandatory", "Bound by the duty.", "police", ACCEPTED, kind=mandatory),
        law_case("law-voluntary", "Not bound by it.", "association", ACCEPTED, kind=voluntary),
        law_case(
            "law-bound",
            "Whoever is bound reports by the duty.",
            "school",
            unlawful("kind", *BOUND),
            kind=voluntary,
        ),
        law_case(
            "law-unbound",
            "Whoever is not bound cannot report by the duty.",
            "association",
            unlawful("kind", *UNBOUND),
            kind=mandatory,
        ),
        law_case(
            "law-no-kind",
            "A kind that is not listed.",
            "school",
            refused("unknown-kind", 3, "/kind"),
            kind="gossip",
        ),
        law_case(
            "law-purpose",
            "A report for another purpose.",
            "school",
            unlawful("purpose"),
            purpose="early-support",
        ),
        law_case(
            "law-basis",
            "A report on another ground.",
            "school",
            unlawful("basis"),
            basis="sol-19-4",
        ),
    ]


def conversations() -> list[dict[str, Any]]:
    """What belongs to what was said before."""
    talk = core.uuid4("talk of the broker")
    here = {"conversation": talk}
    request = {"kind": "feedback.request", **here}
    answer = {"kind": "feedback", **here}
    first = before("school", said("talk", **here))
    silent = before("school", said("talk-silent", feedback=False, **here))
    asked = before("school", said("talk-asked", **request))
    given = before("reception", said("talk-given", "reception", **answer))
    strange = refused("unknown-conversation", 3, "/conversation")

    def t(
        name: str, about: str, by: str, expect: Any, *earlier: Any, **more: Any
    ) -> dict[str, Any]:
        return case(name, about, by, said(name, by, **more), expect, *earlier)

    return [
        t("talk-more", "A second report in a conversation.", "school", ACCEPTED, first, **here),
        t(
            "talk-more-foreign",
            "A report in another agency's conversation.",
            "police",
            strange,
            first,
            **here,
        ),
        t("request", "A request about an own report.", "school", ACCEPTED, first, **request),
        t("request-again", "Asked again.", "school", ACCEPTED, first, asked, **request),
        t(
            "request-answered",
            "Asked again after the answer.",
            "school",
            refused("already-asked"),
            first,
            given,
            **request,
        ),
        t("request-nothing", "A request about nothing.", "school", strange, **request),
        t(
            "request-foreign",
            "A request about another's report.",
            "police",
            strange,
            first,
            **request,
        ),
        t(
            "request-excluded",
            "A request that excludes somebody.",
            "school",
            refused("bad-handling", 3, "/excluded"),
            first,
            excluded=["police"],
            **request,
        ),
        t(
            "report-excluded-owner",
            "A report that excludes whoever would own it.",
            "school",
            refused("bad-handling", 3, "/excluded"),
            excluded=["reception.mottagning"],
        ),
        t("answer", "Feedback, wished for in the report.", "reception", ACCEPTED, first, **answer),
        t(
            "answer-asked",
            "Feedback, asked for afterwards.",
            "reception",
            ACCEPTED,
            silent,
            asked,
            **answer,
        ),
        t(
            "answer-unasked",
            "Feedback nobody asked for.",
            "reception",
            refused("not-permitted"),
            silent,
            **answer,
        ),
        t(
            "answer-twice",
            "Feedback a second time.",
            "reception",
            refused("not-permitted"),
            first,
            given,
            **answer,
        ),
        t(
            "answer-nothing",
            "Feedback about nothing.",
            "reception",
            strange,
            **answer,
        ),
        t(
            "answer-foreign",
            "Feedback by an agency that does not own the concern.",
            "police",
            strange,
            first,
            **answer,
        ),
        t(
            "answer-inner-unit",
            "Feedback by a unit that is no public entrance.",
            "reception",
            refused("unknown-unit", 3, "/unit"),
            first,
            unit="reception.utredning",
            **answer,
        ),
    ]


def asking() -> list[dict[str, Any]]:
    """What is asked about what is not there, or by whom it may not be asked."""

    def a(name: str, command: str, code: str, **members: Any) -> dict[str, Any]:
        octets = core.frames(command, {"n": 5, "delivery": STRANGE} | members)
        return case(name, "A delivery that is not there.", "reception", octets, refused(code))

    redirect = {"decision": "redirect", "to": "reception.jour", "reason": "moved"}
    extend = {"decision": "extend", "reason": "police-interview", "until": "2026-12-18"}
    for_lack_of_staff = extend | {"reason": "staff"}
    no_day = extend | {"until": "2026-02-30"}
    document = core.compact({"ack": "samverkan/1", "items": [item(delivery=STRANGE)]})
    sent = said("status")
    id = core.uuid4("status")
    status = core.frames("STATUS", {"n": 5, "id": id})
    many = [before("school", core.frames("HELLO", hello()), place) for place in range(1, 9)]
    return [
        a("broker-open", "OPEN", "unknown-delivery"),
        a("broker-known", "KNOWN", "unknown-delivery"),
        a("broker-claim", "CLAIM", "unknown-delivery"),
        a("broker-release", "RELEASE", "unknown-delivery"),
        a("broker-decide", "DECIDE", "unknown-delivery", version=1, **redirect),
        a("broker-rule", "DECIDE", "unknown-delivery", version=1, decision="opened"),
        a("broker-rule-word", "DECIDE", "bad-header", version=1, decision="maybe"),
        a("broker-extend", "DECIDE", "unknown-delivery", version=1, **extend),
        a("broker-extend-staff", "DECIDE", "bad-header", version=1, **for_lack_of_staff),
        a("broker-extend-day", "DECIDE", "bad-header", version=1, **no_day),
        case(
            "broker-ack",
            "An acknowledgement of what is not there.",
            "reception",
            acked(document),
            ok("RECEIPT", outcome="acknowledged", states=["unknown"]),
        ),
        case(
            "broker-status",
            "How far an own message came.",
            "school",
            status,
            ok("STATUS", n=5, word="accepted"),
            before("school", sent),
        ),
        case(
            "broker-status-foreign",
            "How far another agency's message came.",
            "police",
            status,
            refused("unknown-message"),
            before("school", sent),
        ),
        case(
            "broker-status-nothing",
            "How far nothing came.",
            "school",
            status,
            refused("unknown-message"),
        ),
        case(
            "broker-admin",
            "Administration from the members' side.",
            "school",
            core.frames("ADMIN", {"n": 5}, b'{"act":"agency.ls"}'),
            refused("not-permitted"),
        ),
        case(
            "broker-sessions-8",
            "An eighth session of one member.",
            "school",
            core.frames("HELLO", hello()),
            ok("WELCOME", n=1),
            *many[:7],
            connection=8,
            session=False,
        ),
        case(
            "broker-sessions-9",
            "A ninth session of one member.",
            "school",
            core.frames("HELLO", hello()),
            refused("too-many-sessions"),
            *many,
            connection=9,
            session=False,
        ),
        case(
            "broker-hello-again",
            "HELLO on a connection that has a session, beside seven others.",
            "school",
            core.frames("HELLO", hello()),
            ok("WELCOME", n=1),
            *many,
            connection=8,
            session=False,
        ),
    ]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return ids() + law() + conversations() + asking()
