"""The judge on emergencies: how one is written, and a register of what was declared and found."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from judge import FUNCTION, UUID, fits, is_time, need

DECLARE, REVIEW = "emergency.declare", "emergency.review"
KINDS = (DECLARE, REVIEW)
REASONS = ("life", "violence", "abduction", "missing", "other")
WORKER = "(?=[0-9-]*[a-z])[a-z0-9][a-z0-9-]{0,39}"
LONGEST = timedelta(hours=72)
UNREVIEWED = 8


def check_form(body: dict[str, Any]) -> None:
    """The members that emergencies alone have."""
    if "emergency" in body:
        said = body["emergency"]
        need(isinstance(said, dict), "bad-handling")
        need(set(said) == {"for", "reason", "until", "worker"}, "bad-handling")
        need(fits(FUNCTION, said["for"]) and said["reason"] in REASONS, "bad-handling")
        need(is_time(said["until"]) and fits(WORKER, said["worker"]), "bad-handling")
    if "review" in body:
        said = body["review"]
        need(isinstance(said, dict), "bad-handling")
        need(set(said) == {"emergency", "finding", "worker"}, "bad-handling")
        need(fits(UUID, said["emergency"]) and fits(WORKER, said["worker"]), "bad-handling")
        need(said["finding"] in ("founded", "unfounded"), "bad-handling")


class Emergencies:
    """What was declared in each conversation, and what was found of it."""

    def __init__(self, now: str) -> None:
        self.now = datetime.fromisoformat(now)
        self.declared: dict[str, dict[str, Any]] = {}

    def known(self, talk: str, body: dict[str, Any]) -> None:
        """Whether what is reviewed was declared in this conversation."""
        said = self.declared.get(body["review"]["emergency"])
        need(said is not None and said["talk"] == talk, "emergency-unknown")

    def declare(self, id: str, agency: str, talk: str, said: dict[str, Any]) -> None:
        """Takes an emergency, or refuses it."""
        need(id not in self.declared, "emergency-replayed")
        until = datetime.fromisoformat(said["until"])
        need(until > self.now, "emergency-ended")
        need(until - self.now <= LONGEST, "emergency-too-long")
        waiting = [
            one for one in self.declared.values()
            if (one["agency"], one["talk"], one["found"]) == (agency, talk, None)
        ]  # fmt: skip
        need(len(waiting) < UNREVIEWED, "emergency-too-many")
        known = {"agency": agency, "talk": talk, "worker": said["worker"], "found": None}
        self.declared[id] = known

    def review(self, said: dict[str, Any]) -> None:
        """Takes what was found, or refuses it."""
        known = self.declared[said["emergency"]]
        need(known["found"] is None, "emergency-reviewed")
        need(known["worker"] != said["worker"], "emergency-own-review")
        known["found"] = said["finding"]
