"""What the two benchmarks of the ledger share: a database of their own and people opened by whole sets."""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
django.setup()

import numpy as np  # noqa: E402
from django.db import connections  # noqa: E402
from psycopg import sql  # noqa: E402

from benchmarks.common import drop_database  # noqa: E402

BATCH = 100_000
COMMUNES = 579
ACTIVITY = 0.25
"""So many of the people are posted once more after the opening, spread over two weeks."""


def point_at(name: str) -> None:
    """Let both logins work in the database of this name."""
    for alias in ("default", "owner"):
        connections[alias].close()
        if alias == "default":
            connections[alias].close_pool()
        connections[alias].settings_dict["NAME"] = name


@contextmanager
def database(name: str) -> Iterator[None]:
    """Make an empty register with the real units, and drop it at the end."""
    from toandan.house.database import embedded, logins, prepare

    embedded.ensure_running(print)
    home = logins.owner()["NAME"]
    with logins.connect_owner(autocommit=True) as connection:
        drop_database(connection, name)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    point_at(name)
    try:
        prepare.migrate()
        prepare.load_units()
        yield
    finally:
        point_at(home)
        with logins.connect_owner(autocommit=True) as connection:
            drop_database(connection, name)


def run(statement: str, values: list[object] | None = None) -> list[tuple[object, ...]]:
    """Run a statement as the owner and return its rows."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def open_people(many: int, *, work: bool = True) -> float:
    """Write people down and open their accounts through the door, set by set; return the seconds of the door alone."""
    from datetime import UTC, date, datetime

    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger.operations import post
    from toandan.record.ledger.words import LineArrays, Verb

    units = np.array([row[0] for row in run(
        "SELECT number FROM units_unit WHERE level = 3 AND edition = '2023' ORDER BY number LIMIT %s", [COMMUNES]
    )])  # fmt: skip
    random = np.random.default_rng(1)
    now, spent = datetime.now(UTC), 0.0

    def put(verb: Verb, day: int, lines: LineArrays) -> None:
        nonlocal spent
        began = time.perf_counter()
        post(actor=the_house("bench"), now=now, verb=verb, occurred_on=date(2023, 5, 20 + day), client_key=uuid4(),
             lines=lines, reason="benchmark", evidence="none")  # fmt: skip
        spent += time.perf_counter() - began

    for first in range(1, many + 1, BATCH):
        ids = np.arange(first, min(first + BATCH, many + 1))
        at = units[(ids - 1) * len(units) // many]
        run(
            "INSERT INTO people_person (person_id, unit_no, full_name, name_key, birth_basis, father_name, mother_name,"
            " spouse_name, present_address, phone, home_visit, created_at)"
            " SELECT p, (%s::int[])[1 + (p - 1) * %s / %s], 'Nguyễn Văn A', 'nguyen van a', 'none', '', '', '', '', '',"
            " false, now() FROM generate_series(%s::bigint, %s::bigint) AS p",
            [units.tolist(), len(units), many, int(ids[0]), int(ids[-1])],
        )
        states = random.choice([12100, 12100, 12105, 15100, 15300, 15400, 11100], len(ids))
        nothing = np.zeros(len(ids), dtype=np.int64)
        put(Verb.REGISTER_OPENED, 0, LineArrays(ids, nothing, nothing, at, states))
        if work:
            for day in range(1, 11):
                some = np.flatnonzero((states == 12100) & (random.random(len(ids)) < ACTIVITY / 2.86))
                target = np.full(len(some), 13100)
                put(Verb.CORRECTED, day, LineArrays(ids[some], at[some], states[some], at[some], target))
                states[some] = target
        print(f"\r{int(ids[-1]):,} of {many:,} people", end="", flush=True)
    print()
    run("ANALYZE")
    return spent


def median(values: list[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)
