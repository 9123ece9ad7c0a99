"""A citizen asks without an account, the ward answers, and the answer is read by the code."""

import re

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import ASSETS, elsewhere, sign_in
from tests.journeys.test_accessible import faults, overflow
from tests.journeys.test_public import published

pytestmark = pytest.mark.journey
WIDTH = 390
TEXT = "Ông tôi 91 tuổi nằm liệt giường, bao giờ tổ lưu động đến nhà làm thẻ?"
ANSWER = "Tổ lưu động đến nhà sáng thứ Bảy, mang theo sổ hộ khẩu cũ nếu còn."


def test_a_question_is_asked_answered_and_read_by_its_code(browser, page, town):
    elsewhere(published)
    page.add_init_script(path=ASSETS / "axe.min.js")
    context = browser.new_context(viewport={"width": WIDTH, "height": 844}, bypass_csp=True, locale="vi-VN")
    citizen = context.new_page()
    citizen.set_default_timeout(20_000)
    citizen.add_init_script(path=ASSETS / "axe.min.js")

    citizen.goto(f"{town.address}/public/vi/guide/")
    citizen.get_by_role("link", name="Hỏi công an tại đây").click()
    assert faults(citizen) == []
    citizen.select_option("#id_unit", label="Phường Phú Thượng")
    citizen.select_option("#id_topic", "visit")
    citizen.get_by_role("button", name="Gửi").click()
    assert citizen.locator(".error-summary").is_visible(), "what is missing is said, and what was chosen stays"
    assert faults(citizen) == []
    citizen.fill("#id_text", TEXT)
    # What comes sooner than anybody writes is held for review.
    citizen.wait_for_function("performance.now() > 2500")
    citizen.get_by_role("button", name="Gửi").click()
    code = citizen.locator("#code").inner_text()
    assert re.fullmatch(r"([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}", code)
    assert code not in citizen.url
    assert faults(citizen) == []
    assert overflow(citizen) <= 0

    sign_in(page, town, "phu.thuong")
    page.get_by_role("link", name="câu hỏi của người dân chờ đồng chí trả lời").click()
    assert faults(page) == []
    page.get_by_role("link", name="Người không đến trụ sở được").click()
    assert page.locator("#the-text").inner_text() == TEXT
    assert faults(page) == []
    page.locator("#answer textarea").fill(ANSWER)
    page.locator("#answer button[type=submit]").click()
    assert page.get_by_text("Câu trả lời đã sẵn sàng cho người có mã.").is_visible()

    citizen.get_by_role("link", name="Xem trả lời bằng mã").click()
    citizen.fill("#id_code", code[:-1] + ("2" if code[-1] != "2" else "3"))
    citizen.get_by_role("button", name="Xem").click()
    assert citizen.locator(".error-summary").is_visible()
    citizen.fill("#id_code", code.lower().replace("-", " "))
    citizen.get_by_role("button", name="Xem").click()
    assert citizen.locator("#the-answer").inner_text() == ANSWER
    assert faults(citizen) == []
    assert code not in citizen.url
    assert context.cookies() == []
    context.close()
