"""A notifies, B sends one back and accepts the rest; the boards of both say so, before and after."""

import re

import pytest
from django.utils.timezone import localdate

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import elsewhere, sign_in

pytestmark = pytest.mark.journey
HERE, THERE = "00091", "00001"
"""Phú Thượng sends, Phúc Xá receives."""


def figures(page, town, code):
    """Return the parts of a commune's equation today: target, done, in progress, hindered, not reached."""
    page.goto(f"{town.address}/board/ML01/{code}/?as_of={localdate().isoformat()}")
    return [int(b.inner_text().replace(".", "")) for b in page.locator(".equation b").all()]


def move_away(people):
    """Write down that people of Phú Thượng live in Phúc Xá now, as an officer who asked at the door would."""
    from dataclasses import replace
    from datetime import UTC, date, datetime
    from uuid import uuid4

    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers.queries import reading
    from toandan.record.people import operations, queries
    from toandan.record.units import queries as units

    house, now = the_house(), datetime.now(UTC)
    there = units.by_code(THERE, as_of=date(2023, 5, 20)).number
    for person in people:
        with reading(house):
            details = queries.person(person).details
        operations.correct(
            actor=house, now=now, person_id=person, reason="Tổ trưởng báo", client_key=uuid4(),
            details=replace(details, present_unit=there, present_address="Ngõ 12 Nghĩa Dũng"),
            occurred_on=date(2023, 6, 1),
        )  # fmt: skip


def test_one_unit_notifies_and_the_other_returns_one_and_accepts_the_rest(page, town):
    due = town.people[HERE][6:9]
    elsewhere(lambda: move_away(due))
    sign_in(page, town, "phuc.xa")
    there_before = figures(page, town, THERE)
    page.context.clear_cookies()

    sign_in(page, town, "phu.thuong")
    here_before = figures(page, town, HERE)
    page.get_by_role("navigation", name="Điều hướng chính").get_by_role("link", name="Người dân").click()
    page.get_by_role("navigation", name="Điều hướng chính").get_by_role("link", name="Thông báo").click()
    page.get_by_role("link", name="Lập danh sách thông báo").click()
    for name in ("Đặng Thu Thuỷ", "Bùi Văn Ổn", "Đỗ Thị Ước"):
        page.get_by_label(name, exact=True).check()
    page.locator("form", has=page.locator("#id_reason")).get_by_label("Mỗi xã, phường một danh sách").check()
    page.locator("#id_reason").fill("Tổ trưởng dân phố xác nhận")
    page.get_by_role("button", name="Lập danh sách", exact=True).click()
    page.wait_for_url(re.compile(r"/lists/\d+/"))
    address = page.url
    page.get_by_role("button", name="Gửi danh sách").click()
    assert "chờ trả lời" in page.locator(".finding").inner_text()
    # Notified people count where they are: nobody has left, three are held up by an obstacle more.
    assert figures(page, town, HERE) == [here_before[0], *here_before[1:3], here_before[3] + 3, here_before[4] - 3]
    page.context.clear_cookies()

    sign_in(page, town, "phuc.xa")
    assert "danh sách chờ đơn vị trả lời" in page.locator(".tasks").inner_text()
    page.goto(address)
    page.get_by_label("Đặng Thu Thuỷ", exact=True).check()
    page.select_option("#id_reason", "not_found")
    page.fill("#id_note", "Hàng xóm không biết")
    page.get_by_role("button", name="Trả lại người đã chọn").click()
    for name in ("Bùi Văn Ổn", "Đỗ Thị Ước"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Tiếp nhận người đã chọn").click()
    assert "tiếp nhận một phần" in page.locator(".finding").inner_text()
    there_after = figures(page, town, THERE)
    assert (there_after[0], there_after[4]) == (there_before[0] + 2, there_before[4] + 2)
    page.context.clear_cookies()

    sign_in(page, town, "phu.thuong")
    assert figures(page, town, HERE) == [here_before[0] - 2, *here_before[1:3], here_before[3] + 1, here_before[4] - 3]
    page.goto(address)
    assert "Hàng xóm không biết" in page.locator("main").inner_text()
    page.get_by_label("Đặng Thu Thuỷ", exact=True).check()
    page.get_by_role("button", name="Đã xử lý xong người đã chọn").click()
    closed = "SELECT unsettled, accepted, returned FROM movements_list WHERE closed_at IS NOT NULL"
    assert town.rows(closed) == [(0, 2, 1)]
    from toandan.record.ledger import queries

    assert elsewhere(queries.verify).ok


def test_whoever_lives_elsewhere_goes_on_a_list_by_one_button_or_comes_in_person(page, town):
    person = town.people[HERE][9]
    elsewhere(lambda: move_away([person]))
    sign_in(page, town, "phu.thuong")
    dossier = f"{town.address}/people/{person}/dossier/"
    page.goto(dossier)
    page.fill("#id_reason", "Đến nhà thu nhận")
    page.get_by_role("button", name="Ghi thu nhận hồ sơ").click()
    assert "Phường Phúc Xá" in page.get_by_role("alert").inner_text()
    page.get_by_role("button", name="Đưa vào danh sách thông báo gửi Phường Phúc Xá").click()
    page.wait_for_url(re.compile(r"/lists/\d+/"))
    assert "Hồ Minh Quý" in page.locator("main table").inner_text()
    made = page.url

    page.goto(dossier)
    assert page.get_by_role("link", name="đã có trong danh sách").get_attribute("href") in made
    page.fill("#id_reason", "Đến làm thẻ")
    page.get_by_label("Công dân trực tiếp đến trụ sở đơn vị").check()
    page.get_by_role("button", name="Ghi thu nhận hồ sơ").click()
    page.wait_for_url(re.compile(rf"/people/{person}/dossier/receipt/$"))
    code = page.locator("dd strong").inner_text()
    assert re.fullmatch(r"([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}", code)
    kept = "SELECT evidence FROM ledger_entry WHERE verb = 'dossier_collected' ORDER BY entry_id DESC LIMIT 1"
    assert town.rows(kept) == [("Công dân trực tiếp đến trụ sở đơn vị",)]

    # At home the code alone says how far it is; nobody is signed in there, and nothing names anybody.
    page.context.clear_cookies()
    page.goto(f"{town.address}/public/vi/status/")
    page.fill("#id_code", code.lower())
    page.locator("main form button").click()
    assert page.get_by_text("Hồ sơ đã được nhận; thẻ đang được làm.").is_visible()
    assert "Hồ Minh Quý" not in page.content()
