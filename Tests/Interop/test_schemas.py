"""The schemas are schemas, and say what the vectors and the specification say."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

PROTOCOLS = Path(__file__).resolve().parents[2] / "protocols"
FOLDER = PROTOCOLS / "schemas"
SCHEMAS = {
    path.relative_to(FOLDER).as_posix().removesuffix(".schema.json"): json.loads(path.read_text())
    for path in sorted(FOLDER.rglob("*.schema.json"))
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
HEADERS = {"LIST": "list-request", "STATUS": "status-request", "DECIDE": "decide-request"}
HEADERS |= {"RETURN": "return-request", "DUTY": "duty-request"}
# What a schema cannot say of one document: sums over bytes, calendars, other documents.
BEYOND_SCHEMAS = {
    "matter-sent-day", "matter-unit-unknown", "matter-unit-foreign", "handling-tag-twice",
    "handling-nobody", "handling-request-person", "feedback-person", "handling-number-letters",
    "ack-space", "ack-delivery-twice", "ack-case-bytes", "consent-without", "withdraw-without",
    "consent-twins", "consent-idle", "consent-nobody", "consent-until", "consent-person-twice",
    "withdraw-nobody", "withdraw-for", "withdraw-idle", "emergency-without", "review-without",
    "reservation-two", "reservation-nobody", "release-without", "acknowledgement-without",
    "reservation-of-itself",
    "informed-later", "informed-in-report", "elsewhere-present-other-kind",
    "elsewhere-siblings-notice", "elsewhere-transfer-two",
    "current-nobody", "current-guardian", "current-ground", "current-target", "current-area",
    "current-anonymous", "current-feedback", "current-excluded", "current-unnamed", "current-two",
    "current-word-feedback", "current-word-person", "current-word-ground", "current-word-acute",
    "current-word-guardians", "current-word-municipality", "current-word-area", "current-word-to",
    "duty-space", "duty-twice", "duty-to-itself", "duty-text-401",
}  # fmt: skip


def validator(name: str) -> Draft202012Validator:
    """The validator of one schema, with all others at hand."""
    return Draft202012Validator(SCHEMAS[name], registry=REGISTRY)


def vectors(*purposes: str) -> list[dict[str, Any]]:
    """The vectors of the purposes."""
    rows = [row for path in (PROTOCOLS / "vectors").glob("*.json")
            for row in json.loads(path.read_text())]  # fmt: skip
    return [row for row in rows if row["purpose"] in purposes]


def frames(vector: dict[str, Any]) -> list[bytes]:
    """The frames of a vector."""
    return [base64.b64decode(frame) for frame in vector["frames"]]


def bodies(vector: dict[str, Any], name: str) -> list[Any]:
    """The bodies of one class in a publication."""
    lines = [json.loads(line) for line in frames(vector)[3].split(b"\n")[:-1]]
    return [line[2] for line in lines if line[1]["class"] == name]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    """It fits the metaschema of 2020-12, has its own address, and speaks Swedish and English."""
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f"/{name}.schema.json")
    assert schema["title"] and schema["x-sv"]["title"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_references_lead_somewhere(name: str) -> None:
    """Every reference is resolved, also those no document happens to reach."""
    resolver = REGISTRY.resolver(base_uri=SCHEMAS[name]["$id"])
    for found in re.findall(r'"\$ref": "([^"]+)"', json.dumps(SCHEMAS[name])):
        assert resolver.lookup(found).contents


def test_right_messages_fit() -> None:
    """Envelope, header, matter, handling and outcome of every message that is right."""
    right = [row for row in vectors("publish") if "ok" in row["expect"]]
    assert len(right) > 30
    for row in right:
        _, header, envelope, _ = frames(row)
        validator("headers/publish").validate(json.loads(header))
        validator("envelope").validate(json.loads(envelope))
        for name in ("matter", "handling", "outcome"):
            for body in bodies(row, name):
                validator(name).validate(body)


def test_right_answers_fit() -> None:
    """Acknowledgements, receipts, deliveries and headers that are right."""
    for row in vectors("ack", "receipt", "deliver", "header"):
        if "ok" not in row["expect"]:
            continue
        command, header, *payload = frames(row)
        name = command.decode().split(" ")[1]
        schema = "headers/" + HEADERS.get(name, name.lower())
        validator(schema).validate(json.loads(header))
        if row["purpose"] in ("ack", "receipt"):
            kind = "leaf" if row["purpose"] == "receipt" else "ack"
            validator(kind).validate(json.loads(payload[0]))


@pytest.mark.parametrize(
    ("code", "name", "purpose"),
    [
        ("bad-matter", "matter", "publish"),
        ("bad-handling", "handling", "publish"),
        ("bad-outcome", "outcome", "publish"),
    ],
)
def test_wrong_sections_do_not_fit(code: str, name: str, purpose: str) -> None:
    """What the broker refuses for its form, the schema refuses."""
    wrong = [row for row in vectors(purpose) if row["expect"].get("problem") == code]
    assert wrong
    for row in wrong:
        fits = all(validator(name).is_valid(body) for body in bodies(row, name))
        assert fits == (row["name"] in BEYOND_SCHEMAS), row["name"]


def test_wrong_acknowledgements_do_not_fit() -> None:
    """Likewise for the ack document."""
    for row in vectors("ack"):
        if row["expect"].get("problem") == "bad-ack" and row["name"] not in BEYOND_SCHEMAS:
            assert not validator("ack").is_valid(json.loads(frames(row)[2])), row["name"]


def test_hand_over_lists_fit_or_do_not() -> None:
    """What is refused for its form does not fit, and what is refused for its content does."""
    rows = [row for row in vectors("broker") if frames(row)[0].endswith(b" DUTY")]
    carried = [row for row in rows if len(frames(row)) == 3]
    for row in carried:
        code = row["expect"]["problem"]
        if code == "duplicate-name" or row["name"] in BEYOND_SCHEMAS:
            continue
        fits = validator("duty").is_valid(json.loads(frames(row)[2]))
        assert fits == (code != "bad-duty"), row["name"]
    assert len(carried) > 25
    for row in rows:
        if "ok" in row["expect"]:
            validator("headers/duty-request").validate(json.loads(frames(row)[1]))


def test_examples_of_a_concern_fit() -> None:
    """The examples a user copies are right."""
    examples = SCHEMAS["concern"]["examples"]
    assert len(examples) == 3
    for example in examples:
        validator("concern").validate(example)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "gossip"},
        {"remark": "x"},
        {"unit": "school"},
        {"conversation": "30050E38-3361-45F9-A2F7-BBCF50F068EB"},
        {"kind": "feedback"},
        {"kind": "feedback.request"},
        {"sections": [{"class": "matter", "about": [], "body": {}}]},
        {"sections": [{"class": "outcome", "about": [], "body": {"value": "opened"}}]},
        {"sections": [{"class": "identity", "about": [], "body": {}}]},
        {"sections": [{"class": "school", "about": ["k7qa"], "body": {}}]},
        {"sections": [{"class": "school", "about": [], "body": "text"}]},
        {"sections": [{"class": "school", "body": {}}]},
    ],
)
def test_wrong_concerns_do_not_fit(change: dict[str, Any]) -> None:
    """One change makes the first example wrong."""
    assert not validator("concern").is_valid(SCHEMAS["concern"]["examples"][0] | change)


def test_lists_are_those_of_the_specification() -> None:
    """Classes and kinds are the same in wire.md; every free class has advice on its body."""
    page = (PROTOCOLS / "wire.md").read_text()
    part = page.split("### 9.3 Classes")[1].split("The label `sealed`")[0]
    classes = SCHEMAS["common"]["$defs"]["class"]["enum"]
    assert re.findall(r"`([a-z.-]+)`", part) == classes
    table = page.split("### 9.7 Kinds")[1].split("Any other word")[0]
    assert re.findall(r"^\| `([a-z.]+)`", table, re.M) == SCHEMAS["common"]["$defs"]["kind"]["enum"]
    advised = {name.removeprefix("bodies/") for name in SCHEMAS if name.startswith("bodies/")}
    assert advised == set(classes) - {"matter", "handling", "outcome"}


def test_problem_codes_are_those_of_the_specification() -> None:
    """problems.json fits its schema, and wire.md names no code that is not in it."""
    rows = json.loads((PROTOCOLS / "problems.json").read_text())
    validator("problems").validate(rows)
    codes = [row["code"] for row in rows]
    assert len(set(codes)) == len(codes)
    groups = [row["group"] for row in rows]
    order = ["bytes", "session", "publish", "meaning", "recipient", "broker"]
    assert groups == sorted(groups, key=order.index)
    page = (PROTOCOLS / "wire.md").read_text()
    named = set(re.findall(r"answered `([a-z0-9]+(?:-[a-z0-9]+)+)`", page))
    named |= set(re.findall(r"else `([a-z0-9]+(?:-[a-z0-9]+)+)`", page))
    assert named and named <= set(codes)
