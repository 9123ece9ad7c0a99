"""The columns that are compared, made of a list as offices write it (chuẩn hóa cột).

A canonical list has the columns of `CANONICAL`; any may be missing. A crosswalk has `code`, `unit_old`, `unit` and
`dist`, all text: for a commune code of any year the commune it was before the mergers, the one it belongs to now, and
the district it lay in.
"""

import polars as pl

from toandan.ground.linkage.spelling import spelled

CANONICAL = (
    *("id", "full_name", "birth_date", "sex", "personal_number", "old_number", "commune"),
    *("father_name", "mother_name", "spouse_name"),
)
"""What is read of a list: `birth_date` as YYYY-MM-DD, YYYY-MM, YYYY or null, `sex` as M, F or null."""

COMPARED: dict[str, pl.DataType] = {
    "unique_id": pl.String(),
    "nm_tx": pl.String(),
    "nm_as": pl.String(),
    "marked": pl.Boolean(),
    "sur": pl.String(),
    "mid": pl.String(),
    "giv": pl.String(),
    "nm_sorted": pl.String(),
    "dob": pl.String(),
    "yob": pl.Int16(),
    "sex": pl.String(),
    "pid": pl.String(),
    "old9": pl.String(),
    "unit_old": pl.String(),
    "unit": pl.String(),
    "dist": pl.String(),
    "father": pl.String(),
    "mother": pl.String(),
    "spouse": pl.String(),
}
"""The compared columns and their types. `dob` is YYYYMMDD and null for a bare year and 1 January."""


def empty_crosswalk() -> pl.DataFrame:
    """Return a crosswalk that knows no code; communes are then compared as they are written."""
    return pl.DataFrame(schema=dict.fromkeys(("code", "unit_old", "unit", "dist"), pl.String))


def standardise(rows: pl.DataFrame, crosswalk: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the rows of a canonical list in the columns of `COMPARED`, in the same order."""
    whole = rows.select(
        *(
            pl.col(name).cast(pl.String) if name in rows.columns else pl.lit(None, pl.String).alias(name)
            for name in CANONICAL
        )
    )
    parts = pl.concat([_name(whole["full_name"]), _kin(whole)], how="horizontal")
    made = pl.concat([whole, parts], how="horizontal").with_columns(*_birth(), *_numbers())
    book = empty_crosswalk() if crosswalk is None else crosswalk
    placed = made.join(book.unique("code"), left_on="commune", right_on="code", how="left", maintain_order="left")
    placed = placed.with_columns(unique_id="id", unit=pl.coalesce("unit", "commune"))
    return placed.select(*(pl.col(name).cast(kind) for name, kind in COMPARED.items()))


def _name(written: pl.Series) -> pl.DataFrame:
    """Surname first, given name last, everything between in the middle; a single word counts as the given name."""
    both = spelled(written)
    words = pl.col("bare").str.split(" ")
    return both.with_columns(
        marked=pl.col("tx") != pl.col("bare"),
        sur=pl.when(words.list.len() > 1).then(words.list.first()),
        mid=pl.when(words.list.len() > 2).then(words.list.slice(1, words.list.len() - 2).list.join(" ")),
        giv=words.list.last(),
        nm_sorted=words.list.sort().list.join(" "),
    ).rename({"tx": "nm_tx", "bare": "nm_as"})


def _kin(rows: pl.DataFrame) -> pl.DataFrame:
    """The father without his surname: it is the child's, and would count twice."""
    father = spelled(rows["father_name"])["bare"].str.replace(r"^\S+ ", "")
    mother, spouse = spelled(rows["mother_name"])["bare"], spelled(rows["spouse_name"])["bare"]
    return pl.DataFrame({"father": father, "mother": mother, "spouse": spouse})


def _birth() -> list[pl.Expr]:
    text = pl.col("birth_date").str.strip_chars()
    day = pl.when(text.str.contains(r"^\d{4}-\d{2}-\d{2}$") & ~text.str.ends_with("-01-01")).then(
        text.str.replace_all("-", "")
    )
    return [day.alias("dob"), text.str.extract(r"^(\d{4})").cast(pl.Int16).alias("yob")]


def _numbers() -> list[pl.Expr]:
    """Numbers in their own length only; a spreadsheet that ate the zeros in front gets them back."""
    both = ((12, "personal_number", "pid"), (9, "old_number", "old9"))
    found = []
    for length, column, name in both:
        digits = pl.col(column).str.replace_all(r"\D", "")
        padded = digits.str.zfill(length)
        fits = digits.str.len_chars().is_between(length - 2, length)
        found.append(pl.when(fits).then(padded).alias(name))
    return found
