"""The Python client against the real broker; SAMVERKAN_BIN names the program.

Each test has a broker of its own in a fresh folder, started as
`$SAMVERKAN_BIN quickstart --data DIR --serve-only`, which prints "ready" when it serves.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import zmq

import strict_json
from broker import PROGRAM, Broker
from samverkan_client import Client, NoAnswer, Refused
from samverkan_wire import Connection, Delivery, Json, Message, Receipt, compose, verify

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
ARRIVAL = 20.0
CHILD = {"tag": "K7QA", "role": "child", "number": "201212222390"}
CHILD |= {"certainty": "certain", "protection": "none"}


Connect = Callable[..., Client]


def handling(*persons: Json) -> Json:
    """What the broker needs to find the owner."""
    made = {"persons": [*persons], "municipality": "0581", "area": "unknown", "target": "child"}
    made |= {"grounds": ["neglect"], "urgency": "ordinary", "guardians": "unknown"}
    return made | {"anonymous": False, "feedback": True, "excluded": []}


def document(client: Client, kind: str = "report.mandatory", **more: Any) -> Json:
    """What a user writes about one child."""
    body = {"observed": "Kom utan jacka och mat tre dagar i rad."}
    sections = [
        {"class": "identity", "about": ["K7QA"], "body": {"name": "Alva Ek"}},
        {"class": "narrative", "about": ["K7QA"], "body": body},
    ]
    made = {"kind": kind, "unit": client.connection.facts["functions"][0]}
    return made | {"handling": handling(CHILD), "sections": sections} | more


def about_feedback(client: Client, kind: str, conversation: str, *sections: Json) -> Json:
    """A message that is about no person."""
    told = handling() | {"target": "unknown", "grounds": ["unknown"], "feedback": False}
    more = {"conversation": conversation, "handling": told, "sections": [*sections]}
    return document(client, kind, **more)


def accepted(client: Client, *messages: Message) -> list[Receipt]:
    """The receipts of messages that are accepted."""
    answers = client.publish(messages)
    receipts = [answer for answer in answers if isinstance(answer, Receipt)]
    assert len(receipts) == len(messages), [getattr(one, "code", "") for one in answers]
    assert all(receipt.content["outcome"] == "accepted" for receipt in receipts)
    return receipts


def refused(client: Client, message: Message) -> Refused:
    """The refusal of a message that is not accepted."""
    answer = client.publish([message])[0]
    assert isinstance(answer, Refused), answer
    return answer


def arrival(client: Client, message: Message) -> Delivery:
    """The delivery of the message; what comes before it is acknowledged."""
    deadline = time.monotonic() + ARRIVAL
    while (left := deadline - time.monotonic()) > 0:
        delivery = client.delivery(left)
        if delivery is None:
            break
        if delivery.envelope["id"] == message.id:
            return delivery
        client.acknowledge([delivery])
    raise AssertionError("it was not delivered")


def test_hello_says_who_and_where(member: Connect) -> None:
    """The session is with the deployment and the agency of connection.json."""
    client = member("school")
    facts = client.connection.facts
    assert client.welcome["agency"] == facts["agency"]
    assert client.welcome["deployment"] == facts["deployment"]
    assert facts["brokerKeys"][0] in client.welcome["keys"]
    client.ping()
    client.bye()


def test_stranger_gets_no_answer(broker: Broker) -> None:
    """A transport key nobody registered meets silence."""
    known = broker.connection("school")
    client = Client(replace(known, curve=zmq.curve_keypair()))
    with pytest.raises(NoAnswer):
        client.connect(attempts=1)
    client.disconnect()


def test_receipt_proves_what_was_sent(member: Connect) -> None:
    """The proof verifies with the broker's key alone, and for no other purpose."""
    client = member("school")
    message = compose(document(client), client.connection)
    receipt = accepted(client, message)[0]
    keys = client._broker_keys
    audience = client.connection.audience
    verify(receipt.proof, receipt.leaf, keys, "receipt", audience)
    assert receipt.content["digest"] == message.digest
    assert client.status(message.id) == "accepted"
    with pytest.raises(Exception, match="bad-signature"):
        verify(receipt.proof, receipt.leaf + b" ", keys, "receipt", audience)


def test_backlog_shares_one_signature(member: Connect) -> None:
    """A hundred messages under two signatures, each with a receipt of its own."""
    client = member("school")
    messages = [compose(document(client), client.connection) for _ in range(100)]
    receipts = accepted(client, *messages)
    assert [receipt.content["id"] for receipt in receipts] == [one.id for one in messages]
    assert len({receipt.content["reference"] for receipt in receipts}) == 100


def test_duplicate_gets_the_very_same_leaf(member: Connect) -> None:
    """Sent twice, received once."""
    client = member("school")
    message = compose(document(client), client.connection)
    first, second = accepted(client, message)[0], accepted(client, message)[0]
    assert first.leaf == second.leaf


def test_id_is_not_reused(member: Connect) -> None:
    """Another content under the same id is refused, and the first stays."""
    client = member("school")
    first = compose(document(client), client.connection)
    kept = accepted(client, first)[0]
    other = compose(document(client), client.connection, first.id)
    assert refused(client, other).code == "id-reused"
    assert accepted(client, first)[0].leaf == kept.leaf


def test_refusal_names_a_lawful_kind(member: Connect) -> None:
    """An association has no duty to report; it is told what it may send."""
    client = member("association")
    refusal = refused(client, compose(document(client), client.connection))
    assert refusal.code == "kind-not-lawful"
    assert refusal.retry == "mended"
    assert "report.voluntary" in refusal.lawful
    lawful = document(client, "report.voluntary")
    accepted(client, compose(lawful, client.connection))


def test_tampered_sections_are_refused(member: Connect) -> None:
    """A line changed after the signature opens no commitment."""
    client = member("school")
    message = compose(document(client), client.connection)
    changed = message.sections.replace(b"jacka", b"mossa")
    refusal = refused(client, replace(message, sections=changed))
    assert refusal.code == "commitment-mismatch"


def test_nothing_comes_without_credit(member: Connect) -> None:
    """Credit is given first; then one comes for each that was promised."""
    school, reception = member("school"), member("reception", reads=True)
    first = compose(document(school), school.connection)
    second = compose(document(school), school.connection)
    accepted(school, first, second)
    assert reception.delivery(1.0) is None
    reception.credit(1, 1_000_000)
    one = reception.delivery(ARRIVAL)
    assert one is not None
    assert reception.delivery(1.0) is None
    reception.credit(2, 1_000_000)
    other = reception.delivery(ARRIVAL)
    assert other is not None
    assert {one.envelope["id"], other.envelope["id"]} == {first.id, second.id}


def test_owner_sees_the_whole(member: Connect) -> None:
    """Every section arrives as it was written, and the acknowledgement is receipted."""
    school, reception = member("school"), member("reception", reads=True)
    message = compose(document(school), school.connection)
    accepted(school, message)
    reception.credit(8, 1_000_000)
    delivery = arrival(reception, message)
    assert delivery.header["whole"] and delivery.header["attempt"] == 1
    assert delivery.header["function"] in reception.connection.facts["functions"]
    assert delivery.envelope["source"] == f"urn:samverkan:{school.connection.facts['agency']}"
    assert delivery.bodies("identity") == [{"name": "Alva Ek"}]
    assert delivery.bodies("handling")[0]["persons"][0]["number"] == CHILD["number"]
    receipt = reception.acknowledge([delivery])
    assert receipt.content["items"] == [{"delivery": delivery.id, "state": "received"}]
    assert school.status(message.id) == "delivered"
    assert reception.delivery(2.0) is None


def test_feedback_comes_redacted(member: Connect) -> None:
    """The reporter is shown one word; signature and commitments hold without the rest."""
    school, reception = member("school", reads=True), member("reception", reads=True)
    school.credit(8, 1_000_000)
    reception.credit(8, 1_000_000)
    report = compose(document(school), school.connection)
    accepted(school, report)
    delivered = arrival(reception, report)
    reception.acknowledge([delivered])
    conversation = delivered.bodies("matter")[0]["conversation"]
    asked = about_feedback(school, "feedback.request", conversation)
    accepted(school, compose(asked, school.connection))
    outcome = {"class": "outcome", "about": [], "body": {"value": "opened"}}
    answer = about_feedback(reception, "feedback", conversation, outcome)
    message = compose(answer, reception.connection)
    accepted(reception, message)
    shown = arrival(school, message)
    assert not shown.header["whole"]
    assert shown.bodies("outcome") == [{"value": "opened"}]
    assert shown.bodies("handling") == []
    school.acknowledge([shown], "committed", "dnr 2026-114")


def test_mailbox_from_list_to_case(member: Connect) -> None:
    """Listed, claimed, released, opened, committed; the sender sees each word."""
    school, reception = member("school"), member("reception", reads=True)
    message = compose(document(school), school.connection)
    accepted(school, message)
    function = reception.connection.facts["functions"][0]
    items = waiting(reception, function)
    assert [item["kind"] for item in items] == ["report.mandatory"]
    name = items[0]["delivery"]
    assert reception.claim(name).envelope["id"] == message.id
    reception.release(name)
    opened = reception.open(name)
    assert school.status(message.id) == "read"
    receipt = reception.acknowledge([opened], "committed", "SN 2026/1873")
    assert receipt.content["items"][0]["state"] == "committed"
    assert school.status(message.id) == "committed"
    with pytest.raises(Refused, match="version-conflict"):
        reception.redirect(name, items[0]["version"] + 7, function, "moved")


def waiting(client: Client, function: str) -> list[Json]:
    """The labels in a mailbox, as soon as there are any."""
    deadline = time.monotonic() + ARRIVAL
    while time.monotonic() < deadline:
        items = strict_json.read(client.listing(function).frames[2])["items"]
        if items:
            return list(items)
        client.ping()
    raise AssertionError("the mailbox stayed empty")


def test_acknowledgement_of_anothers_delivery(member: Connect) -> None:
    """A delivery of another agency is unknown, and stays with whom it is."""
    school, reception = member("school"), member("reception", reads=True)
    message = compose(document(school), school.connection)
    accepted(school, message)
    reception.credit(8, 1_000_000)
    delivery = arrival(reception, message)
    foreign = member("police").acknowledge([delivery])
    assert foreign.content["items"] == [{"delivery": delivery.id, "state": "unknown"}]
    assert school.status(message.id) == "accepted"


def test_break_in_the_middle(member: Connect) -> None:
    """A broken line returns the lease; the same view comes again, one attempt later."""
    school, reception = member("school"), member("reception", reads=True)
    message = compose(document(school), school.connection)
    leaf = accepted(school, message)[0].leaf
    school.disconnect()
    reception.credit(8, 1_000_000)
    first = arrival(reception, message)
    reception.disconnect()
    reception.connect()
    reception.credit(8, 1_000_000)
    again = arrival_within(reception, message, 120.0)
    assert again.repeats == first.repeats
    assert again.header["attempt"] > first.header["attempt"]
    reception.acknowledge([again])
    school.connect()
    assert accepted(school, message)[0].leaf == leaf
    assert school.status(message.id) == "delivered"


def arrival_within(client: Client, message: Message, patience: float) -> Delivery:
    """The delivery of the message, though the lease of a lost session must end first."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        delivery = client.delivery(10.0)
        if delivery is not None and delivery.envelope["id"] == message.id:
            return delivery
        client.ping()
    raise AssertionError("it did not come again")


def test_broker_is_killed_in_the_middle(broker: Broker, member: Connect) -> None:
    """Whatever was receipted is there afterwards, and the rest gets its receipt then."""
    school = member("school")
    before = compose(document(school), school.connection)
    leaf = accepted(school, before)[0].leaf
    messages = [compose(document(school), school.connection) for _ in range(200)]
    killer = threading.Thread(target=broker.restart)
    killer.start()
    receipts = accepted(school, *messages)
    killer.join()
    again = accepted(school, before, *messages)
    assert [one.leaf for one in again] == [leaf, *(one.leaf for one in receipts)]
    reception = member("reception", reads=True)
    reception.credit(1_000, 100_000_000)
    seen: set[str] = set()
    while len(seen) < 201:
        delivery = reception.delivery(ARRIVAL)
        assert delivery is not None, f"{len(seen)} of 201 were delivered"
        seen.add(delivery.envelope["id"])
        reception.acknowledge([delivery])
    assert seen == {before.id, *(message.id for message in messages)}
