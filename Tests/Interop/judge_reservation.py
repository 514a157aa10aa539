"""The judge on releases to associations: the conditions, who is bound by them, what went out."""

from __future__ import annotations

from typing import Any

from judge import UUID, fits, need, octets_of
from judge_consent import Register
from judge_emergency import WORKER

OFFER, ACKNOWLEDGE, RELEASE = "reservation.offer", "reservation.acknowledge", "release.individual"
KINDS = (OFFER, ACKNOWLEDGE, RELEASE)
# What is offered to one, and released to that one.
ONE = (OFFER, RELEASE, "transfer")
WAITING = 8


def check_form(body: dict[str, Any]) -> None:
    """The members that reservations alone have."""
    if "reservation" in body:
        need(fits(UUID, body["reservation"]), "bad-handling")
    if "acknowledgement" in body:
        said = body["acknowledgement"]
        need(isinstance(said, dict), "bad-handling")
        need(set(said) == {"reservation", "text", "evidence", "worker"}, "bad-handling")
        need(fits(UUID, said["reservation"]) and fits(WORKER, said["worker"]), "bad-handling")
        octets_of(said["text"], 32, "bad-handling")
        octets_of(said["evidence"], 32, "bad-handling")


def check_conditions(texts: list[list[Any]]) -> None:
    """One text, about nobody in particular."""
    need(len(texts) > 0, "section-missing")
    need(len(texts) == 1, "doubled-section")
    need(texts[0][2] == [], "bad-sections")


class Reservations:
    """What was offered in each conversation, and how far it came."""

    def __init__(self) -> None:
        self.offered: dict[str, dict[str, Any]] = {}

    def known(self, talk: str, id: str) -> dict[str, Any]:
        """What was offered under that name in this conversation."""
        said = self.offered.get(id)
        need(said is not None and said["talk"] == talk, "reservation-unknown")
        assert said is not None
        return said

    def offer(self, talk: str, state: dict[str, Any], id: str) -> None:
        """Conditions that wait for an answer."""
        waiting = [
            one for one in self.offered.values() if (one["talk"], one["state"]) == (talk, "waiting")
        ]
        need(len(waiting) < WAITING, "reservation-too-many")
        state |= {"talk": talk, "state": "waiting"}

    def acknowledge(
        self, talk: str, unit: str, said: dict[str, Any], register: Register
    ) -> dict[str, Any]:
        """Somebody is bound by them, or why nobody is."""
        known = self.known(talk, said["reservation"])
        need(known["to"] == [unit], "reservation-wrong-party")
        need(known["text"] == said["text"], "reservation-wrong-text")
        need(known["state"] in ("waiting", "ended"), "reservation-acknowledged")
        need(known["state"] == "waiting", "reservation-ended")
        need(is_waived(known, register), "reservation-ended")
        return known

    def release(self, talk: str, unit: str, handling: dict[str, Any]) -> dict[str, Any]:
        """Somebody is bound, and nothing went out under it yet."""
        known = self.known(talk, handling["reservation"])
        right = (known["unit"], known["to"]) == (unit, handling["to"])
        need(right, "reservation-wrong-party")
        need(whom(handling) <= whom(known["handling"]), "reservation-wrong-person")
        need(known["state"] not in ("waiting", "ended"), "reservation-unacknowledged")
        need(known["state"] != "lapsed", "reservation-ended")
        need(known["state"] == "acknowledged", "reservation-spent")
        return known

    def end(self, register: Register) -> None:
        """What nothing was released under and rests on a yes that was taken back is over."""
        over = {"waiting": "ended", "acknowledged": "lapsed"}
        for one in self.offered.values():
            if one["state"] in over and not is_waived(one, register):
                one["state"] = over[one["state"]]


def is_waived(offer: dict[str, Any], register: Register) -> bool:
    """Whether everybody still says yes to that party being told in free text."""
    return register.opens(RELEASE, offer["unit"].split(".")[0], offer["handling"], {"narrative"})


def whom(handling: dict[str, Any]) -> set[Any]:
    """Those whom it is about; one of whom nothing is certain is somebody of their own."""
    people = handling["persons"]
    return {one["tag"] if one["certainty"] != "certain" else one.get("number") for one in people}


def is_safe(handling: dict[str, Any]) -> bool:
    """Whether it is known that nobody of it is protected."""
    return all(one["protection"] == "none" for one in handling["persons"])
