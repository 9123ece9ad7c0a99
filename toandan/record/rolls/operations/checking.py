"""Pass 1 of an import: reads the whole file, checks every row, keeps the good ones, says what is wrong with others.

Nothing is written to the register here. Memory does not grow with the file, but for 32 bytes a row to find people who
stand in it twice.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.record.people.queries import taken
from toandan.record.people.queries.alike import alike
from toandan.record.people.words import ClaimKind
from toandan.record.rolls.adapters.vault import Vault
from toandan.record.rolls.operations.ahead import ahead
from toandan.record.rolls.ports import Block, Part, RollFile
from toandan.record.rolls.rules.checks import FINDINGS_SCHEMA, PERSON_COLUMNS, Checked, Checker
from toandan.record.rolls.rules.columns import shown
from toandan.record.rolls.rules.duplicates import LOOKS, Seen
from toandan.record.rolls.words import FindingCode, FindingRow, RollColumn, Weight

BATCH_ROWS = 50_000
MOST_KEPT = 1_000
"""So many findings are kept for the report page; the refused rows' spreadsheet holds them all."""
_WEIGHTS = {code.value: code.weight for code in FindingCode}
_BLOCKING = frozenset({FindingCode.NUMBER_TWICE, FindingCode.OLD_NUMBER_TWICE, FindingCode.LOOKS_TWICE})
"""Duplicates inside the file contradict each other: they count as wrong when the file goes in whole or not at all."""
Tick = Callable[[int], None]


@dataclass(slots=True)
class Tally:
    """What pass 1 found in all: rows, rows left out by kind, findings by code and column, and the first of them."""

    rows: int = 0
    blocks: int = 0
    refused: int = 0
    duplicates: int = 0
    blocking: int = 0
    warnings: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    kept: list[FindingRow] = field(default_factory=list)

    @property
    def good(self) -> int:
        """Rows that may go in."""
        return self.rows - self.refused - self.duplicates

    def take(self, findings: pl.DataFrame) -> None:
        """Count a frame of findings whose lines are in no other frame's."""
        if findings.is_empty():
            return
        weighed = findings.with_columns(weight=pl.col("code").replace_strict(_WEIGHTS, return_dtype=pl.String))
        errors = weighed.filter(pl.col("weight") == Weight.ERROR)
        bad = errors["line"].unique()
        again = weighed.filter((pl.col("weight") == Weight.DUPLICATE) & ~pl.col("line").is_in(bad.implode()))
        self.refused += bad.len()
        self.duplicates += again["line"].n_unique()
        self.blocking += bad.len() + again.filter(pl.col("code").is_in(list(_BLOCKING)))["line"].n_unique()
        self.warnings += weighed.filter(pl.col("weight") == Weight.WARNING).height
        self.counts.update(dict(findings.group_by("code").len().iter_rows()))
        self.columns.update(dict(errors.group_by("column").agg(pl.col("line").n_unique()).iter_rows()))
        room = MOST_KEPT - len(self.kept)
        self.kept += [FindingRow(*row) for row in findings.head(max(room, 0)).iter_rows()]

    def summary(self) -> tuple[FindingRow, ...]:
        """Say once of a column that it is wrong in most rows; it is the wrong column, or the cells have slid."""
        if self.rows < 10:
            return ()
        return tuple(
            FindingRow(0, column, "", FindingCode.COLUMN_BAD, f"share={100 * wrong // self.rows}")
            for column, wrong in self.columns.most_common()
            if column and wrong * 2 > self.rows
        )


@dataclass(slots=True)
class Pass:
    """One reading of a file: who reads, with which checker, into which vault; `skip` are batches already written."""

    actor: Actor
    file: RollFile
    places: Mapping[RollColumn, int]
    checker: Checker
    vault: Vault
    compare: bool
    skip: frozenset[int] = frozenset()

    def run(self, tick: Tick) -> Tally:
        """Check the whole file; afterwards the vault holds `good` and `findings` blocks, numbered as the batches."""
        self.vault.clear("good", "findings")
        tally, seen = Tally(), Seen()
        for block, checked in ahead(self._checked, self.file.parts(BATCH_ROWS)):
            self._block(tally.blocks, block, checked, tally, seen)
            tick(tally.rows)
        self._leave_out(seen.findings(), tally)
        self._count(tally)
        return tally

    def _checked(self, part: Part) -> tuple[Block, Checked]:
        block = part()
        return block, self.checker.check(canonical(block.rows, self.places))

    def _block(self, number: int, block: Block, checked: Checked, tally: Tally, seen: Seen) -> None:
        findings = [_frame(block.findings), checked.findings]
        good = checked.rows.filter("good").drop("good")
        if self.compare and number not in self.skip:
            findings.append(self._registered(good))
            good = good.filter(~pl.col("line").is_in(findings[-1]["line"].unique().implode()))
        seen.add(good)
        self.vault.write("good", number, good.select("line", *PERSON_COLUMNS, "state"))
        self.vault.write("findings", number, pl.concat(findings))
        tally.rows += block.rows.height + len(block.broken)
        tally.blocks = number + 1

    def _registered(self, good: pl.DataFrame) -> pl.DataFrame:
        """Find the rows whose people are in the register already."""
        found = [pl.DataFrame(schema=FINDINGS_SCHEMA)]
        with reading(self.actor):
            for kind, code in (
                (ClaimKind.PERSONAL_NUMBER, FindingCode.NUMBER_REGISTERED),
                (ClaimKind.OLD_NUMBER, FindingCode.OLD_NUMBER_REGISTERED),
            ):
                known = taken(kind=kind, values=good[kind.value].drop_nulls().to_list())
                rows = good.filter(pl.col(kind.value).is_in(list(known)))
                found.append(_about(rows, kind.value, pl.col(kind.value), code))
            like = alike(people=good.select(LOOKS))
        rows = good.with_row_index("place").join(like, on="place")
        rows = rows.filter(pl.col("personal_number").is_null() | pl.col("numberless"))
        found.append(_about(rows, "", pl.col("full_name"), FindingCode.LOOKS_REGISTERED))
        return pl.concat(found)

    def _leave_out(self, again: pl.DataFrame, tally: Tally) -> None:
        """Take the people who stand in the file twice out of the kept blocks, now that the whole file is known."""
        if again.is_empty():
            return
        for number in range(tally.blocks):
            good = self.vault.read("good", number)
            here = again.filter(pl.col("line").is_in(good["line"].implode()))
            if here.is_empty() or number in self.skip:
                continue
            self.vault.write("good", number, good.filter(~pl.col("line").is_in(here["line"].implode())))
            self.vault.write("findings", number, pl.concat([self.vault.read("findings", number), here]).sort("line"))

    def _count(self, tally: Tally) -> None:
        for number in range(tally.blocks):
            tally.take(self.vault.read("findings", number))


def canonical(rows: pl.DataFrame, places: Mapping[RollColumn, int]) -> pl.DataFrame:
    """Lay the cells of a file into the columns of the canonical roll; empty cells and absent columns are null."""
    absent = pl.Series([None], dtype=pl.String).new_from_index(0, rows.height)
    laid = [shown(rows[f"c{places[column]}"]) if column in places else absent for column in RollColumn]
    return rows.select("line").with_columns(cells.alias(name) for cells, name in zip(laid, RollColumn, strict=True))


def _frame(findings: tuple[FindingRow, ...]) -> pl.DataFrame:
    rows = [(f.line, f.column, f.value, f.code, f.detail) for f in findings]
    return pl.DataFrame(rows, schema=FINDINGS_SCHEMA, orient="row")


def _about(rows: pl.DataFrame, column: str, value: pl.Expr, code: FindingCode) -> pl.DataFrame:
    return rows.select("line", column=pl.lit(column), value=value, code=pl.lit(code.value), detail=pl.lit("")).cast(
        FINDINGS_SCHEMA
    )
