"""Everybody in scope, streamed for work on the whole register such as record linkage (đọc toàn bộ sổ)."""

from collections.abc import Iterator

import polars as pl
from django.db.models import Q

from toandan.ground.kernel.partial_date import Basis
from toandan.record.people.models import Person

_COLUMNS = (
    *("person_id", "full_name", "birth_year", "birth_month", "birth_day", "birth_basis", "sex"),
    *("personal_number", "old_number", "unit_no", "father_name", "mother_name", "spouse_name"),
)
_NUMBERS = frozenset({"person_id", "birth_year", "birth_month", "birth_day", "unit_no"})
_SCHEMA = {name: pl.Int64 if name in _NUMBERS else pl.String for name in _COLUMNS}


def whole(*, undated: bool = False, rows: int = 100_000) -> Iterator[pl.DataFrame]:
    """Yield the people in scope in frames of at most `rows`; with `undated` those without a whole, witnessed date.

    Columns: `id`, `full_name`, `birth_date` (YYYY-MM-DD, YYYY-MM, YYYY or null; a filled-in day is left out), `sex`,
    `personal_number`, `old_number`, `commune` (the number of the unit that answers for them), `father_name`,
    `mother_name`, `spouse_name`; all text, the empty as null. Call it inside `reading(actor)`: the server keeps the
    place in the list, so that memory stays flat.
    """
    people = Person.objects.order_by()
    if undated:
        people = people.filter(~Q(birth_basis=Basis.FULL.value) | Q(birth_month=1, birth_day=1))
    part: list[tuple[object, ...]] = []
    for row in people.values_list(*_COLUMNS).iterator(chunk_size=10_000):
        part.append(row)
        if len(part) == rows:
            yield _frame(part)
            part = []
    if part:
        yield _frame(part)


def _frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    year = pl.col("birth_year").cast(pl.String).str.zfill(4)
    month, day = (pl.col(name).cast(pl.String).str.zfill(2) for name in ("birth_month", "birth_day"))
    assumed = pl.col("birth_basis") == Basis.ASSUMED.value
    birth = (
        pl.when(pl.col("birth_month").is_null() | assumed)
        .then(year)
        .when(pl.col("birth_day").is_null())
        .then(pl.concat_str(year, month, separator="-"))
        .otherwise(pl.concat_str(year, month, day, separator="-"))
    )
    kin = ("father_name", "mother_name", "spouse_name")
    return frame.select(
        pl.col("person_id").cast(pl.String).alias("id"),
        "full_name",
        birth.alias("birth_date"),
        *("sex", "personal_number", "old_number"),
        pl.col("unit_no").cast(pl.String).alias("commune"),
        *(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in kin),
    )
