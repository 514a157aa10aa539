"""HELLO, what may be sent without it, and the members of the smaller commands."""

from __future__ import annotations

from typing import Any

from making.core import frames
from making.message import Draft
from making.topic_header import case


def hello(**changes: Any) -> dict[str, Any]:
    """A header of HELLO."""
    return {"n": 1, "time": "2026-11-21T20:00:00Z", "software": "example 1.0"} | changes


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    long = "x" * 80
    many = [f"school.unit-{place}" for place in range(65)]
    return [
        case(
            "hello",
            "The least HELLO.",
            frames("HELLO", hello()),
            session=False,
            ok={"command": "HELLO", "n": 1},
        ),
        case(
            "hello-functions",
            "HELLO with a mailbox.",
            frames("HELLO", hello(functions=["school.central"])),
            session=False,
            ok={"command": "HELLO", "n": 1},
        ),
        case(
            "hello-again",
            "A second HELLO starts anew.",
            frames("HELLO", hello()),
            ok={"command": "HELLO", "n": 1},
        ),
        case(
            "hello-slow",
            "A clock 300 seconds behind.",
            frames("HELLO", hello(time="2026-11-21T19:55:00Z")),
            session=False,
            ok={"command": "HELLO", "n": 1},
        ),
        case(
            "hello-too-slow",
            "A clock 301 seconds behind.",
            frames("HELLO", hello(time="2026-11-21T19:54:59Z")),
            "clock-skew",
            session=False,
        ),
        case(
            "hello-too-fast",
            "A clock 301 seconds ahead.",
            frames("HELLO", hello(time="2026-11-21T20:05:01Z")),
            "clock-skew",
            session=False,
        ),
        case(
            "hello-no-time",
            "No time.",
            frames("HELLO", {"n": 1, "software": "example 1.0"}),
            "bad-header",
            1,
            "/time",
            session=False,
        ),
        case(
            "hello-offset",
            "A time with an offset.",
            frames("HELLO", hello(time="2026-11-21T21:00:00+01:00")),
            "bad-header",
            1,
            "/time",
            session=False,
        ),
        case(
            "hello-fraction",
            "A time with milliseconds.",
            frames("HELLO", hello(time="2026-11-21T20:00:00.000Z")),
            "bad-header",
            1,
            "/time",
            session=False,
        ),
        case(
            "hello-no-such-day",
            "30 February.",
            frames("HELLO", hello(time="2026-02-30T20:00:00Z")),
            "bad-header",
            1,
            "/time",
            session=False,
        ),
        case(
            "hello-software-80",
            "A software name of 80 letters.",
            frames("HELLO", hello(software=long)),
            session=False,
            ok={"command": "HELLO", "n": 1},
        ),
        case(
            "hello-software-81",
            "A software name of 81 letters.",
            frames("HELLO", hello(software=long + "x")),
            "bad-header",
            1,
            "/software",
            session=False,
        ),
        case(
            "hello-software-letters",
            "A software name outside ASCII.",
            frames("HELLO", hello(software="Åsa 1")),
            "bad-header",
            1,
            "/software",
            session=False,
        ),
        case(
            "hello-function-foreign",
            "Another agency's mailbox.",
            frames("HELLO", hello(functions=["police.desk"])),
            "unknown-function",
            session=False,
        ),
        case(
            "hello-functions-text",
            "Functions that are no list.",
            frames("HELLO", hello(functions="school.central")),
            "bad-header",
            1,
            "/functions",
            session=False,
        ),
        case(
            "hello-functions-twice",
            "One mailbox twice.",
            frames("HELLO", hello(functions=["school.central"] * 2)),
            "bad-header",
            1,
            "/functions",
            session=False,
        ),
        case(
            "hello-functions-64",
            "Sixty-four mailboxes.",
            frames("HELLO", hello(functions=many[:64])),
            session=False,
            functions=many,
            ok={"command": "HELLO", "n": 1},
        ),
        case(
            "hello-functions-65",
            "Sixty-five mailboxes.",
            frames("HELLO", hello(functions=many)),
            "too-many-sessions",
            session=False,
            functions=many,
        ),
        case(
            "session-ping",
            "PING before HELLO.",
            frames("PING", {"n": 5}),
            "no-session",
            session=False,
        ),
        case(
            "session-publish",
            "PUBLISH before HELLO.",
            Draft("early").build().frames(),
            "no-session",
            session=False,
        ),
        case(
            "credit",
            "More credit.",
            frames("CREDIT", {"n": 5, "messages": 11, "bytes": 5000}),
            credit={"messages": 10, "bytes": 5000},
            ok={"command": "CREDIT", "n": 5},
        ),
        case(
            "credit-fell",
            "Less credit than before.",
            frames("CREDIT", {"n": 5, "messages": 9, "bytes": 6000}),
            "credit-fell",
            credit={"messages": 10, "bytes": 5000},
        ),
        case(
            "credit-bytes-fell",
            "Fewer bytes than before.",
            frames("CREDIT", {"n": 5, "messages": 11, "bytes": 1}),
            "credit-fell",
            credit={"messages": 10, "bytes": 5000},
        ),
        case(
            "credit-negative",
            "A credit below zero.",
            frames("CREDIT", {"n": 5, "messages": -1, "bytes": 1}),
            "bad-header",
            1,
            "/messages",
        ),
        case(
            "credit-half",
            "A credit without bytes.",
            frames("CREDIT", {"n": 5, "messages": 1}),
            "bad-header",
            1,
            "/bytes",
        ),
        case(
            "list",
            "A list of 100.",
            frames("LIST", {"n": 5, "function": "school.central", "limit": 100}),
            ok={"command": "LIST", "n": 5},
        ),
        case(
            "list-101",
            "A list of 101.",
            frames("LIST", {"n": 5, "function": "school.central", "limit": 101}),
            "bad-header",
            1,
            "/limit",
        ),
        case(
            "list-0",
            "A list of nothing.",
            frames("LIST", {"n": 5, "function": "school.central", "limit": 0}),
            "bad-header",
            1,
            "/limit",
        ),
        case(
            "open-short",
            "A delivery id of 21 letters.",
            frames("OPEN", {"n": 5, "delivery": "A" * 21}),
            "bad-header",
            1,
            "/delivery",
        ),
        case(
            "status-capitals",
            "A message id in capitals.",
            frames("STATUS", {"n": 5, "id": "0F3C5A5E-7B1D-4C62-9E0A-5D2F60C1B7A4"}),
            "bad-header",
            1,
            "/id",
        ),
    ]
