"""Somebody without an account, on a telephone: from the sign-in page to their commune, the guide and the data."""

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import ASSETS, elsewhere
from tests.journeys.test_accessible import faults, overflow

pytestmark = pytest.mark.journey
WIDTH = 390


def published():
    """Open the order to the public and publish two days of it, without a threshold: ten people live in a commune."""
    from datetime import timedelta
    from uuid import uuid4

    from django.test import override_settings
    from django.utils import timezone

    from tests.journeys.conftest import START
    from toandan.command.publication import operations
    from toandan.ground.kernel.actor import the_house

    house = {"actor": the_house(), "now": timezone.now(), "order": "ML01"}
    operations.open_to_public(**house, client_key=uuid4(), reason="Để dân biết")
    with override_settings(PUBLIC_THRESHOLD=3):
        for day in (13, 14):
            operations.publish(**house, as_of=START + timedelta(days=day))


def test_a_citizen_finds_progress_guide_and_data_in_both_languages(browser, town):
    elsewhere(published)
    context = browser.new_context(viewport={"width": WIDTH, "height": 844}, bypass_csp=True, locale="vi-VN")
    page = context.new_page()
    page.add_init_script(path=ASSETS / "axe.min.js")
    told = {}

    def look(name):
        wide = overflow(page)
        told[name] = [*faults(page), *([f"{wide} px too wide"] if wide > 0 else [])]

    page.goto(f"{town.address}/sign-in/")
    page.get_by_role("link", name="Xem tiến độ").click()
    context.clear_cookies()
    look("city")
    assert page.get_by_role("heading", level=1).inner_text() == "Thành phố Hà Nội: đã làm 30,0%"
    page.get_by_role("link", name="Quận Tây Hồ").click()
    page.get_by_role("link", name="Phường Phú Thượng").click()
    look("commune")
    page.get_by_role("link", name="02/06/2023").click()
    assert "02/06/2023" in page.locator(".stamp").inner_text()
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Phường Phú Thượng: 30.0% done"
    assert "day=2023-06-02" in page.url, "the other language shows the same day"
    look("commune in English")
    for name in ("Card and account", "Open data"):
        with page.expect_navigation():
            page.get_by_role("link", name=name).click()
        look(name)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").first.click()
    assert "Phường Phú Thượng" in download.value.path().read_text(encoding="utf-8-sig")
    assert page.goto(f"{town.address}/public/en/ML09/01/").status == 404
    look("missing")
    assert context.cookies() == []
    context.close()
    assert {name: found for name, found in told.items() if found} == {}
