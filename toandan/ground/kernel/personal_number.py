"""The personal number of twelve digits, and the old one of nine (số định danh cá nhân, số CMND).

`PPP G YY NNNNNN`: place where the birth was registered, century and sex, last two digits of the birth
year, six digits without meaning. There is no check digit, so a wrong length or a strange character is
an error, while everything the digits say about place, year and sex is only ever a warning: the annex of
country codes was never published whole, and numbers have been given by mistake.
"""

import re
import unicodedata
from collections.abc import Collection

from toandan.ground.kernel import names
from toandan.ground.kernel.partial_date import PartialDate
from toandan.ground.kernel.results import Finding, Severity

LENGTH = 12
OLD_LENGTH = 9
TAIL_LENGTH = 6
"""The shortest end of a number that may be searched for."""

FIELD = "personal_number"
OLD_FIELD = "old_number"

MALE = "M"
FEMALE = "F"

CENTURY_DIGITS = {
    "0": (1900, MALE),
    "1": (1900, FEMALE),
    "2": (2000, MALE),
    "3": (2000, FEMALE),
    "4": (2100, MALE),
    "5": (2100, FEMALE),
    "6": (2200, MALE),
    "7": (2200, FEMALE),
    "8": (2300, MALE),
    "9": (2300, FEMALE),
}
"""What the fourth digit says: the century of birth and the sex."""

LAST_LIVING_CENTURY = 2000

PLACES = frozenset(
    re.findall(
        r"\d{3}",
        "000 001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 "
        "040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 "
        "084 086 087 089 091 092 093 094 095 096",
    )
)
"""The place codes that are known: the country and its 63 provinces until 2025; all of them stay good for ever."""

WRONG_LENGTH = "number_length"
WRONG_CHARACTERS = "number_characters"
FULL_WIDTH = "number_full_width"
SPACED = "number_spaced"
LOST_ZERO = "number_lost_zero"
ROUNDED = "number_rounded"
PLACE_UNKNOWN = "number_place_unknown"
SEX_DIFFERS = "number_sex_differs"
YEAR_DIFFERS = "number_year_differs"
CENTURY_AHEAD = "number_century_ahead"
OLD_WRONG_LENGTH = "old_number_length"
OLD_LOST_ZERO = "old_number_lost_zero"

SPACED_PATTERN = r"^[0-9]+(?:[\s.\-]+[0-9]+)+$"
ROUNDED_PATTERN = r"^[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+$"
FLOAT_TAIL_PATTERN = r"^[0-9]+[.,]0+$"
"""Digits in groups; a number a spreadsheet wrote as a power of ten; one it wrote with an empty decimal part."""

_MASK = "•"
_MARKS = re.compile(r"[\s.\-'’‘ʼ`\"\u200b\ufeff]+")
"""What people and spreadsheets put between digits, or before them so that they stay a text."""
_DECIMAL = re.compile(r"^[0-9]+[.,]0{1,2}$")
_EMPTY_DECIMALS = re.compile(r"[.,]0{1,2}$")


def check(
    number: str,
    *,
    birth: PartialDate | None = None,
    sex: str | None = None,
    places: Collection[str] = PLACES,
) -> list[Finding]:
    """Say what is wrong or odd about a personal number, beside what is known of its holder.

    A number that cannot be one yields exactly one error; a possible one yields any number of warnings.
    """
    fault = _fault(number, LENGTH, WRONG_LENGTH, LOST_ZERO)
    if fault:
        return [Finding(FIELD, fault, Severity.ERROR, number, {"digits": len(number), "wanted": LENGTH})]
    century, said_sex = CENTURY_DIGITS[number[3]]
    odd = []
    if number[:3] not in places:
        odd.append((PLACE_UNKNOWN, {"place": number[:3]}))
    if century > LAST_LIVING_CENTURY:
        odd.append((CENTURY_AHEAD, {"digit": number[3]}))
    year = century + int(number[4:6])
    if birth is not None and birth.year is not None and birth.year != year:
        odd.append((YEAR_DIFFERS, {"said": str(year), "known": str(birth.year)}))
    if sex in {MALE, FEMALE} and sex != said_sex:
        odd.append((SEX_DIFFERS, {"said": said_sex, "known": str(sex)}))
    return [Finding(FIELD, code, Severity.WARNING, number, values) for code, values in odd]


def check_old(number: str) -> list[Finding]:
    """Say what is wrong about an old number of nine digits; numbers of twelve digits were also given before 2016."""
    if re.fullmatch(r"[0-9]{12}", number):
        return []
    fault = _fault(number, OLD_LENGTH, OLD_WRONG_LENGTH, OLD_LOST_ZERO)
    if not fault:
        return []
    return [Finding(OLD_FIELD, fault, Severity.ERROR, number, {"digits": len(number), "wanted": OLD_LENGTH})]


def clean(text: str) -> str:
    """Return what was written as bare digits: groups joined, wide digits plain; other characters stay to be seen."""
    plain = unicodedata.normalize("NFKC", names.seen(text)).strip()
    grouped_digits = re.fullmatch(SPACED_PATTERN, plain) and not re.fullmatch(FLOAT_TAIL_PATTERN, plain)
    return re.sub(r"[\s.\-]+", "", plain) if grouped_digits else plain


def bare(text: str) -> str:
    """Return what a cell of a list holds without spaces, dots, hyphens, apostrophes and an empty decimal part."""
    plain = unicodedata.normalize("NFKC", names.seen(text)).strip()
    return _MARKS.sub("", _EMPTY_DECIMALS.sub("", plain) if _DECIMAL.match(plain) else plain)


def readings(digits: str) -> tuple[str, ...]:
    """Return what a number may have been before a spreadsheet ate the zeros it began with; itself comes first.

    Nine digits may be a whole old number or a personal one of a place 000. Text that is not all digits is itself alone.
    """
    if not re.fullmatch(r"[0-9]+", digits):
        return (digits,)
    return tuple(dict.fromkeys((digits, digits.zfill(OLD_LENGTH), digits.zfill(LENGTH))))


def rounded(text: str) -> bool:
    """Tell whether a spreadsheet wrote a number as a power of ten, so that its last digits are lost."""
    return re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+", text) is not None


def proven(number: str, *, birth: PartialDate, sex: str | None) -> bool:
    """Tell whether the digits of a number say the place, the century, the year and the sex of this very person."""
    return birth.year is not None and not check(number, birth=birth, sex=sex)


def mask(number: str) -> str:
    """Return the number with only its last four digits to be seen, as lists show it."""
    return _MASK * max(len(number) - 4, 0) + number[-4:]


def grouped(number: str) -> str:
    """Return a number of twelve digits in groups that an eye can follow; any other text as it is."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == LENGTH else number


def _fault(number: str, length: int, wrong_length: str, lost_zero: str) -> str:
    """Return the code of what keeps this text from being a number of `length` digits, or an empty text."""
    if not number:
        return wrong_length
    if not re.fullmatch(r"[0-9]+", number):
        return _strange(number)
    if len(number) == length - 1:
        return lost_zero
    return "" if len(number) == length else wrong_length


def _strange(number: str) -> str:
    """Tell apart the ways in which digits come with something that is not one."""
    if re.fullmatch(ROUNDED_PATTERN, number):
        return ROUNDED
    if any(c.isdecimal() and not c.isascii() for c in number):
        return FULL_WIDTH
    if re.fullmatch(r"^[\s0-9.\-]*[0-9][\s0-9.\-]*$", number) and not re.fullmatch(FLOAT_TAIL_PATTERN, number):
        return SPACED
    return WRONG_CHARACTERS
