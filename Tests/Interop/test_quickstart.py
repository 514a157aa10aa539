"""The quickstart on a folder that is used again and again."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from broker import PROGRAM, Broker

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
EXAMPLES = Path(__file__).parents[2] / "deploy" / "examples"


def told(*words: str) -> str:
    """What the program writes."""
    assert PROGRAM is not None
    done = subprocess.run(
        [PROGRAM, *words], capture_output=True, text=True, timeout=120, check=False,
        env=dict(os.environ),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def answer(folder: Path, who: str, *words: str) -> Any:
    """What the program answers whoever has the connection in a folder."""
    return json.loads(told(*words, "--json", "--connection", str(folder / who / "connection.json")))


def test_used_again_hands_over_nothing_old(tmp_path: Path) -> None:
    """What is handed over six times in vain is parked: the next uses leave all of it alone."""
    folder = tmp_path / "data"
    made = Broker(folder)
    made.start()
    sent = ("concern", "send", str(EXAMPLES / "skola-heder.json"))
    accepted = answer(folder, "members/school", *sent)["accepted"]
    made.kill()
    for _ in range(2):
        told("quickstart", "--once", "--data", str(folder))
    made.start()
    listed = answer(folder, "members/reception", "inbox", "ls", "--all")
    mine = [item for item in listed if item["accepted"] == accepted]
    assert mine and all(item["state"] == "waiting" for item in mine)
    assert [item["attempts"] for item in mine] == [0] * len(mine), "it was handed over"
    others = [item for item in listed if item["accepted"] != accepted]
    assert others and {item["state"] for item in others} <= {"read", "committed"}
    school = answer(folder, "members/school", "inbox", "ls", "--all")
    assert [item["state"] for item in school] == ["read", "read"]
    assert answer(folder, "operator", "parked", "ls") == []
    made.kill()


def test_bell_notes_what_it_would_ring_and_is_missed_where_there_is_none(tmp_path: Path) -> None:
    """A drill through the running broker: with the quickstart's bell, and with none named."""
    folder = tmp_path / "data"
    made = Broker(folder)
    made.start()
    rounds = answer(folder, "operator", "drill")
    assert [item["outcome"] for item in rounds] == ["reached"] * 4
    rung = (folder / "rung.txt").read_text("utf-8").splitlines()
    assert rung and all("prov av larmet" in line for line in rung)
    made.kill()
    named = (folder / "samverkan.yaml").read_text("utf-8").splitlines()
    without = [line if not line.startswith("bell:") else "bell: ''" for line in named]
    (folder / "samverkan.yaml").write_text("\n".join(without) + "\n", "utf-8")
    made.start()
    connection = folder / "operator" / "connection.json"
    assert PROGRAM is not None
    done = subprocess.run(
        [PROGRAM, "drill", "--connection", str(connection), "--lang", "en"],
        capture_output=True, text=True, timeout=60, check=False, env=dict(os.environ),
    )
    made.kill()
    assert done.returncode == 78 and "it has no bell file" in done.stderr, done.stderr
    assert "reached" not in done.stdout and "person" in done.stdout
    assert len((folder / "rung.txt").read_text("utf-8").splitlines()) == len(rung)
    said = (tmp_path / "broker.log").read_text("utf-8")
    assert said.count("no bell file is named, nobody is rung") == 1
