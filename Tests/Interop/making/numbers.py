"""Personal numbers from the Tax Agency's public test series; they belong to nobody."""

from __future__ import annotations

from typing import Any

from making.core import NOW, refused, vector

TEST_NUMBERS = [
    "201212222390",
    "201302112386",
    "201306062389",
    "201407022399",
    "201512252394",
    "201803192382",
    "199006042387",
    "199103092384",
    "189001019802",
]
# Grown people, enough of them to be one more than a waiver may name.
GROWN = [
    "189001219808", "189002109800", "189003029809", "189003229805", "189004119807", "189005019808",
    "189005219804", "189006109806", "189006309802", "189007209803", "189008099807", "189008299803",
    "189009189805", "189010089804", "189010289800", "189011179802", "189012079803",
]  # fmt: skip
TEST_COORDINATION = ["195202742390", "202206802387", "202302632399"]
OVER_A_HUNDRED = "191801812387"
YEAR_1926 = "192605058326"


def luhn(nine: str) -> int:
    """The check digit of nine digits, weights 2, 1, 2, …."""
    total = 0
    for place, digit in enumerate(nine):
        doubled = int(digit) * (2 - place % 2)
        total += doubled // 10 + doubled % 10
    return -total % 10


def with_wrong_check(number: str) -> str:
    """The same number with the next check digit."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def from_parts(day: str, individual: str) -> str:
    """A number with a true check digit for an impossible or long-past day."""
    return day + individual + str(luhn(day[2:] + individual))


# Born in 1830: nobody of that age lived when the numbers were introduced, so it belongs to nobody.
OLD_NUMBER = from_parts("18300512", "001")


def short(number: str, sign: str) -> str:
    """Ten digits and a sign."""
    return number[2:8] + sign + number[8:]


def case(name: str, about: str, text: str, twelve: str | None, kind: str = "") -> dict[str, Any]:
    """One number as written; read against the day in the context."""
    expect = (
        {"ok": {"kind": kind, "twelve": twelve}} if twelve else refused("identifier-invalid", 0)
    )
    return vector(name, about, "personal-number", [text.encode()], {"now": NOW}, expect)


def good() -> list[dict[str, Any]]:
    """Numbers as people write them."""
    plain = [
        case(f"number-plain-{place}", "Twelve digits.", number, number, "personnummer")
        for place, number in enumerate(TEST_NUMBERS)
    ]
    extra = [
        case(
            f"number-coordination-{place}",
            "Sixty is added to the day.",
            number,
            number,
            "samordningsnummer",
        )
        for place, number in enumerate([*TEST_COORDINATION, OVER_A_HUNDRED])
    ]
    child, old = TEST_NUMBERS[0], TEST_NUMBERS[-1]
    return (
        plain
        + extra
        + [
            case(
                "number-hyphen",
                "Ten digits and a hyphen: under a hundred years.",
                short(child, "-"),
                child,
                "personnummer",
            ),
            case(
                "number-plus",
                "Ten digits and a plus: from the year of the hundredth birthday.",
                short("191907862393", "+"),
                "191907862393",
                "samordningsnummer",
            ),
            case(
                "number-hyphen-adult",
                "A hyphen, born in the last century.",
                short("199006042387", "-"),
                "199006042387",
                "personnummer",
            ),
            case(
                "number-coordination-hyphen",
                "A coordination number with a hyphen.",
                short("202206802387", "-"),
                "202206802387",
                "samordningsnummer",
            ),
            case(
                "number-plus-1926",
                "A plus in the year of the hundredth birthday.",
                short(YEAR_1926, "+"),
                YEAR_1926,
                "personnummer",
            ),
            case("number-oldest", "The oldest of the series.", old, old, "personnummer"),
        ]
    )


def bad() -> list[dict[str, Any]]:
    """Numbers that are matched to nothing."""
    number = TEST_NUMBERS[0]
    broken = [
        ("number-check", "A wrong check digit.", with_wrong_check(number)),
        (
            "number-check-coordination",
            "The same in a coordination number.",
            with_wrong_check(TEST_COORDINATION[0]),
        ),
        (
            "number-swapped",
            "Two digits have changed places.",
            number[:8] + number[9] + number[8] + number[10:],
        ),
        ("number-month", "Month 13.", from_parts("20121305", "238")),
        ("number-month-zero", "Month 0.", from_parts("20120005", "238")),
        ("number-day", "Day 32.", from_parts("20121232", "238")),
        ("number-day-zero", "Day 0.", from_parts("20121200", "238")),
        ("number-leap", "29 February in a year without one.", from_parts("20130229", "238")),
        ("number-day-92", "Day 92: sixty and thirty-two.", from_parts("20121292", "238")),
        ("number-eleven", "Eleven digits.", number[:-1]),
        ("number-thirteen", "Thirteen digits.", number + "0"),
        ("number-ten-bare", "Ten digits without a sign: the century is unknown.", number[2:]),
        ("number-letters", "Letters.", number[:8] + "TF01"),
        (
            "number-fullwidth",
            "Digits that are not ASCII.",
            number.translate({48 + d: 0xFF10 + d for d in range(10)}),
        ),
        (
            "number-arabic",
            "Arabic digits.",
            number.translate({48 + d: 0x660 + d for d in range(10)}),
        ),
        ("number-space", "A space in front.", " " + number),
        ("number-line-feed", "A line feed at the end.", number + "\n"),
        ("number-nul", "A NUL at the end.", number + "\0"),
        ("number-minus", "A typographic minus.", number[2:8] + "\u2212" + number[8:]),
        ("number-words", "A word.", "okänt"),
        ("number-empty", "Nothing.", ""),
        ("number-zeroes", "Twelve zeroes.", "0" * 12),
    ]
    return [case(name, about, text, None) for name, about, text in broken]


def vectors() -> list[dict[str, Any]]:
    """Every vector of the topic."""
    return good() + bad()
