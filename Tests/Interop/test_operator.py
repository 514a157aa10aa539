"""The command line against the real broker: what an operator and a worker do by hand."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broker import PROGRAM, Broker
from samverkan_client import Client, NoAnswer, Refused
from samverkan_wire import compose
from test_interop import document

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
EXAMPLES = Path(__file__).parents[2] / "deploy" / "examples"
Connect = Callable[..., Client]


def run(
    broker: Broker, who: str, *words: str, code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Runs the program as a member, operator or inspector, and looks at its exit code."""
    assert PROGRAM is not None
    folder = broker.folder / (who if who in ("operator", "inspector") else f"members/{who}")
    command = [PROGRAM, *words, "--connection", str(folder / "connection.json"), "--lang", "en"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env=dict(os.environ)
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def answer(broker: Broker, who: str, *words: str) -> Any:
    """What the program answers as JSON."""
    return json.loads(run(broker, who, *words, "--json").stdout)


def test_concern_goes_from_file_to_case(broker: Broker) -> None:
    """Sent, listed, taken and committed from the command line; the sender sees each word."""
    sent = answer(broker, "school", "concern", "send", str(EXAMPLES / "skola-heder.json"))
    status = ("concern", "status", sent["id"])
    assert answer(broker, "school", *status)["word"] == "accepted"
    listed = answer(broker, "reception", "inbox", "ls")
    name = listed[0]["delivery"]
    taken = run(broker, "reception", "inbox", "take", name, "--ack", "received", "--json")
    assert "violence-honour" in taken.stdout
    assert answer(broker, "school", *status)["word"] == "delivered"
    run(broker, "reception", "inbox", "ls", "--output", "plain")


def test_refused_kind_names_the_lawful_one(broker: Broker, tmp_path: Path) -> None:
    """An association is told what it may send instead, and the exit code says denied."""
    text = (EXAMPLES / "forening-anonym.json").read_text("utf-8")
    wrong = tmp_path / "report.json"
    wrong.write_text(text.replace("report.voluntary", "report.mandatory"), "utf-8")
    refused = run(broker, "association", "concern", "send", str(wrong), code=77)
    assert "report.voluntary" in refused.stderr and "kind-not-lawful" in refused.stderr
    assert "goes to social services from those bound by SoL 19:1" in refused.stderr
    run(broker, "association", "concern", "send", str(EXAMPLES / "forening-anonym.json"))


def test_route_is_explained(broker: Broker) -> None:
    """Nobody is named, and somebody always answers."""
    protected = answer(broker, "operator", "route", "test", "--protection", "registered")
    assert protected["owner"] == "norrkoping-socialnamnd.skyddade-arenden"
    unknown = answer(broker, "operator", "route", "test")
    assert unknown["owner"] == "norrkoping-socialnamnd.mottagning-och-socialjour"


def test_status_counts_what_was_refused(broker: Broker) -> None:
    """Totals by code and no name in them; the ledger moves with what is accepted."""
    before = answer(broker, "operator", "status")
    assert before["deployment"] and before["since"] <= before["time"]
    run(broker, "school", "concern", "send", str(EXAMPLES / "skola-heder.json"))
    denied = run(broker, "school", "agency", "ls", code=77).stderr
    assert "for the broker's operators" in denied and "/operator/connection.json" in denied
    after = answer(broker, "operator", "status")
    assert after["ledgerIndex"] > before["ledgerIndex"]
    assert "not-permitted" in [row["code"] for row in after["refusals"]]
    assert all(row.get("count", 5) >= 5 for row in after["refusals"])
    shown = run(broker, "operator", "status").stdout
    assert "not-permitted" in shown and "school" not in shown


def test_member_cannot_administer(broker: Broker) -> None:
    """The admin socket is the operator's, and members have no way to it."""
    run(broker, "school", "agency", "ls", code=77)


def test_removed_machine_is_cut_off(broker: Broker, member: Connect) -> None:
    """What is connected stays connected in libzmq until the listener is bound anew."""
    police = member("police")
    police.ping()
    name = police.connection.facts["member"]
    run(broker, "operator", "member", "remove", name, "--confirm", name)
    with pytest.raises((NoAnswer, Refused)):
        police.ping()
    with pytest.raises(NoAnswer):
        Client(broker.connection("police")).connect(attempts=1)
    member("school").ping()


def test_revoked_key_is_refused_from_the_next_message(broker: Broker, member: Connect) -> None:
    """The machine may still connect; what it signs with the key says nothing any more."""
    school = member("school")
    agency = school.connection.facts["agency"]
    key = answer(broker, "operator", "key", "ls", agency)[0]["keyid"]
    run(broker, "operator", "key", "revoke", agency, key, "--confirm", key)
    again = Client(broker.connection("school"))
    again.connect(attempts=5)
    message = compose(document(again), again.connection)
    [outcome] = again.publish([message])
    assert isinstance(outcome, Refused) and outcome.code == "key-revoked"
    again.disconnect()


def test_directory_is_planned_signed_and_put_in_force(broker: Broker, tmp_path: Path) -> None:
    """Not before both; then the file lies where the configuration has it, and the broker starts."""
    folder, new = broker.folder, tmp_path / "new.yaml"
    held = folder / "directory.yaml"
    old = held.read_text("utf-8")
    new.write_text(old.replace('en: "Outreach"', 'en: "Outreach work"'), "utf-8")
    apply = ("directory", "apply", str(new), "--data", str(folder))
    broker.kill()
    assert "has planned" in run(broker, "operator", *apply, code=77).stderr
    broker.start()
    run(broker, "operator", "directory", "plan", str(new))
    run(broker, "operator", "directory", "sign", str(new), "--over", str(held))
    # The broker that runs has its ledger open.
    run(broker, "operator", *apply, code=69)
    broker.kill()
    run(broker, "operator", *apply, "--dry-run")
    assert held.read_text("utf-8") == old
    assert str(held) in run(broker, "operator", *apply).stdout
    assert held.read_text("utf-8") == new.read_text("utf-8")
    assert held.with_name("directory.yaml.sig").exists()
    broker.start()
    assert answer(broker, "operator", "status")["environment"] == "training"
