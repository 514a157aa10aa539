"""The judge where an answer rests on what was said before: a broker that forgets at once.

It knows one owner and two entrances, those of the directory beside the vectors; of the law, what
decides who may send what to whom.
"""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from typing import Any

import judge_commands
import judge_duty
import strict_json
from judge import HASHES, REPORTS, b64u, need
from judge_consent import KINDS as CONSENTS
from judge_consent import RECORD, Register
from judge_current import ANSWER, ASK, answered, check_between
from judge_emergency import DECLARE, Emergencies
from judge_emergency import KINDS as EMERGENCIES
from judge_kinds import MEMBERS
from judge_law import (
    BEGINS_NOTHING,
    ENTRANCES,
    FUNCTIONS,
    HEADS,
    HEARD,
    MAILBOX,
    OFFICER,
    OWNER,
    check_boards,
    check_grounds,
    check_law,
)
from judge_reservation import ACKNOWLEDGE, OFFER, RELEASE, Reservations, is_safe
from judge_reservation import KINDS as RESERVED
from samverkan_anonymous import searched

SESSIONS = 8


def check_contact(parts: list[Any]) -> None:
    """What an early contact must say, and what a nameless one must not."""
    body = {part[1]["class"]: part[2] for part in parts}
    needs = body["matter"]["purpose"] == "early-support"
    need(not needs or "informed" in body["handling"], "contact-uninformed")
    if not body["handling"]["persons"]:
        need(not {"identity", "contact"} & set(body), "class-not-allowed")
        rest = [part[2] for part in parts if part[1]["class"] != "matter"]
        need(not any(True for one in rest for _ in searched(one, "")), "identity-trace")


class Talk:
    """What is known of one conversation."""

    def __init__(self, unit: str, origin: str) -> None:
        self.unit = unit
        self.reporter = unit.split(".")[0]
        self.origin = origin
        self.wanted = False
        self.given = False
        self.circle: set[str] = set()
        self.asked: set[str] = set()
        self.inquiry = ""


class Broker:
    """The answers to one conversation of members, from the first word."""

    def __init__(self, context: dict[str, Any]) -> None:
        self.context = context
        self.agencies = {one["agency"]: one for one in context["agencies"]}
        opened = self.agencies if context["session"] else []
        self.sessions = {(agency, 1) for agency in opened}
        self.digests: dict[tuple[str, str], str] = {}
        self.talks: dict[str, Talk] = {}
        self.register = Register(context["now"])
        self.emergencies = Emergencies(context["now"])
        self.reservations = Reservations()
        self.tries: list[tuple[str, str]] = []

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
        asking = ("OPEN", "EXPLAIN", "KNOWN", "CLAIM", "RELEASE", "DECIDE")
        need(name not in asking, "unknown-delivery")
        need(name != "ADMIN", "not-permitted")
        need(name != "PHRASE", "unknown-message")  # Who draws words knows a reference it was told.
        if name == "DUTY":
            judge_duty.answered(frames, known)
        if name == "RETURN":
            self.come_back(agency, strict_json.read(frames[1])["reference"])
        if name == "STATUS":
            id = strict_json.read(frames[1])["id"]
            need((agency, id) in self.digests, "unknown-message")
            return read | {"word": "accepted"}
        return read

    def come_back(self, agency: str, reference: str) -> None:
        """Nobody has any words here, so whatever is tried is wrong."""
        of_agency = [one for one in self.tries if one[0] == agency]
        of_reference = [one for one in self.tries if one[1] == reference]
        need(len(of_agency) < 50 and len(of_reference) < 5, "contact-phrase-locked")
        self.tries.append((agency, reference))
        raise strict_json.Problem("contact-phrase-wrong")

    def publish(self, agency: str, frames: list[bytes], read: dict[str, Any]) -> dict[str, Any]:
        """A message: seen before, or lawful and in a conversation of its sender's."""
        name = (agency, read["id"])
        earlier = self.digests.get(name)
        need(earlier in (None, read["digest"]), "id-reused")
        if earlier is None:
            self.accept(self.agencies[agency], frames, read["id"])
            self.digests[name] = read["digest"]
        return {"command": "RECEIPT", "outcome": "accepted", "again": earlier is not None}

    def accept(self, agency: dict[str, Any], frames: list[bytes], id: str) -> None:
        """Judges what is new, and keeps what later messages rest on."""
        parts = [strict_json.read(line) for line in frames[3].splitlines()[:-1]]
        body = {part[1]["class"]: part[2] for part in parts}
        matter, handling = body["matter"], body["handling"]
        kind, name = matter["kind"], agency["agency"]
        if kind in CONSENTS:
            return self.consent(agency, matter, handling, id)
        if kind == "consultation.anonymous":
            return self.question(agency, parts)
        if kind in EMERGENCIES:
            return self.emergency(agency, matter, handling, id)
        if kind in RESERVED:
            return self.reservation(agency, parts, id)
        if kind == "contact.early":
            check_contact(parts)
        talk = self.talks.get(matter["conversation"])
        if kind == ANSWER:
            return self.word(agency, matter, handling)
        need(talk is None or talk.origin != ASK, "unknown-conversation")
        wants = handling["feedback"] and not handling["anonymous"] and kind in REPORTS
        recipients = [self.agencies[OWNER]]
        if kind in ("feedback", "feedback.request"):
            need(handling["excluded"] == [], "bad-handling")
            need(talk is not None, "unknown-conversation")
        elif "to" in handling:
            recipients = self.check_parties(agency, matter, handling, talk)
        else:
            check_grounds(matter, handling, self.context["now"][:10])
            asked = talk is not None and kind == "correction" and name in talk.asked
            need(talk is not None or kind not in BEGINS_NOTHING, "unknown-conversation")
            need(talk is None or talk.reporter == name or asked, "unknown-conversation")
            need(not {OWNER, MAILBOX} & set(handling["excluded"]), "bad-handling")
        if talk is not None and kind == "feedback.request":
            need(talk.reporter == name, "unknown-conversation")
            need(not talk.given, "already-asked")
        if talk is not None and kind == "feedback":
            need(name == OWNER, "unknown-conversation")
            need(matter["unit"] in ENTRANCES, "unknown-unit")
            need(talk.wanted and not talk.given, "not-permitted")
            recipients = [self.agencies[talk.reporter]]
        check_law(agency, matter, handling, recipients)
        if kind == "collaboration.share":
            # It may be sent; whoever is named may be shown it by a waiver alone.
            need(self.register.opens(kind, name, handling, set(body)), "not-permitted")
        talk = self.talks.setdefault(matter["conversation"], Talk(matter["unit"], kind))
        self.remember(talk, matter, handling)
        talk.wanted = talk.wanted or wants or kind == "feedback.request"
        talk.given = talk.given or kind == "feedback"
        return None

    def word(
        self, agency: dict[str, Any], matter: dict[str, Any], handling: dict[str, Any]
    ) -> None:
        """One board tells another one word, once."""
        talk = self.talks.get(matter["conversation"])
        need(talk is not None and talk.origin == ASK, "unknown-conversation")
        assert talk is not None
        answered(matter["unit"], talk.unit, talk.circle - {talk.unit})
        need(not talk.given, "not-permitted")
        check_grounds(matter, handling, self.context["now"][:10])
        check_law(agency, matter, handling, [self.agencies[talk.reporter]])
        talk.given = True

    def question(self, agency: dict[str, Any], parts: list[Any]) -> None:
        """A question that names nobody; whatever it names as its conversation, it begins one."""
        body = {part[1]["class"]: part[2] for part in parts}
        rest = [part[2] for part in parts if part[1]["class"] != "matter"]
        need(not any(True for one in rest for _ in searched(one, "")), "identity-trace")
        handling = body["handling"]
        need(handling["excluded"] == [], "bad-handling")
        words = "narrative" in body and handling["municipality"] in HEARD
        need(not words, "class-not-allowed")
        check_law(agency, body["matter"], handling, [self.agencies[OWNER]])

    def consent(
        self, agency: dict[str, Any], matter: dict[str, Any], handling: dict[str, Any], id: str
    ) -> None:
        """A waiver is lawful first; a no asks nothing before whose it is."""
        need(handling["excluded"] == [], "bad-handling")
        name = agency["agency"]
        if matter["kind"] == RECORD:
            units = {unit for one in self.agencies.values() for unit in one["functions"]}
            need(set(handling["to"]) <= units, "bad-handling")
            check_boards(handling["waiver"], self.agencies, self.context["now"][:10])
            told = {one.split(".")[0] for one in handling["to"]}
            check_law(agency, matter, handling, [self.agencies[one] for one in told])
        self.register.take(id, name, matter, handling)
        told = self.register.parties(matter["conversation"]) - {name}
        check_law(agency, matter, handling, [self.agencies[one] for one in told])
        self.reservations.end(self.register)

    def reservation(self, agency: dict[str, Any], parts: list[Any], id: str) -> None:
        """Conditions are offered, somebody is bound by them, and then something is released."""
        body = {part[1]["class"]: part[2] for part in parts}
        matter, handling, name = body["matter"], body["handling"], agency["agency"]
        where, unit, kind = matter["conversation"], matter["unit"], matter["kind"]
        talk = self.talks.get(where)
        if kind == ACKNOWLEDGE:
            circle = set() if talk is None else {one.split(".")[0] for one in talk.circle}
            need(name in circle, "unknown-conversation")
            need(handling["excluded"] == [], "bad-handling")
            said = handling["acknowledgement"]
            offered = self.reservations.known(where, said["reservation"])
            known = self.reservations.acknowledge(where, unit, said, self.register)
            told = offered["unit"].split(".")[0]
            check_law(agency, matter, handling, [self.agencies[told]])
            known["state"] = "acknowledged"
            return
        if kind == OFFER:
            found = [True for _ in searched(body["narrative"], "")]
            need(not found, "identity-trace")
        recipients = self.check_parties(agency, matter, handling, talk)
        state: dict[str, Any] = {}
        if kind == RELEASE:
            state = self.reservations.release(where, unit, handling)
            given = self.register.opens(RELEASE, name, handling, set(body))
        else:
            self.reservations.offer(where, state, id)
            given = self.register.opens(RELEASE, name, handling, {"narrative"})
        check_law(agency, matter, handling, recipients, given)
        need(kind == RELEASE or is_safe(handling), "not-permitted")
        if kind == RELEASE:
            state["state"] = "released"
        else:
            text = next(part for part in parts if part[1]["class"] == "narrative")
            state |= {"unit": unit, "to": handling["to"], "handling": handling}
            state |= {"text": commitment(id, text)}
            self.reservations.offered[id] = state
        self.remember(self.talks.setdefault(where, Talk(unit, kind)), matter, handling)

    def emergency(
        self, agency: dict[str, Any], matter: dict[str, Any], handling: dict[str, Any], id: str
    ) -> None:
        """Whoever takes part may declare one; whoever was told looks at it."""
        name, talk = agency["agency"], self.talks.get(matter["conversation"])
        need(talk is not None, "unknown-conversation")
        assert talk is not None
        circle = {one.split(".")[0] for one in talk.circle}
        need(name in (OWNER, talk.reporter) or name in circle, "unknown-conversation")
        need(handling["excluded"] == [], "bad-handling")
        check_grounds(matter, handling, self.context["now"][:10])
        if matter["kind"] == DECLARE:
            one = handling["emergency"]["for"]
            its = self.agencies.get(one.split(".")[0], {"functions": []})
            known = one in (FUNCTIONS if one.startswith(OWNER + ".") else its["functions"])
            need(known, "unknown-unit")
            check_law(agency, matter, handling, [self.agencies[OWNER]])
            said = handling["emergency"]
            return self.emergencies.declare(id, name, matter["conversation"], said)
        self.emergencies.known(matter["conversation"], handling)
        need(matter["unit"] in (*HEADS, OFFICER), "unknown-unit")
        check_law(agency, matter, handling, [self.agencies[OWNER]])
        return self.emergencies.review(handling["review"])

    def check_parties(
        self,
        agency: dict[str, Any],
        matter: dict[str, Any],
        handling: dict[str, Any],
        talk: Talk | None,
    ) -> list[dict[str, Any]]:
        """Who is addressed, once it is known that they may be."""
        kind, name, to = matter["kind"], agency["agency"], handling["to"]
        for one in to:
            its = self.agencies.get(one.split(".")[0], {"functions": []})
            known = one in (FUNCTIONS if one.startswith(OWNER + ".") else its["functions"])
            need(known, "unknown-unit")
            need(one != matter["unit"], "bad-handling")
        named = {*to, *(one.split(".")[0] for one in to)}
        need(not named & set(handling["excluded"]), "bad-handling")
        check_grounds(matter, handling, self.context["now"][:10])
        if kind == ASK:
            check_between(matter["unit"], handling)
            need(talk is None, "unknown-conversation")
        if talk is None:
            need(kind not in BEGINS_NOTHING, "unknown-conversation")
        elif kind == "meeting.invitation":
            need(name == OWNER and talk.origin in REPORTS, "unknown-conversation")
            need(to == [talk.unit], "not-permitted")
            need(matter["unit"] in ENTRANCES, "unknown-unit")
        elif kind == "inquiry.request":
            need(name == OWNER, "unknown-conversation")
            need(talk.inquiry in ("", handling["inquiry"]), "bad-handling")
        elif kind == "inquiry.response":
            need(name in talk.asked, "unknown-conversation")
            asker = len(to) == 1 and to[0] in talk.circle and to[0].startswith(OWNER + ".")
            need(asker, "not-permitted")
        else:
            party = name == talk.reporter or any(one.startswith(name + ".") for one in talk.circle)
            addressed = talk.origin in MEMBERS and "to" in MEMBERS[talk.origin]
            need(name == OWNER or (addressed and party), "unknown-conversation")
        return [self.agencies[one.split(".")[0]] for one in to]

    @staticmethod
    def remember(talk: Talk, matter: dict[str, Any], handling: dict[str, Any]) -> None:
        """Who has been let in by name, and what was asked."""
        if "to" not in handling:
            return
        talk.circle |= {*handling["to"], matter["unit"]}
        if matter["kind"] == "inquiry.request":
            talk.asked |= {one.split(".")[0] for one in handling["to"]}
            talk.inquiry = handling["inquiry"]


def commitment(id: str, part: list[Any]) -> str:
    """What commits to a line."""
    line = json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
    return b64u(HASHES["section"](id.encode(), line))


def broker(frames: list[bytes], context: dict[str, Any]) -> dict[str, Any]:
    """The answer to the last message, after what was said before it."""
    judge = Broker(context)
    for one in context["before"]:
        earlier = [base64.b64decode(frame) for frame in one["frames"]]
        with suppress(strict_json.Problem):  # What was refused before counts, too.
            judge.take(one["agency"], one["connection"], earlier)
    return judge.take(context["agency"], context["connection"], frames)
