"""What the law in force tells whoever sends a kind that may not be sent."""

from __future__ import annotations

import re
from pathlib import Path

LAW = Path(__file__).resolve().parents[3] / "protocols" / "policy" / "sweden.yaml"
RULE = re.compile(r"^  - id: send-.*?(?=^  - id:|^\S)", re.M | re.S)
KIND = re.compile(r"^    kind: (\S+)$", re.M)
NAMED = re.compile(r"^    otherwise: ?(?:&|\*)?(\S*)(?:\n((?: {6,}.*\n)+))?", re.M)
TEXT = re.compile(r'^ +(sv|en): "(.*?)"$', re.M | re.S)


def advice() -> dict[str, dict[str, str]]:
    """The texts of each kind, by rules that have not ended."""
    texts: dict[str, dict[str, str]] = {}
    named: dict[str, dict[str, str]] = {}
    for rule in RULE.findall(LAW.read_text()):
        name, block = NAMED.search(rule).groups()
        if block:
            named[name] = {
                language: re.sub(r"\s+", " ", text) for language, text in TEXT.findall(block)
            }
        text = named[name]
        if "\n    until: " not in rule:
            kind = KIND.search(rule).group(1)
            assert texts.setdefault(kind, text) == text, kind
    return texts
