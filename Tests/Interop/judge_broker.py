"""The judge where an answer rests on what was said before: a broker that forgets at once.

It knows one owner and two entrances, those of the directory beside the vectors, and the part of the
law that decides who may send what.
"""

from __future__ import annotations

import base64
from typing import Any

import judge_commands
import strict_json
from judge import need
from strict_json import Problem

OWNER = "reception"
ENTRANCES = ("reception.mottagning", "reception.jour")
MAILBOX = "reception.mottagning"
SESSIONS = 8
REPORTERS = {"school", "preschool", "police", "health", "social-services", "leisure",
             "civil-society"}  # fmt: skip
# Of each kind: the parties, whether they must be bound by the duty, the purpose and the grounds.
LAW: dict[str, tuple[set[str], bool | None, str, set[str]]] = {
    "report.mandatory": (REPORTERS, True, "child-protection", {"sol-19-1"}),
    "report.voluntary": (REPORTERS, False, "child-protection", {"sol-19-4"}),
    "feedback": ({"social-services"}, None, "feedback", {"sol-19-6"}),
    "feedback.request": (REPORTERS, True, "feedback", {"sol-19-6"}),
}


def may_send(agency: dict[str, Any], kind: str) -> bool:
    """Whether the law has a place for this sender and kind."""
    if kind not in LAW:
        return False
    parties, bound, _, _ = LAW[kind]
    return agency["party"] in parties and bound in (None, agency["bound"])


class Talk:
    """What is known of one conversation."""

    def __init__(self, reporter: str, wanted: bool) -> None:
        self.reporter = reporter
        self.wanted = wanted
        self.given = False


class Broker:
    """The answers to one conversation of members, from the first word."""

    def __init__(self, context: dict[str, Any]) -> None:
        self.context = context
        self.agencies = {one["agency"]: one for one in context["agencies"]}
        opened = self.agencies if context["session"] else []
        self.sessions = {(agency, 1) for agency in opened}
        self.digests: dict[tuple[str, str], str] = {}
        self.talks: dict[str, Talk] = {}

    def take(self, agency: str, connection: int, frames: list[bytes]) -> dict[str, Any]:
        """The answer to one message; raises the refusal."""
        known = self.context | self.agencies[agency]
        known |= {"session": (agency, connection) in self.sessions}
        read = judge_commands.command(frames, known)
        name = frames[0].decode().removeprefix("samverkan/1 ")
        if name == "HELLO":
            self.sessions.discard((agency, connection))
            mine = [one for one in self.sessions if one[0] == agency]
            need(len(mine) < SESSIONS, "too-many-sessions")
            self.sessions.add((agency, connection))
            return read | {"command": "WELCOME"}
        if name == "PUBLISH":
            return self.publish(agency, frames, read)
        if name == "ACK":
            items = strict_json.read(frames[2])["items"]
            states = ["unknown" for _ in items]  # It delivers nothing, so nobody has anything.
            return {"command": "RECEIPT", "outcome": "acknowledged", "states": states}
        need(name not in ("OPEN", "CLAIM", "RELEASE", "DECIDE"), "unknown-delivery")
        need(name != "ADMIN", "not-permitted")
        if name == "STATUS":
            id = strict_json.read(frames[1])["id"]
            need((agency, id) in self.digests, "unknown-message")
            return read | {"word": "accepted"}
        return read

    def publish(self, agency: str, frames: list[bytes], read: dict[str, Any]) -> dict[str, Any]:
        """A message: seen before, or lawful and in a conversation of its sender's."""
        name = (agency, read["id"])
        earlier = self.digests.get(name)
        need(earlier in (None, read["digest"]), "id-reused")
        if earlier is None:
            self.accept(self.agencies[agency], frames)
            self.digests[name] = read["digest"]
        return {"command": "RECEIPT", "outcome": "accepted", "again": earlier is not None}

    def accept(self, agency: dict[str, Any], frames: list[bytes]) -> None:
        """Judges what is new, and keeps what later messages rest on."""
        parts = [strict_json.read(line) for line in frames[3].splitlines()[:-1]]
        body = {part[1]["class"]: part[2] for part in parts}
        matter, handling = body["matter"], body["handling"]
        kind, name = matter["kind"], agency["agency"]
        talk = self.talks.get(matter["conversation"])
        wants = handling["feedback"] and not handling["anonymous"]
        if kind in ("feedback", "feedback.request"):
            need(handling["excluded"] == [], "bad-handling")
            need(talk is not None, "unknown-conversation")
        else:
            need(not {OWNER, MAILBOX} & set(handling["excluded"]), "bad-handling")
            need(talk is None or talk.reporter == name, "unknown-conversation")
        if talk is not None and kind == "feedback.request":
            need(talk.reporter == name, "unknown-conversation")
            need(not talk.given, "already-asked")
        if talk is not None and kind == "feedback":
            need(name == OWNER, "unknown-conversation")
            need(matter["unit"] in ENTRANCES, "unknown-unit")
            need(talk.wanted and not talk.given, "not-permitted")
        self.check_law(agency, matter)
        talk = self.talks.setdefault(matter["conversation"], Talk(name, False))
        talk.wanted = talk.wanted or wants or kind == "feedback.request"
        talk.given = talk.given or kind == "feedback"

    def check_law(self, agency: dict[str, Any], matter: dict[str, Any]) -> None:
        """Kind, then purpose, then ground."""
        if not may_send(agency, matter["kind"]):
            lawful = [kind for kind in LAW if may_send(agency, kind)]
            raise Problem("kind-not-lawful", lawful=lawful)
        _, _, purpose, grounds = LAW[matter["kind"]]
        need(matter["purpose"] == purpose, "purpose-not-lawful")
        need(matter["basis"] in grounds, "basis-not-lawful")


def broker(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """The answer to the last message, after what was said before it."""
    judge = Broker(context)
    for one in context["before"]:
        earlier = [base64.b64decode(frame) for frame in one["frames"]]
        judge.take(one["agency"], one["connection"], earlier)
    return judge.take(context["agency"], context["connection"], frames)
