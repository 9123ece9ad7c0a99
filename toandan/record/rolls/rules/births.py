"""Reads a column of birth dates: plain ISO days all at once, everything else by the scalar rule (ngày sinh)."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from toandan.ground.kernel import partial_date
from toandan.ground.kernel.birth import AGE_DUE
from toandan.record.people.words import BirthBasis
from toandan.record.rolls.rules import columns, values

SCHEMA: columns.Schema = {
    "birth_year": pl.Int16, "birth_month": pl.Int16, "birth_day": pl.Int16, "birth_basis": pl.String,
    "due": pl.Boolean, "code": pl.String,
}  # fmt: skip
_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def read(cells: pl.Series, on: date, memory: columns.Memory) -> pl.DataFrame:
    """Return one row of `SCHEMA` for each cell, as `values.birth` reads it on the day `on`.

    A day that needs no second look is written in full, lies neither too early nor after `on`, and is not the first of
    January, which warrants a warning.
    """
    plain = _plain(cells, on)
    if not plain["due"].null_count():
        return plain
    places = plain["due"].is_null().arg_true()
    other = memory.read(cells.gather(places))
    return plain.with_columns(plain[name].scatter(places, other[name]) for name in SCHEMA)


def parts(read_: values.Birth) -> Sequence[object]:
    """Return what the scalar rule read, in the order of `SCHEMA`."""
    return read_.year, read_.month, read_.day, read_.basis, read_.due, read_.code


def _plain(cells: pl.Series, on: date) -> pl.DataFrame:
    """Read the days that need no second look; the rows of all others are null throughout."""
    day, latest = pl.col("day"), on.year - AGE_DUE
    month_day = day.dt.month().cast(pl.Int16) * 100 + day.dt.day()
    surely = (day.dt.year() >= partial_date.FIRST_YEAR) & (day <= on) & (month_day != 101)
    written = pl.when(pl.col("text").str.contains(_ISO)).then(pl.col("text").str.to_date("%Y-%m-%d", strict=False))
    days = cells.rename("text").to_frame().select(day=written).select(day=pl.when(surely).then(day))
    known = day.is_not_null()
    return days.select(
        birth_year=day.dt.year().cast(pl.Int16),
        birth_month=day.dt.month().cast(pl.Int16),
        birth_day=day.dt.day().cast(pl.Int16),
        birth_basis=pl.when(known).then(pl.lit(BirthBasis.FULL.value)),
        due=(day.dt.year() < latest) | (day.dt.year() == latest) & (month_day <= on.month * 100 + on.day),
        code=pl.when(known).then(pl.lit("")),
    )
