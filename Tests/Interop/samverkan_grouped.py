"""Personal and telephone numbers whose digits are grouped in ways that no form asks for.

`12 1222 2390`, `1 2 1 2 2 2 2 3 9 0`, `011.15.22.83`: every group of digits up to the next word is
taken together. What is written as a day, an hour, a sum, a scale or a list is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

Span = tuple[int, int]
LONGEST_GAP = 16
"""Most places between two groups, spaces among them."""
MOST_MARKS = 3
"""Most marks between two groups, spaces apart."""
MARKS = "-+./_*·•()[]|~=,:"
UNEVEN = "-+./_*·•()[]|~="
"""A comma and a colon join digits only where every other gap is the same."""


class Run:
    """Groups of digits with no word between them."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        self.text, self.spans = text, spans
        self.parts = [text[a:b] for a, b in spans]
        self.digits = "".join(self.parts)
        self.lengths = [len(part) for part in self.parts]
        between = zip(spans, spans[1:], strict=False)
        self.gaps = [re.sub(" +", " ", text[a[1] : b[0]]) for a, b in between]

    @property
    def is_spelled(self) -> bool:
        """One digit at a time, each as far from the next."""
        return set(self.lengths) == {1} and self.is_even

    @property
    def is_even(self) -> bool:
        """Every gap like every other."""
        return len(set(self.gaps)) <= 1

    @property
    def is_joined(self) -> bool:
        """Whether the marks between belong to one number."""
        return self.is_even or all(mark not in gap for gap in self.gaps for mark in ",:")

    def spelled(self, length: int) -> Iterator[Run]:
        """As many digits as are asked for, out of more that are said one at a time."""
        if self.is_spelled:
            for at in range(len(self.spans) - length + 1):
                yield Run(self.text, self.spans[at : at + length])


def runs(text: str) -> Iterator[Run]:
    """Every run as far as it goes, and what of it has no space within."""
    found = [one.span() for one in re.finditer("[0-9]+", text)]
    seen = set()
    for joins in (is_mark, lambda gap: is_mark(gap) and " " not in gap):
        for spans in parted(text, found, joins):
            if len(spans) > 1 and spans[0] + spans[-1] not in seen:
                seen.add(spans[0] + spans[-1])
                yield Run(text, spans)


def parted(text: str, found: list[Span], joins: Callable[[str], bool]) -> Iterator[list[Span]]:
    """The groups, as far as their gaps join them."""
    run: list[Span] = []
    for span in found:
        if run and not joins(text[run[-1][1] : span[0]]):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def is_mark(gap: str) -> bool:
    """Spaces and a few marks; a comma or a colon before a space parts what stands around it."""
    marks = gap.replace(" ", "")
    allowed = len(gap) <= LONGEST_GAP and len(marks) <= MOST_MARKS
    return allowed and all(mark in MARKS for mark in marks) and not re.search("[,:] ", gap)


def personal(
    text: str, is_number: Callable[[str], bool], is_unit: Callable[[int], bool]
) -> list[Span]:
    """Where ten or twelve digits are a number; `is_number` looks at date and check digit."""

    def is_meant(run: Run) -> bool:
        if len(run.digits) not in (10, 12) or not is_number(run.digits) or not run.is_joined:
            return False
        counts = is_sum(run) and is_unit(run.spans[-1][1])
        score = is_pairs(run) and 1 in run.lengths
        return not (is_dated(run) or is_scale(run) or score or counts)

    return [
        at
        for run in runs(text)
        if not text[: run.spans[0][0]].endswith("+")
        for at in first([run, *run.spelled(12), *run.spelled(10)], is_meant)
    ]


def telephones(
    text: str, is_named: Callable[[int], bool], is_unit: Callable[[int], bool]
) -> list[Span]:
    """Where digits are those of a Swedish number, or of any behind a word that says so."""

    def is_meant(run: Run) -> bool:
        start, count = run.spans[0][0], len(run.digits)
        country = "46" if text[:start].endswith("+") else "0046"
        abroad = re.fullmatch(country + "[0-9]{8,10}", run.digits)
        # Two years, or a case number, are no area code of four digits and four more.
        years = run.lengths[0] == 4 and count == 8
        national = re.fullmatch("0[1-9][0-9]{6,8}", run.digits) and not years
        if not (abroad or national or (5 <= count <= 8 and is_named(start))) or not run.is_joined:
            return False
        if is_scale(run) or is_pairs(run) or is_fraction(run) or is_unit(run.spans[-1][1]):
            return False
        return abroad is not None or not is_timed(run)

    return [
        at
        for run in runs(text)
        for at in first([run, *(one for size in (10, 9, 8) for one in run.spelled(size))], is_meant)
    ]


def first(tried: list[Run], is_meant: Callable[[Run], bool]) -> list[Span]:
    """Where the first of them is that is meant, if one is."""
    found = next((one for one in tried if is_meant(one)), None)
    return [(found.spans[0][0], found.spans[-1][1])] if found else []


def is_sum(run: Run) -> bool:
    """Thousands apart, of one sum or two."""
    return 3 in run.lengths and max(run.lengths) == 3


def is_scale(run: Run) -> bool:
    """Steps that are all as long: a scale, or the numbers of a list."""
    numbers = [int(part) for part in run.parts]
    steps = {b - a for a, b in zip(numbers, numbers[1:], strict=False)}
    return len(numbers) > 2 and len(steps) == 1


def is_pairs(run: Run) -> bool:
    """`3-2 10-8`, `0-3 4-6`: what was won and lost, or from and to, two by two."""
    inner, outer = run.gaps[::2], run.gaps[1::2]
    pairs = len(run.parts) > 3 and len(run.parts) % 2 == 0 and max(run.lengths) < 3
    return pairs and all("-" in gap for gap in inner) and not any("-" in gap for gap in outer)


def is_fraction(run: Run) -> bool:
    """Nought and a decimal sign, and no other behind the next digits."""
    return run.parts[0] == "0" and run.gaps[:1] == ["."] and run.gaps[1:2] != ["."]


def is_list(text: str, place: Span) -> bool:
    """Whether digits like those of a person are those of a list, `10 11 12 13 14`, or two days."""
    spans = [one.span() for one in re.finditer("[0-9]+", text)]
    inside = [span for span in spans if place[0] <= span[0] and span[1] <= place[1]]
    around = [run for run in runs(text) if set(inside) <= set(run.spans)]
    return is_scale(Run(text, inside)) or any(is_two_days(run.parts) for run in around)


def is_two_days(parts: list[str]) -> bool:
    """From one day to another, each of eight digits or in three parts."""
    return any(
        is_whole_day(parts[:at]) and is_whole_day(parts[at:]) for at in (1, 3) if at < len(parts)
    )


def is_innocent(text: str, place: Span, is_unit: Callable[[int], bool]) -> bool:
    """Whether digits like those of a telephone are part of a day and its hours, or of a sum."""
    for run in runs(text):
        if run.spans[0][0] <= place[0] and place[1] <= run.spans[-1][1]:
            dated = len(run.parts) > 2 and is_whole_day(run.parts[:3]) and is_timed(run)
            if dated or (is_sum(run) and is_unit(run.spans[-1][1])):
                return True
    return False


def is_whole_day(parts: list[str]) -> bool:
    """Eight digits, or three groups from year to day or from day to year."""
    if len(parts) == 3:
        return is_day(*parts) or is_day(*parts[::-1])
    digits = parts[0]
    return len(parts) == 1 and len(digits) == 8 and is_day(digits[:4], digits[4:6], digits[6:])


def is_year(digits: str) -> bool:
    """A year of our time."""
    return len(digits) == 4 and digits[:2] in ("19", "20")


def is_day(year: str, month: str, day: str) -> bool:
    """A day of our time."""
    try:
        date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        return False
    return is_year(year) and len(month) <= 2 and len(day) <= 2


def is_dated(run: Run) -> bool:
    """A day, and after another mark an hour or one day more."""
    parts, gaps = run.parts, run.gaps
    if len(parts) > 3 and is_day(parts[2], parts[1], parts[0]):
        return True
    if run.lengths[0] in (6, 8):
        if run.lengths[0] == 8 and not is_whole_day(parts[:1]):
            return False
        rest, is_long, is_apart = parts[1:], run.lengths[0] == 8, gaps[-1] != gaps[0]
    else:
        is_short = run.lengths[:3] == [2, 2, 2]
        if len(parts) < 4 or not (is_short or is_day(*parts[:3])):
            return False
        is_long = not is_short and sum(run.lengths[:3]) == 8
        rest, is_apart = parts[3:], gaps[2] != gaps[1]
    if len(rest) == 1:
        return is_long and len(rest[0]) <= 2
    return is_apart and len(rest) == 2 and (is_hour(*rest) or is_day("2000", *rest))


def is_hour(hour: str, minute: str) -> bool:
    """Of a clock."""
    return len(hour) <= 2 and len(minute) == 2 and int(hour) <= 24 and int(minute) < 60


def is_timed(run: Run) -> bool:
    """Nothing but days and hours, one after the other."""
    count = len(run.parts)
    ends = [False] * count + [True]
    for start in reversed(range(count)):
        ends[start] = any(
            start + size <= count and ends[start + size] and is_time(run, start, size)
            for size in (1, 2, 3)
        )
    return ends[0]


def is_time(run: Run, start: int, size: int) -> bool:
    """Whether so many groups from there are a day or an hour."""
    parts, gap = run.parts[start : start + size], "".join(run.gaps[start : start + 1])
    if size == 1:
        alone = len(parts[0]) == 2 and parts[0] <= "24"
        return alone or is_whole_day(parts) or is_year(parts[0])
    if size == 2:
        days = is_day("2000", *parts) or is_day("2000", *parts[::-1])
        return (gap in (".", ":") and is_hour(*parts)) or (gap in (".", ":", "/", "-") and days)
    clock = gap in (".", ":") and run.gaps[start + 1] == gap and is_hour("0", parts[2])
    return (clock and is_hour(*parts[:2])) or is_whole_day(parts)
