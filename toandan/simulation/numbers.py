"""Plausible, unique personal numbers, old numbers and phones that belong to nobody.

The place codes are those of provinces; the last six digits walk through all
million values in a scattered order, so that no two people of one place, sex and year share them.
"""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from toandan.simulation.draws import Ints, ranks_within

_SPREAD = 618_033
_SPREAD_OLD = 6_180_339
HOME_PLACE = 1
"""The place code of Hà Nội, 001; two in three residents were registered at birth there."""
_PLACES = np.array([17, 19, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42])
"""Provinces whose people most often move to the capital."""
_HOME_SHARE = 0.68


@dataclass
class Numbers:
    """Hands out numbers; remembers how many each place, sex and year have had."""

    random: np.random.Generator
    given: Ints = field(default_factory=lambda: np.zeros(100 * 10 * 100, dtype=np.int64))
    old_given: int = 0

    def personal(self, women: "np.ndarray[tuple[int], np.dtype[np.bool_]]", years: Ints) -> pl.Series:
        """Return a twelve-digit number for each person born in `years`."""
        place = np.where(
            self.random.random(len(years)) < _HOME_SHARE, HOME_PLACE, self.random.choice(_PLACES, len(years))
        )
        century_and_sex = 2 * (years // 100 - 19) + women
        group = (place * 10 + century_and_sex) * 100 + years % 100
        rank = ranks_within(group) + self.given[group]
        np.add.at(self.given, group, 1)
        tail = (rank * _SPREAD + group * 7919) % 1_000_000
        return _digits(group * 1_000_000 + tail, 12)

    def old(self, size: int) -> pl.Series:
        """Return nine-digit numbers of the old card, as Hà Nội gave them (01…)."""
        rank = np.arange(size) + self.old_given
        self.old_given += size
        return _digits(10_000_000 + (rank * _SPREAD_OLD) % 10_000_000, 9)

    def phones(self, size: int) -> pl.Series:
        """Return telephone numbers of ten digits that nobody can have: no mobile network has the prefix 030."""
        return _digits(300_000_000 + self.random.integers(0, 100_000_000, size) % 10_000_000, 10)


def _digits(values: Ints, width: int) -> pl.Series:
    return pl.Series(values).cast(pl.String).str.zfill(width)
