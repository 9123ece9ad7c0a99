"""Spark gives every pair the weight that DuckDB gives it; without pyspark or Java the reason is said."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from tests.ground.linkage.conftest import Linked
from toandan.ground.linkage import model, runs, spark
from toandan.ground.linkage.comparisons import COMPARISONS
from toandan.ground.linkage.engine import Engine

PAIR = ["list_id", "person_id"]
needs_spark = pytest.mark.skipif(
    spark.missing() is not None, reason=f"Spark lacks {spark.missing()} here; `pip install 'toandan[spark]'`, Java 17"
)


@pytest.fixture(scope="module")
def few(linked: Linked) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A tenth of the list against a tenth of the people and all whom those rows were compared with."""
    listed = linked.listed.filter(pl.col("unique_id").str.ends_with("7"))
    met = linked.pairs.join(listed, left_on="list_id", right_on="unique_id", how="semi")["person_id"].unique()
    wanted = pl.col("unique_id").is_in(met.implode()) | pl.col("unique_id").str.ends_with("1")
    return linked.register.filter(wanted), listed


@pytest.fixture(scope="module")
def on_spark(few: tuple[pl.DataFrame, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Score once on Spark and keep the pairs, the strangers and what was left in the folder."""
    folder = tmp_path_factory.mktemp("spark")
    engine = spark.SparkEngine(*few, spill=folder)
    try:
        pairs, strangers = engine.score(model.shipped()), engine.strangers()
    finally:
        engine.close()
    assert list(folder.iterdir()) == [], "nothing about people stays on the disk"
    pairs.write_parquet(folder / "pairs.parquet")
    strangers.write_parquet(folder / "strangers.parquet")
    yield folder


@needs_spark
def test_both_engines_weigh_every_pair_alike(few: tuple[pl.DataFrame, pl.DataFrame], on_spark: Path) -> None:
    engine = Engine(*few)
    ours, strangers = engine.score(model.shipped()).sort(PAIR), engine.strangers().sort(PAIR)
    engine.close()
    theirs = pl.read_parquet(on_spark / "pairs.parquet").sort(PAIR)
    assert ours.height > 100
    assert ours.select(PAIR).equals(theirs.select(PAIR))
    assert (ours["weight"] - theirs["weight"]).abs().max() == pytest.approx(0, abs=1e-9)
    levels = [one.name for one in COMPARISONS]
    assert ours.select(levels).equals(theirs.select(levels))
    assert strangers.equals(pl.read_parquet(on_spark / "strangers.parquet").sort(PAIR))


@needs_spark
def test_duplicates_on_spark_are_those_of_duckdb(few: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    register = few[0]
    ours, theirs = runs.duplicates(register), runs.duplicates(register, on=spark.SparkEngine)

    def both(found: pl.DataFrame) -> set[frozenset[str]]:
        return {frozenset(pair) for pair in found.select(PAIR).iter_rows()}

    assert both(ours) == both(theirs) != set()


def test_an_older_java_and_none_at_all_are_told_from_a_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    assert spark.missing(str(tmp_path)) == "java"
    for said, lacks in (("1.8.0_292", "java"), ("11.0.2", "java"), ("17.0.15", None), ("21", None)):
        java.write_text(f"#!/bin/sh\necho 'openjdk version \"{said}\"' >&2\n")
        java.chmod(0o755)
        assert spark.missing(str(tmp_path)) == lacks, said
    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    assert spark.missing(str(tmp_path)) == "pyspark"
