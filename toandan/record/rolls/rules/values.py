"""Reads single values of a roll the way the kernel does, with the hints only a spreadsheet's damage needs.

Every function takes the text of a cell and returns what it means together with the code of what is wrong; an empty
code means nothing is.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from toandan.ground.kernel import birth as ages
from toandan.ground.kernel import names, partial_date, personal_number
from toandan.record.ledger.words import Card, EId
from toandan.record.people.words import Sex
from toandan.record.rolls.words import FindingCode

LONGEST_NAME = 120
LONGEST_TEXT = 300
NOT_A_DATE_BUT_A_SERIAL = re.compile(r"^[1-9]\d{4}(?:\.0+)?$")
_CODE_WITH_TAIL = re.compile(r"^(\d{1,5})(?:\.0+)?$", re.ASCII)

_SEXES = {
    "m": Sex.MALE, "male": Sex.MALE, "nam": Sex.MALE, "trai": Sex.MALE,
    "f": Sex.FEMALE, "female": Sex.FEMALE, "nu": Sex.FEMALE, "gai": Sex.FEMALE,
}  # fmt: skip
_CARDS = {card.value: card for card in Card} | {
    "chua den tuoi": Card.NOT_DUE, "chua du tuoi": Card.NOT_DUE,
    "chua cap": Card.DUE, "chua co": Card.DUE, "chua lam": Card.DUE,
    "da thu nhan": Card.APPLIED, "da lam ho so": Card.APPLIED,
    "da in": Card.PRODUCED, "da san xuat": Card.PRODUCED, "cho tra": Card.PRODUCED,
    "da cap": Card.ISSUED, "da tra": Card.ISSUED, "da nhan": Card.ISSUED,
}  # fmt: skip
_EIDS = {eid.value: eid for eid in EId} | {
    "chua co": EId.NONE, "chua cap": EId.NONE,
    "da dang ky": EId.APPLIED, "da thu nhan": EId.APPLIED,
    "da cap": EId.GRANTED, "chua kich hoat": EId.GRANTED,
    "da kich hoat": EId.ACTIVATED, "kich hoat": EId.ACTIVATED,
    "khoa": EId.LOCKED, "bi khoa": EId.LOCKED, "da khoa": EId.LOCKED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as read from a cell; `due` tells whether its holder must have a card on the day of the import."""

    year: int | None
    month: int | None
    day: int | None
    basis: str
    due: bool
    code: str = ""


def number(text: str) -> tuple[str, str]:
    """Return a personal number and the code of what is wrong with it."""
    clean = personal_number.clean(_unquoted(text))
    code = next((f.code for f in personal_number.check(clean) if f.is_error), "")
    return clean, _damage(clean, code)


def old_number(text: str) -> tuple[str, str]:
    """Return an old number and the code of what is wrong with it."""
    clean = personal_number.clean(_unquoted(text))
    code = next((f.code for f in personal_number.check_old(clean)), "")
    decimal = code == FindingCode.NUMBER_CHARACTERS and re.fullmatch(personal_number.FLOAT_TAIL_PATTERN, clean)
    return clean, FindingCode.NUMBER_AS_DECIMAL.value if decimal else code


def birth(text: str, on: date) -> Birth:
    """Read a birth date; it may not lie after `on`, and the age is taken on that day."""
    found = partial_date.read(text, today=on)
    code = next((f.code for f in found.findings), "")
    if code == FindingCode.BIRTH_UNREADABLE and NOT_A_DATE_BUT_A_SERIAL.match(names.seen(text).strip()):
        code = FindingCode.BIRTH_SERIAL.value
    value = found.date
    return Birth(value.year, value.month, value.day, value.basis.value, ages.is_due(value, on), code)


def sex(text: str) -> tuple[str | None, str]:
    """Return M, F or None when not given."""
    word = names.key(text)
    if not word:
        return None, ""
    return (_SEXES[word].value, "") if word in _SEXES else (None, FindingCode.SEX_WORD.value)


def card(text: str) -> tuple[str | None, str]:
    """Return the card stage, or None when not given."""
    word = names.key(text)
    if not word:
        return None, ""
    return (_CARDS[word].value, "") if word in _CARDS else (None, FindingCode.CARD_WORD.value)


def eid(text: str) -> tuple[str | None, str]:
    """Return the e-ID stage, or None when not given."""
    word = names.key(text)
    if not word:
        return None, ""
    return (_EIDS[word].value, "") if word in _EIDS else (None, FindingCode.EID_WORD.value)


def commune(text: str, units: dict[str, int]) -> tuple[int | None, str]:
    """Return the number of the unit a commune's code stands for; `units` knows the codes of every year."""
    code = unicodedata.normalize("NFKC", _unquoted(text)).strip()
    if not code:
        return None, ""
    if code in units:
        return units[code], ""
    digits = _CODE_WITH_TAIL.match(code)
    if digits and digits[1].zfill(5) in units:
        return None, FindingCode.UNIT_LOST_ZERO.value
    return None, FindingCode.UNIT_UNKNOWN.value


def phone(text: str) -> tuple[str, str]:
    """Return a phone number as ten or eleven digits with its leading zero; one that cannot be dialled is left out."""
    digits = re.sub(r"[\s.\-()]+", "", unicodedata.normalize("NFKC", _unquoted(text)))
    digits = re.sub(r"^(?:\+|00)84", "0", digits)
    if not digits:
        return "", ""
    if re.fullmatch(r"0[1-9][0-9]{8,9}", digits):
        return digits, ""
    if re.fullmatch(r"[35789][0-9]{8}", digits):
        return f"0{digits}", FindingCode.PHONE_LOST_ZERO.value
    return "", FindingCode.PHONE_FORM.value


def name(text: str) -> tuple[str, str]:
    """Return a name in composed form with single spaces."""
    tidy = names.tidy(text)
    if not tidy:
        return "", FindingCode.NAME_MISSING.value
    if _has_control(text):
        return tidy, FindingCode.TEXT_CONTROL.value
    if "\ufffd" in tidy or "?" in tidy or not any(c.isalpha() for c in tidy):
        return tidy, FindingCode.NAME_DAMAGED.value
    if any(c.isdigit() for c in tidy):
        return tidy, FindingCode.NAME_DIGITS.value
    if len(tidy) > LONGEST_NAME:
        return tidy, FindingCode.TEXT_LONG.value
    return tidy, "" if " " in tidy else FindingCode.NAME_ONE_WORD.value


def text(value: str) -> tuple[str, str]:
    """Return any other text in composed form with single spaces."""
    tidy = names.tidy(value)
    if _has_control(value):
        return tidy, FindingCode.TEXT_CONTROL.value
    return tidy, FindingCode.TEXT_LONG.value if len(tidy) > LONGEST_TEXT else ""


def _unquoted(text: str) -> str:
    """Return the text without what nobody sees and without the mark that tells a spreadsheet to keep it a text."""
    return names.seen(text).strip().lstrip("'’")


def _has_control(value: str) -> bool:
    return any(unicodedata.category(c) == "Cc" and c not in "\t\r\n" for c in value)


def _damage(clean: str, code: str) -> str:
    """Name the damage of a spreadsheet more closely than the kernel, which sees a number by itself."""
    if code == FindingCode.NUMBER_CHARACTERS and re.fullmatch(personal_number.FLOAT_TAIL_PATTERN, clean):
        return FindingCode.NUMBER_AS_DECIMAL.value
    if code == FindingCode.NUMBER_LENGTH and len(clean) == personal_number.LENGTH - 2:
        return FindingCode.NUMBER_LOST_ZEROS.value
    if code == FindingCode.NUMBER_LENGTH and len(clean) == personal_number.OLD_LENGTH:
        return FindingCode.NUMBER_IS_OLD.value
    return code
