"""The judge on lines beside a law, as `protocols/policy/README.md` has them."""

from __future__ import annotations

import json
from typing import Any

import strict_json
from judge import AGENCY, HASHES, b64u, fits, is_signed, is_time, need, octets_of, root_of

SHARED = ["samverkan", "role", "by", "at", "deployment"]
NAMED = {
    "law": ["law", "over"],
    "directory": ["directory", "over"],
    "rule": ["rule", "version"],
}


def endorsement(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """Whether the line reads, is for this broker, and was signed with a key that is known."""
    said = strict_json.read(frames[0])
    role = said.get("role") if isinstance(said, dict) else None
    need(role in ("operator", "lawyer"), "bad-json")
    purpose = "rule" if role == "lawyer" else "directory" if "directory" in said else "law"
    members = [*SHARED, *NAMED[purpose], "keyid", "signature"]
    need(list(said) == members and all(isinstance(one, str) for one in said.values()), "bad-json")
    need(said["samverkan"] == "endorsement/1" and is_time(said["at"]), "bad-json")
    need(fits(f"{AGENCY}/{AGENCY}", said["by"]), "bad-json")
    for name in ("law", "directory", "over", "version"):
        if name in said:
            octets_of(said[name], 32, "bad-json")
    mark = octets_of(said["signature"], 64, "bad-json")
    need(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() == frames[0],
         "bad-json")  # fmt: skip
    need(said["deployment"] == context["deployment"], "wrong-audience")
    keys = [octets_of(row["key"], 32, "unknown-key") for row in context["keys"]]
    found = [key for key in keys if b64u(HASHES["keyid"](key)) == said["keyid"]]
    need(bool(found), "unknown-key")
    claim = {name: said[name] for name in members[:-2]}
    leaf = json.dumps(claim, ensure_ascii=False, separators=(",", ":")).encode()
    shown = {"size": 1, "index": 0, "path": []}
    root = root_of(shown, leaf)
    signed = is_signed(found[0], purpose, said["deployment"], shown, root, mark)
    need(signed, "bad-signature")
    return claim | {"leafHash": b64u(HASHES["leaf"](leaf))}
