"""Births and duplicates have models of their own, found by training and measured against the truth."""

import polars as pl
import pytest

from toandan.ground.linkage import columns, decision, model, runs, training, truth
from toandan.ground.linkage.comparisons import BIRTHS, COMPARISONS, DUPLICATES
from toandan.ground.linkage.engine import Engine
from toandan.ground.linkage.model import COMPARED_FOR, Kind, ModelIncomplete
from toandan.simulation import births, seconds

KINDS: tuple[Kind, ...] = ("deaths", "births", "duplicates")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_whole_model_of_its_own(kind: Kind) -> None:
    fitted = model.shipped(kind)
    assert set(fitted.shares) == {one.name for one in COMPARED_FOR[kind]}
    for one in COMPARED_FOR[kind]:
        assert fitted.weight(one.name, one.level_names[0]) > 0 > fitted.weight(one.name, "else"), one.name
    assert all(model.shipped(other) != fitted for other in KINDS if other != kind)


def test_a_model_of_one_kind_is_refused_for_another() -> None:
    with pytest.raises(ModelIncomplete):
        model.from_json(model.shipped("births").to_json())
    assert model.from_json(model.shipped("births").to_json(), BIRTHS) == model.shipped("births")


def test_births_of_people_without_a_date_are_found_and_no_brother_is_proposed() -> None:
    book = births.draw(5, 60_000, 6_000)
    register, listed = (columns.standardise(rows, book.crosswalk) for rows in (book.undated, book.births))
    found = runs.linked(register, listed, kind="births")
    score = truth.against(found, book.truth)
    assert score.auto_false <= 1
    assert score.auto_recall is not None and score.auto_recall > 0.6
    assert score.reachable_recall is not None and score.reachable_recall > 0.95
    auto = found.filter(pl.col("band") == "auto")
    assert not set(auto["list_id"]) & book.relatives
    assert found.equals(runs.linked(register, listed, model.shipped("births"), kind="births"))
    assert not found.equals(runs.linked(register, listed, model.shipped("deaths"), kind="births"))
    # What was not compared adds nothing to a waterfall, and the rest adds up.
    assert not any('"old_number", "level": "e' in text for text in found["waterfall"])


def test_second_registrations_with_slips_are_found_and_twins_are_few() -> None:
    drawn = seconds.draw(5, 40_000)
    found = runs.duplicates(columns.standardise(drawn.register, drawn.crosswalk))
    shown, right = (
        {frozenset(pair) for pair in rows.select("list_id", "person_id").iter_rows()} for rows in (found, drawn.truth)
    )
    assert len(shown & right) / len(right) > 0.88
    assert len(shown & right) / len(shown) > 0.85
    assert set(found["band"]) == {"review"}


def test_what_was_not_compared_is_silent() -> None:
    pairs = pl.DataFrame({"list_id": ["a"], "name": [8]})
    whole = decision.whole(pairs)
    assert {one.name: whole[one.name][0] for one in COMPARISONS} == {one.name: -1 for one in COMPARISONS} | {"name": 8}


def test_training_borrows_only_the_chance_among_strangers() -> None:
    drawn = seconds.draw(5, 12_000)
    engine = Engine(columns.standardise(drawn.register, drawn.crosswalk))
    with pytest.raises(ModelIncomplete):
        training.train(engine, kind="duplicates", found=0.008, pairs=1e5)
    lender = model.shipped()
    levels = training._lent({"equal": (0.9, None), "else": (None, 0.7)}, lender.shares["name"])
    assert levels == {"equal": (0.9, lender.shares["name"]["equal"][1]), "else": (None, 0.7)}
    engine.close()
    assert {one.name for one in DUPLICATES} < set(lender.shares)
