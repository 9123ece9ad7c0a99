"""Boards by the units of today: divided units are marked, explained, and cost no page more than a board may."""

import re

import pytest

from tests.command.campaign import town
from tests.command.reorganisation.mapping import ON, reorganise, text
from tests.officers_help import make_officer, signed_in_client
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

NOW = "/board/ML01/01/?as_of=2023-06-03&units=now"
MARK = re.compile(r'<a class="shared" href="([^"]*)" lang="(\w+)"><span aria-hidden="true">÷</span>'
                  r'<span class="visually-hidden">([^<]*)</span></a>')  # fmt: skip


@pytest.fixture
def city(order):
    """A client of the city of today, which stands for that of the order."""
    return signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, units.by_code("01", as_of=ON).number))


def read(client, address, language="vi"):
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def line(page, number):
    return re.search(rf'<tr id="divided-{number}">.*?</tr>', page, re.DOTALL)[0]


def test_a_row_with_people_of_a_divided_unit_is_marked_and_the_mark_leads_to_its_line(city):
    made = town.Town()
    made.open(town.unit("00007"), town.DUE, 4)
    made.open(town.unit("00001"), town.DUE, 3)
    page = read(city, f"{NOW}&show=all")
    ((address, language, said),) = MARK.findall(page)
    number = town.unit("00007")
    assert (address, language) == (f"#divided-{number}", "vi")
    assert "4" in said
    told = line(page, number)
    assert "Phường Cống Vị" in told and "00007" in told
    assert re.findall(r'<span lang="vi">(Phường (?:Ngọc Hà|Giảng Võ))</span>', told) == [
        "Phường Ngọc Hà", "Phường Giảng Võ"
    ]  # fmt: skip
    (row,) = re.findall(r'<th scope="row" lang="vi" class="marked">((?:(?!</th>).)*)</th>', page)
    assert "Phường Ngọc Hà" in row and MARK.search(row)


def test_the_mark_is_told_in_english_too(city):
    town.Town().open(town.unit("00007"), town.DUE, 4)
    page = read(city, f"{NOW}&show=all", "en")
    ((_, language, said),) = MARK.findall(page)
    assert language == "en"
    assert said == "counts 4 people to serve of old units that were divided"
    assert "1 old unit was divided" in page
    assert "<h2>Divided units</h2>" in page


def test_shares_of_a_mapping_stand_beside_the_successors(city):
    town.Town().open(town.unit("00007"), town.DUE, 4)
    lines = ("00007,00008,partial,62.5", "00007,00025,partial,37.5")
    reorganise(text(*lines, head="old_code,new_code,part,share"))
    told = line(read(city, f"{NOW}&show=all"), town.unit("00007"))
    assert re.findall(r"[\d,]+&nbsp;%", told) == ["62,5&nbsp;%", "37,5&nbsp;%"]
    told = line(read(city, f"{NOW}&show=all", "en"), town.unit("00007"))
    assert "62.5&nbsp;%" in told


def test_a_board_as_then_says_nothing_of_it(city):
    town.Town().open(town.unit("00007"), town.DUE, 4)
    page = read(city, NOW.replace("&units=now", "&show=all"))
    assert "÷" not in page and 'id="divided"' not in page


def test_of_many_the_first_dozen_is_shown_and_the_rest_on_demand(city):
    made = town.Town()
    several = [u for u in units.leaves(town.unit("01")) if len(units.parts_of(u.number, as_of=ON)) > 1][:15]
    for i, unit in enumerate(several):
        made.open(unit.number, town.DUE, 1 + i)
    page = read(city, NOW)
    assert page.count('<tr id="divided-') == 12
    shown = set(re.findall(r'<tr id="(divided-\d+)">', page))
    for address, _, _ in MARK.findall(page):
        before, _, anchor = address.partition("#")
        assert (before == "") == (anchor in shown)
        assert before == "" or f'<tr id="{anchor}">' in read(city, before.replace("&amp;", "&"))
    whole = read(city, f"{NOW}&show=all")
    assert whole.count('<tr id="divided-') == 15


def test_the_board_of_one_new_commune_says_what_its_curve_counts(city):
    town.Town().open(town.unit("00007"), town.DUE, 4)
    main, other = (units.by_code(code, as_of=ON).number for code in ("00008", "00025"))
    asked = NOW.partition("?")[2]
    page = read(city, f"/board/ML01/{main}/?{asked}")
    assert "÷ Đến hết ngày 03/06/2023" in page
    assert line(page, town.unit("00007"))
    away = read(city, f"/board/ML01/{other}/?{asked}")
    assert "÷ Đến hết ngày" not in away
    assert "Phường Ngọc Hà" in line(away, town.unit("00007"))


def test_a_new_commune_stands_among_the_new_ones(city):
    town.Town().open(town.unit("00007"), town.DUE, 4)
    main = units.by_code("00008", as_of=ON).number
    page = read(city, f"/board/ML01/{main}/neighbours/?as_of=2023-06-03&units=now")
    assert page.count('<th scope="row" lang="vi"') == 126
    assert '<span class="shared" lang="vi"><span aria-hidden="true">÷</span>' in page
    assert MARK.findall(page) == []
