"""Stored models: whole or refused; their figures follow the size of the register."""

import json
import math

import pytest

from toandan.ground.linkage import model
from toandan.ground.linkage.comparisons import COMPARISONS
from toandan.ground.linkage.model import Model, ModelIncomplete


def test_the_shipped_model_knows_every_level() -> None:
    fitted = model.shipped()
    for comparison in COMPARISONS:
        for level in comparison.level_names:
            assert math.isfinite(fitted.weight(comparison.name, level))
    assert fitted.weight("name", "null") == 0


@pytest.mark.parametrize("comparison", [one.name for one in COMPARISONS])
@pytest.mark.parametrize("missing", ["level", "m", "u", "comparison", "zero"])
def test_a_model_with_a_level_that_was_never_observed_is_refused(comparison: str, missing: str) -> None:
    raw = json.loads(model.shipped().to_json())
    levels = raw["comparisons"][comparison]
    if missing == "level":
        del levels["equal" if "equal" in levels else "else"]
    elif missing == "comparison":
        del raw["comparisons"][comparison]
    elif missing == "zero":
        levels["else"]["m"] = 0.0
    else:
        levels["else"][missing] = None
    with pytest.raises(ModelIncomplete):
        model.from_json(json.dumps(raw))


@pytest.mark.parametrize("text", ["{}", "[]", '{"found": 1, "comparisons": {"name": 3}}'])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ModelIncomplete):
        model.from_json(text)


def test_a_model_survives_being_written_and_read() -> None:
    fitted = model.shipped()
    assert model.from_json(fitted.to_json()) == fitted


def test_an_equal_number_weighs_more_in_a_greater_register_and_the_prior_less() -> None:
    fitted = model.shipped()
    small, great = fitted.for_people(1_000_000), fitted.for_people(8_000_000)
    for name in ("number", "old_number"):
        assert great.weight(name, "equal") - small.weight(name, "equal") == pytest.approx(3)
        assert great.weight(name, "one_digit") == pytest.approx(small.weight(name, "one_digit"))
    assert great.weight("name", "equal") == small.weight("name", "equal")
    assert fitted.prior(1_000_000) / fitted.prior(8_000_000) == pytest.approx(8)


def test_agreement_weighs_for_and_disagreement_against() -> None:
    fitted = model.shipped().for_people(1_000_000)
    for comparison in COMPARISONS:
        assert fitted.weight(comparison.name, comparison.level_names[0]) > 0, comparison.name
        assert fitted.weight(comparison.name, "else") < 0, comparison.name


def test_scoring_with_a_broken_model_is_refused() -> None:
    from toandan.ground.linkage.settings import settings

    with pytest.raises(ModelIncomplete):
        settings(Model(0.6, {}), people=10)
