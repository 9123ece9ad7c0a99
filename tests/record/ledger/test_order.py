"""A set takes its people in rising order of person, however the table looks to the planner (thứ tự khoá)."""

import threading

import psycopg
import pytest
from django.db import connections

from tests.record.ledger.people import APPLIED, DUE, communes, moved, opened, owner, put


def wait_until_blocked(watcher: psycopg.Connection, blocker: int, posting: threading.Thread) -> None:
    """Wait until some process waits for the one given."""
    waiting = "SELECT 1 FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
    while not watcher.execute(waiting, [blocker]).fetchone():
        assert posting.is_alive(), "the set went through without waiting"
        watcher.rollback()


def held_back(name: str, people: list[int], middle: int, unit: int, target: tuple[int, int]) -> set[int]:
    """Post all of them while somebody else holds `middle`; return who is still free when the set waits."""
    lines = moved(people, (unit, DUE), target)
    posting = threading.Thread(target=lambda: (put(lines), connections.close_all()))
    with owner(name) as holder, owner(name) as watcher:
        holder.execute("SELECT FROM ledger_standing WHERE person_id = %s FOR UPDATE", [middle])
        posting.start()
        wait_until_blocked(watcher, holder.info.backend_pid, posting)
        free = watcher.execute("SELECT person_id FROM ledger_standing FOR UPDATE SKIP LOCKED").fetchall()
    posting.join()
    return {int(person) for (person,) in free}


@pytest.mark.parametrize("others", [0, 3_000], ids=["small table", "large table"])
@pytest.mark.parametrize("counted", [False, True], ids=["without statistics", "with statistics"])
@pytest.mark.parametrize("led", [False, True], ids=["another state", "another unit"])
def test_whoever_waits_holds_only_smaller_numbers(own_database: str, others: int, counted: bool, led: bool) -> None:
    unit, other = communes(2)
    people = opened(unit, 30)
    if others:
        opened(unit, others)
    # People written anew lie at the end of the table, the greatest first: its own order is not theirs.
    with owner(own_database) as connection:
        for person in reversed(people):
            connection.execute("UPDATE ledger_standing SET effective_on = effective_on WHERE person_id = %s", [person])
    if counted:
        with owner(own_database) as connection:
            connection.execute("ANALYZE ledger_standing")
    middle = people[12]
    free = held_back(own_database, people, middle, unit, (other, DUE) if led else (unit, APPLIED))
    assert free & set(people) == set(people[13:])
