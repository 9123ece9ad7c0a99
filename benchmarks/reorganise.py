"""How long the merger of 1 July 2025 takes: 579 communes and 30 districts of Hà Nội become 126 communes.

    python benchmarks/reorganise.py [--scale 0.02] [--state DIRECTORY] [--keep]

An invented city of its own is made first (scale 1 is 8.05 million people), in a state directory of the benchmark's own.
Then the mapping that the project's links give is carried out through the same command an operator uses: a dry run, the
whole run with everybody nobody decides sent to the default unit, the same again, and every proof of the ledger.
The limit is a night: 8 million people within 2 hours, so 0.9 ms a person.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT_MS = 0.9


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
    done, seconds = reorganise(file, "--rest")
    if done["before"] != done["after"] or done["undecided"]:
        raise SystemExit("the sums differ, or somebody was left behind")
    report.figure("the run", f"{seconds:.1f} s", f"{done['moved']:,} people, {len(done['pairs'])} pairs of units")
    report.at_most("a person", 1000 * seconds / done["moved"], LIMIT_MS, " ms")
    again, seconds = reorganise(file, "--rest")
    report.figure("the same file again", f"{seconds:.1f} s", f"{again['moved_now']} people moved")
    began = time.perf_counter()
    toandan("ledger", "verify")
    report.figure("ledger verify", f"{time.perf_counter() - began:.1f} s", "every proof holds")
    report.end()


def reorganise(file: Path, *options: str) -> tuple[dict[str, object], float]:
    """Run the operator's command; return its report and its seconds."""
    began = time.perf_counter()
    said = toandan("units", "reorganise", str(file), "--on", "2025-07-01", "--json", *options)
    return json.loads(said), time.perf_counter() - began


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


def _out(command: list[str]) -> str:
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "toandan.house.settings"}
    done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    main()
