"""Record linkage of an invented birth book and of a register with itself, beside their limits.

    python benchmarks/linkage_others.py [births] [duplicates] [--people N] [--births N] [--seed 23] [--train FOLDER]

Births are sought among the people without a whole date of birth; the truth of both is known. The shipped models were
made with `--seed 11 --train toandan/ground/linkage/data`: births with `--people 2000000 --births 240000`, duplicates
with `--people 3000000`, since second registrations are few.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.common import Report, stopwatch
from benchmarks.linkage import apart
from toandan.ground.linkage import columns, model, runs, training, truth
from toandan.ground.linkage.engine import Engine
from toandan.simulation import births, kinfolk, seconds


def main() -> None:
    """Draw, link, compare, print; or train."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", nargs="*", default=["births", "duplicates"], metavar="births|duplicates")
    asked.add_argument("--people", type=int, default=1_000_000)
    asked.add_argument("--births", type=int, default=60_000)
    asked.add_argument("--seed", type=int, default=23)
    asked.add_argument("--train", type=Path, default=None)
    given = asked.parse_args()
    report = Report(f"Linkage of births and duplicates: {given.people:,} people, seed {given.seed}")
    with tempfile.TemporaryDirectory() as folder:
        for what in given.what:
            place = Path(folder) / what
            place.mkdir()
            apart(draw, what, given.seed, given.people, given.births, place)
            if given.train:
                train(what, given, place)
            else:
                {"births": measure_births, "duplicates": measure_duplicates}[what](report, place)
    if not given.train:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report.at_most("peak memory", peak, 2_500, " MB")
        report.end()


def draw(what: str, seed: int, people: int, size: int, folder: Path) -> None:
    """Draw the lists onto the disk."""
    if what == "births":
        book = births.draw(seed, people, size)
        register, right = book.undated, book.truth
        book.births.write_parquet(folder / "listed.parquet")
        pl.DataFrame({"list_id": sorted(book.relatives)}).write_parquet(folder / "relatives.parquet")
    else:
        doubled = seconds.draw(seed, people)
        register, right = doubled.register, doubled.truth
    register.write_parquet(folder / "raw.parquet")
    right.write_parquet(folder / "truth.parquet")


def compared(folder: Path, name: str) -> pl.DataFrame:
    """Return a list in the compared columns."""
    return columns.standardise(pl.read_parquet(folder / f"{name}.parquet"), kinfolk.crosswalk())


def train(what: str, given: argparse.Namespace, folder: Path) -> None:
    """Train on the drawn lists and write the model."""
    known, register = pl.read_parquet(folder / "truth.parquet"), compared(folder, "raw")
    source = f"invented: {given.people} people, seed {given.seed}"
    if what == "births":
        listed = compared(folder, "listed")
        engine, found = Engine(register, listed), round(known.height / listed.height, 3)
        fitted = training.train(engine, kind="births", found=found, source=f"{source}, {given.births} births")
    else:
        engine, found = Engine(register), round(2 * known.height / register.height, 3)
        fitted = training.train(engine, kind="duplicates", found=found, lender=model.shipped(), source=source)
    engine.close()
    (given.train / f"{what}.json").write_text(fitted.to_json(), encoding="utf-8")


def measure_births(report: Report, folder: Path) -> None:
    """Seek the births of people without a whole date."""
    register, listed = compared(folder, "raw"), compared(folder, "listed")
    before = time.process_time()
    with stopwatch() as linking:
        decided = runs.linked(register, listed, kind="births")
    used = time.process_time() - before
    score = truth.against(decided, pl.read_parquet(folder / "truth.parquet"))
    auto = decided.filter(pl.col("band") == "auto")
    helped = auto.join(pl.read_parquet(folder / "relatives.parquet"), on="list_id").height
    report.figure("births × people without a date", f"{listed.height:,} × {register.height:,}")
    report.at_least("births: precision of proposals", score.auto_precision or 0, 0.998)
    report.figure("births: false proposals", f"{score.auto_false} of {auto.height:,}")
    report.at_least("births: recall of proposals", score.auto_recall or 0, 0.63)
    report.at_least("births: recall with review", score.reachable_recall or 0, 0.96)
    report.at_most("births: relatives' numbers proposed", helped, 0)
    report.figure("births: to review", f"{decided.height - auto.height:,}")
    report.at_most("births: seconds", linking(), 30, " s", f"{used:.0f} s of processor time")


def measure_duplicates(report: Report, folder: Path) -> None:
    """Seek people who stand in the register twice."""
    register = compared(folder, "raw")
    before = time.process_time()
    with stopwatch() as linking:
        found = runs.duplicates(register)
    used = time.process_time() - before
    shown, right = (
        {frozenset(pair) for pair in pairs.select("list_id", "person_id").iter_rows()}
        for pairs in (found, pl.read_parquet(folder / "truth.parquet"))
    )
    hits = len(shown & right)
    report.figure("register", f"{register.height:,} rows, {len(right):,} second registrations")
    report.at_least("duplicates: precision of what is shown", hits / max(1, len(shown)), 0.95)
    report.figure("duplicates: shown and not one person", f"{len(shown) - hits} of {len(shown):,}")
    report.at_least("duplicates: recall", hits / max(1, len(right)), 0.90)
    report.at_most("duplicates: seconds", linking(), 90, " s", f"{used:.0f} s of processor time")


if __name__ == "__main__":
    main()
