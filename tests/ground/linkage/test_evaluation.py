"""Samples for blind labelling, and what labels say."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.linkage import truth
from toandan.ground.linkage.evaluation import groups, labelled, sample, wilson

DECIDED = pl.DataFrame(
    {
        "list_id": [f"d{i}" for i in range(200)],
        "person_id": [f"p{i}" for i in range(200)],
        "band": ["auto"] * 150 + ["review"] * 50,
        "weight": [float(i % 37) for i in range(200)],
    }
)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_solves_wilsons_equation(right: int, labelled: int) -> None:
    right = min(right, labelled)
    low, high = wilson(right, labelled)
    share = right / labelled
    assert 0 <= low <= share + 1e-12 and share - 1e-12 <= high <= 1
    for end in (low, high):
        if 1e-9 < end < 1 - 1e-9:
            off = abs(share - end) / math.sqrt(end * (1 - end) / labelled)
            assert off == pytest.approx(1.959964, abs=1e-4)


def test_nothing_labelled_says_nothing_and_nonsense_is_refused() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="more right"):
        wilson(3, 2)


def test_a_sample_covers_every_band_and_weight_and_hides_both() -> None:
    drawn = sample(DECIDED, each=40, seed=3)
    assert drawn.columns == ["list_id", "person_id", "label"]
    known = drawn.join(DECIDED, on="list_id")
    assert known.group_by("band").len().sort("band").rows() == [("auto", 40), ("review", 40)]
    auto = known.filter(pl.col("band") == "auto")["weight"]
    assert auto.min() < 9 and auto.max() > 27  # type: ignore[operator]
    assert drawn.equals(sample(DECIDED, each=40, seed=3))
    assert not drawn.equals(sample(DECIDED, each=40, seed=4))


def test_a_sample_never_holds_more_than_there_is() -> None:
    assert sample(DECIDED, each=1000, seed=1).height == 200


def test_precision_is_told_by_band_and_group() -> None:
    labels = DECIDED.select("list_id", "person_id").with_row_index().with_columns(
        label=pl.when(pl.col("index") < 199).then(pl.col("index") % 10 != 0), elderly=pl.col("index") % 2 == 1
    )  # fmt: skip
    found = {(one.band, one.group): (one.right, one.labelled) for one in labelled(DECIDED, labels, ["elderly"])}
    assert found == {
        ("auto", "all"): (135, 150),
        ("auto", "elderly"): (75, 75),
        ("review", "all"): (44, 49),
        ("review", "elderly"): (24, 24),
    }


@pytest.mark.parametrize("shown", [[("2", "10", "7")], [("2", "10", None), ("2", "7", "10")]])
def test_pairs_of_a_register_are_true_whichever_side_is_named_first(shown: list[tuple[str, str, str | None]]) -> None:
    """The runner-up of a pair is another pair with its first side, and the reviewer sees it."""
    found = pl.DataFrame(shown, schema=["list_id", "person_id", "runner_up"], orient="row")
    found = found.with_columns(band=pl.lit("review"), weight=pl.lit(9.0))
    right = pl.DataFrame(
        [("10", "2"), ("7", "2"), ("3", "4"), ("4", "3")], schema=["list_id", "person_id"], orient="row"
    )
    score = truth.against_pairs(found, right)
    assert (score.reachable_recall, score.auto_recall, score.auto_false) == (2 / 3, 0, 0)
    assert truth.against_pairs(found.clear(), right).reachable_recall == 0


def test_groups_of_a_sample_are_read_from_the_list() -> None:
    rows = pl.DataFrame(
        [("a", "1940-05-17", "00004"), ("b", "1990-01-01", "00001"), ("c", None, "99999"), ("d", "1990", None)],
        schema=["id", "birth_date", "commune"], orient="row",
    )  # fmt: skip
    walk = pl.DataFrame({"code": ["00001", "00004"], "unit_old": ["7", "8"], "unit": ["7", "9"], "dist": [None, None]})
    found = {name: inside for name, *inside in groups(rows, walk, 2026).iter_rows()}
    assert found == {
        "a": [False, True, True], "b": [True, False, False], "c": [True, False, False], "d": [True, False, False],
    }  # fmt: skip
