"""A directive through the pages: the police propose, a committee issues, a ward and a body answer, the effect shows."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import ASSETS, elsewhere, sign_in
from tests.journeys.test_accessible import faults, overflow
from tests.journeys.test_hard_cases import _here

pytestmark = pytest.mark.journey
WARD, DISTRICT = "00091", "003"


def _set_up(town):
    """Write a committee and a justice office down, give everybody an account, and let an order run over the ward."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt
    from django.utils.timezone import localdate

    from tests.officers_help import make_officer
    from toandan.command.campaign.operations import create_order
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers import operations
    from toandan.record.officers.operations import acting
    from toandan.record.officers.words import Role
    from toandan.record.units import operations as units
    from toandan.record.units.words import BodyKind

    house, now = the_house(), datetime.now(UTC)
    with acting(house):
        committee, justice = (
            units.add_body(actor=house, code=code, kind=kind, name_vi=name, name_en=name, territory=_here("01"))
            for code, kind, name in (
                ("UBND-01", BodyKind.PEOPLES_COMMITTEE, "Ủy ban nhân dân thành phố"),
                ("TP-01", BodyKind.JUSTICE_OFFICE, "Sở Tư pháp"),
            )
        )
    for name, role, at in (
        ("pc.moi", Role.CITY_HEADQUARTERS, _here("01")),
        ("uy.ban", Role.BODY_OFFICER, committee),
        ("tu.phap", Role.BODY_OFFICER, justice),
        ("ca.moi", Role.COMMUNE_POLICE, _here()),
    ):
        officer = make_officer(name, role, at)
        operations.give_one_time_codes(actor=house, now=now, officer=officer.pk)
        town.secrets[name] = decrypt(Authenticator.objects.get(user_id=officer.pk).data["secret"])
    create_order(
        actor=house, now=now, client_key=uuid4(), code="ML03", title_vi="Mệnh lệnh thử", title_en="Trial order",
        scope=_here("01"), starts_on=localdate(now) - timedelta(days=20), deadline=localdate(now) + timedelta(days=30),
    )  # fmt: skip
    _served(now)
    return {"ward": _here(), "justice": justice}


def _served(now):
    """Serve two people of the ward a week ago, and four today; two are left."""
    from django.utils.timezone import localdate

    from tests.record.people.conftest import someone
    from tests.work.verification.conftest import DUE
    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger import operations as ledger
    from toandan.record.ledger.words import Card, Line, Verb
    from toandan.record.rolls import operations as rolls

    people = [
        rolls.enter(
            actor=the_house(), now=now, unit=_here(), details=someone(f"Lê Văn {letter}", permanent_unit=_here()),
            standing=DUE, occurred_on=localdate(now) - timedelta(days=30), client_key=uuid4(), reason="Sổ mở đầu",
        )
        for letter in "ABCDEFGH"
    ]  # fmt: skip
    steps = (
        (Verb.DOSSIER_COLLECTED, Card.APPLIED),
        (Verb.CARD_PRODUCED, Card.PRODUCED),
        (Verb.CARD_DELIVERED, Card.ISSUED),
    )
    for some, ago in ((people[:2], 7), (people[2:6], 0)):
        before = DUE
        for verb, card in steps:
            lines = [Line(one, (_here(), before.code), (_here(), before.but(card=card).code)) for one in some]
            ledger.post(
                actor=the_house(), now=now, verb=verb, occurred_on=localdate(now) - timedelta(days=ago),
                client_key=uuid4(), lines=lines, reason="thử", evidence="giấy tờ thử",
            )  # fmt: skip
            before = before.but(card=card)


@pytest.fixture(scope="module")
def cast(town):
    return elsewhere(lambda: _set_up(town))


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


def test_a_directive_from_the_draft_to_its_answer(page, town, cast):
    page.add_init_script(path=ASSETS / "axe.min.js")
    _as(page, town, "pc.moi")
    page.goto(f"{town.address}/directives/new/?to={cast['justice']}")
    page.select_option("#id_issuer", label="Ủy ban nhân dân thành phố")
    page.fill("#id_sign", "UBND-KSTTHC")
    page.fill("#id_subject", "đẩy nhanh cấp căn cước công dân")
    page.fill("#id_text", "Thực hiện Mệnh lệnh 03, Ủy ban nhân dân thành phố yêu cầu:")
    page.fill("#id_tasks-0-text", "Đối chiếu sổ hộ tịch")
    page.fill("#id_tasks-0-due_on", _day(10))
    page.select_option("#id_tasks-0-at", str(cast["justice"]))
    assert page.is_checked(f"input[name=addressees][value='{cast['justice']}']")
    assert faults(page) == []
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.wait_for_url(re.compile(r"/directives/\d+/$"))
    address = page.url
    _do(page, "propose", reason="Kính trình")

    _as(page, town, "uy.ban")
    page.goto(f"{town.address}/directives/?desk=proposed")
    page.get_by_role("link", name="UBND-KSTTHC").click()
    _do(page, "issue")
    assert page.get_by_text("Đã ban hành số 01/UBND-KSTTHC").is_visible()

    _as(page, town, "tu.phap")
    page.goto(f"{town.address}/directives/")
    assert page.locator("h1").inner_text() == "1 nhiệm vụ chờ báo cáo"
    page.get_by_role("link", name="Đối chiếu sổ hộ tịch").click()
    assert page.url == address
    _do(page, "acknowledge", reason="Giao phòng Hành chính tư pháp")
    page.locator("#report textarea").fill("Đã đối chiếu toàn bộ sổ")
    page.locator("#report button[type=submit]").click()
    assert page.get_by_text("Đã báo cáo mọi nhiệm vụ.").is_visible()
    assert page.locator("#effect").count() == 0
    assert faults(page) == []


def test_the_police_direct_a_ward_and_see_what_it_brought(page, town, cast):
    page.add_init_script(path=ASSETS / "axe.min.js")
    paper = elsewhere(lambda: _of_the_police(cast))
    _as(page, town, "ca.moi")
    page.goto(f"{town.address}/directives/{paper}/")
    _do(page, "acknowledge", reason="Đã nhận")
    page.locator("#report textarea").fill("Đã cấp lưu động tại hai tổ dân phố")
    page.locator("#report button[type=submit]").click()
    _as(page, town, "pc.moi")
    page.goto(f"{town.address}/directives/{paper}/")
    assert page.get_by_text("Đã cấp lưu động tại hai tổ dân phố").is_visible()
    effect = page.locator("#effect tbody tr")
    # Two people in the seven days before, four on the one day since: 0,2 and 4 a day, six of eight done.
    cells = [effect.locator("td").nth(at).inner_text() for at in range(5)]
    assert cells[0].startswith("6/8"), cells
    assert cells[2:5] == ["0,2", "4,0", "+3,8"]
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert overflow(page) <= 0


def _of_the_police(cast):
    from django.utils.timezone import localdate

    from toandan.ground.kernel.actor import the_house
    from toandan.work.directives import operations
    from toandan.work.directives.words import TaskWish, Wording

    house, now = the_house(), datetime.now(UTC)
    aim = TaskWish("Cấp thẻ cho mọi người", localdate(now) + timedelta(days=9), None, "ML03", "card", 100)
    paper = operations.draw_up(
        actor=house, now=now, drafter=_here("01"), issuer=_here("01"), tasks=[aim], addressees=[cast["ward"]],
        wording=Wording("CAHN-PC06", "đẩy nhanh", "Yêu cầu:"), client_key=uuid4(),
    )  # fmt: skip
    operations.issue(actor=house, now=now, directive=paper, client_key=uuid4())
    return paper


def _day(ahead):
    from django.utils.timezone import localdate

    return f"{localdate() + timedelta(days=ahead):%d/%m/%Y}"
