"""Record linkage of an invented death list with an invented register, beside its limits.

    python benchmarks/linkage.py [--people 1000000] [--deaths 60000] [--seed 7] [--memory 1500MB] [--train FILE]

Draws a register and a list with the faults of real ones, links them with the shipped model and compares with the truth.
`--people 8400000 --deaths 300000` is the great size. `--train FILE` trains a model on the drawn lists and writes it;
the shipped one was made with `--seed 11`, so that no other seed has been seen by it.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.common import Report, stopwatch
from toandan.ground.linkage import columns, decision, model, training, truth
from toandan.ground.linkage.engine import Engine
from toandan.simulation import deaths

PART = 500_000
"""Rows that are put into the compared columns at once; what is done waits on the disk."""


def main() -> None:
    """Draw, link, compare, print; or train."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=1_000_000)
    asked.add_argument("--deaths", type=int, default=60_000)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--memory", default=None, help="DuckDB's limit; past it, work goes to the disk")
    asked.add_argument("--train", type=Path, default=None)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.train:
            train(given, Path(folder))
        else:
            measure(given, Path(folder))


def draw(given: argparse.Namespace, folder: Path) -> tuple[deaths.DeathRegister, Path]:
    """Draw the lists; the register goes to the disk, as it would come from the database, and out of memory."""
    drawn = deaths.draw(given.seed, given.people, given.deaths)
    raw = folder / "raw.parquet"
    drawn.register.write_parquet(raw, row_group_size=PART)
    return drawn, raw


def prepare(raw: Path, folder: Path, crosswalk: pl.DataFrame) -> Path:
    """Put the register into the compared columns, part by part."""
    size = pl.scan_parquet(raw).select(pl.len()).collect().item()
    for first in range(0, size, PART):
        part = pl.scan_parquet(raw).slice(first, PART).collect()
        columns.standardise(part, crosswalk).write_parquet(folder / f"ready-{first:09}.parquet")
    return folder / "ready-*.parquet"


def train(given: argparse.Namespace, folder: Path) -> None:
    """Train on the drawn lists and write the model."""
    drawn, raw = draw(given, folder)
    engine = Engine(prepare(raw, folder, drawn.crosswalk), columns.standardise(drawn.deaths, drawn.crosswalk))
    source = f"invented: {given.people} people, {given.deaths} deaths, seed {given.seed}"
    given.train.write_text(training.train(engine, found=0.64, source=source).to_json(), encoding="utf-8")


def measure(given: argparse.Namespace, folder: Path) -> None:
    """Link with the shipped model; print figures beside their limits."""
    great = given.people > 2_000_000
    drawn, raw = draw(given, folder)
    known = pl.DataFrame({"person_id": drawn.register["id"], "personal_number": drawn.register["personal_number"]})
    right = drawn.truth.join(known, on="personal_number").select("person_id", list_id="id")
    listed_raw, walk, informants = drawn.deaths, drawn.crosswalk, list(drawn.informants)
    del drawn, known
    before = time.process_time()
    with stopwatch() as whole:
        listed = columns.standardise(listed_raw, walk)
        ready = prepare(raw, folder, walk)
        fitted = model.shipped()
        engine = Engine(ready, listed, memory=given.memory, spill=folder)
        with stopwatch() as predicting:
            pairs = engine.score(fitted)
        decided = decision.decide(pairs, engine.strangers(), fitted, engine.people)
    used = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = truth.against(decided, right)
    auto = decided.filter(pl.col("band") == "auto")
    report = Report(f"Linkage: {engine.people:,} people × {listed.height:,} deaths, seed {given.seed}")
    report.at_least("precision of proposals", score.auto_precision or 0, 0.9998 if great else 0.9999)
    report.figure("false proposals", f"{score.auto_false} of {auto.height:,}")
    if not great:
        report.at_least("recall of proposals", score.auto_recall or 0, 0.80)
        report.at_least("recall with review", score.reachable_recall or 0, 0.97)
    else:
        report.figure("recall of proposals", f"{score.auto_recall:.4f}", "peer, careful rules: 0.725")
        report.figure("recall with review", f"{score.reachable_recall:.4f}")
    report.at_most("informants' numbers proposed", auto.filter(pl.col("list_id").is_in(informants)).height, 0)
    report.figure("to review", f"{decided.height - auto.height:,}")
    report.at_most("seconds", whole(), 360 if great else 60, " s", f"{used:.0f} s of processor time")
    report.at_most("seconds of scoring", predicting(), 240 if great else 30, " s")
    report.at_most("peak memory", peak, 14_000 if great else 2_500, " MB", "the drawing of the lists included")
    report.end()


if __name__ == "__main__":
    main()
