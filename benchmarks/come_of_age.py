"""A night of the clock over a million people: birthdays and cards that end, against a limit of seconds.

Run it with `python -m benchmarks.come_of_age [--people N]`.
"""

import argparse
import os
from datetime import UTC, date, datetime, timedelta

from benchmarks import ledger_base as base
from benchmarks.common import Report, readable, stopwatch
from toandan.work.movements.words import ClockRun

OPENED, TONIGHT = date(2020, 1, 1), date(2023, 6, 10)
NOW = datetime(2023, 6, 10, 17, 10, tzinfo=UTC)
LIMIT = 5.0

PEOPLE = """
    INSERT INTO people_person (person_id, unit_no, full_name, name_key, birth_year, birth_month, birth_day, birth_basis,
        father_name, mother_name, spouse_name, present_address, phone, home_visit, created_at)
    SELECT n, u.number, 'X', 'x', extract(year FROM b), extract(month FROM b), extract(day FROM b), 'full',
           '', '', '', '', '', false, now()
    FROM generate_series(1, %s) AS n
    CROSS JOIN LATERAL (SELECT date '1935-01-02' + (n::bigint * 7919 %% 31500)::int AS b) AS born
    JOIN (SELECT number, row_number() OVER (ORDER BY number) - 1 AS place FROM units_unit
          WHERE level = 3 AND edition = '2023' ORDER BY number LIMIT 579) AS u ON u.place = n %% 579"""
STANDINGS = """
    INSERT INTO ledger_standing (person_id, unit_no, state, effective_on, entry_id)
    SELECT person_id, unit_no, CASE WHEN make_date(birth_year, birth_month, birth_day) + interval '14 years' > %s
                               THEN 11100 WHEN person_id %% 10 < 8 THEN 15400 ELSE 12100 END, %s, 1
    FROM people_person"""
REST = (
    """INSERT INTO ledger_posting (person_id, entry_id, recorded_on, unit_from, state_from, unit_to, state_to,
                                   effective_on)
       SELECT person_id, 1, %s, 0, 0, unit_no, state, %s FROM ledger_standing""",
    """INSERT INTO ledger_delta (unit_no, effective_on, state, entry_id, amount)
       SELECT unit_no, %s, state, 1, count(*) FROM ledger_standing GROUP BY unit_no, state
       UNION ALL SELECT 0, %s, 0, 1, -count(*) FROM ledger_standing""",
)


def _said(run: ClockRun) -> str:
    return f"{run.came_of_age} came of age, {run.cards_expired} cards ended, {len(run.entries)} entries"


def main() -> None:
    """Open a register by set, run a night after one missed night, and run it again."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    people = parser.parse_args().people
    from toandan.ground.kernel.actor import the_house
    from toandan.work.movements.operations import come_of_age

    def night(on: date) -> ClockRun:
        return come_of_age(actor=the_house("bench"), now=NOW, on=on)

    report = Report(f"The clock of birthdays, {people:,} people")
    with base.database(f"bench_clock_{os.getpid()}"):
        base.run(PEOPLE, [people])
        base.run(STANDINGS, [TONIGHT - timedelta(days=2), OPENED])
        for statement in REST:
            base.run(statement, [OPENED, OPENED])
        base.run("SELECT setval('ledger_entry_id_seq', 1)")
        for table in ("people_person", "ledger_standing", "ledger_posting", "ledger_delta"):
            base.run(f"ANALYZE {table}")
        with stopwatch() as catching_up:
            missed = night(TONIGHT - timedelta(days=1))
        with stopwatch() as first:
            done = night(TONIGHT)
        with stopwatch() as again:
            repeated = night(TONIGHT)
    report.figure("catching up with every card that ended since 2020", readable(catching_up()), _said(missed))
    report.at_most("a night", first(), LIMIT, " s", _said(done))
    report.at_most("the same night again", again(), LIMIT, " s", _said(repeated))
    report.end()


if __name__ == "__main__":
    main()
