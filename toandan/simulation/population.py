"""The invented population: real census counts, invented people (dân số giả lập).

The same seed and scale give the same people. One batch a district is made at a time, so that memory
stays flat; what the campaign needs later is kept as a few small arrays (`Residents`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from toandan.record.ledger.words import Residence
from toandan.simulation import ages, families, names, opening
from toandan.simulation.ages import AgeGroup, Births, Flags
from toandan.simulation.draws import Floats, Ints, apportion
from toandan.simulation.families import NOBODY
from toandan.simulation.numbers import Numbers
from toandan.simulation.outcome import CommunePlan

_LAST_OLD_CARD_YEAR, _LAST_PHONE_YEAR = 1999, 2010
_YEAR_ONLY, _YEAR_AND_MONTH, _NOTHING = 0.033, 0.004, 0.003
"""Together four in a hundred lack a full date of birth; domain facts speak of the old and the undocumented."""


@dataclass(frozen=True)
class District:
    """A district to fill: its code, the census people of each commune, and its age groups."""

    code: str
    communes: Mapping[int, int]
    age_groups: Sequence[AgeGroup]


@dataclass
class Residents:
    """What the campaign must know of each resident: unit, state, birth; `ids` come when the register has them."""

    units: Ints
    states: Ints
    births: Births
    ids: Ints


@dataclass(frozen=True)
class Batch:
    """One district's people: the rows for the register and the arrays for the campaign."""

    district: str
    frame: pl.DataFrame
    residents: Residents


def people(
    seed: int, scale: float, districts: Sequence[District], plans: Sequence[CommunePlan], day: date
) -> Iterator[Batch]:
    """Make the people of all districts, one batch a district; `day` is the order's first."""
    source = _Source(
        scale=scale,
        shares={plan.unit: plan.opening_share for plan in plans},
        finished=frozenset(plan.unit for plan in plans if plan.complete_on is not None),
        every_unit=np.array([unit for d in districts for unit in d.communes]),
        numbers=Numbers(np.random.default_rng([seed, 1])),
        day=day,
    )
    for index, district in enumerate(districts):
        yield _district(source, district, np.random.default_rng([seed, 2, index]))


@dataclass(frozen=True)
class _Source:
    """What all districts of one city are drawn from."""

    scale: float
    shares: Mapping[int, float]
    finished: frozenset[int]
    every_unit: Ints
    numbers: Numbers
    day: date


def size_at(scale: float, communes: Mapping[int, int]) -> Ints:
    """Return the people of each commune at this scale; nobody is rounded away from the district's total."""
    counts = np.array(list(communes.values()), dtype=float)
    return apportion(round(float(counts.sum()) * scale), counts)


@dataclass(frozen=True)
class _Undated:
    """Who lacks which part of the birth date."""

    no_day: Flags
    no_month: Flags
    unknown: Flags

    @property
    def incomplete(self) -> Flags:
        return self.no_day | self.no_month | self.unknown


@dataclass(frozen=True)
class _Draw:
    """What has been drawn of one district so far."""

    random: np.random.Generator
    units: Ints
    births: Births
    undated: _Undated
    kin: families.Families
    every_unit: Ints
    numbers: Numbers


def _district(draw_from: _Source, district: District, random: np.random.Generator) -> Batch:
    sizes = size_at(draw_from.scale, district.communes)
    communes = np.array(list(district.communes))
    units = np.repeat(communes, sizes)
    births = ages.draw(random, list(district.age_groups), len(units))
    age = births.age_on(draw_from.day)
    undated = _undated(random, age)
    chance = np.repeat(np.array([draw_from.shares[int(unit)] for unit in communes]), sizes)
    start = opening.draw(random, births, undated.incomplete, undated.unknown, chance, draw_from.day)
    unfinished = np.repeat(np.array([int(unit) not in draw_from.finished for unit in communes]), sizes)
    opening.keep_some_open(start.states, units, unfinished & (age > 20) & (age < 60))
    kin = families.draw(units, births.women, age)
    draw = _Draw(random, units, births, undated, kin, draw_from.every_unit, draw_from.numbers)
    residents = Residents(units, start.states, births, np.zeros(len(units), dtype=np.int64))
    return Batch(district.code, _frame(draw, start), residents)


def _undated(random: np.random.Generator, age: Floats) -> _Undated:
    """The old lack dates far more often than the young; nobody near fourteen does."""
    weight = np.where(age < 20, 0.0, np.where(age < 55, 0.5, 3.0))
    weight = weight / max(weight.mean(), 1e-9)
    chance = random.random(len(age))
    unknown = chance < _NOTHING * weight
    no_month = ~unknown & (chance < (_NOTHING + _YEAR_ONLY) * weight)
    no_day = ~unknown & ~no_month & (chance < (_NOTHING + _YEAR_ONLY + _YEAR_AND_MONTH) * weight)
    return _Undated(no_day, no_month, unknown)


def _frame(draw: _Draw, start: opening.Opening) -> pl.DataFrame:
    """Return the rows of the register for one district, in the order of its people."""
    frame = pl.concat([_identity(draw, start), _residence(draw, start)], how="horizontal")
    small = ["birth_year", "birth_month", "birth_day"]
    wide = ["unit_no", "state", "permanent_unit", "temporary_unit", "present_unit"]
    return frame.with_columns(pl.col(small).cast(pl.Int16), pl.col(wide).cast(pl.Int32))


def _identity(draw: _Draw, start: opening.Opening) -> pl.DataFrame:
    random, births, kin = draw.random, draw.births, draw.kin
    own = families.inherit_surnames(names.draw(random, births.women, births.years), kin)
    written = own.written()
    no_old_card = (births.years > _LAST_OLD_CARD_YEAR) | (random.random(len(draw.units)) < 0.3)
    return pl.DataFrame(
        {
            "full_name": written,
            "name_key": own.keys(),
            "birth_year": _blank(births.years, draw.undated.unknown),
            "birth_month": _blank(births.months, draw.undated.unknown | draw.undated.no_month),
            "birth_day": _blank(births.days, draw.undated.incomplete),
            "birth_basis": _basis(draw.undated),
            "sex": pl.Series(np.where(births.women, "F", "M")),
            "personal_number": _unless(draw.numbers.personal(births.women, births.years), start.in_centre),
            "old_number": _unless(draw.numbers.old(len(draw.units)), no_old_card),
            "father_name": _parent(random, own, kin.father, written, women=False),
            "mother_name": _parent(random, own, kin.mother, written, women=True),
            "spouse_name": _unless(written.gather(np.maximum(kin.spouse, 0)), _flags(kin.spouse == NOBODY)),
        }
    )


def _residence(draw: _Draw, start: opening.Opening) -> pl.DataFrame:
    size = len(draw.units)
    permanent = np.where(start.temporary, draw.random.choice(draw.every_unit, size), draw.units)
    unregistered = _flags(start.states // 10000 == Residence.UNREGISTERED.digit)
    no_phone = (draw.births.years > _LAST_PHONE_YEAR) | (draw.random.random(size) < 0.25)
    return pl.DataFrame(
        {
            "unit_no": draw.units,
            "state": start.states,
            "permanent_unit": _blank(permanent, unregistered),
            "temporary_unit": _blank(draw.units, ~start.temporary),
            "present_unit": pl.Series(draw.units),
            "present_address": _address(draw.kin, start.in_centre),
            "phone": _unless(draw.numbers.phones(size), no_phone),
            "home_visit": start.homebound,
        }
    )


def _flags(values: object) -> Flags:
    flags: Flags = np.asarray(values, dtype=np.bool_)
    return flags


def _blank(values: Ints, where: Flags) -> pl.Series:
    return pl.select(pl.when(pl.Series(where)).then(None).otherwise(pl.Series(values)).alias("v")).to_series()


def _unless(values: pl.Series, where: Flags) -> pl.Series:
    return pl.select(pl.when(pl.Series(where)).then(None).otherwise(values).alias("v")).to_series()


def _basis(undated: _Undated) -> pl.Series:
    words = np.select([undated.unknown, undated.no_month, undated.no_day], ["none", "year", "year_month"], "full")
    return pl.Series(words)


def _parent(
    random: np.random.Generator, own: names.Names, parent: Ints, written: pl.Series, *, women: bool
) -> pl.Series:
    """Name the parent in the house where there is one, else an invented parent; one in six papers names none."""
    size = len(parent)
    invented = names.draw(random, np.full(size, women), np.full(size, 1950))
    if not women:
        invented = names.Names(own.surname, invented.middle, invented.given)
    at_home = pl.Series(parent != NOBODY)
    silent = pl.Series(random.random(size) < 1 / 6)
    chosen = (
        pl.when(at_home)
        .then(written.gather(np.maximum(parent, 0)))
        .when(silent)
        .then(None)
        .otherwise(invented.written())
    )
    return pl.select(chosen.alias("v")).to_series()


def _address(kin: families.Families, in_centre: Flags) -> pl.Series:
    centre = pl.lit("Trung tâm bảo trợ xã hội")
    return pl.select(
        pl.when(pl.Series(in_centre)).then(centre).otherwise(families.addresses(kin)).alias("v")
    ).to_series()
