"""What a forecast is made from and what it says (đầu vào và kết quả dự báo)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """Half-days of sessions: `held` on the days of work and `coming` after them, both units × days.

    Of a day that is NaN nobody has said yet what sessions there will be.
    """

    held: Floats
    coming: Floats


@dataclass(frozen=True, slots=True)
class Work:
    """What some units have done so far, day by day.

    `done` are people at the end of each day, shape units × days, the first column being the day before the first day
    of work; `targets` are people per unit; `groups` numbers the group each unit lends strength to and borrows it from,
    such as its district. `first` is the day of the first column. Without a `plan` the sessions are taken to go on as
    they did.
    """

    done: Ints
    targets: Ints
    groups: Ints
    first: date
    holidays: frozenset[date] = field(default_factory=frozenset)
    plan: Plan | None = None

    @property
    def daily(self) -> Ints:
        """People served per unit and day; a day on which more were taken back than served counts as none."""
        made: Ints = np.maximum(np.diff(self.done, axis=1), 0)
        return made

    @property
    def last(self) -> date:
        """The last day something is known of."""
        return self.first + timedelta(days=self.done.shape[1] - 1)

    @property
    def left(self) -> Ints:
        """People still to be served per unit."""
        remaining: Ints = np.maximum(self.targets - self.done[:, -1], 0)
        return remaining


@dataclass(frozen=True, slots=True)
class Paths:
    """Ways the coming days may go: people done, shape paths × units × days; day 0 is the day after `last`."""

    done: npt.NDArray[np.int32]
    targets: Ints
    last: date

    def together(self) -> "Paths":
        """Return the sum over the units, so that the whole says exactly what its parts say."""
        whole = self.done.sum(axis=1, dtype=np.int32, keepdims=True)
        return Paths(whole, self.targets.sum(keepdims=True), self.last)


@dataclass(frozen=True, slots=True)
class DayBand:
    """People done at the end of one day: the 10th, 25th, 50th, 75th and 90th percentiles."""

    day: date
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is foreseen of one unit.

    `probability` is that of being done by the deadline; `finish` maps 10, 50 and 90 to the day by which that many of
    a hundred paths are done, None when it lies beyond the days looked at. `days` are the bands day by day.
    """

    probability: float
    finish: dict[int, date | None]
    days: tuple[DayBand, ...]
