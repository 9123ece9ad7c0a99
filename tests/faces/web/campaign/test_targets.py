"""Setting a target on the order's page: who may, what is asked, what is said when it cannot be, what is in force."""

import re
from datetime import date
from uuid import uuid4

import pytest

from tests.faces.web.campaign import invented
from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.command.campaign import queries
from toandan.command.campaign.words import Product, TargetRow
from toandan.faces.web.campaign import targets
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

PAGE = "/orders/ML01/"


def number(code):
    return units.by_code(code, as_of=invented.START).number


@pytest.fixture
def district(order):
    return signed_in_client(make_officer("tay.ho", Role.DISTRICT_POLICE, number("003")))


def said(**changed):
    return {
        "client_key": str(uuid4()), "unit": "00091", "product": "card", "percent": "95", "since": "2023-05-20",
        "reason": "Khu vực giải tỏa",
    } | changed  # fmt: skip


def standing(order):
    return [(t.unit, t.product, t.percent, t.since) for t in queries.targets(order)]


def test_a_target_is_set_and_stands_on_the_page_as_in_force(district, order):
    assert 'name="client_key"' in district.get(PAGE).content.decode()
    answer = district.post(PAGE, said())
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}#targets")
    assert standing(order) == [(number("00091"), Product.CARD, 95, invented.START)]
    page = district.get(PAGE).content.decode()
    assert "Phường Phú Thượng" in page and "đang có hiệu lực" in page and "Khu vực giải tỏa" in page


def test_sending_the_form_twice_sets_one_target(district, order):
    form = said()
    assert [district.post(PAGE, form).status_code for _ in range(2)] == [302, 302]
    assert len(standing(order)) == 1
    assert len([line for line in every_line() if line.verb == "campaign.target.set"]) == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"percent": "101"}, "Phải đạt bao nhiêu phần trăm?"),
        ({"reason": ""}, "Lý do giao chỉ tiêu?"),
        ({"unit": "99999"}, "99999"),
        ({"since": "2023-07-01"}, "Chỉ tiêu phải tính từ một ngày trong thời gian"),
    ],
)
def test_what_cannot_be_is_said_and_the_answers_stay(district, order, changed, words):
    answer = district.post(PAGE, said(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    summary = page[page.index('class="error-summary"') :].split("</div>")[0]
    assert words in summary and "?:" not in summary
    assert f'value="{changed.get("unit", "00091")}"' in page
    assert standing(order) == []


def test_every_opening_of_the_form_has_a_key_of_its_own(district):
    keys = {re.search(r'name="client_key" value="([^"]+)"', district.get(PAGE).content.decode())[1] for _ in range(2)}
    assert len(keys) == 2


def test_a_unit_of_another_district_is_refused(district, order):
    assert district.post(PAGE, said(unit="00004")).status_code in {403, 422}
    assert standing(order) == []


def test_who_may_not_set_targets_sees_no_form(order):
    commune = signed_in_client(make_officer("phu.thuong", Role.COMMUNE_POLICE, number("00091")))
    page = commune.get(PAGE)
    assert page.status_code == 200
    assert 'name="percent"' not in page.content.decode()
    assert commune.post(PAGE, said()).status_code == 403
    assert standing(order) == []


def test_the_form_speaks_english_too(district):
    district.cookies["django_language"] = "en"
    page = district.get(PAGE).content.decode()
    assert "What percentage must be reached?" in page and "Set the target" in page


def test_the_last_target_that_has_begun_is_in_force():
    unit = invented.tree().coded("003")[0]
    days = [date(2023, 5, 20), date(2023, 6, 1), date(2023, 6, 20)]
    found = [TargetRow(unit.number, Product.CARD, 90, day, "thử") for day in days]
    other = TargetRow(unit.number, Product.EID, 80, days[0], "thử")
    told = targets.rows([*found, other], {unit.number: unit}, today=date(2023, 6, 3))
    assert [str(row["force"]) for row in told] == [
        "đã được thay thế",
        "đang có hiệu lực",
        "chưa đến ngày",
        "đang có hiệu lực",
    ]
