"""Every main page against the rules of WCAG 2.2 A and AA that a machine can check, at a desk and on a telephone."""

import json

import pytest

from tests.journeys.conftest import ASSETS, sign_in

pytestmark = pytest.mark.journey

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = [
    "/gallery/", "/desk/", "/board/ML01/01/?show=all", "/board/ML01/003/", "/board/ML01/00091/",
    "/board/ML01/00091/bridge/", "/orders/", "/orders/ML01/", "/orders/new/", "/publication/ML01/", "/help/",
    "/people/", "/people/list",
    "/lists/", "/lists/?way=out", "/lists/new/?obstacle=absent", "/lists/statement/",
    "/rolls/", "/movements/", "/movements/unregistered/", "/movements/new/birth/", "/units/", "/journal/", "/account/",
]  # fmt: skip


def overflow(page):
    """Return how many pixels a page is wider than its window, once it is there: a click returns before that."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth") - page.viewport_size["width"]


def faults(page):
    """Return what axe finds, one line each: rule, and where."""
    page.wait_for_load_state()
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{v['id']}: {json.dumps(n['target'])}" for v in found["violations"] for n in v["nodes"][:3]]


# What a machine can check hardly depends on the width; sideways scrolling on a telephone is looked at every day.
@pytest.mark.parametrize("width", [1366, pytest.param(390, marks=pytest.mark.nightly)])
def test_pages_break_no_rule_and_fit(browser, town, width):
    # The rule engine is put in from outside the page, whose own policy would rightly refuse it.
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True, locale="vi-VN")
    page = context.new_page()
    page.add_init_script(path=ASSETS / "axe.min.js")
    sign_in(page, town, "thanh.pho")
    told = {}
    lists = [f"/lists/{town.list_id}/", f"/lists/{town.list_id}/paper"]
    person = f"/people/{town.people['00091'][0]}/"
    for address in [*PAGES, person, f"{person}movements/death/", f"{person}dossier/", *lists]:
        answer = page.goto(town.address + address)
        assert answer.status == 200, address
        wide = overflow(page)
        told[address] = [*faults(page), *([f"{wide} px too wide"] if wide > 0 else [])]
    context.close()
    assert {address: found for address, found in told.items() if found} == {}


def test_the_sign_in_page_breaks_no_rule(browser, town):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.add_init_script(path=ASSETS / "axe.min.js")
    page.goto(f"{town.address}/sign-in/")
    assert faults(page) == []
    context.close()
