"""A real broker's ledger, read against its audit trees: as it was left, and with one thing changed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import samverkan_audit
from broker import PROGRAM, Broker

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
DEPLOY = Path(__file__).parents[2] / "deploy"
EXAMPLES = DEPLOY / "examples"
PAGE = DEPLOY / "verify_evidence.py"

# What somebody with the folder and no key could do to a ledger, and the table that must be named.
CHANGES = {
    "a text": ("UPDATE field SET sealed = cast(substr(sealed, 1, 40) || x'00' || substr(sealed, 42) "
               "AS BLOB) WHERE place = (SELECT max(place) FROM field)", "field"),
    "a text taken away": ("DELETE FROM field WHERE place % 256 = 2 AND place / 256 IN "
                          "(SELECT place FROM entry WHERE kind = 1)", "field"),
    "an entry": ("DELETE FROM entry WHERE place = (SELECT max(place) FROM entry WHERE kind = 1)",
                 "entry"),
    "an entry's kind": ("UPDATE entry SET kind = 10 WHERE kind = 1", "field"),
    "a delivery": ("DELETE FROM delivery WHERE place = (SELECT max(place) FROM delivery)",
                   "delivery"),
    "what a delivery shows": ("UPDATE disclosure SET sealed = (SELECT sealed FROM disclosure ORDER "
                              "BY place LIMIT 1)", "delivery"),
    "how a delivery stands": ("UPDATE delivery SET state = 2", "delivery"),
    "a hand-over": ("DELETE FROM hand_over WHERE place = (SELECT max(place) FROM hand_over)",
                    "hand_over"),
    "a clock": ("DELETE FROM clock WHERE ended IS NULL", "clock"),
    "an ended clock": ("UPDATE clock SET ended = 1, cause = 1 WHERE ended IS NULL", "clock"),
    "a statement": ("DELETE FROM statement WHERE place = (SELECT max(place) FROM statement)",
                    "leaf"),
    "a statement's words": ("UPDATE statement SET sealed = x'' WHERE place = "
                            "(SELECT max(place) FROM statement WHERE entry IN "
                            "(SELECT place FROM entry WHERE kind = 1))", "entry"),
    "a leaf": ("UPDATE leaf SET value = (SELECT value FROM leaf WHERE position = 2 LIMIT 1) "
               "WHERE position = 1", "statement"),
    "the last leaves": ("DELETE FROM leaf WHERE position >= 3", "leaf"),
    "a claim": ("DELETE FROM claim", "claim"),
    "a receipt": ("DELETE FROM field WHERE place % 256 = 0", "claim"),
    "when a clock is due": ("UPDATE clock SET due = due + 86400000 WHERE ended IS NULL", "clock"),
    "how a conversation stands": ("UPDATE conversation SET version = version + 1", "conversation"),
    "a board": ("DELETE FROM controller_key WHERE controller = 2", "controller_key"),
    "leaves for those that state nothing": (
        "UPDATE leaf SET value = cast(x'01' || randomblob(32) AS BLOB)", "tree_head"),
    "all that was stated": ("DELETE FROM statement", "leaf"),
    "a head": ("UPDATE tree_head SET size = size - 16", "tree_head"),
}


def told(*words: str) -> subprocess.CompletedProcess[str]:
    """What the program writes, and how it ends."""
    assert PROGRAM is not None
    return subprocess.run(
        [PROGRAM, *words], capture_output=True, text=True, timeout=120, check=False,
        env=dict(os.environ),
    )


def read(*words: str) -> Any:
    """What the program answers, as JSON."""
    done = told(*words, "--json")
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a broker that has carried a concern, and was killed."""
    folder = tmp_path_factory.mktemp("audit") / "data"
    made = Broker(folder)
    made.start()
    members = folder / "members"
    school = str(members / "school" / "connection.json")
    reception = str(members / "reception" / "connection.json")
    for _ in range(2):
        sent = told("concern", "send", str(EXAMPLES / "skola-heder.json"), "--connection", school)
        assert sent.returncode == 0, sent.stdout + sent.stderr
    listed = read("inbox", "ls", "--connection", reception)
    assert read("inbox", "take", listed[0]["delivery"], "--connection", reception)
    made.kill()
    # What a killed broker leaves is under a head once one has been stopped in order.
    made.start()
    made.stop()
    return folder


def test_a_ledger_is_as_it_was_stated(folder: Path) -> None:
    """Nothing is wrong with what a broker left that was killed."""
    found = read("audit", "verify", "--data", str(folder))
    assert found["faults"] == []
    assert found["holds"] is True
    assert found["deliveries"] >= 2
    assert found["heads"] >= 2 and found["covered"] == found["leaves"]
    assert told("audit", "verify", "--data", str(folder)).returncode == 0


def test_heads_are_verified_by_an_outsider(folder: Path) -> None:
    """With the public key alone, and the root over the leaves."""
    connection = json.loads((folder / "members" / "school" / "connection.json").read_text())
    key = base64.urlsafe_b64decode(connection["brokerKeys"][0] + "==")
    leaves = sqlite3.connect(folder / "ledger" / "ledger.sqlite")
    for told_head in read("audit", "heads", "--data", str(folder)):
        head = samverkan_audit.head(told_head["note"], key)
        assert head is not None and head.size == told_head["size"]
        number = int(head.origin.rsplit("/", 1)[1])
        rows = leaves.execute(
            "SELECT value FROM leaf WHERE controller = ? ORDER BY position LIMIT ?",
            (number, head.size),
        )
        assert samverkan_audit.root([row[0] for row in rows]) == head.root
        bent = told_head["note"].replace(f"\n{head.size}\n", f"\n{head.size + 16}\n")
        assert samverkan_audit.head(bent, key) is None
    leaves.close()


def test_a_history_is_checked_against_its_leaves(folder: Path) -> None:
    """Every statement that is told is the one that its leaf commits to."""
    ledger = sqlite3.connect(folder / "ledger" / "ledger.sqlite")
    (name,) = ledger.execute("SELECT id FROM delivery ORDER BY place DESC LIMIT 1").fetchone()
    delivery = base64.urlsafe_b64encode(name).decode().rstrip("=")
    history = read("audit", "explain", delivery, "--data", str(folder))
    assert history[0]["what"][0] == "concern"
    for told_line in history:
        controller, position = told_line["leaf"].split("/")
        (value,) = ledger.execute(
            "SELECT value FROM leaf WHERE controller = ? AND position = ?",
            (int(controller), int(position)),
        ).fetchone()
        # Members in the order in which they are told, no white space.
        statement = json.dumps(told_line["statement"], ensure_ascii=False, separators=(",", ":"))
        assert samverkan_audit.leaf(told_line["salt"], statement.encode()) == value
    ledger.close()


def test_evidence_is_checked_with_nothing_of_ours(folder: Path, tmp_path: Path) -> None:
    """By the page that is shipped, which says what holds; and no longer once a byte is another."""
    ledger = sqlite3.connect(folder / "ledger" / "ledger.sqlite")
    names = [row[0] for row in ledger.execute("SELECT id FROM delivery ORDER BY place")]
    ledger.close()
    key = json.loads((folder / "members" / "school" / "connection.json").read_text())["brokerKeys"]
    for name in names:
        delivery = base64.urlsafe_b64encode(name).decode().rstrip("=")
        done = told("audit", "export", delivery, "--data", str(folder))
        assert done.returncode == 0, done.stderr
        evidence = json.loads(done.stdout)
        assert checked(tmp_path, evidence, key[0]).returncode == 0
        assert evidence["rules"] and all(rule["citation"] for rule in evidence["rules"])
        for part in ("envelope", "view", "receipt", "decided"):
            raw = bytearray(base64.urlsafe_b64decode(evidence[part] + "=="))
            raw[len(raw) // 2] ^= 1
            bent = evidence | {part: base64.urlsafe_b64encode(raw).decode().rstrip("=")}
            assert checked(tmp_path, bent, key[0]).returncode == 65, part
        first = evidence["statements"][0]
        moved = [first | {"leaf": first["leaf"] + 1}, *evidence["statements"][1:]]
        assert checked(tmp_path, evidence | {"statements": moved}, key[0]).returncode == 65
        other = base64.urlsafe_b64encode(bytes(32)).decode().rstrip("=")
        assert checked(tmp_path, evidence, other).returncode == 65


def checked(folder: Path, evidence: Any, key: str) -> subprocess.CompletedProcess[str]:
    """What the shipped page says of evidence."""
    file = folder / "evidence.json"
    file.write_text(json.dumps(evidence))
    return subprocess.run(
        [sys.executable, str(PAGE), str(file), key], capture_output=True, text=True, timeout=60,
        check=False,
    )


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_named(folder: Path, tmp_path: Path, change: str) -> None:
    """By its table, with exit code 65."""
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("admin"))
    statement, table = CHANGES[change]
    ledger = sqlite3.connect(copy / "ledger" / "ledger.sqlite")
    with ledger:
        assert ledger.execute(statement).rowcount > 0
    ledger.close()
    found = read("audit", "verify", "--data", str(copy))
    assert found["holds"] is False
    assert table in {fault["table"] for fault in found["faults"]}
    assert told("audit", "verify", "--data", str(copy)).returncode == 65
