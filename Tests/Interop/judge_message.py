"""The judge on a PUBLISH and a DELIVER: envelope, sections, commitments, meaning."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any
from zoneinfo import ZoneInfo

import judge_consent
import strict_json
from judge import (
    AGENCY,
    BANDS,
    BASES,
    CHOICES,
    CLASSES,
    ENVELOPE,
    FUNCTION,
    GROUNDS,
    HASHES,
    KINDS,
    OBLIGATIONS,
    PERSON,
    PURPOSES,
    REPORTS,
    UUID,
    b64u,
    checked_root,
    fits,
    instant,
    is_count,
    is_signed,
    is_time,
    key_for,
    need,
    octets_of,
)
from judge_current import ANSWER, ASK
from judge_current import check_form as check_current
from judge_kinds import ALLOWED, MEMBERS, OPTIONAL, particulars
from judge_kinds import persons as most_persons
from judge_reservation import OFFER, check_conditions
from strict_json import Problem


def is_compact(octets: bytes) -> bool:
    """Whether there is no whitespace outside strings."""
    inside = False
    escaped = False
    for octet in octets:
        if inside:
            inside = escaped or octet != 0x22
            escaped = octet == 0x5C and not escaped
        elif octet in b" \t\n":
            return False
        else:
            inside = octet == 0x22
    return True


def publish(frames: list[bytes], header: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """The whole message, in the order of checks of the specification."""
    envelope, values = read_envelope(frames[2], context)
    root, mark = checked_root(header.get("proof"), frames[2])
    key = key_for(envelope["keyid"], context)
    audience = envelope["audience"]
    need(is_signed(key, "publish", audience, header["proof"], root, mark), "bad-signature")
    lines, padding = split(frames[3])
    parts = [read_line(line) for line in lines]
    seed, count = read_padding(padding)
    salts = [part[0] for part in parts] + [seed]
    need(len(set(salts)) == len(salts), "repeated-salt")
    opened = [HASHES["section"](envelope["id"].encode(), line) for line in lines]
    need(opened == sorted(opened), "commitment-mismatch")
    name = envelope["id"].encode()
    filled = [HASHES["padding"](name, seed.encode(), str(i).encode()) for i in range(count)]
    need(sorted(opened + filled) == values, "commitment-mismatch")
    unverified = meaning(parts, context)
    truth = {
        "id": envelope["id"],
        "keyid": envelope["keyid"],
        "digest": b64u(HASHES["digest"](frames[2], frames[3])),
        "leafHash": b64u(HASHES["leaf"](frames[2])),
        "root": b64u(root),
        "lines": [b64u(value) for value in opened],
        "padding": count,
    }
    return truth | {"unverified": unverified}


def read_envelope(octets: bytes, context: dict[str, Any]) -> tuple[dict[str, str], list[bytes]]:
    """The seven members and the promised values."""
    envelope = strict_json.read(octets)
    need(isinstance(envelope, dict) and list(envelope) == ENVELOPE, "bad-envelope")
    need(all(isinstance(value, str) for value in envelope.values()), "bad-envelope")
    need(is_compact(octets) and b"\\" not in octets, "bad-envelope")
    need(envelope["specversion"] == "1.0", "bad-envelope")
    need(envelope["type"] == "se.samverkan.signed.v1", "unknown-version")
    need(fits(UUID, envelope["id"]), "bad-envelope")
    need(fits("urn:samverkan:" + AGENCY, envelope["source"]), "bad-envelope")
    need(fits("[a-z0-9][a-z0-9.-]{0,39}", envelope["audience"]), "bad-envelope")
    octets_of(envelope["keyid"], 12, "bad-envelope")
    need(envelope["audience"] == context["deployment"], "wrong-audience")
    agency = context.get("agency")
    need(agency is None or envelope["source"] == "urn:samverkan:" + agency, "wrong-source")
    try:
        raw = base64.b64decode(envelope["commitments"], validate=True)
    except (binascii.Error, ValueError):
        raise Problem("bad-commitments") from None
    need(base64.b64encode(raw).decode() == envelope["commitments"], "bad-commitments")
    need(len(raw) in (512, 2048), "bad-commitments")
    values = [raw[at : at + 32] for at in range(0, len(raw), 32)]
    need(all(one < two for one, two in zip(values, values[1:], strict=False)), "bad-commitments")
    return envelope, values


def split(octets: bytes) -> tuple[list[bytes], bytes]:
    """The section lines and the padding line."""
    need(not octets.startswith(b"\xef\xbb\xbf"), "byte-order-mark")
    need(b"\r" not in octets, "carriage-return")
    need(octets.endswith(b"\n"), "bad-sections")
    lines = octets[:-1].split(b"\n")
    need(len(lines) <= 64, "too-many-sections")
    return lines[:-1], lines[-1]


def read_line(line: bytes) -> list[Any]:
    """Salt, class, about and body of one line."""
    need(line != b"", "bad-sections")
    part = strict_json.read(line)
    need(isinstance(part, list) and len(part) == 3 and is_compact(line), "bad-sections")
    salt, label, body = part
    octets_of(salt, 16, "bad-sections")
    need(isinstance(label, dict) and list(label) == ["class", "about"], "bad-sections")
    need(isinstance(label["class"], str) and label["class"] != "padding", "bad-sections")
    about = label["about"]
    need(isinstance(about, list) and all(fits("[A-Z2-7]{4}", tag) for tag in about), "bad-sections")
    need(len(set(about)) == len(about) and isinstance(body, dict), "bad-sections")
    need(label["class"] != "sealed", "sealed-not-offered")
    need(label["class"] in CLASSES, "unknown-class")
    return [salt, label["class"], about, body]


def read_padding(line: bytes) -> tuple[str, int]:
    """Seed and count of the last line."""
    part = strict_json.read(line)
    need(isinstance(part, list) and len(part) == 3 and is_compact(line), "bad-sections")
    need(part[1] == {"class": "padding"} and is_count(part[2], 1, 63), "bad-sections")
    octets_of(part[0], 16, "bad-sections")
    return part[0], part[2]


def meaning(parts: list[list[Any]], context: dict[str, Any]) -> list[str]:
    """What is said; answers with the tags whose number is kept unverified."""
    by_class = {name: [part for part in parts if part[1] == name] for name in CLASSES}
    for name in ("matter", "handling"):
        need(len(by_class[name]) > 0, "section-missing")
        need(len(by_class[name]) == 1, "doubled-section")
        need(by_class[name][0][2] == [], "bad-sections")
    kind = matter(by_class["matter"][0][3], context)
    if kind not in REPORTS:
        sent = by_class["matter"][0][3]["sent"]
        handling = by_class["handling"][0][3]
        need(all(is_general(part, handling, sent) for part in parts), "generalisation-mismatch")
    need(all(part[1] in ALLOWED[kind] for part in parts), "class-not-allowed")
    handling = by_class["handling"][0][3]
    tags = persons(handling, kind)
    told = handling.get("informed", {"on": ""})["on"]
    need(told <= swedish_day(by_class["matter"][0][3]["sent"]).isoformat(), "bad-handling")
    need(not (handling.get("takes-part") and by_class["narrative"]), "class-not-allowed")
    need(not (handling["anonymous"] and by_class["reporter"]), "class-not-allowed")
    need(all(tag in tags for part in parts for tag in part[2]), "unknown-tag")
    if kind == OFFER:
        check_conditions(by_class["narrative"])
    if kind in (ASK, ANSWER):
        check_current(handling, kind)
    if kind in ("feedback", ANSWER):
        need(len(by_class["outcome"]) > 0, "section-missing")
        need(len(by_class["outcome"]) == 1, "doubled-section")
        body = by_class["outcome"][0][3]
        need(list(body) == ["value"], "bad-outcome")
        words = ("current", "not-current")
        if kind == "feedback":
            words = ("opened", "not-opened", "already-ongoing")
        need(body["value"] in words, "bad-outcome")
    return numbers(handling["persons"], context, kind)


def is_general(part: list[Any], handling: dict[str, Any], sent: str) -> bool:
    """Whether an age band or a district is what the precise words of the message give."""
    _, name, about, body = part
    if name == "whereabouts.district":
        right = set(body) == {"area"} and fits(AGENCY, body["area"])
        return right and handling["area"] in ("unknown", body["area"])
    if name != "identity.age-band":
        return True
    if set(body) != {"band"} or body["band"] not in [*(word for _, word in BANDS), "unknown"]:
        return False
    concerned = [one for one in handling["persons"] if not about or one["tag"] in about]
    told = [age_band(one["number"], sent) for one in concerned if "number" in one]
    return all(band in ("unknown", body["band"]) for band in told)


def swedish_day(sent: str) -> date:
    """The day in Sweden of a time."""
    return instant(sent).astimezone(ZoneInfo("Europe/Stockholm")).date()


def age_band(number: str, sent: str) -> str:
    """The band of a number on the day of sent in Sweden; unknown where the number tells none."""
    from judge_commands import personal_number

    try:
        told = personal_number([number.encode()], {"now": sent})
    except Problem:
        return "unknown"
    if told["kind"] == "samordningsnummer":
        return "unknown"
    day = swedish_day(sent).strftime("%Y%m%d")
    years = (int(day) - int(told["twelve"][:8])) // 10_000
    if years < 0:
        return "unknown"
    return next(word for least, word in reversed(BANDS) if years >= least)


def matter(body: dict[str, Any], context: dict[str, Any]) -> str:
    """The kind of a matter that is right."""
    need(set(body) == set("kind unit conversation sent purpose basis".split()), "bad-matter")
    need(all(isinstance(value, str) for value in body.values()), "bad-matter")
    need(body["kind"] in KINDS, "unknown-kind")
    need(fits(FUNCTION, body["unit"]) and fits(UUID, body["conversation"]), "bad-matter")
    need(is_time(body["sent"]), "bad-matter")
    need(body["purpose"] in PURPOSES and body["basis"] in BASES, "bad-matter")
    need(body["unit"] in context["functions"], "unknown-unit")
    return str(body["kind"])


def persons(body: dict[str, Any], kind: str) -> list[str]:
    """The tags of a handling that is right."""
    names = "persons municipality area target grounds urgency guardians anonymous feedback excluded"
    own = set(names.split()) | MEMBERS.get(kind, set())
    need(own <= set(body) <= own | OPTIONAL.get(kind, set()), "bad-handling")
    particulars(body, kind)
    people, grounds, excluded = body["persons"], body["grounds"], body["excluded"]
    need(all(isinstance(one, list) for one in (people, grounds, excluded)), "bad-handling")
    least, most = most_persons(kind)
    need(least <= len(people) <= most, "bad-handling")
    need(fits(r"\d{4}|unknown", body["municipality"]), "bad-handling")
    need(fits(AGENCY, body["area"]), "bad-handling")
    need(all(body[name] in words for name, words in CHOICES.items()), "bad-handling")
    need(1 <= len(grounds) == len({json.dumps(one) for one in grounds}), "bad-handling")
    need(all(one in GROUNDS.split() for one in grounds), "bad-handling")
    need(type(body["anonymous"]) is bool and type(body["feedback"]) is bool, "bad-handling")
    need(all(fits(f"{AGENCY}|{FUNCTION}", one) for one in excluded), "bad-handling")
    need(len(set(excluded)) == len(excluded) <= 32, "bad-handling")
    for one in people:
        need(isinstance(one, dict), "bad-handling")
        need(set(one) - {"number"} == {"tag", "role", "certainty", "protection"}, "bad-handling")
        need(fits("[A-Z2-7]{4}", one["tag"]), "bad-handling")
        need(all(one[name] in words for name, words in PERSON.items()), "bad-handling")
        number = one.get("number", "")
        need(isinstance(number, str) and len(number.encode()) <= 32, "bad-handling")
    tags = [one["tag"] for one in people]
    need(len(set(tags)) == len(tags), "bad-handling")
    judge_consent.check_form(body, kind)
    return tags


def numbers(people: list[dict[str, Any]], context: dict[str, Any], kind: str) -> list[str]:
    """The tags of numbers that cannot be read; test numbers and real ones each in their place."""
    from judge_commands import is_test_number, personal_number

    unverified = []
    for one in people:
        if "number" not in one:
            continue
        try:
            twelve = personal_number([one["number"].encode()], context)["twelve"]
        except Problem:
            need(kind in REPORTS, "identifier-invalid")
            unverified.append(one["tag"])
            continue
        training = context["environment"] == "training"
        need(is_test_number(twelve) or not training, "test-number-required")
        need(not is_test_number(twelve) or training, "test-number-refused")
    return unverified


def deliver(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """A DELIVER as a recipient verifies it."""
    need(len(frames) == 4 and frames[0] == b"samverkan/1 DELIVER", "bad-frames")
    need(sum(map(len, frames)) % 4096 == 0, "bad-padding")
    header = strict_json.read(frames[1])
    duties = header.get("obligations")
    need(isinstance(duties, list) and all(duty in OBLIGATIONS for duty in duties), "bad-header")
    need(len(set(duties)) == len(duties), "bad-header")
    envelope, values = read_envelope(frames[2], context | {"agency": None})
    key = octets_of(header["key"], 32, "unknown-key")
    need(b64u(HASHES["keyid"](key)) == envelope["keyid"], "unknown-key")
    spoken = envelope["source"] == "urn:samverkan:broker"
    need(spoken == (header["key"] in context["brokerKeys"]), "unknown-key")
    root, mark = checked_root(header.get("proof"), frames[2])
    audience = envelope["audience"]
    need(is_signed(key, "publish", audience, header["proof"], root, mark), "bad-signature")
    lines, last = split(frames[3])
    whole = header["whole"]
    lines = lines if whole else [*lines, last]
    seed, count = read_padding(last) if whole else ("", 0)
    salts = [read_line(line)[0] for line in lines] + [seed]
    need(len(set(salts)) == len(salts), "repeated-salt")
    name = envelope["id"].encode()
    opened = [HASHES["section"](name, line) for line in lines]
    need(opened == sorted(opened), "commitment-mismatch")
    filled = [HASHES["padding"](name, seed.encode(), str(i).encode()) for i in range(count)]
    need(set(opened) <= set(values), "commitment-mismatch")
    need(not whole or sorted(opened + filled) == values, "commitment-mismatch")
    return {"view": b64u(HASHES["view"](frames[2], frames[3])), "lines": len(lines)}
