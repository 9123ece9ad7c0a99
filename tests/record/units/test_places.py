"""Places of one time met with units of another, over the real reforms of Hà Nội."""

from datetime import date

import pytest

from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
THEN, NOW = date(2024, 1, 1), date(2026, 1, 1)
WHOLE, DIVIDED = "00001", "00007"
"""Phúc Xá went to Hồng Hà; Cống Vị to Ngọc Hà, mainly, and to Giảng Võ."""


def at(code: str, day: date) -> int:
    return units.by_code(code, as_of=day).number


def meant(place: int, code: str, day: date) -> str | None:
    found = units.elsewhere(place, of=units.by_code(code, as_of=day), on=NOW)
    return None if found is None else f"{found.code}/{found.edition}"


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("00097", NOW, None),
        ("00004", NOW, "00097/2025"),
        ("00001", THEN, None),
        ("001", THEN, None),
        ("005", THEN, "00001/2023"),
        ("01", NOW, None),
    ],
)
def test_a_place_that_went_whole(code: str, day: date, found: str | None) -> None:
    assert meant(at(WHOLE, THEN), code, day) == found


@pytest.mark.parametrize(("code", "found"), [("00008", None), ("00025", None), ("00004", "00008/2025")])
def test_a_place_that_was_divided_may_be_any_part_and_is_mainly_one(code: str, found: str | None) -> None:
    assert meant(at(DIVIDED, THEN), code, NOW) == found


def test_a_place_of_today_met_with_a_unit_that_waits_for_its_reform() -> None:
    assert meant(at("00097", NOW), WHOLE, THEN) is None
    assert meant(at("00004", NOW), WHOLE, THEN) == "00004/2025"


def test_pairs_for_a_query_say_what_the_rule_says() -> None:
    city = units.by_code("01", as_of=NOW)
    pairs = set(units.homes(city.number, city.last))
    assert len(pairs) > 600
    places = {place for _, place in pairs}
    for code in ("00097", "00008", "09877"):
        unit = units.by_code(code, as_of=NOW)
        assert {place for place in places if units.is_part_of(place, unit)} == {p for n, p in pairs if n == unit.number}


@pytest.mark.parametrize(
    ("code", "written"),
    [(WHOLE, WHOLE), (DIVIDED, DIVIDED), ("00118", "00097"), ("01", "01"), ("001", "001")],
)
def test_a_code_is_written_so_that_a_reader_of_the_day_comes_to_the_place(code: str, written: str) -> None:
    place = at(code, THEN)
    assert units.code_for(place, on=NOW) == written
    assert units.code_for(place, on=THEN) == code
    if len(code) == 5:
        assert units.any_year(written, as_of=NOW) == units.called(place, on=NOW)[0]


def test_a_code_reaches_what_went_into_its_bearer_and_no_other_bearer() -> None:
    def reached(code: str, on: date) -> set[str]:
        found = units.spans(code, on=on)
        return {f"{one.code}/{one.edition}" for low, high in found for one in units.spanning(low, high)}

    assert "00001/2023" in reached("00097", NOW)
    assert reached("00097", THEN) == {"00097/2023"}
    # Ngọc Thụy's code went to another unit than most of its people: these are found with the one they went to.
    assert "00118/2023" not in reached("00118", NOW)
    assert "00118/2023" in reached("00097", NOW)
    assert {"00007/2023" in reached(code, NOW) for code in ("00008", "00025")} == {True, False}
    with pytest.raises(units.UnitUnknown):
        units.spans("99999", on=NOW)


def test_a_code_on_paper_means_the_bearer_of_the_day_before_any_other() -> None:
    assert [unit.edition for unit in units.bearers("00226", as_of=NOW)] == ["2025", "2025-01", "2023"]
    assert [unit.edition for unit in units.bearers("00226", as_of=THEN)] == ["2023", "2025", "2025-01"]
    assert units.bearers("99999", as_of=NOW) == []


def test_the_codes_of_one_day_reach_every_unit_once() -> None:
    city, seen = units.by_code("01", as_of=NOW), []
    for leaf in units.leaves(city.number, as_of=NOW):
        seen += [one.number for low, high in units.spans(leaf.code, on=NOW) for one in units.spanning(low, high)]
    assert len(seen) == len(set(seen))
    whole = [one.number for low, high in units.spans("01", on=NOW) for one in units.spanning(low, high)]
    assert set(seen) <= set(whole)
    assert len(whole) == len(set(whole))


@pytest.mark.parametrize(
    ("code", "found"), [("303", "31"), ("30", "31"), (WHOLE, "00097"), (DIVIDED, "01"), ("01", "01")]
)
def test_what_a_unit_of_another_time_became_is_held_by_one_of_today(code: str, found: str) -> None:
    gathered = units.gathered(at(code, THEN), on=NOW)
    assert gathered is not None and gathered.code == found and gathered.in_force(NOW)
