"""Golden vectors sent to the real broker as they stand, where no key and no clock is in them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

import strict_json
from broker import PROGRAM, Broker
from samverkan_client import OPTIONS
from samverkan_wire import compact, now

pytestmark = pytest.mark.skipif(not PROGRAM, reason="SAMVERKAN_BIN names no program")
FOLDER = Path(__file__).resolve().parents[2] / "protocols" / "vectors"
PATIENCE = 5_000
"""Milliseconds."""
LARGEST_FRAME = 262_144 - 33
"""Less what CURVE adds."""


def vectors(name: str) -> list[dict[str, Any]]:
    """The vectors of one file."""
    return json.loads((FOLDER / f"{name}.json").read_text())


def frames(vector: dict[str, Any]) -> list[bytes]:
    """The frames of a vector."""
    return [base64.b64decode(frame) for frame in vector["frames"]]


def holds_anywhere(vector: dict[str, Any]) -> bool:
    """Whether a header vector says nothing of a clock, a member's functions or earlier credit."""
    name = frames(vector)[0].removeprefix(b"samverkan/1 ")
    return name != b"HELLO" and not {"credit"} & set(vector["context"])


class Line:
    """One connection of one member, with nothing between the test and the frames."""

    def __init__(self, broker: Broker) -> None:
        connection = broker.connection("school")
        self._context = zmq.Context()
        self._socket = self._context.socket(zmq.DEALER)
        for option, value in OPTIONS.items():
            self._socket.setsockopt(option, value)
        self._socket.curve_publickey, self._socket.curve_secretkey = connection.curve
        self._socket.curve_serverkey = connection.facts["serverKey"].encode()
        self._socket.connect(connection.facts["endpoint"])

    def ask(self, octets: list[bytes]) -> tuple[str, dict[str, Any]]:
        """The command that answers, and its header."""
        self._socket.send_multipart(octets)
        assert self._socket.poll(PATIENCE), "no answer"
        answer = self._socket.recv_multipart()
        return answer[0].decode().removeprefix("samverkan/1 "), strict_json.read(answer[1])

    def greet(self) -> None:
        """Opens the session."""
        header = {"n": 1, "time": now(), "software": "vectors"}
        assert self.ask([b"samverkan/1 HELLO", compact(header)])[0] == "WELCOME"

    def close(self) -> None:
        """Drops the connection."""
        self._socket.close(linger=0)
        self._context.term()


@pytest.fixture
def line(broker: Broker) -> Iterator[Line]:
    """A connection without a session."""
    made = Line(broker)
    yield made
    made.close()


def test_commands_and_headers_are_judged_alike(line: Line) -> None:
    """First what is sent without a session, then what is sent in one."""
    asked = 0
    rows = [row for row in vectors("header") if holds_anywhere(row)]
    for row in sorted(rows, key=lambda row: bool(row["context"]["session"])):
        if row["context"]["session"] and not asked:
            line.greet()
        asked += bool(row["context"]["session"])
        command, header = line.ask(frames(row))
        if "problem" in row["expect"]:
            found = (command, header.get("code"))
            assert found == ("PROBLEM", row["expect"]["problem"]), row["name"]
        elif row["expect"]["ok"]["command"] == "PING":
            assert (command, header["n"]) == ("PING", row["expect"]["ok"]["n"]), row["name"]
    assert asked > 40


def test_documents_are_judged_alike(line: Line) -> None:
    """Each as a request that a member may not make: what can be read is not permitted."""
    line.greet()
    for row in vectors("json"):
        command, header = line.ask([b"samverkan/1 ADMIN", b'{"n":5}', *frames(row)])
        code = row["expect"].get("problem", "not-permitted")
        assert (command, header["code"], header["n"]) == ("PROBLEM", code, 5), row["name"]


@pytest.mark.parametrize(
    ("size", "code"),
    [
        (65_536, "not-permitted"),
        (65_537, "too-large"),
        (131_072, "too-large"),
        (200_000, "too-large"),
        (LARGEST_FRAME, "too-large"),
    ],
)
def test_large_messages_are_told_so(line: Line, size: int, code: str) -> None:
    """Up to where libzmq breaks the connection, the answer is the size."""
    line.greet()
    octets = [b"samverkan/1 ADMIN", b'{"n":5}', b"{}" + b" " * (size - 2)]
    assert line.ask(octets)[1]["code"] == code
    assert line.ask([b"samverkan/1 PING", b'{"n":6}']) == ("PING", {"n": 6})


@pytest.mark.parametrize("count", [5, 8, 9, 100])
def test_too_many_frames_are_told_so(line: Line, count: int) -> None:
    """However many: no command has more than four."""
    line.greet()
    assert line.ask([b"samverkan/1 PING", b'{"n":5}', *[b"x"] * (count - 2)])[1]["code"] == (
        "bad-frames"
    )
