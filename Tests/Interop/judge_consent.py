"""The judge on waivers of secrecy: how one is written, and a register of what was signed."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from judge import AGENCY, CLASSES, FUNCTION, fits, is_day, need, octets_of
from strict_json import Problem

RECORD, WITHDRAW = "consent.record", "consent.withdraw"
KINDS = (RECORD, WITHDRAW)
OWN = {RECORD: {"to", "waiver"}, WITHDRAW: {"withdrawal"}}
# What `handling` has in some kinds only.
MEMBERS = {"to", "waiver", "withdrawal"}
# What a waiver of each form opens.
FORMS = {
    "sspf": "collaboration.share", "sig": "collaboration.share", "sip": "plan.summons",
    "early": "contact.early", "adult": "concern.adult", "release": "release.individual",
}  # fmt: skip
CUSTODY = ("sole", "shared", "unknown")
NOTICE = ("may-be-told", "must-not-be-told", "unknown")
TAG = "[A-Z2-7]{4}"
LIMIT = 16
WAIVERS = 16
# Around one table: the agencies, and the mailboxes they are reached by; and whose secrecy it is.
AGENCIES = 32
SEATS = 32
PERSONS = 64
# Sweden's winter time; every vector is of that season.
SWEDEN = timezone(timedelta(hours=1))


def check_form(body: dict[str, Any], kind: str) -> None:
    """The members that consents alone have."""
    if kind not in KINDS:
        return
    need(MEMBERS & set(body) == OWN[kind], "bad-handling")
    if kind == RECORD:
        to = body["to"]
        need(isinstance(to, list) and 1 <= len(to) <= LIMIT, "bad-handling")
        need(all(fits(FUNCTION, one) for one in to) and len(set(to)) == len(to), "bad-handling")
    check_certainty(body["persons"])
    tags = {one["tag"] for one in body["persons"]}
    parts = waiver(body["waiver"], tags) if kind == RECORD else withdrawal(body["withdrawal"], tags)
    need(parts == tags, "bad-handling")


def check_certainty(people: list[dict[str, Any]]) -> None:
    """Nobody is guessed at."""
    from judge_commands import personal_number

    for one in people:
        need("number" in one and one["certainty"] == "certain", "identifier-invalid")
        personal_number([one["number"].encode()], {"now": "2026-11-21T20:00:00Z"})
    numbers = [one["number"] for one in people]
    need(len(set(numbers)) == len(numbers), "bad-handling")


def waiver(body: Any, tags: set[str]) -> set[str]:
    """Everyone who has a part in a waiver."""
    need(isinstance(body, dict), "bad-handling")
    need(set(body) == {"form", "persons", "classes", "until", "evidence"}, "bad-handling")
    need(body["form"] in FORMS and is_day(body["until"]), "bad-handling")
    octets_of(body["evidence"], 32, "bad-handling")
    classes, persons = body["classes"], body["persons"]
    need(isinstance(classes, list) and 1 <= len(classes), "bad-handling")
    need(all(one in CLASSES for one in classes), "bad-handling")
    need(len(set(classes)) == len(classes), "bad-handling")
    need(isinstance(persons, list) and 1 <= len(persons) <= LIMIT, "bad-handling")
    parts: set[str] = set()
    for one in persons:
        need(isinstance(one, dict), "bad-handling")
        need(set(one) == {"person", "custody", "signatures"}, "bad-handling")
        need(one["person"] in tags and one["custody"] in CUSTODY, "bad-handling")
        need(isinstance(one["signatures"], list) and len(one["signatures"]) <= 8, "bad-handling")
        need(all(is_signature(each, tags) for each in one["signatures"]), "bad-handling")
        parts |= {one["person"]} | {each["person"] for each in one["signatures"] if "person" in each}
    need(len({one["person"] for one in persons}) == len(persons), "bad-handling")
    return parts


def is_signature(one: Any, tags: set[str]) -> bool:
    """Whether it says who signs, in what capacity, and when if they have."""
    if not isinstance(one, dict) or ("signed" in one and not is_day(one["signed"])):
        return False
    names = set(one) - {"signed", "capacity"}
    if one.get("capacity") == "self":
        return not names
    if "person" in one and one["person"] not in tags:
        return False
    if one.get("capacity") == "guardian":
        return names == {"person", "notice"} and one["notice"] in NOTICE
    if one.get("capacity") != "decision" or names - {"person"} != {"citation", "board"}:
        return False
    return one["citation"] == "fb-6-13-a" and fits(AGENCY, one["board"])


def withdrawal(body: Any, tags: set[str]) -> set[str]:
    """Everyone who has a part in a withdrawal."""
    need(isinstance(body, dict) and set(body) == {"signatory", "for"}, "bad-handling")
    whom = body["for"]
    need(body["signatory"] in tags and isinstance(whom, list), "bad-handling")
    need(all(one in tags for one in whom) and len(set(whom)) == len(whom), "bad-handling")
    return {body["signatory"], *whom}


class Register:
    """What was signed in each cooperation, and what was taken back."""

    def __init__(self, now: str) -> None:
        self.today = datetime.fromisoformat(now).astimezone(SWEDEN).date()
        self.waivers: list[dict[str, Any]] = []
        self.held: set[tuple[str, str]] = set()

    def take(self, id: str, agency: str, matter: dict[str, Any], body: dict[str, Any]) -> None:
        """Records a waiver or a withdrawal, or refuses it."""
        kind, talk = matter["kind"], matter["conversation"]
        numbers = {one["tag"]: one["number"] for one in body["persons"]}
        if kind == WITHDRAW:
            return self.withdraw(id, agency, talk, body["withdrawal"], numbers)
        parties = {agency} | {one.split(".")[0] for one in body["to"]}
        terms = body["waiver"]
        new = {"id": id, "agency": agency, "talk": talk, "parties": parties, "terms": terms}
        new |= {"persons": {numbers[one["person"]]: one for one in terms["persons"]}}
        new |= {"numbers": numbers, "seats": {matter["unit"], *body["to"]}}
        self.check(new)
        self.waivers.append(new)
        return None

    def opens(self, kind: str, agency: str, handling: dict[str, Any], told: set[str]) -> bool:
        """Whether a waiver shows every party something about everybody that a message is about."""
        told = told - {"matter", "handling", "outcome"} or set(CLASSES)
        return all(
            any(
                FORMS[old["terms"]["form"]] == kind
                and old["agency"] == agency
                and party.split(".")[0] in old["parties"]
                and one.get("number") in old["persons"]
                and (self.is_grown(one["number"]) or handling["guardians"] == "may-be-told")
                and (old["talk"], one.get("number")) not in self.held
                and told & set(old["terms"]["classes"])
                and date.fromisoformat(old["terms"]["until"]) >= self.today
                for old in self.waivers
            )
            for one in handling["persons"]
            for party in handling["to"]
        )

    def check(self, new: dict[str, Any]) -> None:
        """What it is, whether it was used before, and who has signed."""
        terms, agency = new["terms"], new["agency"]
        need(len(terms["classes"]) < len(CLASSES), "consent-too-general")
        days = [each["signed"] for one in terms["persons"] for each in one["signatures"]
                if "signed" in each]  # fmt: skip
        need(all(date.fromisoformat(day) <= self.today for day in days), "consent-contradictory")
        need(new["id"] not in {one["id"] for one in self.waivers}, "consent-replayed")
        for old in self.waivers:
            if old["terms"]["evidence"] == terms["evidence"]:
                need(old["agency"] == agency, "consent-wrong-authority")
                need(not is_wider(new, old) and not has_grown(new, old), "consent-widened")
                break
        need(date.fromisoformat(terms["until"]) >= self.today, "consent-expired")
        mine = [one for one in self.waivers if one["agency"] == agency]
        for number in new["persons"]:
            need(sum(number in one["persons"] for one in mine) < WAIVERS, "consent-too-many")
        table = [one for one in self.waivers if one["talk"] == new["talk"]]
        if table:
            need(any(agency in one["parties"] for one in table), "consent-unknown")
            need(table[0]["terms"]["form"] == terms["form"], "consent-contradictory")
            taken = any((new["talk"], number) in self.held for number in new["persons"])
            need(not taken, "consent-withdrawn")
            need(sum(one["agency"] == agency for one in table) < WAIVERS, "consent-too-many")
        self.check_room([*table, new])
        for number, one in new["persons"].items():
            missing = self.missing(number, one, new["numbers"])
            narrow = [old for old in table if old["agency"] == agency and is_wider(new, old)]
            if narrow and missing in ("consent-half-signed", "consent-unsigned"):
                missing = "consent-widened"
            if missing:
                raise Problem(missing)

    @staticmethod
    def check_room(table: list[dict[str, Any]]) -> None:
        """How many a cooperation holds."""
        for part, limit in (("parties", AGENCIES), ("persons", PERSONS), ("seats", SEATS)):
            need(len({each for one in table for each in one[part]}) <= limit, "consent-too-many")

    def age(self, number: str) -> int:
        """How old somebody is whose number tells the day of birth."""
        born = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
        age = self.today.year - born.year
        return age - ((self.today.month, self.today.day) < (born.month, born.day))

    def is_grown(self, number: str) -> bool:
        """Whether somebody signs alone."""
        return self.age(number) >= 18

    def missing(self, number: str, one: dict[str, Any], numbers: dict[str, str]) -> str | None:
        """What is missing for one person, by age."""
        digits = number[:8]
        if int(digits[6:]) > 60:
            return "consent-age-unknown"
        age = self.age(number)
        given = [each for each in one["signatures"] if "signed" in each]
        own = any(each["capacity"] == "self" for each in given)
        if self.is_grown(number):
            return None if own else "consent-unsigned"
        needed = {"sole": 1, "shared": 2, "unknown": None}[one["custody"]]
        if needed is None:
            return "consent-custody-unknown"
        named = [each for each in given if each["capacity"] == "guardian"]
        told = {numbers[each["person"]] for each in named if each["notice"] == "may-be-told"}
        kept = {numbers[each["person"]] for each in named} - told
        count = len(told)
        stands_in = any(
            each["capacity"] == "decision" and numbers.get(each.get("person", "")) not in told
            for each in given
        )
        if needed == 2 and count == 1 and stands_in:
            count = 2
        rest = own or age < 15
        if count >= needed and rest:
            return None
        if count + len(kept) >= needed and rest:
            return "consent-guardian-withheld"
        return "consent-half-signed" if count or (own and age >= 15) else "consent-unsigned"

    def parties(self, talk: str) -> set[str]:
        """The agencies around a table."""
        return {party for one in self.waivers if one["talk"] == talk for party in one["parties"]}

    def withdraw(
        self, id: str, agency: str, talk: str, body: dict[str, Any], numbers: dict[str, str]
    ) -> None:
        """Holds everyone whom the signatory signs for; else one answer for whatever is wrong."""
        who = numbers[body["signatory"]]
        table = [one for one in self.waivers if one["talk"] == talk]
        need(any(agency in one["parties"] for one in table), "consent-unknown")
        mine = {
            number
            for waiver in table
            for number, one in waiver["persons"].items()
            if who == number or any(
                waiver["numbers"].get(each.get("person", "")) == who for each in one["signatures"]
            )
        }  # fmt: skip
        whom = {numbers[tag] for tag in body["for"]} or mine
        need(bool(whom) and whom <= mine, "consent-unknown")
        self.held |= {(talk, number) for number in whom}


def is_wider(new: dict[str, Any], old: dict[str, Any]) -> bool:
    """Whether it opens anything that the other does not."""
    return (
        new["talk"] != old["talk"]
        or new["terms"]["form"] != old["terms"]["form"]
        or new["terms"]["until"] > old["terms"]["until"]
        or not new["parties"] <= old["parties"]
        or not set(new["terms"]["classes"]) <= set(old["terms"]["classes"])
        or not set(new["persons"]) <= set(old["persons"])
    )


def has_grown(new: dict[str, Any], old: dict[str, Any]) -> bool:
    """Whether a paper says of somebody what it did not say when it was first shown."""
    for number, one in new["persons"].items():
        known = old["persons"].get(number)
        if known is None:
            continue
        more = given(one, new["numbers"]) - given(known, old["numbers"])
        if one["custody"] != known["custody"] or more:
            return True
        if not silenced(known, old["numbers"]) <= silenced(one, new["numbers"]):
            return True
    return False


def given(one: dict[str, Any], numbers: dict[str, str]) -> set[tuple[str, ...]]:
    """The signatures that may count, whoever tells of them."""
    return {
        (each["capacity"], numbers.get(each.get("person", ""), ""), each.get("board", ""),
         each["signed"])
        for each in one["signatures"]
        if "signed" in each and each.get("notice", "may-be-told") == "may-be-told"
    }  # fmt: skip


def silenced(one: dict[str, Any], numbers: dict[str, str]) -> set[str]:
    """Guardians of whom it is not said that they may be told."""
    return {
        numbers[each["person"]]
        for each in one["signatures"]
        if each.get("notice", "may-be-told") != "may-be-told"
    }
