"""How good a run was where the truth is known (đối chiếu với đáp án)."""

from dataclasses import dataclass

import polars as pl

from toandan.ground.linkage.decision import Band


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
