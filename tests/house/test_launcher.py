"""The embedded server: made, found again, killed, copied, closed in, shared by nobody."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.house.launching import Bench, bench
from tests.house.sources import ROOT
from toandan.house.database import places

pytestmark = pytest.mark.fault
AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def place() -> Iterator[Bench]:
    with bench() as made:
        yield made


START = "answer(embedded.ensure_running(lambda s: print(s, file=sys.stderr)))"
PID = "answer(embedded.postmaster())"
DATA = """
import psycopg
with psycopg.connect(**embedded.super_address()) as c: answer(c.execute("SHOW data_directory").fetchone()[0])"""


def test_the_first_call_starts_it_and_the_second_finds_it(place: Bench) -> None:
    place.stop()
    assert place.python(START) is True
    assert place.python(START) is False


def test_it_runs_as_an_ordinary_account_with_no_group_of_root(place: Bench) -> None:
    place.python(START)
    process = psutil.Process(place.python(PID))
    assert process.uids().real != 0
    assert process.gids().real != 0
    if AS_ROOT:
        groups = next(
            line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("Groups:")
        )
        assert groups.split()[1:] == []


def test_it_listens_on_no_network_and_lets_nobody_in_without_password(place: Bench) -> None:
    place.python(START)
    process = psutil.Process(place.python(PID))
    assert [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN] == []
    assert (
        place.python("with logins.connect_owner() as c: answer(c.execute('SHOW max_connections').fetchone()[0])")
        == "120"
    )
    refused = """
import psycopg
try:
    psycopg.connect(**(embedded.super_address() | {"password": "wrong"})); answer("let in")
except psycopg.OperationalError as error:
    answer(str(error))
"""
    assert "password authentication failed" in place.python(refused)
    assert (place.state / "pg").stat().st_mode & 0o077 == 0
    assert (place.state / "keys.json").stat().st_mode & 0o077 == 0


def test_it_comes_back_at_once_after_kill_9_with_everything_committed(place: Bench) -> None:
    place.python(START)
    place.python("with logins.connect_owner() as c: c.execute('CREATE TABLE kept (n int)')")
    for round_ in range(3):
        # The same process kills and starts again, so that the dead server lies there as a zombie nobody has reaped.
        seconds = place.python(f"""
import time
with logins.connect_owner() as c: c.execute("INSERT INTO kept VALUES ({round_})")
os.kill(embedded.postmaster(), signal.SIGKILL)
began = time.monotonic()
embedded.ensure_running()
answer(time.monotonic() - began)""")
        assert seconds < 30
    assert (
        place.python("with logins.connect_owner() as c: answer(c.execute('SELECT count(*) FROM kept').fetchone()[0])")
        == 3
    )


def test_a_zombie_of_our_own_does_not_count_as_alive(place: Bench) -> None:
    place.python(START)
    answer = place.python("""
import psutil, time
embedded.stop(); embedded.ensure_running()
pid = embedded.postmaster()
os.kill(pid, signal.SIGKILL)
while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE: time.sleep(0.01)
zombie = psutil.pid_exists(pid)
before = embedded.postmaster()
embedded.ensure_running()
answer([zombie, before, embedded.alive(), embedded.postmaster() not in (None, pid)])""")
    assert answer == [True, None, True, True]


def test_a_pid_file_that_names_somebody_else_is_no_obstacle(place: Bench) -> None:
    place.python(START)
    place.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as innocent:
        (place.state / "pg" / "postmaster.pid").write_text(f"{innocent.pid}\n{place.state / 'pg'}\n")
        assert place.python(START) is True
        assert innocent.poll() is None
        innocent.communicate(b"\n")


def test_a_kill_in_the_middle_of_making_it_leaves_nothing_half_made() -> None:
    with bench() as place:
        code = "import sys\nfrom toandan.house.database import embedded\nembedded.ensure_running()"
        with subprocess.Popen([sys.executable, "-c", code], env=place.environment(), cwd=ROOT) as maker:
            while not list(place.state.glob("pg.part.*/PG_VERSION")) and maker.poll() is None:
                time.sleep(0.005)
            maker.send_signal(signal.SIGKILL)
        assert not (place.state / "pg" / "PG_VERSION").exists()
        assert place.python(START) is True


def test_lost_keys_are_named_instead_of_starting_a_second_server(place: Bench) -> None:
    place.python(START)
    keys = place.state / "keys.json"
    kept = keys.read_text()
    keys.unlink()
    try:
        done = place.run("db", "start", check=False)
        assert done.returncode == 1
        assert "keys.json" in done.stderr
        assert "Put the old keys.json back" in done.stderr
    finally:
        keys.write_text(kept)


def test_two_state_directories_are_two_servers_even_when_one_is_a_copy(place: Bench) -> None:
    place.python(START)
    with bench() as second:
        subprocess.run(["cp", "-a", str(place.state), str(second.state)], check=True)
        assert second.python(START) is True
        assert second.python(PID) != place.python(PID)
        assert second.python(DATA) == str(second.state / "pg")
        assert place.python(DATA) == str(place.state / "pg")


def test_a_long_path_moves_only_the_socket() -> None:
    with bench() as place:
        place.state = place.state / ("long" * 30)
        assert place.python(START) is True
        socket = Path(place.python("answer(str(places.find().socket))"))
        assert len(str(socket)) < 90
        assert socket.stat().st_mode & 0o077 == 0
        place.stop()
        shutil.rmtree(socket)


@pytest.mark.skipif(not AS_ROOT, reason="only root can give a directory away")
def test_a_socket_directory_made_by_somebody_else_is_refused() -> None:
    with bench() as place:
        place.state = place.state / ("long" * 30)
        socket = Path(place.python("answer(str(places.find().socket))"))
        socket.mkdir()
        os.chown(socket, 12345, 12345)
        try:
            done = place.run("db", "start", check=False)
            assert done.returncode == 1
            assert "belongs to somebody else" in done.stderr
        finally:
            socket.rmdir()


def test_a_directory_removed_under_a_running_server_does_no_harm_to_the_next() -> None:
    with bench() as place:
        place.python(START)
        orphan = psutil.Process(place.python(PID))
        shutil.rmtree(place.state)
        assert place.python(START) is True
        assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
        assert place.python("answer(embedded.alive())") is True


def test_a_server_that_lost_its_socket_is_started_anew() -> None:
    with bench() as place:
        place.python(START)
        (place.state / "run" / ".s.PGSQL.5432").unlink()
        assert place.python(START) is True
        assert place.python("answer(embedded.alive())") is True


def test_who_started_it_stops_it_only_when_nobody_else_uses_it() -> None:
    with bench() as place:
        user = "embedded.ensure_running(); print('up', flush=True); input()"
        arguments = [sys.executable, "-c", f"from toandan.house.database import embedded\n{user}"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(arguments, env=place.environment(), cwd=ROOT, **pipes) as other:  # type: ignore[call-overload]
            assert other.stdout.readline() == "up\n"
            assert place.python("embedded.ensure_running(); answer(embedded.stop(only_if_idle=True))") is False
            other.communicate("\n")
        assert place.python("embedded.ensure_running(); answer(embedded.stop(only_if_idle=True))") is True


def test_the_command_line_starts_says_and_stops() -> None:
    with bench() as place:
        assert place.run("db", "status", check=False).returncode == 3
        announced = place.run("db", "start").stderr
        assert ("the account 'nobody'" in announced) == AS_ROOT
        assert '"running": true' in place.run("db", "status", "--json").stdout
        assert "stopped" in place.run("db", "stop").stderr
        assert place.run("db", "status", check=False).returncode == 3


@pytest.mark.skipif(not AS_ROOT, reason="only root's home is closed to the service account")
def test_a_new_database_says_how_far_it_is_a_ready_one_nothing_and_an_older_one_what_to_run() -> None:
    with bench() as own:
        first, again = own.run("migrate"), own.run("migrate")
        own.python(
            "with logins.connect_owner() as c:\n"
            " c.execute(\"DELETE FROM django_migrations WHERE app = 'units' AND name LIKE '0001%'\"); answer(1)"
        )
        older = own.run("serve", check=False)
    counted = dict(re.findall(r"^(Making|Loading) .*?(\d+/\d+)", first.stderr, re.MULTILINE))
    assert set(counted) == {"Making", "Loading"}
    assert all(done == total and int(total) > 50 for done, total in (c.split("/") for c in counted.values()))
    assert first.stdout == ""
    assert again.stderr.strip() == "The database is up to date."
    assert older.returncode == 1
    assert "older version: run `toandan migrate`" in older.stderr


def test_a_checkout_in_a_closed_directory_keeps_its_server_in_the_systems_place() -> None:
    closed = Path("/root") / f"toandan-closed-{os.getpid()}"
    closed.mkdir(mode=0o700)
    clone = closed / "checkout"
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        shutil.copytree(ROOT / "toandan" / "house", clone / "toandan" / "house", dirs_exist_ok=True)
        packages = _closed_packages(closed)
        place = Bench(clone / ".toandan", {"PYTHONPATH": f"{clone}:{packages}"}, root=clone)
        announced = place.run("db", "start").stderr
        where = Path(place.python("answer(str(places.find().state))"))
        try:
            assert "is closed to 'nobody'" in announced
            assert where.parent == Path("/var/lib/toandan")
            assert (where / "belongs-to").read_text().strip() == str(clone / ".toandan")
            assert place.python("answer(str(places.find().binaries))").startswith("/var/lib/toandan/postgresql-18-")
            assert place.python("with logins.connect_owner() as c: answer(c.execute('SELECT 1').fetchone()[0])") == 1
            assert closed.stat().st_mode & 0o777 == 0o700
        finally:
            place.stop()
            shutil.rmtree(where)
    finally:
        shutil.rmtree(closed)


@pytest.mark.skipif(
    not AS_ROOT, reason="only root's server runs as another account, to which a directory may be closed"
)
def test_a_database_whose_directory_was_closed_is_not_passed_over() -> None:
    with bench() as place:
        place.python(START)
        place.state.parent.chmod(0o700)
        try:
            done = place.run("db", "start", check=False)
        finally:
            place.state.parent.chmod(0o755)
        assert done.returncode == 1
        assert "cannot be reached by the account 'nobody' any more" in done.stderr
        assert "Traceback" not in done.stderr
        assert place.python(START) is False


def _closed_packages(closed: Path) -> Path:
    """Copy PostgreSQL's programs below a closed directory, where a checkout's own environment would lie."""
    package = places.packaged_binaries().parents[1]
    target = closed / "packages" / package.name
    target.mkdir(parents=True)
    shutil.copy(package / "__init__.py", target)
    shutil.copytree(package / "pginstall18", target / "pginstall18", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, target.with_name(libraries.name), symlinks=True)
    return target.parent
