"""The strict scanner: one document a vector, and whether any byte of it is refused."""

from __future__ import annotations

from typing import Any

from making.core import refused, vector

GOOD: list[tuple[str, str, bytes]] = [
    ("json-plain", "An ordinary object.", b'{"a":1,"b":[true,false,null,"c"]}'),
    ("json-whitespace", "Space, tab and LF between tokens.", b' {\t"a" :\n[ 1 , 2 ] } '),
    ("json-letters", "Letters outside ASCII.", '{"ord":"åäö ÅÄÖ é 日本 😀"}'.encode()),
    ("json-name-letters", "A name outside ASCII, written plainly.", '{"ålder":1}'.encode()),
    ("json-escapes", "All escapes in a value.", rb'{"a":"\" \\ \/ \b \f \n \r \t \u00e5"}'),
    ("json-escaped-nul", "An escaped NUL in a value.", rb'{"a":"x\u0000y"}'),
    ("json-pair", "A surrogate pair as escapes.", rb'{"a":"\ud83d\ude00"}'),
    (
        "json-line-separator",
        "U+2028 and U+2029 do not end a line.",
        '{"a":"x\u2028y\u2029z"}'.encode(),
    ),
    ("json-inner-mark", "U+FEFF inside a value is a letter.", '{"a":"x\ufeffy"}'.encode()),
    ("json-delete", "DEL is allowed raw.", b'{"a":"x\x7fy"}'),
    ("json-largest", "The largest integer.", b'{"a":9007199254740991}'),
    ("json-smallest", "The smallest integer.", b'{"a":-9007199254740991}'),
    ("json-zero", "Zero.", b'{"a":0}'),
    ("json-case", "Names that differ in case differ.", b'{"a":1,"A":2}'),
    ("json-normal-forms", "Names are compared as bytes.", '{"å":1,"a\u030a":2}'.encode()),
    ("json-nested-names", "The same name at two levels.", b'{"a":{"a":1}}'),
    ("json-empty", "Empty object, array and string.", b'{"a":{},"b":[],"c":""}'),
    ("json-depth-16", "Sixteen levels.", b"[" * 16 + b"]" * 16),
    (
        "json-members-256",
        "As many members as may be.",
        b"{" + b",".join(b'"m%d":0' % place for place in range(256)) + b"}",
    ),
    ("json-elements-4096", "As many elements as may be.", b"[" + b",".join([b"0"] * 4096) + b"]"),
]

BAD: list[tuple[str, str, bytes, str]] = [
    ("json-nothing", "No byte at all.", b"", "bad-json"),
    ("json-blank", "Only whitespace.", b"  ", "bad-json"),
    ("json-open", "The object is not closed.", b'{"a":1', "bad-json"),
    ("json-open-string", "The string is not closed.", b'{"a":"x', "bad-json"),
    ("json-trailing-comma", "A comma before the end.", b'{"a":1,}', "bad-json"),
    ("json-missing-comma", "No comma between members.", b'{"a":1 "b":2}', "bad-json"),
    ("json-single-quotes", "Apostrophes for quotes.", b"{'a':1}", "bad-json"),
    ("json-comment", "A comment.", b'{"a":1/*x*/}', "bad-json"),
    ("json-two-values", "A second value after the first.", b"{}{}", "bad-json"),
    ("json-not-a-number", "NaN.", b'{"a":NaN}', "bad-json"),
    ("json-capital-true", "A literal in capitals.", b'{"a":True}', "bad-json"),
    ("json-plus", "A number with a plus sign.", b'{"a":+1}', "bad-json"),
    ("json-empty-name", "An empty name.", b'{"":1}', "bad-json"),
    ("json-raw-tab", "A raw tab in a string.", b'{"a":"x\ty"}', "bad-json"),
    ("json-raw-nul", "A raw NUL in a string.", b'{"a":"x\x00y"}', "bad-json"),
    ("json-bad-escape", "An escape that is not one.", rb'{"a":"\x41"}', "bad-json"),
    ("json-short-escape", "Three hex digits.", rb'{"a":"\u00e"}', "bad-json"),
    ("json-lone-high", "A high surrogate alone.", rb'{"a":"\ud83d"}', "bad-json"),
    ("json-lone-low", "A low surrogate alone.", rb'{"a":"\ude00"}', "bad-json"),
    ("json-pair-turned", "A pair in the wrong order.", rb'{"a":"\ude00\ud83d"}', "bad-json"),
    ("json-utf16", "UTF-16 without a mark.", '{"a":1}'.encode("utf-16-le"), "bad-json"),
    (
        "json-members-257",
        "One member too many.",
        b"{" + b",".join(b'"m%d":0' % place for place in range(257)) + b"}",
        "bad-json",
    ),
    (
        "json-elements-4097",
        "One element too many.",
        b"[" + b",".join([b"0"] * 4097) + b"]",
        "bad-json",
    ),
    ("json-mark", "A byte order mark first.", b'\xef\xbb\xbf{"a":1}', "byte-order-mark"),
    ("json-latin-1", "A letter in Latin-1.", '{"a":"å"}'.encode("latin-1"), "not-utf8"),
    ("json-overlong", "An overlong slash.", b'{"a":"\xc0\xaf"}', "not-utf8"),
    ("json-utf8-surrogate", "A surrogate as UTF-8.", b'{"a":"\xed\xa0\x80"}', "not-utf8"),
    ("json-beyond", "A letter above U+10FFFF.", b'{"a":"\xf4\x90\x80\x80"}', "not-utf8"),
    ("json-cut-letter", "A letter cut off.", b'{"a":"\xe2\x82"}', "not-utf8"),
    ("json-stray-byte", "A continuation byte alone.", b'{"a":"\x80"}', "not-utf8"),
    ("json-name-latin-1", "A name in Latin-1.", b'{"\xe5":1}', "not-utf8"),
    ("json-duplicate", "The same name twice.", b'{"a":1,"a":2}', "duplicate-name"),
    ("json-duplicate-same", "The same member twice.", b'{"a":1,"a":1}', "duplicate-name"),
    (
        "json-duplicate-inner",
        "Twice, one level down.",
        b'{"x":[{"a":1,"b":2,"a":3}]}',
        "duplicate-name",
    ),
    ("json-escaped-name", "A name with an escape.", rb'{"\u0061":1}', "escaped-name"),
    (
        "json-escaped-twin",
        "A name and its escaped twin.",
        rb'{"class":"a","cl\u0061ss":"b"}',
        "escaped-name",
    ),
    ("json-escaped-slash", "A name with an escaped slash.", rb'{"a\/b":1}', "escaped-name"),
    ("json-depth-17", "Seventeen levels.", b"[" * 17 + b"]" * 17, "too-deep"),
    (
        "json-depth-mixed",
        "Objects and arrays count alike.",
        b'{"a":[' * 8 + b"[]" + b"]}" * 8,
        "too-deep",
    ),
    ("json-depth-flood", "Fifty thousand levels.", b"[" * 50_000, "too-deep"),
    ("json-fraction", "A fraction.", b'{"a":1.5}', "not-an-integer"),
    ("json-whole-fraction", "A fraction that is whole.", b'{"a":1.0}', "not-an-integer"),
    ("json-exponent", "An exponent.", b'{"a":1e2}', "not-an-integer"),
    ("json-capital-exponent", "An exponent in capitals.", b'{"a":1E2}', "not-an-integer"),
    ("json-minus-zero", "Minus zero.", b'{"a":-0}', "not-an-integer"),
    ("json-leading-zero", "A leading zero.", b'{"a":01}', "not-an-integer"),
    ("json-two-to-53", "2 to the power of 53.", b'{"a":9007199254740992}', "not-an-integer"),
    ("json-minus-two-to-53", "Its negative.", b'{"a":-9007199254740992}', "not-an-integer"),
    (
        "json-wrapping",
        "2 to the power of 64, plus one.",
        b'{"a":18446744073709551617}',
        "not-an-integer",
    ),
    (
        "json-long-number",
        "A number of a thousand digits.",
        b'{"a":' + b"9" * 1000 + b"}",
        "not-an-integer",
    ),
    ("json-crlf", "CRLF between members.", b'{"a":1,\r\n"b":2}', "carriage-return"),
    ("json-raw-return", "A raw CR in a string.", b'{"a":"x\ry"}', "carriage-return"),
    ("json-last-return", "CR as the last byte.", b'{"a":1}\r', "carriage-return"),
]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    good = [vector(name, about, "json", [text], {}, {"ok": {}}) for name, about, text in GOOD]
    bad = [
        vector(name, about, "json", [text], {}, refused(code, 0)) for name, about, text, code in BAD
    ]
    return good + bad
