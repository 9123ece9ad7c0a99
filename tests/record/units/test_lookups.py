"""Units by number and by code, on any day."""

from datetime import date

import pytest
from django.utils import translation

from toandan.ground.kernel.errors import NotThere
from toandan.record.units import queries
from toandan.record.units.words import ROOT_NUMBER, UnitLevel

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)
TWO_TIER = date(2025, 7, 1)


def test_the_same_code_means_another_unit_in_another_year() -> None:
    assert queries.by_code("00004", as_of=DAY).name_vi == "Phường Trúc Bạch"
    assert queries.by_code("00004", as_of=TWO_TIER).name_vi == "Phường Ba Đình"


def test_the_last_day_belongs_to_the_unit_and_the_next_does_not() -> None:
    unit = queries.by_code("00001", as_of=date(2025, 6, 30))
    assert unit.valid_to == date(2025, 6, 30)
    with pytest.raises(queries.UnitUnknown):
        queries.by_code("00001", as_of=TWO_TIER)


def test_a_code_can_be_asked_for_at_one_level_only() -> None:
    assert queries.by_code("001", as_of=DAY, level=UnitLevel.DISTRICT).name_vi == "Quận Ba Đình"
    with pytest.raises(queries.UnitUnknown):
        queries.by_code("001", as_of=DAY, level=UnitLevel.COMMUNE)


@pytest.mark.parametrize("read", [queries.by_number, queries.children, queries.ancestors, queries.successors])
def test_an_unknown_number_is_refused(read: object) -> None:
    with pytest.raises(NotThere) as refusal:
        read(3)  # type: ignore[operator]
    assert refusal.value.code == "unit_unknown"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_refusal_names_code_and_day_in_both_languages(language: str) -> None:
    with pytest.raises(queries.UnitUnknown) as refusal:
        queries.by_code("4711x", as_of=DAY)
    with translation.override(language):
        sentence = translation.gettext(refusal.value.message) % refusal.value.values
    assert "4711x" in sentence
    assert "2023-06-03" in sentence
    assert ("Không" in sentence) == (language == "vi")


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("00001", DAY, "Phường Phúc Xá"),
        ("00001", TWO_TIER, "Phường Hồng Hà"),
        ("00010", date(2025, 1, 1), "Phường Trúc Bạch"),
        ("00010", TWO_TIER, "Phường Ba Đình"),
        ("00184", date(2025, 1, 1), "Phường Văn Miếu - Quốc Tử Giám"),
        ("00250", date(2019, 6, 1), "Phường Bùi Thị Xuân"),
        ("00250", DAY, "Phường Nguyễn Du"),
        ("00253", DAY, "Phường Phạm Đình Hổ"),
        ("09736", DAY, "Xã Xuân Đình"),
        ("09736", date(2020, 2, 29), "Xã Cẩm Đình"),
        ("10285", DAY, "Xã Nam Tiến"),
    ],
)
def test_a_commune_code_of_any_year_leads_to_the_unit_of_the_day(code: str, day: date, name: str) -> None:
    assert queries.any_year(code, as_of=day).name_vi == name


def test_every_code_of_the_city_in_2025_leads_back_into_the_city_of_2023() -> None:
    city, now = queries.by_code("01", as_of=DAY), queries.by_code("01", as_of=TWO_TIER)
    for unit in queries.leaves(now.number):
        back = queries.any_year(unit.code, as_of=DAY)
        assert city.holds(back.number)
        assert back.in_force(DAY)


def test_every_code_of_2023_in_the_city_leads_forward_and_the_origin_leads_back() -> None:
    city, now = queries.by_code("01", as_of=DAY), queries.by_code("01", as_of=TWO_TIER)
    for unit in queries.leaves(city.number):
        assert now.holds(queries.any_year(unit.code, as_of=TWO_TIER).number)
    for unit in queries.leaves(now.number):
        assert queries.predecessors(unit.number)[0][0].is_origin


def test_a_district_code_is_no_commune() -> None:
    with pytest.raises(queries.UnitUnknown):
        queries.any_year("001", as_of=DAY)


def test_the_table_says_what_single_questions_say() -> None:
    table = queries.any_year_table(DAY)
    for code in ("00001", "00250", "00097", "26734", "10285"):
        assert table[code] == queries.any_year(code, as_of=DAY).number
    assert "001" not in table
    listed = queries.descendants(ROOT_NUMBER, level=UnitLevel.COMMUNE, as_of=DAY)
    assert {unit.code: unit.number for unit in listed}.items() <= table.items()


def test_by_numbers_leaves_unknown_ones_out() -> None:
    known = queries.by_code("00001", as_of=DAY)
    assert queries.by_numbers([known.number, 3]) == {known.number: known}


def test_all_bearers_of_a_code_stand_in_order_of_time() -> None:
    assert [unit.name_vi for unit in queries.bearing("00004")] == ["Phường Trúc Bạch", "Phường Ba Đình"]
    names = ["Phường Ngã Tư Sở", "Phường Thịnh Quang", "Phường Đống Đa"]
    assert [unit.name_vi for unit in queries.bearing("00235")] == names
    assert queries.bearing("nothing") == []


def test_became_starts_with_the_bearer_of_the_day() -> None:
    assert [u.name_vi for u in queries.became("00004", as_of=TWO_TIER)] == ["Phường Ba Đình"]
    with pytest.raises(queries.UnitUnknown):
        queries.became("nothing")


def test_ancestors_by_level_are_kept_with_the_unit() -> None:
    commune = queries.by_code("00001", as_of=DAY)
    above = queries.ancestors(commune.number)
    assert [unit.code for unit in above] == ["VN", "01", "001"]
    assert (commune.province, commune.district) == (above[1].number, above[2].number)
    assert queries.by_code("00097", as_of=TWO_TIER).district is None


def test_a_unit_is_named_in_the_language_asked_for() -> None:
    unit = queries.by_code("001", as_of=DAY)
    assert (unit.name("vi"), unit.name("en"), unit.name("en-gb")) == ("Quận Ba Đình", *["Ba Dinh District"] * 2)


def test_a_code_that_ended_still_names_the_unit_that_bore_it_last() -> None:
    assert queries.bearer("00001", as_of=date(2023, 6, 3)).name_vi == "Phường Phúc Xá"
    assert queries.bearer("00001", as_of=date(2026, 1, 1)).name_vi == "Phường Phúc Xá"
    assert queries.bearer("00004", as_of=date(2023, 6, 3)).name_vi == "Phường Trúc Bạch"
    assert queries.bearer("00004", as_of=date(2026, 1, 1)).name_vi == "Phường Ba Đình"
    with pytest.raises(queries.UnitUnknown):
        queries.bearer("99999", as_of=date(2023, 6, 3))
