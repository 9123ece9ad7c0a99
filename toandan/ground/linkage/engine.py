"""Scoring on DuckDB: from two compared lists to pairs with weights (bộ máy chấm điểm).

A pair frame has `list_id`, `person_id`, `weight` (bits, prior included), `probability`, and for each comparison the
number of its level (−1 null, 0 else, then upwards). Names of tables and columns in the SQL are this module's own.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from toandan.ground.linkage.comparisons import COMPARISONS, Comparison
from toandan.ground.linkage.model import Model
from toandan.ground.linkage.settings import LinkType, rule, settings

Rows = pl.DataFrame | Path
"""Compared rows: a frame, or a Parquet file (a pattern of files) that DuckDB reads itself."""

LEAST_PROBABILITY = 0.001
"""Pairs below this are forgotten: a hundredth of what a reviewer would be shown."""

QUIET = logging.ERROR
"""The library tells its progress by logging; what it says of columns and levels is no concern of operators."""

_BEARERS = (
    "SELECT l.unique_id AS list_id, r.unique_id AS person_id FROM listed l JOIN register r ON {}"
    " WHERE l.giv IS DISTINCT FROM r.giv"
)
STRANGERS = " UNION ".join(_BEARERS.format(rule([number])) for number in ("pid", "old9"))
"""Rows of the list and people who bear one number and not one given name, in SQL of both engines."""


class Scorer(Protocol):
    """What scores two lists, on whichever engine."""

    people: int

    def score(self, model: Model, comparisons: Sequence[Comparison] = COMPARISONS) -> pl.DataFrame:
        """Return every pair worth looking at. Raises ModelIncomplete when the model lacks a level."""

    def strangers(self) -> pl.DataFrame:
        """Return `list_id`, `person_id` where a number is equal and the given name is not."""

    def close(self) -> None:
        """Give everything back."""


def pair_columns(comparisons: Sequence[Comparison]) -> str:
    """Return the columns of a pair frame as SQL over what Splink predicts."""
    named = ("unique_id_l AS list_id", "unique_id_r AS person_id", "match_weight AS weight")
    levels = (f"CAST(gamma_{one.name} AS TINYINT) AS {one.name}" for one in comparisons)
    return ", ".join((*named, "match_probability AS probability", *levels))


def nobody() -> pl.DataFrame:
    """Return strangers where there is no list to bear a number."""
    return pl.DataFrame(schema={"list_id": pl.String, "person_id": pl.String})


class Engine:
    """One DuckDB in memory with a register and a list in it; the list is left out to look for duplicates.

    `memory` is DuckDB's limit such as "2GB"; past it work goes to `spill`, a folder.
    """

    def __init__(
        self, register: Rows, listed: Rows | None = None, *, memory: str | None = None, spill: Path | None = None
    ) -> None:
        self.database = duckdb.connect()
        self.database.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
        if memory:
            self.database.execute(f"SET memory_limit = '{memory}'")
        if spill:
            self.database.execute("SET temp_directory = ?", [str(spill)])
        self._take("register", register)
        if listed is not None:
            self._take("listed", listed)
        self.two = listed is not None
        self.people = self._count("SELECT count(*) FROM register")

    def linker(self, model: Model | None, comparisons: Sequence[Comparison] = COMPARISONS) -> Linker:
        """Return Splink's linker over the lists. Raises ModelIncomplete."""
        api = DuckDBAPI(connection=self.database)
        kind: LinkType = "link_only" if self.two else "dedupe_only"
        chosen = settings(model, people=max(self.people, 1), link_type=kind, comparisons=comparisons)
        # Names of the sources in alphabetical order decide which side is left: the list is.
        register = api.register("register", dataset_display_name="z_register")
        if not self.two:
            return Linker(register, chosen, log_level=QUIET)
        return Linker([api.register("listed", dataset_display_name="a_listed"), register], chosen, log_level=QUIET)

    def score(self, model: Model, comparisons: Sequence[Comparison] = COMPARISONS) -> pl.DataFrame:
        """Return every pair worth looking at. Raises ModelIncomplete when the model lacks a level."""
        linker = self.linker(model, comparisons)
        found = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
        table = self.database.table(found.physical_name).project(pair_columns(comparisons))
        return pl.DataFrame(pl.from_arrow(table.to_arrow_table()))

    def strangers(self) -> pl.DataFrame:
        """Return `list_id`, `person_id` where a number is equal and the given name is not: an informant's, mostly.

        A number whose bearer's name is not given at all on either side is counted too.
        """
        return self._frame(STRANGERS) if self.two else nobody()

    def close(self) -> None:
        """Give the memory back."""
        self.database.close()

    def _take(self, name: str, rows: Rows) -> None:
        if isinstance(rows, Path):
            self.database.from_parquet(str(rows)).create(name)
            return
        self.database.from_arrow(rows.to_arrow()).create(name)

    def _frame(self, query: str) -> pl.DataFrame:
        return pl.DataFrame(pl.from_arrow(self.database.sql(query).to_arrow_table()))

    def _count(self, query: str) -> int:
        # Everything is fetched: an answer left half read would bar the next question on the same connection.
        return int(self.database.execute(query).fetchall()[0][0])
