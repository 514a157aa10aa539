"""The judge on a change of duty: hand-over lists, and their acceptance."""

from __future__ import annotations

from typing import Any

import judge_message
import strict_json
from judge import FUNCTION, HASHES, UUID, b64u, checked_root, fits, is_signed, key_for, need
from judge import octets_of as octets

TEXTS = ("done", "promised", "next")


def duty(frames: list[bytes], header: dict[str, Any], context: dict[str, Any]) -> None:
    """What is asked or told; whoever tells signs it."""
    if len(frames) == 2:
        asks = "list" in header
        need(fits(UUID, header["list"]) if asks else fits(FUNCTION, header.get("function")),
             "bad-header")  # fmt: skip
        return
    document = strict_json.read(frames[2])
    need(judge_message.is_compact(frames[2]) and isinstance(document, dict), "bad-duty")
    need(document.get("duty") == "samverkan/1", "bad-duty")
    need(fits(UUID, document.get("list")), "bad-duty")
    if document.get("act") == "accept":
        need(list(document) == ["duty", "act", "list", "view"], "bad-duty")
        octets(document["view"], 32, "bad-duty")
    else:
        listed(document)
    root, mark = checked_root(header.get("proof"), frames[2])
    keys = [
        key_for(b64u(HASHES["keyid"](octets(row["key"], 32, ""))), context)
        for row in context["keys"]
    ]
    true = (is_signed(k, "duty", context["deployment"], header["proof"], root, mark) for k in keys)
    need(any(true), "bad-signature")


def listed(document: dict[str, Any]) -> None:
    """A hand-over list, from on-call to one owner."""
    need(document.get("act") == "hand-over", "bad-duty")
    need(list(document) == ["duty", "act", "list", "from", "to", "items"], "bad-duty")
    here, there, items = document["from"], document["to"], document["items"]
    need(fits(FUNCTION, here) and fits(FUNCTION, there) and here != there, "bad-duty")
    need(isinstance(items, list) and 1 <= len(items) <= 32, "bad-duty")
    for one in items:
        need(isinstance(one, dict) and list(one) == ["delivery", *TEXTS], "bad-duty")
        octets(one["delivery"], 16, "bad-duty")
        for text in (one[name] for name in TEXTS):
            need(isinstance(text, str) and len(text.encode()) <= 400, "bad-duty")
            need(all(letter >= " " and letter != "\x7f" for letter in text), "bad-duty")
        need(one["done"] != "", "bad-duty")
    need(len({one["delivery"] for one in items}) == len(items), "bad-duty")


def answered(frames: list[bytes], context: dict[str, Any]) -> None:
    """What a broker says that has delivered nothing, so that nobody keeps anything."""
    header = strict_json.read(frames[1])
    if len(frames) == 2:
        need("list" not in header, "duty-list-unknown")
        need(header["function"] in context["functions"], "unknown-delivery")
        return
    act = strict_json.read(frames[2])["act"]
    need(act == "hand-over", "duty-list-unknown")
    need(False, "duty-not-kept")
