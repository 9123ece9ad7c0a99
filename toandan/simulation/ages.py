"""Birth dates and sexes drawn from the census of 1 April 2019 (tổng điều tra dân số).

The people of the census are followed to the campaign: whoever was ten or older in the census is
fourteen or older at its fourth return. Children born since are not in the census and so not here.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from toandan.simulation.draws import Floats, Ints, apportion
from toandan.simulation.names import DATA

CENSUS_DAY = date(2019, 4, 1)
_OLDEST = 99
_EPOCH = date(1970, 1, 1).toordinal()

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class AgeGroup:
    """People of one span of full years, both ends included."""

    low: int
    high: int
    people: int


@dataclass(frozen=True)
class Births:
    """Birth days as proleptic ordinals, split into calendar parts, and the sex of each person."""

    ordinals: Ints
    years: Ints
    months: Ints
    days: Ints
    women: Flags

    def age_on(self, day: date) -> Floats:
        """Return ages in years, with fractions."""
        return (day.toordinal() - self.ordinals) / 365.2425


def draw(random: np.random.Generator, groups: list[AgeGroup], size: int) -> Births:
    """Draw `size` people whose ages stand in the proportions of `groups`, in random order."""
    counts = apportion(size, np.array([g.people for g in groups], dtype=float))
    group = random.permutation(np.repeat(np.arange(len(groups)), counts))
    low = np.array([g.low for g in groups])[group]
    high = np.array([min(g.high, _OLDEST) for g in groups])[group]
    years_old = low + random.random(size) * (high + 1 - low)
    ordinals = CENSUS_DAY.toordinal() - np.floor(years_old * 365.2425).astype(np.int64) - 1
    women = random.random(size) >= male_share()[np.minimum(low // 5, len(male_share()) - 1)]
    days = (ordinals - _EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    return Births(
        ordinals=ordinals,
        years=days.astype("datetime64[Y]").astype(np.int64) + 1970,
        months=months.astype(np.int64) % 12 + 1,
        days=(days - months).astype(np.int64) + 1,
        women=women,
    )


@cache
def male_share() -> Floats:
    """Return the share of men in each five-year age group, from youngest to oldest."""
    with (DATA / "sex_ratio_by_age_vn_2009.csv").open(encoding="utf-8", newline="") as lines:
        return np.array([float(row["male_share"]) for row in csv.DictReader(lines)])
