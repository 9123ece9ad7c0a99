"""What clerks and years do to a row: slips in names, dates and numbers, communes of another year (sai sót khi ghi sổ).

Every function takes the whole column and `often`, which says by chance in which rows something happens; the rates are
assumptions of the list that is drawn. The same random state gives the same slips.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from toandan.ground.kernel import names as spelling
from toandan.simulation import kinfolk
from toandan.simulation.ages import Flags

Often = Callable[[float], Flags]
"""Returns for a rate in which rows it happens."""

_HEARD = str.maketrans("ỉãễịọúìà", "ĩảểỉỏùíá")


@dataclass(frozen=True, slots=True)
class NameSlips:
    """Rates: a tone heard otherwise, no marks, a letter wrong, given name first, another middle name, and none."""

    tone: float
    unmarked: float
    typo: float
    reordered: float
    other_middle: float
    no_middle: float


@dataclass(frozen=True, slots=True)
class KinSlips:
    """Rates of a relative's name: a step-parent or an earlier spouse named, no marks, a letter wrong."""

    other: float
    unmarked: float
    typo: float


@dataclass(frozen=True, slots=True)
class BirthSlips:
    """Rates of a date: near but wrong, the year only, 1 January for want of better, nothing."""

    wrong: float
    year_only: float
    january: float
    none: float


def chance(random: np.random.Generator, size: int) -> Often:
    """Return `often` for a list of so many rows."""
    return lambda rate: np.asarray(random.random(size) < rate)


def names(random: np.random.Generator, values: pl.Series, often: Often, slips: NameSlips) -> pl.Series:
    """Write full names as clerks do."""
    values = changed(values, often(slips.tone), lambda text: text.translate(_HEARD))
    values = changed(values, often(slips.unmarked), lambda text: spelling.key(text).title())
    values = changed(values, often(slips.typo), lambda text: _letter(random, text))
    values = changed(values, often(slips.reordered), lambda text: " ".join(text.split()[1:] + text.split()[:1]))
    values = changed(values, often(slips.other_middle), lambda text: f"{text.split()[0]} Xuân {text.split()[-1]}")
    return changed(values, often(slips.no_middle), lambda text: f"{text.split()[0]} {text.split()[-1]}")


def births(random: np.random.Generator, values: pl.Series, often: Often, slips: BirthSlips) -> pl.Series:
    """Write dates of birth as people remember them."""
    values = changed(values, often(slips.wrong), lambda text: _near_day(random, text))
    values = changed(values, often(slips.year_only), lambda text: text[:4])
    values = changed(values, often(slips.january), lambda text: f"{text[:4]}-01-01")
    return silent(values, often(slips.none))


def sexes(values: pl.Series, often: Often, *, none: float, wrong: float) -> pl.Series:
    """Leave the box empty, or tick the wrong one."""
    return changed(silent(values, often(none)), often(wrong), lambda text: "M" if text == "F" else "F")


def numbers(random: np.random.Generator, values: pl.Series, often: Often, *, none: float, wrong: float) -> pl.Series:
    """Leave numbers out, or get a digit wrong."""
    return changed(silent(values, often(none)), often(wrong), lambda text: _digit(random, text))


def communes(random: np.random.Generator, values: pl.Series, often: Often, *, wrong: float, new: float) -> pl.Series:
    """Write another commune altogether, or the code after the mergers."""
    other = pl.Series(random.integers(0, kinfolk.OLD_COMMUNES, len(values))).cast(pl.String).str.zfill(4)
    values = pl.select(pl.when(pl.Series(often(wrong))).then("A" + other).otherwise(values)).to_series()
    codes = dict(kinfolk.crosswalk().select("code", "unit").iter_rows())
    return changed(values, often(new), lambda text: codes[text])


def relative(
    random: np.random.Generator, values: pl.Series, often: Often, slips: KinSlips, *, none: float
) -> pl.Series:
    """Write a parent's or the spouse's name."""
    others = values.gather(random.permutation(len(values)))
    swapped = pl.Series(often(slips.other)) & values.is_not_null()
    values = pl.select(pl.when(swapped).then(others).otherwise(values)).to_series()
    values = silent(values, often(none))
    values = changed(values, often(slips.unmarked), lambda text: spelling.key(text).title())
    return changed(values, often(slips.typo), lambda text: _letter(random, text))


def silent(values: pl.Series, where: Flags) -> pl.Series:
    """Leave the chosen cells empty."""
    return pl.select(pl.when(pl.Series(where)).then(None).otherwise(values)).to_series()


def changed(values: pl.Series, where: Flags, change: Callable[[str], str]) -> pl.Series:
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
