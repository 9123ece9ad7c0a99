"""How good a run is where the truth is not known: a sample for blind labelling, and what the labels say (đánh giá).

A sample is stratified by band and by weight within the band, not only drawn from the doubtful, so that precision can
be told for what was proposed by itself. No errors among 3,000 labels bound the rate of errors at one in a thousand,
and no lower.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

_Z = 1.959964
"""Two-sided, 95 in 100."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Right among labelled in one group of one band, with the Wilson interval of 95 %."""

    band: str
    group: str
    labelled: int
    right: int
    rate: float
    low: float
    high: float


def wilson(right: int, labelled: int) -> tuple[float, float]:
    """Return the Wilson interval of a share at 95 %; the whole range when nothing was labelled."""
    if not 0 <= right <= labelled:
        raise ValueError("more right than labelled")
    if not labelled:
        return 0.0, 1.0
    share, square = right / labelled, _Z * _Z / labelled
    middle = (share + square / 2) / (1 + square)
    half = _Z / (1 + square) * math.sqrt(share * (1 - share) / labelled + square / (4 * labelled))
    return max(0.0, middle - half), min(1.0, middle + half)


def sample(decided: pl.DataFrame, *, each: int, seed: int, strata: int = 4) -> pl.DataFrame:
    """Draw `each` decisions a band, evenly over `strata` quantiles of weight, shuffled and without band or weight.

    Columns `list_id`, `person_id`, `label` (empty, for two people who do not see each other's). Whoever labels must not
    know what the machine thought; `labelled` brings both together again. The same seed draws the same pairs.
    """
    parts = []
    for band in sorted(decided["band"].unique()):
        ordered = decided.filter((pl.col("band") == band) & pl.col("person_id").is_not_null())
        ordered = ordered.sort("weight", "list_id", nulls_last=True)
        size = ordered.height
        for at in range(strata):
            layer = ordered.slice(size * at // strata, size * (at + 1) // strata - size * at // strata)
            wanted = each * (at + 1) // strata - each * at // strata
            parts.append(layer.sample(min(wanted, layer.height), seed=seed + at))
    drawn = pl.concat(parts) if parts else decided.clear()
    mixed = drawn.sample(fraction=1.0, shuffle=True, seed=seed)
    return mixed.select("list_id", "person_id", label=pl.lit(None, pl.Boolean))


ELDERLY = 80
"""From this age on names and dates were often written down late, so that people are a group of their own."""
GROUPS = ("year_only", "elderly", "merged_commune")
"""Groups whose precision is told apart."""


def groups(rows: pl.DataFrame, crosswalk: pl.DataFrame, year: int) -> pl.DataFrame:
    """Return for each row of a canonical list which groups it is in: `list_id` and the columns of `GROUPS`.

    `year_only`: no whole date of birth, or 1 January; `elderly`: 80 or more in this `year`; `merged_commune`: the
    commune is no longer what the code meant.
    """
    birth = pl.col("birth_date").fill_null("")
    book = crosswalk.unique("code").select("code", moved=pl.col("unit_old") != pl.col("unit"))
    placed = rows.with_columns(pl.col("commune").cast(pl.String)).join(
        book, left_on="commune", right_on="code", how="left", maintain_order="left"
    )
    return placed.select(
        list_id="id",
        year_only=(birth.str.len_chars() < 10) | birth.str.ends_with("-01-01"),
        elderly=(year - birth.str.extract(r"^(\d{4})").cast(pl.Int32) >= ELDERLY).fill_null(value=False),
        merged_commune=pl.col("moved").fill_null(value=False),
    )


def labelled(decided: pl.DataFrame, labels: pl.DataFrame, groups: Sequence[str] = ()) -> list[Precision]:
    """Return precision by band, for everybody and for each group of people named by a Boolean column of `labels`.

    `labels` has `list_id`, `person_id`, `label` (true: the same person); rows without a label do not count.
    """
    known = labels.filter(pl.col("label").is_not_null()).join(
        decided.select("list_id", "person_id", "band"), on=["list_id", "person_id"]
    )
    found = []
    for band in sorted(known["band"].unique()):
        here = known.filter(pl.col("band") == band)
        for group in ("", *groups):
            rows = here.filter(pl.col(group)) if group else here
            right = int(rows["label"].sum())
            low, high = wilson(right, rows.height)
            rate = right / rows.height if rows.height else 0.0
            found.append(Precision(band, group or "all", rows.height, right, rate, low, high))
    return found
