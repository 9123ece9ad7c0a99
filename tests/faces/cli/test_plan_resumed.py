"""A plan that is cut off goes on from the districts it finished, and is the plan that nobody cut off."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toandan.ground.routing import invent
from toandan.ground.routing.planner import by_solvers
from toandan.ground.routing.reading import read

PROGRAM = "from toandan.faces.cli.plan import app; app()"


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four small districts."""
    whole = invent.invent("M", 1, pools=4)
    homes = [home for pool in whole.pools for home in [h for h in whole.homes if h.pool == pool.code][:12]]
    places = [one for pool in whole.pools for one in [p for p in whole.places if p.pool == pool.code][:12]]
    few = replace(whole, homes=tuple(homes), places=tuple(places))
    path = tmp_path_factory.mktemp("plan") / "task.json"
    path.write_text(json.dumps(invent.plain(few)), encoding="utf-8")
    return path


def start(task: Path, out: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(task), "--out", str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def finished(out: Path) -> set[str]:
    return {file.name for file in Path(f"{out}.work").glob("pool-*.json")}


def wait_for_more(out: Path, running: "subprocess.Popen[str]") -> set[str]:
    """Wait until one more district is finished; return all that are."""
    before, deadline = finished(out), time.monotonic() + 300
    while finished(out) <= before:
        assert running.poll() is None, running.stdout and running.stdout.read()
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return finished(out)


def written(out: Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return plan


@pytest.mark.fault
def test_what_is_killed_and_then_stopped_goes_on_and_ends_as_if_nothing_had_been(task: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    killed = start(task, out)
    done = wait_for_more(out, killed)
    killed.kill()
    killed.communicate(timeout=60)
    assert not out.exists()
    kept = {name: (Path(f"{out}.work") / name).stat().st_mtime_ns for name in done}

    stopped = start(task, out)
    wait_for_more(out, stopped)
    stopped.send_signal(signal.SIGINT)
    told, _none = stopped.communicate(timeout=120)
    assert stopped.returncode == 0, told
    assert f"{len(kept)} districts were finished before" in told
    plan = written(out)
    assert plan["ended"] == "stopped" and plan["homes_served"] + len(plan["homes_left"]) == 48
    assert kept.items() <= {f.name: f.stat().st_mtime_ns for f in Path(f"{out}.work").glob("pool-*.json")}.items()

    # Half a file, as a full disk leaves it, is no district.
    torn = Path(f"{out}.work") / min(finished(out))
    torn.write_bytes(torn.read_bytes()[:200])
    ended = start(task, out)
    told, _none = ended.communicate(timeout=300)
    assert ended.returncode == 0, told
    whole = json.loads(json.dumps(by_plain(task)))
    assert {**written(out), "seconds": 0, "said": 0} == {**whole, "seconds": 0, "said": 0}
    assert whole["ended"] == "work"
    assert not Path(f"{out}.work").exists()


def by_plain(task: Path) -> dict[str, Any]:
    """Return the plan that nobody interrupts, pool after pool."""
    from toandan.ground.routing import plans

    return plans.plain(by_solvers(read(task.read_bytes()), seconds=None, workers=1))
