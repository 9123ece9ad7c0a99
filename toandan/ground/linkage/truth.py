"""How good a run was where the truth is known (đối chiếu với đáp án)."""

from dataclasses import dataclass

import polars as pl

from toandan.ground.linkage.decision import Band
from toandan.ground.linkage.runs import earlier_first


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of proposals that are right, of true links proposed, and of true links proposed or shown; None of nothing.

    A true link is a row of the list whose person is in the register; a person registered twice is found in either row.
    """

    auto_precision: float | None
    auto_recall: float | None
    auto_false: int
    reachable_recall: float | None


def against(decided: pl.DataFrame, truth: pl.DataFrame) -> Score:
    """Score decisions against `truth` (`list_id`, `person_id`); what a reviewer would be shown counts as reachable.

    The reviewer sees the best candidate and the runner-up side by side, so either may be the right one.
    """
    right = truth.with_columns(right=pl.lit(True))
    auto = decided.filter(pl.col("band") == Band.AUTO.value)
    hits = auto.join(right, on=["list_id", "person_id"])["list_id"].n_unique()
    runner = decided.filter(pl.col("runner_up").is_not_null() & (pl.col("band") == Band.REVIEW.value))
    shown = pl.concat([decided.select("list_id", "person_id"), runner.select("list_id", person_id="runner_up")])
    reached = shown.join(right, on=["list_id", "person_id"])["list_id"].n_unique()
    wanted = truth["list_id"].n_unique()
    return Score(
        auto_precision=hits / auto.height if auto.height else None,
        auto_recall=hits / wanted if wanted else None,
        auto_false=auto.height - hits,
        reachable_recall=reached / wanted if wanted else None,
    )


def against_pairs(found: pl.DataFrame, truth: pl.DataFrame) -> Score:
    """Score pairs of one register as `against` does, whichever side of a pair either of them names first.

    A true link is a pair here, so somebody registered three times counts as often as there are pairs.
    """
    runner = found.select("list_id", person_id="runner_up", at=pl.int_range(pl.len()))
    runner = _keyed(runner.filter(pl.col("person_id").is_not_null())).select("at", runner_up="person_id")
    keyed = _keyed(found.drop("runner_up").with_columns(at=pl.int_range(pl.len())))
    # A pair's runner-up is another pair with its first side.
    seen = keyed.join(runner, on="at", how="left").with_columns(runner_up=pl.lit(None, pl.String), beside="runner_up")
    also = seen.filter(pl.col("beside").is_not_null()).with_columns(list_id="beside", person_id="beside")
    return against(pl.concat([seen, also]), _keyed(truth).unique())


def _keyed(pairs: pl.DataFrame) -> pl.DataFrame:
    """Name each pair as a whole, on both sides."""
    whole = pl.format("{}+{}", "list_id", "person_id")
    return earlier_first(pairs).with_columns(list_id=whole, person_id=whole)
