"""Every golden vector, read by a receiver that shares no code with their maker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import make_example
import make_vectors
from judge import judge

# They rest on what a broker draws, on load, or on a disk: vectors/README.md says so, too.
WITHOUT_VECTOR = {
    "lease-ended", "version-conflict", "stale", "busy", "too-many-unanswered", "quota-exceeded",
    "intake-closed", "contact-phrase-spent", "contact-guardians-withheld", "contact-decided",
    "duty-list-changed",
}  # fmt: skip
FOLDER = Path(__file__).resolve().parents[2] / "protocols" / "vectors"
PROBLEMS = json.loads((FOLDER.parent / "problems.json").read_text())
CODES = {row["code"] for row in PROBLEMS}
VECTORS = [
    pytest.param(vector, id=vector["name"])
    for path in sorted(FOLDER.glob("*.json"))
    for vector in json.loads(path.read_text())
]


@pytest.mark.parametrize("vector", VECTORS)
def test_receiver_agrees(vector: dict[str, Any]) -> None:
    """The same verdict, and where it is yes, the same facts."""
    found = judge(vector)
    expected = vector["expect"]
    if "problem" in expected:
        named = {"problem", "lawful"} & set(expected)
        assert found == {name: expected[name] for name in named}
    else:
        assert "ok" in found, found
        shown = {name: found["ok"].get(name) for name in expected["ok"]}
        assert shown == expected["ok"]


def test_files_are_what_the_maker_writes() -> None:
    """Nobody edits a golden vector by hand."""
    for name, text in make_vectors.files().items():
        assert (FOLDER / name).read_text() == text, name


def test_example_of_the_page_is_true() -> None:
    """The worked example is what its maker computes."""
    assert make_example.PAGE.read_text() == make_example.page()


def test_names_are_single_and_codes_are_listed() -> None:
    """A name finds one vector, and a refusal is one that problems.json explains."""
    vectors = [param.values[0] for param in VECTORS]
    names = [vector["name"] for vector in vectors]
    assert len(set(names)) == len(names)
    refused = [vector["expect"]["problem"] for vector in vectors if "problem" in vector["expect"]]
    assert set(refused) <= CODES
    assert len(vectors) >= 100 and 2 * len(refused) >= len(vectors)


def test_every_code_has_a_vector() -> None:
    """A code that nothing is refused with is a promise nobody checks."""
    vectors = [param.values[0] for param in VECTORS]
    refused = {vector["expect"].get("problem") for vector in vectors}
    assert CODES - refused == WITHOUT_VECTOR
    page = (FOLDER / "README.md").read_text().split("have no vector")[1].split("\n\n")[0]
    assert all(f"`{code}`" in page for code in WITHOUT_VECTOR)
