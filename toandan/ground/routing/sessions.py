"""The session program of one pool: which place on which day, and how many kits drive to homes (bài toán phiên, HiGHS).

Columns are half-days and whole days at places, days of visits, and homes that the days' time suffices for. Attendance
is concave, so the filled increments need no order. Homes are weighed by their minutes within every distinct window of
days: without those rows the program puts days of visits where few people can be visited.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toandan.ground.routing.bound import home_minutes, increments
from toandan.ground.routing.drafts import AFTERNOON, MORNING, WHOLE, unit_people
from toandan.ground.routing.pools import Floats, Ground, Ints
from toandan.ground.routing.programs import Program
from toandan.ground.routing.words import LEAST

PROMISED = 200.0
"""What a visit counts beyond its weight where it is promised: more than any crowd that the time could serve."""
SHORT = 1000.0
"""What each person short of a unit's floor costs: so much that the program's tolerance does not reach it."""
SPREAD = 1.0
"""Days of visits by which a calendar may be ahead of an even one, or behind it."""
EARLY = 1e-3
"""A little for each day sooner, so that equal plans do not wait for the deadline."""


@dataclass(frozen=True)
class Programmed:
    """What the program chose: sessions by place and day, days of visits by day, and its own bound."""

    sessions: dict[tuple[int, int], int]
    visits: Ints
    bound: float


def solve(
    ground: Ground,
    *,
    seconds: float,
    phi: float = 1.3,
    visits: Ints | None = None,
    bonus: dict[tuple[int, int, int], float] | None = None,
    gap: float = 0.001,
    start: dict[tuple[int, int], int] | None = None,
    nodes: int | None = None,
) -> Programmed | None:
    """Return the best sessions, or None when the time was up before any was found.

    `phi` times the least legs is what a visit is taken to cost. `visits` fixes days of visits, (D,). `bonus` is what a
    session brings beyond its people, by place, day and halves: that of one already announced. `start` holds sessions
    that are possible beside these visits; the answer is no worse.
    """
    model = Model(ground, bonus or {})
    model.kits(visits)
    if visits is None and len(ground.homes):
        model.homes(phi)
    model.attendance()
    model.floor()
    found = model.program.solve(seconds=seconds, gap=gap, start=model.known(start), nodes=nodes)
    if found is None:
        return None
    values, bound = found
    chosen: dict[tuple[int, int], int] = {}
    for (place, day, halves), column in model.held.items():
        if values[column] > 0.5:
            chosen[place, day] = chosen.get((place, day), 0) | halves
    days = visits if visits is not None else np.rint(values[model.visits]).astype(np.int64)
    return Programmed(chosen, days, bound)


def _counted(curve: Floats, *, few: bool) -> int:
    """Return how many increments of a place bring anybody; where `few` come, anybody who is told of it.

    There a half-day is announced only as part of a whole day that expects one person at least.
    """
    if not few:
        return int((curve > 1e-9).sum())
    return int(np.flatnonzero(np.round(curve[:-1] + curve[1:], 2) >= LEAST).max(initial=-2)) + 2


class Model:
    """Builds the program column by column and row by row; `early` is nought where it is to prove what holds of all."""

    def __init__(self, ground: Ground, bonus: dict[tuple[int, int, int], float], *, early: float = EARLY) -> None:
        self.ground, self.bonus = ground, bonus
        self.program = Program()
        self.held: dict[tuple[int, int, int], int] = {}
        self.visits: Ints = np.zeros(0, dtype=np.int64)
        self.z: Ints = np.zeros(0, dtype=np.int64)
        self.curve = increments(ground)
        useful = ground.remaining * ground.turnout > 0
        # Where the first half-day expects too few to be announced, only whole days gather enough.
        first = self.curve[:, 0] if self.curve.shape[1] else np.zeros(len(ground.places))
        few = self.few = (np.round(first, 2) < LEAST) & (early > 0)
        for place, day in zip(
            *np.nonzero(ground.open.any(axis=2) & useful[:, None] & (ground.kit_days > 0)), strict=True
        ):
            for halves in (MORNING, AFTERNOON, WHOLE):
                if all(ground.open[place, day, half] for half in (0, 1) if halves & (1 << half)):
                    key = (int(place), int(day), halves)
                    if few[place] and halves != WHOLE and key not in self.bonus:
                        continue
                    worth = early * (ground.days - day) / ground.days + self.bonus.get(key, 0.0)
                    self.held[key] = self.program.column(worth, 0, 1, whole=True)

    def known(self, sessions: dict[tuple[int, int], int] | None) -> dict[int, float] | None:
        """Return the columns of sessions that are known to be possible."""
        if sessions is None:
            return None
        return {column: float(sessions.get((p, d)) == halves) for (p, d, halves), column in self.held.items()}

    def kits(self, visits: Ints | None) -> None:
        """No more kits work in a half-day than there are, and one place has one kit at a time."""
        ground = self.ground
        most = ground.kit_days
        fixed = visits is not None
        low, high = (visits, visits) if visits is not None else (np.zeros_like(most), most)
        self.visits = np.array(
            [self.program.column(0.0, float(low[d]), float(high[d]), whole=not fixed) for d in range(ground.days)]
        )
        by_half: dict[tuple[int, int], list[int]] = {}
        by_slot: dict[tuple[int, int, int], list[int]] = {}
        for (place, day, halves), column in self.held.items():
            for half in (0, 1):
                if halves & (1 << half):
                    by_half.setdefault((day, half), []).append(column)
                    by_slot.setdefault((place, day, half), []).append(column)
        for (day, _half), columns in by_half.items():
            row = [*columns, int(self.visits[day])]
            self.program.row(row, [1.0] * len(row), -np.inf, float(most[day]))
        for columns in by_slot.values():
            if len(columns) > 1:
                self.program.row(columns, [1.0] * len(columns), -np.inf, 1.0)

    def attendance(self) -> None:
        """People at a place are at most the increments of its half-sessions, and at most what these can serve."""
        ground, curve = self.ground, self.curve
        by_place: list[list[tuple[int, int]]] = [[] for _ in ground.places]
        for (place, _day, halves), column in self.held.items():
            by_place[place].append((column, halves))
        people = []
        for place, columns in enumerate(by_place):
            z = self.program.column(1.0, 0.0, float(ground.remaining[place]))
            people.append(z)
            steps = curve[place][: _counted(curve[place], few=bool(self.few[place]))] if columns else curve[place][:0]
            ys = [self.program.column(0.0, 0.0, 1.0) for _ in steps]
            held = [column for column, _halves in columns]
            self.program.row([z, *ys], [1.0, *(-steps)], -np.inf, 0.0)
            self.program.row(
                [*ys, *held], [1.0] * len(ys) + [-2.0 if h == WHOLE else -1.0 for _c, h in columns], -np.inf, 0.0
            )
            serves = [-float(ground.full[place] if h == WHOLE else ground.half[place]) for _c, h in columns]
            self.program.row([z, *held], [1.0, *serves], -np.inf, 0.0)
        self.z = np.array(people, dtype=np.int64)

    def homes(self, phi: float) -> None:
        """Days of visits have time for the homes within every window of days, and within each half of the day."""
        ground = self.ground
        can = np.flatnonzero(ground.may().any(axis=1))
        spent, lost = home_minutes(ground)
        cost = ground.service + phi * (spent - ground.service)
        extra = PROMISED if ground.params.home_promise else 0.0
        visited = {int(home): self.program.column(float(ground.weight[home]) + extra, 0.0, 1.0) for home in can}
        spans = {(int(ground.first[home]), int(ground.last[home])) for home in can}
        for first, last in sorted(spans | {(0, ground.days - 1)}):
            inside = can[(ground.first[can] >= first) & (ground.last[can] <= last)]
            days = [int(column) for column in self.visits[max(first, 0) : last + 1]]
            self._time(inside, visited, cost, days, ground.minutes - lost)
        self._spread()

    def _spread(self) -> None:
        """Days of visits come as evenly as kits do: bunched at the end, those with short windows would be missed."""
        share = np.cumsum(self.ground.kit_days) / max(int(self.ground.kit_days.sum()), 1)
        columns = [int(column) for column in self.visits]
        for day in range(self.ground.days - 1):
            ahead = [float(other <= day) - float(share[day]) for other in range(self.ground.days)]
            self.program.row(columns, ahead, -SPREAD, SPREAD)

    def _time(self, homes: Ints, visited: dict[int, int], cost: Floats, days: list[int], minutes: float) -> None:
        if len(homes):
            columns = [visited[int(home)] for home in homes] + days
            self.program.row(columns, [*(float(cost[h]) for h in homes), *([-minutes] * len(days))], -np.inf, 0.0)

    def floor(self) -> None:
        """Every unit gets its floor where that can be; what is missing costs more than it could bring elsewhere."""
        ground = self.ground
        needs = ground.params.fairness_floor * unit_people(ground)
        needs = np.where(needs > 0, needs + 0.02, 0.0)
        for unit in np.flatnonzero(needs):
            short = self.program.column(-SHORT, 0.0, float(needs[unit]))
            mine: NDArray[np.int64] = self.z[ground.unit_of == unit]
            self.program.row([*(int(z) for z in mine), short], [1.0] * (len(mine) + 1), float(needs[unit]), np.inf)
