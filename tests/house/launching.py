"""Embedded servers of their own for tests of the launcher: each lives in a directory the service account can reach."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.house import nursery
from tests.house.sources import ROOT

ANSWER = "import json, os, signal, sys\nfrom toandan.house.database import embedded, keyring, logins, places\n"


@dataclass
class Bench:
    """A place for one server, and the means to run Python against it in fresh processes."""

    state: Path
    variables: dict[str, str] = field(default_factory=dict)
    root: Path = ROOT

    def environment(self) -> dict[str, str]:
        """Return the environment of a process that works here; nothing of ours leaks in from the test run."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOANDAN_", "PG", "PYTEST", "COV", "DJANGO"))}
        ours = {"TOANDAN_STATE_DIR": str(self.state), "TOANDAN_LANG": "en", "PYTHONPATH": str(self.root)}
        return kept | ours | self.variables

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the program `toandan` with these arguments."""
        done = self._process("-m", "toandan.house.main", *command)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def python(self, code: str) -> Any:
        """Run code in a fresh process; return what it passes to `answer(...)`."""
        lines = ANSWER + "def answer(value): print('ANSWER' + json.dumps(value, default=str))\n" + code
        done = self._process("-c", lines)
        assert done.returncode == 0, done.stdout + done.stderr
        answers = [line for line in done.stdout.splitlines() if line.startswith("ANSWER")]
        return json.loads(answers[-1].removeprefix("ANSWER")) if answers else done.stdout

    def _process(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments; what speaks to the interpreter itself needs one of its own."""
        if not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in self.variables):
            return nursery.run(arguments, env=self.environment(), cwd=self.root)
        return subprocess.run(
            [sys.executable, *arguments],
            env=self.environment(),
            capture_output=True,
            text=True,
            cwd=self.root,
            check=False,
        )

    def stop(self) -> None:
        """Stop the server here, if there ever was one."""
        if (self.state / "pg").exists():
            self.run("db", "stop", check=False)

    def start(self) -> "Bench":
        """Start a server that stays up, so that not every command starts and stops one of its own."""
        self.run("db", "start")
        return self


@contextmanager
def bench(**variables: str) -> Iterator[Bench]:
    """Give a directory below /tmp that everybody may pass through, and stop and remove what was started there."""
    folder = Path(tempfile.mkdtemp(prefix="toandan-bench-", dir="/tmp"))
    folder.chmod(0o755)
    made = Bench(folder / "state", variables)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


@contextmanager
def migrated(**variables: str) -> Iterator[Bench]:
    """Give a place whose server runs, with tables and units in it: a copy of one that is made once a version."""
    with bench(**variables) as made:
        fill(made.state)
        yield made.start()


def fill(state: Path) -> None:
    """Copy a finished place: tables and units in it, its server at rest.

    The keys by which authorities know each other stay with the one they were made for.
    """
    from tests.conftest import _digest

    copy_of("migrated", _digest(), lambda made: made.run("migrate"), state)
    file = state / "keys.json"
    keys = json.loads(file.read_text())
    del keys["letters_seed"]
    file.write_text(json.dumps(keys))


def copy_of(name: str, version: str, make: Callable[[Bench], object], state: Path) -> None:
    """Copy a place that is made once a version, by whichever test needs it first, and kept for the next ones."""
    kept = Path(tempfile.gettempdir()) / f"toandan-{name}-{os.geteuid()}"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = kept / version
        if not whole.exists():
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(mode=0o755)
            with bench() as made:
                make(made.start())
                made.stop()
                shutil.move(made.state, whole)
        state.mkdir(exist_ok=True)
        # Unlike Python's own copying it keeps the owner, who is the server's account.
        subprocess.run(["cp", "-a", f"{whole}/.", state], check=True)
