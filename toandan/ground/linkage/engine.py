"""Scoring on DuckDB: from two compared lists to pairs with weights (bộ máy chấm điểm).

A pair frame has `list_id`, `person_id`, `weight` (bits, prior included), `probability`, and for each comparison the
number of its level (−1 null, 0 else, then upwards). Names of tables and columns in the SQL are this module's own.
"""

import logging
import math
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
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

LIST_SLICE, REGISTER_SLICE = 75_000, 1_000_000
"""Rows of the left side that are scored at once, of a list and of a register that is compared with itself."""

MOST_MEMORY = 6_000
"""Megabytes that DuckDB takes if nobody says otherwise, and half of the machine's at most."""

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


def _memory() -> int:
    """Return DuckDB's limit on this machine in megabytes."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 10**6
    return min(MOST_MEMORY, machine // 2)


class Engine:
    """One DuckDB with a register and a list in it; the list is left out to look for duplicates.

    `memory` is DuckDB's limit such as "2GB"; past it work goes to a folder of its own in `spill`, gone after `close`.
    """

    def __init__(
        self, register: Rows, listed: Rows | None = None, *, memory: str | None = None, spill: Path | None = None
    ) -> None:
        self.folder = Path(mkdtemp(prefix="toandan-duckdb-", dir=spill))
        self.database = duckdb.connect()
        self.database.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
        self.database.execute("SET temp_directory = ?", [str(self.folder)])
        self.database.execute("SET memory_limit = ?", [memory or f"{_memory()}MB"])
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
        """Return every pair worth looking at. Raises ModelIncomplete when the model lacks a level.

        Slice after slice of the left side is blocked, scored and cut down to what is kept: the pairs of all blocks at
        once would take more room than everything else.
        """
        linker = self.linker(model, comparisons)
        left, slice_ = ("listed", LIST_SLICE) if self.two else ("register", REGISTER_SLICE)
        slices = max(1, math.ceil(self._count(f"SELECT count(*) FROM {left}") / slice_))  # noqa: S608
        columns, parts = pair_columns(comparisons), []
        for number in range(1, slices + 1):
            found = linker.inference.predict_chunk(
                (number, slices), (1, 1), threshold_match_probability=LEAST_PROBABILITY, warning_mode="never"
            )
            kept = self.database.table(found.physical_name).project(columns).to_arrow_table()
            parts.append(pl.DataFrame(pl.from_arrow(kept)))
            found.drop_table_from_database_and_remove_from_cache()
        return pl.concat(parts)

    def strangers(self) -> pl.DataFrame:
        """Return `list_id`, `person_id` where a number is equal and the given name is not: an informant's, mostly.

        A number whose bearer's name is not given at all on either side is counted too.
        """
        return self._frame(STRANGERS) if self.two else nobody()

    def close(self) -> None:
        """Give the memory back, and the room on the disk."""
        self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _take(self, name: str, rows: Rows) -> None:
        """A file stays where it is and is read column by column, as often as a question needs it."""
        if isinstance(rows, Path):
            self.database.from_parquet(str(rows)).create_view(name)
            return
        self.database.from_arrow(rows.to_arrow()).create(name)

    def _frame(self, query: str) -> pl.DataFrame:
        return pl.DataFrame(pl.from_arrow(self.database.sql(query).to_arrow_table()))

    def _count(self, query: str) -> int:
        # Everything is fetched: an answer left half read would bar the next question on the same connection.
        return int(self.database.execute(query).fetchall()[0][0])
