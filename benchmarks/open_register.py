"""How long opening a register takes, against a bare COPY of the same rows plus building the people table's indexes.

    python -m benchmarks.open_register [ROWS] [--rounds 3] [--state DIRECTORY] [--keep]

Both are timed in turn, each round in a database of its own on the same embedded server, whose state directory is the
benchmark's own. What is printed is the ratio (the limit is 2.5), what each stage took, and the greatest memory this
process held. The processor time of
program and server together stands beside it: on a machine that does other work too it says more than the clock.

The opening reads a CSV file twice, checks every row, and writes people, claims, standings, postings, deltas, journal
lines and the dictionary of names, with all their indexes and fresh statistics. The bare load is a COPY of the people's
rows alone, ready made, then all indexes of people_person, one after the other, each with the helpers the server grants.
"""

import argparse
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import psutil

LIMIT = 2.5
ON = date(2023, 6, 3)
BLOCK = 200_000
COLUMNS = (
    "person_id, unit_no, full_name, name_key, birth_year, birth_month, birth_day, birth_basis, sex, personal_number, "
    "old_number, father_name, mother_name, spouse_name, permanent_unit, temporary_unit, present_unit, present_address, "
    "phone, home_visit, created_at"
)


def main() -> None:
    """Run the benchmark."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rows", type=int, nargs="?", default=400_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--state", type=Path)
    asked.add_argument("--keep", action="store_true", help="leave the state directory as it is at the end")
    chosen = asked.parse_args()
    state = chosen.state or Path(tempfile.mkdtemp(prefix="toandan-open-", dir="/var/tmp"))
    state.chmod(0o755)
    os.environ["TOANDAN_STATE_DIR"] = str(state)
    os.environ["DJANGO_SETTINGS_MODULE"] = "toandan.house.settings"
    try:
        measure(chosen.rows, chosen.rounds, state)
    finally:
        from toandan.house.database import embedded

        embedded.stop()
        if not chosen.keep:
            shutil.rmtree(state, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of one opening and of the bare load of what came out of it; each with its processor time."""

    checked: float
    written: float
    whole: float
    burnt: float
    copied: float
    indexed: float
    burnt_bare: float

    @property
    def ratio(self) -> float:
        """The time of the opening in times of the bare load."""
        return self.whole / (self.copied + self.indexed)


def measure(rows: int, rounds: int, state: Path) -> None:
    """Open a register and load its people bare, in turn, and print the round in the middle."""
    from benchmarks import ledger_base as base

    done, before = [], 0
    for number in range(rounds):
        with base.database("bench_open"):
            roll = state / "roll.csv"
            if not roll.exists():
                make_roll(roll, rows)
                before = memory()
            done.append(one_round(roll, rows, state))
            print(f"round {number + 1}: {done[-1].ratio:.2f}", flush=True)
    middle = sorted(done, key=lambda one: one.ratio)[len(done) // 2]
    print(f"ratio {middle.ratio:.2f} (limit {LIMIT}) for {rows:,} people, the round in the middle of {rounds}")
    print(
        f"opening: {middle.whole:.1f} s = {rows / middle.whole:,.0f} people a second;"
        f" peak memory {memory()} MB, {before} MB before"
    )
    print(f"  checked after {middle.checked:.1f} s, written after {middle.written:.1f} s, then the indexes")
    print(f"bare: COPY {middle.copied:.1f} s, indexes {middle.indexed:.1f} s")
    share = middle.burnt / middle.burnt_bare
    print(f"processor time: {middle.burnt:.1f} s against {middle.burnt_bare:.1f} s = {share:.2f}")


def one_round(roll: Path, rows: int, state: Path) -> Round:
    """Open a register that is empty, then time the bare load of what came out."""
    from toandan.ground.kernel.actor import the_house
    from toandan.record.rolls import operations
    from toandan.record.rolls.words import BatchProgress, ImportChoice, RunState

    stages: dict[RunState, float] = {}

    def told(step: BatchProgress) -> None:
        stages[step.stage] = time.monotonic()

    start, burnt_before = time.monotonic(), burnt()
    report = operations.import_roll(
        actor=the_house(), now=datetime.now(UTC), path=roll, choice=ImportChoice(ON), on_progress=told
    )
    whole, burnt_whole = time.monotonic() - start, burnt() - burnt_before
    if report.accepted != rows:
        raise SystemExit(f"{report.accepted} of {rows} rows were accepted: {report.reason} {dict(report.counts)}")
    checked, written = stages[RunState.CHECKING] - start, stages[RunState.WRITING] - start
    return Round(checked, written, whole, burnt_whole, *bare(state))


def memory() -> int:
    """Return the greatest resident size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def burnt() -> float:
    """Return the seconds of processor time this process and the server with all its processes have used so far."""
    from toandan.house.database import embedded

    server = psutil.Process(embedded.postmaster())
    ended = server.cpu_times()
    alive = [psutil.Process().cpu_times(), ended, *(child.cpu_times() for child in server.children())]
    return float(sum(one.user + one.system for one in alive) + ended.children_user + ended.children_system)


def bare(state: Path) -> tuple[float, float, float]:
    """COPY the register's rows into a table like people_person.

    Return the seconds of COPY, of its indexes, and the processor time of both.
    """
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'people_person'::regclass")
        indexes = [definition for (definition,) in cursor.fetchall()]
        cursor.execute("DROP TABLE IF EXISTS bare_person")
        cursor.execute("CREATE TABLE bare_person (LIKE people_person)")
        kept = state / "rows.copy"
        with kept.open("wb") as out, cursor.copy(f"COPY people_person ({COLUMNS}) TO STDOUT") as rows:
            for piece in rows:
                out.write(piece)
        cursor.execute("CHECKPOINT") if can_checkpoint(cursor) else None
        start, burnt_before = time.monotonic(), burnt()
        with kept.open("rb") as file, cursor.copy(f"COPY bare_person ({COLUMNS}) FROM STDIN") as rows:
            while piece := file.read(2**20):
                rows.write(piece)
        copied = time.monotonic() - start
        start = time.monotonic()
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for number, definition in enumerate(indexes):
            cursor.execute(renamed(definition, number))
        indexed, burnt_bare = time.monotonic() - start, burnt() - burnt_before
        cursor.execute("DROP TABLE bare_person")
    kept.unlink()
    return copied, indexed, burnt_bare


def can_checkpoint(cursor: object) -> bool:
    """Tell whether this login may ask for a checkpoint."""
    cursor.execute("SELECT pg_has_role(current_user, 'pg_checkpoint', 'member')")  # type: ignore[attr-defined]
    return bool(cursor.fetchone()[0])  # type: ignore[attr-defined]


def renamed(definition: str, number: int) -> str:
    """Turn the definition of an index of people_person into one of the bare table."""
    head, _, tail = definition.partition(" ON ")
    unique = "UNIQUE " if "UNIQUE" in head else ""
    return f"CREATE {unique}INDEX bare_{number} ON {tail.replace('people_person', 'bare_person', 1)}"


def make_roll(path: Path, rows: int) -> None:
    """Write an invented canonical roll block by block, deterministic, with real commune codes and name syllables."""
    first = True
    with path.open("wb") as out:
        for frame in blocks(rows):
            frame.write_csv(out, include_header=first)
            first = False


def blocks(rows: int) -> Iterator[pl.DataFrame]:
    """Yield the rows of the roll."""
    from toandan.record.units import queries as units
    from toandan.record.units.words import UnitLevel
    from toandan.simulation import names
    from toandan.simulation.numbers import Numbers

    random = np.random.default_rng(14)
    numbers = Numbers(random)
    city = units.by_code("01", as_of=ON)
    codes = np.array([unit.code for unit in units.descendants(city.number, level=UnitLevel.COMMUNE)])
    for start in range(0, rows, BLOCK):
        size = min(BLOCK, rows - start)
        women = random.random(size) < 0.51
        years = 2023 - np.minimum(random.gamma(2.6, 14, size), 100).astype(np.int64)
        months, days = random.integers(1, 13, size), random.integers(2, 29, size)
        months = np.where(years == 2023, 1, months)
        day = pl.date(pl.Series(years), pl.Series(months), pl.Series(days))
        born = pl.select(day.dt.to_string("%Y-%m-%d")).to_series()
        full = random.random(size) < 0.96
        sexes = (women, np.zeros(size, dtype=bool), np.ones(size, dtype=bool))
        written = [names.draw(random, flags, years).written() for flags in sexes]
        empty = pl.Series([""]).new_from_index(0, size)
        home, away = codes[random.integers(0, len(codes), size)], codes[random.integers(0, len(codes), size)]
        yield pl.DataFrame(
            {
                "personal_number": numbers.personal(women, years),
                "old_number": numbers.old(size).zip_with(pl.Series(years < 1998), empty),
                "full_name": written[0],
                "birth_date": born.zip_with(pl.Series(full), pl.Series(years).cast(pl.String)),
                "sex": pl.Series(np.where(women, "F", "M")),
                "father_name": written[1],
                "mother_name": written[2],
                "spouse_name": empty,
                "permanent_commune": pl.Series(home),
                "temporary_commune": pl.Series(np.where(random.random(size) < 0.12, away, "")),
                "present_commune": empty,
                "present_address": pl.select(
                    pl.format("Số {}, ngõ {}, tổ {}", pl.Series(days * 7), pl.Series(months * 3), pl.Series(days))
                ).to_series(),
                "phone": numbers.phones(size),
                "card": empty,
                "eid": empty,
            }
        )


if __name__ == "__main__":
    main()
