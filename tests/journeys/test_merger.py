"""The merger of 1 July 2025 in a real browser: the mapping, the dry run, the run, the undecided, both views."""

import os
import re

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")
from playwright.sync_api import expect

from tests.journeys.conftest import ASSETS, elsewhere, sign_in
from tests.journeys.test_accessible import faults, overflow

pytestmark = pytest.mark.journey

MAPPING = """old_code,new_code,part
00001,00097,full
00091,00091,partial
00091,00103,partial
00094,00097,partial
00094,00103,partial
00097,00097,full
"""
SIZES = {"desk": (1366, 768), "phone": (390, 844)}


def looked_at(page, name):
    """Hold the page to the rules of WCAG, which hardly depend on the width, and look whether it fits at both sizes.

    Pictures are kept when a folder for them is named.
    """
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert size == "phone" or faults(page) == [], (name, size)
        assert overflow(page) <= 0, (name, size)
        folder = os.environ.get("TOANDAN_PICTURES")
        if folder:
            page.screenshot(path=f"{folder}/{name}-{size}.png", full_page=True)
    page.set_viewport_size({"width": 1366, "height": 768})


@pytest.fixture
def desk(browser):
    # The rule engine is put in from outside the page, whose own policy would rightly refuse it.
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True, locale="vi-VN")
    page = context.new_page()
    page.add_init_script(path=ASSETS / "axe.min.js")
    yield page
    context.close()


def carry_out(town, run):
    """Do the job that the page has queued."""
    from toandan.faces.jobs import reorganisation

    ((officer,),) = town.rows("SELECT id FROM officers_officer WHERE username = 'tong.hanh'")
    elsewhere(lambda: reorganisation.carry_out(run=run, officer=officer))


def test_the_merger(desk, town, tmp_path):
    page = desk
    sign_in(page, town, "tong.hanh")
    page.goto(f"{town.address}/units/")
    page.locator("#main").get_by_role("link", name="Sắp xếp đơn vị").click()
    bad = tmp_path / "bad.csv"
    bad.write_text(MAPPING.replace("00001,00097", "00001,99999"), encoding="utf-8")
    send(page, bad)
    expect(page.locator("table").first).to_contain_text("Không có đơn vị nào mang mã 99999")
    looked_at(page, "findings")

    good = tmp_path / "hanoi.csv"
    good.write_text(MAPPING, encoding="utf-8")
    send(page, good)
    page.wait_for_url(re.compile(r"/reorganisations/\d+/$"))
    expect(page.locator("main")).to_contain_text("Chưa chuyển gì")
    assert figures(page) == ["40", "20", "20"]
    looked_at(page, "dry-run")
    page.get_by_role("button", name="Thực hiện").click()
    expect(page.locator("#progress")).to_contain_text("đang chờ")
    looked_at(page, "waiting")
    carry_out(town, int(page.url.rstrip("/").rpartition("/")[2]))
    page.reload()
    assert figures(page) == ["40", "20", "20"]
    expect(page.locator("#undecided ~ .scroll tbody tr, #undecided ~ * tbody tr").first).to_contain_text("Phú Thượng")
    looked_at(page, "undecided")
    decide(page, town, tmp_path)
    both_views(page, town)


def send(page, file):
    page.set_input_files("#id_file", str(file))
    page.fill("#id_on", "01/07/2025")
    page.fill("#id_reason", "1656/NQ-UBTVQH15")
    page.get_by_role("button", name="Kiểm tra bảng ánh xạ").click()


def figures(page):
    return [value.inner_text() for value in page.locator("dl.keys dd.value").all()][:3]


def decide(page, town, folder):
    people = [f"{p},00103" for code in ("00091", "00094") for p in town.people[code]]
    file = folder / "list.csv"
    file.write_text("\n".join(["person,new_code", *people]), encoding="utf-8")
    page.set_input_files("#id_file", str(file))
    page.get_by_role("button", name="Chuyển những người trong danh sách").click()
    expect(page.locator("#undecided")).to_have_count(0)
    assert figures(page) == ["40", "40", "0"]
    looked_at(page, "done")
    stages = [
        row.all_inner_texts()
        for row in (r.locator("td") for r in page.locator("table").first.locator("tbody tr").all())
    ]
    assert all(before == after for before, after in stages)
    assert stages[-1] == ["40", "40"]


def both_views(page, town):
    """The city reads day 14 as then and as now; the officer of a commune reads the new unit's people and no others."""
    page.context.clear_cookies()
    sign_in(page, town, "thanh.pho")
    page.goto(f"{town.address}/board/ML01/01/?as_of=2023-06-03&show=all")
    page.get_by_role("link", name="Xem số liệu này theo đơn vị hiện nay").click()
    expect(page.locator("main")).to_contain_text("Phường Hồng Hà")
    looked_at(page, "board-as-now")
    divided(page, town)
    page.context.clear_cookies()
    sign_in(page, town, "phuc.xa")
    mine = page.goto(f"{town.address}/people/{town.people['00001'][0]}/")
    assert mine.status == 200
    assert page.goto(f"{town.address}/people/{town.people['00091'][0]}/").status == 404
    rows = town.rows("SELECT unit_no, count(*) FROM ledger_standing GROUP BY unit_no HAVING count(*) > 0")
    assert sum(many for _, many in rows) == 40


def divided(page, town):
    """A row with people of a divided unit bears a sign large enough to press that says why and leads to its line."""
    signs = page.locator("a.shared")
    assert signs.count() == 3
    for sign in signs.all():
        box = sign.bounding_box()
        assert min(box["width"], box["height"]) >= 24
        assert "đơn vị cũ bị chia" in sign.inner_text()
    address = page.url
    page.locator("tr", has_text="Phường Phú Thượng").locator("a.shared").click()
    expect(page.locator("#divided tr:target")).to_contain_text("00091")
    for name, said in (("en", "Divided units"), ("vi", "Đơn vị bị chia")):
        page.context.add_cookies([{"name": "django_language", "value": name, "url": town.address}])
        page.goto(address)
        expect(page.locator("#divided h2")).to_have_text(said)
        looked_at(page, f"board-as-now-{name}")
    page.locator("tr", has=signs.first).locator("th a").first.click()
    expect(page.locator("#divided")).to_be_visible()
    looked_at(page, "commune-as-now")
