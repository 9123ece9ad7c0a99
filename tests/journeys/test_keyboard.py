"""With the keyboard alone from sign-in to a person and back; at every stop one sees where one is."""

import pytest

from tests.journeys.conftest import code_of
from tests.officers_help import PASSWORD

pytestmark = pytest.mark.journey

MOST_STOPS = 80
"""More presses of the tab key than this on one page are no way to work."""

SEEN = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing has the focus";
  const name = at.outerHTML.slice(0, 90);
  const style = getComputedStyle(at);
  const clear = (colour) => /rgba\\(.*, 0\\)|transparent/.test(colour);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !clear(style.outlineColor);
  if (!ring && style.boxShadow === "none") return "no ring: " + name;
  const box = at.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return "no size: " + name;
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "off the screen: " + name;
  const top = document.elementFromPoint(x, y);
  return top && (at.contains(top) || top.contains(at)) ? "" : "covered: " + name;
}"""


def press_on_to(page, wanted):
    """Press the tab key until the focus is on what is wanted; every stop on the way must show itself."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN) == ""
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not within {MOST_STOPS} presses")


def follow(page, wanted, address):
    """Go to a link or button by the tab key and press it."""
    press_on_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_from_sign_in_to_a_person_and_back(page, town):
    page.goto(f"{town.address}/sign-in/")
    press_on_to(page, "#id_login")
    page.keyboard.type("phu.thuong")
    press_on_to(page, "#id_password")
    page.keyboard.type(PASSWORD)
    follow(page, "main button[type=submit]", "**/sign-in/code/**")
    press_on_to(page, "#id_code")
    page.keyboard.type(code_of(town.secrets["phu.thuong"]))
    follow(page, "main button[type=submit]", "**/desk/")

    follow(page, ".service a[href='/board/']", "**/board/ML01/00091/**")
    follow(page, ".equation .p1 a", "**/people/list?**")
    person = f"/people/{town.people['00091'][0]}/"
    follow(page, f"a[href='{person}']", f"**{person}")
    press_on_to(page, "#numbers summary")
    page.keyboard.press("Enter")
    assert page.locator("#numbers details").get_attribute("open") is not None
    press_on_to(page, "#id_purpose")

    page.keyboard.press("Home")
    page.goto(page.url)
    follow(page, ".breadcrumb a[href='/people/']", "**/people/")
    follow(page, ".service a[href='/desk/']", "**/desk/")
    assert page.locator("h1").inner_text()
