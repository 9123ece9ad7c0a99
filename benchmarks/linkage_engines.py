"""The same invented lists scored on DuckDB and on Spark: equal weights, and what each engine takes.

    python benchmarks/linkage_engines.py [--people 100000] [--deaths 6000] [--seed 23]

Needs `pip install 'toandan[spark]'` and Java 17 or newer. Both engines run on this machine, one after the other, on the
same files; the memory of Spark is that of its Java process, whose heap this program bounds.
"""

import argparse
import re
import resource
import tempfile
from pathlib import Path

import polars as pl
import psutil

from benchmarks.common import Report, stopwatch
from benchmarks.linkage import apart, draw, prepare
from toandan.ground.linkage import model, spark
from toandan.ground.linkage.comparisons import COMPARISONS
from toandan.ground.linkage.engine import Engine, Scorer
from toandan.simulation import kinfolk

PAIR = ["list_id", "person_id"]


def main() -> None:
    """Draw, score twice, compare, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=100_000)
    asked.add_argument("--deaths", type=int, default=6_000)
    asked.add_argument("--seed", type=int, default=23)
    given = asked.parse_args()
    if lacks := spark.missing():
        raise SystemExit(f"Spark lacks {lacks}")
    with tempfile.TemporaryDirectory() as folder:
        apart(draw, given.seed, given.people, given.deaths, Path(folder))
        compare(given, Path(folder))


def compare(given: argparse.Namespace, folder: Path) -> None:
    """Score on both engines; print figures beside their limits."""
    ready, listed = prepare(folder, kinfolk.crosswalk())
    with stopwatch() as duck:
        ours, our_strangers = scored(Engine(ready, listed, spill=folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with stopwatch() as great:
        engine = spark.SparkEngine(ready, listed, spill=folder)
        theirs, their_strangers = scored(engine, close=False)
    java = java_peak()
    engine.close()
    levels = [one.name for one in COMPARISONS]
    report = Report(f"Engines: {given.people:,} people × {given.deaths:,} deaths, seed {given.seed}")
    report.figure("pairs on DuckDB", f"{ours.height:,}")
    report.at_most("pairs that only one engine has", ours.join(theirs, on=PAIR, how="anti").height
                   + theirs.join(ours, on=PAIR, how="anti").height, 0)  # fmt: skip
    both = ours.join(theirs, on=PAIR)
    report.at_most(
        "largest difference of a weight, bits", float((both["weight"] - both["weight_right"]).abs().max() or 0), 1e-9
    )
    same = ours.select(*PAIR, *levels).sort(PAIR).equals(theirs.select(*PAIR, *levels).sort(PAIR))
    report.at_most("levels that differ", 0 if same else 1, 0)
    report.at_most("strangers that differ", 0 if our_strangers.equals(their_strangers) else 1, 0)
    report.figure("seconds on DuckDB", f"{duck():.0f}")
    report.figure("seconds on Spark, its start included", f"{great():.0f}")
    report.figure("peak memory with DuckDB", f"{peak:,.0f} MB")
    report.figure("peak memory of Spark's Java", f"{java:,.0f} MB")
    report.end()


def scored(engine: Scorer, *, close: bool = True) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the pairs and the strangers."""
    try:
        return engine.score(model.shipped()), engine.strangers().sort(PAIR)
    finally:
        if close:
            engine.close()


def java_peak() -> float:
    """Return how many MB the largest of our Java processes ever held."""
    held = [0.0]
    for child in psutil.Process().children(recursive=True):
        if "java" in child.name():
            found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{child.pid}/status").read_text(encoding="utf-8"))
            held.append(int(found[1]) / 1024 if found else 0.0)
    return max(held)


if __name__ == "__main__":
    main()
