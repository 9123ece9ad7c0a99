"""Killed in the middle of its work, the client or the database itself: nothing is lost, nothing doubled (sự cố)."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.house.launching import bench

ROOT = Path(__file__).resolve().parents[3]
SETS, SIZE = 120, 15
AHEAD = 60
"""So many sets past the one it is to be killed at the program works on; there it waits, however late the kill is."""
WORKER = """
import json, sys
import django
django.setup()
from uuid import UUID
from tests.record.ledger.people import *
from toandan.house.database import embedded, logins, prepare
from toandan.record.ledger import queries
from toandan.record.ledger.words import Line, Verb

SETS, SIZE = {sets}, {size}
step = sys.argv[1]
if step == "prepare":
    prepare.prepare()
    print("ready", flush=True)
elif step == "people":
    print(json.dumps([communes(1)[0], write_down(communes(1)[0], SETS * SIZE)]), flush=True)
elif step == "post":
    unit, people = json.loads(sys.stdin.readline())
    for number in range(SETS):
        mine = people[number * SIZE:(number + 1) * SIZE]
        put(moved(mine, WORLD, (unit, DUE)), verb=Verb.REGISTERED, key=UUID(int=2 * number + 1))
        put(moved(mine, (unit, DUE), (unit, APPLIED)), verb=Verb.DOSSIER_COLLECTED, key=UUID(int=2 * number + 2))
        print(number, flush=True)
        if number == int(sys.argv[2]):
            sys.stdin.read()
elif step == "verify":
    embedded.ensure_running()
    report = queries.verify()
    print(json.dumps({{p.name: [p.rows, p.violations] for p in report.proofs}}), flush=True)
elif step == "postmaster":
    print(embedded.postmaster(), flush=True)
elif step == "start":
    embedded.ensure_running()
"""


class Place:
    """A cluster of its own, driven by programs of their own."""

    def __init__(self, folder: Path) -> None:
        self.script = folder / "worker.py"
        self.script.write_text(WORKER.format(sets=SETS, size=SIZE))
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "PYTHONPATH": str(ROOT),
            "TOANDAN_STATE_DIR": str(folder / "state"),
            "DJANGO_SETTINGS_MODULE": "toandan.house.settings",
        }

    def start(self, step: str, wait_after: int = SETS) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, self.script, step, str(wait_after)],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, step: str, said: str = "") -> str:
        out, errors = (process := self.start(step)).communicate(said, timeout=300)
        assert process.returncode == 0, errors
        return out.strip().splitlines()[-1] if out.strip() else ""

    def post_until(self, people: str, sets: int) -> "subprocess.Popen[str]":
        """Start posting and come back when so many sets are through, with the program in the middle of the next."""
        process = self.start("post", wait_after=sets + AHEAD)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(people + "\n")
        process.stdin.flush()
        for line in process.stdout:
            if int(line) >= sets:
                return process
        raise AssertionError(process.stderr.read() if process.stderr else "")

    def proofs(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = json.loads(self.run("verify"))
        return found


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    # Not below pytest's own folder: every other run of pytest closes that to the account the server runs as.
    with bench() as room:
        made = Place(room.state.parent)
        made.run("prepare")
        yield made


def check(place: Place, people: int, entries: int) -> None:
    proofs = place.proofs()
    assert {name: violations for name, (_, violations) in proofs.items() if violations} == {}
    assert proofs["one_account_each"][0] == people
    assert proofs["entries_complete"][0] == entries
    assert proofs["chain_unbroken"][0] == 2 * people


@pytest.mark.fault
@pytest.mark.nightly
def test_the_program_killed_while_posting_goes_on_where_it_was(place: Place) -> None:
    people = place.run("people")
    for reached in (5, 40):
        process = place.post_until(people, reached)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        # What the killed program left open is undone; between the two the ledger holds at every moment.
        assert {v for n, (_, v) in place.proofs().items() if n != "one_account_each"} == {0}
    place.run("post", people)
    check(place, people=SETS * SIZE, entries=2 * SETS)


@pytest.mark.fault
def test_the_database_killed_while_posting_loses_nothing_that_was_answered(place: Place) -> None:
    before = place.proofs()["one_account_each"][0], place.proofs()["entries_complete"][0]
    # Other people, but the same keys would be other requests: this test has its own by being the second one.
    people = json.loads(place.run("people"))
    place.script.write_text(place.script.read_text().replace("UUID(int=2", "UUID(int=10**6 + 2"))
    postmaster = int(place.run("postmaster"))
    process = place.post_until(json.dumps(people), 10)
    children = psutil.Process(postmaster).children(recursive=True)
    os.kill(postmaster, signal.SIGKILL)
    for child in children:
        with suppress(psutil.NoSuchProcess):
            child.kill()
    out, _ = process.communicate(timeout=120)
    assert process.returncode != 0
    answered = 10 + len(out.split())
    place.run("start")
    proofs = place.proofs()
    assert {v for n, (_, v) in proofs.items() if n != "one_account_each"} == {0}
    assert proofs["entries_complete"][0] >= before[1] + 2 * answered
    place.run("post", json.dumps(people))
    check(place, people=before[0] + SETS * SIZE, entries=before[1] + 2 * SETS)
