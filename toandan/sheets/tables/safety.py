"""Cells that no spreadsheet takes for a formula (ngăn chèn công thức)."""

import unicodedata

_RISKY = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")
LONGEST = 32_000
"""Letters a cell may have; spreadsheets end a little above."""


def quoted(text: str) -> str:
    """Return text for CSV: led by an apostrophe when a program could take it for a formula.

    Programs overlook blanks before the sign, and some read full-width signs as the plain ones; so both are looked
    through. A number or a day of ours is no text and does not come here.
    """
    seen = unicodedata.normalize("NFKC", text).lstrip(" \u00a0\ufeff\u200b")
    return f"'{text}" if seen.startswith(_RISKY) else text


def shortened(text: str) -> str:
    """Return text that fits into one cell, without NUL."""
    return text.replace("\x00", "")[:LONGEST]
