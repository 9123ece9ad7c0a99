"""The one glossary file, read once (bảng thuật ngữ)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toandan.ground.kernel import names

FILE = Path(__file__).resolve().parent / "data" / "glossary.csv"


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its group, Vietnamese, abbreviation ("" when none), English, and a note in English."""

    group: str
    vi: str
    abbreviation: str
    en: str
    note: str

    @property
    def key(self) -> str:
        """Return what a search is matched against: everything but the note, without marks."""
        return names.key(f"{self.vi} {self.abbreviation} {self.en}")


@cache
def terms() -> tuple[Term, ...]:
    """Return every term in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(row["group"], row["vi"], row["abbreviation"], row["en"], row["note"]) for row in csv.DictReader(file)
        )


def find(text: str) -> list[Term]:
    """Return the terms that hold every word of `text` in either language, marks or no marks; all for no text."""
    words = names.key(text).split()
    return [term for term in terms() if all(word in term.key for word in words)]
