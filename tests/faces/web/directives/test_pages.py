"""The pages of directives: from a draft to the report, each side with its own buttons and nothing of another's."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.command.campaign import town as people
from tests.command.campaign.test_board import order_of
from tests.officers_help import make_officer, signed_in_client
from tests.work.directives.conftest import LATER, NOW, TODAY, District, task, town
from toandan.command.campaign.words import Measure
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.directives import operations, queries
from toandan.work.directives.words import DirectiveState, TaskWish

pytestmark = pytest.mark.django_db
__all__ = ["town"]


@dataclass
class Desks:
    """A signed-in client for each."""

    police: Client
    ward: Client
    other: Client
    committee: Client
    justice: Client


@pytest.fixture
def desks(town: District) -> Desks:
    made = (
        ("ca.badinh", Role.DISTRICT_POLICE, town.unit),
        ("ca.phucxa", Role.COMMUNE_POLICE, town.ward_no),
        ("ca.trucbach", Role.COMMUNE_POLICE, town.other_no),
        ("uy.ban", Role.BODY_OFFICER, town.committee_no),
        ("tu.phap", Role.BODY_OFFICER, town.justice_no),
    )
    return Desks(*(signed_in_client(make_officer(*one)) for one in made))


def draft(town: District, **more: object) -> dict[str, object]:
    """Return a filled form of a new directive."""
    lines = {
        "tasks-0-text": "Rà soát người chưa có thẻ", "tasks-0-due_on": LATER.strftime("%d/%m/%Y"), "tasks-0-at": "",
        "tasks-0-aim": "", "tasks-0-percent": "", "tasks-TOTAL_FORMS": "2", "tasks-INITIAL_FORMS": "0",
        "tasks-1-text": "", "tasks-1-due_on": "", "tasks-1-at": "", "tasks-1-aim": "", "tasks-1-percent": "",
    }  # fmt: skip
    head = {
        "client_key": str(uuid4()), "issuer": town.committee_no, "sign": "UBND-KSTTHC", "subject": "cấp căn cước",
        "text": "Thực hiện", "addressees": [town.ward_no, town.justice_no],
    }  # fmt: skip
    return head | lines | more


def made(response) -> int:
    assert response.status_code == 302, response.content.decode()
    return int(re.search(r"/directives/(\d+)/", response["Location"])[1])


def act(client: Client, paper: int, verb: str, status: int = 302, **told: object) -> str:
    data = {f"{verb}-{name}": value for name, value in told.items()} | {f"{verb}-client_key": str(uuid4())}
    answer = client.post(f"/directives/{paper}/{verb}/", data)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def deeds(client: Client, paper: int) -> set[str]:
    return set(re.findall(r'<details id="(\w+)"', shown(client, f"/directives/{paper}/")))


def test_from_the_form_to_the_report(town: District, desks: Desks) -> None:
    paper = made(desks.police.post("/directives/new/", draft(town)))
    assert deeds(desks.police, paper) == {"propose", "withdraw", "attach"}
    shown(desks.committee, f"/directives/{paper}/", 404)
    act(desks.police, paper, "propose")
    assert deeds(desks.committee, paper) == {"issue", "send_back", "attach"}
    assert deeds(desks.police, paper) == {"withdraw", "attach"}
    shown(desks.justice, f"/directives/{paper}/", 404)
    act(desks.committee, paper, "issue")
    assert deeds(desks.justice, paper) == {"acknowledge", "attach"}
    assert "01/UBND-KSTTHC" in shown(desks.justice, "/directives/")
    act(desks.justice, paper, "acknowledge")
    with reading(town.justice):
        number = queries.sheet(paper).tasks[0].task_id
    act(desks.justice, paper, "report", status=422)
    act(desks.justice, paper, "report", **{f"task_{number}": "Đã đối chiếu sổ hộ tịch"})
    assert "Đã đối chiếu sổ hộ tịch" in shown(desks.committee, f"/directives/{paper}/")
    assert "Đã đối chiếu sổ hộ tịch" not in shown(desks.ward, f"/directives/{paper}/")
    assert deeds(desks.committee, paper) == {"return", "close", "withdraw", "attach"}
    act(desks.committee, paper, "return", addressee=town.justice_no, reason="thiếu số liệu")
    assert deeds(desks.justice, paper) == {"report", "attach"}
    act(desks.committee, paper, "close", reason="đủ")
    assert deeds(desks.justice, paper) == set()


def test_a_stranger_finds_nothing(town: District, desks: Desks) -> None:
    paper = town.issued()
    shown(desks.other, f"/directives/{paper}/", 404)
    assert "UBND-KSTTHC" not in shown(desks.other, "/directives/")
    desks.other.post(f"/directives/{paper}/acknowledge/", {"acknowledge-client_key": str(uuid4())})
    assert {row.state for row in town.sheet(paper).addressees} == {DirectiveState.ISSUED}


def test_what_is_wrong_comes_back_to_the_form_and_nothing_is_written(town: District, desks: Desks) -> None:
    for more, said in (
        ({"sign": "chữ thường"}, "UBND-KSTTHC"),
        ({"addressees": []}, "id_addressees"),
        ({"issuer": town.unit}, town.justice.name and "summary"),
        ({"tasks-0-due_on": ""}, "id_tasks-0-due_on"),
        ({"tasks-0-text": "", "tasks-0-due_on": ""}, "summary"),
    ):
        answer = desks.police.post("/directives/new/", draft(town, **more))
        assert (answer.status_code, said in answer.content.decode()) == (422, True), more
    with reading(town.police):
        assert queries.outbox(queries.place_of(town.unit), today=TODAY) == []


def test_a_draft_sent_back_is_changed_on_its_form(town: District, desks: Desks) -> None:
    paper = made(desks.police.post("/directives/new/", draft(town)))
    act(desks.police, paper, "propose")
    act(desks.committee, paper, "send_back", reason="sửa trích yếu")
    assert "Rà soát người chưa có thẻ" in shown(desks.police, f"/directives/{paper}/change/")
    answer = desks.police.post(f"/directives/{paper}/change/", draft(town, subject="trích yếu mới"))
    assert made(answer) == paper
    assert "Trích yếu mới" in shown(desks.committee, f"/directives/{paper}/")
    shown(desks.committee, f"/directives/{paper}/change/", 404)


def test_a_body_that_is_no_committee_draws_nothing_up(town: District, desks: Desks) -> None:
    assert "/directives/new/" not in shown(desks.justice, "/directives/")
    shown(desks.justice, "/directives/new/", 403)
    assert "/directives/new/" in shown(desks.committee, "/directives/")
    paper = made(desks.committee.post("/directives/new/", draft(town)))
    assert deeds(desks.committee, paper) == {"issue", "withdraw", "attach"}


def test_the_overdue_desk(town: District, desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    town.issued()
    assert "Phúc Xá" not in shown(desks.police, "/directives/?desk=late")
    later = LATER + timedelta(days=2)
    monkeypatch.setattr("toandan.faces.web.directives.desks.localdate", lambda now: later)
    assert "Phúc Xá" in shown(desks.committee, "/directives/?desk=late")
    assert "Phúc Xá" in shown(desks.ward, "/directives/?desk=late")
    assert "Phúc Xá" not in shown(desks.justice, "/directives/?desk=late")


def test_the_effect_is_counted_from_the_ledger(town: District, desks: Desks) -> None:
    order_of(people.unit("01"))
    aim = task("Cấp thẻ", order="ML01", measure=Measure.CARD.value, percent=95)
    register = people.Town()
    register.open(town.ward_no, people.DUE, 10)
    paper = town.issued(town.ward_no, tasks=[aim])
    page = shown(desks.ward, f"/directives/{paper}/")
    assert 'id="effect"' in page
    assert "0/10" in page
    assert "95 %" in page


def test_the_paper_is_handed_out_to_whoever_may_read_it(town: District, desks: Desks) -> None:
    paper = town.issued()
    for end, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        address = f"/directives/{paper}/paper.{end}"
        answer = desks.justice.get(address)
        assert answer.content.startswith(start)
        assert answer["Content-Disposition"] == f'attachment; filename="directive-{paper}.{end}"'
        assert desks.other.get(address).status_code == 404


def test_a_scanned_original_is_kept_and_handed_out_to_be_saved(town: District, desks: Desks) -> None:
    paper = town.issued()
    scan = b"%PDF-1.7\n%%EOF"

    def send(client: Client, content: bytes, **more: str) -> int:
        file = SimpleUploadedFile("../../Bản gốc.exe", content)
        data = {"attach-client_key": str(uuid4()), "attach-file": file} | more
        return client.post(f"/directives/{paper}/attach/", data).status_code

    assert send(desks.committee, scan, **{"attach-kind": "original"}) == 302
    assert send(desks.committee, b"MZ", **{"attach-kind": "original"}) == 422
    assert send(desks.justice, scan) == 302
    page = shown(desks.ward, f"/directives/{paper}/")
    (address,) = re.findall(r'href="(/directives/\d+/files/\d+)"', page)
    answer = desks.ward.get(address)
    assert b"".join(answer.streaming_content) == scan
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "B%E1%BA%A3n%20g%E1%BB%91c.pdf" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert desks.other.get(address).status_code == 404


def test_a_slow_unit_puts_its_figures_and_itself_on_the_form(town: District, desks: Desks) -> None:
    order_of(scope=town.unit)
    made = people.Town()
    waiting = made.open(town.ward_no, people.DUE, 120)
    for day in range(12):
        made.serve(people.START + timedelta(days=day), waiting[day * 2 : day * 2 + 2])
    as_of = (people.START + timedelta(days=11)).isoformat()
    page = desks.police.get(f"/directives/new/?to={town.ward_no}&slow=ML01&as_of={as_of}").content.decode()
    assert "24 trên 120" in page
    assert re.search(rf'value="{town.ward_no}"[^>]*checked', page)
    assert f'<option value="{town.ward_no}" selected>' in page
    assert '<option value="ML01|card" selected>' in page
    week = TODAY + timedelta(days=7)
    assert f'value="{week:%d/%m/%Y}"' in page, "the deadline is over, and a task may not be due before today"
    assert "24 trên" not in desks.ward.get(f"/directives/new/?to={town.other_no}&slow=ML01").content.decode()
    # The paper, the answer and the effect come back to where it began, and the next paper needs no sign to be typed.
    aim = TaskWish("Đạt chỉ tiêu", LATER, town.ward_no, "ML01", "card", 100)
    paper = town.draft(town.ward_no, issuer=town.unit, tasks=[aim], sign="CAQ-QLHC")
    began = f"/board/ML01/001/attention/?as_of={as_of}"
    assert "Công văn CAQ-QLHC</a>" in desks.police.get(began).content.decode()
    assert "CAQ-QLHC" not in desks.ward.get(began.replace("/001/", "/00001/")).content.decode(), (
        "a draft is the drafter's"
    )
    operations.issue(actor=town.police, now=NOW, directive=paper, client_key=uuid4())
    for verb, more in ((operations.acknowledge, {}), (operations.report, {"answers": _answers(town, paper)})):
        verb(actor=town.ward, now=NOW, directive=paper, addressee=town.ward_no, client_key=uuid4(), **more)
    page = desks.police.get(began).content.decode()
    assert "Công văn 01/CAQ-QLHC" in page
    assert "đã mượn thêm máy" in page
    page = desks.police.get(f"/directives/new/?to={town.ward_no}&slow=ML01&as_of={as_of}").content.decode()
    assert f'<option value="{town.unit}" selected>' in page
    assert 'value="CAQ-QLHC"' in page


def _answers(town: District, paper: int) -> dict[int, str]:
    return {one.task_id: "đã mượn thêm máy" for one in town.sheet(paper, town.ward).tasks}


def test_a_commune_further_down_is_addressed_by_name_and_a_stranger_is_not(town: District, desks: Desks) -> None:
    boss = signed_in_client(make_officer("pc06", Role.CITY_HEADQUARTERS, people.unit("01")))
    page = boss.get(f"/directives/new/?to={town.ward_no}").content.decode()
    assert re.search(rf'value="{town.ward_no}"[^>]*checked', page)
    sent = boss.post(
        "/directives/new/", draft(town, issuer=people.unit("01"), sign="CAHN-PC06", addressees=[town.ward_no])
    )
    assert sent.status_code == 302
    again = boss.get(f"{sent.headers['Location']}change/").content.decode()
    assert re.search(rf'value="{town.ward_no}"[^>]*checked', again)
    other = people.unit("001")
    ward = desks.ward.get(f"/directives/new/?to={other}").content.decode()
    assert f'value="{other}"' not in ward
