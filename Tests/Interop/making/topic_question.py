"""Questions that name nobody: what the broker refuses itself, and what it says in its own name."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused, vector
from making.message import BROKER, SCHOOL, Draft, handling, matter
from making.topic_answer import delivered
from making.topic_broker import ACCEPTED, PARTIES, before, case, said, unlawful

KIND = "consultation.anonymous"
BAND = ("identity.age-band", [], {"band": "under-12"})
TALK = core.uuid4("talk of a question")


def asked(name: str, *words: str, by: str = "school", **changes: Any) -> list[bytes]:
    """A question of the agency, in words of its own if there are any."""
    told = {key: value for key, value in changes.items() if key in matter(KIND)}
    rest = {key: value for key, value in changes.items() if key not in told}
    told = {"unit": PARTIES[by][2][0], "conversation": core.uuid4("talk " + name)} | told
    parts = [
        ("matter", [], matter(KIND, **told)),
        ("handling", [], handling(**{"takes-part": []} | rest)),
        BAND,
        *(("narrative", [], {"text": one}) for one in words),
    ]
    return Draft(name, parts, PARTIES[by][3], "urn:samverkan:" + by).build().frames()


def questions() -> list[dict[str, Any]]:
    """What the broker takes and what it refuses, whatever the sender's program let through."""
    first = before("school", asked("question-earlier", conversation=TALK))

    def q(
        name: str, about: str, expect: Any, *words: str, by: str = "school", **more: Any
    ) -> dict[str, Any]:
        earlier = more.pop("earlier", [])
        octets = asked(name, *words, by=by, **more)
        return case(name, about, by, octets, expect, *earlier)

    def trace(name: str, about: str, words: str) -> dict[str, Any]:
        return q(name, about, refused("identity-trace", 3), words)

    return [
        q("question", "A question that names nobody.", ACCEPTED),
        q("question-words", "In words of one's own.", ACCEPTED, "Hon ritade en teckning."),
        q("question-unbound", "By whoever no duty binds.", ACCEPTED, by="association"),
        q("question-unknown-municipality", "Of nowhere.", ACCEPTED, municipality="unknown"),
        trace("question-number", "With a personal number in it.", "Hon har 20121222-2390."),
        trace("question-mistyped", "With a mistyped one.", "Hon har 121222-2391."),
        trace("question-telephone", "With a telephone number.", "Ring 011-15 22 83."),
        trace("question-mail", "With a mail address.", "Skriv till namn@example.org."),
        trace("question-address", "With a street and its number.", "Hon bor på Storgatan 12."),
        trace("question-years", "With years.", "Åren 2021-2022 bodde hon på Storgatan 12."),
        q("question-no-trace", "With years alone.", ACCEPTED, "Det började 2021-2022."),
        q(
            "question-police",
            "No words where the sender says that police take part.",
            refused("class-not-allowed"),
            "Hon ritade.",
            **{"takes-part": ["police"]},
        ),
        q(
            "question-heard",
            "Nor where the directory says so, and the sender does not.",
            refused("class-not-allowed", 3),
            "Hon ritade.",
            municipality="0580",
        ),
        q("question-heard-choices", "Without words it goes there.", ACCEPTED, municipality="0580"),
        q(
            "question-excluded",
            "A question that excludes somebody.",
            refused("bad-handling", 3, "/excluded"),
            excluded=["police"],
        ),
        q(
            "question-basis",
            "On the ground of a report.",
            unlawful("basis"),
            basis="sol-19-1",
        ),
        q(
            "question-again",
            "A second one in the sender's own conversation.",
            ACCEPTED,
            conversation=TALK,
            earlier=[first],
        ),
        q(
            "question-foreign",
            "One that names another agency's conversation is a question of its own.",
            ACCEPTED,
            by="police",
            conversation=TALK,
            earlier=[before("school", said("question-report", conversation=TALK))],
        ),
        case(
            "question-report-beside",
            "A report in the conversation that the sender gave its question.",
            "school",
            said("question-report-beside", conversation=TALK),
            ACCEPTED,
            first,
        ),
    ]


def deliveries() -> list[dict[str, Any]]:
    """The same question in the broker's own name, and what only looks like it."""
    told = {"unit": "broker.school", "conversation": core.uuid4("talk of the broker's own")}
    choices = {"anonymous": True, "feedback": False, "takes-part": []}
    parts = [
        ("matter", [], matter(KIND, **told)),
        ("handling", [], handling(**choices)),
        BAND,
        ("narrative", [], {"text": "Hon ritade en teckning."}),
    ]
    known = {"deployment": core.DEPLOYMENT, "brokerKeys": [core.b64u(BROKER.public)]}

    def d(
        name: str, about: str, signer: core.Signer, source: str, code: str | None = None
    ) -> dict[str, Any]:
        built = Draft(name, parts, signer, "urn:samverkan:" + source).build()
        view = core.view_digest(built.envelope, built.sections)
        expect = refused(code) if code else {"ok": {"view": view, "lines": 4}}
        octets = delivered(built, built.sections, whole=True, lane="other")
        return vector(name, about, "deliver", octets, known, expect)

    return [
        d("deliver-hidden-source", "The broker speaks for whoever asked.", BROKER, "broker"),
        d("deliver-broker-forged", "An agency as the broker.", SCHOOL, "broker", "unknown-key"),
        d("deliver-broker-posing", "The broker as an agency.", BROKER, "school", "unknown-key"),
    ]
