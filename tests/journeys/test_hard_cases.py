"""Hard cases through the pages: a death list lowers a target and says why; somebody without papers becomes due."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")

from tests.journeys.conftest import ASSETS, elsewhere, sign_in
from tests.journeys.test_accessible import faults, overflow

pytestmark = pytest.mark.journey
WARD = "00091"


def _here(code=WARD):
    """Return the number of a unit as it is today; pages work in the present, and so does the order."""
    from django.utils.timezone import localdate

    from toandan.record.units import queries as units

    return units.by_code(code, as_of=localdate()).number


def _officers(town):
    """Give the ward its police, and write a justice office down with an officer who signs in."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    from tests.officers_help import make_officer
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers import operations
    from toandan.record.officers.operations import acting
    from toandan.record.officers.words import Role
    from toandan.record.units import operations as units
    from toandan.record.units.words import BodyKind

    with acting(the_house()):
        body = units.add_body(
            actor=the_house(), code="TP-01", kind=BodyKind.JUSTICE_OFFICE, name_vi="Sở Tư pháp",
            name_en="Department of Justice", territory=_here("01"),
        )  # fmt: skip
    for name, role, at in (("ca.moi", Role.COMMUNE_POLICE, _here()), ("tu.phap", Role.BODY_OFFICER, body)):
        officer = make_officer(name, role, at)
        operations.give_one_time_codes(actor=the_house(), now=datetime.now(UTC), officer=officer.pk)
        town.secrets[name] = decrypt(Authenticator.objects.get(user_id=officer.pk).data["secret"])
    return body


def _settle(name, standing):
    from django.utils.timezone import localdate

    from tests.record.people.conftest import someone
    from toandan.ground.kernel.actor import the_house
    from toandan.record.rolls import operations as rolls

    now = datetime.now(UTC)
    return rolls.enter(
        actor=the_house(), now=now, unit=_here(), details=someone(name, permanent_unit=_here()), standing=standing,
        occurred_on=localdate(now) - timedelta(days=20), client_key=uuid4(), reason="Sổ mở đầu",
    )  # fmt: skip


def _doubts(body):
    """Give an order that runs now, bring a death list in, let somebody without papers be found, ask about another."""
    import polars as pl
    from django.utils.timezone import localdate

    from tests.work.verification.conftest import DUE
    from toandan.command.campaign.operations import create_order
    from toandan.ground.kernel.actor import the_house
    from toandan.record.ledger.words import Obstacle, Residence
    from toandan.record.officers.queries import reading
    from toandan.work.verification import operations, queries
    from toandan.work.verification.words import Kind

    house, now = the_house(), datetime.now(UTC)
    today = localdate(now)
    create_order(
        actor=house, now=now, client_key=uuid4(), code="ML02", title_vi="Mệnh lệnh thử", title_en="Trial order",
        scope=_here("01"), starts_on=today - timedelta(days=1), deadline=today + timedelta(days=30),
    )  # fmt: skip
    sure, unsure, alive = (_settle(name, DUE) for name in ("Đặng Thu Thuỷ", "Bùi Văn Ổn", "Vũ Quốc Khánh"))
    lines = [_proposal(sure, "auto", "Đặng Thu Thuỷ"), _proposal(unsure, "review", "BUI VAN ON")]
    operations.propose(
        actor=house, now=now, proposals=pl.DataFrame(lines), source="khai_tu.csv", reason="Đối chiếu sổ khai tử",
        client_key=uuid4(),
    )  # fmt: skip
    nameless = _settle("Không Rõ Tên", DUE.but(residence=Residence.UNREGISTERED, obstacle=Obstacle.NO_PAPERS))
    case = operations.open_case(
        actor=house, now=now, person_id=nameless, kind=Kind.NO_PAPERS, reason="Tìm thấy tại cơ sở", client_key=uuid4()
    )
    asked = operations.open_case(
        actor=house, now=now, person_id=alive, kind=Kind.IDENTITY_MISMATCH, reason="Khác họ tên", client_key=uuid4()
    )
    operations.ask(
        actor=house, now=now, unit=_here(), body=body, cases=[asked], question="Họ tên trong sổ hộ tịch?",
        due_on=today + timedelta(days=10), client_key=uuid4(),
    )  # fmt: skip
    drawn = [operations.Drawn("D1", unsure, {"full_name": "BUI VAN ON", "birth_date": "1956"})]
    sample, _ = operations.draw_sample(
        actor=house, now=now, kind=Kind.SUSPECTED_DEAD, source="khai_tu.csv", pairs=drawn, reason="Đánh giá",
        client_key=uuid4(),
    )  # fmt: skip
    with reading(house):
        sure_case = queries.cases_of(sure)[0].case_id
    return {
        "sample": sample,
        "sure": sure_case,
        "nameless": case,
        "person": nameless,
        "alive": alive,
        "asked": asked,
        "body": body,
    }


def _proposal(person, band, name):
    weights = [("full_name", 9.5), ("birth_date", 6.25), ("mother_name", -2.5)]
    return {
        "person_id": person, "kind": "suspected_dead", "band": band, "weight": 13.25, "probability": 0.9991,
        "waterfall": json.dumps([{"name": n, "weight": w} for n, w in weights]),
        "evidence": json.dumps({
            "record": {"id": f"D{person}", "full_name": name, "birth_date": "1956", "death_date": "2023-02-01"},
            "runner_up": {"full_name": "Bùi Văn Ơn", "birth_date": "1958-01-02"}, "conflict": False,
        }),
    }  # fmt: skip


@pytest.fixture(scope="module")
def doubts(town, browser):
    return elsewhere(lambda: _doubts(_officers(town)))


def verified():
    from toandan.record.ledger import queries

    return elsewhere(lambda: queries.verify().ok)


def fill_paper(page, prefix, number):
    page.select_option(f"#id_{prefix}evidence_kind", "official_letter")
    page.fill(f"#id_{prefix}evidence_number", number)


def act(page, name):
    """Send one of the forms of a case's page."""
    page.locator(f"#{name} button[type=submit]").click()
    page.locator(".banner").wait_for()


def opened(page, name):
    if page.locator(f"#{name}").get_attribute("open") is None:
        page.locator(f"#{name} summary").click()


def ask(page, body):
    opened(page, "ask")
    page.select_option("#id_ask-body", str(body))
    page.fill("#id_ask-reason", "Đề nghị xác minh")
    act(page, "ask")


def target(page, town):
    """Return what the bridge of the ward says: its lines by their words."""
    assert page.goto(f"{town.address}/board/ML02/{WARD}/bridge/").status == 200
    rows = page.locator("main table tr").all()
    return {row.locator("th").first.inner_text(): row.locator("td").last.inner_text() for row in rows}


def test_a_death_list_becomes_a_lower_target_with_its_reason(browser, page, town, doubts):
    sign_in(page, town, "ca.moi")
    before = target(page, town)

    page.goto(f"{town.address}/cases/reviews/")
    page.get_by_role("link", name="Bùi Văn Ổn").click()
    assert page.locator("svg.waterfall:visible").count() == 1
    assert "Bùi Văn Ơn" in page.locator("main").inner_text()
    page.locator("input[name=verdict][value=same]").check()
    page.fill("#id_reason", "Trùng họ tên, năm sinh, quê quán")
    page.locator("form:has(#id_reason) button[type=submit]").click()
    page.locator(".banner").wait_for()

    page.goto(f"{town.address}/cases/?kind=suspected_dead")
    assert page.locator("tbody tr").count() == 2
    page.goto(f"{town.address}/cases/{doubts['sure']}/")
    ask(page, doubts["body"])

    body = browser.new_context(locale="vi-VN").new_page()
    sign_in(body, town, "tu.phap")
    body.goto(f"{town.address}/requests/")
    assert body.locator("tbody tr").count() == 2
    body.get_by_role("link", name="Đặng Thu Thuỷ").click()
    body.select_option("#id_answer", "confirmed")
    body.fill("#id_reason", "Đã khai tử ngày 01/02/2023")
    body.fill("#id_found_day", "01/02/2023")
    fill_paper(body, "", "07/2023")
    body.locator("form:has(#id_answer) button[type=submit]").click()
    body.locator(".banner").wait_for()
    assert body.goto(f"{town.address}/cases/{doubts['sure']}/").status == 403
    body.context.close()

    page.reload()
    assert "07/2023" in page.locator("main").inner_text()
    opened(page, "decide")
    page.select_option("#id_decide-outcome", "dead")
    page.fill("#id_decide-reason", "Sổ khai tử số 07/2023")
    fill_paper(page, "decide-", "07/2023")
    act(page, "decide")

    after = target(page, town)
    changed = {line: (before[line], said) for line, said in after.items() if before.get(line) != said}
    deaths = next(line for line in after if "chết" in line.lower() or "tử" in line.lower())
    assert deaths in changed and "1" in changed[deaths][1]
    assert len(changed) == 2, "the deaths and the present target move, nothing else does"
    assert verified()


def test_somebody_without_papers_in_a_centre_becomes_due(page, town, doubts):
    sign_in(page, town, "ca.moi")
    page.goto(f"{town.address}/cases/{doubts['nameless']}/")
    for place in range(6):
        if place == 2:
            ask(page, doubts["body"])
            continue
        opened(page, "step")
        page.fill("#id_step-reason", f"Bước {place + 1}")
        fill_paper(page, "step-", f"{place + 1}/BB")
        if place == 4:
            page.select_option("#id_step-residence", "temporary")
        if place == 5:
            page.fill("#id_step-number", "001085012345")
        act(page, "step")
    opened(page, "decide")
    page.fill("#id_decide-reason", "Đủ giấy tờ")
    fill_paper(page, "decide-", "9/KL")
    act(page, "decide")
    assert page.locator("tbody .tag-done").count() == 7
    state = town.rows("SELECT state FROM ledger_standing WHERE person_id = %s", doubts["person"])
    assert state == [(22100,)], "temporary, due, no account, no obstacle"
    assert verified()


@pytest.mark.parametrize("width", [1366, *(pytest.param(width, marks=pytest.mark.nightly) for width in (390, 320))])
def test_pages_of_cases_break_no_rule_and_fit(browser, town, doubts, width):
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True, locale="vi-VN")
    page = context.new_page()
    page.add_init_script(path=ASSETS / "axe.min.js")
    told = {}
    (review,) = [number for (number,) in town.rows("SELECT review_id FROM verification_review")]
    pages = {
        "ca.moi": [
            "/cases/", "/cases/triage/", "/cases/reviews/", f"/cases/reviews/{review}/", f"/cases/{doubts['sure']}/",
            "/cases/samples/", f"/cases/samples/{doubts['sample']}/",
            f"/cases/{doubts['nameless']}/", f"/cases/new/?person={doubts['alive']}", "/cases/lists/",
            "/cases/lists/?due=1", "/cases/lists/1/", "/cases/lists/1/paper",
        ],
        "tu.phap": [
            "/requests/", "/desk/", f"/requests/1/{doubts['asked']}/", "/requests/lists/1/", "/requests/lists/1/paper",
        ],
    }  # fmt: skip
    for name, addresses in pages.items():
        context.clear_cookies()
        sign_in(page, town, name)
        for address in addresses:
            assert page.goto(town.address + address).status == 200, address
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            wide = overflow(page)
            told[address] = [*faults(page), *([f"{wide} px too wide"] if wide > 0 else [])]
            _keep(page, address, width)
    context.close()
    assert {address: found for address, found in told.items() if found} == {}


def _keep(page, address, width):
    """Keep a picture where somebody wants to look at the pages."""
    import os

    folder = os.environ.get("TOANDAN_PICTURES")
    if folder:
        name = address.strip("/").replace("/", "_").split("?")[0]
        page.screenshot(path=f"{folder}/{name}_{width}.png", full_page=True)
