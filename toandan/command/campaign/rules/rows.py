"""Making the rows of a board from summed figures (dựng bảng tiến độ)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from toandan.command.campaign.rules import arithmetic, targets
from toandan.command.campaign.rules.tree import Figures, Whole, goals, sum_spans
from toandan.command.campaign.words import RESIDUAL_KINDS, BoardRow, Counters, OrderRow, RequiredLine, TargetRow
from toandan.record.units.words import Unit

SPARK_DAYS = 28
Counts = tuple[int, int, int]
"""People to serve, how many of them must be done, and people done."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every row of one board shares: the order, the day, the targets set, and codes of the units above.

    `spans` are (number, last) of the units in `set_targets`; `codes` gives the code of any parent by its number.
    """

    order: OrderRow
    as_of: date
    set_targets: Sequence[TargetRow]
    spans: Sequence[tuple[int, int]]
    codes: Mapping[int, str]

    @property
    def days(self) -> list[date]:
        """Return the days of the figures' columns after the first: from the order's start to the board's day."""
        return arithmetic.days_between(self.order.starts_on, self.as_of)

    def percents(self, numbers: Sequence[int]) -> Whole:
        """Return the percentage in force, one row a unit, one column a day, the day before the first included."""
        first = min(self.order.starts_on, self.as_of + timedelta(days=1))
        days = [first - timedelta(days=1), *self.days]
        if not self.set_targets:
            return np.full((1, 1), targets.EVERYONE, dtype=np.int64)
        wanted = [targets.percents(number, self.spans, self.set_targets, days) for number in numbers]
        return np.array(wanted, dtype=np.int64).reshape(len(numbers), len(days))


def rows(
    frame: Frame, leaves: Figures, communes: Sequence[Unit], units: Sequence[Unit], *, above: int = 0
) -> list[BoardRow]:
    """Return one row a unit, in the order of `units`.

    `leaves` are the figures of every account's unit, whatever its level; `communes` the units that are counted as
    complete or not. The first `above` units hold the others and have neither rank nor urgency among them.
    """
    summed = sum_spans(leaves, [(u.number, u.last) for u in units])
    goal = goals(summed.target, frame.percents([u.number for u in units]))
    reached = ((summed.done >= goal) & (summed.target > 0))[:, 1:].tolist()
    daily = summed.daily[:, -SPARK_DAYS:].tolist()
    running = np.concatenate([[0], np.cumsum(_complete(frame, leaves, communes))])
    numbers = np.array([u.number for u in communes], dtype=np.int64)
    low = np.searchsorted(numbers, [u.number for u in units])
    high = np.searchsorted(numbers, [u.last for u in units], side="right")
    parts = {name: values.tolist() for name, values in summed.parts.items()}
    within, complete = (high - low).tolist(), (running[high] - running[low]).tolist()
    counts, before = _counts(summed, goal, -1), _before(summed, goal)
    days = frame.days
    made = [
        _Row(
            unit=unit,
            counts=counts[i],
            daily=daily[i],
            completed_on=arithmetic.completed_on(days, reached[i]),
            before=before[i],
            parts={name: values[i] for name, values in parts.items()},
            units=within[i],
            units_complete=complete[i],
        )
        for i, unit in enumerate(units)
    ]
    return _placed(frame, made, above)


def _complete(frame: Frame, leaves: Figures, communes: Sequence[Unit]) -> Whole:
    """Return 1 for every commune that has reached its goal on the last day, else 0."""
    figures = sum_spans(leaves, [(u.number, u.last) for u in communes])
    goal = goals(figures.target, frame.percents([u.number for u in communes]))
    result: Whole = ((figures.done[:, -1] >= goal[:, -1]) & (figures.target[:, -1] > 0)).astype(np.int64)
    return result


@dataclass(frozen=True, slots=True)
class _Row:
    unit: Unit
    counts: Counts
    daily: list[int]
    completed_on: date | None
    before: Counts | None
    parts: Mapping[str, int]
    units: int
    units_complete: int


def _counts(summed: Figures, goal: Whole, day: int) -> list[Counts]:
    """Return every row's counts at the end of one day."""
    columns = (whole[:, day].tolist() for whole in (summed.target, goal, summed.done))
    return list(zip(*columns, strict=True))


def _before(summed: Figures, goal: Whole) -> Sequence[Counts | None]:
    """Return every row's counts at the end of the day before; None when that day is not in the order."""
    if summed.done.shape[1] < 3:
        return [None] * len(summed.done)
    return _counts(summed, goal, -2)


def _standing(frame: Frame, counts: Counts, recent: Sequence[int], as_of: date) -> arithmetic.Standing:
    target, goal, done = counts
    order = frame.order
    days = tuple(recent[-arithmetic.PACE_DAYS :])
    return arithmetic.Standing(target, goal, done, days, order.starts_on, order.deadline, as_of)


def _placed(frame: Frame, made: Sequence[_Row], above: int) -> list[BoardRow]:
    """Return the rows with their places: a row is made once, since a board of hundreds is made for every page."""
    standings = [_standing(frame, own.counts, own.daily, frame.as_of) for own in made]
    ranks = arithmetic.ranks([arithmetic.rate(one.done, one.target) for one in standings[above:]])
    urgencies = arithmetic.places([arithmetic.haste(one) for one in standings[above:]])
    places = [(None, None)] * above + list(zip(ranks, urgencies, strict=True))
    return [_row(frame, *one) for one in zip(made, standings, places, strict=True)]


def _row(frame: Frame, own: _Row, standing: arithmetic.Standing, place: tuple[int | None, int | None]) -> BoardRow:
    before = None
    if own.before is not None:
        before = arithmetic.status(_standing(frame, own.before, own.daily[:-1], frame.as_of - timedelta(days=1)))
    unit, parts = own.unit, own.parts
    return BoardRow(
        code=unit.code,
        number=unit.number,
        last=unit.last,
        name_vi=unit.name_vi,
        name_en=unit.name_en,
        level=unit.level,
        parent=frame.codes.get(unit.parent) if unit.parent is not None else None,
        target=standing.target,
        goal=standing.goal,
        done=standing.done,
        rate=arithmetic.rate(standing.done, standing.target),
        counters=Counters(parts["collected"], parts["issued"], parts["granted"], parts["activated"]),
        residual=arithmetic.residual(standing.target, standing.done, {kind: parts[kind] for kind in RESIDUAL_KINDS}),
        completed_on=own.completed_on,
        pace=arithmetic.pace(standing),
        pace_needed=arithmetic.pace_needed(standing),
        status=arithmetic.status(standing),
        status_before=before,
        rank=place[0],
        urgency=place[1],
        units=own.units,
        units_complete=own.units_complete,
        spark=tuple(own.daily),
    )


def required(frame: Frame, total: BoardRow) -> RequiredLine | None:
    """Return the line from today's figure to the goal on the deadline; None when there is nothing left to require."""
    if total.status in {"done", "empty"} or frame.as_of >= frame.order.deadline:
        return None
    per_day: Decimal | None = total.pace_needed
    return RequiredLine(frame.as_of, total.done, frame.order.deadline, total.goal, per_day)
