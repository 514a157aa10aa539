"""What a message of each kind has: its classes, how many persons, and what only it states."""

from __future__ import annotations

from typing import Any

from judge import AGENCY, BASES, CLASSES, FUNCTION, UUID, fits, is_day, need
from judge_current import ANSWER, ASK
from judge_emergency import check_form as check_emergency
from judge_reservation import ACKNOWLEDGE, OFFER, ONE, RELEASE
from judge_reservation import check_form as check_reservation

FRAME = {"matter", "handling"}
NAMED = FRAME | {"identity", "identity.age-band", "contact"}
PLACED = NAMED | {"whereabouts", "whereabouts.district"}
ALL = set(CLASSES)
ALLOWED: dict[str, set[str]] = {
    "report.mandatory": ALL - {"outcome"},
    "report.voluntary": ALL - {"outcome"},
    "notice.police": PLACED
    | {"guardians", "household", "narrative", "child-view", "offence", "violence-honour"}
    | {"third-party", "reporter", "measures", "attachment"},
    "feedback": FRAME | {"outcome"},
    "feedback.request": FRAME,
    "meeting.invitation": FRAME,
    "inquiry.request": FRAME | {"identity", "identity.age-band", "narrative", "social-services"},
    "inquiry.response": ALL - {"family-counselling", "third-party", "outcome"},
    "contact.early": NAMED | {"narrative", "child-view", "health", "measures"},
    "consultation.anonymous": FRAME | {"identity.age-band", "narrative"},
    "collaboration.share": ALL - {"family-counselling", "third-party", "reporter", "outcome"},
    "plan.summons": NAMED
    | {"guardians", "narrative", "child-view", "health", "pupil-health", "school"}
    | {"social-services", "measures"},
    "care.social": NAMED
    | {"guardians", "household", "narrative", "child-view", "health", "social-services"}
    | {"measures", "reporter", "attachment"},
    "disclosure.police": PLACED
    | {"narrative", "health", "school", "social-services", "offence", "violence-honour"}
    | {"measures", "reporter", "attachment"},
    "transfer": ALL - {"family-counselling", "outcome"},
    RELEASE: PLACED | {"household", "narrative", "health", "social-services", "reporter"},
    "concern.adult": PLACED
    | {"household", "narrative", "child-view", "health", "social-services", "violence-honour"}
    | {"third-party", "reporter", "measures", "attachment"},
    "consent.record": FRAME,
    "consent.withdraw": FRAME,
    "correction": ALL - {"outcome"},
    "emergency.declare": FRAME,
    "emergency.review": FRAME,
    OFFER: FRAME | {"narrative"},
    ACKNOWLEDGE: FRAME,
    ASK: FRAME,
    ANSWER: FRAME | {"outcome"},
}
NOBODY = {
    "feedback", "feedback.request", "meeting.invitation", "consultation.anonymous",
    "emergency.declare", "emergency.review", ACKNOWLEDGE, ANSWER,
}  # fmt: skip
TO = {"to"}
MEMBERS: dict[str, set[str]] = {
    "meeting.invitation": TO | {"decision"},
    "inquiry.request": TO | {"inquiry"},
    "inquiry.response": TO,
    "collaboration.share": TO | {"agreement"},
    "plan.summons": TO,
    "care.social": TO,
    "disclosure.police": TO | {"decision"},
    "transfer": TO | {"decision"},
    "notice.police": {"decision"},
    "consultation.anonymous": {"takes-part"},
    "consent.record": TO | {"waiver"},
    "consent.withdraw": {"withdrawal"},
    "emergency.declare": {"decision", "emergency"},
    "emergency.review": {"decision", "review"},
    OFFER: TO,
    RELEASE: TO | {"reservation"},
    ACKNOWLEDGE: {"acknowledgement"},
    ASK: TO | {"decision"},
    ANSWER: {"decision"},
}


OPTIONAL: dict[str, set[str]] = {
    "contact.early": {"informed"},
    "report.mandatory": {"present", "siblings"},
    "report.voluntary": {"present", "siblings"},
    "notice.police": {"present"},
    "concern.adult": {"present"},
}


def persons(kind: str) -> tuple[int, int]:
    """How many persons a message of the kind may name."""
    if kind in NOBODY:
        return 0, 0
    few = 0 if kind in ("contact.early", "consent.record", "consent.withdraw") else 1
    return few, 1 if kind == ASK else 16


def particulars(body: dict[str, Any], kind: str) -> None:
    """The members that only some kinds have, each right by itself."""
    if "to" in body:
        to = body["to"]
        most = 1 if kind in ONE or kind == ASK else 16
        need(isinstance(to, list) and 1 <= len(to) <= most, "bad-handling")
        need(all(fits(FUNCTION, one) for one in to) and len(set(to)) == len(to), "bad-handling")
    if "inquiry" in body:
        need(fits(UUID, body["inquiry"]), "bad-handling")
    if "agreement" in body:
        need(fits(AGENCY, body["agreement"]), "bad-handling")
    if "takes-part" in body:
        part = body["takes-part"]
        need(isinstance(part, list) and len({str(one) for one in part}) == len(part), "bad-handling")
        need(all(one in ("police", "prosecutor") for one in part), "bad-handling")
    if "informed" in body:
        given = body["informed"]
        need(isinstance(given, dict) and set(given) == {"how", "on"}, "bad-handling")
        need(given["how"] in ("shown", "spoken", "paper") and is_day(given["on"]), "bad-handling")
    if "present" in body:
        need(fits("[0-9]{4}", body["present"]), "bad-handling")
    if "siblings" in body:
        others = body["siblings"]
        need(isinstance(others, list) and 1 <= len(others) <= 15, "bad-handling")
        need(all(fits(UUID, one) for one in others), "bad-handling")
        need(len(set(others)) == len(others), "bad-handling")
    if "decision" in body:
        said = body["decision"]
        need(isinstance(said, dict), "bad-handling")
        need(set(said) == {"by", "section", "balancing", "on"}, "bad-handling")
        need(fits(FUNCTION, said["by"]) and said["section"] in BASES, "bad-handling")
        need(fits("[A-Za-z0-9_-]{43}", said["balancing"]), "bad-handling")
        need(is_day(said["on"]), "bad-handling")
    check_emergency(body)
    check_reservation(body)
