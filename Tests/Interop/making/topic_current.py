"""Whether somebody is current at another board: the question, and the one word that answers it."""

from __future__ import annotations

from functools import partial
from typing import Any

from making import core
from making.core import refused
from making.message import Draft, context, handling, known_key, matter, person
from making.topic_broker import ACCEPTED, AGENCIES, before, unlawful
from making.topic_envelope import bad, good
from making.topic_kinds import BOARD, STRANGE, decision

CARE = core.Signer("care")
UNIT = "care.omsorg"
NUMBER = "201801102383"
ASK, ANSWER = "current.request", "current.response"
# Neither says anything but whom it is about, or what the word is.
BARE = {"target": "unknown", "grounds": ["unknown"], "feedback": False}
NOTHING = BARE | {"municipality": "unknown"}
TALK = {"conversation": core.uuid4("talk of two boards")}


def by(agency: str) -> dict[str, Any]:
    """Who decides at a board that it is asked, or answered."""
    return {"decision": decision(agency + ".handlaggare", "sol-15-8")}


def frame(kind: str, unit: str, conversation: str) -> dict[str, Any]:
    """What the message is."""
    return matter(kind, unit=unit, conversation=conversation)


def ask(
    *, unit: str = "reception.mottagning", to: str = UNIT, who: dict[str, Any] | None = None,
    more: list[tuple[Any, ...]] | None = None, conversation: str = "", **changes: Any,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """A question that is right unless it is changed."""
    agency = unit.split(".")[0]
    told = BARE | {"to": [to]} | by(agency) | changes
    one = person(number=NUMBER) if who is None else who
    where = conversation or TALK["conversation"]
    parts = [("matter", [], frame(ASK, unit, where)), ("handling", [], handling(one, **told))]
    return [*parts, *(more or [])]


def answer(
    *, unit: str = UNIT, value: Any = "not-current", people: list[Any] | None = None,
    more: list[tuple[Any, ...]] | None = None, conversation: str = "", **changes: Any,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """An answer that is right unless it is changed."""
    told = NOTHING | by(unit.split(".")[0]) | changes
    where = conversation or TALK["conversation"]
    parts = [
        ("matter", [], frame(ANSWER, unit, where)),
        ("handling", [], handling(*(people or []), **told)),
    ]
    return [*parts, ("outcome", [], {"value": value}), *(more or [])]


def forms() -> list[dict[str, Any]]:
    """What has no place in a question or an answer is refused before anybody asks the law."""

    def wrong(name: str, about: str, parts: list[Any], code: str = "bad-handling") -> Any:
        return bad("current-" + name, about, code, 3, parts=parts)

    text = ("narrative", [], {"text": "Har frågat om hjälp."})
    named = ("identity", ["A2B3"], {"name": "Ada Exempel"})
    # Of the school's, as every message whose form alone is judged.
    q, a = partial(ask, unit="school.central"), partial(answer, unit="school.central")
    numberless = person()
    return [
        good("current-question", "One person with a number.", Draft("ask", q())),
        good("current-word", "One word.", Draft("answer", a(value="current"))),
        wrong("nobody", "A question without a number.", q(who=numberless)),
        wrong("typo", "A number that does not pass.",
              q(who=person(number="201801102384")), "identifier-invalid"),
        wrong("guardian", "About a guardian.", q(who=person(number=NUMBER, role="guardian"))),
        wrong("ground", "With a ground.", q(grounds=["violence"])),
        wrong("target", "With a target group.", q(target="child")),
        wrong("area", "With a part of the town.", q(area="norr")),
        wrong("anonymous", "Anonymous.", q(anonymous=True)),
        wrong("feedback", "With a wish for feedback.", q(feedback=True)),
        wrong("excluded", "That excludes somebody.", q(excluded=["police"])),
        wrong("unnamed", "That nobody has decided.",
              [part if part[0] != "handling" else ("handling", [], {
                  key: value for key, value in part[2].items() if key != "decision"})
               for part in q()]),
        wrong("name", "A name beside the number.", q(more=[named]), "class-not-allowed"),
        wrong("two", "To two boards.", q()[:1] + [("handling", [], handling(
            person(number=NUMBER), **BARE, **by("reception"), to=[UNIT, "reception.utredning"]))]),
        wrong("word-unknown", "A third word.", a(value="perhaps"), "bad-outcome"),
        wrong("word-feedback", "A word of feedback.", a(value="opened"), "bad-outcome"),
        wrong("word-more", "The word and more.", a()[:2] + [
            ("outcome", [], {"value": "current", "since": "2026"})], "bad-outcome"),
        wrong("word-none", "No word.", a()[:2], "section-missing"),
        wrong("word-twice", "Two words.",
              a(more=[("outcome", [], {"value": "current"})]), "doubled-section"),
        wrong("word-person", "The person again.", a(people=[person(number=NUMBER)])),
        wrong("word-text", "A narrative.", a(more=[text]), "class-not-allowed"),
        wrong("word-ground", "A ground.", a(grounds=["violence"])),
        wrong("word-acute", "Urgency.", a(urgency="acute")),
        wrong("word-guardians", "Guardians.", a(guardians="must-not-be-told")),
        wrong("word-municipality", "A municipality.", a(municipality="0581")),
        wrong("word-area", "An area.", a(area="protected")),
        wrong("word-to", "To somebody by name.", a(to=["reception.mottagning"])),
    ]


def vector(
    name: str, about: str, parts: list[Any], expect: Any, *earlier: Any
) -> dict[str, Any]:
    """One vector among agencies of which one is the other board."""
    care = {
        "agency": "care", "party": "social-services", "bound": True, "functions": [UNIT],
        "keys": [known_key(CARE)],
    }  # fmt: skip
    agencies = [*AGENCIES, care]
    agency = parts[0][2]["unit"].split(".")[0]
    speaker = next(one for one in agencies if one["agency"] == agency)
    known = context(agency=agency, functions=speaker["functions"], keys=speaker["keys"])
    known |= {"party": speaker["party"], "bound": speaker["bound"], "connection": 1}
    known |= {"session": True, "agencies": agencies, "before": list(earlier)}
    octets = octets_of("current-" + name, parts)
    return core.vector("current-" + name, about, "broker", octets, known, expect)


def octets_of(name: str, parts: list[Any]) -> list[bytes]:
    """The frames of a message of whoever speaks in it."""
    from making.topic_broker import PARTIES

    agency = parts[0][2]["unit"].split(".")[0]
    signer = CARE if agency == "care" else PARTIES[agency][3]
    return Draft(name, parts, signer, "urn:samverkan:" + agency).build().frames()


def vectors() -> list[dict[str, Any]]:
    """Who may ask whom, and who answers, once."""
    asked = before("reception", octets_of("current-first", ask()))
    told = before("care", octets_of("current-told", answer()))
    report = before("school", octets_of("current-report", [
        ("matter", [], matter(unit="school.central", **TALK)),
        ("handling", [], handling(person())),
    ]))  # fmt: skip
    other = {"conversation": core.uuid4("another talk of two boards")}
    denied = refused("not-permitted", 3, "/to/0")
    rest = [kind for kind in BOARD if kind != ASK]
    return [
        vector("ask", "One board asks another.", ask(), ACCEPTED),
        vector("ask-back", "And the other way.",
               ask(unit=UNIT, to="reception.utredning"), ACCEPTED),
        vector("ask-itself", "Within one board nobody asks so.",
               ask(to="reception.utredning"), denied),
        vector("ask-school", "No school is asked.", ask(to="school.central"), denied),
        vector("ask-nobody", "Nor somebody that nobody knows.", ask(to="nobody.desk"),
               refused("unknown-unit", 3, "/to/0")),
        vector("ask-from-school", "No school asks.",
               ask(unit="school.central", decision=decision("school.rektor", "sol-15-8")),
               refused("not-delegated", 3, "/decision/by")),
        vector("ask-undelegated", "Nor whoever may not decide so.",
               ask(decision=decision("reception.kanslist", "sol-15-8")),
               refused("not-delegated", 3, "/decision/by")),
        vector("ask-unsure", "About somebody who may be another.",
               ask(who=person(number=NUMBER, certainty="probable")), unlawful("kind", *rest)),
        vector("ask-protected", "About somebody protected, whose desk is the asker's own.",
               ask(who=person(number=NUMBER, protection="registered")),
               refused("not-permitted", 3, "/persons/0/protection")),
        vector("ask-protected-back", "To the board whose desk it is.",
               ask(unit=UNIT, to="reception.utredning",
                   who=person(number=NUMBER, protection="marked")), ACCEPTED),
        vector("ask-in-report", "In the conversation of a report.", ask(), STRANGE, report),
        vector("ask-again", "A second question in one conversation.", ask(), STRANGE, asked),
        vector("answer", "The word.", answer(value="current"), ACCEPTED, asked),
        vector("answer-twice", "Another word.", answer(value="current"),
               refused("not-permitted"), asked, told),
        vector("answer-unasked", "A word that nobody asked for.", answer(**other), STRANGE, asked),
        vector("answer-own", "The word of whoever asked.",
               answer(unit="reception.mottagning"), STRANGE, asked),
        vector("answer-own-board", "The word of another unit of whoever asked.",
               answer(unit="reception.utredning"), STRANGE, asked),
        vector("answer-report", "A word in the conversation of a report.", answer(), STRANGE,
               report),
        vector("answer-undelegated", "The word of whoever may not decide so.",
               answer(decision=decision("care.vikarie", "sol-15-8")),
               refused("not-delegated", 3, "/decision/by"), asked),
        vector("answer-section", "On another ground.",
               answer(decision=decision("care.handlaggare", "sol-20-6")),
               refused("bad-handling", 3, "/decision/section"), asked),
        vector("more", "Anything else in such a conversation.",
               [("matter", [], matter("inquiry.request", unit="reception.mottagning", **TALK)),
                ("handling", [], handling(person(), to=["school.central"],
                                          inquiry=core.uuid4("an inquiry")))],
               STRANGE, asked),
    ]
