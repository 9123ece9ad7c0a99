"""The coverage board (bảng tiến độ): one reading of the ledger's flows, summed up the unit tree."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from toandan.command.campaign.queries import divided, moved, redrawn
from toandan.command.campaign.queries.figures import Reading, Span, figures, figures_of
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.queries.orders import targets as targets_of
from toandan.command.campaign.queries.redrawn import BoardUnknown, Family
from toandan.command.campaign.rules import rows as row_rules
from toandan.command.campaign.rules.rows import Frame
from toandan.command.campaign.rules.tree import Figures
from toandan.command.campaign.words import (
    MEASURES,
    MOST_DAYS,
    Board,
    DayPoint,
    Measure,
    MeasureStates,
    OrderRow,
)
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel

_FIRST_DAY = date(1900, 1, 1)


def board(
    *,
    order: str,
    as_of: date,
    level: UnitLevel | None = None,
    under: int | None = None,
    measure: str | None = None,
    entry: int | None = None,
    units_of: date | None = None,
    as_work: bool = False,
) -> Board:
    """Return the board of an order at the end of `as_of`.

    `under` is the number of the unit shown (default: the order's own unit), `level` the level of its rows (default:
    the next level below that has units), `measure` one of the measures (default: the order's). With `entry` the
    figures are those published at that ledger entry: what was posted later does not count. With `units_of` the rows
    are the units of that day, and every figure of a unit that ended stands under its successor ("as now"). `as_work`
    tells the last days without people whom the division of a unit led to a row or away: whoever foresees or compares
    days asks for it, so that nobody's quarter of a town is taken for a day's work.

    Raises OrderUnknown, BoardUnknown, and ValueError for a measure that is none.
    """
    found = boards(
        order=order,
        as_of=as_of,
        levels=[level],
        under=under,
        measure=measure,
        entry=entry,
        units_of=units_of,
        as_work=as_work,
    )
    return found[0]


def boards(
    *,
    order: str,
    as_of: date,
    levels: Sequence[UnitLevel | None],
    under: int | None = None,
    measure: str | None = None,
    entry: int | None = None,
    units_of: date | None = None,
    as_work: bool = False,
) -> list[Board]:
    """Return one board a level from one reading of the ledger; see `board`.

    A level below the unit that has no units is left out; BoardUnknown is raised when no level has any.
    """
    of = order_by_code(order)
    check_day(of, as_of)
    states = MEASURES[Measure(measure) if measure else of.measure]
    family = redrawn.seen(of, under=under, as_of=as_of, units_of=units_of)
    if family is not None:
        return _as_now(of, as_of, levels, family, states, entry, as_work)
    top = _top(of, under)
    communes = units.leaves(top.number)
    cuts = [found for level in levels if (found := _units(top, level, communes))]
    if not cuts:
        raise BoardUnknown(
            _("%(unit)s has no units of this level below it."), code="no_units_of_level", values={"unit": top.name_vi}
        )
    frame = _frame(of, as_of, states, [top, *(unit for cut in cuts for unit in cut)])
    span = Span(since=min(of.starts_on, as_of + timedelta(days=1)), as_of=as_of, low=top.number, high=top.last)
    reading = figures(span, states, entry=entry)
    return [_drawn(frame, states.measure, reading, communes, [top, *cut]) for cut in cuts]


def _as_now(
    of: OrderRow,
    as_of: date,
    levels: Sequence[UnitLevel | None],
    family: Family,
    states: MeasureStates,
    entry: int | None,
    as_work: bool,
) -> list[Board]:
    """Return boards by the units of another day: the figures of every account stand under its successor."""
    since = min(of.starts_on, as_of + timedelta(days=1))
    readings = figures_of([Span(since, as_of, low, high) for low, high in family.spans], states, entry=entry)
    held = {number for reading in readings for number in reading.figures.numbers.tolist()}
    summed, top = redrawn.summed(readings, family), family.about
    if as_work:
        led = moved.corrections(readings, family, since, states.done)
        summed = replace(summed, figures=replace(summed.figures, moved=led))
    made: list[Board] = []
    for shown in _cuts(family, levels):
        frame = redrawn.with_targets(_frame(of, as_of, states, shown), family, held)
        drawn = _drawn(frame, states.measure, summed, family.leaves, shown)
        total = replace(drawn.total, number=top.number, last=top.last)
        made.append(divided.marked(replace(drawn, total=total, units_of=family.day), family, readings))
    return made


def _cuts(family: Family, levels: Sequence[UnitLevel | None]) -> list[list[Unit]]:
    """Return the units of every board, the one it is about first; where there is no level between, one board does."""
    found: list[list[Unit]] = []
    for level in levels:
        shown = [family.top, *family.rows(level)]
        if shown not in found:
            found.append(shown)
    return found


def check_day(of: OrderRow, day: date) -> None:
    """Raise BoardUnknown for a day so far away that counting every day up to it would take the machine's memory."""
    last = of.starts_on + min(timedelta(days=MOST_DAYS), date.max - of.starts_on - timedelta(days=1))
    if not _FIRST_DAY <= day <= last:
        raise BoardUnknown(
            _("The figures of the order %(order)s can be drawn for the days from %(first)s to %(last)s."),
            code="day_out_of_reach",
            values={"order": of.code, "first": _FIRST_DAY.isoformat(), "last": last.isoformat()},
        )


def _drawn(frame: Frame, measure: Measure, reading: Reading, communes: Sequence[Unit], shown: Sequence[Unit]) -> Board:
    """Return the board of one level; the first of the units shown is the one the board is about."""
    of = frame.order
    total, *rows = row_rules.rows(frame, reading.figures, communes, shown, above=1)
    return Board(
        order=of.code,
        title_vi=of.title_vi,
        title_en=of.title_en,
        measure=measure,
        starts_on=of.starts_on,
        deadline=of.deadline,
        as_of=frame.as_of,
        entry=reading.entry,
        level=shown[1].level,
        rows=tuple(sorted(rows, key=lambda row: row.urgency or 0)),
        total=total,
        series=_series(frame, reading.figures),
        required=row_rules.required(frame, total),
        units=len(communes),
        reported=len(reading.reported & {u.number for u in communes}),
    )


def _top(of: OrderRow, under: int | None) -> Unit:
    """Return the unit the board is about; it must lie within the order's scope."""
    scope = units.by_number(of.scope)
    if under is None or under == scope.number:
        return scope
    if not scope.number <= under <= scope.last:
        raise BoardUnknown(
            _("The order %(order)s does not cover this unit."), code="unit_outside_order", values={"order": of.code}
        )
    return units.by_number(under)


def _units(top: Unit, level: UnitLevel | None, communes: Sequence[Unit]) -> list[Unit]:
    """Return the units that get a row, in rising order of number; empty when the level has none."""
    if level == top.level or (level is None and top.level is UnitLevel.COMMUNE):
        return [top]
    if level is UnitLevel.COMMUNE:
        return list(communes) if top.level < UnitLevel.COMMUNE else []
    steps = [step for step in UnitLevel if step > top.level and level in {None, step}]
    return next((some for step in steps if (some := units.descendants(top.number, level=step))), [])


def _frame(of: OrderRow, as_of: date, states: MeasureStates, shown: Sequence[Unit]) -> Frame:
    """Return what the rows share; reads the targets, and the units they and the parents name."""
    wanted = targets_of(of, states.product)
    codes = {u.number: u.code for u in shown}
    missing = {u.parent for u in shown if u.parent is not None and u.parent not in codes}
    named = units.by_numbers(sorted(missing | {t.unit for t in wanted})) if missing or wanted else {}
    codes.update((number, unit.code) for number, unit in named.items())
    spans = {(named[t.unit].number, named[t.unit].last) for t in wanted if t.unit in named}
    return Frame(of, as_of, wanted, sorted(spans), codes)


def _series(frame: Frame, leaves: Figures) -> tuple[DayPoint, ...]:
    """Return the burn-up of the whole board, from the order's first day."""
    target: Sequence[int] = leaves.target.sum(axis=0)[1:].tolist()
    done: Sequence[int] = leaves.done.sum(axis=0)[1:].tolist()
    return tuple(DayPoint(day, t, d) for day, t, d in zip(frame.days, target, done, strict=True))
