"""An invented death register with the faults of real ones, and the truth about it (sổ khai tử giả lập).

The rates are assumptions, not measured on any real register. A third of the dead are not in the register at all, while
their brothers and sisters are; some reports bear the number of the person who reported.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from toandan.simulation import kinfolk, noise
from toandan.simulation.ages import Flags
from toandan.simulation.draws import Ints

_NOT_REGISTERED, _REPEATED = 0.36, 0.015
_NO_NUMBER, _NO_OLD_NUMBER, _INFORMANT = 0.61, 0.53, 0.0065
"""Three in ten have no old number to begin with, so that 67 % of the rows end without one."""
_WRONG_DIGIT, _WRONG_COMMUNE, _NEW_COMMUNE = 0.01, 0.10, 0.3
_NAMES = noise.NameSlips(tone=0.02, unmarked=0.25, typo=0.06, reordered=0.03, other_middle=0.01, no_middle=0.02)
_BIRTHS = noise.BirthSlips(wrong=0.02, year_only=0.30, january=0.10, none=0.05)
_KIN = noise.KinSlips(other=0.015, unmarked=0.25, typo=0.06)
_NO_FATHER, _NO_MOTHER, _NO_SPOUSE, _NO_SEX, _WRONG_SEX = 0.35, 0.35, 0.5, 0.02, 0.003


@dataclass(frozen=True)
class DeathRegister:
    """`register`: people with `id`; `deaths`: the list; `truth`: death id → personal number, two lines for people
    registered twice; `informants`: death ids that bear somebody else's number."""

    register: pl.DataFrame
    deaths: pl.DataFrame
    truth: pl.DataFrame
    informants: frozenset[str]
    crosswalk: pl.DataFrame


def draw(seed: int, people: int, deaths: int) -> DeathRegister:
    """Draw a register of about so many people and a list of so many deaths; the same arguments give the same rows."""
    random = np.random.default_rng([seed, people, deaths])
    unknown = round(deaths * _NOT_REGISTERED)
    whole = kinfolk.people(random, people + unknown)
    size = people + unknown
    age = kinfolk._LAST_YEAR - whole.years[:size]
    chance = (1 + age.astype(float)) ** 2
    repeats = round(deaths * _REPEATED)
    dead = random.choice(size, deaths - repeats, replace=False, p=chance / chance.sum())
    absent = np.zeros(whole.rows.height, dtype=np.bool_)
    absent[dead[:unknown]] = True
    absent |= (whole.twin_of >= 0) & absent[np.maximum(whole.twin_of, 0)]
    dead = random.permutation(np.append(dead, random.choice(dead, repeats)))
    listed = whole.rows[dead].with_columns(id=pl.format("d{}", pl.int_range(pl.len())))
    truth = _truth(whole, dead, absent, listed["id"])
    helped = np.flatnonzero((random.random(deaths) < _INFORMANT) & (whole.relative[dead] >= 0))
    register = whole.rows.filter(~pl.Series(absent)).with_columns(id=pl.format("p{}", pl.int_range(pl.len())))
    rows = _noisy(random, listed, whole, dead, helped)
    return DeathRegister(register, rows, truth, frozenset(rows["id"].gather(helped)), kinfolk.crosswalk())


def _truth(whole: kinfolk.Kinfolk, dead: Ints, absent: Flags, ids: pl.Series) -> pl.DataFrame:
    pairs = pl.DataFrame({"id": ids, "row": dead})
    again = np.flatnonzero(whole.twin_of >= 0)
    second = pairs.join(pl.DataFrame({"row": whole.twin_of[again], "second": again}), on="row")
    both = pl.concat([pairs, second.select("id", row="second")])
    both = both.filter(~pl.Series(absent).gather(both["row"]))
    return both.with_columns(personal_number=whole.rows["personal_number"].gather(both["row"])).select(
        "id", "personal_number"
    )


def _noisy(
    random: np.random.Generator, rows: pl.DataFrame, whole: kinfolk.Kinfolk, dead: Ints, helped: Ints
) -> pl.DataFrame:
    often = noise.chance(random, rows.height)
    typed = noise.numbers(random, rows["personal_number"], often, none=_NO_NUMBER, wrong=_WRONG_DIGIT).to_list()
    for row in helped:
        typed[row] = whole.rows["personal_number"][int(whole.relative[dead[row]])]
    death_day = pl.lit(pl.Series(random.integers(0, 365, rows.height)))
    old = rows["old_number"]
    return rows.with_columns(
        full_name=noise.names(random, rows["full_name"], often, _NAMES),
        birth_date=noise.births(random, rows["birth_date"], often, _BIRTHS),
        sex=noise.sexes(rows["sex"], often, none=_NO_SEX, wrong=_WRONG_SEX),
        personal_number=pl.Series(typed, dtype=pl.String),
        old_number=noise.numbers(random, old, often, none=_NO_OLD_NUMBER, wrong=_WRONG_DIGIT),
        commune=noise.communes(random, rows["commune"], often, wrong=_WRONG_COMMUNE, new=_NEW_COMMUNE),
        father_name=noise.relative(random, rows["father_name"], often, _KIN, none=_NO_FATHER),
        mother_name=noise.relative(random, rows["mother_name"], often, _KIN, none=_NO_MOTHER),
        spouse_name=noise.relative(random, rows["spouse_name"], often, _KIN, none=_NO_SPOUSE),
        death_date=(pl.lit("2023-01-01").str.to_date() + pl.duration(days=death_day)).cast(pl.String),
    ).select("id", *rows.drop("id").columns, "death_date")
