"""What the sealed scope costs, with and without it, and how fast the journal is written and checked.

Run with `python -m benchmarks.scope`; it makes a database of its own in the installation's cluster and drops it.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
import django

django.setup()

from django.db import connection, connections, transaction  # noqa: E402

from benchmarks.common import drop_database  # noqa: E402
from toandan.ground.kernel.actor import Actor, Grant  # noqa: E402
from toandan.house.database import embedded, logins, prepare  # noqa: E402
from toandan.record.journal.queries import verify  # noqa: E402
from toandan.record.officers.operations import acting  # noqa: E402
from toandan.record.officers.queries import reading  # noqa: E402
from toandan.record.officers.words import policy  # noqa: E402

NAME = "benchmark_scope"
PEOPLE, UNITS, LINES = 200_000, 600, 200_000
ACTOR = Actor(1, "benchmark", 300, (Grant(300, 319, frozenset({"people.person.read"})),))


def main() -> None:
    """Make the database, measure, print, drop."""
    if not logins.uses_server():
        embedded.ensure_running()
    maintenance = logins.connect_owner(autocommit=True)
    drop_database(maintenance, NAME)
    maintenance.execute(f"CREATE DATABASE {NAME}")
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = NAME
    try:
        prepare.migrate()
        fill()
        scope()
        journal()
    finally:
        connections["default"].close_pool()
        connections.close_all()
        drop_database(maintenance, NAME)


def fill() -> None:
    """Make people in two tables, one with a policy, and a journal of a million lines."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare AS SELECT n AS person_id, n %% %s AS unit_no, md5(n::text) AS name "
            "FROM generate_series(1, %s) n",
            [UNITS, PEOPLE],
        )
        cursor.execute("CREATE TABLE guarded AS SELECT * FROM bare")
        for table in ("bare", "guarded"):
            cursor.execute(f"CREATE INDEX ON {table} (unit_no, person_id)")
            cursor.execute(f"GRANT SELECT ON {table} TO toandan_app")
        cursor.execute(policy("guarded", "unit_no"))
        cursor.execute("ANALYZE")


def scope() -> None:
    """Print transactions and queries with the scope and without."""
    print(f"{PEOPLE} people in {UNITS} units, 20 units in scope; median of 300, in ms")
    for title, sql in (
        ("nothing", "SELECT 1"),
        ("a list of 50", "SELECT * FROM {} WHERE unit_no BETWEEN 300 AND 319 ORDER BY unit_no, person_id LIMIT 50"),
        ("a count of 20 units", "SELECT count(*) FROM {} WHERE unit_no BETWEEN 300 AND 319"),
    ):
        bare = median(run, sql.format("bare"))
        guarded = median(run_guarded, sql.format("guarded"))
        print(f"  {title:22} without {bare:6.2f}  with {guarded:6.2f}  more {guarded - bare:+5.2f}")


def journal() -> None:
    """Print how fast lines are appended, a hundred a transaction, and how long their check takes."""
    begun = time.perf_counter()
    for _ in range(LINES // 100):
        with acting(ACTOR), connection.cursor() as cursor:
            cursor.execute(
                "SELECT journal_append('UTC', %s, %s, 300, 'people.person.read', 'person:' || n, "
                '\'{"purpose": "list"}\') FROM generate_series(1, 100) n',
                [ACTOR.officer, ACTOR.name],
            )
    print(f"journal: {LINES / (time.perf_counter() - begun):.0f} lines a second appended by one writer")
    report = verify()
    print(f"journal: {report.lines} lines verified in {report.seconds:.1f} s, holds: {report.holds}")


def run(sql: str) -> None:
    """Run one query in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()


def run_guarded(sql: str) -> None:
    """Run one query as a page does."""
    with reading(ACTOR), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()


def median(work: Callable[[str], None], sql: str, times: int = 300) -> float:
    """Return the median time of some runs, in milliseconds."""
    work(sql)
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work(sql)
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
