"""Waivers of secrecy against the real broker: recorded, refused by name, and taken back."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from broker import PROGRAM, Broker
from samverkan_client import Client
from samverkan_wire import Json, Message, b64u, compose
from test_interop import accepted, arrival, handling, refused

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
Connect = Callable[..., Client]
NUMBERS = {"CHLD": "201801102383", "MUMA": "198506242380", "DADA": "198410102399"}
CREDIT = 10_000_000


def person(tag: str) -> Json:
    """An invented person of the public series."""
    known = {"tag": tag, "role": "child" if tag == "CHLD" else "guardian"}
    return known | {"number": NUMBERS[tag], "certainty": "certain", "protection": "none"}


def guardian(tag: str) -> Json:
    """A guardian's signature."""
    signed = {"capacity": "guardian", "person": tag, "notice": "may-be-told"}
    return signed | {"signed": "2026-01-10"}


def consent(client: Client, kind: str, talk: str, told: Json) -> Message:
    """A message about a waiver, in its cooperation."""
    made = {"kind": kind, "unit": client.connection.facts["functions"][0], "conversation": talk}
    made |= {"purpose": "crime-prevention", "basis": "osl-10-1"}
    return compose(made | {"handling": told, "sections": []}, client.connection)


def record(
    client: Client, talk: str, *to: Client, sheet: str = "1", signed: str = "MUMA DADA"
) -> Message:
    """A waiver about the child towards the others, on a sheet of paper."""
    waived: Json = {"person": "CHLD", "custody": "shared"}
    waived |= {"signatures": [guardian(tag) for tag in signed.split()]}
    waiver: Json = {"form": "sspf", "persons": [waived], "classes": ["identity", "school"]}
    waiver |= {"until": "2099-12-31", "evidence": b64u(hashlib.sha256(sheet.encode()).digest())}
    people = [person(tag) for tag in ["CHLD", *signed.split()]]
    told = handling(*people) | {"feedback": False, "to": functions(to), "waiver": waiver}
    return consent(client, "consent.record", talk, told)


def withdraw(client: Client, talk: str, signatory: str) -> Message:
    """A no that was told to this agency."""
    told = handling(person(signatory)) | {"feedback": False}
    told |= {"withdrawal": {"signatory": signatory, "for": []}}
    return consent(client, "consent.withdraw", talk, told)


def functions(clients: tuple[Client, ...]) -> list[str]:
    """Their first mailboxes."""
    return [str(client.connection.facts["functions"][0]) for client in clients]


def words(delivery: Any) -> tuple[str, set[str]]:
    """What a delivery is, and the classes that it shows."""
    return delivery.bodies("matter")[0]["kind"], {one.name for one in delivery.sections}


def test_parties_learn_that_sharing_holds_and_that_it_has_stopped(member: Connect) -> None:
    """And no more: neither who signed nor who said no."""
    school, police = member("school"), member("police", reads=True)
    reception = member("reception", reads=True)
    for client in (police, reception):
        client.credit(50, CREDIT)
    talk = str(uuid.uuid4())
    yes = record(school, talk, police, reception)
    accepted(school, yes)
    for client in (police, reception):
        delivery = arrival(client, yes)
        assert words(delivery) == ("consent.record", {"matter"})
        assert delivery.bodies("matter")[0]["conversation"] == talk
        client.acknowledge([delivery])
    # Told to the police, who name nobody: all around the table learn of it.
    no = withdraw(police, talk, "DADA")
    accepted(police, no)
    delivery = arrival(reception, no)
    assert words(delivery) == ("consent.withdraw", {"matter"})
    assert delivery.header["thread"] and not delivery.header["whole"]


def test_refusals_are_by_name(member: Connect) -> None:
    """Half signed, stretched, borrowed, and after a no."""
    school, police = member("school"), member("police")
    talk = str(uuid.uuid4())
    half = refused(school, record(school, talk, police, signed="MUMA"))
    assert (half.code, half.retry) == ("consent-half-signed", "mended")
    yes = record(school, talk, police)
    accepted(school, yes)
    wider = record(school, str(uuid.uuid4()), police)
    assert refused(school, wider).code == "consent-widened"
    assert refused(police, record(police, talk, school)).code == "consent-wrong-authority"
    assert refused(school, withdraw(school, talk, "CHLD")).code == "consent-unknown"
    last = withdraw(school, talk, "MUMA")
    accepted(school, last)
    told = school.request("STATUS", {"id": last.id}).header
    assert told["left"] == [], "nothing rests on a waiver of a consent"
    again = record(school, talk, police, sheet="2")
    assert refused(school, again).code == "consent-withdrawn"


def test_replay_gets_the_same_leaf_and_changes_nothing(member: Connect) -> None:
    """A yes that is sent once more after the no opens nothing anew."""
    school, police = member("school"), member("police")
    talk = str(uuid.uuid4())
    yes, no = record(school, talk, police), withdraw(school, talk, "DADA")
    first = accepted(school, yes)[0]
    accepted(school, no)
    assert accepted(school, yes)[0].leaf == first.leaf
    assert refused(school, record(school, talk, police, sheet="2")).code == "consent-withdrawn"
    other = compose(
        {"kind": "report.mandatory", "unit": functions((school,))[0], "sections": []}
        | {"handling": handling(person("CHLD"))},
        school.connection,
        yes.id,
    )
    assert refused(school, other).code == "id-reused"


def test_the_register_outlives_the_broker(broker: Broker, member: Connect) -> None:
    """What was said no to before the broker was killed stays so."""
    school, police = member("school"), member("police")
    talk, open_talk = str(uuid.uuid4()), str(uuid.uuid4())
    accepted(school, record(school, talk, police), record(school, open_talk, police, sheet="2"))
    accepted(school, withdraw(school, talk, "DADA"))
    broker.restart()
    school, police = member("school"), member("police", reads=True)
    police.credit(50, CREDIT)
    assert refused(school, record(school, talk, police, sheet="3")).code == "consent-withdrawn"
    later = record(school, open_talk, police, sheet="4")
    accepted(school, later)
    assert words(arrival(police, later))[0] == "consent.record"
