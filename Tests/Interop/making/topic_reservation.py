"""Releases to associations: the conditions, who acknowledges them, and what is released then."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused
from making.message import Draft, handling, matter
from making.topic_broker import ACCEPTED, BOUND, PARTIES, before, case, ok, unlawful
from making.topic_consent import (
    CHILD,
    FATHER,
    MOTHER,
    WITHDRAW,
    people,
    recorded,
    taken_back,
    waived,
    waiver,
)
from making.topic_consent import said as consented
from making.topic_envelope import bad, good
from making.topic_kinds import STRANGE
from making.topic_waiver import OWN, SIGNED

OFFER, ACKNOWLEDGE, RELEASE = "reservation.offer", "reservation.acknowledge", "release.individual"
TALK = core.uuid4("talk of a release")
ONE = core.uuid4("one reservation")
BOARD = ["association.board"]
TERMS = {"conditions": "Uppgifterna får inte föras vidare."}
GROUND = {"purpose": "early-support", "basis": "osl-10-14"}


def draft(
    name: str, kind: str, by: str, how: dict[str, Any], *more: tuple[Any, ...], id: str = "",
    **of_matter: Any,
) -> Draft:
    """A message of the agency, in the one conversation unless another is named."""
    what = {"unit": PARTIES[by][2][0], "conversation": TALK} | GROUND | of_matter
    parts = [("matter", [], matter(kind, **what)), ("handling", [], how), *more]
    return Draft(name, parts, PARTIES[by][3], "urn:samverkan:" + by, id=id)


def conditions(text: dict[str, Any] = TERMS, about: list[str] | None = None) -> tuple[Any, ...]:
    """The section with the text."""
    return ("narrative", about or [], text)


def concerning(whom: str = FATHER, **changes: Any) -> dict[str, Any]:
    """The handling of what is about somebody and for the association."""
    role = "child" if whom == CHILD else "adult"
    concerned = [one | {"role": role} for one in people(whom)]
    return handling(*concerned, feedback=False) | {"to": BOARD} | changes


def offered(
    name: str = "offer", by: str = "school", text: dict[str, Any] = TERMS, id: str = ONE,
    whom: str = FATHER, of_matter: dict[str, Any] | None = None, **changes: Any,
) -> Draft:
    """The conditions are offered."""
    how = concerning(whom, **changes)
    return draft(name, OFFER, by, how, conditions(text), id=id, **(of_matter or {}))


def text_of(made: Draft) -> str:
    """What commits to the line with the conditions."""
    built = made.build()
    lines = [line for line in made.lines() if b'"narrative"' in line[:64]]
    return core.b64u(core.section_commitment(built.draft.id, lines[0]))


def acknowledgement(**changes: Any) -> dict[str, Any]:
    """An acknowledgement that is right unless it is changed."""
    evidence = core.b64u(core.random_bytes("evidence of a reservation", 32))
    made = {"reservation": ONE, "text": text_of(offered()), "evidence": evidence}
    return made | {"worker": "ledare-7"} | changes


def answered(
    name: str, by: str = "association", id: str = "", of_matter: dict[str, Any] | None = None,
    excluded: list[str] | None = None, **changes: Any,
) -> Draft:
    """The conditions are acknowledged."""
    how = handling(feedback=False, excluded=excluded or [])
    how |= {"acknowledgement": acknowledgement(**changes)}
    return draft(name, ACKNOWLEDGE, by, how, id=id, **(of_matter or {}))


def released(
    name: str, by: str = "school", of_matter: dict[str, Any] | None = None, **changes: Any
) -> Draft:
    """What is released under them."""
    how = concerning() | {"reservation": ONE} | changes
    told = ("identity", [FATHER], {"name": "Bo"})
    return draft(name, RELEASE, by, how, told, **(of_matter or {}))


def forms() -> list[dict[str, Any]]:
    """How an offer, an acknowledgement and a release are written."""
    mine = {"unit": "school.central", "conversation": TALK} | GROUND

    def parts(kind: str, how: dict[str, Any], *more: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        kept = {key: value for key, value in how.items() if value is not None}
        return [("matter", [], matter(kind, **mine)), ("handling", [], kept), *more]

    def wrong(name: str, about: str, made: list[tuple[Any, ...]], code: str = "bad-handling") -> Any:
        return bad(name, about, code, 3, parts=made)

    def offer(name: str, about: str, *more: tuple[Any, ...], code: str = "bad-handling",
              **changes: Any) -> dict[str, Any]:  # fmt: skip
        return wrong(name, about, parts(OFFER, concerning(**changes), *more), code)

    def answer(name: str, about: str, **changes: Any) -> dict[str, Any]:
        how = handling(feedback=False) | {"acknowledgement": acknowledgement(**changes)}
        return wrong(name, about, parts(ACKNOWLEDGE, how))

    def release(name: str, about: str, **changes: Any) -> dict[str, Any]:
        return wrong(name, about, parts(RELEASE, concerning() | {"reservation": ONE} | changes))

    plain = handling(feedback=False) | {"acknowledgement": acknowledgement()}
    two = ["association.board", "police.desk"]
    long = acknowledgement() | {"remark": "x"}
    short = core.b64u(bytes(31))
    return [
        good("reservation-form", "Conditions that are offered.",
             Draft("reservation-form", parts(OFFER, concerning(), conditions()))),
        good("acknowledgement-form", "Conditions that are acknowledged.",
             Draft("acknowledgement-form", parts(ACKNOWLEDGE, plain))),
        good("release-form", "A release under them.",
             Draft("release-form", parts(RELEASE, concerning() | {"reservation": ONE}))),
        offer("reservation-silent", "No conditions.", code="section-missing"),
        offer("reservation-double", "Two texts.", conditions(), conditions({"more": "x"}),
              code="doubled-section"),
        offer("reservation-about", "Conditions about somebody.", conditions(about=[FATHER]),
              code="bad-sections"),
        offer("reservation-telling", "Conditions with a name beside them.", conditions(),
              ("identity", [FATHER], {"name": "Bo"}), code="class-not-allowed"),
        offer("reservation-two", "Conditions for two.", conditions(), to=two),
        offer("reservation-nobody", "Conditions that rest on nobody's yes.", conditions(),
              persons=[]),
        offer("reservation-of-itself", "An offer under a reservation.", conditions(),
              reservation=ONE),
        release("release-two", "A release to two.", to=two),
        release("release-without", "A release under no reservation.", reservation=None),
        release("release-name", "A release under something else.", reservation="one"),
        wrong("acknowledgement-without", "No acknowledgement.",
              parts(ACKNOWLEDGE, handling(feedback=False))),
        wrong("acknowledgement-extra", "A member too many.",
              parts(ACKNOWLEDGE, plain | {"acknowledgement": long})),
        wrong("acknowledgement-of-somebody", "One that names somebody.",
              parts(ACKNOWLEDGE, plain | {"persons": people(FATHER)})),
        answer("acknowledgement-reservation", "Of nothing.", reservation="offer"),
        answer("acknowledgement-text", "A digest of 31 bytes.", text=short),
        answer("acknowledgement-evidence", "A signature of 31 bytes.", evidence=short),
        answer("acknowledgement-worker", "A person's name.", worker="Anna Exempel"),
        answer("acknowledgement-number", "A number, which could be a person's.",
               worker="199006042387"),
    ]  # fmt: skip


def yes(form: str = "release", *classes: str) -> dict[str, Any]:
    """Somebody grown has said yes to the association being told."""
    opened = list(classes) or ["identity", "narrative"]
    how = recorded(waiver(SIGNED, form=form, classes=opened), FATHER, to=BOARD)
    return before("school", consented("yes to a release " + form, how))


def hers() -> dict[str, Any]:
    """Somebody else has said yes as well."""
    own = waived(MOTHER, OWN, custody="unknown")
    terms = waiver(own, form="release", sheet="hers", classes=["identity", "narrative"])
    talk = core.uuid4("her yes to a release")
    how = recorded(terms, MOTHER, to=BOARD)
    return before("school", consented("her yes to a release", how, conversation=talk))


def once_more() -> dict[str, Any]:
    """Whoever took a yes back says it again, on another sheet and in another cooperation."""
    terms = waiver(SIGNED, form="release", sheet="again", classes=["identity", "narrative"])
    talk = core.uuid4("another yes to a release")
    how = recorded(terms, FATHER, to=BOARD)
    return before("school", consented("another yes to a release", how, conversation=talk))


def hers_too() -> list[dict[str, Any]]:
    """Both of them."""
    return [one | {"role": "adult"} for one in people(FATHER, MOTHER)]


def guessed() -> list[dict[str, Any]]:
    """The one, perhaps."""
    return [one | {"role": "adult", "certainty": "probable"} for one in people(FATHER)]


def protected(mark: str) -> list[dict[str, Any]]:
    """Somebody who is protected, or of whom nobody knows it."""
    return [one | {"role": "adult", "protection": mark} for one in people(FATHER)]


def c(name: str, about: str, by: str, made: Draft, expect: Any, *past: Any) -> dict[str, Any]:
    """A vector of a broker that remembers."""
    return case(name, about, by, made.build().frames(), expect, *past)


def past(*made: tuple[str, Draft]) -> list[dict[str, Any]]:
    """What was said before, after the yes."""
    return [yes(), *(before(by, one.build().frames()) for by, one in made)]


def offering() -> list[dict[str, Any]]:
    """On whose yes conditions are offered, and how many wait."""
    closed = unlawful("kind", *BOUND)
    trace = refused("identity-trace", 3)
    silent = refused("not-permitted", 3, "/to")

    def o(name: str, about: str, expect: Any, *before: Any, **more: Any) -> dict[str, Any]:
        return c(name, about, "school", offered(name, **more), expect, *(before or [yes()]))

    eight = [("school", offered(f"offer {at}", id=core.uuid4(f"offer {at}"))) for at in range(8)]
    return [
        o("offer", "On a yes.", ACCEPTED),
        o("offer-unasked", "On nobody's yes.", closed, before("school", consented(
            "yes of both guardians to police", recorded()))),
        o("offer-form", "On a yes to something else.", closed, yes("sspf")),
        o("offer-class", "On a yes to something else than free text.", closed,
          yes("release", "contact")),
        o("offer-protected", "About somebody with protected registration.", silent,
          persons=protected("registered")),
        o("offer-unchecked", "About somebody whose protection nobody has checked.", silent,
          persons=protected("unknown")),
        o("offer-other", "On the yes of somebody else.", closed, whom=CHILD,
          guardians="may-be-told"),
        o("offer-purpose", "For preventing crime.", unlawful("purpose"),
          of_matter={"purpose": "crime-prevention"}),
        o("offer-trace", "With a number in its text.", trace,
          text={"conditions": "Ring 011-15 00 00."}),
        o("offer-self", "To an authority.", closed, to=["police.desk"]),
        o("offer-many", "A ninth that waits.",
          refused("reservation-too-many", 3, "/conversation"), *past(*eight)),
    ]  # fmt: skip


def answering() -> list[dict[str, Any]]:
    """Who acknowledges conditions, by which text, and once."""
    offer = ("school", offered())
    name = "/acknowledgement/reservation"
    unknown = refused("reservation-unknown", 3, name)
    first = ("association", answered("answer-first"))
    no = before("school", consented("no to a release", taken_back(FATHER), WITHDRAW))
    other = {"conversation": core.uuid4("another talk of a release")}
    elsewhere = offered("offer elsewhere", id=core.uuid4("elsewhere"), of_matter=other)

    def a(name: str, about: str, expect: Any, *before: Any, by: str = "association",
          **more: Any) -> dict[str, Any]:  # fmt: skip
        return c(name, about, by, answered(name, by, **more), expect, *(before or past(offer)))

    again = answered("answer-again").build().frames()
    return [
        a("bound", "By whom they were offered to.", ACCEPTED),
        case("bound-again", "The same bytes again get the same leaf again.", "association",
             again, ok("RECEIPT", outcome="accepted", again=True), *past(offer),
             before("association", again)),
        a("bound-twice", "A second time.", refused("reservation-acknowledged", 3, name),
          *past(offer, first)),
        a("bound-text", "Of another text.",
          refused("reservation-wrong-text", 3, "/acknowledgement/text"),
          text=core.b64u(bytes(32))),
        a("bound-nothing", "Of what nobody offered.", unknown,
          reservation=core.uuid4("no reservation")),
        a("bound-elsewhere", "In another conversation.", unknown,
          *past(offer, ("school", elsewhere)), of_matter=other),
        a("bound-nowhere", "In a conversation that nobody began.", STRANGE, of_matter={
            "conversation": core.uuid4("no talk")}),
        a("bound-stranger", "By somebody who takes no part.", STRANGE, by="police"),
        a("bound-own", "By whoever offered them.",
          refused("reservation-wrong-party", 3, "/unit"), by="school"),
        a("bound-excluding", "One that leaves somebody out by name.",
          refused("bad-handling", 3, "/excluded"), excluded=["reception"]),
        a("bound-late", "Once the yes is taken back.", refused("reservation-ended", 3, name),
          *past(offer), no),
        a("bound-purpose", "For preventing crime.", unlawful("purpose"),
          of_matter={"purpose": "crime-prevention"}),
    ]  # fmt: skip


def releasing() -> list[dict[str, Any]]:
    """What is released, under which conditions, and once."""
    offer, answer = ("school", offered()), ("association", answered("answer-first"))
    bound = past(offer, answer)
    party = refused("reservation-wrong-party", 3, "/reservation")
    ended = refused("reservation-ended", 3, "/reservation")
    other = {"conversation": core.uuid4("another talk of a release")}
    no = before("school", consented("no to a release", taken_back(FATHER), WITHDRAW))

    def r(name: str, about: str, expect: Any, *before: Any, **more: Any) -> dict[str, Any]:
        return c(name, about, "school", released(name, **more), expect, *(before or bound))

    return [
        r("release", "To whoever is bound.", ACCEPTED),
        r("release-early", "Before anybody is.",
          refused("reservation-unacknowledged", 3, "/reservation"), *past(offer)),
        r("release-again", "A second one.", refused("reservation-spent", 3, "/reservation"),
          *bound, before("school", released("release-first").build().frames())),
        r("release-unknown", "Under what nobody offered.",
          refused("reservation-unknown", 3, "/reservation"),
          reservation=core.uuid4("no reservation")),
        r("release-other", "To somebody else.", party, to=["police.desk"]),
        r("release-wider", "About somebody else, who has said yes as well.",
          refused("reservation-wrong-person", 3, "/persons"), yes(), hers(), *bound[1:],
          persons=hers_too()),
        r("release-guessed", "About somebody of whom nothing is certain.",
          refused("reservation-wrong-person", 3, "/persons"), persons=guessed()),
        r("release-nowhere", "In a conversation that nobody began.", STRANGE, of_matter=other),
        r("release-unasked", "Once the yes is taken back.", ended, *bound, no),
        r("release-next-yes", "On a yes that followed the one that was taken back.", ended,
          *bound, no, once_more()),
    ]  # fmt: skip


def vectors() -> list[dict[str, Any]]:
    """What a whole broker is needed for."""
    return offering() + answering() + releasing()
