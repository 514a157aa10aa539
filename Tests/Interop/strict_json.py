"""The strict scanner of the specification: one reading of every byte, or a problem code."""

from __future__ import annotations

import re
from typing import Any

DEPTH, MEMBERS, ELEMENTS, LARGEST = 16, 256, 4096, 2**53 - 1
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Problem(Exception):
    """A message that is refused; the code is one of problems.json."""

    def __init__(
        self, code: str, pointer: str | None = None, lawful: list[str] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.pointer = pointer
        self.lawful = lawful


def read(octets: bytes) -> Any:
    """The value of exactly these bytes; around it there may be whitespace."""
    if octets.startswith(b"\xef\xbb\xbf"):
        raise Problem("byte-order-mark")
    if b"\r" in octets:
        raise Problem("carriage-return")
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("not-utf8") from None
    return Scanner(text).document()


class Scanner:
    """Walks one text from its first letter to its last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def document(self) -> Any:
        """The one value of the text."""
        self._space()
        value = self._value(1)
        self._space()
        self._need(self._at == len(self._text))
        return value

    def _need(self, true: bool, code: str = "bad-json") -> None:
        if not true:
            raise Problem(code)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self, letter: str) -> bool:
        if self._peek() != letter:
            return False
        self._at += 1
        return True

    def _space(self) -> None:
        while self._peek() in (" ", "\t", "\n"):
            self._at += 1

    def _value(self, depth: int) -> Any:
        first = self._peek()
        if first in ("{", "["):
            self._need(depth <= DEPTH, "too-deep")
            self._at += 1
            return self._object(depth) if first == "{" else self._array(depth)
        if first == '"':
            return self._string()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return value
        return self._number()

    def _number(self) -> int:
        found = NUMBER.match(self._text, self._at)
        if found is None:
            raise Problem("bad-json")
        self._at = found.end()
        digits = found.group()
        bare = digits.removeprefix("-")
        whole = found.group(1) is None and found.group(2) is None
        tidy = bare == "0" if bare.startswith("0") else len(bare) <= 16
        self._need(whole and tidy and digits != "-0", "not-an-integer")
        self._need(abs(int(digits)) <= LARGEST, "not-an-integer")
        return int(digits)

    def _object(self, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self._space()
        if self._take("}"):
            return made
        while True:
            self._space()
            start = self._at
            name = self._string()
            self._need("\\" not in self._text[start : self._at], "escaped-name")
            self._need(name != "")
            self._need(name not in made, "duplicate-name")
            self._space()
            self._need(self._take(":"))
            self._space()
            made[name] = self._value(depth + 1)
            self._need(len(made) <= MEMBERS)
            self._space()
            if self._take("}"):
                return made
            self._need(self._take(","))

    def _array(self, depth: int) -> list[Any]:
        made: list[Any] = []
        self._space()
        if self._take("]"):
            return made
        while True:
            self._space()
            made.append(self._value(depth + 1))
            self._need(len(made) <= ELEMENTS)
            self._space()
            if self._take("]"):
                return made
            self._need(self._take(","))

    def _string(self) -> str:
        self._need(self._take('"'))
        parts = []
        while True:
            found = PLAIN.match(self._text, self._at)
            assert found is not None
            parts.append(found.group())
            self._at = found.end()
            if self._take('"'):
                return "".join(parts)
            self._need(self._take("\\"))
            parts.append(self._escape())

    def _escape(self) -> str:
        letter = self._peek()
        self._at += 1
        if letter in SHORT:
            return SHORT[letter]
        self._need(letter == "u")
        unit = self._unit()
        self._need(not 0xDC00 <= unit <= 0xDFFF)
        if not 0xD800 <= unit <= 0xDBFF:
            return chr(unit)
        self._need(self._take("\\") and self._take("u"))
        low = self._unit()
        self._need(0xDC00 <= low <= 0xDFFF)
        return chr(0x10000 + (unit - 0xD800) * 0x400 + low - 0xDC00)

    def _unit(self) -> int:
        four = self._text[self._at : self._at + 4]
        self._need(re.fullmatch("[0-9A-Fa-f]{4}", four) is not None)
        self._at += 4
        return int(four, 16)
