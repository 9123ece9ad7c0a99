"""Kill −9 in the middle of an import: the program, and the database. Afterwards everybody is there once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.house.launching import Bench, bench
from tests.record.rolls.files import person, write

pytestmark = pytest.mark.fault
PEOPLE = 6_000
SMALL = (
    "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'\n"
    "import django; django.setup()\n"
    "from toandan.record.rolls.operations import checking\n"
    "checking.BATCH_ROWS = 250\n"
    "from toandan.house.main import main\n"
    "main()\n"
)
"""The program itself, with batches so small that a kill falls between many of them."""
FACTS = """
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'
import django; django.setup()
from django.db import connections
facts = {}
with connections['owner'].cursor() as cursor:
    for name, question in {
        'people': 'SELECT count(*) FROM people_person',
        'numbers': 'SELECT count(DISTINCT personal_number) FROM people_person',
        'claims': "SELECT count(*) FROM people_claim WHERE kind = 'personal_number'",
        'standings': 'SELECT count(*) FROM ledger_standing',
        'postings': 'SELECT count(*) FROM ledger_posting',
        'counted': 'SELECT coalesce(sum(amount), 0) FROM ledger_delta WHERE unit_no <> 0',
        'everything': 'SELECT coalesce(sum(amount), 0) FROM ledger_delta',
        'batches': 'SELECT count(*) FROM rolls_batch',
        'dropped': 'SELECT count(*) FROM rolls_dropped_index',
    }.items():
        cursor.execute(question)
        facts[name] = int(cursor.fetchone()[0])
answer(facts)
"""


def make(folder: Path) -> Path:
    return write(folder / "roll.csv", (person(n) for n in range(PEOPLE)))


def command(path: Path) -> list[str]:
    return [sys.executable, "-c", SMALL, "people", "import", str(path), "--on", "2023-06-03", "--json"]


def start(place: Bench, path: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command(path), env=place.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=place.root
    )


def facts(place: Bench) -> dict[str, int]:
    found: dict[str, int] = place.python(FACTS)
    return found


def wait_for_batches(place: Bench, wanted: int, running: "subprocess.Popen[bytes]") -> None:
    """Wait until some batches are in the register and the import is still at work."""
    deadline = time.monotonic() + 120
    while facts(place)["batches"] < wanted:
        assert running.poll() is None, "the import ended before it could be killed"
        assert time.monotonic() < deadline


def finish(place: Bench, path: Path) -> dict[str, object]:
    done = subprocess.run(command(path), env=place.environment(), capture_output=True, text=True, cwd=place.root, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report: dict[str, object] = json.loads(done.stdout)
    return report


def everybody_once(place: Bench) -> None:
    found = facts(place)
    assert {found[name] for name in ("people", "numbers", "claims", "standings", "postings", "counted")} == {PEOPLE}
    assert (found["everything"], found["batches"], found["dropped"]) == (0, PEOPLE // 250, 0)
    assert place.run("ledger", "verify").returncode == 0


@pytest.mark.parametrize("victim", ["program", "database"])
def test_a_killed_import_goes_on_and_doubles_nobody(tmp_path: Path, victim: str) -> None:
    path = make(tmp_path)
    with bench() as place:
        place.run("db", "start")
        place.run("migrate")
        running = start(place, path)
        wait_for_batches(place, 2, running)
        if victim == "program":
            running.kill()
        else:
            os.kill(postmaster(place), signal.SIGKILL)
        running.wait(timeout=120)
        place.run("db", "start")
        before = facts(place)
        assert 0 < before["people"] < PEOPLE
        assert before["people"] == before["standings"] == before["postings"] == before["batches"] * 250
        report = finish(place, path)
        assert (report["state"], report["accepted"], report["refused"]) == ("done", PEOPLE, 0)
        everybody_once(place)
        assert finish(place, path)["repeated"] is True
        everybody_once(place)


def postmaster(place: Bench) -> int:
    where: str = place.python("answer(places.find().data)")
    return int((Path(where) / "postmaster.pid").read_text().splitlines()[0])
