"""Whether the forecasts of an order came true, by the units of then or of today (kiểm định lùi của mệnh lệnh)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from toandan.command.campaign.queries.board import board
from toandan.command.campaign.queries.forecast import announced, foresee_parts
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.words import Board
from toandan.record.units.words import UnitLevel

AHEAD = (7, 14)
"""So many days ahead is looked, as where the model is tried on invented campaigns."""
EVERY = 7
"""So many days lie between two days that are looked from."""


@dataclass(frozen=True, slots=True)
class Hindsight:
    """How the forecasts from the end of `day`, so many days `ahead`, came true for the communes that were not done.

    `inside50` and `inside80` are how many of the `forecasts` came out inside the bands, which should be half and four
    fifths of them. `error` is the mean distance of the middle from what came, `straight` that of a straight line
    through the last seven days, both in people per thousand of the goal.
    """

    day: date
    ahead: int
    forecasts: int
    inside50: int
    inside80: int
    error: float
    straight: float


def hindsight(*, order: str, until: date, under: int | None = None, units_of: date | None = None) -> list[Hindsight]:
    """Return how the forecasts of an order's days up to `until` came true, a week after its start and every week on.

    With `units_of` the units of that day are foreseen and looked at, each with the past of everything that became it.
    Raises OrderUnknown, BoardUnknown.
    """
    of = order_by_code(order)

    def at(day: date, *, as_work: bool) -> Board:
        return board(
            order=order, as_of=day, level=UnitLevel.COMMUNE, under=under, units_of=units_of, as_work=as_work
        )  # fmt: skip

    found: list[Hindsight] = []
    day = of.starts_on + timedelta(days=EVERY)
    while day + timedelta(days=AHEAD[0]) <= min(until, of.deadline):
        looked = at(day, as_work=True)
        for ahead in AHEAD:
            then = day + timedelta(days=ahead)
            if then <= min(until, of.deadline):
                found += _compared(looked, at(then, as_work=False), ahead)
        day += timedelta(days=EVERY)
    return found


def _compared(looked: Board, came: Board, ahead: int) -> Iterator[Hindsight]:
    """Yield what one day foresaw beside what came; nothing when nobody was left to serve."""
    rows = {row.number: row for row in looked.rows if row.goal > row.done}
    done = {row.number: row.done for row in came.rows}
    told = []
    for part in foresee_parts(looked, announced(looked)):
        row = rows.get(part.unit)
        if row is None or part.unit not in done or len(part.outlook.days) < ahead:
            continue
        band, here = part.outlook.days[ahead - 1], min(done[part.unit], row.goal)
        line = min(row.done + ahead * sum(row.spark[-7:]) / 7, row.goal)
        told.append(
            (band.p25 <= here <= band.p75, band.p10 <= here <= band.p90, 1000 * abs(band.p50 - here) / row.goal,
             1000 * abs(line - here) / row.goal)
        )  # fmt: skip
    if told:
        half, most, error, straight = (sum(column) for column in zip(*told, strict=True))
        yield Hindsight(looked.as_of, ahead, len(told), half, most, error / len(told), straight / len(told))
