"""Scoring on Spark, the same model and the same pairs, past what one machine holds (bộ máy chấm điểm trên Spark).

pyspark is an optional part, and Spark runs on Java 17 or newer; `missing` says which of the two is not there. Spark
reads the settings that DuckDB reads, built from code: a model file saved under one engine would not load on the other.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

import polars as pl
from splink import Linker

from toandan.ground.linkage.comparisons import COMPARISONS, Comparison
from toandan.ground.linkage.engine import LEAST_PROBABILITY, QUIET, STRANGERS, Rows, nobody, pair_columns
from toandan.ground.linkage.model import Model
from toandan.ground.linkage.settings import settings

LEAST_JAVA = 17

Missing = Literal["pyspark", "java"]


def missing(java_home: str = "") -> Missing | None:
    """Return what Spark lacks on this machine, or None when it can start.

    `java_home` is the folder of the Java that Spark was told to use; without one it takes the first that PATH finds.
    """
    if find_spec("pyspark") is None:
        return "pyspark"
    return None if _java(java_home) >= LEAST_JAVA else "java"


def _java(home: str) -> int:
    """Return the release of the Java that Spark would start, 0 when there is none."""
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if program is None:
        return 0
    try:
        told = subprocess.run([program, "-version"], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return 0
    release = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    return int(release[1]) if release else 0


class SparkEngine:
    """A Spark session with a register and a list in it; it does what `engine.Engine` does, in the same shapes.

    It runs on all processors of this machine, or with `cluster` where Spark was told to start (PYSPARK_SUBMIT_ARGS with
    `--master …`); the workers must then see `spill` under the same path. Everything Spark writes lies in a folder of
    its own there, and is gone after `close`.
    """

    def __init__(
        self, register: Rows, listed: Rows | None = None, *, spill: Path | None = None, cluster: bool = False
    ) -> None:
        self.folder = Path(mkdtemp(prefix="toandan-spark-", dir=spill))
        self.session = _session(self.folder, cluster=cluster)
        self._take("register", register)
        if listed is not None:
            self._take("listed", listed)
        self.two = listed is not None
        self.people = int(self.session.table("register").count())

    def score(self, model: Model, comparisons: Sequence[Comparison] = COMPARISONS) -> pl.DataFrame:
        """Return every pair worth looking at. Raises ModelIncomplete when the model lacks a level."""
        # The comparisons need nothing of the library's own functions for Spark, which differ from DuckDB's.
        from splink.backends.spark import SparkAPI

        backend: Any = SparkAPI
        api = backend(spark_session=self.session, register_udfs_automatically=False)
        chosen = settings(
            model,
            people=max(self.people, 1),
            link_type="link_only" if self.two else "dedupe_only",
            comparisons=comparisons,
        )
        tables = [api.register(self.session.table("register"), dataset_display_name="z_register")]
        if self.two:
            tables = [api.register(self.session.table("listed"), dataset_display_name="a_listed"), *tables]
        linker = Linker(tables if self.two else tables[0], chosen, log_level=QUIET)
        found = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
        return self._frame(f"SELECT {pair_columns(comparisons)} FROM {found.physical_name}")  # noqa: S608

    def strangers(self) -> pl.DataFrame:
        """Return `list_id`, `person_id` where a number is equal and the given name is not: an informant's, mostly."""
        return self._frame(STRANGERS) if self.two else nobody()

    def close(self) -> None:
        """End the session and remove what it wrote."""
        self.session.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _take(self, name: str, rows: Rows) -> None:
        """Spark reads files; a frame becomes one."""
        if isinstance(rows, pl.DataFrame):
            path = self.folder / f"{name}.parquet"
            rows.write_parquet(path)
            rows = path
        self.session.read.parquet(str(rows)).createOrReplaceTempView(name)

    def _frame(self, query: str) -> pl.DataFrame:
        return pl.DataFrame(pl.from_arrow(self.session.sql(query).toArrow()))


def _session(folder: Path, *, cluster: bool) -> Any:
    from pyspark.sql import SparkSession

    chosen = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder),
        # Pairs with all their levels come back to this process, a few hundred bytes each.
        "spark.driver.maxResultSize": "0",
    }
    if not cluster:
        cores = os.cpu_count() or 1
        chosen |= {
            "spark.master": f"local[{cores}]",
            "spark.driver.memory": "4g",
            "spark.sql.shuffle.partitions": str(4 * cores),
            # The machine's own name may lead nowhere.
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
        }
    builder = SparkSession.builder.appName("toandan-linkage")
    for key, value in chosen.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(str(folder / "checkpoints"))
    return session
