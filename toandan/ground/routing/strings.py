"""Fits the same homes into fewer days: takes strings of stops out and puts them back in (xáo theo chuỗi).

Slack induction by string removals (Christiaens and Vanden Berghe 2020): strings of stops near one home leave
several days at once, and come back one by one where they add least to the road. When nobody waits any more a day is
given up, and its homes wait. A day that is emptied may come back on another date.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toandan.ground.routing.insertion import fits
from toandan.ground.routing.pools import START, Floats, Ground, Ints

Routes = list[tuple[int, list[int]]]
LONGEST = 10
"""Stops of one string at most."""
TAKEN = 5
"""Stops that a turn takes out, on average."""
TRIED = 12
"""Those who waited before that a turn tries to put back, at most."""
BLINK = 0.01
"""How often a place is overlooked, so that the same string does not come back the same way."""
WARM, COLD = 6.0, 0.3
"""Minutes on the road by which a turn may be worse, at the beginning and at the end."""
MISSED = 120.0
"""Minutes on the road that leaving somebody out counts."""
NOWHERE = -1
_EPS = 1e-7


@dataclass
class _Kept:
    """What a turn changes, to be put back when it was for the worse."""

    rows: dict[int, tuple[int, list[int]]]
    waiting: list[int]


class Search:
    """Looks for days of visits that are worth more, mostly by being fewer; `best` are the best ones so far.

    A day is given up when nobody is left out where visits are promised, else when it brings less than `worth`. `rows`
    are what is worked on, and `waiting` who has no place in them. Each row is held as arrays too, so that many homes
    are tried everywhere at once.
    """

    def __init__(self, ground: Ground, routes: Routes, *, worth: float, seed: int = 1) -> None:
        self.ground, self.worth = ground, worth
        self.random = np.random.default_rng(seed)
        self.may = ground.may()
        self.able = [int(home) for home in np.flatnonzero(self.may.any(axis=1))]
        # As columns, and with the tolerance in them, since each is asked for many times in a turn.
        self.legs = ground.legs[1:].copy()
        self.opens, self.closes = ground.opens[:, None], ground.closes[:, None] + _EPS
        self.service = ground.service[:, None] - _EPS
        self.near = np.argsort(ground.legs[1:, 1:], axis=1, kind="stable")[:, :200].tolist()
        self.chances = (self.may * ground.kit_days).sum(axis=1).tolist()
        self.rank = {"far": ground.legs[0, 1:].tolist(), "few": self.chances, "long": ground.service.tolist()}
        self.lacks = MISSED * (np.ones(len(ground.homes)) if ground.params.home_promise else ground.weight / 4)
        self.absences = np.zeros(len(ground.homes))
        self.rows: list[list[int]] = [list(stops) for _day, stops in routes if stops]
        self.days: list[int] = [day for day, stops in routes if stops]
        visited = {home for stops in self.rows for home in stops}
        self.waiting = [home for home in self.able if home not in visited]
        self.best: Routes = []
        self.best_rank = (-1, -np.inf)
        self.blinks = np.where(self.random.random(400_000) < BLINK, np.inf, 0.0)
        self._arrays()
        self._note()

    def _arrays(self) -> None:
        """Lay out every row: the stops beside each place, when the kit leaves and is due, and the leg between."""
        self.width = 6 + max((len(stops) for stops in self.rows), default=0)
        self.nodes = np.zeros((2, len(self.rows), self.width), dtype=np.int64)
        self.times = np.zeros((3, len(self.rows), self.width))
        self.row_of: list[int] = [NOWHERE] * len(self.ground.homes)
        self.road = [0.0] * len(self.rows)
        for row in range(len(self.rows)):
            self._renew(row)

    def _renew(self, row: int) -> None:
        """Work out when the kit leaves each stop of a row, and by when it must be at the next."""
        legs, service, opens, closes = self.ground.plain
        stops = self.rows[row]
        now, at, road = START, 0, 0.0
        nodes, leaves, between = [0], [START], []
        for home in stops:
            self.row_of[home] = row
            leg = legs[at][home + 1]
            start = now + leg
            now = (start if start > opens[home] else opens[home]) + service[home]
            road, at = road + leg, home + 1
            between.append(leg)
            leaves.append(now)
            nodes.append(at)
        between.append(legs[at][0])
        latest = START + self.ground.minutes
        due, after = [latest], 0
        for home in reversed(stops):
            latest -= service[home] + legs[home + 1][after]
            latest = latest if latest < closes[home] else closes[home]
            due.append(latest)
            after = home + 1
        count = len(nodes)
        if count > self.width:
            self._arrays()
            return
        self.nodes[:, row, :count] = (nodes, [*nodes[1:], 0])
        self.times[:, row, :count] = (leaves, due[::-1], between)
        self.times[0, row, count:] = np.inf
        self.road[row] = road + between[-1]

    def run(self, left: Callable[[], float]) -> None:
        """Search while `left` says that a share of the time is left."""
        while self.rows and (now := left()) > 0:
            self.turn(COLD * (WARM / COLD) ** now)

    def turn(self, warmth: float) -> None:
        """Take strings out and put them back; keep the result when it is better, or little worse."""
        kept = _Kept({}, list(self.waiting))
        before = self._cost()
        self._ruin(kept)
        self._recreate(kept)
        self.absences[self.waiting] += 1
        if self._cost() >= before - warmth * float(np.log(self.random.random())):
            self._undo(kept)
            return
        self._note()
        if not self.waiting or (not self.ground.params.home_promise and len(self.rows) > 1 and self._cheap()):
            self._give_up()

    def _cost(self) -> float:
        """Return the minutes on the road, and what leaving somebody out counts."""
        return sum(self.road) + float(self.lacks[self.waiting].sum())

    def _cheap(self) -> bool:
        """Tell whether whoever waits is worth less than a day."""
        return float(self.ground.weight[self.waiting].sum()) <= self.worth

    def _note(self) -> None:
        """Keep the rows when they are the best so far: more promised homes first, then weight less what days cost."""
        visited = len(self.able) - len(self.waiting) if self.ground.params.home_promise else 0
        weight = float(self.ground.weight[self.able].sum() - self.ground.weight[self.waiting].sum())
        used = sum(1 for stops in self.rows if stops)
        rank = (visited, weight - max(self.worth, 0.1) * used)
        if rank > self.best_rank:
            found = [(day, list(stops)) for day, stops in zip(self.days, self.rows, strict=True) if stops]
            if all(fits(self.ground, stops) for _day, stops in found):
                self.best, self.best_rank = found, rank

    def _give_up(self) -> None:
        """Give up the day whose homes have been left out least often."""
        row = min(range(len(self.rows)), key=lambda r: float(self.absences[self.rows[r]].sum()))
        self.waiting += self.rows.pop(row)
        self.days.pop(row)
        self._arrays()

    def _take(self, row: int, stops: list[int], kept: _Kept) -> None:
        kept.rows.setdefault(row, (self.days[row], self.rows[row]))
        self.rows[row] = stops

    def _ruin(self, kept: _Kept) -> None:
        """Take strings out of rows near somebody."""
        random = self.random
        if random.random() < 0.02:
            row = int(random.integers(len(self.rows)))
            self._out(row, 0, len(self.rows[row]), kept)
            return
        average = max(1.0, sum(map(len, self.rows)) / len(self.rows))
        longest = min(LONGEST, average)
        strings = int(random.uniform(1, 4 * TAKEN / (1 + longest)))
        pick = self.waiting if self.waiting and random.random() < 0.5 else self.able
        seed = pick[int(random.integers(len(pick)))]
        ruined: set[int] = set()
        for home in self.near[seed]:
            row = self.row_of[home]
            if row == NOWHERE or row in ruined:
                continue
            ruined.add(row)
            stops = self.rows[row]
            length = int(random.uniform(1, min(longest, len(stops)) + 1))
            place = stops.index(home)
            first = int(random.integers(max(0, place - length + 1), min(place, len(stops) - length) + 1))
            self._out(row, first, length, kept)
            if len(ruined) > strings:
                return

    def _out(self, row: int, first: int, length: int, kept: _Kept) -> None:
        stops = self.rows[row]
        gone = stops[first : first + length]
        self._take(row, stops[:first] + stops[first + length :], kept)
        for home in gone:
            self.row_of[home] = NOWHERE
        self.waiting += gone
        self._renew(row)

    def _recreate(self, kept: _Kept) -> None:
        """Put whoever waits back in where it adds least to the road; an empty row may move to any free date."""
        homes, spared = self._order(kept.waiting)
        found = np.array(homes, dtype=np.int64)
        costs, places = self._look(found, slice(0, len(self.rows)))
        still = spared
        for number, home in enumerate(homes):
            row = int(costs[number].argmin())
            if costs[number, row] == np.inf:
                still.append(home)
                continue
            stops, place = self.rows[row], int(places[number, row])
            if not stops:
                kept.rows.setdefault(row, (self.days[row], stops))
                self.days[row] = self._date(home, row, homes[number:])
            self._take(row, [*stops[:place], home, *stops[place:]], kept)
            self._renew(row)
            if number + 1 < len(homes):
                rest = slice(number + 1, len(homes))
                costs[rest, row], places[rest, row] = self._look_again(found[rest], row)
        self.waiting = still

    def _order(self, waited: list[int]) -> tuple[list[int], list[int]]:
        """Return who is to be put back, and who of those that waited is not tried in this turn.

        Some turns go at random, some by few chances first, by far or near ones, or by long visits.
        """
        spared: list[int] = []
        if len(waited) > TRIED:
            spared = [waited[n] for n in self.random.permutation(len(waited))[TRIED:]]
        late = set(spared)
        homes = [self.waiting[n] for n in self.random.permutation(len(self.waiting))]
        homes = [home for home in homes if home not in late]
        how = int(self.random.integers(10))
        if how >= 8:
            homes.sort(key=self.rank["far"].__getitem__, reverse=how == 8)
        elif how >= 4:
            homes.sort(key=self.rank["few"].__getitem__)
        elif how == 3:
            homes.sort(key=self.rank["long"].__getitem__, reverse=True)
        return homes, spared

    def _look(self, homes: Ints, rows: slice) -> tuple[Floats, Ints]:
        """Return what each home adds least to each row's road, infinite where it does not fit, and at which place."""
        shape = (len(homes), rows.stop - rows.start, self.width)
        added = self._added(homes, self.nodes[:, rows].reshape(2, -1), self.times[:, rows].reshape(3, -1))
        by_row = added.reshape(shape)
        places, costs = by_row.argmin(axis=2), by_row.min(axis=2)
        np.putmask(costs, ~self._open_to(homes, rows), np.inf)
        return costs, places

    def _look_again(self, homes: Ints, row: int) -> tuple[Floats, Ints]:
        """Return the same of one row that somebody has just been put into."""
        added = self._added(homes, self.nodes[:, row], self.times[:, row])
        costs = added.min(axis=1)
        np.putmask(costs, ~self.may[homes, self.days[row]], np.inf)
        return costs, added.argmin(axis=1)

    def _added(self, homes: Ints, nodes: Ints, times: Floats) -> Floats:
        """Return what each home adds to the road at each place, infinite where it does not fit."""
        (before, after), (leaves, due, leg) = nodes, times
        to = self.legs[homes]
        there: Floats = to.take(before, axis=1)
        on = to.take(after, axis=1)
        now = leaves + there
        np.maximum(now, self.opens[homes], out=now)
        late = now > self.closes[homes]
        now += on
        now += self.service[homes]
        late |= now > due
        there += on
        there -= leg
        skip = int(self.random.random() * max(len(self.blinks) - there.size, 0))
        if there.size <= len(self.blinks):
            there += self.blinks[skip : skip + there.size].reshape(there.shape)
        np.putmask(there, late, np.inf)
        return there

    def _open_to(self, homes: Ints, rows: slice) -> NDArray[np.bool_]:
        """Tell of each home and row whether it may be visited on its day; an empty row's day is not fixed."""
        may = self.may[homes]
        found: NDArray[np.bool_] = may[:, self.days[rows]]
        for place, row in enumerate(range(rows.start, rows.stop)):
            if not self.rows[row]:
                found[:, place] = may[:, self._free(row)].any(axis=1)
        return found

    def _free(self, row: int) -> Ints:
        """Return the days on which a kit is free for an empty row."""
        free = self.ground.kit_days.copy()
        for other, stops in enumerate(self.rows):
            if stops and other != row:
                free[self.days[other]] -= 1
        return np.flatnonzero(free > 0)

    def _date(self, home: int, row: int, homes: list[int]) -> int:
        """Return the day for an empty row on which most can be visited who wait and have few chances."""
        days = self._free(row)
        days = days[self.may[home, days]]
        rare: Floats = 1.0 / np.array([max(self.chances[h], 1) for h in homes], dtype=np.float64)
        wanted = rare @ self.may[np.ix_(homes, days)] + 1e-9
        return int(days[int(np.argmax(wanted * self.random.uniform(0.5, 1.5, len(days))))])

    def _undo(self, kept: _Kept) -> None:
        for home in self.waiting:
            self.row_of[home] = NOWHERE
        for row, (day, stops) in kept.rows.items():
            self.days[row], self.rows[row] = day, stops
        for row in kept.rows:
            self._renew(row)
        self.waiting = kept.waiting
        for home in self.waiting:
            self.row_of[home] = NOWHERE
