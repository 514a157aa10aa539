"""What one board asks another: whether somebody is current there, and the one word it is told."""

from __future__ import annotations

from typing import Any

from judge import need
from judge_law import BOARDS, PROTECTING

ASK, ANSWER = "current.request", "current.response"


def check_form(handling: dict[str, Any], kind: str) -> None:
    """Whoever is asked, and whoever asks, is told nothing beside."""
    need(handling["grounds"] == ["unknown"] and handling["target"] == "unknown", "bad-handling")
    need(not handling["anonymous"] and not handling["feedback"], "bad-handling")
    need(handling["excluded"] == [], "bad-handling")
    if kind == ASK:
        person = handling["persons"][0]
        need(person["role"] in ("child", "adult") and "number" in person, "bad-handling")
        need(handling["area"] in ("unknown", "protected"), "bad-handling")
    else:
        need(handling["municipality"] == handling["area"] == "unknown", "bad-handling")
        need(handling["urgency"] == "ordinary", "bad-handling")
        need(handling["guardians"] == "unknown", "bad-handling")


def board_of(unit: str) -> str | None:
    """The board that a unit of the directory belongs to."""
    return next((board for board, units in BOARDS.items() if unit in units), None)


def check_between(unit: str, handling: dict[str, Any]) -> None:
    """A question goes from one board of the directory to another."""
    asking, asked = board_of(unit), board_of(handling["to"][0])
    need(asking is not None, "not-permitted")
    need(asked not in (None, asking), "not-permitted")
    mark = handling["persons"][0]["protection"]
    secret = handling["area"] == "protected" or mark in ("marked", "registered")
    need(not secret or asked == PROTECTING, "not-permitted")


def answered(unit: str, asker: str, asked: set[str]) -> None:
    """The board that was asked answers, by any of its units, and never whoever asked."""
    need(unit != asker, "unknown-conversation")
    need(board_of(unit) in {board_of(one) for one in asked}, "unknown-conversation")
