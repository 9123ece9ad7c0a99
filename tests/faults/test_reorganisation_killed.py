"""Kill −9 in the middle of a merger: the program, and the database. Afterwards everybody stands in one place, once."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.test_import_killed import ALONE, kill_database
from tests.house import nursery
from tests.house.launching import Bench, migrated
from tests.record.rolls.files import person, write

pytestmark = pytest.mark.fault
PEOPLE = 600
BATCH = 40
HELD = 8
"""The posting inside whose open transaction the run is held until it is killed: the middle of the second unit."""
OLDS = ("00001", "00004", "00007")
MAPPING = """old_code,new_code,part,address
00001,00097,full,
00004,00004,full,
00007,00008,partial,to 1
00007,00025,partial,to 2
"""
HOLDING = f"""
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'
import django; django.setup()
import time
from pathlib import Path
from toandan.command.reorganisation.operations import carrying
from toandan.record.ledger.operations import posting
carrying.BATCH, carrying.MANY = {BATCH}, int(os.environ['MANY'])
whole, hold, done = posting._call, os.environ.get('HOLD'), []
def held(*args):
    outcome = whole(*args)
    done.append(outcome)
    if hold and len(done) == {HELD}:
        Path(hold).touch()
        while Path(hold).exists():
            time.sleep(0.01)
    return outcome
posting._call = held
"""
PROGRAM = f"""{HOLDING}
from toandan.house.main import main
main()
"""
"""The program itself, with small batches, and with a place where it waits for the kill."""
WORKER = f"""{HOLDING}
from procrastinate.contrib.django import app
with app.replace_connector(app.connector.get_worker_connector()) as jobs:
    jobs.run_worker(queues=['office'], wait=False)
"""
"""A worker that does what waits and ends, with the same place."""
DJANGO = """
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'
import django; django.setup()
from datetime import date
from django.db import connections
from django.utils import timezone
"""
SENT = f"""{DJANGO}
from tests.officers_help import actor_for
from toandan.command.reorganisation import operations
from toandan.faces.web.reorganisation import starting
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
actor = actor_for('tong.hanh', Role.HEADQUARTERS_OPERATOR, units.by_code('VN', as_of=date(2023, 6, 3)).number)
told = {{'actor': actor, 'now': timezone.now()}}
run = operations.receive(**told, content=CONTENT, file_name='map.csv', on=date(2025, 7, 1), reason='NQ 1').run
operations.queue(**told, run=run)
starting.start(run, officer=actor.officer, now=told['now'])
"""
"""What the page does when an officer sends a mapping and starts it."""
TAKEN_UP = f"""{DJANGO}
from toandan.faces.jobs import reorganisation
with connections['owner'].cursor() as cursor:
    cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    reorganisation.attend(timestamp=0)
    cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'reorganisation.carry_out'")
    answer(cursor.fetchall())
"""
"""What the house does every minute, two minutes after the worker's last sign of life."""
FACTS = """
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'
import django; django.setup()
from django.db import connections, transaction
def asked(question):
    cursor.execute(question)
    return cursor.fetchall()
with transaction.atomic(using='owner'), connections['owner'].cursor() as cursor:
    cursor.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    answer({
        'stages': asked('SELECT state, count(*) FROM ledger_standing GROUP BY 1 ORDER BY 1'),
        'places': asked("SELECT u.code || ' ' || u.edition, count(*) FROM ledger_standing AS s"
                        " JOIN units_unit AS u ON u.number = s.unit_no GROUP BY 1 ORDER BY 1"),
        'register': asked("SELECT u.code || ' ' || u.edition, count(*) FROM people_person AS s"
                          " JOIN units_unit AS u ON u.number = s.unit_no GROUP BY 1 ORDER BY 1"),
        'counted': asked("SELECT u.code || ' ' || u.edition, sum(amount)::bigint FROM ledger_delta AS d"
                         " JOIN units_unit AS u ON u.number = d.unit_no GROUP BY 1 HAVING sum(amount) <> 0 ORDER BY 1"),
        'moves': asked("SELECT count(*) FROM ledger_posting JOIN ledger_entry USING (entry_id)"
                       " WHERE verb = 'reorganised'")[0][0],
        'twice': asked("SELECT count(*) FROM (SELECT person_id FROM ledger_posting JOIN ledger_entry USING (entry_id)"
                       " WHERE verb = 'reorganised' GROUP BY 1 HAVING count(*) > 1) AS t")[0][0],
        'lines': asked("SELECT count(*) FROM journal_line WHERE verb = 'ledger.entry.post'")[0][0]
                 - asked('SELECT count(*) FROM ledger_entry')[0][0],
        'dropped': asked('SELECT count(*) FROM rolls_dropped_index')[0][0],
        'state': asked('SELECT state FROM reorganisation_run')[0][0],
    })
"""


def command(path: Path) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "units", "reorganise", str(path), "--on", "2025-07-01", "--json"]


def roll(path: Path) -> Path:
    """Write people of three communes; of the divided one a third lives where no rule reaches."""
    rows = (
        person(n, permanent_commune=OLDS[n % 3], present_address=f"Số {n}, tổ {1 + n // 3 % 3}") for n in range(PEOPLE)
    )
    return write(path, rows)


def facts(place: Bench) -> dict[str, object]:
    found: dict[str, object] = place.python(FACTS)
    return found


def start_and_hold(place: Bench, words: list[str], hold: Path, many: int) -> "subprocess.Popen[bytes]":
    """Start the run and return when it stands inside the open transaction of a posting."""
    quiet = subprocess.DEVNULL
    variables = place.environment() | {"HOLD": str(hold), "MANY": str(many)}
    running = subprocess.Popen(words, env=variables, stdout=quiet, stderr=quiet, cwd=place.root)
    deadline = time.monotonic() + 120
    while not hold.exists():
        assert running.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return running


def finish(place: Bench, path: Path, many: int) -> dict[str, object]:
    variables = place.environment() | {"MANY": str(many)}
    done = nursery.run(command(path)[1:], env=variables, cwd=place.root)
    assert done.returncode == 0, done.stdout + done.stderr
    report: dict[str, object] = json.loads(done.stdout)
    return report


def half_done(place: Bench, bare: bool, stages: object) -> None:
    """Whole batches only, and not the one that was held open: the second unit is divided between old and new."""
    place.python(ALONE)
    found = facts(place)
    assert (found["state"], found["moves"], found["twice"], found["lines"]) == ("running", (HELD - 1) * BATCH, 0, 0)
    assert found["stages"] == stages
    assert found["places"] == found["register"] == found["counted"]
    there = dict(found["places"])  # type: ignore[call-overload]
    assert (there["00004 2023"], there["00004 2025"]) == (PEOPLE // 3 - 2 * BATCH, 2 * BATCH)
    assert bool(found["dropped"]) == bare
    assert place.run("ledger", "verify").returncode == 0


def all_done(place: Bench, stages: object) -> None:
    found = facts(place)
    third, ninth = PEOPLE // 3, PEOPLE // 9
    assert found["places"] == found["register"] == found["counted"]
    there = dict(found["places"])  # type: ignore[call-overload]
    assert (there["00097 2025"], there["00004 2025"]) == (third, third)
    parked = there["00007 2023"]
    assert {there["00008 2025"], there["00025 2025"], parked} <= {ninth, ninth + 1}
    assert (found["moves"], found["twice"], found["lines"]) == (PEOPLE - parked, 0, 0)
    assert (found["stages"], found["dropped"], found["state"]) == (stages, 0, "done")
    assert place.run("ledger", "verify").returncode == 0


@pytest.mark.parametrize(
    ("victim", "many", "bare"),
    [
        pytest.param("program", PEOPLE + 1, False, id="program, with indexes", marks=pytest.mark.nightly),
        pytest.param("database", PEOPLE + 1, False, id="database, with indexes"),
        pytest.param("program", 1, True, id="program, bare", marks=pytest.mark.nightly),
        pytest.param("database", 1, True, id="database, bare", marks=pytest.mark.nightly),
    ],
)
def test_a_merger_killed_in_the_middle_of_a_unit_goes_on(tmp_path: Path, victim: str, many: int, bare: bool) -> None:
    path, hold = tmp_path / "map.csv", tmp_path / "hold"
    path.write_text(MAPPING, encoding="utf-8")
    with migrated() as place:
        place.run("people", "import", str(roll(tmp_path / "roll.csv")), "--on", "2023-06-03")
        running = start_and_hold(place, command(path), hold, many)
        stages = [[12100, PEOPLE]]
        if victim == "program":
            running.kill()
        else:
            kill_database(place)
        hold.unlink()
        assert running.wait(timeout=120) != 0
        place.run("db", "start")
        half_done(place, bare, stages)
        report = finish(place, path, many)
        assert (report["state"], report["before"], report["other_entries"]) == ("done", report["after"], 0)
        assert report["moved"] == report["people_after"] - report["undecided"]  # type: ignore[operator]
        all_done(place, stages)
        again = finish(place, path, many)
        assert (again["repeated"], again["moved_now"], again["moved"]) == (True, 0, report["moved"])
        all_done(place, stages)


@pytest.mark.nightly
def test_a_merger_started_on_the_page_is_taken_up_when_its_worker_is_killed(tmp_path: Path) -> None:
    hold, worker, stages = tmp_path / "hold", [sys.executable, "-c", WORKER], [[12100, PEOPLE]]
    with migrated() as place:
        place.run("people", "import", str(roll(tmp_path / "roll.csv")), "--on", "2023-06-03")
        place.python(SENT.replace("CONTENT", repr(MAPPING.encode())))
        running = start_and_hold(place, worker, hold, PEOPLE)
        running.kill()
        hold.unlink()
        assert running.wait(timeout=120) != 0
        half_done(place, bare=False, stages=stages)
        assert place.python(TAKEN_UP) == [["todo"]]
        variables = place.environment() | {"MANY": str(PEOPLE)}
        done = nursery.run(worker[1:], env=variables, cwd=place.root)
        assert done.returncode == 0, done.stdout + done.stderr
        all_done(place, stages)
