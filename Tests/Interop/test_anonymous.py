"""The same table as for every other client: what a consultation is stopped for, and what not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samverkan_anonymous import LIMIT, Identifying, finds, report, traces
from samverkan_wire import Connection, compose

TABLE = Path(__file__).resolve().parents[2] / "protocols" / "traces.json"
CASES: list[dict[str, Any]] = json.loads(TABLE.read_text())


def consultation(body: Any, **handling: Any) -> dict[str, Any]:
    """A question as it is written."""
    told = {"persons": [], "municipality": "0580", "area": "unknown", "target": "child"}
    told |= {"grounds": ["abuse"], "urgency": "ordinary", "guardians": "unknown"}
    told |= {"anonymous": True, "feedback": False, "excluded": [], "takes-part": []} | handling
    section = {"class": "narrative", "about": [], "body": body}
    made = {"kind": "consultation.anonymous", "unit": "school.central"}
    return made | {"handling": told, "sections": [section]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_table(case: dict[str, Any]) -> None:
    """Each find one, by kind and line."""
    found = finds(case["text"])
    assert [kind for kind, _ in found] == case["finds"]
    if "lines" in case:
        assert [line for _, line in found] == case["lines"]


def test_table_has_both_sorts() -> None:
    """Enough that is found, of each kind, and enough that is not."""
    kinds = [kind for case in CASES for kind in case["finds"]]
    assert set(kinds) == {"personal-number", "telephone", "mail", "address"}
    assert min(kinds.count(kind) for kind in set(kinds)) >= 10
    assert sum(not case["finds"] for case in CASES) >= 40


def test_nothing_is_made_of_what_names_somebody() -> None:
    """By kind and place; the words stay where they are."""
    document = consultation({"text": "Ett.\nStorgatan 12", "er": ["011-15 22 83"]})
    connection = Connection({}, Ed25519PrivateKey.generate(), (b"", b""))
    with pytest.raises(Identifying) as stopped:
        compose(document, connection)
    places = [(one.kind, one.pointer, one.line) for one in stopped.value.traces]
    assert places == [
        ("address", "/sections/0/body/text", 2),
        ("telephone", "/sections/0/body/er/0", 1),
    ]
    assert "Storgatan" not in str(stopped.value) and "15 22" not in str(stopped.value)


@pytest.mark.parametrize("part", [["police"], ["prosecutor"], None, "no"])
def test_own_words_are_for_no_police(part: Any) -> None:
    """Only where the document says that neither takes part."""
    told = consultation({"text": "Hon ritade."}, **{"takes-part": part})
    assert [one.kind for one in traces(told)] == ["free-text"]
    assert traces(consultation({"text": "Hon ritade."})) == []


def test_names_and_numbers_of_persons() -> None:
    """A name of a field is not said again; a person has no number."""
    assert [one.pointer for one in traces(consultation({"121222-2390": "x"}))] == [
        "/sections/0/body"
    ]
    someone = consultation({"text": ""}, persons=[{"tag": "KAJA", "number": "okänt"}])
    assert [one.pointer for one in traces(someone)] == ["/handling/persons/0/number"]
    many = consultation({"text": "121222-2390\n" * 200})
    assert len(traces(many)) == LIMIT
    assert traces(many | {"kind": "report.mandatory"}) == []


def test_a_report_keeps_the_text() -> None:
    """A conversation of its own; whom it is about is left to whoever sends it."""
    words = {"text": "”Säg inget”,\n sa hon."}
    asked = consultation(words) | {"conversation": "0f3c5a5e-7b1d-4c62-9e0a-5d2f60c1b7a4"}
    made = report(asked)
    assert made["kind"] == "report.mandatory" and "conversation" not in made
    assert made["sections"] == asked["sections"]
    assert made["handling"]["persons"] == [] and "takes-part" not in made["handling"]
    assert made["handling"]["anonymous"] is False
    with pytest.raises(ValueError, match="only a consultation"):
        report(made)
