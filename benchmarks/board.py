"""How fast the city board is, and how many times faster than counting people.

    python benchmarks/board.py [--people 1000000] [--days 14] [--rounds 40] [--fresh]

Builds (once per size, in a database of its own) a register of that many people in the 579 communes of Hà Nội, with two
weeks of postings through the ledger's door, sealed at the end of each day as the daily bulletin does, the last day left
unsealed. Prints the ratio first:

- counting: one `SELECT … GROUP BY` over people joined with their standings, the fewest figures a board could show;
- board: the whole board, with its residual, pace, completion and burn-up, as the page reads it.

The counting query runs as the owner of the tables, so that no row-level security slows it down.
"""

import argparse
import gzip
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid4, uuid5

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
from benchmarks.common import Report, Times, drop_database, readable, timed

if TYPE_CHECKING:
    from toandan.command.campaign.words import Board

Ints = np.ndarray
Pairs = tuple[np.ndarray, np.ndarray]
START = date(2023, 5, 20)
BATCH = 400_000
FULL = 8_000_000
NOW = datetime(2023, 6, 4, 4, tzinfo=UTC)
COUNTING = """
    SELECT p.unit_no,
           count(*) FILTER (WHERE s.state / 1000 % 10 > 1) AS target,
           count(*) FILTER (WHERE s.state / 1000 % 10 = 5) AS done
    FROM people_person p JOIN ledger_standing s USING (person_id)
    GROUP BY p.unit_no"""


def main() -> None:
    """Build what is missing, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--people", type=int, default=1_000_000)
    asked.add_argument("--days", type=int, default=14)
    asked.add_argument("--rounds", type=int, default=40)
    asked.add_argument("--fresh", action="store_true", help="build the register again")
    options = asked.parse_args()
    use_database(f"toandan_bench_board_{options.people}_{options.days}", fresh=options.fresh)
    as_of = START + timedelta(days=options.days - 1)
    if not built():
        build(options.people, options.days)
    report(as_of, options.rounds)


def use_database(name: str, *, fresh: bool) -> None:
    """Point both logins at a database of the benchmark's own, made and migrated when it is new."""
    import django
    from psycopg import sql

    from toandan.house.database import embedded, logins, prepare

    if not logins.uses_server():
        embedded.ensure_running(print)
    with logins.connect_owner(dbname=logins.owner()["NAME"], autocommit=True) as connection:
        if fresh:
            drop_database(connection, name)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    django.setup()
    from django.conf import settings
    from django.db import connections

    settings.ALLOWED_HOSTS.append("testserver")
    # Plain names: the manifest of hashed ones is made when the program is served, and looking them up costs the same.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = name
    prepare.migrate()
    prepare.load_units()


def built() -> bool:
    """Tell whether the register is complete: the order is given last."""
    from toandan.command.campaign import queries

    return any(order.code == "ML01" for order in queries.orders())


def build(people: int, days: int) -> None:
    """Open the register, work for the days, give the order."""
    from toandan.command.campaign.operations import create_order
    from toandan.ground.kernel.actor import the_house
    from toandan.record.units import queries as units

    city = units.by_code("01", as_of=START)
    communes = units.leaves(city.number)
    weights = np.array([units.population_2019(unit.number) or 1 for unit in communes], dtype=float)
    chance = np.random.default_rng(1)
    shares = np.floor(weights / weights.sum() * people).astype(np.int64)
    shares[0] += people - shares.sum()
    unit = np.repeat([u.number for u in communes], shares)
    district = np.repeat([u.parent or 0 for u in communes], shares)
    began = time.perf_counter()
    ids = write_people(unit)
    state = opening_states(chance, len(unit))
    for low in range(0, people, BATCH):
        some = slice(low, low + BATCH)
        nowhere = np.zeros(len(ids[some]), dtype=np.int64)
        post("register_opened", START - timedelta(days=19), ids[some], (nowhere, nowhere), (unit[some], state[some]))
        print(f"\ropened {min(low + BATCH, people):,} of {people:,}", end="", flush=True)
    seal()
    print()
    for i in range(days):
        work(chance, START + timedelta(days=i), ids, unit, district, state)
        if i < days - 1:
            seal()
        print(f"\rday {i + 1} of {days}", end="", flush=True)
    create_order(
        actor=the_house(), now=NOW, client_key=uuid5(NAMESPACE_OID, "ML01"), code="ML01", title_vi="Mệnh lệnh 01",
        title_en="Order 01", scope=city.number, starts_on=START, deadline=date(2023, 6, 30),
    )  # fmt: skip
    run_as_owner("VACUUM (ANALYZE)")
    print(f"\nbuilt in {time.perf_counter() - began:.0f} s")


def write_people(unit: Ints) -> Ints:
    """Write one bare row a person, as the tables' owner; only their number matters to the count."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT setval('people_person_id_seq', %s)", [len(unit)])
        with cursor.copy(
            "COPY people_person (person_id, unit_no, full_name, name_key, birth_year, birth_basis, sex, father_name,"
            " mother_name, spouse_name, present_address, phone, home_visit, created_at) FROM STDIN"
        ) as copy:
            tail = "Nguyễn Văn An\tnguyen van an\t1980\tyear\tM\tNguyễn Văn Bình\tTrần Thị Cúc\t\tTổ 1\t\tf\t2023-05-01"
            for low in range(0, len(unit), BATCH):
                some = unit[low : low + BATCH].tolist()
                copy.write("".join(f"{low + i + 1}\t{at}\t{tail}\n" for i, at in enumerate(some)))
                print(f"\rpeople {min(low + BATCH, len(unit)):,} of {len(unit):,}", end="", flush=True)
    print()
    return np.arange(1, len(unit) + 1, dtype=np.int64)


def opening_states(chance: np.random.Generator, people: int) -> Ints:
    """Draw a standing for everybody: children, card holders, people due with and without an obstacle."""
    due = [12100, 22100, 32100, 12101, 12102, 12103, 12104, 12105, 12106, 12107, 12108, 12109, 12110, 12111, 22104]
    choices = [11100, 15100, 15300, 15400, 25400, 13100, 14100, *due]
    odds = np.array([20, 20, 10, 15, 2, 4, 3, 12, 3, 1] + [0.4] * (len(due) - 3))
    return chance.choice(np.array(choices, dtype=np.int64), size=people, p=odds / odds.sum())


def work(chance: np.random.Generator, day: date, ids: Ints, unit: Ints, district: Ints, state: Ints) -> None:
    """One day's work in every district: dossiers, cards made and handed over, accounts, obstacles found."""
    steps = [
        ("dossier_collected", state // 1000 % 10 == 2, 0.05, lambda s: s // 10000 * 10000 + 3000 + s // 100 % 10 * 100),
        ("card_produced", state // 1000 % 10 == 3, 0.3, lambda s: s + 1000),
        ("card_delivered", state // 1000 % 10 == 4, 0.4, lambda s: s + 1000),
        ("account_granted", (state // 1000 % 10 == 5) & (state // 100 % 10 == 1), 0.05, lambda s: s + 200),
        ("account_activated", state // 100 % 10 == 3, 0.1, lambda s: s + 100),
        ("obstacle_found", state % 100 + state // 1000 % 10 == 2, 0.004, lambda s: s + 4),
    ]
    touched = np.zeros(len(ids), dtype=bool)
    for verb, who, share, change in steps:
        chosen = np.flatnonzero(who & ~touched & (chance.random(len(ids)) < share))
        touched[chosen] = True
        after = change(state[chosen])
        for some in np.split(np.arange(len(chosen)), np.flatnonzero(np.diff(district[chosen])) + 1):
            if len(some):
                at = chosen[some]
                post(verb, day, ids[at], (unit[at], state[at]), (unit[at], after[some]))
        state[chosen] = after


def post(verb: str, day: date, people: Ints, source: Pairs, target: Pairs) -> None:
    """Post one entry through the ledger's door; all of it must be taken."""
    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger import operations as ledger
    from toandan.record.ledger.words import LineArrays

    key = uuid5(NAMESPACE_OID, f"{verb} {day} {people[0]}")
    lines = LineArrays(people, *source, *target)
    done = ledger.post(
        actor=the_house(), now=NOW, verb=verb, occurred_on=day, client_key=key, lines=lines, reason="benchmark"
    )
    if done.posted != len(people):
        raise SystemExit(f"{verb} on {day}: {done.posted} of {len(people)} taken, {done.refused[:3]}")


def seal() -> None:
    """Seal and fold, as the daily bulletin and the nightly job do."""
    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger import operations as ledger

    ledger.seal(actor=the_house(), now=NOW, reason="benchmark")
    ledger.fold()


def run_as_owner(statement: str) -> list[tuple[object, ...]]:
    """Run one statement as the owner, outside a transaction."""
    from django.db import connections

    from toandan.house.database import logins

    with logins.connect_owner(dbname=connections["owner"].settings_dict["NAME"], autocommit=True) as connection:
        answer = connection.execute(statement)
        return answer.fetchall() if answer.description else []


def toggled(as_of: date) -> Callable[[], None]:
    """Return an act that posts one small entry: a person turns out to be absent, or to be back."""
    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger import operations as ledger
    from toandan.record.ledger import queries
    from toandan.record.ledger.words import Line
    from toandan.record.officers.queries import reading

    here, away = 12100, 12104
    with reading(the_house()):
        ((person, unit, state, _),) = queries.line_list(low=1, high=2**31 - 1, states=[here, away], after=None, limit=1)
    now = [state]

    def act() -> None:
        target = away if now[0] == here else here
        verb = "obstacle_found" if target == away else "obstacle_cleared"
        line = Line(person, (unit, now[0]), (unit, target))
        ledger.post(
            actor=the_house(), now=datetime.now(UTC), verb=verb, occurred_on=as_of, client_key=uuid4(), lines=[line],
            reason="benchmark",
        )  # fmt: skip
        now[0] = target

    return act


def after(act: Callable[[], object], work: Callable[[], object], *, runs: int) -> Times:
    """Return the times of `work`, each run right after `act`, which is not counted."""
    spent = []
    for _ in range(runs):
        act()
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return Times(tuple(spent))


def shown(times: Times) -> str:
    """Return the median and the 95th percentile for people."""
    return f"p50 {readable(times.median)}, p95 {readable(times.p95)}"


def report(as_of: date, rounds: int) -> None:
    """Measure and print, the ratio first."""
    from toandan.command.campaign import queries
    from toandan.command.campaign.queries import figures
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers.queries import reading
    from toandan.record.units.words import UnitLevel

    def board(level: UnitLevel = UnitLevel.DISTRICT) -> "Board":
        with reading(the_house()):
            return queries.board(order="ML01", as_of=as_of, level=level)

    def communes() -> "Board":
        return board(UnitLevel.COMMUNE)

    check_against_count(communes())
    people = int(str(run_as_owner("SELECT count(*) FROM ledger_standing")[0][0]))
    counting = timed(lambda: run_as_owner(COUNTING), runs=3)
    entry = toggled(as_of)
    fresh = after(entry, board, runs=rounds)
    made = Report(f"City board over {people:,} people, {len(communes().rows)} communes")
    ratio = counting.median / fresh.median
    if people >= FULL:
        made.at_least("times faster than counting people", ratio, 300)
    else:
        made.figure("times faster than counting people", f"{ratio:.3g}", f"promised is 300 at {FULL:,}")
    made.figure("counting people", readable(counting.median), "one GROUP BY over people joined with standings")
    made.figure("board, 30 districts", shown(fresh), "an entry posted before every reading")
    made.figure("board, 30 districts, quiet", shown(timed(board, runs=rounds)), "nothing posted in between")
    made.figure("board, 579 communes", shown(after(entry, communes, runs=rounds)), "an entry before every reading")
    made.figure("board, nothing in memory", shown(after(figures.forget, board, runs=5)), "a process just started")
    pages(made, as_of, entry, rounds)
    made.end()


def check_against_count(found: "Board") -> None:
    """Stop when the board does not show what counting people gives."""
    counted = {unit: (target, done) for unit, target, done in run_as_owner(COUNTING) if unit}
    if {row.number: (row.target, row.done) for row in found.rows if row.number in counted} != counted:
        raise SystemExit("the board and the count differ")


def pages(made: Report, as_of: date, entry: Callable[[], None], rounds: int) -> None:
    """Measure the whole pages through Django, middlewares and all, signed in as an officer of the city."""
    from django.contrib.auth import get_user_model

    from tests.officers_help import make_officer, signed_in_client
    from toandan.house.wsgi import warm
    from toandan.record.units import queries as units

    warm()
    known = get_user_model().objects.filter(username="bench").first()
    client = signed_in_client(
        known or make_officer("bench", "city_headquarters", units.by_code("01", as_of=START).number)
    )
    for name, address, limit in (
        ("city page", f"/board/ML01/01/?as_of={as_of}", 100),
        ("city page, all 579 communes", f"/board/ML01/01/?as_of={as_of}&level=commune&show=all", 200),
        ("district page", f"/board/ML01/279/?as_of={as_of}", 100),
    ):
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{name}: HTTP {answer.status_code}")
        spent = after(entry, lambda address=address: client.get(address), runs=rounds)
        made.at_most(f"{name}, p95", spent.p95 * 1000, limit, " ms", f"p50 {readable(spent.median)}")
        made.at_most(f"{name}, compressed", len(gzip.compress(answer.content, 6)) / 1024, 60, " KiB")


if __name__ == "__main__":
    main()
