"""The judge on commands and headers, acknowledgements, receipts and numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import judge_duty
import judge_message
import strict_json
from judge import (
    FRAMES,
    FUNCTION,
    HASHES,
    REFERENCE,
    UUID,
    b64u,
    checked_root,
    fits,
    instant,
    is_count,
    is_signed,
    is_small,
    is_time,
    key_for,
    need,
    octets_of,
)
from strict_json import Problem

OUTCOMES = ("assessed", "opened", "not-opened", "already-open", "closed", "taken-over", "declined")
REDIRECTS = ("wrong-unit", "moved", "conflict-of-interest", "other")
EXTENSIONS = ("police-interview", "family-unreached", "special-reasons")
CHOICES = ("advice", "guardians", "application", "report")


def command(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """A command from a member, in the order of checks of the specification."""
    need(len(frames) >= 2, "bad-frames")
    name = frames[0].decode("ascii", "replace").removeprefix("samverkan/1 ")
    need(frames[0].startswith(b"samverkan/1 "), "unknown-command")
    need(name != "OBSERVE", "not-offered")
    need(name in FRAMES, "unknown-command")
    carries = name == "DUTY" and len(frames) == 3
    need(len(frames) == FRAMES[name] or carries, "bad-frames")
    need(len(frames[1]) <= 8192 and sum(map(len, frames[2:])) <= 65536, "too-large")
    need(name != "PUBLISH" or sum(map(len, frames)) % 4096 == 0, "bad-padding")
    header = strict_json.read(frames[1])
    need(isinstance(header, dict) and is_count(header.get("n"), 1), "bad-header")
    need(name == "HELLO" or context["session"], "no-session")
    members(name, header, context)
    if name == "PUBLISH":
        return judge_message.publish(frames, header, context)
    if name == "ACK":
        return ack(frames, header, context)
    if name == "RETURN":
        words(frames[2])
    if name == "DUTY":
        judge_duty.duty(frames, header, context)
    return {"command": name, "n": header["n"]}


def members(name: str, header: dict[str, Any], context: dict[str, Any]) -> None:
    """The members of the header each command needs."""
    if name == "HELLO":
        need(is_time(header.get("time")), "bad-header")
        need(fits("[ -~]{1,80}", header.get("software")), "bad-header")
        wanted = header.get("functions", [])
        need(isinstance(wanted, list) and all(fits(FUNCTION, one) for one in wanted), "bad-header")
        need(len(set(wanted)) == len(wanted), "bad-header")
        need(set(wanted) <= set(context["functions"]), "unknown-function")
        off = abs((instant(header["time"]) - instant(context["now"])).total_seconds())
        need(off <= 300, "clock-skew")
        need(len(wanted) <= 64, "too-many-sessions")
    if name == "CREDIT":
        given = {one: header.get(one) for one in ("messages", "bytes")}
        need(all(is_count(value, 0) for value in given.values()), "bad-header")
        before = context.get("credit", {"messages": 0, "bytes": 0})
        need(all(given[one] >= before[one] for one in given), "credit-fell")
    if name in ("RECALL", "OPEN", "EXPLAIN", "KNOWN", "CLAIM", "RELEASE", "DECIDE"):
        octets_of(header.get("delivery"), 16, "bad-header")
    if name in ("PHRASE", "RETURN"):
        need(fits(REFERENCE, header.get("reference")), "bad-header")
    if name == "DECIDE" and header.get("decision") in CHOICES:
        need(is_count(header.get("version"), 0), "bad-header")
        worker(header)
    elif name == "DECIDE":
        decision(header)
    if name == "LIST":
        need(fits(FUNCTION, header.get("function")), "bad-header")
        need(is_count(header.get("limit", 20), 1, 100), "bad-header")
    if name == "STATUS":
        need(fits(UUID, header.get("id")), "bad-header")


def decision(header: dict[str, Any]) -> None:
    """What a board decides: where a concern goes, or what becomes of its terms."""
    word = header.get("decision")
    need(word in ("redirect", "extend", "passed-on", *OUTCOMES), "bad-header")
    need(is_count(header.get("version"), 0), "bad-header")
    if word == "redirect":
        need(fits(FUNCTION, header.get("to")) and header.get("reason") in REDIRECTS, "bad-header")
    if word == "passed-on":
        need(fits("[0-9]{4}", header.get("municipality")), "bad-header")
        need(header.get("way") in ("telephone", "secure-message", "paper", "visit"), "bad-header")
        worker(header)
    if word == "extend":
        need(header.get("reason") in EXTENSIONS, "bad-header")
        try:
            date.fromisoformat(header.get("until"))
        except (TypeError, ValueError):
            need(False, "bad-header")


def worker(header: dict[str, Any]) -> None:
    """Who did it, as a staff register calls them: no number of a person."""
    need(fits("[a-z0-9][a-z0-9-]{0,39}", header.get("worker")), "bad-header")
    need(re.search("[a-z]", header["worker"]) is not None, "bad-header")


def words(frame: bytes) -> None:
    """The words of somebody who comes back, as they were written."""
    read = strict_json.read(frame)
    need(isinstance(read, dict) and list(read) == ["phrase"], "bad-request")
    phrase = read["phrase"]
    need(isinstance(phrase, list) and len(phrase) <= 8, "bad-request")
    need(all(isinstance(one, str) and len(one.encode()) <= 32 for one in phrase), "bad-request")


def ack(frames: list[bytes], header: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """The document of an ACK and the agency's signature over it."""
    document = strict_json.read(frames[2])
    need(judge_message.is_compact(frames[2]), "bad-ack")
    need(isinstance(document, dict) and list(document) == ["ack", "items"], "bad-ack")
    items = document["items"]
    need(document["ack"] == "samverkan/1" and isinstance(items, list), "bad-ack")
    need(1 <= len(items) <= 64, "bad-ack")
    for one in items:
        need(isinstance(one, dict) and {"delivery", "view", "state"} <= set(one), "bad-ack")
        octets_of(one["delivery"], 16, "bad-ack")
        octets_of(one["view"], 32, "bad-ack")
        need(one["state"] in ("received", "read", "committed", "recalled"), "bad-ack")
        more = set(one) - {"delivery", "view", "state"}
        need(not more or more == {"case"} and one["state"] == "committed", "bad-ack")
        case = one.get("case", "x")
        need(isinstance(case, str) and 1 <= len(case.encode()) <= 64, "bad-ack")
        need(all(letter >= " " and letter != "\x7f" for letter in case), "bad-ack")
    need(len({one["delivery"] for one in items}) == len(items), "bad-ack")
    root, mark = checked_root(header.get("proof"), frames[2])
    keys = [
        key_for(b64u(HASHES["keyid"](octets_of(row["key"], 32, ""))), context)
        for row in context["keys"]
    ]
    true = (is_signed(k, "ack", context["deployment"], header["proof"], root, mark) for k in keys)
    need(any(true), "bad-signature")
    return {"digest": b64u(HASHES["ack"](frames[2])), "items": len(items)}


def proof(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """A proof that stands in the context, beside its leaf."""
    shown = context["proof"]
    root, mark = checked_root(shown, frames[0])
    keys = [octets_of(row["key"], 32, "unknown-key") for row in context["keys"]]
    purpose, audience = context["purpose"], context["deployment"]
    true = (is_signed(key, purpose, audience, shown, root, mark) for key in keys)
    need(any(true), "bad-signature")
    return {"root": b64u(root)}


def key(frames: list[bytes], _: dict[str, Any]) -> dict[str, Any]:
    """A public key as an operator registers it."""
    need(len(frames[0]) == 32, "bad-request")
    need(not is_small(frames[0]), "small-order-key")
    return {"keyid": b64u(HASHES["keyid"](frames[0]))}


def receipt(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """A RECEIPT as a client reads it."""
    need(len(frames) == 3 and frames[0] == b"samverkan/1 RECEIPT", "bad-frames")
    header = strict_json.read(frames[1])
    leaf = strict_json.read(frames[2])
    proof([frames[2]], context | {"proof": header.get("proof"), "purpose": "receipt"})
    return {"leafHash": b64u(HASHES["leaf"](frames[2])), "outcome": leaf["outcome"]}


def personal_number(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """A personal number as written, on the day of the context."""
    text = frames[0].decode()
    if fits(r"\d{6}[-+]\d{4}", text):
        year, now = int(text[:2]), instant(context["now"]).year
        born = next(full for full in range(now, now - 100, -1) if full % 100 == year)
        text = f"{born - 100 * (text[6] == '+'):04}{text[2:6]}{text[7:]}"
    need(fits(r"\d{12}", text), "identifier-invalid")
    day = int(text[6:8])
    kind = "samordningsnummer" if day > 60 else "personnummer"
    date = f"{text[:4]}-{text[4:6]}-{day % 60 if day > 60 else day:02}T00:00:00Z"
    need(is_time(date), "identifier-invalid")
    digits = [int(digit) * (2 - place % 2) for place, digit in enumerate(text[2:])]
    need(sum(d // 10 + d % 10 for d in digits) % 10 == 0, "identifier-invalid")
    return {"kind": kind, "twelve": text}


def is_test_number(twelve: str) -> bool:
    """A stand-in for the list a broker carries: nobody born before 1890 is in the series."""
    return twelve >= "1890"


__all__ = ["Problem", "command", "is_test_number", "key", "personal_number", "proof", "receipt"]
