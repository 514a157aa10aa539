"""A question that names nobody, by the command line, over the real broker and its sockets."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from broker import PROGRAM, Broker
from samverkan_client import Client
from samverkan_wire import Delivery, b64u, compose
from test_interop import accepted
from test_operator import EXAMPLES, answer, run

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
PLACEHOLDER = "00000000-0000-4000-8000-000000000000"
QUESTION = EXAMPLES / "samrad-anonymt.json"
ARRIVAL = 20.0
Connect = Callable[..., Client]


def arrival(client: Client) -> Delivery:
    """The next delivery, which must come in time."""
    deadline = time.monotonic() + ARRIVAL
    while (left := deadline - time.monotonic()) > 0:
        if delivery := client.delivery(left):
            return delivery
    raise AssertionError("nothing was delivered")


def test_question_goes_there_and_the_answer_back(broker: Broker, tmp_path: Path) -> None:
    """Sent, read, answered and made a report of, from the command line alone."""
    sent = run(broker, "school", "concern", "send", str(QUESTION), "--json")
    assert sent.stderr.startswith("A suspicion must be reported.")
    status = ("concern", "status", json.loads(sent.stdout)["id"])
    assert answer(broker, "school", *status)["word"] == "accepted"
    name = answer(broker, "reception", "inbox", "ls")[0]["delivery"]
    assert "Who wrote this is hidden" in run(broker, "reception", "inbox", "show", name).stdout
    shown = run(broker, "reception", "inbox", "take", name, "--ack", "received", "--json").stdout
    page = json.loads(shown)
    assert (page["source"], page["party"]) == ("broker", "school")
    assert "almbacken" not in shown and "rektor" not in shown
    bodies = {section["class"]: section["body"] for section in page["sections"]}
    assert bodies["matter"]["unit"] == "broker.school"
    told = json.loads(QUESTION.read_text("utf-8"))["sections"]
    assert bodies["narrative"] == told[1]["body"]
    assert answer(broker, "school", *status)["word"] == "read"

    advice = tmp_path / "advice.json"
    text = (EXAMPLES / "samrad-svar.json").read_text("utf-8")
    advice.write_text(text.replace(PLACEHOLDER, bodies["matter"]["conversation"]), "utf-8")
    run(broker, "reception", "concern", "send", str(advice))
    name = answer(broker, "school", "inbox", "ls")[0]["delivery"]
    read = run(broker, "school", "inbox", "take", name, "--ack", "received", "--json").stdout
    assert "Det du beskriver är en misstanke" in read and "broker.social-services" in read
    assert "norrkoping-socialnamnd" not in json.dumps(json.loads(read)["sections"])

    report = run(broker, "school", "concern", "report", str(QUESTION)).stdout
    assert json.loads(report)["kind"] == "report.mandatory"
    assert json.loads(report)["sections"] == told


def test_question_that_names_somebody_goes_nowhere(broker: Broker, tmp_path: Path) -> None:
    """Stopped before anything is made: nothing is kept in the outbox, nothing arrives."""
    named = tmp_path / "named.json"
    text = QUESTION.read_text("utf-8").replace("en mening till", "att hon bor på Storgatan 12")
    named.write_text(text, "utf-8")
    stopped = run(broker, "school", "concern", "send", str(named), code=65)
    assert "address" in stopped.stderr and "Storgatan" not in stopped.stderr + stopped.stdout
    assert answer(broker, "reception", "inbox", "ls") == []


def test_two_questions_have_nothing_in_common(member: Connect) -> None:
    """No name, key, number or salt of the sender comes through, nor twice the same."""
    school, reception = member("school"), member("reception", reads=True)
    reception.credit(10, 1 << 20)
    messages = [
        compose(json.loads(QUESTION.read_text("utf-8")), school.connection) for _ in range(2)
    ]
    accepted(school, *messages)
    one, two = arrival(reception), arrival(reception)
    for delivery in (one, two):
        assert delivery.envelope["source"] == "urn:samverkan:broker"
        assert delivery.bodies("matter")[0]["unit"] == "broker.school"
        seen = json.dumps([delivery.header, delivery.envelope, *delivery.bodies("handling")])
        seen += json.dumps(delivery.bodies("matter"))
        secrets = ["almbacken", "rektor", b64u(school.connection.signer.public_key().public_bytes_raw()), *(m.id for m in messages)]
        assert not [secret for secret in secrets if secret in seen]
    for part in ("delivery", "thread", "proof"):
        assert one.header[part] != two.header[part]
    assert one.envelope["id"] != two.envelope["id"]
    matters = [delivery.bodies("matter")[0] for delivery in (one, two)]
    assert matters[0]["conversation"] != matters[1]["conversation"]
