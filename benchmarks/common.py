"""What every measurement shares: time, repetition, and one way to print a figure beside its limit.

A measurement is a file of this folder with a `main()`; `make bench` runs them all. Figures depend on the machine, so
what is judged is a ratio to a peer measured in the same run, or a limit that users feel. They are not timed tests.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from toandan.faces.cli import terminal


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of several runs of one thing."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 runs keep under; with few runs the slowest."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    def __str__(self) -> str:
        """Return least, middle and greatest in a unit that reads well."""
        return "/".join(readable(value) for value in (min(self.seconds), self.median, max(self.seconds)))


def readable(seconds: float) -> str:
    """Return a time as people say it: 1.2 ms, 340 ms, 2.5 s."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def timed(work: Callable[[], object], *, runs: int, warm: int = 1) -> Times:
    """Run `work` a few times to warm up, then `runs` times, and return the times of the latter."""
    for _ in range(warm):
        work()
    return Times(tuple(_once(work) for _ in range(runs)))


def interleaved(works: Sequence[Callable[[], object]], *, runs: int) -> list[Times]:
    """Run several things in turn, so that what else the machine does falls on all of them alike."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for place, work in enumerate(works):
            found[place].append(_once(work))
    return [Times(tuple(seconds)) for seconds in found]


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Give a function that tells the seconds since the block began; after the block it tells the block's length."""
    began = time.perf_counter()
    ended: list[float] = []
    yield lambda: (ended[0] if ended else time.perf_counter()) - began
    ended.append(time.perf_counter())


class Report:
    """Figures beside their limits; ends the program with code 1 when one is past its limit."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.rows: list[tuple[str, str, str, str]] = []
        self.failed = False

    def figure(self, what: str, value: str, note: str = "") -> None:
        """Add a figure that has no limit, such as a peer's."""
        self.rows.append((what, value, "", note))

    def at_most(self, what: str, value: float, limit: float, unit: str = "", note: str = "") -> None:
        """Add a figure that must not be above its limit."""
        self._judge(what, value, f"≤ {limit:g}{unit}", unit, value <= limit, note)

    def at_least(self, what: str, value: float, limit: float, unit: str = "", note: str = "") -> None:
        """Add a figure that must not be below its limit."""
        self._judge(what, value, f"≥ {limit:g}{unit}", unit, value >= limit, note)

    def _judge(self, what: str, value: float, limit: str, unit: str, kept: bool, note: str) -> None:
        self.failed = self.failed or not kept
        self.rows.append((what, f"{value:.3g}{unit}", f"{limit} {'kept' if kept else 'MISSED'}", note))

    def end(self) -> None:
        """Print everything and end the program."""
        terminal.table(self.title, ("what", "figure", "limit", "note"), self.rows)
        sys.exit(1 if self.failed else 0)


def drop_database(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Drop a database; the server's own cleaner may hold it for a moment, which only the server can end."""
    for _ in range(900):
        try:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            time.sleep(1)
        else:
            return
    raise SystemExit(f"the database {name} is held by the server")
