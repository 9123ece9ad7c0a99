"""What labels say of the weights: the curve is found again, helps on labels held out, and is refused without ground."""

import json
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from tests.ground.linkage.conftest import Linked
from toandan.ground.linkage import decision, model
from toandan.ground.linkage.calibration import Calibration, CalibrationRefused, fit, log_loss
from toandan.ground.linkage.evaluation import sample

SLOPE, START = 0.547, -0.688
"""The curve that was measured on an invented register of 8.4 million."""


def drawn(many: int, seed: int, slope: float = SLOPE, start: float = START) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return decisions whose weights are too sure of themselves, and the truth about all of them."""
    chance = np.random.default_rng(seed)
    bits = chance.uniform(-4, 22, many)
    right = chance.random(many) < 1 / (1 + np.exp(-(slope * bits + start)))
    gated = chance.random(many) < 0.5
    ids = {"list_id": [f"d{i}" for i in range(many)], "person_id": [f"p{i}" for i in range(many)]}
    band = np.where((bits > 10) & gated, "auto", "review")
    return pl.DataFrame(ids | {"band": band, "weight": bits}), pl.DataFrame(ids | {"label": right})


def labelled(decided: pl.DataFrame, truth: pl.DataFrame, *, each: int, seed: int) -> pl.DataFrame:
    """Draw a sample as the command does and label it with the truth."""
    return sample(decided, each=each, seed=seed).drop("label").join(truth, on=["list_id", "person_id"])


def losses(decided: pl.DataFrame, truth: pl.DataFrame, curve: Calibration) -> tuple[float, float]:
    """Return the log-loss of all decisions by the weights alone and by the curve."""
    rows = decided.join(truth, on=["list_id", "person_id"]).filter(pl.col("weight").is_not_null())
    rows = rows.with_columns(told=curve.probability(pl.col("weight")))
    right = rows["label"].cast(pl.Float64).to_numpy()
    raw = 1 / (1 + np.exp2(-rows["weight"].to_numpy()))
    return log_loss(raw, right), log_loss(rows["told"].to_numpy(), right)


def test_the_curve_is_found_again_and_tells_people_better_whom_it_was_not_fitted_to() -> None:
    decided, truth = drawn(40_000, 3)
    curve = fit(decided, labelled(decided, truth, each=1000, seed=5))
    assert (curve.slope, curve.start) == pytest.approx((SLOPE, START), abs=0.12)
    before, after = losses(*drawn(20_000, 17), curve)
    assert after < before * 0.95
    assert curve.after < curve.before
    assert fit(decided, labelled(decided, truth, each=1000, seed=5)) == curve, "the same labels say the same"


def test_a_label_stands_for_as_many_decisions_as_its_layer_has() -> None:
    """In a small band every pair is right whatever it weighs; counted alike, its labels would bend the curve of all."""
    decided, truth = drawn(40_000, 3)
    told = truth.with_columns(label=pl.col("label") | (decided["band"] == "auto"))
    few = decided.filter((pl.col("band") == "review") | pl.Series(np.arange(decided.height) % 40 == 0))
    curve = fit(few, labelled(few, told, each=800, seed=5))
    everyone = fit(few, few.select("list_id", "person_id").join(told, on=["list_id", "person_id"]))
    assert curve.slope == pytest.approx(everyone.slope, abs=0.08)
    assert curve.start == pytest.approx(everyone.start, abs=0.25)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("few", lambda rows: rows.head(299)),
        ("few", lambda rows: pl.concat([rows.head(150)] * 4)),
        ("one_sided", lambda rows: rows.with_columns(label=pl.lit(value=True))),
        ("backwards", lambda rows: rows.with_columns(label=~pl.col("label"))),
    ],
)
def test_labels_without_ground_are_refused(code: str, change) -> None:
    decided, truth = drawn(5_000, 3)
    with pytest.raises(CalibrationRefused) as refused:
        fit(decided, change(labelled(decided, truth, each=300, seed=1)))
    assert refused.value.code == code


def test_a_curve_that_is_no_better_than_the_weights_is_refused() -> None:
    decided, truth = drawn(3_000, 8, slope=float(np.log(2)), start=0.0)
    with pytest.raises(CalibrationRefused) as refused:
        fit(decided, labelled(decided, truth, each=200, seed=2))
    assert refused.value.code == "no_better"


def test_it_is_kept_with_the_model_as_plain_figures_and_read_back() -> None:
    shipped = model.shipped()
    assert shipped.calibration is None
    assert "calibration" not in json.loads(shipped.to_json())
    curve = Calibration(SLOPE, START, 600, 400, 0.3, 0.2)
    text = replace(shipped, calibration=curve).to_json()
    assert json.loads(text)["calibration"]["slope"] == SLOPE
    assert model.from_json(text).calibration == curve
    for wrong in ({"slope": -1.0}, {"slope": float("inf")}, {"start": float("nan")}, {"start": "0"}, {"other": 1}):
        broken = json.loads(text)
        broken["calibration"] |= wrong
        with pytest.raises(model.ModelIncomplete):
            model.from_json(json.dumps(broken))


def test_bars_are_held_against_the_curve_only_where_one_is_kept_and_it_makes_no_proposal(linked: Linked) -> None:
    def decide(curve: Calibration | None) -> pl.DataFrame:
        fitted = replace(model.shipped(), calibration=curve)
        return decision.decide(linked.pairs, linked.strangers, fitted, linked.people)

    assert decide(None).equals(linked.decided)
    unsure, bold = (
        decide(Calibration(0.3, -4.0, 600, 400, 0.3, 0.2)),
        decide(Calibration(5.0, 20.0, 600, 400, 0.3, 0.2)),
    )

    def proposed(rows: pl.DataFrame) -> set[str]:
        return set(rows.filter(pl.col("band") == "auto")["list_id"])

    assert proposed(unsure) < proposed(linked.decided)
    back = unsure.filter(pl.col("list_id").is_in(list(proposed(linked.decided) - proposed(unsure))))
    assert set(back.filter(pl.col("band") == "review")["reason"]) == {"doubt"}
    assert proposed(bold) == proposed(linked.decided), "labels are too few to make a proposal"
    assert bold.height >= linked.decided.height
