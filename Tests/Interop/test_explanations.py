"""What EXPLAIN answers, against its schema."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from broker import PROGRAM, Broker
from test_operator import EXAMPLES, answer, run
from test_schemas import SCHEMAS, validator

FULL, OTHER = SCHEMAS["explanation"]["examples"]


def test_examples_fit() -> None:
    """What the owner is told, and what everybody else is."""
    for example in (FULL, OTHER):
        validator("explanation").validate(example)
    assert FULL["full"] and not OTHER["full"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.pop("law"),
        lambda told: told.update(full=False),
        lambda told: told.update(note="x"),
        lambda told: told["sections"][0].pop("ground"),
        lambda told: told["sections"][0].update(text="hemligt"),
        lambda told: told["sections"][1]["unlocks"].pop("sv"),
        lambda told: told["sections"][1]["ground"].update(review="sure"),
        lambda told: told["recorded"]["sections"][0].update(shown="yes"),
    ],
)
def test_answers_that_tell_less_or_more_do_not_fit(spoil: Callable[[dict[str, Any]], Any]) -> None:
    """Nothing may be left out, and nothing said beside it."""
    told = copy.deepcopy(FULL)
    spoil(told)
    assert not validator("explanation").is_valid(told)


def test_others_are_told_no_section() -> None:
    """The sentence beside a section would no longer be one and the same."""
    told = copy.deepcopy(OTHER) | {"sections": FULL["sections"]}
    assert not validator("explanation").is_valid(told)


@pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
def test_inspector_is_told_what_the_schema_says_and_operates_nothing(broker: Broker) -> None:
    """By which rules any delivery shows what it shows; an operator is not told."""
    run(broker, "school", "concern", "send", str(EXAMPLES / "skola-heder.json"))
    name = answer(broker, "reception", "inbox", "ls")[0]["delivery"]
    asked = ("rule", "explain", "--delivery", name)
    told = answer(broker, "inspector", *asked)
    assert told.pop("delivery") == name
    validator("explanation").validate(told)
    assert told["full"] and told["kind"] == "report.mandatory"
    run(broker, "operator", *asked, code=77)
    run(broker, "inspector", "status", code=77)
