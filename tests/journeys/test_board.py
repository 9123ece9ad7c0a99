"""The board on a telephone and on paper, measured where it is drawn."""

import pytest

from tests.journeys.conftest import sign_in

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}
SHEET = {"width": 703, "height": 1009}
"""What the margins leave of A4, in pixels of a 96th of an inch."""
UNITS = 17
"""More than are in trouble on a usual day, so that finding, course and all of them lie on one sheet."""

CELLS = """() => [...document.querySelectorAll('.board-table tr')].map(row =>
  [...row.children].map(cell => ({text: cell.innerText, ...cell.getBoundingClientRect().toJSON()})))"""


def speak(page, town, language):
    page.goto(f"{town.address}/help/")
    if page.locator("html").get_attribute("lang") != language:
        page.get_by_role("button", name={"vi": "Tiếng Việt", "en": "English"}[language]).click()


@pytest.mark.parametrize(("language", "decimal"), [("vi", ","), ("en", ".")])
def test_a_telephone_shows_rank_name_and_percentage_side_by_side(page, town, language, decimal):
    sign_in(page, town, "thanh.pho")
    page.set_viewport_size(PHONE)
    speak(page, town, language)
    page.goto(f"{town.address}/board/ML01/01/?show=all")
    heads, *rows = page.evaluate(CELLS)
    rates = [i for i, cell in enumerate(rows[0]) if cell["text"].endswith(f"{decimal}0")]
    assert [row[0]["text"] for row in rows] == [str(place + 1) for place in range(30)]
    for row in (heads, *rows):
        rank, name, rate = row[0], row[1], row[rates[0]]
        assert 0 < rank["width"] < 48
        assert rank["right"] <= name["left"] + 1
        assert rate["right"] <= PHONE["width"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sheet_holds_seventeen_units_below_finding_and_course(page, town, language):
    sign_in(page, town, "thanh.pho")
    speak(page, town, language)
    page.goto(f"{town.address}/board/ML01/01/?show=all")
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    last = page.evaluate(CELLS)[UNITS]
    assert last[0]["text"] == str(UNITS)
    assert last[0]["bottom"] <= SHEET["height"]
