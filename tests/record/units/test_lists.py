"""The lists the project ships: their counts, sums and links are facts that must not drift."""

from collections import Counter
from datetime import date

import pytest

from toandan.record.units import queries
from toandan.record.units.words import ROOT_LAST, ROOT_NUMBER, LinkBasis, Part, Unit, UnitLevel

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)
TWO_TIER = date(2025, 7, 1)


def _hanoi(day: date = DAY) -> Unit:
    return queries.by_code("01", as_of=day)


def _count(day: date) -> tuple[int, int, int]:
    levels = Counter(unit.level for unit in queries.descendants(ROOT_NUMBER, as_of=day))
    return levels[UnitLevel.PROVINCE], levels[UnitLevel.DISTRICT], levels[UnitLevel.COMMUNE]


def test_the_country_spans_everything() -> None:
    root = queries.root()
    assert (root.number, root.last, root.code, root.parent) == (1, ROOT_LAST, "VN", None)


@pytest.mark.parametrize("day", [date(2023, 4, 10), DAY, date(2024, 1, 31)])
def test_the_list_of_2023(day: date) -> None:
    assert _count(day) == (63, 705, 10_598)


@pytest.mark.parametrize("day", [TWO_TIER, date(2026, 11, 24)])
def test_the_list_of_2025(day: date) -> None:
    assert _count(day) == (34, 0, 3_321)


def test_the_city_in_2023() -> None:
    kinds = Counter(unit.kind for unit in queries.descendants(_hanoi().number))
    assert kinds == {"quận": 12, "huyện": 17, "thị xã": 1, "phường": 175, "xã": 383, "thị trấn": 21}


@pytest.mark.parametrize(
    ("day", "communes"),
    [(date(2019, 6, 1), 584), (DAY, 579), (date(2025, 3, 1), 526)],
)
def test_the_city_through_its_reforms(day: date, communes: int) -> None:
    assert len(queries.descendants(_hanoi(day).number, level=UnitLevel.COMMUNE, as_of=day)) == communes


def test_the_city_in_2025() -> None:
    kinds = Counter(unit.kind for unit in queries.leaves(_hanoi(TWO_TIER).number))
    assert kinds == {"phường": 51, "xã": 75}


def test_walks_without_a_day_keep_to_the_edition() -> None:
    assert len(queries.leaves(_hanoi().number)) == 579
    assert len(queries.children(_hanoi().number)) == 30
    assert len(queries.leaves(_hanoi(TWO_TIER).number)) == 126


def test_people_and_households_add_up_to_the_published_totals() -> None:
    counted = queries.census(_hanoi().number, _hanoi().last)
    assert len(counted) == 579
    assert sum(figures.population for figures in counted.values()) == 8_053_663
    assert sum(figures.households for figures in counted.values()) == 2_224_107
    for figures in counted.values():
        assert figures.urban + figures.rural == figures.population
        assert sum(figures.sizes) == figures.households


def test_ages_add_up_to_the_people_of_every_district() -> None:
    districts = queries.children(_hanoi().number)
    for district in districts:
        groups = queries.age_groups(district.number)
        assert [group.low for group in groups] == list(range(0, 90, 5))
        assert groups[-1].high is None
        assert sum(group.people for group in groups) == queries.population_2019(district.number)
        assert all(group.urban + group.rural == group.people for group in groups)
    assert sum(group.people for group in queries.age_groups(_hanoi().number)) == 8_053_663


def test_where_nothing_was_counted_nothing_is_claimed() -> None:
    elsewhere = queries.by_code("79", as_of=DAY)
    assert queries.population_2019(elsewhere.number) is None
    assert queries.age_groups(elsewhere.number) == []


def test_every_commune_of_2023_reaches_a_unit_of_2025_by_default() -> None:
    reached = Counter()
    for commune in queries.leaves(_hanoi().number):
        step = commune
        while step.edition != "2025":
            (default,) = [unit for link, unit in queries.successors(step.number) if link.is_default]
            step = default
        reached[step.number] += 1
    assert sum(reached.values()) == 579
    now = {unit.number for unit in queries.leaves(_hanoi(TWO_TIER).number)}
    assert set(reached) < now
    assert len(now - set(reached)) == 1  # One commune of 2025 was made of parts only; nobody's default leads there.


def test_what_became_of_00001() -> None:
    assert [(unit.code, unit.name_vi) for unit in queries.became("00001")] == [("00097", "Phường Hồng Hà")]


def test_the_split_of_trung_tu_is_kept() -> None:
    old = queries.by_code("00226", as_of=DAY)
    parts = {(unit.code, link.part, link.is_default) for link, unit in queries.successors(old.number)}
    assert parts == {("00226", Part.PARTIAL, True), ("00229", Part.PARTIAL, False)}


def test_the_split_of_2020_is_kept() -> None:
    old = queries.by_code("00253", as_of=date(2019, 6, 1))
    assert old.name_vi == "Phường Ngô Thì Nhậm"
    parts = {(unit.code, link.part, link.is_default) for link, unit in queries.successors(old.number)}
    assert parts == {("00247", Part.PARTIAL, True), ("00241", Part.PARTIAL, False)}


def test_provinces_go_on_or_merge_as_resolved() -> None:
    old = queries.children(ROOT_NUMBER, as_of=DAY)
    became = Counter(queries.successors(unit.number)[0][1].number for unit in old)
    assert sum(became.values()) == 63
    assert set(became) == {unit.number for unit in queries.children(ROOT_NUMBER, as_of=TWO_TIER)}
    ((link, city),) = queries.successors(_hanoi().number)
    assert (city.code, link.part) == ("01", Part.FULL)


def test_each_unit_has_at_most_one_default_and_one_origin_and_a_split_is_never_full() -> None:
    for unit in queries.spanning(1, ROOT_LAST):
        after = [link for link, _ in queries.successors(unit.number)]
        if after:
            assert sum(link.is_default for link in after) == 1
            assert (len(after) == 1) or all(link.part is Part.PARTIAL for link in after)
        before = [link for link, _ in queries.predecessors(unit.number)]
        if before:
            assert sum(link.is_origin for link in before) == 1


def test_links_go_forward_in_time_and_unbroken_ones_touch() -> None:
    for unit in queries.spanning(1, ROOT_LAST):
        for link, successor in queries.successors(unit.number):
            assert unit.until is not None
            assert unit.until <= link.on
            assert successor.in_force(link.on)
            if link.basis not in {LinkBasis.CONTINUITY, LinkBasis.NAMES}:
                assert unit.until == link.on


def test_no_code_is_borne_twice_on_one_day_at_one_level() -> None:
    for day in (date(2019, 6, 1), DAY, date(2025, 3, 1), TWO_TIER):
        borne = Counter((u.level, u.code) for u in queries.descendants(ROOT_NUMBER, as_of=day))
        assert max(borne.values()) == 1


def test_english_names_carry_no_marks() -> None:
    for unit in queries.spanning(1, ROOT_LAST):
        assert unit.name_en.isascii(), unit


def test_seats_of_2025_lie_in_the_city() -> None:
    city = _hanoi(TWO_TIER)
    seats = queries.seats(city.number, city.last)
    assert len(seats) == 126
    assert all(105.2 < seat.longitude < 106.1 and 20.5 < seat.latitude < 21.4 for seat in seats.values())
    assert queries.seat(city.number) is None


def test_place_codes_are_a_nought_and_the_province() -> None:
    codes = queries.place_codes()
    assert len(codes) == 63
    for code in codes.values():
        assert code.code == "0" + code.province
        assert queries.by_code(code.province, as_of=DAY).level == UnitLevel.PROVINCE
