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

from tests.house.launching import Bench, bench, fill
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


@pytest.fixture
def served(place: Bench) -> Iterator[Served]:
    """Serve for one test, which may end it."""
    with serving(place) as server:
        yield server


@pytest.fixture(scope="module")
def shared() -> Iterator[Served]:
    """Serve, from nothing at all, for every test that leaves the server as it was."""
    with bench() as made, serving(made) as server:
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


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_request_under_way_is_finished_before_the_end(served: Served, how: signal.Signals) -> None:
    holder = hold(served.place)
    answers: list[tuple[int, str]] = []
    request = threading.Thread(target=lambda: answers.append(served.get("/health/ready")))
    request.start()
    wait_for_waiting(holder)
    children = served.children()
    assert len(children) >= 3, "two workers and the jobs"
    served.process.send_signal(how)
    holder.rollback()
    holder.close()
    request.join(PATIENCE)
    _, said = served.process.communicate(timeout=PATIENCE)
    assert answers == [(200, '{"ready": true, "missing": []}')]
    assert served.process.returncode == 0, said
    assert f"http://localhost:{served.port}/" in said
    assert "Traceback" not in said
    _, alive = psutil.wait_procs(children, timeout=PATIENCE)
    assert [" ".join(child.cmdline()) for child in alive] == []
    assert served.place.python("answer(embedded.postmaster())") is None, "whoever started the database stops it"


def test_a_lost_worker_is_replaced(shared: Served) -> None:
    workers = [child for child in shared.children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(workers) >= 2
    for worker in workers[:2]:
        if "resource_tracker" not in " ".join(worker.cmdline()):
            worker.kill()
    shared.wait_until_ready()


def test_nothing_outlives_a_killed_server(served: Served) -> None:
    children = served.children()
    served.process.kill()
    _, alive = psutil.wait_procs(children, timeout=PATIENCE)
    assert [" ".join(child.cmdline()) for child in alive] == []


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


def figures_of(process: int) -> list[Path]:
    """Return the directories in memory that a server's workers share their figures in."""
    return list(Path("/dev/shm").glob(f"toandan-figures-{process}-*"))


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="this system has no place in memory")
def test_figures_lie_in_memory_and_go_with_the_server_or_with_the_next_one(place: Bench) -> None:
    killed = start(place)
    killed.wait_until_ready()
    assert len(figures_of(killed.process.pid)) == 1
    killed.process.kill()
    killed.process.communicate(timeout=PATIENCE)
    following = start(place)
    following.wait_until_ready()
    assert figures_of(killed.process.pid) == []
    following.process.terminate()
    following.process.communicate(timeout=PATIENCE)
    assert figures_of(following.process.pid) == []


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
