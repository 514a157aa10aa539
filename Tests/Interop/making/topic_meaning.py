"""What a message says: matter, handling, and the numbers of persons."""

from __future__ import annotations

from typing import Any

from making.core import random_bytes, refused
from making.message import Draft, handling, matter, person, sections
from making.numbers import OLD_NUMBER, TEST_COORDINATION, TEST_NUMBERS, with_wrong_check
from making.topic_envelope import bad, good


def matters() -> list[dict[str, Any]]:
    """Exactly six members, all text, in any order."""

    def told(body: dict[str, Any]) -> list[Any]:
        return [("matter", [], body), sections()[1]]

    def m(name: str, about: str, code: str = "bad-matter", **changes: Any) -> dict[str, Any]:
        return bad(name, about, code, 3, parts=told(matter(**changes)))

    short = {key: value for key, value in matter().items() if key != "basis"}
    turned = dict(reversed(matter().items()))
    return [
        good("matter-order", "The members in another order.", Draft("matter-order", told(turned))),
        good(
            "matter-voluntary",
            "A voluntary report.",
            Draft("matter-voluntary", told(matter("report.voluntary"))),
        ),
        m("matter-kind", "A kind that does not exist.", "unknown-kind", kind="gossip"),
        m("matter-kind-case", "A kind in capitals.", "unknown-kind", kind="Report.mandatory"),
        m("matter-extra", "A member too many.", remark="x"),
        bad("matter-missing", "A member too few.", "bad-matter", 3, parts=told(short)),
        m("matter-number", "A number for a text.", unit=5),
        m("matter-unit-form", "A unit that is no function.", unit="school"),
        m(
            "matter-unit-unknown",
            "A unit that is not registered.",
            "unknown-unit",
            unit="school.cellar",
        ),
        m("matter-unit-foreign", "Another agency's unit.", "unknown-unit", unit="police.desk"),
        m(
            "matter-conversation-capitals",
            "A conversation in capitals.",
            conversation="0F3C5A5E-7B1D-4C62-9E0A-5D2F60C1B7A4",
        ),
        m(
            "matter-conversation-version",
            "A conversation of version 1.",
            conversation="0f3c5a5e-7b1d-1c62-9e0a-5d2f60c1b7a4",
        ),
        m("matter-sent-offset", "A time with an offset.", sent="2026-11-21T21:00:00+01:00"),
        m("matter-sent-fraction", "A time with a fraction.", sent="2026-11-21T20:00:00.0Z"),
        m("matter-sent-space", "A time with a space.", sent="2026-11-21 20:00:00Z"),
        m("matter-sent-small", "A time in small letters.", sent="2026-11-21t20:00:00z"),
        m("matter-sent-day", "A day that does not exist.", sent="2026-02-29T20:00:00Z"),
        m("matter-sent-leap", "A leap second.", sent="2026-12-31T23:59:60Z"),
        good(
            "matter-sent-old",
            "A concern is never refused for its age.",
            Draft("matter-sent-old", told(matter(sent="2024-02-29T08:15:00Z"))),
        ),
        m("matter-purpose", "A purpose that does not exist.", purpose="curiosity"),
        m("matter-basis", "A basis that does not exist.", basis="sol-99"),
    ]


def tag(place: int) -> str:
    """A tag of four letters that belongs to the place."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    return "".join(alphabet[octet % 32] for octet in random_bytes(f"tag {place}", 4))


def handlings() -> list[dict[str, Any]]:
    """Ten members with values from closed lists."""

    def told(body: dict[str, Any]) -> list[Any]:
        return [sections()[0], ("handling", [], body)]

    def h(name: str, about: str, *people: Any, **changes: Any) -> dict[str, Any]:
        body = handling(*(people or [person()]), **changes)
        return bad(name, about, "bad-handling", 3, parts=told(body))

    crowd = [person(tag(place)) for place in range(16)]
    others = [f"agency-{place}" for place in range(33)]
    short = {key: value for key, value in handling(person()).items() if key != "urgency"}
    return [
        good("handling-16", "Sixteen persons.", Draft("handling-16", told(handling(*crowd)))),
        good(
            "handling-acute",
            "An acute report with every mark.",
            Draft(
                "handling-acute",
                told(
                    handling(
                        person(protection="registered", certainty="uncertain"),
                        urgency="acute",
                        area="protected",
                        municipality="unknown",
                        target="unknown",
                        grounds=["violence", "honour"],
                        guardians="must-not-be-told",
                        anonymous=True,
                        excluded=["police", "school.central"],
                    )
                ),
            ),
        ),
        h("handling-17", "Seventeen persons.", *crowd, person(tag(16))),
        bad("handling-nobody", "A report about nobody.", "bad-handling", 3, parts=told(handling())),
        bad("handling-missing", "A member too few.", "bad-handling", 3, parts=told(short)),
        h("handling-extra", "A member too many.", remark="x"),
        h("handling-person-extra", "A person with a name.", person(name="Alva Ek")),
        h("handling-tag-short", "A tag of three letters.", person("A2B")),
        h("handling-tag-small", "A tag in small letters.", person("a2b3")),
        h("handling-tag-digit", "A tag with a digit outside base32.", person("A1B8")),
        h("handling-tag-twice", "Two persons with one tag.", person(), person()),
        h("handling-role", "A role that does not exist.", person(role="suspect")),
        h("handling-certainty", "A certainty that does not exist.", person(certainty="maybe")),
        h("handling-protection", "A protection that does not exist.", person(protection="secret")),
        h("handling-number", "A number that is a number.", person() | {"number": 5}),
        h("handling-municipality", "A municipality as a number.", municipality=581),
        h("handling-municipality-short", "A municipality of three digits.", municipality="581"),
        h("handling-target", "A target group that does not exist.", target="pupil"),
        h("handling-grounds-none", "No ground.", grounds=[]),
        h("handling-grounds-twice", "The same ground twice.", grounds=["crime", "crime"]),
        h("handling-grounds-unlisted", "A ground that does not exist.", grounds=["gossip"]),
        h("handling-urgency", "An urgency that does not exist.", urgency="soon"),
        h("handling-guardians", "A word about guardians that does not exist.", guardians="maybe"),
        h("handling-feedback", "A truth as text.", feedback="true"),
        h("handling-anonymous", "A truth as a number.", anonymous=0),
        h("handling-excluded", "An excluded party that is no agency.", excluded=["The Police"]),
        h("handling-excluded-twice", "One party twice.", excluded=["police", "police"]),
        h("handling-excluded-33", "Thirty-three excluded.", excluded=others[:33]),
        good(
            "handling-excluded-32",
            "Thirty-two excluded.",
            Draft("handling-excluded-32", told(handling(person(), excluded=others[:32]))),
        ),
        h("handling-number-33", "A number of 33 bytes.", person(number="1" * 33)),
        h(
            "handling-number-letters",
            "A number of 17 letters in 34 bytes.",
            person(number="å" * 17),
        ),
        bad(
            "handling-request-person",
            "A request for feedback that carries a person.",
            "bad-handling",
            3,
            parts=[
                ("matter", [], matter("feedback.request")),
                ("handling", [], handling(person())),
            ],
        ),
    ]


def numbered() -> list[dict[str, Any]]:
    """Numbers in a report: a typo never stops it, a real person never enters training."""

    def told(number: str) -> list[Any]:
        return [sections()[0], ("handling", [], handling(person(number=number)))]

    def kept(name: str, about: str, number: str, unverified: bool, **known: Any) -> dict[str, Any]:
        made = good(name, about, Draft(name, told(number)), **known)
        made["expect"]["ok"]["unverified"] = ["A2B3"] if unverified else []
        return made

    production = {"environment": "production"}
    refuse = {"expect": refused("test-number-refused", 3)}
    live = kept(
        "number-test-in-production",
        "A test number in production.",
        TEST_NUMBERS[0],
        False,
        **production,
    )
    return [
        kept("number-test", "A test number in training.", TEST_NUMBERS[0], False),
        kept(
            "number-coordination", "A coordination number in training.", TEST_COORDINATION[0], False
        ),
        kept(
            "number-ten-digits",
            "Ten digits and a hyphen.",
            f"{TEST_NUMBERS[0][2:8]}-{TEST_NUMBERS[0][8:]}",
            False,
        ),
        kept(
            "number-typo",
            "A wrong check digit is kept, and matched to nothing.",
            with_wrong_check(TEST_NUMBERS[0]),
            True,
            **production,
        ),
        kept(
            "number-unreadable",
            "No number at all is kept, and matched to nothing.",
            "okänt",
            True,
            **production,
        ),
        kept(
            "number-32",
            "A note of 32 bytes is kept, and matched to nothing.",
            "å" * 16,
            True,
            **production,
        ),
        kept(
            "number-blank",
            "An empty number is kept, and matched to nothing.",
            "",
            True,
            **production,
        ),
        bad(
            "number-real",
            "A number outside the test series in training.",
            "test-number-required",
            3,
            parts=told(OLD_NUMBER),
        ),
        live | refuse,
    ]


def general() -> list[dict[str, Any]]:
    """Age bands and districts: what follows from the number, the day of sent, and the area."""

    def told(kind: str, band: Any, sent: str = "", **more: Any) -> list[Any]:
        number = more.pop("number", "201407022399")
        said = matter(kind)
        return [
            ("matter", [], said | ({"sent": sent} if sent else {})),
            ("handling", [], handling(person(number=number), **more)),
            ("identity.age-band", ["A2B3"], band),
        ]

    def placed(kind: str, area: str, district: Any) -> list[Any]:
        first = told(kind, {"band": "12-14"}, area=area)
        return [*first[:2], ("whereabouts.district", [], district)]

    def kept(name: str, about: str, parts: list[Any]) -> dict[str, Any]:
        made = good(name, about, Draft(name, parts))
        made["expect"]["ok"]["unverified"] = []
        return made

    def g(name: str, about: str, parts: list[Any]) -> dict[str, Any]:
        return bad(name, about, "generalisation-mismatch", 3, parts=parts)

    report, other = "report.mandatory", "correction"
    before, after = "2026-07-01T21:59:59Z", "2026-07-01T22:00:00Z"
    return [
        kept("general-age", "The band of the number.", told(report, {"band": "12-14"})),
        kept(
            "general-age-report",
            "A report whose number is another's is taken all the same.",
            told(report, {"band": "15-17"}),
        ),
        kept(
            "general-age-report-form",
            "A report whose band has another form is taken all the same.",
            told(report, {"text": "omkring tio"}),
        ),
        kept(
            "general-area-report",
            "A report whose district is not its area is taken all the same.",
            placed(report, "north", {"area": "south"}),
        ),
        g("general-age-other", "Another band than the number's.", told(other, {"band": "15-17"})),
        g("general-age-hidden", "No band for a known number.", told(other, {"band": "unknown"})),
        g("general-age-form", "A band that does not exist.", told(other, {"band": "7-9"})),
        g("general-age-extra", "A member too many.", told(other, {"band": "12-14", "year": "2014"})),
        g(
            "general-age-before",
            "The band of the birthday, a second before it in Sweden.",
            told(other, {"band": "12-14"}, before),
        ),
        g(
            "general-age-after",
            "The band of the day before, on the birthday in Sweden.",
            told(other, {"band": "under-12"}, after),
        ),
        g(
            "general-area-other",
            "Another district than the area.",
            placed(other, "north", {"area": "south"}),
        ),
        g(
            "general-area-protected",
            "A district of whom no place may be known.",
            placed(other, "protected", {"area": "north"}),
        ),
        g(
            "general-area-form",
            "A district in words.",
            placed(other, "north", {"district": "norra delen"}),
        ),
    ]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return matters() + handlings() + numbered() + general()
