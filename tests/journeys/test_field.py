"""The week is planned, a kit breaks, the rest is planned anew, the day runs, the curve moves."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import ASSETS, elsewhere, sign_in
from tests.journeys.test_accessible import faults

pytestmark = pytest.mark.journey


def _set_up(town):
    """Build the district that is planned, and give its officer one-time codes."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    from tests.command.field.town import build
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers import operations

    made = build(codes=("00004", "00006"), ward_name="truc.bach")
    operations.give_one_time_codes(actor=the_house(), now=datetime.now(UTC), officer=made.officer.pk)
    town.secrets["ba.dinh"] = decrypt(Authenticator.objects.get(user_id=made.officer.pk).data["secret"])
    return made


def _work(made, page):
    """Let the job work out what was asked for, and wait until the page leads to the plan by itself."""
    from toandan.faces.jobs import field as jobs

    run = int(re.findall(r"/field/runs/(\d+)/", page.url)[0])
    assert page.locator("progress").count() == 1
    elsewhere(lambda: jobs.plan(run=run, officer=made.officer.pk))
    page.wait_for_url(re.compile(r"/field/\d+/$"))


def _hold(made):
    """Hold the session that stands today: three people hand their papers in there, and the ledger agrees."""
    from tests.command.field.town import NOW, TODAY
    from toandan.work.movements import operations as movements
    from toandan.work.sessions import operations

    one = next(row for row in made.stand() if row.day == TODAY)
    told = {"actor": made.district, "now": NOW, "code": one.code}
    operations.open_session(**told, client_key=uuid4())
    for person in made.people[one.unit][:3]:
        movements.collect_dossier(
            actor=made.district, now=NOW, unit=one.unit, person=person, occurred_on=TODAY, reason="tại buổi",
            client_key=uuid4(), session=one.code,
        )  # fmt: skip
    operations.close_session(**told, collected=3, client_key=uuid4())
    operations.reconcile(**told, note="Không phát số thứ tự", client_key=uuid4())


def _reached(page):
    """Return the figure of people reached so far, beside the people expected."""
    found = re.findall(r"đến nay đạt (\d+) điểm", page.locator(".keys").inner_text())
    return int(found[0]) if found else None


def test_the_week_is_planned_a_kit_breaks_and_the_day_runs(page, town):
    made = elsewhere(lambda: _set_up(town))
    page.add_init_script(path=ASSETS / "axe.min.js")
    sign_in(page, town, "ba.dinh")
    page.goto(f"{town.address}/field/")
    from tests.command.field.town import DAYS, TODAY

    page.fill("#id_first_day", f"{TODAY:%d/%m/%Y}")
    page.fill("#id_days", str(DAYS))
    page.select_option("#id_engine", "greedy")
    page.get_by_role("button", name="Lập phương án").click()
    _work(made, page)
    assert page.locator("svg.map.only-wide circle").count() == 2
    assert faults(page) == []
    page.locator("#floor").evaluate(
        "node => { node.value = 25; node.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    assert page.locator("output[for=floor]").inner_text() == "25 %"
    page.wait_for_selector("#floor-answer p")
    assert "25 %" in page.locator("#floor-answer").inner_text()
    page.get_by_role("button", name="Phê duyệt phương án").click()
    page.wait_for_selector("text=Đã phê duyệt")
    first = elsewhere(lambda: [(one.code, one.kit) for one in made.stand()])
    assert first

    broken = first[0][1]
    elsewhere(lambda: made.breaks(broken))
    page.fill("#id_why", f"{broken} hỏng")
    page.get_by_role("button", name="Lập lại").click()
    _work(made, page)
    assert page.locator("#changes tbody tr").count() >= 1
    assert faults(page) == []
    page.get_by_role("button", name="Phê duyệt phương án").click()
    page.wait_for_selector("text=Đã phê duyệt")
    assert broken not in {kit for _code, kit in elsewhere(lambda: [(one.code, one.kit) for one in made.stand()])}

    assert _reached(page) == 0
    elsewhere(lambda: _hold(made))
    page.reload()
    assert _reached(page) == 3
    assert page.locator("#curve svg.only-wide circle").count() == 1
    page.goto(f"{town.address}/field/")
    assert page.locator("tbody tr").count() == 2
    assert faults(page) == []
