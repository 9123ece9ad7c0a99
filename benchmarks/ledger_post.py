"""How fast the ledger's door is, beside pgbench's simple-update on the same server, in interleaved rounds.

    .venv/bin/python -m benchmarks.ledger_post [--people 200000] [--seconds 4] [--rounds 3]

Targets: one posting a call ≥ 0.5 × pgbench's rate; sets of 20 ≥ 5 × in postings; a whole operation (scope,
permission, journal, posting, through Python) ≥ 0.2 ×.
"""

import argparse
import multiprocessing
import os
import re
import subprocess
import tempfile
import time

from benchmarks import ledger_base as base

CLIENTS = 8
DATABASE = "bench_ledger_post"

SEAL = """
CREATE FUNCTION bench_seal() RETURNS text LANGUAGE sql AS $$
    SELECT set_config('toandan.scope', '{[1,2000000001)}', false) || set_config('toandan.seal', s.said || '.' || encode(
        sha256(k.outer_key || sha256(k.inner_key || convert_to(
            pg_backend_pid() || '.' || s.said || '.{[1,2000000001)}', 'UTF8'
        ))), 'hex'), false)
    FROM officers_scope_key AS k,
         (SELECT extract(epoch FROM now())::bigint || '.' || officers_spelled(NULL, 'bench') AS said) AS s
$$
"""

SETS = """
CREATE TABLE bench_set (
    kind text, place integer, persons bigint[], units integer[], here integer[], there integer[],
    PRIMARY KEY (kind, place)
);
INSERT INTO bench_set
SELECT s.kind, s.place, array_agg(s.person_id ORDER BY s.person_id), array_agg(s.unit_no ORDER BY s.person_id),
       array_agg(s.state ORDER BY s.person_id),
       array_agg(CASE s.state WHEN 12100 THEN 13100 ELSE 12100 END ORDER BY s.person_id)
FROM (
    SELECT 'one' AS kind, row_number() OVER (ORDER BY person_id) - 1 AS place, 1 AS size, t.*
    FROM ledger_standing AS t
    UNION ALL
    SELECT 'commune', (row_number() OVER (ORDER BY unit_no, person_id) - 1) / 20, 20, t.* FROM ledger_standing AS t
    UNION ALL
    SELECT 'scattered', (row_number() OVER (ORDER BY person_id) - 1) % (count(*) OVER () / 20), 20, t.*
    FROM ledger_standing AS t
) AS s
GROUP BY s.kind, s.place, s.size HAVING count(*) = s.size;
ANALYZE bench_set;
"""
"""Whom a call posts is known to its caller, so it is worked out beforehand: single people, twenty people of a commune
as a day's work brings them, and twenty people of twenty communes."""

SCRIPT = r"""
\if :sealed = 0
SELECT bench_seal();
\set sealed 1
\endif
\set place random(0, :sets / :clients - 1) * :clients + :client_id
"""

CALL = """
SELECT ledger_post(gen_random_uuid(), 'corrected', DATE '2023-06-01', 'bench', NULL, 'benchmark', '', '', 'x',
    b.persons, b.units, b.{source}, b.units, b.{target})
FROM bench_set AS b WHERE b.kind = '{kind}' AND b.place = :place;
"""


def pgbench(seconds: int, *options: str) -> float:
    """Run pgbench as the owner with eight clients and return transactions a second."""
    from toandan.house.database import logins, places

    owner = logins.owner()
    named = {f"PG{key}": str(owner[key]) for key in ("HOST", "PORT", "USER", "PASSWORD")}
    told = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds)] if seconds else []
    done = subprocess.run(
        [places.packaged_binaries() / "pgbench", *told, *options, DATABASE],
        env=os.environ | named, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = re.search(r"tps = ([0-9.]+) \(without", done.stdout)
    return float(found[1]) if found else 0.0


def door(seconds: int, kind: str) -> float:
    """Return calls a second of the door with sets of a kind; each client moves sets of its own there and back."""
    ((sets,),) = base.run("SELECT count(*) FROM bench_set WHERE kind = %s", [kind])
    there = CALL.format(kind=kind, source="here", target="there")
    back = CALL.format(kind=kind, source="there", target="here")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT + there + back)
        script.flush()
        told = {"sealed": 0, "clients": CLIENTS, "sets": sets}
        return 2 * pgbench(seconds, "-f", script.name, *(f"-D{name}={value}" for name, value in told.items()))


def operations(seconds: int, people: int) -> float:
    """Return whole operations a second, each client a process of its own."""
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        # Each warms up on people of its own; two who moved the same ones would be refused.
        pool.starmap(_warm, [(number, people) for number in range(CLIENTS)], chunksize=1)
        return sum(pool.starmap(_operate, [(number, seconds, people) for number in range(CLIENTS)], chunksize=1))


def _warm(number: int, people: int) -> None:
    base.point_at(DATABASE)
    _operate(number, 0, people)


def _operate(number: int, seconds: float, people: int) -> float:
    import random
    from datetime import UTC, date, datetime
    from uuid import uuid4

    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger.operations import post
    from toandan.record.ledger.words import Line, Verb

    base.point_at(DATABASE)
    mine = range(1 + number * people // CLIENTS, 1 + (number + 1) * people // CLIENTS)
    chosen = random.sample(mine, min(len(mine), 20_000))
    where = "SELECT person_id, unit_no, state FROM ledger_standing WHERE person_id = ANY(%s)"
    stand = {person: (unit, state) for person, unit, state in base.run(where, [chosen])}
    house, done, began = the_house("bench"), 0, 0.0
    for person in chosen:
        unit, state = stand[person]
        there = 13100 if state != 13100 else 12100
        # There and back: the sets of the door's own rounds are known by where people stood at first.
        for source, target in ((state, there), (there, state)):
            post(actor=house, now=datetime.now(UTC), verb=Verb.CORRECTED, occurred_on=date(2023, 6, 1),
                 client_key=uuid4(), lines=[Line(person, (unit, source), (unit, target))],
                 reason="benchmark", evidence="none")  # fmt: skip
            # The first one opens the connection, which a program that serves has open.
            began = began or time.perf_counter()
            done += 1
        if time.perf_counter() - began > seconds:
            break
    return (done - 1) / (time.perf_counter() - began)


def main() -> None:
    """Print the figures and their ratios to pgbench."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=200_000)
    asked.add_argument("--seconds", type=int, default=4)
    asked.add_argument("--rounds", type=int, default=3)
    told = asked.parse_args()
    with base.database(DATABASE):
        base.open_people(told.people, work=False)
        base.run(SEAL)
        base.run(SETS)
        pgbench(0, "-i", "-q", "-s", "10")
        figures: dict[str, list[float]] = {name: [] for name in ("pgbench", "one", "commune", "scattered", "operation")}
        for round_ in range(told.rounds):
            figures["pgbench"].append(pgbench(told.seconds, "-N"))
            figures["one"].append(door(told.seconds, "one"))
            for kind in ("commune", "scattered"):
                figures[kind].append(door(told.seconds, kind) * 20)
            figures["operation"].append(operations(told.seconds, told.people))
            said = ", ".join(f"{name} {values[-1]:,.0f}/s" for name, values in figures.items())
            print(f"round {round_ + 1}: {said}", flush=True)
    print(f"pgbench simple-update, {CLIENTS} clients: {base.median(figures['pgbench']):,.0f} transactions/s")
    for name, text, least in (
        ("one", "one posting a call", 0.5),
        ("commune", "sets of 20 of one commune, in postings", 5.0),
        ("scattered", "sets of 20 of twenty communes, in postings (no target)", 0.0),
        ("operation", "whole operation through Python", 0.2),
    ):
        # Each round is its own comparison: what else the machine does changes from round to round.
        ratio = base.median([a / b for a, b in zip(figures[name], figures["pgbench"], strict=True)])
        print(f"{ratio:6.2f} × (target ≥ {least}) {text}: {base.median(figures[name]):,.0f}/s")


if __name__ == "__main__":
    main()
