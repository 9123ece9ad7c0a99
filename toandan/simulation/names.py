"""Invented Vietnamese names with real frequencies (họ, chữ đệm, tên)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from toandan.ground.kernel import names
from toandan.simulation.draws import Floats, Ints, pick

DATA = Path(__file__).with_name("data")
_CUSTOM = {"F": "Thị", "M": "Văn"}
_CUSTOM_SHARE_OLDEST = 0.75
_CUSTOM_SHARE_YOUNGEST = 0.12


@dataclass(frozen=True)
class Syllables:
    """Written forms, their search keys, and how often each is drawn for men and women."""

    written: pl.Series
    keys: pl.Series
    men: Floats
    women: Floats


@dataclass(frozen=True)
class Names:
    """Names as indexes into the books; a family shares the index of its surname."""

    surname: Ints
    middle: Ints
    given: Ints

    def written(self) -> pl.Series:
        """Return the full names as people write them."""
        return _join(self, "written")

    def keys(self) -> pl.Series:
        """Return the full names as they are searched; equal to `kernel.names.key` of the written form."""
        return _join(self, "keys")

    def take(self, rows: Ints) -> "Names":
        """Return the names of the chosen rows."""
        return Names(self.surname[rows], self.middle[rows], self.given[rows])


def draw(random: np.random.Generator, women: "np.ndarray[tuple[int], np.dtype[np.bool_]]", birth_years: Ints) -> Names:
    """Draw a full name for each person; older people more often carry "Thị" or "Văn"."""
    size = len(women)
    surname = pick(random, surnames().men, size)
    middle = np.where(women, pick(random, middles().women, size), pick(random, middles().men, size))
    given = np.where(women, pick(random, givens().women, size), pick(random, givens().men, size))
    age_weight = np.clip((2010 - birth_years) / 60, 0, 1)
    share = _CUSTOM_SHARE_YOUNGEST + (_CUSTOM_SHARE_OLDEST - _CUSTOM_SHARE_YOUNGEST) * age_weight
    custom = random.random(size) < share
    words = middles().written.to_list()
    thi, van = words.index(_CUSTOM["F"]), words.index(_CUSTOM["M"])
    return Names(surname, np.where(custom, np.where(women, thi, van), middle), given)


@cache
def surnames() -> Syllables:
    """Return the surnames, weighted as in the north of the country."""
    rows = _rows("names_surnames.csv")
    weights = np.array([float(r["suggested_weight_north_pct"] or 0) for r in rows])
    return _syllables([r["surname"] for r in rows], weights, weights)


@cache
def middles() -> Syllables:
    """Return the middle syllables, with the two customary ones added where the list lacks them."""
    rows = _rows("names_middle.csv")
    words = [r["middle"] for r in rows]
    men = [float(r["male_types"] or 0) for r in rows]
    women = [float(r["female_types"] or 0) for r in rows]
    for word in _CUSTOM.values():
        if word not in words:
            words.append(word)
            men.append(0.0)
            women.append(0.0)
    return _syllables(words, np.array(men), np.array(women))


@cache
def givens() -> Syllables:
    """Return the given names."""
    rows = _rows("names_given.csv")
    men = np.array([float(r["weight_male"] or 0) for r in rows])
    women = np.array([float(r["weight_female"] or 0) for r in rows])
    return _syllables([r["given"] for r in rows], men, women)


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _syllables(words: list[str], men: Floats, women: Floats) -> Syllables:
    return Syllables(pl.Series(words), pl.Series([names.key(w) for w in words]), men, women)


def _join(chosen: Names, form: str) -> pl.Series:
    parts = {
        "surname": getattr(surnames(), form).gather(chosen.surname),
        "middle": getattr(middles(), form).gather(chosen.middle),
        "given": getattr(givens(), form).gather(chosen.given),
    }
    return pl.DataFrame(parts).select(pl.concat_str(pl.all(), separator=" ")).to_series()
