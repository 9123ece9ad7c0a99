"""Invented birth books, and the people of a register who lack a whole date of birth (sổ khai sinh giả lập).

The rates are assumptions, not measured on any real book. Most of what stands in the books is about people whose date
is known, or who are not in the register: they are what a search must not take for the brothers and namesakes it seeks.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from toandan.simulation import kinfolk, noise
from toandan.simulation.draws import Ints

_NOT_REGISTERED, _OLD = 0.30, 3.0
"""The part of the book that is about nobody in the register; how much likelier a birth before 1960 is to be in it."""
_NO_DATE, _OTHER_YEAR = 0.06, 0.08
"""Of people without a whole date: no year either; and the year in the register is not that of the book."""
_NO_NUMBER, _WRONG_DIGIT, _RELATIVE = 0.85, 0.01, 0.004
"""Old books know no numbers; in later notes the number of a brother, sister or spouse stands now and then."""
_BORN_ELSEWHERE, _NEW_COMMUNE = 0.35, 0.05
_NAMES = noise.NameSlips(tone=0.02, unmarked=0.10, typo=0.05, reordered=0.005, other_middle=0.02, no_middle=0.02)
_BIRTHS = noise.BirthSlips(wrong=0.02, year_only=0.03, january=0.01, none=0.01)
_KIN = noise.KinSlips(other=0.015, unmarked=0.10, typo=0.05)
_NO_FATHER, _NO_MOTHER, _NO_SEX, _WRONG_SEX = 0.20, 0.08, 0.02, 0.003


@dataclass(frozen=True)
class BirthBooks:
    """`undated`: people of the register without a whole date, with `id`; `births`: the list; `truth`: `list_id`,
    `person_id`; `relatives`: births that bear somebody else's number."""

    undated: pl.DataFrame
    births: pl.DataFrame
    truth: pl.DataFrame
    relatives: frozenset[str]
    crosswalk: pl.DataFrame


def draw(seed: int, people: int, births: int) -> BirthBooks:
    """Draw about so many people and so many births; only the people without a whole date are kept."""
    random = np.random.default_rng([seed, people, births, 2])
    absent = round(births * _NOT_REGISTERED)
    whole = kinfolk.people(random, people + absent, seconds=False)
    size = people + absent
    weight = np.where(whole.years < 1960, _OLD, 1.0)
    born = random.choice(size, births, replace=False, p=weight / weight.sum())
    missing = np.zeros(size, dtype=np.bool_)
    missing[born[:absent]] = True
    rows = whole.rows.with_columns(row=pl.int_range(pl.len()))
    bare = (rows["birth_date"].str.len_chars() == 4).to_numpy() & ~missing
    undated = _undated(random, rows.filter(pl.Series(bare)), whole.years[bare])
    born = random.permutation(born)
    listed = _with_days(random, rows[born], whole.years[born]).with_columns(id=pl.format("b{}", pl.int_range(pl.len())))
    truth = listed.select("row", list_id="id").join(undated.select("row", person_id="id"), on="row").drop("row")
    helped = np.flatnonzero((random.random(births) < _RELATIVE) & (whole.relative[born] >= 0))
    written = _written(random, listed, rows["personal_number"].gather(whole.relative[born[helped]]), helped)
    relatives = frozenset(written["id"].gather(helped))
    return BirthBooks(undated.drop("row"), written, truth, relatives, kinfolk.crosswalk())


def _undated(random: np.random.Generator, rows: pl.DataFrame, years: Ints) -> pl.DataFrame:
    """Misremember some years, forget others."""
    often = noise.chance(random, rows.height)
    told = years + np.where(often(_OTHER_YEAR), random.choice([-2, -1, 1, 2], rows.height), 0)
    bare = noise.silent(pl.Series(told.astype(str)), often(_NO_DATE))
    return rows.with_columns(birth_date=bare, id=pl.format("p{}", pl.int_range(pl.len())))


def _with_days(random: np.random.Generator, rows: pl.DataFrame, years: Ints) -> pl.DataFrame:
    """The book knows the day that the register lacks."""
    month, day = (random.integers(1, top, rows.height) for top in (13, 29))
    made = pl.DataFrame({"y": years, "m": month, "d": day}).select(
        pl.format("{}-{}-{}", *(pl.col(one).cast(pl.String).str.zfill(2) for one in "ymd"))
    )
    known = pl.col("birth_date").str.len_chars() == 10
    return rows.with_columns(birth_date=pl.when(known).then("birth_date").otherwise(made.to_series()))


def _written(random: np.random.Generator, rows: pl.DataFrame, others: pl.Series, helped: Ints) -> pl.DataFrame:
    often = noise.chance(random, rows.height)
    numbers = noise.numbers(random, rows["personal_number"], often, none=_NO_NUMBER, wrong=_WRONG_DIGIT)
    nothing = pl.lit(None, pl.String)
    return rows.with_columns(
        full_name=noise.names(random, rows["full_name"], often, _NAMES),
        birth_date=noise.births(random, rows["birth_date"], often, _BIRTHS),
        sex=noise.sexes(rows["sex"], often, none=_NO_SEX, wrong=_WRONG_SEX),
        personal_number=numbers.scatter(helped, others),
        old_number=nothing,
        commune=noise.communes(random, rows["commune"], often, wrong=_BORN_ELSEWHERE, new=_NEW_COMMUNE),
        father_name=noise.relative(random, rows["father_name"], often, _KIN, none=_NO_FATHER),
        mother_name=noise.relative(random, rows["mother_name"], often, _KIN, none=_NO_MOTHER),
        spouse_name=nothing,
    ).select("id", *(name for name in rows.columns if name not in {"id", "row"}))
