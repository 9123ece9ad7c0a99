"""`toandan serve` and `toandan worker`: the web server, the jobs, and a clean end for both."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import psutil
import typer

from toandan.faces.cli import terminal
from toandan.house import environment
from toandan.house.database import places
from toandan.house.speech import gettext as _

STOP_SECONDS = 30
"""How long a worker may finish the requests it has begun, once the server is told to stop."""

THREADS = 4
"""Requests one worker answers at a time; each may hold one database connection."""

_MEMORY = Path("/dev/shm")  # noqa: S108 - a directory of our own is made in it
_FIGURES = "toandan-figures-"

_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "0.0.0.0", "::"})  # noqa: S104 - said of, not listened on
"""Addresses that this machine reaches by the name `localhost`."""


def register(top: typer.Typer) -> None:
    """Add the top-level commands."""
    top.command("serve")(serve)
    top.command("worker")(worker)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; default TOANDAN_HOST.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; default TOANDAN_PORT.")] = 0,
    workers: Annotated[int, typer.Option(help="Worker processes; default TOANDAN_WORKERS.")] = 0,
    jobs: Annotated[bool, typer.Option(help="Also run background jobs.")] = True,
) -> None:
    """Serve the pages and the interface; ends cleanly on Ctrl-C and SIGTERM, finishing the requests under way."""
    terminal.start()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    _mend_indexes()
    with _figures_shared():
        child = _start_jobs() if jobs else None
        try:
            _run(
                host or environment.read("HOST"),
                port or int(environment.read("PORT")),
                workers or int(environment.read("WORKERS")),
            )
        finally:
            if child is not None:
                _end(child)


def worker(
    beside: Annotated[bool, typer.Option("--beside", hidden=True, help="End when standard input ends.")] = False,
) -> None:
    """Run background jobs until told to stop; a job under way is finished first."""
    if beside:
        threading.Thread(target=_end_with_the_server, daemon=True).start()
    terminal.start()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as jobs:  # type: ignore[attr-defined]
        jobs.run_worker(install_signal_handlers=True, shutdown_graceful_timeout=STOP_SECONDS)


def _run(host: str, port: int, workers: int) -> None:
    import multiprocessing

    from granian import Granian
    from granian.constants import Interfaces

    # Fresh processes: a forked one would inherit this one's connections and half of its threads.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "toandan.house.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_enabled=False,
    )
    said = _("Toandan answers at %(address)s (Ctrl-C ends it)") % {"address": f"http://{called(host)}:{port}/"}
    server.on_startup(lambda: terminal.say(said))
    server.serve()


def called(host: str) -> str:
    """Return what a browser on this machine calls the address: passkeys belong to a name, never to a number.

    Where the operator has left `localhost` out of the allowed hosts, the number is what works.
    """
    allowed = {name.strip() for name in environment.read("ALLOWED_HOSTS").split(",")}
    if host in _THIS_MACHINE and allowed & {"localhost", "*"}:
        return "localhost"
    return f"[{host}]" if ":" in host else host


@contextmanager
def _figures_shared() -> Iterator[None]:
    """Give the workers an empty directory to share their figures in, in memory where the system has such a place.

    The files in it are mapped: on a disk that is full the system kills the worker that writes to a new page of one.
    """
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else places.find().state
    _sweep(place)
    with tempfile.TemporaryDirectory(prefix=f"{_FIGURES}{os.getpid()}-", dir=place) as shared:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared
        yield


def _sweep(place: Path) -> None:
    """Remove what servers that were killed have left of their figures."""
    for left in place.glob(f"{_FIGURES}*-*"):
        process = left.name.removeprefix(_FIGURES).partition("-")[0]
        if left.stat().st_uid == os.geteuid() and process.isdecimal() and not psutil.pid_exists(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _mend_indexes() -> None:
    """Build again the indexes that a killed opening of a register has left dropped."""
    from toandan.record.rolls import operations as rolls

    for name in rolls.restore_indexes():
        terminal.say(_("Built again the index %(name)s, which an interrupted load had dropped.") % {"name": name})


def _start_jobs() -> "subprocess.Popen[bytes]":
    # In a session of its own: Ctrl-C reaches the server first, and the server ends the jobs.
    command = [sys.executable, "-m", "toandan.house.main", "worker", "--beside"]
    return subprocess.Popen(command, start_new_session=True, stdin=subprocess.PIPE)  # noqa: S603 - ourselves


def _end_with_the_server() -> None:
    """Wait for the end of standard input, which comes even when the server is killed, and then stop cleanly."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS + 5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
