"""How long the merger of 1 July 2025 takes: 579 communes and 30 districts of Hà Nội become 126 communes.

    python benchmarks/reorganise.py [--scale 0.02] [--state DIRECTORY] [--keep]

An invented city of its own is made first (scale 1 is 8.05 million people), in a state directory of the benchmark's own.
Then the mapping that the project's links give is carried out through the same command an operator uses: a dry run, the
whole run with everybody nobody decides sent to the default unit, the same again, and every proof of the ledger.
The limits are a night, 8 million people within 2 hours, so 0.9 ms a person, and 0.03 ms of processor time a person, the
program's and the server's together: half of what it took when every index was kept through the run.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

LIMIT_MS = 0.9
LIMIT_PROCESSOR_MS = 0.03


def main() -> None:
    """Run the benchmark."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=0.02)
    asked.add_argument("--state", type=Path)
    asked.add_argument("--keep", action="store_true", help="leave the state directory as it is at the end")
    chosen = asked.parse_args()
    state = chosen.state or Path(tempfile.mkdtemp(prefix="toandan-reorganise-", dir="/var/tmp"))
    state.chmod(0o755)
    os.environ["TOANDAN_STATE_DIR"] = str(state)
    try:
        toandan("demo", "--scale", str(chosen.scale), "--no-serve")
        # The server must outlive the commands: it tells what processor time its processes of the past have used.
        toandan("db", "start")
        measure(state)
    finally:
        toandan("db", "stop")
        if not chosen.keep:
            shutil.rmtree(state, ignore_errors=True)


def measure(state: Path) -> None:
    """Carry the merger out and print what it took."""
    from benchmarks.common import Report

    file = state / "hanoi.csv"
    file.write_text(mapping(), encoding="utf-8")
    report = Report("The merger of 1 July 2025")
    said, seconds = reorganise(file, "--dry-run")
    report.figure("dry run", f"{seconds:.1f} s", f"{said['people_before']:,} people, {said['undecided']:,} undecided")
    before = processor(state)
    done, seconds = reorganise(file, "--rest")
    worked = processor(state) - before
    if done["before"] != done["after"] or done["undecided"]:
        raise SystemExit("the sums differ, or somebody was left behind")
    report.figure("the run", f"{seconds:.1f} s", f"{done['moved']:,} people, {len(done['pairs'])} pairs of units")
    report.figure("the sums by stage", "equal", ", ".join(f"{stage} {n:,}" for stage, n in done["after"].items()))
    report.at_most("a person", 1000 * seconds / done["moved"], LIMIT_MS, " ms")
    note = f"{worked:.0f} s in all"
    report.at_most("processor time a person", 1000 * worked / done["moved"], LIMIT_PROCESSOR_MS, " ms", note)
    report.figure("memory of the program", f"{done['peak_mb']} MB", "at most")
    again, seconds = reorganise(file, "--rest")
    report.figure("the same file again", f"{seconds:.1f} s", f"{again['moved_now']} people moved")
    began = time.perf_counter()
    toandan("ledger", "verify")
    report.figure("ledger verify", f"{time.perf_counter() - began:.1f} s", "every proof holds")
    report.end()


def reorganise(file: Path, *options: str) -> tuple[dict[str, Any], float]:
    """Run the operator's command; return its report, with the program's greatest size as `peak_mb`, and its seconds."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "toandan.house.main", "units", "reorganise", str(file), "--on", "2025-07-01"]
    running = subprocess.Popen([*command, "--json", *options], env=variables(), stdout=subprocess.PIPE, text=True)
    said = running.stdout.read() if running.stdout else ""
    _, status, used = os.wait4(running.pid, 0)
    if status:
        raise SystemExit("the reorganisation ended with a failure")
    return json.loads(said) | {"peak_mb": used.ru_maxrss // 1024}, time.perf_counter() - began


def processor(state: Path) -> float:
    """Return the processor seconds that the programs started here and the database server have used so far.

    What the server's processes of the past have used is told by the one that started them all.
    """
    server = psutil.Process(int((state / "pg" / "postmaster.pid").read_text().splitlines()[0]))
    own = server.cpu_times()
    used = own.user + own.system + own.children_user + own.children_system
    for process in server.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            used += sum(process.cpu_times()[:2])
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used + ours.ru_utime + ours.ru_stime


def mapping() -> str:
    """Return the mapping of the city's communes of 2023, as the project's own links say it."""
    code = (
        "import toandan.house.main\n"
        "from toandan.faces.cli import terminal\n"
        "terminal.start()\n"
        "from datetime import date\n"
        "from toandan.record.units import queries as units\n"
        "print('old_code,new_code,part,default')\n"
        "city = units.by_code('01', as_of=date(2023, 6, 1))\n"
        "for old in units.leaves(city.number):\n"
        "    ends = units.ended_in(old.number)\n"
        "    part = 'full' if len(ends) == 1 else 'partial'\n"
        "    for place, new in enumerate(ends):\n"
        "        print(f\"{old.code},{new.code},{part},{'' if place else 'yes'}\")\n"
    )
    return _out([sys.executable, "-c", code])


def toandan(*arguments: str) -> str:
    """Run the program and return what it said."""
    return _out([sys.executable, "-m", "toandan.house.main", *arguments])


def variables() -> dict[str, str]:
    """Return the environment of a program that works on the benchmark's own city."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": "toandan.house.settings"}


def _out(command: list[str]) -> str:
    done = subprocess.run(command, env=variables(), stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    main()
