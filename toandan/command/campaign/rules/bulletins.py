"""Pure decisions about bulletins: what words may say, what was corrected, and the digest (quy tắc của bản tin)."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toandan.command.campaign.rules.plain import to_plain
from toandan.command.campaign.words import (
    LONGEST_REMARK,
    BoardRow,
    BulletinFigures,
    Correction,
    Placeholder,
    Remarks,
    Section,
    UnitFigures,
    Wrong,
)

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_UPPER = "A-ZĂÂĐÊÔƠƯ"
_NUMBERED = "đề án|chỉ đạo|lệnh|công tác|committees?|schemes?|projects?|groups?|orders?"
_NAMES = (
    # Numbers of papers: 1451/UBND-KSTTHC, 06/QĐ-TTg, 59/2021/TT-BCA. Signs begin with capitals, so 95/trăm is none.
    re.compile(rf"(?<![\w/])\d{{1,5}}(?:/\d{{4}})?/[{_UPPER}]{{2,}}(?:-[{_UPPER}]{{2}}[^\W\d_]*)*(?![\w/])"),
    # Days: 17/5/2023.
    re.compile(r"(?<![\w/])\d{1,2}/\d{1,2}/\d{4}(?![\w/])"),
    # Names such as Order 01 and Steering Committee 06. The word before makes the name: papers write small figures
    # with a nought too, as in "09 xã".
    re.compile(rf"\b(?:{_NUMBERED})(?: số| no\.?)? 0\d(?![\w/.,]*\d)(?!\w)(?!\s*%)", re.IGNORECASE),
)
"""What looks like a figure and is a name; it is let through."""


def wrong(text: str) -> tuple[Wrong, str] | None:
    """Return what keeps an officer's words out of a bulletin, with the piece at fault; None when nothing does.

    Figures are never typed: a digit of any script stops the words, unless it belongs to the number of a paper, a day,
    or a name such as Order 01. Figures come in by placeholders.
    """
    if len(text) > LONGEST_REMARK:
        return Wrong.LONG, str(len(text))
    for name in _PLACEHOLDER.findall(text):
        if name not in set(Placeholder):
            return Wrong.PLACEHOLDER, f"{{{name}}}"
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        return Wrong.PLACEHOLDER, "{" if "{" in rest else "}"
    for pattern in _NAMES:
        rest = pattern.sub(" ", rest)
    for word in rest.split():
        if any(unicodedata.numeric(letter, None) is not None for letter in word):
            return Wrong.FIGURE, word
    return None


def filled(text: str, values: Mapping[Placeholder, str]) -> str:
    """Return words with every placeholder filled in."""
    return _PLACEHOLDER.sub(lambda found: values[Placeholder(found[1])], text)


def unit_figures(row: BoardRow) -> UnitFigures:
    """Return what a bulletin says of one row of a board."""
    return UnitFigures(
        code=row.code,
        name_vi=row.name_vi,
        name_en=row.name_en,
        target=row.target,
        goal=row.goal,
        done=row.done,
        rate=row.rate,
        today=row.spark[-1] if row.spark else 0,
        pace=row.pace,
        pace_needed=row.pace_needed,
        status=row.status,
        completed_on=row.completed_on,
        units=row.units,
        units_complete=row.units_complete,
    )


def corrections(then: Iterable[BoardRow], now: Iterable[BoardRow]) -> tuple[Correction, ...]:
    """Return the rows of which target or done on the same day are other ones now, the greatest change first."""
    before = {row.code: row for row in then}
    changed = [
        Correction(row.code, row.name_vi, row.name_en, row.parent or "", old.target, old.done, row.target, row.done)
        for row in now
        if (old := before[row.code]) and (old.target, old.done) != (row.target, row.done)
    ]
    return tuple(sorted(changed, key=_weight))


def _weight(one: Correction) -> tuple[int, int, str]:
    """Return the key by which the correction that changes most comes first."""
    return -abs(one.done_now - one.done_then), -abs(one.target_now - one.target_then), one.code


def digest(figures: BulletinFigures, remarks: Remarks) -> str:
    """Return the SHA-256 of everything a bulletin says, as hexadecimal."""
    said = {"figures": to_plain(figures), "remarks": to_plain(remarks)}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def tidied(remarks: Mapping[str, Mapping[str, Any]], languages: Sequence[str]) -> dict[Section, dict[str, str]]:
    """Return the words without blanks at their ends, empty ones left out; sections nobody knows are overlooked."""
    tidy: dict[Section, dict[str, str]] = {}
    for name in [name for name in remarks if name in set(Section)]:
        by = {language: _plain(str(remarks[name].get(language, ""))) for language in languages}
        if any(by.values()):
            tidy[Section(name)] = {language: text for language, text in by.items() if text}
    return tidy


def _plain(text: str) -> str:
    """Return words with single blanks and nothing invisible: a mark of direction would print a figure backwards."""
    seen = (letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    return " ".join("".join(seen).split())
