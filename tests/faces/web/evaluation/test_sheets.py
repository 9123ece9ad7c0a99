"""Score sheets on their pages and on the command line: scored, drawn, appealed against, corrected, commended."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.command.campaign import town as t
from tests.command.evaluation.test_sheets import ABOVE, HERE, SINCE, UNTIL, place
from tests.faces.api.test_cases import get
from tests.faces.api.test_directives import token
from tests.officers_help import make_officer, signed_in_client
from toandan.command.evaluation.words import FIRST_WEIGHTS
from toandan.faces.cli import evaluation, terminal
from toandan.record.officers.words import Role
from toandan.work.difficulties import operations as difficulties
from toandan.work.difficulties.words import Kind

pytestmark = pytest.mark.django_db
__all__ = ["place"]
LIST = "/evaluation/ML01/"


def told(prefix: str = "", **more: object) -> dict[str, object]:
    dash = f"{prefix}-" if prefix else ""
    return {f"{dash}client_key": str(uuid4()), **{f"{dash}{name}": value for name, value in more.items()}}


def shown(by, address: str, status: int = 200) -> str:
    answer = by.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.fixture
def clients(place):
    posts = (
        ("ca.quan", Role.DISTRICT_POLICE, ABOVE),
        ("ca.phuong", Role.COMMUNE_POLICE, HERE),
        ("pc06", Role.CITY_HEADQUARTERS, "01"),
    )
    return [signed_in_client(make_officer(name, role, t.unit(code))) for name, role, code in posts]


def test_from_scoring_to_an_appeal_a_correction_and_a_commendation(place, clients) -> None:
    district, ward, _city = clients
    assert district.get("/evaluation/")["Location"] == LIST
    for language in ("en", "vi"):
        district.post("/language/", {"language": language, "next": LIST})
        assert re.search(r'name="since" value="\d\d/\d\d/\d{4}"', shown(district, LIST)), "as it is read again"
    assert ward.post(LIST, told(since="20/05/2023", until="29/05/2023")).status_code == 403
    assert district.post(LIST, told(since="29/05/2023", until="20/05/2023")).status_code == 422
    made = district.post(LIST, told(since=SINCE.strftime("%d/%m/%Y"), until=UNTIL.strftime("%d/%m/%Y")))
    page = shown(district, made["Location"])
    assert "only-wide" in page and "<circle" in page
    sheets = re.findall(r'href="(/evaluation/sheets/\d+/)"', page)
    assert len(set(sheets)) == 8
    taken = district.post(made["Location"].replace("ML01/?", "ML01/sheet/?"), {"format": "csv"})
    assert "Phường Phú Thượng" in b"".join(taken.streaming_content).decode("utf-8-sig")
    own = re.search(r'href="(/evaluation/sheets/\d+/)"', shown(ward, LIST))[1]
    sheet = shown(ward, own)
    for evidence in (f"/board/ML01/{HERE}/?as_of={UNTIL}", f"/board/ML01/{HERE}/?as_of=2023-05-19"):
        assert f'href="{evidence}"' in sheet
        shown(ward, evidence)
    other = next(one for one in sheets if one != own)
    assert ward.get(other).status_code == 404
    assert 'id="appeal"' not in shown(district, own)

    assert ward.post(f"{own}appeal/", told("appeal", criterion="progress", reason=" ")).status_code == 422
    assert district.post(f"{own}appeal/", told("appeal", criterion="progress", reason="x")).status_code == 403
    assert ward.post(f"{own}appeal/", told("appeal", criterion="hard_cases", reason="Máy hỏng")).status_code == 302
    number = re.search(r'id="appeal-(\d+)"', shown(district, own))[1]
    assert f"{own}#appeal-{number}" in shown(district, LIST)
    decide = f"{own}decide-{number}/"
    assert ward.post(decide, told(f"decide-{number}", remedy="none", answer="x")).status_code == 403
    assert district.post(decide, told(f"decide-{number}", remedy="none", answer="")).status_code == 422
    corrected = district.post(decide, told(f"decide-{number}", remedy="set_aside", answer="Có biên bản"))["Location"]
    assert corrected != own
    assert 'id="appeal"' not in shown(ward, own), "the old version is past appeals"
    assert "Có biên bản" in shown(ward, corrected)

    assert district.post(f"{corrected}commend/", told("commend", words="Vượt khó")).status_code == 302
    assert "Vượt khó" in shown(district, LIST)
    form = shown(district, f"/directives/new/?to={place.unit}&sheet={corrected.split('/')[-2]}")
    assert "Khắc phục" in form or "khắc phục" in form


def put(place, day: int, *, answered: int | None = None) -> int:
    """Raise a difficulty so many days into the period, put it to the ward, and answer it so many days in."""
    noon = datetime.combine(SINCE, time(5), tzinfo=UTC)
    begun = noon + timedelta(days=day)
    one = difficulties.raise_difficulty(
        actor=place.other, now=begun, unit=place.other.at, kind=Kind.EQUIPMENT, text=f"Máy hỏng {day}", people=3,
        client_key=uuid4(),
    )  # fmt: skip
    difficulties.assign(actor=place.district, now=begun, difficulty=one, to=place.unit, client_key=uuid4())
    if answered is not None:
        told = {"actor": place.ward, "now": noon + timedelta(days=answered), "text": "Đổi máy"}
        difficulties.answer(difficulty=one, client_key=uuid4(), **told)
    return one


def test_a_number_drills_to_the_things_it_counts_on_pages_and_for_programs(place, clients) -> None:
    district, ward, _city = clients
    counted = [put(place, 0, answered=1), put(place, 1, answered=9), put(place, 2)]
    put(place, 9, answered=9)
    district.post(LIST, told(since=SINCE.strftime("%d/%m/%Y"), until=UNTIL.strftime("%d/%m/%Y")))
    own = re.search(r'href="(/evaluation/sheets/\d+/)"', shown(ward, LIST))[1]
    link, said = re.search(r'href="([^"]*evidence/difficulties/)">([^<]*)<', shown(ward, own)).groups()
    assert said == "1 trên 3 vướng mắc"
    page = shown(ward, link)
    assert f": {said}</h1>" in page and 'class="banner"' not in page
    assert re.findall(r'href="/difficulties/(\d+)/"', page) == [str(one) for one in counted]
    assert "không có việc nào đến hạn trong kỳ</h1>" in shown(ward, f"{own}evidence/lists/")
    shown(ward, f"{own}evidence/progress/", status=404)
    late = {"actor": place.ward, "now": datetime.now(UTC), "text": "Đổi máy"}
    difficulties.withdraw(
        actor=place.other, now=late["now"], difficulty=counted[2], reason="đã xong", client_key=uuid4()
    )
    page = shown(ward, link)
    assert ": 1 trên 2 vướng mắc</h1>" in page and said in page, "what changed since is said"

    reader = token(place.unit, "evaluation.sheet.read")
    (listed,) = get(f"/evaluation/sheets?unit={place.unit}&order=ML01", reader).json()["sheets"]
    figure = next(one for one in listed["figures"] if one["criterion"] == "difficulties")
    assert (figure["found"], figure["of"], listed["unit"], listed["counts"]) == (1, 3, HERE, True)
    assert get(f"/evaluation/sheets/{listed['sheet_id']}", reader).json() == listed
    above = token(place.district.at, "evaluation.sheet.read")
    period = f"&since={SINCE}&until={UNTIL}"
    everyone = get(f"/evaluation/sheets?unit={place.district.at}&order=ML01{period}", above).json()["sheets"]
    assert len(everyone) == 8 and listed in everyone
    other = next(one["sheet_id"] for one in everyone if one["unit"] != HERE)
    assert get(f"/evaluation/sheets/{other}", reader).status_code == 404
    assert get(f"/evaluation/sheets?unit={place.district.at}&order=ML01", reader).status_code == 403


def test_weights_are_seen_by_all_and_set_by_the_city(place, clients) -> None:
    district, ward, city = clients
    address = f"{LIST}criteria/"
    weights = {criterion.value: weight for criterion, weight in FIRST_WEIGHTS.items()}
    assert 'name="lists"' not in shown(ward, address)
    assert district.post(address, told(**weights, reason="x")).status_code == 403
    assert city.post(address, told(**weights | {"lists": 11}, reason="x")).status_code == 422
    assert city.post(address, told(**weights | {"lists": 5, "hard_cases": 25}, reason="Cuối đợt")).status_code == 302
    assert "Cuối đợt" in shown(ward, address)
    assert "Cuối đợt" not in shown(ward, f"{address}?version=0")


def test_the_command_line_scores_lists_and_shows(place, monkeypatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)
    runner, period = CliRunner(), ["--since", SINCE.isoformat(), "--until", UNTIL.isoformat()]

    def run(*words: str) -> dict:
        answer = runner.invoke(evaluation.app, [*words, "--order", "ML01", "--json"])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    assert run("score", "--unit", ABOVE, *period)["units"] == 8
    listed = run("list", "--unit", ABOVE)
    mine = next(one for one in listed["sheets"] if one["unit"] == HERE)
    assert (mine["left"], mine["done"], mine["rank"]) == (99, 23, None)
    sheet = run("show", "--unit", HERE)
    assert {one["criterion"]: one["missing"] for one in sheet["figures"]}["kits"] == "nothing_due"
    assert run("criteria")["weights"]["progress"] == 40
