"""The envelope, its commitments, and the sizes of a PUBLISH."""

from __future__ import annotations

from typing import Any

from making import core
from making.core import refused, vector
from making.message import Draft, context, narrative, sections

ID = "0f3c5a5e-7b1d-4c62-9e0a-5d2f60c1b7a4"


def good(name: str, about: str, draft: Draft, **known: Any) -> dict[str, Any]:
    """A message that is read, and everything true of it."""
    built = draft.build()
    return vector(name, about, "publish", built.frames(), context(**known), {"ok": built.truth()})


def bad(
    name: str, about: str, code: str, frame: int | None = None, **spoils: Any
) -> dict[str, Any]:
    """A message that is right in everything but what the hooks did."""
    built = Draft(name, **spoils).build()
    return vector(name, about, "publish", built.frames(), context(), refused(code, frame))


def swap(old: str, new: str) -> Any:
    """A hook that puts one text for another, which must be there."""

    def hook(octets: bytes) -> bytes:
        assert old.encode() in octets, old
        return octets.replace(old.encode(), new.encode(), 1)

    return hook


def turned(members: dict[str, Any]) -> dict[str, Any]:
    """The same members with the first two in the other order."""
    first, second, *rest = members.items()
    return dict([second, first, *rest])


def envelopes() -> list[dict[str, Any]]:
    """The seven members."""

    def e(name: str, about: str, hook: Any) -> dict[str, Any]:
        return bad(name, about, "bad-envelope", 2, on_envelope=hook)

    rules = [
        e("envelope-space", "A space between members.", swap('1.0","type', '1.0", "type')),
        e("envelope-line", "A line feed at the end.", lambda octets: octets + b"\n"),
        e(
            "envelope-escape",
            "A backslash in a value.",
            swap("urn:samverkan", r"urn:\u0073amverkan"),
        ),
        e("envelope-version", "Another CloudEvents version.", swap('"1.0"', '"1.1"')),
        e("envelope-number", "A number for a text.", swap('"1.0"', "1")),
        e("envelope-array", "An array.", lambda octets: b"[" + octets + b"]"),
        bad("envelope-order", "Members in another order.", "bad-envelope", 2, on_members=turned),
        bad(
            "envelope-extra",
            "A member too many.",
            "bad-envelope",
            2,
            on_members=lambda members: members | {"subject": "a"},
        ),
        bad(
            "envelope-missing",
            "A member too few.",
            "bad-envelope",
            2,
            on_members=lambda members: {k: v for k, v in members.items() if k != "keyid"},
        ),
        bad("envelope-id-capitals", "An id in capitals.", "bad-envelope", 2, id=ID.upper()),
        bad(
            "envelope-id-version",
            "An id of version 7.",
            "bad-envelope",
            2,
            id=ID.replace("-4c", "-7c"),
        ),
        bad(
            "envelope-id-variant",
            "An id of another variant.",
            "bad-envelope",
            2,
            id=ID.replace("-9e", "-ce"),
        ),
        bad("envelope-id-braces", "An id in braces.", "bad-envelope", 2, id="{" + ID + "}"),
        bad("envelope-id-empty", "An id that is a space.", "bad-envelope", 2, id=" "),
        bad("envelope-source-bare", "A source that is no URN.", "bad-envelope", 2, source="school"),
        bad(
            "envelope-source-capitals",
            "An agency in capitals.",
            "bad-envelope",
            2,
            source="urn:samverkan:School",
        ),
        bad(
            "envelope-keyid",
            "A key id with padding.",
            "bad-envelope",
            2,
            on_members=lambda members: members | {"keyid": members["keyid"] + "="},
        ),
        bad(
            "envelope-type",
            "A later version of the type.",
            "unknown-version",
            2,
            on_envelope=swap("signed.v1", "signed.v2"),
        ),
        bad(
            "envelope-audience",
            "Another deployment.",
            "wrong-audience",
            2,
            audience="drift.norrkoping",
        ),
        bad(
            "envelope-source",
            "Another agency's name.",
            "wrong-source",
            2,
            source="urn:samverkan:police",
        ),
        bad(
            "envelope-duplicate",
            "The source twice.",
            "duplicate-name",
            2,
            on_envelope=swap('"audience"', '"source":"urn:samverkan:school","audience"'),
        ),
        bad(
            "envelope-escaped-name",
            "A name with an escape.",
            "escaped-name",
            2,
            on_envelope=swap('"source"', r'"s\u006furce"'),
        ),
        bad(
            "envelope-mark",
            "A byte order mark.",
            "byte-order-mark",
            2,
            on_envelope=lambda octets: b"\xef\xbb\xbf" + octets,
        ),
        bad(
            "envelope-broken",
            "The object is not closed.",
            "bad-json",
            2,
            on_envelope=lambda octets: octets[:-1],
        ),
        bad(
            "envelope-latin-1",
            "A letter in Latin-1.",
            "not-utf8",
            2,
            on_envelope=lambda octets: octets.replace(b"school", b"sk\xe5la"),
        ),
    ]
    return [good("envelope", "A report that is right in every part.", Draft("envelope")), *rules]


def many(count: int) -> list[tuple[Any, ...]]:
    """Sections to the count, the two first among them."""
    return sections("report.mandatory", *[narrative(f"Del {place}.") for place in range(count - 2)])


def commitments() -> list[dict[str, Any]]:
    """What the envelope promises, against what is there."""

    def c(name: str, about: str, code: str, hook: Any) -> dict[str, Any]:
        return bad(name, about, code, on_commitments=hook)

    loose = bytes(31) + b"\x01"
    return [
        good("lines-15", "Fifteen lines and one padding.", Draft("lines-15", many(15))),
        good("lines-16", "Sixteen lines need 64 commitments.", Draft("lines-16", many(16))),
        good("lines-63", "Sixty-three lines and one padding.", Draft("lines-63", many(63))),
        bad("lines-64", "Sixty-four lines.", "too-many-sections", 3, parts=many(64)),
        c(
            "commitments-unsorted",
            "Two values in the wrong order.",
            "bad-commitments",
            lambda v: [v[1], v[0], *v[2:]],
        ),
        c("commitments-doubled", "One value twice.", "bad-commitments", lambda v: [v[0], *v[:-1]]),
        c("commitments-15", "Fifteen values.", "bad-commitments", lambda v: v[:15]),
        c("commitments-17", "Seventeen values.", "bad-commitments", lambda v: [*v, b"\xff" * 32]),
        c("commitments-none", "No value.", "bad-commitments", lambda v: []),
        c(
            "commitments-cut",
            "The last value a byte short.",
            "bad-commitments",
            lambda v: core.b64(b"".join(v)[:-1]),
        ),
        c(
            "commitments-base64url",
            "The other alphabet.",
            "bad-commitments",
            lambda v: core.b64u(b"".join([*v[:-1], b"\xff" * 32])),
        ),
        c("commitments-loose-bits", "Unused bits that are not zero.", "bad-commitments", loosened),
        c(
            "commitment-wrong",
            "One value of nothing.",
            "commitment-mismatch",
            lambda v: sorted([*v[1:], loose]),
        ),
        bad(
            "commitment-unopened",
            "A padding too few.",
            "commitment-mismatch",
            3,
            on_padding=lambda p: [p[0], p[1], p[2] - 1],
            on_commitments=lambda v: sorted([*v, loose]),
        ),
        bad(
            "commitment-over-opened",
            "A padding too many.",
            "commitment-mismatch",
            3,
            on_padding=lambda p: [p[0], p[1], p[2] + 1],
            on_commitments=lambda v: v[:16],
        ),
        bad(
            "commitment-missing-line",
            "A line is gone after the signature.",
            "commitment-mismatch",
            3,
            on_sections=lambda octets: octets.split(b"\n", 1)[1],
        ),
        bad(
            "commitment-changed-line",
            "A line changed after the signature.",
            "commitment-mismatch",
            3,
            parts=sections("report.mandatory", narrative("Barnet är blått.")),
            on_sections=swap("blått", "blott"),
        ),
        bad(
            "commitment-other-id",
            "The sections of another message.",
            "commitment-mismatch",
            3,
            on_members=lambda members: members | {"id": ID},
        ),
    ]


def loosened(values: list[bytes]) -> str:
    """Base64 that decodes to the same bytes, with an unused bit set in the last letter."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    text = core.b64(b"".join(values))
    assert text.endswith("=") and not text.endswith("==")
    return text[:-2] + alphabet[alphabet.index(text[-2]) | 1] + "="


def sized(name: str, wanted: int) -> Draft:
    """A draft whose two payload frames together have the wanted size."""
    slim = Draft(name, sections("report.mandatory", narrative(""))).build()
    missing = wanted - len(slim.envelope) - len(slim.sections)
    return Draft(name, sections("report.mandatory", narrative("x" * missing)))


def sizes() -> list[dict[str, Any]]:
    """The limits in bytes, and the padding."""
    large = sized("payload-65537", 65537).build().frames()
    wide = Draft("publish-8193").build().frames()
    rest = sum(map(len, wide)) - len(wide[1])
    frame = wide[1].rstrip()
    over = [wide[0], frame + b" " * (12288 - rest - len(frame)), *wide[2:]]
    odd = Draft("padding-odd").build().frames()
    bare = Draft("padding-none").build().frames()
    more = Draft("padding-more").build().frames()
    made = [
        ("padding-odd", "One space too many.", [odd[0], odd[1] + b" ", *odd[2:]], "bad-padding"),
        ("padding-none", "No padding.", [bare[0], bare[1].rstrip(), *bare[2:]], "bad-padding"),
        ("payload-65537", "Two payload frames of 65537 bytes.", large, "too-large"),
        ("publish-wide-header", "A header above 8192 bytes.", over, "too-large"),
    ]
    assert len(over[1]) > 8192
    extra = [more[0], more[1] + b" " * 4096, *more[2:]]
    truth = Draft("padding-more").build().truth()
    return [
        good("payload-65536", "Two payload frames of 65536 bytes.", sized("payload-65536", 65536)),
        vector(
            "padding-more",
            "A whole step more than needed.",
            "publish",
            extra,
            context(),
            {"ok": truth},
        ),
        *[vector(n, a, "publish", f, context(), refused(code)) for n, a, f, code in made],
    ]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return envelopes() + commitments() + sizes()
