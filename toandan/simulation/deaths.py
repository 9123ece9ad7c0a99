"""An invented death register with the faults of real ones, and the truth about it (sổ khai tử giả lập).

The rates are assumptions, not measured on any real register. A third of the dead are not in the register at all, while
their brothers and sisters are; some reports bear the number of the person who reported.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from toandan.ground.kernel import names as spelling
from toandan.simulation import kinfolk
from toandan.simulation.ages import Flags
from toandan.simulation.draws import Ints

_NOT_REGISTERED, _REPEATED = 0.36, 0.015
_NO_NUMBER, _NO_OLD_NUMBER, _INFORMANT = 0.61, 0.53, 0.0065
"""Three in ten have no old number to begin with, so that 67 % of the rows end without one."""
_YEAR_ONLY, _FIRST_OF_JANUARY, _NO_BIRTH, _WRONG_DIGIT = 0.30, 0.10, 0.05, 0.01
_UNMARKED, _TYPO, _REORDERED, _NO_MIDDLE, _OTHER_MIDDLE = 0.25, 0.06, 0.03, 0.02, 0.01
_WRONG_COMMUNE, _NEW_COMMUNE = 0.10, 0.3
_OTHER_KIN, _WRONG_SEX, _OTHER_TONE = 0.015, 0.003, 0.02
"""A step-parent or an earlier spouse named; the wrong box ticked; a tone heard otherwise."""
_HEARD = str.maketrans("ỉãễịọúìà", "ĩảểỉỏùíá")
_NO_FATHER, _NO_MOTHER, _NO_SPOUSE, _NO_SEX = 0.35, 0.35, 0.5, 0.02


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
    def often(rate: float) -> Flags:
        return np.asarray(random.random(rows.height) < rate)

    numbers = _but(rows["personal_number"], often(_NO_NUMBER), None)
    numbers = _changed(numbers, often(_WRONG_DIGIT), lambda text: _digit(random, text))
    typed = numbers.to_list()
    for row in helped:
        typed[row] = whole.rows["personal_number"][int(whole.relative[dead[row]])]
    death_day = pl.lit(pl.Series(random.integers(0, 365, rows.height)))
    return rows.with_columns(
        full_name=_names(random, rows["full_name"], often),
        birth_date=_births(random, rows["birth_date"], often),
        sex=_changed(
            _but(rows["sex"], often(_NO_SEX), None), often(_WRONG_SEX), lambda text: "M" if text == "F" else "F"
        ),
        personal_number=pl.Series(typed, dtype=pl.String),
        old_number=_changed(
            _but(rows["old_number"], often(_NO_OLD_NUMBER), None),
            often(_WRONG_DIGIT),
            lambda text: _digit(random, text),
        ),
        commune=_communes(random, rows["commune"], often),
        father_name=_relative(random, rows["father_name"], often, _NO_FATHER),
        mother_name=_relative(random, rows["mother_name"], often, _NO_MOTHER),
        spouse_name=_relative(random, rows["spouse_name"], often, _NO_SPOUSE),
        death_date=(pl.lit("2023-01-01").str.to_date() + pl.duration(days=death_day)).cast(pl.String),
    ).select("id", *rows.drop("id").columns, "death_date")


def _names(random: np.random.Generator, values: pl.Series, often: Callable[[float], Flags]) -> pl.Series:
    values = _changed(values, often(_OTHER_TONE), lambda text: text.translate(_HEARD))
    values = _changed(values, often(_UNMARKED), lambda text: spelling.key(text).title())
    values = _changed(values, often(_TYPO), lambda text: _letter(random, text))
    values = _changed(values, often(_REORDERED), lambda text: " ".join(text.split()[1:] + text.split()[:1]))
    values = _changed(values, often(_OTHER_MIDDLE), lambda text: f"{text.split()[0]} Xuân {text.split()[-1]}")
    return _changed(values, often(_NO_MIDDLE), lambda text: f"{text.split()[0]} {text.split()[-1]}")


def _births(random: np.random.Generator, values: pl.Series, often: Callable[[float], Flags]) -> pl.Series:
    values = _changed(values, often(_WRONG_DIGIT * 2), lambda text: _near_day(random, text))
    values = _changed(values, often(_YEAR_ONLY), lambda text: text[:4])
    values = _changed(values, often(_FIRST_OF_JANUARY), lambda text: f"{text[:4]}-01-01")
    return _but(values, often(_NO_BIRTH), None)


def _communes(random: np.random.Generator, values: pl.Series, often: Callable[[float], Flags]) -> pl.Series:
    wrong = pl.Series(random.integers(0, kinfolk.OLD_COMMUNES, len(values))).cast(pl.String).str.zfill(4)
    values = pl.select(pl.when(pl.Series(often(_WRONG_COMMUNE))).then("A" + wrong).otherwise(values)).to_series()
    new = dict(kinfolk.crosswalk().select("code", "unit").iter_rows())
    return _changed(values, often(_NEW_COMMUNE), lambda text: new[text])


def _relative(
    random: np.random.Generator, values: pl.Series, often: Callable[[float], Flags], silent: float
) -> pl.Series:
    others = values.gather(random.permutation(len(values)))
    swapped = pl.Series(often(_OTHER_KIN)) & values.is_not_null()
    values = pl.select(pl.when(swapped).then(others).otherwise(values)).to_series()
    values = _but(values, often(silent), None)
    values = _changed(values, often(_UNMARKED), lambda text: spelling.key(text).title())
    return _changed(values, often(_TYPO), lambda text: _letter(random, text))


def _but(values: pl.Series, where: Flags, instead: None) -> pl.Series:
    return pl.select(pl.when(pl.Series(where)).then(instead).otherwise(values)).to_series()


def _changed(values: pl.Series, where: Flags, change: Callable[[str], str]) -> pl.Series:
    """Change the chosen values one by one; nulls stay."""
    rows = np.flatnonzero(where)
    made = [None if text is None else change(text) for text in values.gather(rows).to_list()]
    return values.scatter(rows, pl.Series(made, dtype=pl.String)) if len(rows) else values


def _letter(random: np.random.Generator, text: str) -> str:
    """Leave a letter out, double it, or put another one in its place."""
    place, kind = int(random.integers(1, len(text))), int(random.integers(0, 3))
    if text[place] == " ":
        place -= 1
    middle = ("", text[place] * 2, "abcdeghiklmnopqrstuvxy"[int(random.integers(0, 22))])[kind]
    return text[:place] + middle + text[place + 1 :]


def _digit(random: np.random.Generator, text: str) -> str:
    place = int(random.integers(0, len(text)))
    other = (int(text[place]) + int(random.integers(1, 10))) % 10
    return f"{text[:place]}{other}{text[place + 1 :]}"


def _near_day(random: np.random.Generator, text: str) -> str:
    """Be a year off, or take the day for the month where the calendar allows it."""
    if len(text) == 10 and int(text[8:]) <= 12 and random.random() < 0.5:
        return f"{text[:4]}-{text[8:]}-{text[5:7]}"
    return f"{int(text[:4]) + int(random.choice([-1, 1]))}{text[4:]}"
