"""How figures follow from counts (quy tắc tính tiến độ): pure, exact whole-number arithmetic, no clock.

Two roundings hold everywhere: what is achieved is rounded down, what is still required is rounded up. A figure can
therefore be too modest by a tenth, but never flattering.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from toandan.command.campaign.words import RESIDUAL_KINDS, Status
from toandan.ground.kernel.days import working_days

PACE_DAYS = 7
EARLY_WORKING_DAYS = 7
LATE_BELOW = 70
"""Percent of the needed pace under which a unit is late; between this and all of it, it is watched."""


def rate(done: int, target: int) -> Decimal | None:
    """Return percent with one decimal, rounded down; None without anybody to serve.

    100.0 comes out only when `done` equals `target`. Raises ValueError when more are done than must be served:
    that is a fault of the figures, and capping it would hide it.
    """
    if not 0 <= done <= target:
        raise ValueError(f"{done} done of {target} is no coverage")
    if target == 0:
        return None
    return Decimal(done * 1000 // target) / 10


def goal(target: int, percent: int) -> int:
    """Return how many of `target` must be done to reach `percent`; a part of a person is a whole one."""
    return -(-target * percent // 100)


def residual(target: int, done: int, parts: Mapping[str, int]) -> dict[str, int]:
    """Return the residual with every word of `RESIDUAL_KINDS`, in their order.

    Raises ValueError unless target = done + sum(parts) to the person, or when a part is negative or unknown.
    """
    closed = {kind: parts.get(kind, 0) for kind in RESIDUAL_KINDS}
    if set(parts) - set(closed) or min(closed.values()) < 0 or target != done + sum(closed.values()):
        raise ValueError(f"the residual does not close: {target} to serve, {done} done, left {dict(parts)}")
    return closed


def completed_on(days: Sequence[date], reached: Sequence[bool]) -> date | None:
    """Return the first day of the unbroken run of reached days that lasts to the end; None when the last is not."""
    first = len(days)
    while first > 0 and reached[first - 1]:
        first -= 1
    return days[first] if first < len(days) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's counts at the end of `as_of`: what the pace, the status and the urgency follow from.

    `recent` holds the net people done on each of the last days since the order began, at most `PACE_DAYS`;
    it is empty before the order's first day.
    """

    target: int
    goal: int
    done: int
    recent: tuple[int, ...]
    starts_on: date
    deadline: date
    as_of: date

    @property
    def left(self) -> int:
        """Return how many people are missing to the goal."""
        return max(0, self.goal - self.done)

    @property
    def days_left(self) -> int:
        """Return the days after `as_of` up to the deadline, included; on the deadline itself one, past it none."""
        days = (self.deadline - self.as_of).days
        return days if days else 1

    @property
    def complete(self) -> bool:
        """Tell whether there is somebody to serve and the goal is reached."""
        return self.target > 0 and self.left == 0


def pace(standing: Standing) -> Decimal | None:
    """Return the mean net people done a day over the recent days, rounded down to a tenth.

    None before the start, and with nobody to serve.
    """
    if not standing.recent or standing.target == 0:
        return None
    return Decimal(sum(standing.recent) * 10 // len(standing.recent)) / 10


def pace_needed(standing: Standing) -> Decimal | None:
    """Return people a day from tomorrow to the deadline, rounded up to a tenth.

    Zero once complete; None with nobody to serve, and after the deadline, when no pace can help any more.
    """
    if standing.target == 0:
        return None
    if standing.left == 0:
        return Decimal("0.0")
    if standing.days_left < 0:
        return None
    return Decimal(-(-standing.left * 10 // standing.days_left)) / 10


def status(standing: Standing) -> Status:
    """Return where the unit stands against its deadline; thresholds are on present pace ÷ needed pace.

    The quotient is compared in whole numbers, never through the rounded figures that are shown.
    """
    if standing.target == 0:
        return Status.EMPTY
    if standing.left == 0:
        return Status.DONE
    if standing.as_of > standing.deadline:
        return Status.OVERDUE
    if not standing.recent or working_days(standing.starts_on, standing.as_of) < EARLY_WORKING_DAYS:
        return Status.TOO_EARLY
    present = sum(standing.recent) * standing.days_left
    needed = standing.left * len(standing.recent)
    if present >= needed:
        return Status.ON_PACE
    return Status.WATCH if present * 100 >= needed * LATE_BELOW else Status.LATE


def haste(standing: Standing) -> tuple[int, float, int]:
    """Return a key that sorts the most urgent unit first: needed ÷ present pace, falling.

    Units that stand still come before all others, the larger remainder first; complete units come after every
    open one, and units with nobody to serve last.
    """
    if standing.target == 0:
        return (2, 0.0, 0)
    if standing.left == 0:
        return (1, 0.0, -standing.target)
    present = sum(standing.recent)
    if present <= 0 or standing.days_left < 0:
        return (0, -math.inf, -standing.left)
    return (0, -standing.left * len(standing.recent) / (present * standing.days_left), -standing.left)


def places(keys: Sequence[tuple[int, float, int]]) -> list[int]:
    """Return each key's place from 1 when sorted rising; equal keys keep their given order."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    place = [0] * len(keys)
    for at, index in enumerate(order, start=1):
        place[index] = at
    return place


def ranks(rates: Sequence[Decimal | None]) -> list[int | None]:
    """Return competition ranks by rate, the highest first: 1, 2, 2, 4. A unit without a rate has no rank."""
    first: dict[Decimal, int] = {}
    for at, value in enumerate(sorted((r for r in rates if r is not None), reverse=True), start=1):
        first.setdefault(value, at)
    return [None if r is None else first[r] for r in rates]


def days_between(since: date, until: date) -> list[date]:
    """Return every day from `since` to `until`, both included; empty when `until` lies before."""
    return [since + timedelta(days=i) for i in range((until - since).days + 1)]
