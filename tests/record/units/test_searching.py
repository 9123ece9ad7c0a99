"""Any reasonable spelling finds the unit, and the one meant stands first."""

import unicodedata
from datetime import date

import pytest

from toandan.record.units import queries
from toandan.record.units.words import UnitLevel

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Phường Phúc Xá", "00001"),
        ("P. Phúc Xá", "00001"),
        ("phuong phuc xa", "00001"),
        ("PHÚC XÁ", "00001"),
        ("phuc xá, ba đình", "00001"),
        ("Hà Nội, Ba Đình, Phúc Xá", "00001"),
        ("Phuc Xa Ward", "00001"),
        ("00001", "00001"),
        (" 00001 ", "00001"),
        ("quan ba dinh", "001"),
        ("Q.Ba Dinh", "001"),
        ("q ba đình", "001"),
        ("badinh", "001"),
        ("Ba Dinh District", "001"),
        ("Quận Ba Đ", "001"),
        ("quan ba di", "001"),
        ("001", "001"),
        ("TX Sơn Tây", "269"),
        ("tx. son tay", "269"),
        ("xa van ha phuc tho", "09718"),
        ("Van Ha, H. Phuc Tho", "09718"),
        ("H. Sóc Sơn", "016"),
        ("TT Sóc Sơn", "00376"),
        ("TP Hà Nội", "01"),
        ("ha noi", "01"),
        ("Mĩ Đình 1", "00625"),
        ("VN", "VN"),
    ],
)
def test_the_unit_meant_stands_first(text: str, code: str) -> None:
    assert queries.find(text, as_of=DAY, limit=5)[0].code == code
    assert queries.find(unicodedata.normalize("NFD", text), as_of=DAY, limit=5)[0].code == code


@pytest.mark.parametrize("text", ["", "   ", "!?", "zzzz", "ba dinh zzzz", "99999"])
def test_nothing_meant_nothing_found(text: str) -> None:
    assert queries.find(text, as_of=DAY) == []


def test_every_beginning_of_a_name_leads_to_it() -> None:
    for length in range(3, len("phuc xa")):
        typed = "phuc xa"[:length]
        inside = queries.by_code("001", as_of=DAY)
        found = queries.find(typed, as_of=DAY, within=(inside.number, inside.last))
        assert [unit.code for unit in found][:1] == ["00001"], typed


def test_the_day_decides_which_bearer_is_found() -> None:
    assert queries.find("Hồng Hà", as_of=date(2025, 8, 1), within=_hanoi(date(2025, 8, 1)))[0].code == "00097"
    assert all(u.in_force(DAY) for u in queries.find("ba dinh", as_of=DAY, limit=50))


def test_a_search_stays_within_the_range() -> None:
    low, high = _hanoi(DAY)
    found = queries.find("tân", as_of=DAY, within=(low, high), limit=100)
    assert len(found) > 5
    assert all(low <= unit.number <= high for unit in found)


def test_without_a_day_every_edition_is_searched() -> None:
    editions = {unit.edition for unit in queries.find("thành phố hà nội", as_of=None, limit=5) if unit.code == "01"}
    assert editions == {"2023", "2025"}


def test_when_a_unit_bears_the_whole_query_scattered_words_do_not_count() -> None:
    assert [unit.code for unit in queries.find("phuc xa", as_of=DAY)] == ["00001"]


def test_a_whole_name_stands_before_its_beginnings_and_districts_before_communes() -> None:
    found = queries.find("soc son", as_of=DAY, within=_hanoi(DAY), limit=3)
    assert [unit.level for unit in found[:2]] == [UnitLevel.DISTRICT, UnitLevel.COMMUNE]


def test_codes_are_found_by_their_beginning() -> None:
    assert {unit.code[:4] for unit in queries.find("0000", as_of=DAY, limit=10)} == {"0000"}


def test_the_limit_is_kept_and_nobody_stands_twice() -> None:
    found = queries.find("xa", as_of=DAY, limit=30)
    assert len(found) == len({unit.number for unit in found}) == 30


def test_all_communes_of_the_city_are_found_by_their_own_names() -> None:
    low, high = _hanoi(DAY)
    for unit in queries.spanning(low, high):
        if unit.in_force(DAY):
            above = queries.ancestors(unit.number)[-1]
            found = queries.find(f"{unit.name_vi} {above.name_vi}", as_of=DAY, within=(low, high), limit=1)
            assert found == [unit]


def _hanoi(day: date) -> tuple[int, int]:
    unit = queries.by_code("01", as_of=day)
    return unit.number, unit.last
