"""Units for other systems: lists, one unit, search, history (đơn vị hành chính)."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from django.utils import timezone
from ninja import Query, Router, Schema

from toandan.faces.api.door import Call, needs
from toandan.record.units import labels, queries
from toandan.record.units.words import LinkBasis, Part, Unit, UnitLevel, UnitsPermission

router = Router(tags=["units"])


class Level(StrEnum):
    """The levels of the hierarchy, as words."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def number(self) -> UnitLevel:
        """The level as the register counts it."""
        return UnitLevel[self.name]


class UnitOut(Schema):
    """One unit; `number` to `last` are the numbers of everything under it, `valid_to` is the last day in force."""

    number: int
    last: int
    code: str
    level: Level
    name_vi: str
    name_en: str
    kind: str
    kind_en: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    edition: str


class OneUnitOut(UnitOut):
    """A unit with what lies above it (country first) and the people counted in it on 1 April 2019."""

    ancestors: list[UnitOut]
    population_2019: int | None


class StepOut(Schema):
    """One step of a unit's history: what went to what, wholly or in part, and on what that rests."""

    on: date
    predecessor: UnitOut
    successor: UnitOut
    part: Part
    is_default: bool
    basis: LinkBasis
    act: str


class HistoryOut(Schema):
    """Where a unit came from and went; `became` are the units it ended up in that go on, the default first.

    `lost` are those of which no successor is recorded: the unit itself, or one on the way.
    """

    unit: UnitOut
    became: list[UnitOut]
    lost: list[UnitOut]
    steps: list[StepOut]


AsOf = Annotated[date | None, Query(description="The day; today by default.")]


@router.get("/units", response=list[UnitOut], summary="Units in force on a day")
@needs(UnitsPermission.READ)
def units(
    request: Call,
    as_of: AsOf = None,
    parent: Annotated[str | None, Query(description="Code of the unit they lie directly under.")] = None,
    within: Annotated[str | None, Query(description="Code of the unit they lie anywhere under.")] = None,
    level: Level | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    after: Annotated[int, Query(ge=0, description="Number of the last unit of the page before.")] = 0,
) -> list[UnitOut]:
    """List units in order of their numbers; the country's provinces when neither parent nor level is given."""
    day = as_of or _today()
    under = parent or within
    top = queries.by_code(under, as_of=day) if under else queries.root()
    if parent or not (within or level):
        found = queries.children(top.number, as_of=day)
    else:
        found = queries.descendants(top.number, as_of=day)
    wanted = [u for u in found if u.number > after and (level is None or u.level == level.number)]
    return [_out(unit) for unit in wanted[:limit]]


@router.get("/units/find", response=list[UnitOut], summary="Units by any spelling")
@needs(UnitsPermission.READ)
def find(
    request: Call,
    q: Annotated[str, Query(max_length=200)],
    as_of: Annotated[date | None, Query(description="Only units in force on this day; any day by default.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[UnitOut]:
    """Find units by name without marks, abbreviations, names above, English or code; the best match stands first."""
    return [_out(unit) for unit in queries.find(q, as_of=as_of, limit=limit)]


@router.get("/units/{code}", response=OneUnitOut, summary="One unit")
@needs(UnitsPermission.READ)
def unit(request: Call, code: str, as_of: AsOf = None) -> OneUnitOut:
    """Return the bearer of a code on a day; without a day the one in force today, else the last that bore it."""
    found = _unit(code, as_of)
    above = [_out(upper) for upper in queries.ancestors(found.number)]
    counted = queries.population_2019(found.number)
    return OneUnitOut(**_out(found).dict(), ancestors=above, population_2019=counted)


@router.get("/units/{code}/history", response=HistoryOut, summary="Where a unit came from and went")
@needs(UnitsPermission.READ)
def history(request: Call, code: str, as_of: AsOf = None) -> HistoryOut:
    """Return every step on the way to and from a unit, the latest reform first."""
    found = _unit(code, as_of)
    steps = [
        StepOut(
            on=step.link.on,
            predecessor=_out(step.before),
            successor=_out(step.after),
            part=step.link.part,
            is_default=step.link.is_default,
            basis=step.link.basis,
            act=step.link.act,
        )
        for step in queries.history(found.number)
    ]
    became, lost = ([_out(unit) for unit in some] for some in queries.ends(found.number))
    return HistoryOut(unit=_out(found), became=became, lost=lost, steps=steps)


def _unit(code: str, as_of: date | None) -> Unit:
    if as_of is not None:
        return queries.by_code(code, as_of=as_of)
    return queries.current(code, today=_today())


def _out(unit: Unit) -> UnitOut:
    return UnitOut(
        number=unit.number,
        last=unit.last,
        code=unit.code,
        level=Level(labels.level_word(unit.level)),
        name_vi=unit.name_vi,
        name_en=unit.name_en,
        kind=unit.kind,
        kind_en=unit.kind_en,
        parent=None if unit.parent is None else queries.by_number(unit.parent).code,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        edition=unit.edition,
    )


def _today() -> date:
    return timezone.localdate()
