"""The disk is full, the database's or only that of the uploaded rolls: said clearly, harmless, and gone on from."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.test_import_killed import FACTS
from tests.house import nursery
from tests.house.launching import Bench, bench, fill
from tests.house.test_serve import PATIENCE, start
from tests.record.rolls.files import person, write

pytestmark = pytest.mark.fault
PEOPLE, BATCH = 8_000, 500
TRIES = 3_000
"""Far more tries to sign in than fit into what the tables have taken of the disk beforehand."""

AMPLE = 2 * 2**30
"""Takes no memory until it is used."""
PROGRAM = f"""
import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'toandan.house.settings'
import django; django.setup()
from toandan.record.rolls.operations import checking
checking.BATCH_ROWS = {BATCH}
from toandan.house.main import main
main()
"""
FULL = ("Đĩa đã hết dung lượng", "The disk is full")


@contextmanager
def small_disk(at: Path) -> Iterator[None]:
    """Lay a file system of its own under a directory; without the right to, skip and say so."""
    at.mkdir(parents=True, exist_ok=True)
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small file system to fill up")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={AMPLE},mode=755", "tmpfs", at],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no small file system may be mounted here: {made.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", at], check=True)


def resize(at: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", at], check=True)


def leave_free(at: Path, spare: int) -> None:
    """Make the file system so small that only `spare` bytes are free."""
    found = os.statvfs(at)
    resize(at, (found.f_blocks - found.f_bfree) * found.f_frsize + spare)


@pytest.fixture
def place() -> Iterator[Bench]:
    with bench() as made, small_disk(made.state):
        try:
            fill(made.state)
            yield made.start()
        finally:
            resize(made.state, AMPLE)
            made.stop()


def take_in(place: Bench, path: Path) -> "subprocess.CompletedProcess[str]":
    command = ["-c", PROGRAM, "people", "import", str(path), "--on", "2023-06-03", "--json"]
    return nursery.run(command, env=place.environment(), cwd=place.root)


def said_clearly(done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    for sentence in FULL:
        assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    says_nothing_of_people(done.stdout + done.stderr)


def says_nothing_of_people(text: str) -> None:
    assert "Trần" not in text
    assert "001085" not in text


def everybody_once(place: Bench, path: Path) -> None:
    """The ledger holds as it is, and the same command ends with everybody in, once."""
    assert place.run("ledger", "verify").returncode == 0
    # A server that panicked has been started by that command, and rests again unless it is asked to stay.
    place.run("db", "start")
    done = take_in(place, path)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert (report["state"], report["accepted"], report["repeated"]) == ("done", PEOPLE, False)
    found = place.python(FACTS.replace("HELD", "0"))
    each = ("people", "numbers", "claims", "standings", "postings", "counted")
    assert {name: found[name] for name in each} == dict.fromkeys(each, PEOPLE)
    assert found["batches"] == PEOPLE // BATCH
    assert place.run("ledger", "verify").returncode == 0


@pytest.mark.parametrize(
    "spare",
    [pytest.param(2**19, id="while checking", marks=pytest.mark.nightly), pytest.param(3 * 2**20, id="while writing")],
)
def test_a_full_disk_is_said_and_undoes_nothing_that_was_done(place: Bench, tmp_path: Path, spare: int) -> None:
    path = write(tmp_path / "roll.csv", (person(n) for n in range(PEOPLE)))
    leave_free(place.state, spare)
    said_clearly(take_in(place, path))
    examined = place.run("doctor", check=False)
    assert examined.returncode == 1
    assert "PROBLEM  Disk: the disk is full" in examined.stdout
    assert "Traceback" not in examined.stderr
    says_nothing_of_people((place.state / "postgres.log").read_text(errors="replace"))
    resize(place.state, AMPLE)
    everybody_once(place, path)


def test_a_server_that_cannot_start_for_want_of_room_says_so_and_starts_later(place: Bench) -> None:
    place.run("db", "stop")
    leave_free(place.state, 0)
    done = place.run("db", "start", check=False)
    said_clearly(done)
    assert "the disk is full" in place.run("doctor", check=False).stdout
    resize(place.state, AMPLE)
    place.run("db", "start")
    assert place.run("ledger", "verify").returncode == 0


def test_a_page_posted_to_a_full_disk_says_that_nothing_was_saved(place: Bench) -> None:
    with serving(place) as address:
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        form = visitor.open(f"{address}/sign-in/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert token
        leave_free(place.state, 0)
        # The first ones still find room in pages that are on the disk already.
        for number in range(TRIES):
            tried = {"csrfmiddlewaretoken": token[1], "login": f"nobody{number}", "password": "x"}
            status, page = post(visitor, f"{address}/sign-in/", tried)
            if status != 200:
                break
        assert (status, FULL[0] in page, "Chưa có gì được lưu." in page) == (507, True, True)
        assert "Traceback" not in page
        resize(place.state, AMPLE)
        assert visitor.open(f"{address}/sign-in/").status == 200


@contextmanager
def serving(place: Bench) -> Iterator[str]:
    """Serve the pages and give their address."""
    server = start(place)
    try:
        server.wait_until_ready()
        yield f"http://localhost:{server.port}"
    finally:
        server.process.terminate()
        server.process.communicate(timeout=PATIENCE)


def post(visitor: urllib.request.OpenerDirector, address: str, form: dict[str, str]) -> tuple[int, str]:
    try:
        with visitor.open(address, urllib.parse.urlencode(form).encode(), timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.nightly
def test_a_full_disk_of_the_rolls_alone_is_said_and_noted(place: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "roll.csv", (person(n) for n in range(PEOPLE)))
    rolls = place.state / "rolls"
    with small_disk(rolls):
        leave_free(rolls, 2**18)
        said_clearly(take_in(place, path))
        assert list(rolls.glob("*/*.part")) == []
        noted = "answer(c.execute('SELECT state, reason FROM rolls_run').fetchone())"
        assert place.python(f"with logins.connect_owner() as c: {noted}") == ["failed", "disk"]
        resize(rolls, AMPLE)
        everybody_once(place, path)
