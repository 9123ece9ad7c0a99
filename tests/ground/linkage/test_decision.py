"""Decisions on a small invented register, and on pairs made by hand."""

import json
from typing import Any

import polars as pl
import pytest

from tests.ground.linkage.conftest import Linked
from toandan.ground.linkage import columns, decision, model, runs, truth
from toandan.ground.linkage.comparisons import COMPARISONS

AGREES = {
    **{"name": 8, "accent": 2, "birth": 3, "year": -1, "sex": 1, "number": -1, "old_number": -1},
    **{"place": 3, "parents": -1, "spouse": -1},
}
NOBODY = pl.DataFrame(schema={"list_id": pl.String, "person_id": pl.String})


def pair(listed: str, person: str, weight: float = 20.0, **levels: int) -> dict[str, Any]:
    return {
        "list_id": listed, "person_id": person, "weight": weight,
        "probability": 2**weight / (1 + 2**weight), **AGREES, **levels,
    }  # fmt: skip


def decided(*pairs: dict[str, Any], strangers: pl.DataFrame = NOBODY) -> dict[str, tuple[str, str | None]]:
    found = decision.decide(pl.DataFrame(list(pairs)), strangers, model.shipped(), 1000)
    return {row["list_id"]: (row["band"], row["reason"]) for row in found.iter_rows(named=True)}


def test_the_made_up_levels_are_those_of_the_comparisons() -> None:
    assert list(AGREES) == [one.name for one in COMPARISONS]
    assert decided(pair("d", "p")) == {"d": ("auto", None)}


@pytest.mark.parametrize(
    "levels",
    [
        {"name": 4}, {"name": 3}, {"name": 0}, {"sex": 0}, {"accent": 0}, {"birth": 1}, {"birth": 0}, {"number": 0},
        {"birth": -1, "year": 0}, {"birth": -1, "year": -1},
        # Name, year and commune alone; and a parent or spouse who is another one.
        {"birth": -1, "year": 2}, {"birth": -1, "year": 2, "parents": 0, "spouse": 0},
    ],
)  # fmt: skip
def test_what_contradicts_goes_to_review_however_heavy(levels: dict[str, int]) -> None:
    assert decided(pair("d", "p", 60.0, **levels)) == {"d": ("review", "gate")}


def test_a_number_stands_for_a_missing_year() -> None:
    assert decided(pair("d", "p", birth=-1, year=-1, number=2)) == {"d": ("auto", None)}


@pytest.mark.parametrize("more", [{"parents": 1}, {"parents": 4}, {"spouse": 1}, {"old_number": 1}, {"number": 2}])
def test_a_year_is_enough_when_anything_but_the_commune_agrees_too(more: dict[str, int]) -> None:
    assert decided(pair("d", "p", birth=-1, year=2, **more)) == {"d": ("auto", None)}


def test_a_close_second_sends_the_first_to_review() -> None:
    assert decided(pair("d", "p", 20), pair("d", "q", 17.1)) == {"d": ("review", "margin")}
    assert decided(pair("d", "p", 20), pair("d", "q", 16.9)) == {"d": ("auto", None)}


def test_two_deaths_of_one_person_are_both_reviewed() -> None:
    assert decided(pair("d", "p"), pair("e", "p")) == {"d": ("review", "twice"), "e": ("review", "twice")}


def test_doubt_is_reviewed_and_the_hopeless_left_alone() -> None:
    assert decided(pair("d", "p", 0.0), pair("e", "q", -9.0)) == {"d": ("review", "doubt")}


def test_somebody_elses_number_always_goes_to_review() -> None:
    alien = pl.DataFrame({"list_id": ["d", "x"], "person_id": ["q", "r"]})
    assert decided(pair("d", "p", 40), strangers=alien) == {"d": ("review", "number"), "x": ("review", "number")}


def test_a_letter_in_the_given_name_makes_another_person_and_elsewhere_a_slip() -> None:
    same = {"birth_date": "1972-10-25", "sex": "M", "commune": "A0001", "mother_name": "Nguyễn Bạch Hằng"}

    def row(name: str) -> pl.DataFrame:
        return columns.standardise(pl.DataFrame([{"id": name[-4:], "full_name": name, **same}]))

    for written, band in (("TRAN VAN TUNG", "review"), ("TRAN VEN TUONG", "auto")):
        assert runs.linked(row("Trần Văn Tường"), row(written))["band"].to_list() == [band]


def test_no_wrong_person_is_proposed_and_most_are_reached(linked: Linked) -> None:
    score = truth.against(linked.decided, linked.truth)
    assert score.auto_false == 0
    assert score.auto_recall is not None and score.auto_recall > 0.8
    assert score.reachable_recall is not None and score.reachable_recall > 0.97


def test_no_informants_number_is_proposed(linked: Linked) -> None:
    shown = dict(linked.decided.select("list_id", "band").iter_rows())
    assert len(linked.drawn.informants) > 5
    assert {shown.get(one) for one in linked.drawn.informants} <= {"review", None}
    assert set(linked.strangers["list_id"]) <= {one for one, band in shown.items() if band == "review"}


def test_nobody_is_proposed_twice(linked: Linked) -> None:
    auto = linked.decided.filter(pl.col("band") == "auto")
    assert auto.height > 900
    assert auto["person_id"].n_unique() == auto.height
    assert linked.decided["list_id"].n_unique() == linked.decided.height


def test_the_waterfall_adds_up_to_the_weight(linked: Linked) -> None:
    for weight, text in linked.decided.drop_nulls("weight").head(200).select("weight", "waterfall").iter_rows():
        parts = json.loads(text)
        assert sum(part["bits"] for part in parts) == pytest.approx(weight, abs=0.1)
        # The rest may only be what the name's frequency adds; without an equal name there is none.
        name = next(part["level"] for part in parts if part["comparison"] == "name")
        if name != "equal":
            assert parts[-1]["bits"] == pytest.approx(0, abs=0.02)


def test_a_truth_that_is_all_wrong_is_seen() -> None:
    found = pl.DataFrame({"list_id": ["d"], "person_id": ["p"], "band": ["auto"], "runner_up": [None]})
    found = found.with_columns(pl.col("runner_up").cast(pl.String))
    score = truth.against(found, pl.DataFrame({"list_id": ["d", "e"], "person_id": ["q", "r"]}))
    assert (score.auto_precision, score.auto_recall, score.auto_false, score.reachable_recall) == (0, 0, 1, 0)


def test_second_registrations_are_found_and_twins_are_not(linked: Linked) -> None:
    found = runs.duplicates(linked.register)
    names = dict(linked.register.select("unique_id", "nm_as").iter_rows())
    pairs = list(found.select("list_id", "person_id").iter_rows())
    assert 40 < len(pairs) < 120, "0.4 % of 20,000 people were registered twice"
    same = sum(names[a] == names[b] for a, b in pairs)
    assert same >= 0.95 * len(pairs)


def test_an_empty_register_or_list_links_nothing(linked: Linked) -> None:
    assert runs.linked(linked.register.clear(), linked.listed).height == 0
    assert runs.linked(linked.register, linked.listed.clear()).height == 0


def test_what_is_handed_over_holds_the_row_as_it_came() -> None:
    rows = pl.DataFrame({"line": [2], "id": ["d"], "full_name": ["Lê Thị Tư"]})
    made = decision.decide(pl.DataFrame([pair("d", "17")]), NOBODY, model.shipped(), 1000)
    handed = runs.proposals(made, rows, "death").row(0, named=True)
    assert (handed["person_id"], handed["kind"], handed["band"]) == (17, "death", "auto")
    told = json.loads(handed["evidence"])
    assert (told["record"], told["runner_up"], told["conflict"]) == ({"id": "d", "full_name": "Lê Thị Tư"}, None, False)
    rungs = json.loads(handed["waterfall"])
    assert sum(rung["weight"] for rung in rungs) == pytest.approx(handed["weight"], abs=0.1)


def test_the_order_of_the_rows_changes_nothing(linked: Linked) -> None:
    half = linked.listed.head(300)
    straight, turned = runs.linked(linked.register, half), runs.linked(linked.register, half.reverse())
    key = ["list_id", "person_id", "band"]
    assert straight.select(key).sort(key).equals(turned.select(key).sort(key))
    assert columns.COMPARED.keys() == set(half.columns)
