"""Kill −9 in the middle of an import: the program, and the database. Afterwards everybody is there once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.house import nursery
from tests.house.launching import Bench, migrated
from tests.record.rolls.files import person, write

pytestmark = pytest.mark.fault
PEOPLE = 3_000
BATCH = 250
HELD = 3
"""The batch inside whose open transaction the import is held until it is killed."""
PROGRAM = f"""
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'
import django; django.setup()
import time
from pathlib import Path
from toandan.record.rolls.operations import checking, indexes, runs
checking.BATCH_ROWS = {BATCH}
indexes.FEW = int(os.environ['FEW'])
whole, hold = runs.note_batch, os.environ.get('HOLD')
def held(run, *, number, **rest):
    whole(run, number=number, **rest)
    if hold and number == {HELD}:
        Path(hold).touch()
        while Path(hold).exists():
            time.sleep(0.01)
runs.note_batch = held
from toandan.house.main import main
main()
"""
"""The program itself, with small batches, and with a place where it waits for the kill."""
ALONE = """
import time, psycopg
deadline = time.monotonic() + 120
with psycopg.connect(**embedded.super_address(), autocommit=True) as c:
    while c.execute(
        'SELECT count(*) FROM pg_stat_activity WHERE usename IS NOT NULL AND datname = %s AND pid <> pg_backend_pid()',
        [embedded.DATABASE],
    ).fetchone()[0]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
"""
"""Returns when nobody works for a program that is gone: the server ends what it was given, and may even commit it."""
FACTS = """
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'
import django; django.setup()
from django.db import connections, transaction
facts = {}
with transaction.atomic(using='owner'), connections['owner'].cursor() as cursor:
    cursor.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    for name, question in {
        'people': 'SELECT count(*) FROM people_person',
        'numbers': 'SELECT count(DISTINCT personal_number) FROM people_person',
        'claims': "SELECT count(*) FROM people_claim WHERE kind = 'personal_number'",
        'standings': 'SELECT count(*) FROM ledger_standing',
        'postings': 'SELECT count(*) FROM ledger_posting',
        'counted': 'SELECT coalesce(sum(amount), 0) FROM ledger_delta WHERE unit_no <> 0',
        'everything': 'SELECT coalesce(sum(amount), 0) FROM ledger_delta',
        'batches': 'SELECT count(*) FROM rolls_batch',
        'noted': 'SELECT coalesce(sum(accepted), 0) FROM rolls_batch',
        'held': 'SELECT count(*) FROM rolls_batch WHERE number = HELD',
        'entries': 'SELECT count(*) FROM ledger_entry',
        'dropped': 'SELECT count(*) FROM rolls_dropped_index',
        'unnamed': 'SELECT count(*) FROM people_person AS p WHERE NOT EXISTS'
                   ' (SELECT FROM people_name AS n WHERE n.name_key = p.name_key)',
    }.items():
        cursor.execute(question)
        facts[name] = int(cursor.fetchone()[0])
answer(facts)
"""


def command(path: Path) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "people", "import", str(path), "--on", "2023-06-03", "--json"]


def start_and_hold(place: Bench, path: Path, hold: Path, few: int) -> "subprocess.Popen[bytes]":
    """Start an import and return when it stands inside the transaction of a batch."""
    quiet = subprocess.DEVNULL
    variables = place.environment() | {"HOLD": str(hold), "FEW": str(few)}
    running = subprocess.Popen(command(path), env=variables, stdout=quiet, stderr=quiet, cwd=place.root)
    deadline = time.monotonic() + 120
    while not hold.exists():
        assert running.poll() is None, "the import ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return running


def facts(place: Bench) -> dict[str, int]:
    found: dict[str, int] = place.python(FACTS.replace("HELD", str(HELD)))
    return found


def finish(place: Bench, path: Path, few: int) -> dict[str, object]:
    variables = place.environment() | {"FEW": str(few)}
    done = nursery.run(command(path)[1:], env=variables, cwd=place.root)
    assert done.returncode == 0, done.stdout + done.stderr
    report: dict[str, object] = json.loads(done.stdout)
    return report


def whole(found: dict[str, int]) -> bool:
    """Tell whether people, claims, ledger and notes agree, and whole batches only are there."""
    there = found["batches"] * BATCH
    each = ("people", "numbers", "claims", "standings", "postings", "counted", "noted")
    assert {name: found[name] for name in each} == dict.fromkeys(each, there)
    return (found["everything"], found["entries"]) == (0, found["batches"])


def everybody_once(place: Bench) -> None:
    found = facts(place)
    assert whole(found)
    assert (found["people"], found["dropped"], found["unnamed"]) == (PEOPLE, 0, 0)
    assert place.run("ledger", "verify").returncode == 0


def what_the_kill_left(place: Bench, straight: bool) -> None:
    """Whole batches only, and not the one that was held open.

    How many depends on the moment: an opening writes batches beside each other, so one before the held one may still
    be open when the kill comes, and some after it may be in.
    """
    place.python(ALONE)
    found = facts(place)
    assert whole(found)
    assert found["held"] == 0
    assert 0 < found["batches"] < PEOPLE // BATCH
    assert straight or found["batches"] == HELD
    assert bool(found["dropped"]) == straight
    assert place.run("ledger", "verify").returncode == 0


@pytest.mark.parametrize(
    ("few", "straight"),
    [
        pytest.param(PEOPLE + 1, False, id="with indexes", marks=pytest.mark.nightly),
        pytest.param(1, True, id="straight"),
    ],
)
def test_an_import_whose_program_and_then_its_database_are_killed_goes_on_and_doubles_nobody(
    tmp_path: Path, few: int, straight: bool
) -> None:
    """Few people go in one batch after the other; an opening writes two at once."""
    path = write(tmp_path / "roll.csv", (person(n) for n in range(PEOPLE)))
    with migrated() as place:
        for victim in ("program", "database"):
            hold = tmp_path / victim
            running = start_and_hold(place, path, hold, few)
            if victim == "program":
                running.kill()
            else:
                kill_database(place)
            hold.unlink()
            assert running.wait(timeout=120) != 0
            place.run("db", "start")
            what_the_kill_left(place, straight)
        report = finish(place, path, few)
        assert (report["state"], report["accepted"], report["refused"]) == ("done", PEOPLE, 0)
        everybody_once(place)
        assert finish(place, path, few)["repeated"] is True
        everybody_once(place)


def kill_database(place: Bench) -> None:
    """Kill the postmaster and wait until its backends have seen it; until then they still serve their clients."""
    where: str = place.python("answer(places.find().data)")
    postmaster = int((Path(where) / "postmaster.pid").read_text().splitlines()[0])
    backends = {pid for pid, parent, _ in processes() if parent == postmaster}
    assert backends
    os.kill(postmaster, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while backends & {pid for pid, _, state in processes() if not state.startswith("Z")}:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def processes() -> list[tuple[int, int, str]]:
    """Return every process as its number, its parent's number and its state."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,state="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [(int(pid), int(parent), state) for pid, parent, state, *_ in rows]
