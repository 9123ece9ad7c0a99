"""A district scores its wards, a ward appeals, the district upholds it, and the ward sees the new version."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import ASSETS, elsewhere, sign_in
from tests.journeys.test_accessible import faults, overflow

pytestmark = pytest.mark.journey
DAY = date(2023, 6, 1)


def _set_up(town):
    """Make the district's officer, and hand four cards over in the ward during the period."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    from tests.officers_help import make_officer
    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger import operations as ledger
    from toandan.record.ledger import queries
    from toandan.record.ledger.words import Card, Line, Standing, Verb
    from toandan.record.officers import operations
    from toandan.record.officers.queries import reading
    from toandan.record.officers.words import Role
    from toandan.record.units import queries as units

    house, now = the_house(), datetime.now(UTC)
    officer = make_officer("quan.tayho", Role.DISTRICT_POLICE, units.by_code("003", as_of=DAY).number)
    operations.give_one_time_codes(actor=house, now=now, officer=officer.pk)
    town.secrets["quan.tayho"] = decrypt(Authenticator.objects.get(user_id=officer.pk).data["secret"])
    with reading(house):
        waiting = [
            row for row in queries.standings(town.people["00091"]) if Standing.of(row.state).card is Card.APPLIED
        ]
    for verb, card in ((Verb.CARD_PRODUCED, Card.PRODUCED), (Verb.CARD_DELIVERED, Card.ISSUED)):
        with reading(house):
            rows = queries.standings([row.person_id for row in waiting])
        ledger.post(
            actor=house, now=now, verb=verb, occurred_on=DAY, client_key=uuid4(), reason="thử", evidence="sổ trả thẻ",
            lines=[
                Line(row.person_id, (row.unit_no, row.state), (row.unit_no, Standing.of(row.state).but(card=card).code))
                for row in rows
            ],
        )  # fmt: skip


def _as(page, town, name):
    page.context.clear_cookies()
    sign_in(page, town, name)


def test_a_ward_is_scored_appeals_and_is_scored_anew(page, town):
    elsewhere(lambda: _set_up(town))
    page.add_init_script(path=ASSETS / "axe.min.js")
    _as(page, town, "quan.tayho")
    page.get_by_role("navigation").get_by_role("link", name="Tiến độ", exact=True).click()
    page.get_by_role("navigation").get_by_role("link", name="Đánh giá").click()
    page.fill("#id_since", "30/05/2023")
    page.fill("#id_until", "03/06/2023")
    page.get_by_role("button", name="Chấm điểm các đơn vị").click()
    page.wait_for_url(re.compile("since=2023-05-30"))
    assert page.locator("svg.only-wide circle").count() == 3
    assert faults(page) == []
    page.get_by_role("link", name="Phường Phú Thượng").click()
    first = page.url
    assert page.locator("#appeal").count() == 0
    page.get_by_role("link", name=re.compile("người hoàn thành, yêu cầu")).click()
    assert "/board/ML01/00091/" in page.url

    _as(page, town, "phu.thuong")
    page.goto(f"{town.address}/evaluation/ML01/")
    page.locator("table a").first.click()
    assert page.url == first
    page.locator("#appeal summary").click()
    page.select_option("#id_appeal-criterion", "hard_cases")
    page.fill("#id_appeal-reason", "Người vắng mặt đã báo đi nước ngoài, chưa có xác nhận")
    page.get_by_role("button", name="Gửi khiếu nại").click()
    assert page.get_by_text("Đã gửi khiếu nại lên cấp trên.").is_visible()
    assert faults(page) == []

    _as(page, town, "quan.tayho")
    page.goto(f"{town.address}/evaluation/ML01/")
    page.locator(".banner").get_by_role("link", name="Phường Phú Thượng").click()
    card = page.locator(".card", has_text="Người vắng mặt")
    assert faults(page) == []
    card.get_by_label("Chấp nhận: không tính tiêu chí này").check()
    card.locator("textarea").fill("Đã có công văn của Phòng Quản lý xuất nhập cảnh")
    card.get_by_role("button", name="Kết luận").click()
    page.get_by_text("Đây là bản mới của phiếu").wait_for()
    assert page.get_by_text("Không tính sau khi giải quyết khiếu nại").is_visible()
    corrected = page.url.split("#")[0]
    assert corrected != first

    _as(page, town, "phu.thuong")
    page.goto(f"{town.address}/evaluation/ML01/")
    page.locator("table a").first.click()
    assert page.url == corrected
    page.goto(first)
    assert page.get_by_text("không còn hiệu lực").is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert overflow(page) <= 0
    assert town.rows("SELECT count(*) FROM evaluation_appeal WHERE state = 'upheld'") == [(1,)]
