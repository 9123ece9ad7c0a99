"""Record linkage of an invented death list with an invented register, beside its limits.

    python benchmarks/linkage.py [--people 1000000] [--deaths 60000] [--seed 23] [--memory 1500MB] [--train FILE]

Draws a register and a list with the faults of real ones, links them with the shipped model and compares with the truth.
`--people 8400000 --deaths 300000` is the great size. The lists are drawn by a process of their own, so that time and
memory are those of the linking. `--train FILE` trains a model on the drawn lists and writes it; the shipped one was
made with `--seed 11`, so that no other seed has been seen by it.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.common import Report, stopwatch
from toandan.ground.linkage import columns, decision, model, training, truth
from toandan.ground.linkage.engine import Engine
from toandan.simulation import deaths, kinfolk

PART = 500_000
"""Rows that are put into the compared columns at once; what is done waits on the disk."""


def main() -> None:
    """Draw, link, compare, print; or train."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=1_000_000)
    asked.add_argument("--deaths", type=int, default=60_000)
    asked.add_argument("--seed", type=int, default=23)
    asked.add_argument("--memory", default=None, help="DuckDB's limit; past it, work goes to the disk")
    asked.add_argument("--train", type=Path, default=None)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        apart(draw, given.seed, given.people, given.deaths, Path(folder))
        if given.train:
            train(given, Path(folder))
        else:
            measure(given, Path(folder))


def apart(work: object, *arguments: object) -> None:
    """Do the work in a process of its own, whose memory is gone with it."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)  # type: ignore[arg-type]
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"the lists could not be drawn: {process.exitcode}")


def draw(seed: int, people: int, size: int, folder: Path) -> None:
    """Draw the lists onto the disk, as they would come from the database and an office."""
    drawn = deaths.draw(seed, people, size)
    drawn.register.write_parquet(folder / "raw.parquet", row_group_size=PART)
    drawn.deaths.write_parquet(folder / "listed.parquet")
    known = drawn.register.select("personal_number", person_id="id")
    drawn.truth.join(known, on="personal_number").select("person_id", list_id="id").write_parquet(
        folder / "truth.parquet"
    )
    pl.DataFrame({"list_id": sorted(drawn.informants)}).write_parquet(folder / "informants.parquet")


def prepare(folder: Path, crosswalk: pl.DataFrame) -> tuple[Path, pl.DataFrame]:
    """Put both lists into the compared columns, the register part by part; return its files and the office's list."""
    raw = folder / "raw.parquet"
    size = pl.scan_parquet(raw).select(pl.len()).collect().item()
    for first in range(0, size, PART):
        part = pl.scan_parquet(raw).slice(first, PART).collect()
        columns.standardise(part, crosswalk).write_parquet(folder / f"ready-{first:09}.parquet")
    return folder / "ready-*.parquet", columns.standardise(pl.read_parquet(folder / "listed.parquet"), crosswalk)


def train(given: argparse.Namespace, folder: Path) -> None:
    """Train on the drawn lists and write the model."""
    engine = Engine(*prepare(folder, kinfolk.crosswalk()))
    source = f"invented: {given.people} people, {given.deaths} deaths, seed {given.seed}"
    given.train.write_text(training.train(engine, kind="deaths", found=0.64, source=source).to_json(), encoding="utf-8")
    engine.close()


def measure(given: argparse.Namespace, folder: Path) -> None:
    """Link with the shipped model; print figures beside their limits."""
    great = given.people > 2_000_000
    before = time.process_time()
    with stopwatch() as whole:
        ready, listed = prepare(folder, kinfolk.crosswalk())
        fitted = model.shipped()
        engine = Engine(ready, listed, memory=given.memory, spill=folder)
        with stopwatch() as predicting:
            pairs = engine.score(fitted)
        decided = decision.decide(pairs, engine.strangers(), fitted, engine.people)
    used = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = truth.against(decided, pl.read_parquet(folder / "truth.parquet"))
    auto = decided.filter(pl.col("band") == "auto")
    informed = auto.join(pl.read_parquet(folder / "informants.parquet"), on="list_id").height
    report = Report(f"Linkage: {engine.people:,} people × {listed.height:,} deaths, seed {given.seed}")
    engine.close()
    report.at_least("precision of proposals", score.auto_precision or 0, 0.9998 if great else 0.9999)
    report.figure("false proposals", f"{score.auto_false} of {auto.height:,}")
    report.at_least("recall of proposals", score.auto_recall or 0, 0.80)
    report.at_least("recall with review", score.reachable_recall or 0, 0.97)
    report.at_most("informants' numbers proposed", informed, 0)
    report.figure("to review", f"{decided.height - auto.height:,}")
    report.at_most("seconds", whole(), 360 if great else 60, " s", f"{used:.0f} s of processor time")
    report.at_most("seconds of scoring", predicting(), 240 if great else 30, " s")
    report.at_most("peak memory", peak, 14_000 if great else 2_500, " MB")
    report.end()


if __name__ == "__main__":
    main()
