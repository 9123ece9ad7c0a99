"""A difficulty through the pages: similar ones first, assigned, answered, accepted, published, read, and counted."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import ASSETS, START, elsewhere, sign_in
from tests.journeys.test_accessible import faults, overflow

pytestmark = pytest.mark.journey


def _at(code):
    """Return the number of a unit of the town, whose officers hold their posts in the units of 2023."""
    from toandan.record.units import queries as units

    return units.by_code(code, as_of=START).number


def _set_up(town):
    """Give the district and its justice office accounts, and let one difficulty have been met before."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    from tests.officers_help import make_officer
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers import operations
    from toandan.record.officers.operations import acting
    from toandan.record.officers.words import Role
    from toandan.record.units import operations as units
    from toandan.record.units.words import BodyKind
    from toandan.work.difficulties import operations as difficulties
    from toandan.work.difficulties.words import Kind

    house, now = the_house(), datetime.now(UTC)
    with acting(house):
        justice = units.add_body(
            actor=house, code="TP-003", kind=BodyKind.JUSTICE_OFFICE, name_vi="Phòng Tư pháp Tây Hồ",
            name_en="Justice office", territory=_at("003"),
        )  # fmt: skip
    for name, role, at in (
        ("quan.tayho", Role.DISTRICT_POLICE, _at("003")),
        ("tu.phap", Role.BODY_OFFICER, justice),
    ):
        officer = make_officer(name, role, at)
        operations.give_one_time_codes(actor=house, now=now, officer=officer.pk)
        town.secrets[name] = decrypt(Authenticator.objects.get(user_id=officer.pk).data["secret"])
    difficulties.raise_difficulty(
        actor=house, now=now, unit=_at("00091"), kind=Kind.PAPERS, people=4, client_key=uuid4(),
        text="Người già không có giấy khai sinh, không xác định được ngày sinh",
    )  # fmt: skip


def _as(page, town, name):
    page.context.clear_cookies()
    sign_in(page, town, name)


def _do(page, deed, **told):
    """Open a deed, fill it in, send it."""
    box = page.locator(f"#{deed}")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, text in told.items():
        box.locator(f"[name={deed}-{name}]").fill(text)
    box.locator("button[type=submit]").click()


def test_a_difficulty_from_the_ward_to_guidance_that_another_officer_reads(page, town):
    elsewhere(lambda: _set_up(town))
    page.add_init_script(path=ASSETS / "axe.min.js")
    _as(page, town, "phu.thuong")
    page.goto(f"{town.address}/difficulties/new/")
    assert faults(page) == []
    page.select_option("#id_kind", "papers")
    page.fill("#id_text", "nguoi gia khong co giay khai sinh, so luu bi mat")
    page.fill("#id_people", "12")
    page.get_by_role("button", name="Gửi vướng mắc").click()
    assert page.locator("#similar").get_by_role("link", name="không có giấy khai sinh").is_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Vẫn gửi vướng mắc").click()
    page.wait_for_url(re.compile(r"/difficulties/\d+/$"))
    address = page.url

    _as(page, town, "quan.tayho")
    page.goto(f"{town.address}/desk/")
    page.get_by_role("link", name="vướng mắc chờ trả lời hoặc giao giải quyết").click()
    page.get_by_role("link", name="nguoi gia khong co giay khai sinh").click()
    assert page.url == address
    page.locator("#assign summary").click()
    page.select_option("#id_assign-to", label="Phòng Tư pháp Tây Hồ")
    _do(page, "assign")

    _as(page, town, "tu.phap")
    page.goto(address)
    _do(page, "answer", text="Đối chiếu sổ lưu tại quận, ai không có tên thì đăng ký lại khai sinh.")
    _as(page, town, "phu.thuong")
    page.goto(address)
    _do(page, "accept")
    assert page.get_by_text("Vướng mắc đã được giải quyết.").is_visible()

    _as(page, town, "quan.tayho")
    page.goto(address)
    page.get_by_role("link", name="Ban hành câu trả lời thành hướng dẫn").click()
    assert "đăng ký lại khai sinh" in page.locator("#id_text").input_value()
    page.fill("#id_title", "Người già không có giấy khai sinh")
    page.get_by_role("button", name="Ban hành").click()
    page.wait_for_url(re.compile(r"/guidance/\d+/$"))
    guidance = page.url
    assert page.locator("#readers h2").inner_text() == "0 trên 3 cán bộ đã đọc"
    assert faults(page) == []

    _as(page, town, "phuc.xa")
    page.goto(f"{town.address}/guidance/")
    assert page.locator("h1").inner_text() == "Còn 1 hướng dẫn chưa đọc"
    page.fill("#q", "khai sinh nguoi gia")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Người già không có giấy khai sinh").click()
    assert page.url == guidance
    assert page.locator("#readers").count() == 0
    page.get_by_role("button", name="Tôi đã đọc").click()
    assert page.get_by_text("Đã ghi nhận đồng chí đã đọc.").is_visible()

    _as(page, town, "phu.thuong")
    page.goto(guidance)
    page.get_by_role("button", name="Tôi đã đọc").click()
    _as(page, town, "quan.tayho")
    page.goto(guidance)
    # Phúc Xá lies in another district: its reading is not this district's to count.
    assert page.locator("#readers h2").inner_text() == "1 trên 3 cán bộ đã đọc"
    page.set_viewport_size({"width": 390, "height": 844})
    assert overflow(page) <= 0
