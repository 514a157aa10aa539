"""The lines: their form, their labels, their salts, and what a kind may carry."""

from __future__ import annotations

from typing import Any

from making import core
from making.message import (
    RECEPTION,
    Draft,
    handling,
    known_key,
    matter,
    narrative,
    person,
    sections,
)
from making.topic_envelope import bad, good

REPORT = "report.mandatory"


def on_narrative(old: str, new: str) -> Any:
    """A hook that changes the line of free text before it is committed to."""

    def hook(line: bytes) -> bytes:
        if b'"narrative"' not in line:
            return line
        assert old.encode() in line, old
        return line.replace(old.encode(), new.encode("utf-8", "surrogateescape"), 1)

    return hook


def line(name: str, about: str, code: str, old: str, new: str) -> dict[str, Any]:
    """A message whose line of free text is wrong, committed to and signed as it is."""
    parts = sections(REPORT, narrative())
    return bad(name, about, code, 3, parts=parts, on_line=on_narrative(old, new))


def bytes_of_lines() -> list[dict[str, Any]]:
    """The same scanner judges the lines; all of these are committed to as they stand."""
    separator = sections(REPORT, narrative("Första raden\u2028andra raden\u2029slut\u0085"))
    return [
        good(
            "line-separator",
            "U+2028 inside a line does not end it.",
            Draft("line-separator", separator),
        ),
        line(
            "line-duplicate-class",
            "Two classes: the filter and the reader might each take one.",
            "duplicate-name",
            '"class":"narrative"',
            '"class":"narrative","class":"school"',
        ),
        line(
            "line-duplicate-body",
            "The same name twice in a body.",
            "duplicate-name",
            '{"observed"',
            '{"observed":"","observed"',
        ),
        line(
            "line-escaped-name",
            "A label whose name is an escape.",
            "escaped-name",
            '"class"',
            r'"cl\u0061ss"',
        ),
        line(
            "line-deep",
            "A body below sixteen levels.",
            "too-deep",
            '{"observed"',
            '{"more":' + "[" * 15 + "]" * 15 + ',"observed"',
        ),
        line(
            "line-float",
            "A fraction in a body.",
            "not-an-integer",
            '{"observed"',
            '{"length":1.5,"observed"',
        ),
        line("line-latin-1", "A letter in Latin-1 in a body.", "not-utf8", "Barnet", "B\udce5rnet"),
        line(
            "line-mark",
            "A byte order mark at the start of a line.",
            "byte-order-mark",
            '["',
            '\ufeff["',
        ),
        line("line-return", "A line that ends in CR.", "carriage-return", '"}]', '"}]\r'),
        line("line-broken", "A line that is cut.", "bad-json", '"}]', '"}'),
        line("line-tail", "A second value on the line.", "bad-json", '"}]', '"}]{}'),
        bad(
            "lines-crlf",
            "Every line ends in CRLF.",
            "carriage-return",
            3,
            on_sections=lambda octets: octets.replace(b"\n", b"\r\n"),
        ),
        bad(
            "lines-mark",
            "A byte order mark before the first line.",
            "byte-order-mark",
            3,
            on_sections=lambda octets: b"\xef\xbb\xbf" + octets,
        ),
    ]


def form_of_lines() -> list[dict[str, Any]]:
    """Three elements, a label of two members, no whitespace, one order."""

    def f(name: str, about: str, old: str, new: str) -> dict[str, Any]:
        return line(name, about, "bad-sections", old, new)

    def p(name: str, about: str, hook: Any) -> dict[str, Any]:
        return bad(name, about, "bad-sections", 3, on_padding=hook)

    def s(name: str, about: str, hook: Any) -> dict[str, Any]:
        return bad(name, about, "bad-sections", 3, on_sections=hook)

    return [
        f("line-space", "A space outside a string.", '",{', '", {'),
        f("line-four", "Four elements.", '"}]', '"},1]'),
        f(
            "line-object",
            "A body that is a text.",
            '{"observed":"Barnet kom utan jacka tre dagar i rad."}',
            '"Barnet"',
        ),
        f("line-label-extra", "A label with a member too many.", '"about"', '"level":1,"about"'),
        f(
            "line-label-order",
            "A label in the other order.",
            '"class":"narrative","about":["A2B3"]',
            '"about":["A2B3"],"class":"narrative"',
        ),
        f("line-label-bare", "A label without about.", ',"about":["A2B3"]', ""),
        f("line-about-text", "About that is no list.", '["A2B3"]}', '"A2B3"}'),
        f("line-about-twice", "The same tag twice.", '["A2B3"]}', '["A2B3","A2B3"]}'),
        f("line-padding-inside", "Padding that is not last.", '"narrative"', '"padding"'),
        p("padding-zero", "A padding of nothing.", lambda pad: [pad[0], pad[1], 0]),
        p("padding-negative", "A padding below zero.", lambda pad: [pad[0], pad[1], -1]),
        p("padding-text", "A padding as text.", lambda pad: [pad[0], pad[1], str(pad[2])]),
        p(
            "padding-about",
            "A padding with about.",
            lambda pad: [pad[0], pad[1] | {"about": []}, pad[2]],
        ),
        p("padding-huge", "A padding without end.", lambda pad: [pad[0], pad[1], 65]),
        s("sections-no-last-feed", "The last line feed is gone.", lambda octets: octets[:-1]),
        s(
            "sections-blank-line",
            "An empty line.",
            lambda octets: octets.replace(b"\n", b"\n\n", 1),
        ),
        s("sections-blank-end", "An empty line at the end.", lambda octets: octets + b"\n"),
        s(
            "sections-no-padding",
            "No padding line.",
            lambda octets: octets[: octets[:-1].rindex(b"\n") + 1],
        ),
        s(
            "sections-padding-twice",
            "Two padding lines.",
            lambda octets: octets + octets[octets[:-1].rindex(b"\n") + 1 :],
        ),
        bad(
            "lines-out-of-order",
            "Lines not in the order of their commitments.",
            "commitment-mismatch",
            3,
            parts=sections(REPORT, narrative()),
            on_lines=lambda made: made[::-1],
        ),
        bad(
            "lines-doubled",
            "The same line twice.",
            "repeated-salt",
            3,
            on_lines=lambda made: [made[0], *made],
            on_commitments=lambda v: sorted({*v, bytes(31) + b"\x01"}),
        ),
    ]


def salts() -> list[dict[str, Any]]:
    """Salts and the seed: 16 bytes each, none used twice."""
    first = core.salt("salt-repeated 0")

    def put(new: str) -> Any:
        return lambda made: (
            b'["' + new.encode() + made[made.index(b'",{') :] if b"narrative" in made else made
        )

    def s(name: str, about: str, code: str, new: str) -> dict[str, Any]:
        return bad(name, about, code, 3, parts=sections(REPORT, narrative()), on_line=put(new))

    return [
        s("salt-repeated", "Two lines with one salt.", "repeated-salt", first),
        bad(
            "salt-seed-repeated",
            "The seed is also a salt.",
            "repeated-salt",
            3,
            on_padding=lambda pad: [core.salt("salt-seed-repeated 0"), pad[1], pad[2]],
        ),
        s("salt-short", "A salt of 15 bytes.", "bad-sections", core.b64u(bytes(range(15)))),
        s("salt-long", "A salt of 17 bytes.", "bad-sections", core.b64u(bytes(range(17)))),
        s(
            "salt-padded",
            "A salt with padding.",
            "bad-sections",
            core.b64u(bytes(range(16))) + "==",
        ),
        s(
            "salt-loose-bits",
            "Unused bits that are not zero.",
            "bad-sections",
            "AAAAAAAAAAAAAAAAAAAAAB",
        ),
        s("salt-alphabet", "The other alphabet.", "bad-sections", "+/+/AAAAAAAAAAAAAAAAAA"),
        s("salt-empty", "No salt.", "bad-sections", ""),
    ]


def classes() -> list[dict[str, Any]]:
    """Which sections may, must and must not stand in a message."""
    spare = sections(REPORT)
    school = ("school", [], {"absence": "40 procent"})
    named = ("identity", [], {"name": "Alva Ek"})

    def c(name: str, about: str, code: str, *parts: Any) -> dict[str, Any]:
        return bad(name, about, code, 3, parts=list(parts))

    def request(name: str, about: str, code: str, *more: Any) -> dict[str, Any]:
        return c(name, about, code, *sections("feedback.request", *more))

    return [
        good(
            "class-about-all",
            "About nobody named means about all.",
            Draft("class-about-all", [*spare, school]),
        ),
        good(
            "class-twice",
            "Ordinary classes may repeat.",
            Draft("class-twice", [*spare, school, school]),
        ),
        good(
            "class-request",
            "A request for feedback.",
            Draft("class-request", sections("feedback.request")),
        ),
        c(
            "class-unknown",
            "A class that does not exist.",
            "unknown-class",
            *spare,
            ("gossip", [], {}),
        ),
        c("class-capitals", "A class in capitals.", "unknown-class", *spare, ("School", [], {})),
        c("class-sealed", "A sealed section.", "sealed-not-offered", *spare, ("sealed", [], {})),
        c("class-two-matters", "Two matters.", "doubled-section", *spare, spare[0]),
        c("class-two-handlings", "Two handlings.", "doubled-section", *spare, spare[1]),
        c("class-no-matter", "No matter.", "section-missing", spare[1], narrative()),
        c("class-no-handling", "No handling.", "section-missing", spare[0], narrative()),
        c(
            "class-report-outcome",
            "A report with an outcome.",
            "class-not-allowed",
            *spare,
            ("outcome", [], {"value": "opened"}),
        ),
        request(
            "class-request-identity", "A request that names a child.", "class-not-allowed", named
        ),
        request(
            "class-request-text",
            "A request with free text.",
            "class-not-allowed",
            ("narrative", [], {}),
        ),
        request(
            "class-request-outcome",
            "A request that answers itself.",
            "class-not-allowed",
            ("outcome", [], {"value": "opened"}),
        ),
        c(
            "class-matter-about",
            "A matter about a person.",
            "bad-sections",
            ("matter", ["A2B3"], matter()),
            spare[1],
        ),
        c(
            "class-handling-about",
            "A handling about a person.",
            "bad-sections",
            spare[0],
            ("handling", ["A2B3"], handling(person())),
        ),
        c(
            "class-anonymous-reporter",
            "A reporter who is not to be named, named.",
            "class-not-allowed",
            spare[0],
            ("handling", [], handling(person(), anonymous=True)),
            ("reporter", [], {"name": "Alva Ek"}),
        ),
        good(
            "class-reporter",
            "A reporter who may be named.",
            Draft("class-reporter", [*spare, ("reporter", [], {"name": "Alva Ek"})]),
        ),
        c("tag-unknown", "A tag that is nobody.", "unknown-tag", *spare, ("school", ["ZZZZ"], {})),
    ]


def feedback(
    name: str, about: str, code: str | None, *more: Any, people: Any = ()
) -> dict[str, Any]:
    """A message of the kind that answers a reporter."""
    said = matter("feedback", unit="reception.mottagning")
    parts = [("matter", [], said), ("handling", [], handling(*people)), *more]
    draft = {"parts": parts, "signer": RECEPTION, "source": "urn:samverkan:reception"}
    known = {
        "agency": "reception",
        "functions": ["reception.mottagning"],
        "keys": [known_key(RECEPTION)],
    }
    if code is None:
        return good(name, about, Draft(name, **draft), **known)
    made = bad(name, about, code, 3, **draft)
    return made | {"context": made["context"] | known}


def outcomes() -> list[dict[str, Any]]:
    """Feedback says one of three words and nothing more."""
    opened = ("outcome", [], {"value": "opened"})
    return [
        feedback("feedback-opened", "An inquiry was opened.", None, opened),
        feedback(
            "feedback-not-opened", "No inquiry.", None, ("outcome", [], {"value": "not-opened"})
        ),
        feedback(
            "feedback-ongoing",
            "One was under way.",
            None,
            ("outcome", [], {"value": "already-ongoing"}),
        ),
        feedback("feedback-none", "Feedback without an outcome.", "section-missing"),
        feedback("feedback-two", "Two outcomes.", "doubled-section", opened, opened),
        feedback(
            "feedback-other",
            "A word that is not in the list.",
            "bad-outcome",
            ("outcome", [], {"value": "dismissed"}),
        ),
        feedback(
            "feedback-more",
            "A word and a remark.",
            "bad-outcome",
            ("outcome", [], {"value": "opened", "remark": "Samtal bokat."}),
        ),
        feedback("feedback-empty", "No word.", "bad-outcome", ("outcome", [], {})),
        feedback(
            "feedback-person", "Feedback with a person.", "bad-handling", opened, people=[person()]
        ),
        feedback(
            "feedback-identity",
            "Feedback that names a child.",
            "class-not-allowed",
            opened,
            ("identity", [], {"name": "Alva Ek"}),
        ),
        feedback(
            "feedback-measures",
            "Feedback on measures.",
            "class-not-allowed",
            opened,
            ("measures", [], {"text": "Stöd i hemmet."}),
        ),
    ]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return bytes_of_lines() + form_of_lines() + salts() + classes() + outcomes()
