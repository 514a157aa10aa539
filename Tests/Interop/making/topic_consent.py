"""Waivers of secrecy: how they are written, who must have signed, and how they are taken back."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused
from making.message import Draft, handling, matter, person
from making.numbers import TEST_COORDINATION, TEST_NUMBERS, with_wrong_check
from making.topic_broker import ACCEPTED, PARTIES, UNBOUND, before, case, ok, unlawful
from making.topic_envelope import bad, good

RECORD, WITHDRAW = "consent.record", "consent.withdraw"
CHILD, YOUNG, MOTHER, FATHER = "CHLD", "YONG", "MUMA", "DADA"
# Eight and sixteen years old; and two who are grown.
NUMBERS = {
    CHILD: "201803192382",
    YOUNG: "201010122396",
    MOTHER: "199006042387",
    FATHER: "199103092384",
}
TALK = core.uuid4("cooperation")


def people(*tags: str) -> list[dict[str, Any]]:
    """Persons by their tags, with numbers that are right."""
    roles = {CHILD: "child", YOUNG: "child"}
    return [person(tag, NUMBERS[tag], role=roles.get(tag, "guardian")) for tag in tags]


def guardian(tag: str, **changes: Any) -> dict[str, Any]:
    """A guardian's signature."""
    signed = {"capacity": "guardian", "person": tag, "notice": "may-be-told"}
    return signed | {"signed": "2026-11-20"} | changes


def decision(**changes: Any) -> dict[str, Any]:
    """A board's decision in place of a guardian's signature."""
    made = {"capacity": "decision", "citation": "fb-6-13-a", "board": "reception"}
    return made | {"signed": "2026-11-19"} | changes


def waived(
    tag: str = CHILD, *signatures: dict[str, Any], custody: str = "shared", **changes: Any
) -> dict[str, Any]:
    """One person and who has signed; both guardians if nobody is given."""
    signed = list(signatures) or [guardian(MOTHER), guardian(FATHER)]
    return {"person": tag, "custody": custody, "signatures": signed} | changes


def waiver(*persons: dict[str, Any], sheet: str = "sheet", **changes: Any) -> dict[str, Any]:
    """What was signed."""
    body = {
        "form": "sspf",
        "persons": list(persons) or [waived()],
        "classes": ["identity", "school"],
        "until": "2027-06-30",
        "evidence": core.b64u(core.random_bytes("evidence " + sheet, 32)),
    }
    return body | changes


def told(kind: str, body: dict[str, Any], **of_matter: Any) -> list[tuple[Any, ...]]:
    """The two sections of a consent."""
    return [("matter", [], matter(kind, **of_matter)), ("handling", [], body)]


def recorded(terms: Any = None, *tags: str, **changes: Any) -> dict[str, Any]:
    """The handling of a waiver."""
    crowd = people(*(tags or (CHILD, MOTHER, FATHER)))
    more = {"to": ["police.desk", "reception.mottagning"], "waiver": terms or waiver()}
    return handling(*crowd, feedback=False) | more | changes


def taken_back(signatory: str = FATHER, *whom: str, **changes: Any) -> dict[str, Any]:
    """The handling of a withdrawal."""
    crowd = people(signatory, *(tag for tag in whom if tag != signatory))
    more = {"withdrawal": {"signatory": signatory, "for": list(whom)}}
    return handling(*crowd, feedback=False) | more | changes


def forms() -> list[dict[str, Any]]:
    """How a waiver and a withdrawal are written."""

    def fine(name: str, about: str, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        return good(name, about, Draft(name, told(kind, body)))

    def wrong(
        name: str, about: str, body: dict[str, Any], kind: str = RECORD, code: str = "bad-handling"
    ) -> dict[str, Any]:
        return bad(name, about, code, 3, parts=told(kind, body))

    def terms(name: str, about: str, **changes: Any) -> dict[str, Any]:
        return wrong(name, about, recorded(waiver(**changes)))

    def signature(name: str, about: str, given: dict[str, Any]) -> dict[str, Any]:
        return wrong(name, about, recorded(waiver(waived(CHILD, given, guardian(FATHER)))))

    def without(body: dict[str, Any], name: str) -> dict[str, Any]:
        return {key: value for key, value in body.items() if key != name}

    typo, unsure = people(CHILD, MOTHER, FATHER), people(CHILD, MOTHER, FATHER)
    typo[0]["number"] = with_wrong_check(NUMBERS[CHILD])
    unsure[1]["certainty"] = "probable"
    twins = [*people(CHILD, MOTHER, FATHER), person("TWIN", NUMBERS[CHILD])]
    alone = waiver(waived(CHILD, guardian(MOTHER), decision()))
    missing = waiver(waived(CHILD, guardian(MOTHER), without(guardian(FATHER), "signed")))
    strange = recorded(waiver(waived("NOPE")))
    return [
        fine("consent-form", "A waiver with two signatures.", RECORD, recorded()),
        fine("consent-form-missing", "A signature not yet given.", RECORD, recorded(missing)),
        fine(
            "consent-form-decision",
            "A decision in place of a guardian without a number.",
            RECORD,
            recorded(alone, CHILD, MOTHER),
        ),
        fine("withdraw-form", "A withdrawal for everyone.", WITHDRAW, taken_back()),
        fine("withdraw-form-for", "A withdrawal for one.", WITHDRAW, taken_back(FATHER, CHILD)),
        wrong("consent-without", "No waiver.", without(recorded(), "waiver")),
        wrong("consent-to-none", "A waiver without parties.", without(recorded(), "to")),
        wrong("consent-to-nobody", "A waiver towards nobody.", recorded(to=[])),
        wrong("consent-to-agency", "A waiver towards an agency.", recorded(to=["police"])),
        wrong("consent-to-twice", "One party twice.", recorded(to=["police.desk"] * 2)),
        wrong(
            "consent-both",
            "A waiver with a withdrawal.",
            recorded(withdrawal={"signatory": FATHER, "for": []}),
        ),
        wrong(
            "consent-in-report",
            "A waiver in a report.",
            handling(person()) | {"waiver": waiver()},
            "report.mandatory",
        ),
        wrong(
            "consent-typo",
            "A mistyped number in a waiver.",
            recorded(persons=typo),
            code="identifier-invalid",
        ),
        wrong(
            "consent-numberless",
            "A person without a number.",
            recorded(persons=[without(one, "number") for one in unsure]),
            code="identifier-invalid",
        ),
        wrong(
            "consent-uncertain",
            "A person nobody is sure of.",
            recorded(persons=unsure),
            code="identifier-invalid",
        ),
        wrong("consent-twins", "Two persons with one number.", recorded(persons=twins)),
        wrong(
            "consent-idle",
            "A person who has no part in it.",
            recorded(None, CHILD, MOTHER, FATHER, YOUNG),
        ),
        wrong("consent-nobody", "A waiver for somebody who is not named.", strange),
        terms("consent-form-word", "A form that does not exist.", form="chat"),
        terms("consent-class", "A class that does not exist.", classes=["gossip"]),
        terms("consent-class-twice", "One class twice.", classes=["school", "school"]),
        terms("consent-class-none", "No class.", classes=[]),
        terms("consent-until", "A day that does not exist.", until="2027-06-31"),
        terms("consent-until-time", "A time for a day.", until=core.NOW),
        terms("consent-evidence", "A digest of 31 bytes.", evidence=core.b64u(bytes(31))),
        terms("consent-extra", "A member too many.", remark="x"),
        terms("consent-persons", "Nobody's secrecy.", persons=[]),
        terms("consent-custody", "A custody that does not exist.", persons=[waived(custody="x")]),
        terms("consent-person-twice", "One person twice.", persons=[waived(), waived()]),
        signature("consent-capacity", "A capacity that does not exist.", guardian(MOTHER) | {
            "capacity": "friend"}),
        signature("consent-notice", "A guardian of whom nothing is said.",
                  without(guardian(MOTHER), "notice")),
        signature("consent-signed", "A signature of yesterday.",
                  guardian(MOTHER, signed="yesterday")),
        signature("consent-self", "A person who signs for themself, named.",
                  {"capacity": "self", "person": MOTHER}),
        signature("consent-board", "A decision by nobody.",
                  without(decision(person=MOTHER), "board")),
        signature("consent-citation", "A decision under another section.",
                  decision(person=MOTHER, citation="fb-6-13")),
        wrong("withdraw-without", "No withdrawal.", without(taken_back(), "withdrawal"), WITHDRAW),
        wrong(
            "withdraw-to",
            "A withdrawal that names parties: the conversation says whom it is told.",
            taken_back(to=["police.desk"]),
            WITHDRAW,
        ),
        wrong(
            "withdraw-nobody",
            "A withdrawal by somebody who is not named.",
            taken_back(withdrawal={"signatory": MOTHER, "for": []}),
            WITHDRAW,
        ),
        wrong(
            "withdraw-for",
            "A withdrawal for somebody who is not named.",
            taken_back(withdrawal={"signatory": FATHER, "for": [CHILD]}),
            WITHDRAW,
        ),
        wrong(
            "withdraw-idle",
            "A withdrawal with a person who has no part in it.",
            taken_back(persons=people(FATHER, MOTHER)),
            WITHDRAW,
        ),
        bad(
            "consent-narrative",
            "A waiver that tells a story.",
            "class-not-allowed",
            3,
            parts=[*told(RECORD, recorded()), ("narrative", [], {"observed": "Nej."})],
        ),
    ]


def said(
    name: str,
    body: dict[str, Any],
    kind: str = RECORD,
    by: str = "school",
    id: str = "",
    **of_matter: Any,
) -> list[bytes]:
    """A consent of the agency, in the one cooperation unless another is named."""
    of_matter = {"unit": PARTIES[by][2][0], "conversation": TALK} | of_matter
    parts = told(kind, body, **of_matter)
    return Draft(name, parts, PARTIES[by][3], "urn:samverkan:" + by, id=id).build().frames()


def signed_by() -> list[dict[str, Any]]:
    """Whose signatures it takes, and what a paper may open."""

    def c(
        name: str, about: str, expect: Any, terms: Any = None, *tags: str, **more: Any
    ) -> dict[str, Any]:
        return case(name, about, "school", said(name, recorded(terms, *tags), **more), expect)

    def no(code: str, place: str) -> dict[str, Any]:
        return refused("consent-" + code, 3, place)

    own = {"capacity": "self", "signed": "2026-11-20"}
    both = [guardian(MOTHER), guardian(FATHER)]
    birthless = recorded()
    birthless["persons"][0]["number"] = TEST_COORDINATION[1]
    every = [
        "matter handling identity identity.age-band contact whereabouts whereabouts.district "
        "guardians household narrative child-view health pupil-health school offence "
        "social-services family-counselling violence-honour third-party reporter measures "
        "outcome attachment"
    ][0].split()
    everyone = (YOUNG, MOTHER, FATHER)
    classes = {"classes": ["identity"]}
    return [
        c("consent", "Two guardians for a child.", ACCEPTED),
        c(
            "consent-decided",
            "One guardian, and a decision in place of the other.",
            ACCEPTED,
            waiver(waived(CHILD, guardian(MOTHER), decision(person=FATHER))),
        ),
        c(
            "consent-sole",
            "One guardian who decides alone.",
            ACCEPTED,
            waiver(waived(CHILD, guardian(MOTHER), custody="sole")),
            CHILD,
            MOTHER,
        ),
        c(
            "consent-young",
            "A young person and both guardians.",
            ACCEPTED,
            waiver(waived(YOUNG, own, *both)),
            *everyone,
        ),
        c(
            "consent-adult",
            "Somebody grown, alone.",
            ACCEPTED,
            waiver(waived(FATHER, own, custody="unknown")),
            FATHER,
        ),
        c(
            "consent-half",
            "One guardian of two.",
            no("half-signed", "/waiver/persons"),
            waiver(waived(CHILD, guardian(MOTHER)), **classes),
            CHILD,
            MOTHER,
        ),
        c(
            "consent-half-young",
            "Both guardians without the young person.",
            no("half-signed", "/waiver/persons"),
            waiver(waived(YOUNG, *both)),
            *everyone,
        ),
        c(
            "consent-unsigned",
            "Nobody has signed.",
            no("unsigned", "/waiver/persons"),
            waiver(waived(CHILD, signatures=[])),
            CHILD,
        ),
        c(
            "consent-withheld",
            "A guardian who must not be told.",
            no("guardian-withheld", "/waiver/persons"),
            waiver(waived(CHILD, guardian(MOTHER), guardian(FATHER, notice="must-not-be-told"))),
        ),
        c(
            "consent-custody-unknown",
            "Nobody knows who decides.",
            no("custody-unknown", "/waiver/persons"),
            waiver(waived(custody="unknown")),
        ),
        case(
            "consent-birthless",
            "A person whose day of birth may be a guess.",
            "school",
            said("consent-birthless", birthless),
            no("age-unknown", "/waiver/persons"),
        ),
        c(
            "consent-expired",
            "A waiver that ended yesterday.",
            no("expired", "/waiver/until"),
            waiver(until="2026-11-20"),
        ),
        c(
            "consent-today",
            "A waiver that ends today.",
            ACCEPTED,
            waiver(until="2026-11-21"),
        ),
        c(
            "consent-general",
            "A waiver of everything.",
            no("too-general", "/waiver/classes"),
            waiver(classes=every),
        ),
        c(
            "consent-ahead",
            "A signature of a day to come.",
            no("contradictory", "/waiver"),
            waiver(waived(CHILD, guardian(MOTHER), guardian(FATHER, signed="2026-11-23"))),
        ),
    ]


def standing() -> list[dict[str, Any]]:
    """What rests on what was recorded before."""
    one = core.uuid4("consent-one")
    first = said("consent-first", recorded(), id=one)
    earlier = before("school", first)
    wide = waiver(classes=["identity", "school", "health"])
    other = waiver(sheet="another")
    gone = before("school", said("consent-gone", taken_back(), WITHDRAW))
    back = {"kind": WITHDRAW}
    strange = refused("consent-unknown", 3, "/conversation")
    sig = waiver(sheet="another", form="sig")
    many = [
        before("school", said(f"consent-many-{place}", recorded(waiver(sheet=str(place)))))
        for place in range(16)
    ]

    def c(
        name: str, about: str, by: str, expect: Any, body: Any, *past: Any, **more: Any
    ) -> dict[str, Any]:
        return case(name, about, by, said(name, body, by=by, **more), expect, *past)

    return [
        case(
            "consent-again",
            "The same bytes again get the same leaf again.",
            "school",
            first,
            ok("RECEIPT", outcome="accepted", again=True),
            earlier,
        ),
        c("consent-other-id", "The paper once more.", "school", ACCEPTED, recorded(), earlier),
        c(
            "consent-replayed",
            "Another agency's name for a waiver.",
            "police",
            refused("consent-replayed", 2, "/id"),
            recorded(other, to=["school.central"]),
            earlier,
            id=one,
        ),
        c(
            "consent-widened",
            "The same paper for more.",
            "school",
            refused("consent-widened", 3, "/waiver"),
            recorded(wide),
            earlier,
        ),
        c(
            "consent-borrowed",
            "Another agency's paper.",
            "police",
            refused("consent-wrong-authority", 3, "/waiver/evidence"),
            recorded(to=["school.central"]),
            earlier,
        ),
        c(
            "consent-own",
            "A party with a paper of its own.",
            "police",
            ACCEPTED,
            recorded(other, to=["school.central"]),
            earlier,
        ),
        c(
            "consent-other-form",
            "Another form than the cooperation has.",
            "school",
            refused("consent-contradictory", 3, "/waiver"),
            recorded(sig),
            earlier,
        ),
        c(
            "consent-many",
            "A seventeenth waiver.",
            "school",
            refused("consent-too-many", 3, "/waiver"),
            recorded(other),
            *many,
        ),
        c(
            "consent-excluding",
            "A waiver that leaves somebody out by name.",
            "school",
            refused("bad-handling", 3, "/excluded"),
            recorded(excluded=["police"]),
        ),
        c(
            "consent-stranger",
            "A waiver towards a function that nobody has.",
            "school",
            refused("bad-handling", 3, "/to"),
            recorded(to=["police.cellar"]),
        ),
        c("withdraw", "A guardian's no.", "school", ACCEPTED, taken_back(), earlier, **back),
        c("withdraw-elsewhere", "The no told to another party.", "police", ACCEPTED,
          taken_back(), earlier, **back),
        c("withdraw-second", "The other guardian's no.", "school", ACCEPTED,
          taken_back(MOTHER), earlier, gone, **back),
        c(
            "consent-withdrawn",
            "A new paper after a no.",
            "school",
            refused("consent-withdrawn", 3, "/conversation"),
            recorded(other),
            earlier,
            gone,
        ),
        c("withdraw-nothing", "A no to nothing.", "school", strange, taken_back(), **back),
        c(
            "withdraw-unsigned",
            "A no by somebody who did not sign.",
            "school",
            strange,
            taken_back(YOUNG),
            earlier,
            **back,
        ),
        c(
            "withdraw-outsider",
            "A no told by an agency that is no party.",
            "association",
            strange,
            taken_back(),
            earlier,
            **back,
        ),
        c(
            "consent-law",
            "An association records no waiver.",
            "association",
            unlawful("kind", *UNBOUND),
            recorded(),
        ),
        c(
            "consent-law-basis",
            "A waiver on the ground of a duty.",
            "school",
            unlawful("basis"),
            recorded(),
            basis="sol-19-1",
        ),
    ]


def vectors() -> list[dict[str, Any]]:
    """What a whole broker is needed for."""
    return signed_by() + standing()
