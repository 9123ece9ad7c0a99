"""An invented register in which some people stand twice, as clerks write the same person years later (đăng ký trùng).

The rates are assumptions, not measured on any real register. A second registration bears a number of its own and mostly
another commune; brothers, twins and namesakes are there to be taken for it.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from toandan.simulation import kinfolk, noise

_MOVED, _NEW_COMMUNE = 0.5, 0.1
_NAMES = noise.NameSlips(tone=0.02, unmarked=0.03, typo=0.04, reordered=0.005, other_middle=0.02, no_middle=0.03)
_BIRTHS = noise.BirthSlips(wrong=0.05, year_only=0.08, january=0.05, none=0.01)
_KIN = noise.KinSlips(other=0.02, unmarked=0.03, typo=0.04)
_NO_FATHER, _NO_MOTHER, _NO_SPOUSE, _NO_SEX, _WRONG_SEX = 0.15, 0.15, 0.4, 0.002, 0.002


@dataclass(frozen=True)
class Doubled:
    """`register`: people with `id`; `truth`: `list_id`, `person_id` of both rows of one person, in any order."""

    register: pl.DataFrame
    truth: pl.DataFrame
    crosswalk: pl.DataFrame


def draw(seed: int, people: int) -> Doubled:
    """Draw so many people and 0.4 % of them again; the same arguments give the same rows."""
    random = np.random.default_rng([seed, people, 3])
    whole = kinfolk.people(random, people)
    first = whole.twin_of[people:]
    rows = pl.concat([whole.rows[:people], _again(random, whole.rows[people:])])
    order = random.permutation(rows.height)
    register = rows[order].with_columns(id=pl.format("p{}", pl.int_range(pl.len())))
    place = np.argsort(order)
    ids = (pl.Series([f"p{one}" for one in place[at]]) for at in (first, people + np.arange(len(first))))
    return Doubled(register, pl.DataFrame(dict(zip(("list_id", "person_id"), ids, strict=True))), kinfolk.crosswalk())


def _again(random: np.random.Generator, rows: pl.DataFrame) -> pl.DataFrame:
    """Write people anew; they have numbers of their own already."""
    often = noise.chance(random, rows.height)
    return rows.with_columns(
        full_name=noise.names(random, rows["full_name"], often, _NAMES),
        birth_date=noise.births(random, rows["birth_date"], often, _BIRTHS),
        sex=noise.sexes(rows["sex"], often, none=_NO_SEX, wrong=_WRONG_SEX),
        old_number=pl.lit(None, pl.String),
        commune=noise.communes(random, rows["commune"], often, wrong=_MOVED, new=_NEW_COMMUNE),
        father_name=noise.relative(random, rows["father_name"], often, _KIN, none=_NO_FATHER),
        mother_name=noise.relative(random, rows["mother_name"], often, _KIN, none=_NO_MOTHER),
        spouse_name=noise.relative(random, rows["spouse_name"], often, _KIN, none=_NO_SPOUSE),
    )
