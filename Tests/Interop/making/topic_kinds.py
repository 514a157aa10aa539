"""The kinds between named parties: who may be named, who may speak, and what it rests on."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused
from making.topic_broker import ACCEPTED, BOUND, before, case, said, unlawful

INQUIRY = core.uuid4("an inquiry")
STRANGE = refused("unknown-conversation", 3, "/conversation")
SCHOOL = ["school.central"]
RECEPTION = ["reception.mottagning"]
BOARD = [
    "report.mandatory", "feedback", "feedback.request", "meeting.invitation", "inquiry.request",
    "inquiry.response", "contact.early", "consultation.anonymous", "collaboration.share",
    "plan.summons", "care.social", "disclosure.police", "transfer",
    "release.individual", "concern.adult", "consent.record", "consent.withdraw",
    "correction", "emergency.declare", "emergency.review", "reservation.offer",
    "current.request", "current.response",
]  # fmt: skip


def decision(by: str, section: str, on: str = "2026-11-20", **more: Any) -> dict[str, Any]:
    """A decision that is right unless it is changed."""
    made = {"by": by, "section": section, "balancing": core.b64u(core.random_bytes("balancing " + by, 32)), "on": on}
    return made | more


def talk(name: str) -> dict[str, str]:
    """A conversation of its own."""
    return {"conversation": core.uuid4("talk of " + name)}


def inquiries() -> list[dict[str, Any]]:
    """A board asks in an open inquiry, and is answered."""
    here = talk("inquiries")
    ask = {"kind": "inquiry.request", "to": SCHOOL, "inquiry": INQUIRY}
    answer = {"kind": "inquiry.response", "to": RECEPTION}
    asked = before("reception", said("asked", "reception", **ask, **here))
    report = before("school", said("reported", **here))

    def t(
        name: str, about: str, by: str, expect: Any, *earlier: Any, **more: Any
    ) -> dict[str, Any]:
        return case(name, about, by, said(name, by, **more), expect, *earlier)

    return [
        t("inquiry", "A request that begins a conversation.", "reception", ACCEPTED, **ask),
        t(
            "inquiry-owned",
            "A request in the conversation of a report that the board owns.",
            "reception",
            ACCEPTED,
            report,
            **ask | {"to": ["police.desk"]},
            **here,
        ),
        t(
            "inquiry-other",
            "Another inquiry in the same conversation.",
            "reception",
            refused("bad-handling", 3, "/inquiry"),
            asked,
            **ask | {"inquiry": core.uuid4("another inquiry")},
            **here,
        ),
        t(
            "inquiry-school",
            "A request of an agency that has no inquiry.",
            "school",
            unlawful("kind", *BOUND),
            **ask | {"to": ["police.desk"]},
        ),
        t(
            "inquiry-unbound",
            "A request to somebody whom the duty does not bind.",
            "reception",
            unlawful("kind", *BOARD),
            **ask | {"to": ["association.board"]},
        ),
        t(
            "inquiry-stranger",
            "A request to an agency that nobody knows.",
            "reception",
            refused("unknown-unit", 3, "/to/1"),
            **ask | {"to": [*SCHOOL, "nobody.desk"]},
        ),
        t(
            "inquiry-itself",
            "A request to the unit that asks.",
            "reception",
            refused("bad-handling", 3, "/to/0"),
            **ask | {"to": RECEPTION},
        ),
        t(
            "inquiry-excluded",
            "A request to somebody whom it excludes.",
            "reception",
            refused("bad-handling", 3, "/excluded"),
            **ask | {"excluded": ["school"]},
        ),
        t("response", "The answer of the one asked.", "school", ACCEPTED, asked, **answer, **here),
        t(
            "response-uninvited",
            "An answer of somebody who was not asked.",
            "police",
            STRANGE,
            asked,
            **answer,
            **here,
        ),
        t("response-nothing", "An answer to nothing.", "school", STRANGE, **answer),
        t(
            "response-elsewhere",
            "An answer to a unit that did not ask.",
            "school",
            refused("not-permitted", 3, "/to"),
            asked,
            **answer | {"to": ["reception.utredning"]},
            **here,
        ),
    ]


def meetings() -> list[dict[str, Any]]:
    """A board offers whoever reported a meeting."""
    here = talk("meetings")
    report = before("school", said("meeting-report", **here))
    chef = decision("reception.chef", "sol-19-5")
    invite = {"kind": "meeting.invitation", "to": SCHOOL, "decision": chef}

    def t(name: str, about: str, expect: Any, *earlier: Any, **more: Any) -> dict[str, Any]:
        changes = invite | here | more
        return case(name, about, "reception", said(name, "reception", **changes), expect, *earlier)

    return [
        t("meeting", "An invitation to whoever reported.", ACCEPTED, report),
        t("meeting-nothing", "An invitation without a report.", STRANGE),
        t(
            "meeting-other",
            "An invitation to somebody else.",
            refused("not-permitted", 3, "/to"),
            report,
            to=["police.desk"],
        ),
        t(
            "meeting-inner-unit",
            "An invitation by a unit that is no public entrance.",
            refused("unknown-unit", 3, "/unit"),
            report,
            unit="reception.utredning",
        ),
        t(
            "meeting-undelegated",
            "Decided by a role that has no delegation.",
            refused("not-delegated", 3, "/decision/by"),
            report,
            decision=decision("reception.praktikant", "sol-19-5"),
        ),
        t(
            "meeting-foreign-role",
            "Decided by a role of another agency.",
            refused("not-delegated", 3, "/decision/by"),
            report,
            decision=decision("police.befal", "sol-19-5"),
        ),
        t(
            "meeting-too-early",
            "Decided before there was a delegation.",
            refused("not-delegated", 3, "/decision/by"),
            report,
            decision=decision("reception.chef", "sol-19-5", "2025-12-31"),
        ),
        t(
            "meeting-to-come",
            "Decided on a day that is to come.",
            refused("bad-handling", 3, "/decision/on"),
            report,
            decision=decision("reception.chef", "sol-19-5", "2026-11-22"),
        ),
        t(
            "meeting-section",
            "Decided under another provision than it is sent under.",
            refused("bad-handling", 3, "/decision/section"),
            report,
            decision=decision("reception.chef", "sol-19-6"),
        ),
    ]


def agreements() -> list[dict[str, Any]]:
    """Sharing within an agreement that the directory lists."""
    share = {
        "kind": "collaboration.share",
        "to": RECEPTION,
        "agreement": "sspf",
        "purpose": "crime-prevention",
        "basis": "osl-10-1",
    }

    def t(
        name: str, about: str, code: str, pointer: str, by: str = "school", **more: Any
    ) -> dict[str, Any]:
        return case(name, about, by, said(name, by, **share | more), refused(code, 3, pointer))

    none = "no-agreement"
    return [
        t("share", "Nobody has waived secrecy.", "not-permitted", "/to"),
        t("share-unlisted", "No agreement of that name.", none, "/agreement", agreement="none"),
        t("share-ended", "An agreement past its review.", none, "/agreement", agreement="old"),
        t("share-purpose", "Another purpose.", none, "/agreement", purpose="early-support"),
        t("share-basis", "Another provision.", none, "/agreement", basis="osl-26-9"),
        t("share-outsider", "A sender that has not signed.", none, "/agreement", by="police"),
        t("share-stranger", "A party that has not signed.", none, "/to/0", to=["police.desk"]),
    ]


def decided() -> list[dict[str, Any]]:
    """What rests on a decision: notices, disclosures to the police, transfers."""
    befal = decision("police.befal", "pl-6")
    notice = {"kind": "notice.police", "decision": befal}
    rektor = decision("school.rektor", "l-2025-170-7", "2026-01-31")
    told = {"purpose": "crime-prevention", "basis": "l-2025-170-7"}
    tell = {"kind": "disclosure.police", "to": ["police.desk"], "decision": rektor} | told
    chef = decision("reception.chef", "sol-29-10")
    move = {"kind": "transfer", "to": ["reception.utredning"], "decision": chef}
    move |= {"basis": "sol-29-10"}

    def t(name: str, about: str, by: str, expect: Any, **more: Any) -> dict[str, Any]:
        return case(name, about, by, said(name, by, **more), expect)

    undelegated = refused("not-delegated", 3, "/decision/by")
    late = decision("school.rektor", "l-2025-170-7", "2026-02-01")
    return [
        t("notice", "The police tell the board.", "police", ACCEPTED, **notice),
        t(
            "notice-undelegated",
            "Decided by somebody who may not.",
            "police",
            undelegated,
            **notice | {"decision": decision("police.aspirant", "pl-6")},
        ),
        t(
            "notice-addressed",
            "Addressed to somebody, though the directory finds the owner.",
            "police",
            refused("bad-handling", 3, "/to"),
            **notice | {"to": RECEPTION},
        ),
        t("disclosure", "Decided on the last day one might.", "school", ACCEPTED, **tell),
        t(
            "disclosure-late",
            "Decided the day after.",
            "school",
            undelegated,
            **tell | {"decision": late},
        ),
        t(
            "disclosure-board",
            "To somebody who is not the police.",
            "school",
            unlawful("kind", *BOUND),
            **tell | {"to": RECEPTION},
        ),
        t("transfer", "From one unit of social services.", "reception", ACCEPTED, **move),
        t(
            "transfer-school",
            "To a school.",
            "reception",
            unlawful("kind", *BOARD),
            **move | {"to": SCHOOL},
        ),
    ]


def shared() -> list[dict[str, Any]]:
    """Care, plans, early contacts, adults, corrections."""
    care = {"kind": "care.social", "to": ["reception.utredning"], "grounds": ["addiction"]}
    care |= {"purpose": "care-coordination", "basis": "osl-26-9"}
    adult = {"kind": "concern.adult", "purpose": "early-support", "grounds": ["addiction"]}
    here = talk("corrections")
    report = before("school", said("correction-report", **here))
    correct = {"kind": "correction", "purpose": "child-protection", "basis": "sol-19-1"}

    def t(
        name: str, about: str, by: str, expect: Any, *earlier: Any, **more: Any
    ) -> dict[str, Any]:
        return case(name, about, by, said(name, by, **more), expect, *earlier)

    return [
        t("care", "On addiction, whatever the age.", "reception", ACCEPTED, **care),
        t(
            "care-unknown",
            "About somebody whose age nobody knows.",
            "reception",
            unlawful("kind", *BOARD),
            **care | {"grounds": ["health"]},
        ),
        t(
            "plan",
            "A plan to which nobody has consented.",
            "school",
            unlawful("kind", *BOUND),
            kind="plan.summons",
            to=RECEPTION,
        ),
        t(
            "contact",
            "Somebody wants help.",
            "reception",
            ACCEPTED,
            kind="contact.early",
            informed={"how": "spoken", "on": "2026-11-21"},
        ),
        t("adult", "On addiction.", "reception", ACCEPTED, basis="osl-26-9", **adult),
        t(
            "adult-unasked",
            "About an adult who has waived nothing.",
            "school",
            unlawful("kind", *BOUND),
            basis="osl-10-1",
            **adult,
        ),
        t("correction", "Of an own report.", "school", ACCEPTED, report, **correct, **here),
        t("correction-nothing", "Of nothing.", "school", STRANGE, **correct),
        t(
            "correction-foreign",
            "Of another agency's report.",
            "police",
            STRANGE,
            report,
            **correct,
            **here,
        ),
    ]


def members() -> list[dict[str, Any]]:
    """The members of handling that only some kinds have."""
    chef = decision("reception.chef", "sol-19-5")
    ask = {"kind": "inquiry.request", "to": SCHOOL, "inquiry": INQUIRY}
    invite = {"kind": "meeting.invitation", "to": SCHOOL, "decision": chef}

    def t(name: str, about: str, pointer: str, **more: Any) -> dict[str, Any]:
        octets = said(name, "reception", **more)
        return case(name, about, "reception", octets, refused("bad-handling", 3, pointer))

    crowd = [f"school.unit-{number}" for number in range(17)]
    return [
        t("to-nowhere", "A kind between parties without any.", "/to", **ask | {"to": []}),
        t("to-crowd", "More parties than sit around a table.", "/to", **ask | {"to": crowd}),
        t("to-twice", "A party named twice.", "/to", **ask | {"to": SCHOOL * 2}),
        t("to-agency", "An agency where a function belongs.", "/to", **ask | {"to": ["school"]}),
        t("to-report", "Parties in a report.", "/to", kind="report.mandatory", to=SCHOOL),
        t(
            "inquiry-missing",
            "A request that names no inquiry.",
            "/inquiry",
            kind="inquiry.request",
            to=SCHOOL,
        ),
        t("inquiry-number", "A case number.", "/inquiry", **ask | {"inquiry": "2026-1234"}),
        t(
            "decision-missing",
            "An invitation that nobody decided on.",
            "/decision",
            kind="meeting.invitation",
            to=SCHOOL,
        ),
        t(
            "decision-name",
            "A decision with a person's name.",
            "/decision",
            **invite | {"decision": chef | {"name": "Ada Exempel"}},
        ),
        t(
            "decision-balancing",
            "A balancing written out.",
            "/decision/balancing",
            **invite | {"decision": chef | {"balancing": "Barnets bästa väger tyngst."}},
        ),
        t(
            "decision-day",
            "A decision on a day that never was.",
            "/decision/on",
            **invite | {"decision": chef | {"on": "2026-02-30"}},
        ),
        t(
            "decision-not-mine",
            "A decision where none belongs.",
            "/decision",
            **ask | {"decision": chef},
        ),
    ]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return inquiries() + meetings() + agreements() + decided() + shared() + members()
