"""The client's own reading and writing, without a broker."""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import judge
import make_example
import strict_json
from samverkan_client import Client
from samverkan_wire import (
    Connection,
    Delivery,
    Problem,
    Receipt,
    acknowledgement,
    b64u,
    commitment,
    compact,
    compose,
    digest,
    key_id,
    paddings,
    read_delivery,
    sealed,
    tag,
    unb64u,
    verify,
)

PROTOCOLS = Path(__file__).resolve().parents[2] / "protocols"
EXAMPLES = json.loads((PROTOCOLS / "schemas/concern.schema.json").read_text())["examples"]


def vectors(*purposes: str) -> list[Any]:
    """The vectors of the purposes as parameters."""
    rows = [row for path in sorted((PROTOCOLS / "vectors").glob("*.json"))
            for row in json.loads(path.read_text())]  # fmt: skip
    return [pytest.param(row, id=row["name"]) for row in rows if row["purpose"] in purposes]


def verdict(vector: dict[str, Any], facts: Any) -> None:
    """Compares what the client found with what is expected."""
    try:
        found: Any = facts()
    except Problem as problem:
        assert vector["expect"].get("problem") == problem.code
        return
    assert "ok" in vector["expect"], "it is not refused"
    assert {name: found.get(name) for name in vector["expect"]["ok"]} == vector["expect"]["ok"]


def octets(vector: dict[str, Any]) -> list[bytes]:
    """The frames."""
    return [base64.b64decode(frame) for frame in vector["frames"]]


@pytest.mark.parametrize("vector", vectors("json"))
def test_scanner(vector: dict[str, Any]) -> None:
    """The scanner refuses what is to be refused, with the right code."""
    verdict(vector, lambda: (strict_json.read(octets(vector)[0]), {})[1])


@pytest.mark.parametrize("vector", vectors("proof", "receipt"))
def test_signatures(vector: dict[str, Any]) -> None:
    """Receipts and bare proofs."""
    frames, known = octets(vector), vector["context"]
    keys = [unb64u(row["key"], 32, "unknown-key") for row in known["keys"]]

    def facts() -> dict[str, Any]:
        if vector["purpose"] == "proof":
            proof, purpose = known["proof"], known["purpose"]
        else:
            proof, purpose = strict_json.read(frames[1])["proof"], "receipt"
        root = verify(proof, frames[-1], keys, purpose, known["deployment"])
        found = {"root": b64u(root), "leafHash": b64u(digest(b"\0", frames[-1]))}
        if vector["purpose"] == "receipt":
            found["outcome"] = strict_json.read(frames[-1])["outcome"]
        return found

    verdict(vector, facts)


@pytest.mark.parametrize("vector", vectors("deliver"))
def test_deliveries(vector: dict[str, Any]) -> None:
    """Whole and redacted views."""

    def facts() -> dict[str, Any]:
        context = vector["context"]
        keys = [unb64u(key, 32, "unknown-key") for key in context["brokerKeys"]]
        delivery = read_delivery(octets(vector), context["deployment"], keys)
        return {"view": delivery.digest, "lines": len(delivery.sections)}

    verdict(vector, facts)


@pytest.mark.parametrize("vector", vectors("hash"))
def test_hashes(vector: dict[str, Any]) -> None:
    """Each hash of the specification."""
    frames = octets(vector)
    made = {
        "keyid": lambda key: unb64u(key_id(key), 12, ""),
        "section": lambda name, line: commitment(name.decode(), line),
        "padding": lambda name, seed, index: paddings(name.decode(), seed.decode(), 63)[int(index)],
        "digest": lambda one, two: digest(tag("digest"), digest(one), digest(two)),
        "view": lambda one, two: digest(tag("view"), digest(one), digest(two)),
        "ack": lambda one: digest(tag("ack"), digest(one)),
        "leaf": lambda one: digest(b"\0", one),
        "rule": lambda text: digest(tag("rule"), text),
    }
    value = made[vector["context"]["function"]](*frames)
    assert b64u(value) == vector["expect"]["ok"]["hash"]


ABOUT_PROOFS = [
    param
    for param in vectors("publish")
    if param.id.startswith(("proof-", "signature-", "key-order-"))
]


@pytest.mark.parametrize("vector", ABOUT_PROOFS)
def test_proofs_of_publications(vector: dict[str, Any]) -> None:
    """The client finds fault with a publisher's proof exactly where the vectors do."""
    frames, known = octets(vector), vector["context"]
    keys = [unb64u(row["key"], 32, "") for row in known["keys"]]
    keyid = strict_json.read(frames[2])["keyid"]
    named = [key for key in keys if key_id(key) == keyid]
    proof = strict_json.read(frames[1])["proof"]

    def facts() -> dict[str, Any]:
        root = verify(proof, frames[2], named, "publish", known["deployment"])
        return vector["expect"].get("ok", {}) | {"root": b64u(root)}

    verdict(vector, facts)


def connection(agency: str = "school") -> Connection:
    """A member with fresh keys and no broker."""
    facts = {"deployment": "ovning.norrkoping", "agency": agency}
    return Connection(facts, Ed25519PrivateKey.generate(), (b"", b""))


def judged(frames: list[bytes], ours: Connection, function: str) -> dict[str, Any]:
    """What the judge says of the frames."""
    key = b64u(ours.signer.public_key().public_bytes_raw())
    known = {
        "deployment": "ovning.norrkoping",
        "environment": "training",
        "agency": ours.facts["agency"],
        "functions": [function],
        "now": "2026-11-21T20:00:00Z",
        "session": True,
        "keys": [{"key": key, "state": "active", "since": "2026-01-01T00:00:00Z"}],
    }
    shown = [base64.b64encode(frame).decode() for frame in frames]
    return judge.judge({"purpose": "publish", "frames": shown, "context": known, "expect": {}})


def published(message: Any, proof: Any) -> list[bytes]:
    """The frames of a PUBLISH."""
    frames = [b"samverkan/1 PUBLISH", compact({"n": 1, "proof": proof})]
    frames += [message.envelope, message.sections]
    frames[1] += b" " * (-sum(map(len, frames)) % 4096)
    return frames


@pytest.mark.parametrize("example", EXAMPLES, ids=[row["kind"] for row in EXAMPLES])
def test_composed_messages_are_right(example: dict[str, Any]) -> None:
    """The judge finds in a composed message what the client knows of it."""
    ours = connection(example["unit"].split(".")[0])
    message = compose(example, ours)
    frames = published(message, ours.sign([message.envelope], "publish")[0])
    found = judged(frames, ours, example["unit"])["ok"]
    assert (found["id"], found["digest"]) == (message.id, message.digest)
    assert b"K7QA" not in message.sections


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 31, 33, 64])
def test_batches_are_right(size: int) -> None:
    """Each message of a batch verifies beside the one signature."""
    ours = connection()
    messages = [compose(EXAMPLES[0], ours) for _ in range(size)]
    proofs = ours.sign([message.envelope for message in messages], "publish")
    for message, proof in zip(messages, proofs, strict=True):
        assert "ok" in judged(published(message, proof), ours, "school.central")


@pytest.mark.parametrize(("lines", "padding"), [(2, 14), (15, 1), (16, 48), (63, 1)])
def test_padding_fills_the_slots(lines: int, padding: int) -> None:
    """Sixteen commitments as long as they are enough, then 64."""
    ours = connection()
    message = sealed("30050e38-3361-45f9-a2f7-bbcf50f068eb", [("school", [], {})] * lines, ours)
    assert message.sections.splitlines()[-1].endswith(b"},%d]" % padding)
    assert len(message.sections.splitlines()) == lines + 1


def test_two_compositions_share_nothing() -> None:
    """Id, salts and tags are drawn anew, so equal content does not show."""
    ours = connection()
    one, two = (compose(EXAMPLES[0], ours) for _ in range(2))
    assert one.id != two.id
    assert not set(one.sections.splitlines()) & set(two.sections.splitlines())


@pytest.mark.parametrize("sign", [0, 0x80])
def test_every_key_of_small_order_is_refused(sign: int) -> None:
    """All eight points, in each way to write them."""
    field, eighth = 2**255 - 19, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
    other = int.from_bytes(bytes.fromhex(eighth), "little")
    for y in (0, 1, field - 1, field, field + 1, other, field - other):
        key = bytearray(y.to_bytes(32, "little"))
        key[31] |= sign
        proof = {"size": 1, "index": 0, "path": [], "signature": b64u(bytes(64))}
        with pytest.raises(Problem, match="small-order-key"):
            verify(proof, b"leaf", [bytes(key)], "receipt", "ovning.norrkoping")


def handed_over(folder: Path, mode: int) -> Path:
    """A folder as an operator hands it over, with the mode of its secrets."""
    facts = {"deployment": "ovning.norrkoping", "agency": "school"}
    facts |= {"curveKey": "main.key_secret", "signingKey": "main.sign_secret"}
    quoted = "abc=#" * 8
    (folder / "connection.json").write_text(json.dumps(facts))
    curve = f'curve\n    public-key = "{quoted}"\n    secret-key = "{quoted[::-1]}"\n'
    (folder / "main.key_secret").write_text(curve)
    seed = f'ed25519\n    public-key = "x"\n    secret-key = "{b64u(bytes(32))}"\n'
    (folder / "main.sign_secret").write_text(seed)
    for name in ("main.key_secret", "main.sign_secret"):
        os.chmod(folder / name, stat.S_IFREG | mode)
    return folder / "connection.json"


def test_connection_is_read(tmp_path: Path) -> None:
    """Keys with = and # in them, in double quotes."""
    read = Connection.load(handed_over(tmp_path, 0o600))
    assert read.curve == (b"abc=#" * 8, (b"abc=#" * 8)[::-1])
    assert read.signer.private_bytes_raw() == bytes(32)


def test_open_secrets_are_refused(tmp_path: Path) -> None:
    """A secret that others may read is no secret."""
    with pytest.raises(PermissionError, match="600"):
        Connection.load(handed_over(tmp_path, 0o640))


def test_example_of_the_page_fits_together() -> None:
    """What the example delivers, acknowledges and refuses is what a client makes of it."""
    told = {title.split(",")[0]: frames for title, frames in make_example.messages()}
    welcome = strict_json.read(told["WELCOME"][1])
    keys = [unb64u(key, 32, "unknown-key") for key in welcome["keys"]]
    delivery = read_delivery(told["DELIVER"], welcome["deployment"], keys)
    assert delivery.header["whole"] and delivery.envelope == strict_json.read(told["PUBLISH"][2])
    assert acknowledgement([delivery], "received") == told["ACK"][2]
    for command in ("RECEIPT", "PROBLEM"):
        header = strict_json.read(told[command][1])
        verify(header["proof"], told[command][2], keys, "receipt", welcome["deployment"])
    leaf = strict_json.read(told["PROBLEM"][2])
    assert (leaf["outcome"], leaf["code"]) == ("refused", header["code"])


class Repeating(Client):
    """A client whose broker sends one delivery twice, and then the same view by another name."""

    def __init__(self) -> None:
        frames = dict(make_example.messages())[make_example.DELIVERED]
        first = read_delivery(frames, make_example.core.DEPLOYMENT, [])
        other = replace(first, header=first.header | {"delivery": "another"})
        self.coming = [first, first, other]
        self.acknowledged: list[str] = []

    def delivery(self, patience: float = 0) -> Delivery | None:
        """The next of them."""
        return self.coming.pop(0) if self.coming else None

    def acknowledge(
        self, deliveries: Sequence[Delivery], state: str = "received", case: str | None = None
    ) -> Receipt:
        """Notes that it was said."""
        self.acknowledged += [one.id for one in deliveries]
        return Receipt(b"", {}, {})


def test_repeat_is_acknowledged_and_not_handed_on() -> None:
    """Only what repeats name and view is left out: another name may be another's mailbox."""
    client, handed, seen = Repeating(), [], set()
    first, other = client.coming[0].id, client.coming[2].id
    while client.take(lambda one: handed.append(one.id), seen):
        pass
    assert handed == [first, other]
    assert client.acknowledged == [first, first, other]
