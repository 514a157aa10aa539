"""Keeps an anonymous consultation anonymous, in the program of whoever asks.

Looks for what is written like a personal number, a telephone number, a mail address or a postal
address, before anything is made or sent. `protocols/traces.json` says by example what is found and
what is not. Names, and what only a neighbour would understand, are not found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import samverkan_grouped as grouped

KIND = "consultation.anonymous"
LIMIT = 64
"""Most traces that are named at once."""
OWN_WORDS = {"narrative", "child-view", "measures", "attachment"}
PLAIN = re.compile(r"[a-z-]{1,24}")
UNITS = set(
    """kr kronor sek euro procent gånger gång dagar dag veckor vecka månader månad år timmar timme
 minuter minut km kilometer m meter st stycken barn elever personer syskon vuxna times days weeks
 months years hours minutes children""".split()
)
PHONES = set(
    """tel tele telefon telefonnr telefonnummer tfn mobil mobilnr mobilnummer mobiltelefon phone
 telephone mobile""".split()
)
ENDINGS = """gatan gata vägen gränd gränden stigen torget allén esplanaden promenaden
 kajen""".split()
AMBIGUOUS = """väg stig torg allé plan backen gården parken ringen höjden åsen hagen liden svängen
 leden platsen stråket""".split()
WAYS = set(
    """skolvägen hemvägen cykelvägen gångvägen bilvägen motorvägen landsvägen riksvägen riksväg
 länsväg europaväg motorväg skolgården tvärgatan""".split()
)
QUARTERS = set("norra södra östra västra gamla nya lilla stora övre nedre yttre inre".split())
BARE = {"gata", "gränd", "torg", "stig"}


@dataclass(frozen=True)
class Trace:
    """What something looks like and where it stands; never the words."""

    kind: str
    pointer: str
    line: int


class Identifying(Exception):
    """A consultation may tell whom it is about. Nothing was made, kept or sent."""

    def __init__(self, traces: list[Trace]) -> None:
        places = "; ".join(f"{one.kind} at {one.pointer}, line {one.line}" for one in traces)
        super().__init__("a consultation must not tell whom it is about, take out: " + places)
        self.traces = traces


def check(document: dict[str, Any]) -> None:
    """Stops a consultation that is not anonymous."""
    if found := traces(document):
        raise Identifying(found)


def report(document: dict[str, Any], kind: str = "report.mandatory") -> dict[str, Any]:
    """A report made of a consultation by the one who asked: its text kept, persons to be added."""
    if document["kind"] != KIND or not kind.startswith("report."):
        raise ValueError("only a consultation becomes a report")
    dropped = ("persons", "takes-part")
    handling = {name: value for name, value in document["handling"].items() if name not in dropped}
    if kind == "report.mandatory":
        handling["anonymous"] = False
    made = {"kind": kind, "unit": document["unit"], "handling": {"persons": []} | handling}
    return made | {"sections": document["sections"]}


def traces(document: dict[str, Any]) -> list[Trace]:
    """What may tell whom a consultation is about, or who gives no name; nothing for anything else."""
    nameless = document["kind"] == "contact.early" and document["handling"]["persons"] == []
    if document["kind"] != KIND and not nameless:
        return []
    found = list(searched(document["handling"], "/handling"))
    for index, section in enumerate(document["sections"]):
        place = f"/sections/{index}"
        told = document["handling"].get("takes-part") != []
        if document["kind"] == KIND and section["class"] in OWN_WORDS and told:
            found.append(Trace("free-text", place, 1))
        found += searched(section["body"], place + "/body")
    return list(dict.fromkeys(found))[:LIMIT]


def searched(value: Any, place: str) -> Iterator[Trace]:
    """Every text, number and name of a value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from searched(name, place)
            if place.startswith("/handling/persons/") and name == "number":
                yield Trace("personal-number", place + "/number", 1)
            yield from searched(inner, f"{place}/{name}" if PLAIN.fullmatch(name) else place)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from searched(inner, f"{place}/{index}")
    elif isinstance(value, str) or type(value) is int:
        for kind, line in finds(str(value)):
            yield Trace(kind, place, line)


def finds(text: str) -> list[tuple[str, int]]:
    """Kind and line of what a text holds, in the order in which it stands there."""
    plain, lines = spelled_plainly(text)
    numbers = [at for at in personal(plain) if not grouped.is_list(plain, at)]
    odd = grouped.personal(plain, is_number, lambda place: is_unit(plain, place))
    numbers += [at for at in odd if not overlaps(at, numbers)]
    places = [(at, "personal-number") for at in numbers]
    called = [
        at
        for at in telephones(plain)
        if not overlaps(at, numbers)
        and not grouped.is_innocent(plain, at, lambda place: is_unit(plain, place))
    ]
    odd = grouped.telephones(
        plain, lambda place: is_named(plain, place), lambda place: is_unit(plain, place)
    )
    called += [at for at in odd if not overlaps(at, numbers + called)]
    places += [(at, "telephone") for at in called]
    places += [(at, "mail") for at in mails(plain)]
    places += [(at, "address") for at in addresses(plain)]
    return [(kind, lines[at[0]]) for at, kind in sorted(places, key=lambda one: one[0][0])]


def overlaps(place: Span, others: list[Span]) -> bool:
    """Whether some digits are the same."""
    return any(place[0] < end and start < place[1] for start, end in others)


def is_unit(text: str, place: int) -> bool:
    """Whether what ends there counts something."""
    return word_after(text, place).lower() in UNITS


def spelled_plainly(text: str) -> tuple[str, list[int]]:
    """One kind of dash, space and digit, nothing invisible; and the line of each letter."""
    letters: list[str] = []
    lines: list[int] = []
    line = 1
    for letter in text:
        category = unicodedata.category(letter)
        plain = letter
        if category == "Pd" or letter == "\u2212":
            plain = "-"
        elif category in ("Zs", "Zl", "Zp", "Cc"):
            plain = " "
        elif category == "Nd":
            plain = str(unicodedata.decimal(letter))
        if category != "Cf":
            letters.append(plain)
            lines.append(line)
        line += letter == "\n"
    return "".join(letters), lines


Span = tuple[int, int]


def groups(text: str) -> list[Span]:
    """The runs of digits."""
    return [one.span() for one in re.finditer("[0-9]+", text)]


def words(text: str) -> list[Span]:
    """The runs of letters."""
    return [one.span() for one in re.finditer(r"[^\W\d_]+", text)]


def word_after(text: str, place: int) -> str:
    """The word that begins within a step of a place, if any."""
    return next((text[a:b] for a, b in words(text) if place <= a <= place + 2), "")


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the day exists."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def personal(text: str) -> Iterator[Span]:
    """Personal identity numbers and coordination numbers, slips of the pen included."""
    found = groups(text)
    start = 0
    while start < len(found):
        ends = range(start, min(start + 6, len(found)))
        last = max((end for end in ends if is_personal(text, found[start : end + 1])), default=None)
        if last is not None:
            yield found[start][0], found[last][1]
        start = (start if last is None else last) + 1


def is_personal(text: str, window: list[Span]) -> bool:
    """Whether these runs are one number: a date, a mark and four digits, or in pairs."""
    parts = [text[a:b] for a, b in window]
    digits = "".join(parts)
    if len(digits) not in (10, 12) or text[: window[0][0]].endswith("+"):
        return False
    if not has_date(digits):
        return False
    gaps = [text[a[1] : b[0]] for a, b in zip(window, window[1:], strict=False)]
    marks = [gap.replace(" ", "") if len(gap) <= 4 else "?" for gap in gaps]
    fits, lengths = is_checked(digits), [len(part) for part in parts]
    if lengths == [12]:
        return fits or not (int(digits[8:10]) < 24 and int(digits[10:]) < 60)
    if lengths == [10]:
        return fits
    if lengths in ([6, 4], [8, 4]):
        return marks[0] in ("-", "+") or (fits and marks[0] in ("", ".", "/"))
    if not fits or len(set(gaps[:-1])) > 1 or any(m not in ("", *"-+./") for m in marks):
        return False
    pairs = set(lengths) == {2} and len(set(gaps)) == 1
    return pairs or lengths in ([4, 2, 2, 4], [2, 2, 2, 4], [4, 4, 4])


def has_date(digits: str) -> bool:
    """Whether ten or twelve digits begin with a day, of a coordination number 60 later."""
    short = digits[-10:]
    year, day = int(digits[:4]) if len(digits) == 12 else 2000, int(short[4:6])
    month = int(short[2:4])
    if not 1800 <= year < 2100:
        return False
    # Of a coordination number the month, the day or both may be unknown.
    return (month <= 12 and day <= 91) if day >= 60 else is_day(year, month, day)


def is_checked(digits: str) -> bool:
    """Whether the last digit is the sum of the nine before it."""
    short = digits[-10:]
    return sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(short)) % 10 == 0


def is_number(digits: str) -> bool:
    """Whether ten or twelve digits are a number without a slip of the pen."""
    return has_date(digits) and is_checked(digits)


def is_named(text: str, place: int) -> bool:
    """Whether a word before says that a telephone number follows."""
    near = [text[c:d].lower() for c, d in words(text) if d <= place <= d + 6][-2:]
    return bool(PHONES & set(near))


def telephones(text: str) -> Iterator[Span]:
    """Telephone numbers in Swedish and international forms."""
    found = groups(text)
    for start, (a, b) in enumerate(found):
        first = text[a:b]
        end = None
        if re.match("0[1-9]", first):
            least = 9 if len(first) == 4 else 8
            end = telephone_end(text, found, start, (least, 10), "national")
        dialled = re.match("00[1-9]", first) is not None
        if end is None and (dialled or (text[:a].endswith("+") and first[0] != "0")):
            end = telephone_end(text, found, start, (10, 17) if dialled else (8, 15), "abroad")
        if end is None and is_named(text, a) and not is_date(text, found[start : start + 3]):
            end = telephone_end(text, found, start, (5, 8), "local")
        if end is not None:
            yield a, found[end][1]


def telephone_end(
    text: str, found: list[Span], start: int, lengths: Span, kind: str
) -> int | None:
    """The last run of the first window from here that is a number of the kind."""
    end, count = start, found[start][1] - found[start][0]
    while True:
        window = found[start : end + 1]
        if lengths[0] <= count <= lengths[1]:
            if kind == "abroad" and word_after(text, found[end][1]).lower() not in UNITS:
                return end
            gaps = {text[a[1] : b[0]] for a, b in zip(window[1:], window[2:], strict=False)}
            if kind != "abroad" and len(gaps) <= 1 and not is_date(text, window):
                return end
        if count >= lengths[1] or end + 1 == len(found):
            return None
        gap = text[found[end][1] : found[end + 1][0]]
        size = found[end + 1][1] - found[end + 1][0]
        joins = re.fullmatch(r"[ \-/()]{1,4}", gap) and len(re.findall("[-/]", gap)) < 2
        spare = gap.endswith("(") and text[slice(*found[end + 1])] == "0"
        if not joins or (size < 2 and not spare):
            return None
        count, end = count + size, end + 1


def is_date(text: str, window: list[Span]) -> bool:
    """Day, month and year, or year, month and day."""
    parts = [text[a:b] for a, b in window]
    turned = parts if parts and len(parts[0]) == 4 else parts[::-1]
    if [len(part) for part in turned] != [4, 2, 2]:
        return False
    year, month, day = map(int, turned)
    return 1800 <= year < 2200 and is_day(year, month, day)


def mails(text: str) -> Iterator[Span]:
    """Mail addresses, also where the sign is written out, and names of accounts."""
    name = r"[^\W_]|[._%+-]"
    for one in re.finditer("[@\uff20]", text):
        before, after = text[one.start() - 1 : one.start()], text[one.end() : one.end() + 2]
        both = [re.fullmatch(name, letter) is not None for letter in (before, *after)]
        if len(both) > 1 and both[1] and (both[0] or (len(both) > 2 and both[2])):
            yield one.span()
    for one in re.finditer(r"(?<![^\W\d_])snabela?(?![^\W\d_])|[(\[{]at[)\]}]", text, re.I):
        yield one.span()


def addresses(text: str) -> Iterator[Span]:
    """Postal addresses in Swedish forms."""
    found = words(text)
    for index, span in enumerate(found):
        if is_street(text, found, index) or is_box(text, span):
            yield span
    for one in re.finditer(r"(?<![0-9])(?:[1-9][0-9]{2} [0-9]{2}|[1-9][0-9]{4})(?![0-9])", text):
        town = word_after(text, one.end())
        alone = not re.search(r"[0-9] $", text[: one.start()])
        next_to = re.match(r" {0,2}(?=[^\W\d_])", text[one.end() :])
        if alone and town[:1].isupper() and town.lower() not in UNITS and next_to:
            yield one.span()


def is_street(text: str, found: list[Span], index: int) -> bool:
    """A street's name with the number of a house."""
    start, end = found[index]
    word, capital = text[start:end].lower(), text[start].isupper()
    house = re.match(r"(?: |\. ?| nr\.? |, )([0-9]{1,4})(?![0-9])", text[end:])
    if not house or (not capital and word_after(text, end + house.end()).lower() in UNITS):
        return False
    if word in WAYS and (not capital or word.endswith("väg")):
        return False

    def ends(endings: list[str]) -> bool:
        return any(word.endswith(one) and len(word) > len(one) for one in endings)

    short = text[end] == "." and len(word) >= 4 and word[-1] in "gv"
    short = short and not word.endswith(("borg", "berg", "ing", "dag"))
    if ends(ENDINGS) or (capital and (ends(AMBIGUOUS) or short)):
        return True
    if index == 0 or found[index - 1][1] + 1 != start or word not in ENDINGS + AMBIGUOUS:
        return False
    before = text[slice(*found[index - 1])]
    called = before.lower().endswith("s") or before.lower() in QUARTERS or word in BARE
    return before[0].isupper() and called


def is_box(text: str, span: Span) -> bool:
    """A box, a flat, or in whose care."""
    word, rest = text[slice(*span)], text[span[1] :]
    if word.lower() == "c":
        return re.match(r"/o(?![^\W\d_])", rest, re.I) is not None
    if word != "Box" and word.lower() not in ("lgh", "lägenhet"):
        return False
    return re.match(r"[ .]{1,3}[0-9]{1,5}(?![0-9])", rest) is not None
