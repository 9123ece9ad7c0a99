"""An officer's way from sign-in to one person, in a real browser."""

import re

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")
from playwright.sync_api import expect

from tests.journeys.conftest import elsewhere, sign_in

pytestmark = pytest.mark.journey


def heading(page):
    return page.locator("h1").inner_text()


def test_from_sign_in_down_to_a_persons_number(page, town):
    sign_in(page, town, "thanh.pho")
    page.get_by_role("navigation", name="Điều hướng chính").get_by_role("link", name="Tiến độ").click()
    page.wait_for_url(f"{town.address}/board/ML01/01/")
    assert "Thành phố Hà Nội" in heading(page)

    page.goto(page.url + "?show=all")
    page.locator("table").get_by_role("link", name="Quận Tây Hồ").click()
    assert "Quận Tây Hồ" in heading(page)
    page.locator("#wall").get_by_role("link", name=re.compile("Phường Phú Thượng")).click()
    assert "Phường Phú Thượng" in heading(page)
    parts = [int(b.inner_text().replace(".", "")) for b in page.locator(".equation b").all()]
    assert parts == [10, 3, 3, 1, 3]

    page.locator(".equation .p1 a").click()
    page.get_by_role("link", name="Nguyễn Thị Hoà").click()
    person = town.people["00091"][0]
    assert page.url.rstrip("/").endswith(f"/people/{person}")
    whole = re.compile("001150000091")
    assert not whole.search(page.locator("main").inner_text().replace(" ", ""))

    page.locator("#numbers summary").click()
    page.fill("#id_purpose", "Đối chiếu khi trả thẻ")
    page.locator("#numbers form button[type=submit]").click()
    assert whole.search(page.locator("main").inner_text().replace(" ", ""))

    verbs = {row[0] for row in town.rows("SELECT verb FROM journal_line WHERE subject = %s", f"person:{person}")}
    assert any("reveal" in verb for verb in verbs), verbs


def test_the_language_link_stays_on_the_page_and_with_the_officer(page, town):
    sign_in(page, town, "phu.thuong")
    page.goto(f"{town.address}/help/?q=card")
    page.get_by_role("button", name="English").click()
    assert page.url == f"{town.address}/help/?q=card"
    assert page.locator("html").get_attribute("lang") == "en"
    assert heading(page) == "Help and glossary"
    page.context.clear_cookies()
    sign_in(page, town, "phu.thuong")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Tiếng Việt").click()
    assert page.locator("html").get_attribute("lang") == "vi"


def test_an_officer_of_another_commune_finds_nobody(page, town):
    sign_in(page, town, "phuc.xa")
    for address in (f"/people/{town.people['00091'][0]}/", "/people/999999999/"):
        answer = page.goto(town.address + address)
        assert answer.status == 404
        assert "Nguyễn Thị Hoà" not in page.content()
    own = page.goto(f"{town.address}/people/{town.people['00001'][0]}/")
    assert own.status == 200
    assert "Nguyễn Thị Hoà" in heading(page)


def test_the_glossary_narrows_while_typing_and_says_so(page, town):
    sign_in(page, town, "phu.thuong")
    page.goto(f"{town.address}/help/")
    page.locator("#q").press_sequentially("to luu dong")
    expect(page.locator("#terms tbody tr")).to_have_count(1)
    expect(page.locator("#said")).to_have_text("1 thuật ngữ")
    assert page.evaluate("document.activeElement.id") == "q"


def test_the_bridge_joins_the_board_without_leaving_it(page, town):
    sign_in(page, town, "phu.thuong")
    page.goto(f"{town.address}/board/ML01/00091/")
    page.locator("#bridge a").click()
    page.locator("#bridge table").wait_for()
    assert page.url == f"{town.address}/board/ML01/00091/"


def test_the_keyboard_reaches_the_content_first(page, town):
    sign_in(page, town, "phu.thuong")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_about_people_stays_in_the_browser(page, town):
    sign_in(page, town, "phu.thuong")
    page.goto(f"{town.address}/people/{town.people['00091'][0]}/")
    page.goto(f"{town.address}/desk/")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert {c["name"] for c in page.context.cookies()} <= {"toandan_session", "csrftoken", "django_language"}


ROLL = """full_name,birth_date,sex,present_commune,card
Nguyễn Văn Bưởi,1988-02-03,Nam,00091,due
Trần Thị Sai Ngày,1988-02-31,Nữ,00091,due
"""


def test_a_roll_comes_in_through_the_pages(page, town, tmp_path):
    file = tmp_path / "phu-thuong.csv"
    file.write_text(ROLL, encoding="utf-8")
    sign_in(page, town, "phu.thuong")
    page.goto(f"{town.address}/rolls/")
    page.set_input_files("input[type=file]", file)
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    page.wait_for_url(re.compile(r"/rolls/\d+/"))
    run = int(re.search(r"/rolls/(\d+)/", page.url)[1])
    # The commune codes are those of the officer's own post, so the people count from a day of that year.
    page.fill("input[name=on]", "2023-06-03")
    page.check("input[name=mode][value=good_rows]")
    page.locator("button[name=import]").click()
    elsewhere(lambda: carry_out(run))
    page.goto(f"{town.address}/rolls/{run}/")
    said = page.locator("main").inner_text()
    assert "1988-02-31" in said
    assert town.rows("SELECT count(*) FROM people_person WHERE full_name = 'Nguyễn Văn Bưởi'") == [(1,)]
    assert town.rows("SELECT count(*) FROM people_person WHERE full_name = 'Trần Thị Sai Ngày'") == [(0,)]


def carry_out(run):
    """Do what the background worker does with a queued run."""
    from django.utils import timezone

    from toandan.record.officers import queries as officers
    from toandan.record.rolls import operations as rolls

    now = timezone.now()
    rolls.carry_out(actor=officers.actor_by_name("phu.thuong", now=now), now=now, run=run)
