"""Samples for blind labelling, and what labels say."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.linkage.evaluation import labelled, sample, wilson

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
