"""A bulletin is signed, a late entry arrives; the sealed one stays as it is and the next one lists the correction."""

import re
from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import NAMES, START, elsewhere, sign_in

pytestmark = pytest.mark.journey
DAY = START + timedelta(days=14)
NEXT = DAY + timedelta(days=1)


def late(town):
    """Write somebody down who has lived in Phú Thượng since before the day that is published."""
    from datetime import UTC, datetime
    from uuid import uuid4

    from toandan.ground.kernel.actor import the_house
    from toandan.ground.kernel.partial_date import Basis, PartialDate
    from toandan.record.ledger import operations as ledger
    from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
    from toandan.record.people.words import PersonDetails, Sex
    from toandan.record.rolls import operations as rolls
    from toandan.record.units import queries as units

    at = units.by_code("00091", as_of=START).number
    birth = PartialDate(1990, 1, 1, Basis.FULL)
    rolls.enter(
        actor=the_house(), now=datetime.now(UTC), unit=at, occurred_on=START, client_key=uuid4(), reason="Báo muộn",
        details=PersonDetails(full_name=NAMES[0], birth=birth, sex=Sex.FEMALE, permanent_unit=at),
        standing=Standing(Residence.PERMANENT, Card.DUE, EId.NONE, Obstacle("")),
    )  # fmt: skip
    return ledger.fold()


def figures(page):
    """Return everything a bulletin's page says: the great figures, the paragraphs, the tables."""
    return page.locator("main .keys, main .section p, main table").all_inner_texts()


def signed(page, town, day, words=""):
    """Draft the bulletin of a day, write a preface, and sign it."""
    page.goto(f"{town.address}/orders/ML01/")
    page.get_by_role("link", name="Bản tin").click()
    page.get_by_label("Số liệu hết ngày").fill(day.strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Soạn bản tin").click()
    if words:
        page.get_by_label("Lời mở đầu (bằng tiếng Việt)").fill(words)
        page.get_by_role("button", name="Lưu lời văn").click()
    page.get_by_role("button", name="Ký bản tin").click()
    page.get_by_text("Vừa kiểm tra: còn nguyên như khi ký").wait_for()


def test_a_late_entry_stands_in_the_next_bulletin_and_changes_no_signed_one(page, town):
    sign_in(page, town, "thanh.pho")
    signed(page, town, DAY, "Các đơn vị đã làm {done} trên {target} người.")
    assert page.get_by_text("Các đơn vị đã làm 12 trên 40 người.").count() == 1
    address, before = page.url, figures(page)

    elsewhere(lambda: late(town))
    page.goto(address)
    assert figures(page) == before
    assert page.get_by_text("Vừa kiểm tra: còn nguyên như khi ký").count() == 1

    signed(page, town, NEXT)
    said = page.locator("main").inner_text()
    assert re.search(r"thay đổi số liệu của bản tin số 1 \(03/06/2023\) ở 1 xã, phường: phải làm \+1, đã làm ±0", said)
    correction = page.get_by_role("row", name="Phường Phú Thượng, Quận Tây Hồ")
    assert re.findall(r"\d+", correction.inner_text()) == ["10", "11", "3", "3"]
    page.goto(address)
    assert figures(page) == before

    numbers = town.rows("SELECT as_of, number FROM campaign_bulletin ORDER BY number")
    assert numbers == [(DAY, 1), (NEXT, 2)]
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
