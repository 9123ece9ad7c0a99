"""How long is worked on a plan, by three measures, and which of them ended it (công sức bỏ ra và điều làm dừng).

Seconds of the processor make a plan as good on a busy machine as on an idle one; seconds on the wall keep whoever
waits from waiting much longer than was said. Neither is the same twice, so a plan that is to be found again exactly
counts turns of the search instead, and only a limit that a working machine does not reach stops it by the clock.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

PATIENCE = 1.2
"""How many times longer than asked for a plan may take on the wall."""
COUNTED_PATIENCE = 3.0
"""The same where turns are counted: a machine may be slow, but nobody waits without end."""
GRACE = 30.0
"""Seconds more on the wall for every pool where turns are counted: HiGHS counts nodes, which take their time."""
BEGUN = 1.5
"""Seconds on the wall that HiGHS has at least: on a busy machine it proves nothing of the smallest task in less."""
TURNS, EASY = 1000.0, 300
"""Turns of the search that a second stands for where turns are counted: about what an idle core does with so many homes
or fewer; with more of them each turn takes longer."""
NODES = 40
"""Nodes that HiGHS looks at in one program where turns are counted."""


class Ended(StrEnum):
    """What ended the work on a plan, the best first: a plan of several pools is told by its worst one."""

    WORK = "work"
    PROCESSOR = "processor"
    WALL = "wall"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Effort:
    """Seconds that one pool may take; where they are `counted` they are so many turns of the search instead.

    How many depends on its `homes`.
    """

    seconds: float
    counted: bool = False
    patience: float = PATIENCE
    homes: int = 0

    @property
    def turns(self) -> float:
        """Return the turns that a second stands for."""
        return TURNS * EASY / max(self.homes, EASY)

    @property
    def nodes(self) -> int | None:
        """Nodes that HiGHS may look at; None where only time limits it."""
        return NODES if self.counted else None

    def part(self, share: float) -> float:
        """Return the seconds on the wall that HiGHS may take for a share; where turns count, its nodes end it."""
        return GRACE if self.counted else max(self.seconds * self.patience * share, min(BEGUN, 1.5 * self.seconds))


def worst(found: list[Ended]) -> Ended:
    """Return what ended the work on several pools."""
    order = list(Ended)
    return max(found, key=order.index, default=Ended.WORK)


@dataclass
class Meter:
    """Says in seconds how much of an effort is spent; where turns are counted, every question is one."""

    effort: Effort
    stopped: Callable[[], bool]
    turns: int = 0
    over: Ended | None = None
    _worked: float = field(default_factory=time.process_time)
    _began: float = field(default_factory=time.perf_counter)

    def __call__(self) -> float:
        """Return the seconds spent, without end when somebody wants it to stop."""
        self.turns += 1
        if self.over is not None or self.stopped():
            self.over = self.over or Ended.STOPPED
            return float("inf")
        wall = time.perf_counter() - self._began
        if not self.effort.counted:
            return max(time.process_time() - self._worked, wall / self.effort.patience)
        if wall > GRACE + self.effort.seconds * COUNTED_PATIENCE:
            self.over = Ended.WALL
        return self.turns / self.effort.turns

    def stop(self) -> None:
        """End the work."""
        self.over = Ended.STOPPED

    def ended(self, *, out: bool) -> Ended:
        """Return what ended the work; `out` tells whether some of it was left for want of time."""
        if self.over is not None:
            return self.over
        if self.effort.counted or not out:
            return Ended.WORK
        waited = (time.perf_counter() - self._began) / self.effort.patience
        return Ended.PROCESSOR if time.process_time() - self._worked >= waited else Ended.WALL
