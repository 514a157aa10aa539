"""Commands and headers: everything that is judged before the command is understood."""

from __future__ import annotations

from typing import Any

from making.core import frames, refused, vector
from making.message import Draft, context

LARGEST = 2**53 - 1


def case(
    name: str,
    about: str,
    octets: list[bytes],
    code: str | None = None,
    frame: int | None = None,
    pointer: str | None = None,
    ok: dict[str, Any] | None = None,
    **known: Any,
) -> dict[str, Any]:
    """One vector; without a code it is expected to be read."""
    expect = refused(code, frame, pointer) if code else {"ok": ok or {}}
    return vector(name, about, "header", octets, context(**known), expect)


def padded(count: int, text: bytes = b'{"n":5}') -> bytes:
    """A header filled with spaces to the count."""
    return text + b" " * (count - len(text))


def ping(text: bytes) -> list[bytes]:
    """PING with a header as it stands."""
    return frames("PING", text)


def headers() -> list[dict[str, Any]]:
    """The header as such, with PING, which has no other members."""
    return [
        case("header-plain", "The least header.", ping(b'{"n":5}'), ok={"command": "PING", "n": 5}),
        case(
            "header-spaces",
            "Spaces at the end.",
            ping(b'{"n":5}   '),
            ok={"command": "PING", "n": 5},
        ),
        case(
            "header-inner-space",
            "Whitespace inside.",
            ping(b'{ "n" :\t5 }'),
            ok={"command": "PING", "n": 5},
        ),
        case(
            "header-largest-n",
            "The largest request number.",
            ping(b'{"n":%d}' % LARGEST),
            ok={"command": "PING", "n": LARGEST},
        ),
        case(
            "header-unknown-member",
            "An unknown member is ignored.",
            ping(b'{"n":5,"colour":"red"}'),
            ok={"command": "PING", "n": 5},
        ),
        case(
            "header-8192",
            "A header of 8192 bytes.",
            ping(padded(8192)),
            ok={"command": "PING", "n": 5},
        ),
        case("header-8193", "A header of 8193 bytes.", ping(padded(8193)), "too-large", 1),
        case("header-empty", "An empty header frame.", ping(b""), "bad-json", 1),
        case("header-broken", "The object is not closed.", ping(b'{"n":5'), "bad-json", 1),
        case("header-tail", "A letter after the spaces.", ping(b'{"n":5}  x'), "bad-json", 1),
        case(
            "header-line-feed",
            "A line feed after the object, which is whitespace of JSON.",
            ping(b'{"n":5}\n'),
            ok={"command": "PING", "n": 5},
        ),
        case(
            "header-white",
            "Spaces, tabs and line feeds on both sides.",
            ping(b' \t\n{"n":5}\n\t '),
            ok={"command": "PING", "n": 5},
        ),
        case("header-nul-padding", "NUL for padding.", ping(b'{"n":5}\0\0'), "bad-json", 1),
        case("header-array", "An array.", ping(b"[5]"), "bad-header", 1),
        case("header-string", "A string.", ping(b'"5"'), "bad-header", 1),
        case("header-no-n", "No request number.", ping(b"{}"), "bad-header", 1, "/n"),
        case("header-n-zero", "Request number 0.", ping(b'{"n":0}'), "bad-header", 1, "/n"),
        case(
            "header-n-negative",
            "A negative request number.",
            ping(b'{"n":-1}'),
            "bad-header",
            1,
            "/n",
        ),
        case(
            "header-n-text", "A request number as text.", ping(b'{"n":"5"}'), "bad-header", 1, "/n"
        ),
        case(
            "header-n-null",
            "Null for a request number.",
            ping(b'{"n":null}'),
            "bad-header",
            1,
            "/n",
        ),
        case(
            "header-n-2-53",
            "A request number of 2^53.",
            ping(b'{"n":9007199254740992}'),
            "not-an-integer",
            1,
        ),
        case(
            "header-n-float",
            "A request number with a fraction.",
            ping(b'{"n":5.0}'),
            "not-an-integer",
            1,
        ),
        case("header-n-twice", "Two request numbers.", ping(b'{"n":5,"n":6}'), "duplicate-name", 1),
        case(
            "header-n-escaped",
            "The name n as an escape.",
            ping(rb'{"\u006e":5}'),
            "escaped-name",
            1,
        ),
        case(
            "header-mark", "A byte order mark.", ping(b'\xef\xbb\xbf{"n":5}'), "byte-order-mark", 1
        ),
        case("header-latin-1", "A letter in Latin-1.", ping(b'{"n":5,"x":"\xe5"}'), "not-utf8", 1),
        case("header-return", "CRLF at the end.", ping(b'{"n":5}\r\n'), "carriage-return", 1),
        case(
            "header-deep",
            "Seventeen levels in a member that is ignored.",
            ping(b'{"n":5,"x":' + b"[" * 16 + b"]" * 16 + b"}"),
            "too-deep",
            1,
        ),
    ]


def commands() -> list[dict[str, Any]]:
    """The first frame and the number of frames."""
    head = b'{"n":5}'
    publish = Draft("frames").build().frames()
    return [
        case(
            "command-unknown",
            "A command that does not exist.",
            frames("SHOUT", head),
            "unknown-command",
            0,
        ),
        case(
            "command-small",
            "A command in small letters.",
            frames("ping", head),
            "unknown-command",
            0,
        ),
        case(
            "command-version", "Another version.", [b"samverkan/2 PING", head], "unknown-command", 0
        ),
        case(
            "command-bare", "A command without the prefix.", [b"PING", head], "unknown-command", 0
        ),
        case(
            "command-tail",
            "A space after the command.",
            [b"samverkan/1 PING ", head],
            "unknown-command",
            0,
        ),
        case(
            "command-empty",
            "An empty first frame, as REQ would send.",
            [b"", b"samverkan/1 PING", head],
            "unknown-command",
            0,
        ),
        case(
            "command-welcome",
            "A command only the broker sends.",
            frames("WELCOME", head),
            "unknown-command",
            0,
        ),
        case(
            "command-before-header",
            "A command that does not exist, with a header that is none: the command is named.",
            [b"samverkan/1 SHOUT", b"{"],
            "unknown-command",
            0,
        ),
        case(
            "frames-before-header",
            "A frame too many, and a header that is none: the frames are named.",
            [b"samverkan/1 PING", b"{", b"x"],
            "bad-frames",
        ),
        case("command-observe", "A reserved command.", frames("OBSERVE", head), "not-offered", 0),
        case(
            "command-explain",
            "EXPLAIN that names no delivery.",
            frames("EXPLAIN", head),
            "bad-header",
            1,
            "/delivery",
        ),
        case(
            "command-known",
            "KNOWN that names no delivery.",
            frames("KNOWN", head),
            "bad-header",
            1,
            "/delivery",
        ),
        case("frames-one", "No header.", [b"samverkan/1 PING"], "bad-frames"),
        case(
            "frames-ping-payload", "PING with a payload.", frames("PING", head, b"x"), "bad-frames"
        ),
        case("frames-nine", "Nine frames.", frames("PING", head, *[b"x"] * 7), "bad-frames"),
        case(
            "payload-admin-65537",
            "A request of 65537 bytes.",
            frames("ADMIN", head, b"{}" + b" " * 65535),
            "too-large",
        ),
        case("frames-publish-three", "PUBLISH without sections.", publish[:3], "bad-frames"),
        case("frames-publish-two", "PUBLISH without payload.", publish[:2], "bad-frames"),
        case(
            "frames-publish-five", "PUBLISH with a frame too many.", [*publish, b" "], "bad-frames"
        ),
        case(
            "frames-publish-empty-last",
            "An empty frame after the sections.",
            [*publish, b""],
            "bad-frames",
        ),
    ]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return headers() + commands()
