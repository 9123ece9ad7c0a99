"""`toandan serve`: comes up from nothing, survives a lost worker, and ends without cutting anybody off."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest
from django.urls import reverse

from tests.house.launching import Bench, bench, fill, migrated
from toandan.house.commands.serve import called

pytestmark = pytest.mark.fault
PATIENCE = 120


@dataclass
class Served:
    """A server under test."""

    place: Bench
    port: int
    process: "subprocess.Popen[str]"

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://{host}:{self.port}{path}", timeout=60) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.process.communicate()
            try:
                if self.get("/health/ready")[0] == 200:
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        pytest.fail("the server did not become ready")

    def children(self) -> list[psutil.Process]:
        """Return the server's own processes; PostgreSQL lives in a session of its own and counts apart."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in found if "postgres" not in child.name()]


def start(place: Bench) -> Served:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "toandan.house.main", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=place.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=place.root
    )
    return Served(place, port, process)


@pytest.fixture(scope="module")
def place() -> Iterator[Bench]:
    """Tables and units, and no server of PostgreSQL running yet."""
    with bench() as made:
        fill(made.state)
        yield made


@pytest.fixture(scope="module")
def shared() -> Iterator[Served]:
    """Serve for every test that leaves the server as it was."""
    with migrated() as made, serving(made) as server:
        yield server


@contextmanager
def serving(place: Bench) -> Iterator[Served]:
    server = start(place)
    try:
        server.wait_until_ready()
        yield server
    finally:
        if server.process.poll() is None:
            server.process.terminate()
        server.process.communicate(timeout=PATIENCE)


def hold(place: Bench) -> psycopg.Connection:
    """Hold the table that /health/ready reads, so that a request is under way for as long as we like."""
    parameters = place.python("answer(embedded.super_address('toandan'))")
    connection = psycopg.connect(**parameters)
    connection.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
    return connection


def wait_for_waiting(connection: psycopg.Connection) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        row = connection.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
        if row and row[0]:
            return
        time.sleep(0.02)
    pytest.fail("no request is waiting")


@pytest.mark.nightly
def test_who_presses_the_keys_ends_it_as_cleanly(place: Bench) -> None:
    with serving(place) as server:
        finishes_what_is_under_way(server, signal.SIGINT)


def finishes_what_is_under_way(server: Served, how: signal.Signals) -> None:
    """Tell a server to stop while a request is held up, and see that it answers it, goes, and leaves nobody behind."""
    holder = hold(server.place)
    answers: list[tuple[int, str]] = []
    request = threading.Thread(target=lambda: answers.append(server.get("/health/ready")))
    request.start()
    wait_for_waiting(holder)
    children = server.children()
    assert len(children) >= 3, "two workers and the jobs"
    server.process.send_signal(how)
    holder.rollback()
    holder.close()
    request.join(PATIENCE)
    _, said = server.process.communicate(timeout=PATIENCE)
    assert answers == [(200, '{"ready": true, "missing": []}')]
    assert server.process.returncode == 0, said
    assert f"http://localhost:{server.port}/" in said
    assert "Traceback" not in said
    ended(children)
    assert server.place.python("answer(embedded.postmaster())") is None, "whoever started the database stops it"


def ended(children: list[psutil.Process]) -> None:
    """Wait until processes are gone, and name those that are not."""
    _, alive = psutil.wait_procs(children, timeout=PATIENCE)
    assert [" ".join(child.cmdline()) for child in alive] == []


def figures_of(process: int) -> list[Path]:
    """Return the directories in memory that a server's workers share their figures in."""
    return list(Path("/dev/shm").glob(f"toandan-figures-{process}-*"))


def test_nothing_outlives_a_killed_server_and_the_next_one_ends_cleanly(place: Bench) -> None:
    in_memory = os.access("/dev/shm", os.W_OK)
    killed = start(place)
    killed.wait_until_ready()
    children = killed.children()
    assert len(figures_of(killed.process.pid)) == in_memory
    killed.process.kill()
    ended(children)
    killed.process.communicate(timeout=PATIENCE)
    # What was killed could not stop the database either, and the next one stops only what it has started.
    place.stop()
    with serving(place) as following:
        assert figures_of(killed.process.pid) == [], "figures go with the server or with the next one"
        finishes_what_is_under_way(following, signal.SIGTERM)
        assert figures_of(following.process.pid) == []


def test_a_lost_worker_is_replaced(shared: Served) -> None:
    workers = [child for child in shared.children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(workers) >= 2
    for worker in workers[:2]:
        if "resource_tracker" not in " ".join(worker.cmdline()):
            worker.kill()
    shared.wait_until_ready()


def test_figures_of_all_workers_are_added_up(shared: Served) -> None:
    asked = 40
    for _ in range(asked):
        assert shared.get("/health/live")[0] == 200
    text = shared.get("/metrics")[1]
    (line,) = [
        line
        for line in text.splitlines()
        if line.startswith('toandan_requests_total{method="GET",route="house:live"') and 'status="200"' in line
    ]
    assert float(line.rsplit(" ", 1)[1]) == asked


def test_pages_and_their_style_are_there(shared: Served) -> None:
    status, text = shared.get(reverse("account_login"))
    assert status == 200
    assert 'href="/static/' in text
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', text):
        assert shared.get(address)[0] == 200, address


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_machine_is_answered_by_name_and_by_number(shared: Served, host: str) -> None:
    status, text = shared.get(reverse("account_login"), host)
    assert (status, "csrfmiddlewaretoken" in text) == (200, True)


@pytest.mark.parametrize(
    ("host", "allowed", "shown"),
    [
        ("127.0.0.1", "localhost,127.0.0.1,[::1]", "localhost"),
        ("0.0.0.0", "*", "localhost"),
        ("::1", "localhost", "localhost"),
        ("127.0.0.1", "toandan.example,127.0.0.1", "127.0.0.1"),
        ("::1", "[::1]", "[::1]"),
        ("10.0.0.5", "localhost", "10.0.0.5"),
    ],
)
def test_this_machine_is_announced_by_its_name(
    monkeypatch: pytest.MonkeyPatch, host: str, allowed: str, shown: str
) -> None:
    monkeypatch.setenv("TOANDAN_ALLOWED_HOSTS", allowed)
    assert called(host) == shown


def test_jobs_run_beside_it(shared: Served) -> None:
    row = shared.place.python("""
with logins.connect_owner() as c:
    answer(c.execute("SELECT count(*) FROM procrastinate_workers").fetchone()[0])""")
    assert row >= 1
