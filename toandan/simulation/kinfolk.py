"""An invented register of any size with siblings, twins and couples, to try record linkage on (sổ dân cư giả lập).

Unlike `population` it follows no census: it draws what makes linkage hard. Siblings share parents, surname, often the
middle name and the commune; twins share the day of birth too; thousands bear the same name. The same seed and size
give the same people.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from toandan.simulation import names
from toandan.simulation.ages import Flags
from toandan.simulation.draws import Ints
from toandan.simulation.names import Names
from toandan.simulation.numbers import Numbers

OLD_COMMUNES, COMMUNES, DISTRICTS = 526, 126, 30
_SPLIT = 0.10
"""So many old communes were cut in pieces by the mergers; their people ended up in two new ones."""
_SIBLINGS = np.array([0.28, 0.30, 0.20, 0.12, 0.07, 0.03])
"""Chances of one to six brothers and sisters in the register."""
_TWINS, _SHARED_MIDDLE, _MOVED_AWAY = 0.012, 0.4, 0.3
_MARRIED, _NO_PARENTS, _YEAR_ONLY, _SECOND = 0.7, 0.10, 0.04, 0.004
_LAST_YEAR, _OLDEST = 2022, 100


@dataclass(frozen=True)
class Kinfolk:
    """People as rows of a canonical list, and for each the row of a brother, sister or spouse (−1: none known)."""

    rows: pl.DataFrame
    relative: Ints
    years: Ints
    twin_of: Ints
    """For a second registration the row of the first; −1 for everybody else."""


def crosswalk() -> pl.DataFrame:
    """Return the invented mergers: `code`, `unit_old`, `unit`, `dist` for every commune code, old and new."""
    old = np.arange(OLD_COMMUNES)
    before = pl.DataFrame(
        {"code": _code("A", old), "unit_old": _code("A", old), "unit": _code("B", old * COMMUNES // OLD_COMMUNES),
         "dist": _code("D", old * DISTRICTS // OLD_COMMUNES)}
    )  # fmt: skip
    new = _code("B", np.arange(COMMUNES))
    nothing = pl.lit(None, pl.String)
    after = pl.DataFrame({"code": new, "unit": new}).with_columns(unit_old=nothing, dist=nothing)
    return pl.concat([before, after.select(before.columns)])


def people(random: np.random.Generator, size: int, *, seconds: bool = True) -> Kinfolk:
    """Draw `size` people; with `seconds` 0.4 % more of them are registered twice under another number."""
    family = _families(random, size)
    women = random.random(size) < 0.504
    years, months, days = _births(random, family)
    own = _named(random, women, years, family)
    communes = _communes(random, family)
    relative, spouse = _relatives(random, women, years, communes, family)
    numbers = Numbers(random)
    written = own.written()
    year_only = random.random(size) < _YEAR_ONLY * np.where(years < 1960, 4, 0.5)
    rows = pl.DataFrame(
        {
            "full_name": written,
            "birth_date": _dates(years, months, days, year_only),
            "sex": np.where(women, "F", "M"),
            "personal_number": numbers.personal(women, years),
            "old_number": _kept(numbers.old(size), (years <= 1999) & (random.random(size) < 0.7)),
            "commune": _code("A", communes),
            **_parents(random, own, family),
            "spouse_name": _kept(written.gather(np.maximum(spouse, 0)), spouse >= 0),
        }
    )
    found = Kinfolk(rows, relative, years, np.full(size, -1))
    return _with_seconds(random, found, numbers, women) if seconds else found


@dataclass(frozen=True)
class _Families:
    """For each person the number of the family and the place among its children."""

    family: Ints
    place: Ints
    count: int


def _families(random: np.random.Generator, size: int) -> _Families:
    sizes = random.choice(np.arange(1, 7), size=size, p=_SIBLINGS)
    ends = np.cumsum(sizes)
    count = int(np.searchsorted(ends, size)) + 1
    family = np.repeat(np.arange(count), sizes[:count])[:size]
    starts = ends[:count] - sizes[:count]
    return _Families(family, np.arange(size) - starts[family], count)


def _births(random: np.random.Generator, family: _Families) -> tuple[Ints, Ints, Ints]:
    size = len(family.family)
    eldest = _LAST_YEAR - np.clip(random.gamma(3.2, 12, family.count), 0, _OLDEST).astype(np.int64)
    gap = np.where(family.place == 0, 0, random.integers(1, 5, size))
    twin = (family.place > 0) & (random.random(size) < _TWINS)
    gap[twin] = 0
    # Gaps add up from child to child within a family; twins take over the whole day of the child before.
    total = np.cumsum(gap)
    first = np.flatnonzero(family.place == 0)
    years = np.minimum(eldest[family.family] + total - total[first][family.family], _LAST_YEAR)
    months, days = random.integers(1, 13, size), random.integers(1, 29, size)
    for column in (months, days):
        column[twin] = column[np.flatnonzero(twin) - 1]
    return years, months, days


def _named(random: np.random.Generator, women: Flags, years: Ints, family: _Families) -> Names:
    own = names.draw(random, women, years)
    first = np.flatnonzero(family.place == 0)[family.family]
    shared = (random.random(len(years)) < _SHARED_MIDDLE) & (women == women[first])
    return Names(own.surname[first], np.where(shared, own.middle[first], own.middle), _apart(own.given, family))


def _apart(given: Ints, family: _Families) -> Ints:
    """Call no two children of a family alike, as no parents do: the later takes the name after the elder's."""
    taken = pl.DataFrame({"family": family.family, "given": given}).select(
        again=pl.int_range(pl.len()).over("family", "given")
    )
    later: Ints = (given + taken["again"].to_numpy()) % len(names.givens().written)
    return later


def _communes(random: np.random.Generator, family: _Families) -> Ints:
    size = len(family.family)
    weights = random.gamma(3, 1, OLD_COMMUNES)
    home = random.choice(OLD_COMMUNES, family.count, p=weights / weights.sum())
    away = (family.place > 0) & (random.random(size) < _MOVED_AWAY)
    return np.where(away, random.integers(0, OLD_COMMUNES, size), home[family.family])


def _relatives(
    random: np.random.Generator, women: Flags, years: Ints, communes: Ints, family: _Families
) -> tuple[Ints, Ints]:
    """Marry neighbours in age within a commune; who has no spouse is reported by the next brother or sister."""
    size = len(years)
    ready = (years < 1998) & (random.random(size) < _MARRIED)
    frame = pl.DataFrame({"row": np.arange(size), "unit": communes, "woman": women, "year": years}).filter(ready)
    ranked = frame.sort("unit", "woman", "year", "row").with_columns(rank=pl.int_range(pl.len()).over("unit", "woman"))
    men, wives = ranked.filter(~pl.col("woman")), ranked.filter("woman").select("unit", "rank", wife="row")
    pairs = men.join(wives, on=["unit", "rank"], maintain_order="left")
    spouse = np.full(size, -1)
    husbands, brides = pairs["row"].to_numpy(), pairs["wife"].to_numpy()
    spouse[husbands], spouse[brides] = brides, husbands
    before = np.arange(size) - 1
    after = np.append(family.family[1:] == family.family[:-1], False)
    sibling = np.where(family.place > 0, before, np.where(after, before + 2, -1))
    return np.where(spouse >= 0, spouse, sibling), spouse


def _parents(random: np.random.Generator, own: Names, family: _Families) -> dict[str, pl.Series]:
    count, first = family.count, np.flatnonzero(family.place == 0)
    drawn = names.draw(random, np.zeros(count, dtype=np.bool_), np.full(count, 1945))
    fathers = Names(own.surname[first], drawn.middle, drawn.given).written()
    mothers = names.draw(random, np.ones(count, dtype=np.bool_), np.full(count, 1945)).written()
    told = random.random((2, len(family.family))) >= _NO_PARENTS
    return {
        "father_name": _kept(fathers.gather(family.family), told[0]),
        "mother_name": _kept(mothers.gather(family.family), told[1]),
    }


def _with_seconds(random: np.random.Generator, found: Kinfolk, numbers: Numbers, women: Flags) -> Kinfolk:
    """Register some people again, with a new number and often without the old one."""
    size = found.rows.height
    twice = np.flatnonzero(random.random(size) < _SECOND)
    again = found.rows[twice].with_columns(
        personal_number=numbers.personal(women[twice], found.years[twice]),
        old_number=_kept(found.rows["old_number"].gather(twice), random.random(len(twice)) < 0.0),
    )
    return Kinfolk(
        pl.concat([found.rows, again]),
        np.append(found.relative, found.relative[twice]),
        np.append(found.years, found.years[twice]),
        np.append(found.twin_of, twice),
    )


def _dates(years: Ints, months: Ints, days: Ints, year_only: Flags) -> pl.Series:
    parts = pl.DataFrame({"y": years, "m": months, "d": days, "bare": year_only})
    year = pl.col("y").cast(pl.String)
    rest = [pl.col(part).cast(pl.String).str.zfill(2) for part in ("m", "d")]
    return parts.select(pl.when("bare").then(year).otherwise(pl.concat_str(year, *rest, separator="-"))).to_series()


def _kept(values: pl.Series, where: Flags) -> pl.Series:
    return pl.select(pl.when(pl.Series(where)).then(values)).to_series()


def _code(letter: str, values: Ints) -> pl.Series:
    return pl.Series(np.char.add(letter, np.char.zfill(values.astype(str), 4)))
