"""Cells that no spreadsheet takes for a formula (ngăn chèn công thức)."""

import unicodedata

_RISKY = frozenset("=+-@|%\t\r\n")
_BLANK = frozenset("\u115f\u1160\u3164\u2800")
"""Letters that are drawn as nothing, though they count as letters."""

LONGEST = 32_000
"""Letters a cell may have; spreadsheets end a little above."""


def quoted(text: str) -> str:
    """Return text for CSV: led by an apostrophe when a program could take it for a formula.

    Programs overlook what is not seen before the sign, and some read full-width signs as the plain ones; so both are
    looked through. A number or a day of ours is no text and does not come here.
    """
    plain = unicodedata.normalize("NFKC", text)
    first = next((sign for sign in plain if sign in _RISKY or not _unseen(sign)), "")
    return f"'{text}" if first in _RISKY else text


def _unseen(sign: str) -> bool:
    """Tell whether nothing is drawn for a sign: blanks, controls, marks of direction, marks without a letter."""
    return unicodedata.category(sign)[0] in "CZM" or sign in _BLANK


def shortened(text: str) -> str:
    """Return text that fits into one cell, without NUL."""
    return text.replace("\x00", "")[:LONGEST]
