"""The pages of plans: asked for, shown, approved, compared, handed out, planned anew; closed to the ward."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.command.field.town import DAYS, NOW, TODAY, FieldTown, build
from tests.officers_help import signed_in_client
from tests.record.journal.lines import every_line
from toandan.command.campaign import operations as campaign
from toandan.command.field import operations, queries
from toandan.command.field.words import VersionRow
from toandan.faces.jobs import field as jobs
from toandan.faces.web.field import comparing, parts
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.queries import reading
from toandan.work.sessions import operations as sessions
from toandan.work.sessions.words import Contact, Outcome

pytestmark = pytest.mark.django_db


def asked(town: FieldTown, client, **more: str) -> str:
    """Ask for a plan on the page, let the job work it out, and return the plan's address."""
    form = {"first_day": TODAY.isoformat(), "days": str(DAYS), "engine": "greedy", "client_key": str(uuid4())} | more
    made = client.post("/field/", form)
    assert made.status_code == 302, made.content.decode()
    return worked(town, client, made["Location"])


def worked(town: FieldTown, client, address: str) -> str:
    run = int(re.findall(r"/field/runs/(\d+)/", address)[0])
    assert f"/field/runs/{run}/progress" in client.get(address).content.decode()
    jobs.plan(run=run, officer=town.officer.pk)
    answer = client.get(f"{address}progress")
    assert answer.status_code == 204
    return str(answer["HX-Redirect"])


def foreseen(town: FieldTown) -> None:
    """Put an order in force since a fortnight, and let the night before the plan draw its forecast."""
    starts, ends = TODAY - timedelta(days=14), TODAY + timedelta(days=40)
    campaign.create_order(
        actor=the_house(), now=NOW, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh", title_en="Order",
        scope=town.unit, starts_on=starts, deadline=ends,
    )  # fmt: skip
    assert campaign.foretell(actor=the_house(), now=NOW, order="ML01", as_of=TODAY - timedelta(days=1)) > 1


def test_a_plan_goes_from_its_form_to_its_approval_and_is_planned_anew() -> None:
    town = build()
    client, ward = signed_in_client(town.officer), signed_in_client(town.ward_officer)
    assert client.post("/field/", {"days": "0"}).status_code == 422
    for language in ("en", "vi"):
        client.post("/language/", {"language": language, "next": "/field/"})
        page = client.get("/field/").content.decode()
        assert re.search(r'name="first_day" value="\d\d/\d\d/\d{4}"', page), "as it is read again"
    late = {"first_day": "2023-05-01", "days": "3", "engine": "greedy", "client_key": str(uuid4())}
    assert client.post("/field/", late).status_code == 422
    address = asked(town, client, target="30,5")
    page = client.get(address).content.decode()
    for drawn in ('class="map only-wide"', 'class="gantt"', 'class="burn-up only-wide"'):
        assert drawn in page
    assert "Dự báo của chiến dịch" not in page and "dự báo ngày" not in page
    foreseen(town)
    page = client.get(address).content.decode()
    # On paper, on the drawing for each width, and as a table with a row for each day.
    assert page.count("dự báo của chiến dịch") >= 3 and f"dự báo ngày {TODAY - timedelta(days=1):%d/%m/%Y}" in page
    assert 0 < len(re.findall(r">\d+ – \d+<", page)) <= DAYS
    assert "mọi đơn vị mà phương án này bảo đảm lại đạt quá" in page and "nếu người đến bằng 130 % dự tính" in page
    assert page.count("Trụ sở") > 2 and 'name="client_key"' in page
    assert client.get(f"{address}?day=all").status_code == client.get(f"{address}?day=1").status_code == 200
    told = client.get(f"{address}floor?floor=20&share=130", headers={"HX-Request": "true"}).content.decode()
    assert "20 %" in told and "130 %" in told and "<html" not in told
    sheet = b"".join(client.post(f"{address}sheet", {"format": "csv"}).streaming_content).decode("utf-8-sig")
    assert sheet.count("\n") > 2 and "Trụ sở" in sheet

    waits = f'href="{address}">phương án dự thảo'
    assert waits in client.get("/desk/").content.decode()
    for path in ("/field/", address, f"{address}floor", "/field/compare/", "/field/parameters/"):
        assert ward.get(path).status_code == 403
    key = str(uuid4())
    assert ward.post(f"{address}approve", {"client_key": key}).status_code == 403
    assert client.post(f"{address}approve", {"client_key": "x"}).status_code == 400
    for _twice in range(2):
        assert client.post(f"{address}approve", {"client_key": key}).status_code == 302
    assert [line.verb for line in every_line()].count("field.plan.approve") == 1
    assert waits not in client.get("/desk/").content.decode()
    assert len(town.stand()) == len(town.version(int(re.findall(r"\d+", address)[0])).plan["sessions"])

    assert client.post(f"{address}again", {"why": "", "client_key": str(uuid4())}).status_code == 422
    town.breaks(next(iter(town.kits)))
    for unit in town.wards:
        sessions.set_contact(
            actor=town.district, now=NOW, code=f"TS-{unit}", contact=Contact("Bùi Thị Thơm", "0912345678"),
            client_key=uuid4(),
        )  # fmt: skip
    made = client.post(f"{address}again", {"why": "KIT-A hỏng", "client_key": str(uuid4())})
    anew = worked(town, client, made["Location"])
    page = client.get(anew).content.decode()
    assert 'id="changes"' in page and "KIT-A hỏng" in page
    assert '<span class="nowrap">KIT-' in page.split('id="changes"')[1], "the code of a kit is not broken in two"
    assert "tel:0912345678" in page, "who answers for a place whose session changes is to be called"
    first, second = (re.findall(r"\d+", one)[0] for one in (address, anew))
    beside = client.get(f"/field/compare/?a={first}&b={second}").content.decode()
    assert "<tfoot" not in beside and beside.count('scope="row"') > 10
    assert client.get("/field/").content.decode().count("/field/") > 4


def test_what_is_wrong_is_told_and_work_can_be_stopped() -> None:
    town = build(kits=1)
    town.breaks(*town.kits)
    client = signed_in_client(town.officer)
    form = {"first_day": TODAY.isoformat(), "days": "3", "engine": "auto", "client_key": str(uuid4())}
    run = client.post("/field/", form)["Location"]
    assert client.post(f"{run}cancel").status_code == 302
    assert "<progress" in client.get(run).content.decode()
    address = worked(town, client, run)
    assert address == run
    page = client.get(run, headers={"Accept-Language": "en"}).content.decode()
    assert "<progress" not in page and "<li>" in page


def test_figures_are_set_on_their_page() -> None:
    town = build()
    client = signed_in_client(town.officer)
    page = client.get("/field/parameters/").content.decode()
    values = dict(re.findall(r'name="(\w+)" value="([\d.,]+)"', page))
    form = values | {"why": "đường ngập", "client_key": str(uuid4()), "travel_factor": "1.5"}
    assert client.post("/field/parameters/", form | {"travel_factor": "99"}).status_code == 422
    assert client.post("/field/parameters/", form).status_code == 302
    with reading(town.district):
        assert queries.parameters(town.unit).values["travel_factor"] == 1.5
    assert "đường ngập" in client.get("/field/parameters/").content.decode()


def test_ways_known_better_are_entered_and_taken_back_on_their_page() -> None:
    town = build()
    client, ward = signed_in_client(town.officer), signed_in_client(town.ward_officer)
    place = f"TS-{town.wards[0]}"
    for path in ("/field/legs/", "/field/legs/back/"):
        assert (ward.get if path.endswith("legs/") else ward.post)(path).status_code == 403
    told = {"start": "base", "end": place, "minutes": "25,5", "why": "đi phà", "client_key": str(uuid4())}
    wrong = client.post("/field/legs/", told | {"end": "TS-x", "client_key": str(uuid4())})
    assert wrong.status_code == 422 and "TS-x" in wrong.content.decode()
    assert client.post("/field/legs/", told | {"why": ""}).status_code == 422
    for _twice in range(2):
        assert client.post("/field/legs/", told).status_code == 302
    page = client.get("/field/legs/").content.decode()
    (named,) = re.findall(r'name="leg" value="([^"]+)"', page)
    assert (named, page.count("đi phà"), "25,5" in page) == (f"{town.unit}/{place}/base", 1, True)
    back = {"leg": named, "why": "", "client_key": str(uuid4())}
    assert client.post("/field/legs/back/", back).status_code == 422
    assert client.post("/field/legs/back/", back | {"leg": f"{town.unit}/x/base", "why": "x"}).status_code == 404
    assert client.post("/field/legs/back/", back | {"why": "cầu đã thông"}).status_code == 302
    assert "đi phà" not in client.get("/field/legs/").content.decode()
    assert [line.verb for line in every_line()].count("field.leg.set") == 2


def test_a_plan_made_anew_counts_what_was_done_before_it_and_is_compared_from_its_own_first_day() -> None:
    town = build()
    row = town.planned()
    town.approved(row)
    (home,) = [one["code"] for one in row.instance["homes"]]
    told = {"actor": town.ward, "now": NOW, "home": home, "day": TODAY, "client_key": uuid4()}
    sessions.visit(outcome=Outcome.DONE, **told)  # type: ignore[arg-type]
    later = NOW + timedelta(days=1)
    run = operations.ask_again(
        actor=town.district, now=later, version=row.head.version_id, why="ít người đến", client_key=uuid4()
    )  # fmt: skip
    done = operations.carry_out(actor=town.district, now=later, run=run.run_id)
    anew = town.version(done.version or 0)
    assert anew.instance["homes"] == [] and anew.head.today == 1
    with reading(town.district):
        (reached,) = {tuple(queries.actual(one, today=TODAY)) for one in (row, anew)}
    assert reached[0] == row.instance["homes"][0]["weight"]

    first = {one["unit"]: 0.0 for one in row.figures["units"]}
    of_place = {one["code"]: one["unit"] for one in row.instance["places"]}
    for one in row.plan["sessions"]:
        first[of_place[one["place"]]] += one["expected"] if one["day"] == 0 else 0.0
    assert anew.figures["had"] == {unit: round(many, 1) for unit, many in first.items() if many}
    short, given = sorted(first)
    units = [{"unit": unit, "remaining": 50.0, "expected": 0.0} for unit in (short, given)]
    behind = {"left_behind": [{"unit": unit, "coverage": 0.0} for unit in (short, given)]}
    had = {"units": units, "had": {short: 4.0, given: 7.0}}
    assert parts.behind(VersionRow(anew.head, anew.instance, behind, had, ())) == {short}, "4 of 54, and 7 of 57"
    told_less = comparing.beside(row, anew)
    assert told_less["since"] == TODAY + timedelta(days=1)
    whole = sum(one["expected"] for one in row.plan["sessions"] if one["day"] > 0)
    assert sum(comparing._people(row, told_less["since"]).values()) == pytest.approx(whole)
    (answer,) = queries.at_floors(anew, str(town.unit), floors=[0.1], share=100).values()
    assert answer["bound"] <= anew.head.bound + 0.1, "what is past is no part of what can still be done"
