"""The part of the law that a judge of vectors needs, and what the directory beside them says."""

from __future__ import annotations

from typing import Any

from judge import need
from strict_json import Problem

OWNER = "reception"
ENTRANCES = ("reception.mottagning", "reception.jour")
MAILBOX = "reception.mottagning"
# Who is told of every emergency.
HEADS = ("reception.chefer",)
OFFICER = "reception.ombud"
FUNCTIONS = (*ENTRANCES, "reception.utredning", *HEADS, OFFICER)
# The boards of the directory and the units of each.
BOARDS = {"board": FUNCTIONS, "care-board": ("care.omsorg",)}
# Nobody protected is told of to a unit of another board than this one.
PROTECTING = "board"
# The municipalities whose questions somebody of the police hears.
HEARD = {"0580"}
SOCIAL = {"social-services"}
AUTHORITIES = {"school", "preschool", "police", "health", "social-services", "leisure"}
REPORTERS = AUTHORITIES | {"civil-society"}
# The other authorities that SoL 19:1 lists: they report, correct it, and are answered.
OTHERS = {"other-authority"}
LISTED = REPORTERS | OTHERS
CARERS = {"health", "social-services"}
PLANNERS = {"preschool", "school", "health", "social-services"}
POLICING = {"crime-prevention", "child-protection"}
SUPPORT = {"care-coordination", "early-support"}
# Of each kind: the senders, whether they must be bound by the duty, the purposes, the grounds, the
# recipients, and whether they must be bound. Several rules of one kind stand one after the other.
Rule = tuple[set[str], bool | None, set[str], set[str], set[str], bool | None]
CHILD = {"child-protection"}
LAW: dict[str, list[Rule]] = {
    "report.mandatory": [(LISTED, True, CHILD, {"sol-19-1"}, SOCIAL, None)],
    "report.voluntary": [(LISTED, False, CHILD, {"sol-19-4"}, SOCIAL, None)],
    "notice.police": [({"police"}, None, POLICING, {"pl-6"}, SOCIAL, None)],
    "feedback": [(SOCIAL, None, {"feedback"}, {"sol-19-6"}, LISTED, True)],
    "feedback.request": [(LISTED, True, {"feedback"}, {"sol-19-6"}, SOCIAL, None)],
    "meeting.invitation": [(SOCIAL, None, CHILD, {"sol-19-5"}, REPORTERS, True)],
    "inquiry.request": [(SOCIAL, None, CHILD, {"sol-20-6"}, REPORTERS, True)],
    "inquiry.response": [(REPORTERS, True, CHILD, {"sol-20-6"}, SOCIAL, None)],
    "contact.early": [
        ({"private-person", "social-services"}, None, {"early-support"}, {"sol-11-5"}, SOCIAL, None)
    ],
    "consultation.anonymous": [
        (REPORTERS, None, {"consultation"}, {"sol-18-6"}, SOCIAL, None)
    ],
    "collaboration.share": [
        (AUTHORITIES, None, SUPPORT | {"crime-prevention"}, {"osl-10-1"}, AUTHORITIES, None)
    ],
    "plan.summons": [(PLANNERS, None, {"care-coordination"}, {"sol-10-8"}, PLANNERS, None)],
    "care.social": [
        ({"health"}, None, {"care-coordination"}, {"osl-25-12"}, CARERS, None),
        (SOCIAL, None, {"care-coordination"}, {"osl-26-9"}, CARERS, None),
    ],
    "disclosure.police": [
        (SOCIAL, None, POLICING, {"osl-10-18-a", "osl-10-20"}, {"police"}, None),
        (CARERS, None, POLICING, {"osl-10-18-c", "osl-10-21"}, {"police"}, None),
        (
            {"school", "leisure"}, None, POLICING, {"l-2025-170-6", "l-2025-170-7"}, {"police"},
            None,
        ),
    ],
    "transfer": [
        (SOCIAL, None, CHILD | {"care-coordination"}, {"sol-29-10", "sol-29-12"}, SOCIAL, None)
    ],
    "release.individual": [
        (AUTHORITIES, None, SUPPORT, {"osl-10-14"}, {"civil-society"}, None)
    ],
    "concern.adult": [
        ({"health"}, None, SUPPORT, {"osl-25-12"}, SOCIAL, None),
        (SOCIAL, None, SUPPORT, {"osl-26-9"}, SOCIAL, None),
        (REPORTERS, None, SUPPORT, {"osl-10-1"}, SOCIAL, None),
    ],
    "consent.record": [
        (AUTHORITIES, None, SUPPORT | {"crime-prevention"}, {"osl-10-1"}, REPORTERS, None)
    ],
    "consent.withdraw": [
        (REPORTERS, None, SUPPORT | {"crime-prevention"}, {"osl-10-1"}, REPORTERS, None)
    ],
    "correction": [
        (REPORTERS, True, CHILD, {"sol-19-1", "sol-20-6"}, SOCIAL, None),
        (OTHERS, True, CHILD, {"sol-19-1"}, SOCIAL, None),
        (LISTED, False, CHILD, {"sol-19-4"}, SOCIAL, None),
    ],
    "emergency.declare": [
        (AUTHORITIES, None, CHILD | {"care-coordination"}, {"sopul-10"}, SOCIAL, None)
    ],
    "emergency.review": [
        (SOCIAL, None, CHILD | {"care-coordination"}, {"sopul-10"}, SOCIAL, None)
    ],
    "reservation.offer": [
        (AUTHORITIES, None, SUPPORT, {"osl-10-14"}, {"civil-society"}, None)
    ],
    "reservation.acknowledge": [
        ({"civil-society"}, None, SUPPORT, {"osl-10-14"}, AUTHORITIES, None)
    ],
    "current.request": [
        (SOCIAL, None, CHILD | {"care-coordination"}, {"sol-15-8"}, SOCIAL, None)
    ],
    "current.response": [
        (SOCIAL, None, CHILD | {"care-coordination"}, {"sol-15-8"}, SOCIAL, None)
    ],
}  # fmt: skip
# What needs a waiver is not lawful where nobody has given one.
WAIVED = {"plan.summons", "release.individual", "reservation.offer"}
# Role, kinds, grounds, first day, last day.
DELEGATIONS = [
    ("reception.chef", {"meeting.invitation", "transfer"}, None, "2026-01-01", "9999-12-31"),
    ("reception.handlaggare", {"current.request"}, {"sol-15-8"}, "2026-01-01", "9999-12-31"),
    ("care.handlaggare", {"current.request", "current.response"}, {"sol-15-8"}, "2026-01-01",
     "9999-12-31"),
    ("reception.ordforande", {"consent.record"}, {"fb-6-13-a"}, "2026-01-01", "9999-12-31"),
    ("police.befal", {"notice.police"}, {"pl-6"}, "2026-01-01", "9999-12-31"),
    ("school.rektor", {"disclosure.police"}, {"l-2025-170-7"}, "2026-01-01", "2026-01-31"),
    *(
        (role, {"emergency.declare"}, {"sopul-10"}, "2026-01-01", until)
        for role, until in (
            ("school.rektor", "9999-12-31"), ("school.larare", "2026-01-31"),
            ("association.ordforande", "9999-12-31"), ("reception.handlaggare", "9999-12-31"),
        )
    ),
    *(
        (role, {"emergency.review"}, {"sopul-10"}, "2026-01-01", "9999-12-31")
        for role in ("reception.enhetschef", "reception.dataskyddsombud")
    ),
]  # fmt: skip
# Parties, purpose, ground, first day, last day.
AGREEMENTS = {
    "sspf": ({"reception", "school"}, "crime-prevention", "osl-10-1", "2026-01-01", "2027-12-31"),
    "old": ({"reception", "school"}, "crime-prevention", "osl-10-1", "2025-01-01", "2025-12-31"),
}
BEGINS_NOTHING = {
    "feedback", "feedback.request", "meeting.invitation", "inquiry.response", "correction",
    "emergency.declare", "emergency.review", "release.individual", "reservation.acknowledge",
    "current.response",
}  # fmt: skip


def rules(agency: dict[str, Any], kind: str) -> list[Rule]:
    """The rules of a kind that have a place for this sender."""
    mine = [rule for rule in LAW.get(kind, []) if agency["party"] in rule[0]]
    return [rule for rule in mine if rule[1] in (None, agency["bound"])]


def check_law(
    agency: dict[str, Any],
    matter: dict[str, Any],
    handling: dict[str, Any],
    recipients: list[dict[str, Any]],
    given: bool = False,
) -> None:
    """Kind, then purpose, then ground, for each who is to get it. Nobody here has an age."""
    kind = matter["kind"]
    for recipient in recipients:
        fit = [
            rule for rule in rules(agency, kind)
            if recipient["party"] in rule[4] and rule[5] in (None, recipient["bound"])
        ]  # fmt: skip
        care = kind in ("care.social", "concern.adult")
        addicted = agency["party"] in CARERS and "addiction" in handling["grounds"]
        waived = (kind in WAIVED and not given) or (care and not addicted)
        sure = all(one["certainty"] == "certain" for one in handling["persons"])
        if not fit or waived or (kind == "current.request" and not sure):
            others = [one for one in LAW if one != kind and rules(agency, one)]
            raise Problem("kind-not-lawful", lawful=others)
        fit = [rule for rule in fit if matter["purpose"] in rule[2]]
        need(fit != [], "purpose-not-lawful")
        need(any(matter["basis"] in rule[3] for rule in fit), "basis-not-lawful")


def might(delegations: list[Any], kind: str, section: str, day: str) -> bool:
    """Whether one of them covers a decision."""
    return any(
        kind in one[1] and one[3] <= day <= one[4] and (one[2] is None or section in one[2])
        for one in delegations
    )


def check_boards(
    waiver: dict[str, Any], agencies: dict[str, dict[str, Any]], today: str
) -> None:
    """A decision in place of a signature is one that the board might take."""
    own = [one for one in DELEGATIONS if one[0].startswith(OWNER + ".")]
    given = [each for one in waiver["persons"] for each in one["signatures"]]
    for each in [one for one in given if one["capacity"] == "decision"]:
        if each["board"] == OWNER:
            fit = might(own, "consent.record", each["citation"], each.get("signed", today))
        else:
            fit = agencies.get(each["board"], {}).get("party") in SOCIAL
        need(fit, "not-delegated")


def check_grounds(matter: dict[str, Any], handling: dict[str, Any], today: str) -> None:
    """A decision that somebody might take, an agreement that holds."""
    name = matter["unit"].split(".")[0]
    if "decision" in handling:
        said = handling["decision"]
        need(said["section"] == matter["basis"], "bad-handling")
        need(said["on"] <= today, "bad-handling")
        need(said["by"].split(".")[0] == name, "not-delegated")
        mine = [one for one in DELEGATIONS if one[0] == said["by"]]
        need(might(mine, matter["kind"], said["section"], said["on"]), "not-delegated")
    if "agreement" in handling:
        found = AGREEMENTS.get(handling["agreement"])
        need(found is not None, "no-agreement")
        assert found is not None
        parties, purpose, ground, first, last = found
        need(first <= today <= last, "no-agreement")
        need((purpose, ground) == (matter["purpose"], matter["basis"]), "no-agreement")
        need({name, *(one.split(".")[0] for one in handling["to"])} <= parties, "no-agreement")
