"""Accounts ticked at a session: by the crew, by the helper at their desk, on a person's page, by other systems."""

import json
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.faces.web.sessions.test_pages import client, posted
from tests.officers_help import signed_in_client
from tests.work.sessions.conftest import TODAY, ground
from tests.work.sessions.test_activating import Day, day, opened
from toandan.faces.cli import accounts, terminal
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.days import days_off
from toandan.record.ledger import queries as ledger
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import acting, add_client
from toandan.record.officers.queries import reading

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(days_off(TODAY, TODAY)), reason="no session is held on a public holiday"),
]
__all__ = ["day", "ground"]


def eid(person: int) -> str:
    with reading(the_house()):
        return ledger.standings([person])[0].standing.eid.value


def ticked(told: str, name: str) -> str:
    """Return the number of an activation that a page offers to undo."""
    found = re.search(rf'name="activation" value="(\d+)"[^$]*?{name}', told)
    assert found, told
    return found[1]


def test_a_helper_ticks_the_list_of_their_session_and_opens_nothing_else(day: Day) -> None:
    hoa, _hue, ba = day.people
    helper, union, ward = client("tinh.nguyen"), client("doan"), client("phucxa")
    asked = {"helper": day.asked, "coming": "yes", "name": "Nguyễn Văn Mạnh"}
    posted(union, "/sessions/helpers/", 422, **asked, username="phucxa")
    posted(union, "/sessions/helpers/", **asked, username="tinh.nguyen")
    here = f"/sessions/helping/{day.code}/"
    desk = helper.get("/desk/")
    assert desk.status_code == 200 and "/sessions/helping/" in desk.content.decode()
    assert "/people/" not in desk.content.decode()
    assert here not in helper.get("/sessions/helping/").content.decode(), "the list opens with the session"
    assert helper.get(here).status_code == 404
    opened(day)
    assert here in helper.get("/sessions/helping/").content.decode()
    assert "buổi bạn hỗ trợ đang mở" in helper.get("/desk/").content.decode()
    told = helper.get(here).content.decode()
    assert "Trần Thị Hoa" in told and "Lê Văn Ba" not in told and "Vũ Thị Xa" not in told
    found = helper.post(here, {"name": "tran thi hue"}).content.decode()
    assert "Trần Thị Huệ" in found and "Trần Thị Hoa" not in found
    posted(helper, f"{here}tick/", person=hoa)
    for person in (ba, day.stranger):
        assert "không có trong danh sách" in _refused(helper, f"{here}tick/", person=person)
    assert eid(hoa) == "activated" and eid(day.stranger) == "granted"
    number = ticked(helper.get(here).content.decode(), "Trần Thị Hoa")
    posted(helper, f"{here}undo/", person=hoa, activation=number, reason="bấm nhầm")
    assert eid(hoa) == "granted"
    for address in (
        f"/people/{hoa}/", f"/people/{hoa}/account/", "/people/", "/sessions/", f"/sessions/{day.code}/",
        f"/sessions/{day.code}/accounts/", "/sessions/homes/", "/board/",
    ):  # fmt: skip
        assert helper.get(address).status_code in {403, 404}, address
    assert helper.post(f"/sessions/{day.code}/accounts/tick/", {"person": hoa}).status_code == 403
    posted(ward, f"/sessions/{day.code}/close/", collected="0")
    assert helper.get(here).status_code == 404 and helper.post(f"{here}tick/", {"person": hoa}).status_code in {
        404,
        422,
    }
    assert signed_in_client(Officer.objects.get(username="trucbach")).get(here).status_code == 403


def _refused(who: object, to: str, **said: object) -> str:
    answer = who.post(to, {"client_key": str(uuid4())} | said)  # type: ignore[attr-defined]
    assert answer.status_code == 422
    return str(answer.content.decode())


def test_the_crew_other_systems_and_the_machine_do_the_same(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    hoa, hue, ba = day.people
    ward = client("phucxa")
    opened(day)
    page = f"/sessions/{day.code}/accounts/"
    assert page in ward.get(f"/sessions/{day.code}/").content.decode()
    posted(ward, f"{page}tick/", person=hoa)
    assert f"/people/{hoa}/account/" in ward.get(f"/people/{hoa}/").content.decode()
    posted(ward, f"/people/{hoa}/account/undo/", 422, reason="")
    posted(ward, f"/people/{hoa}/account/undo/", reason="bấm nhầm")
    assert f'value="{day.code}"' in ward.get(f"/people/{hoa}/account/").content.decode()
    posted(ward, f"/people/{hoa}/account/tick/", session=day.code)
    assert eid(hoa) == "activated"
    assert f"/people/{ba}/account/" not in ward.get(f"/people/{ba}/").content.decode()
    assert client("trucbach").get(f"/people/{hoa}/account/").status_code == 404

    token = add_client(
        actor=the_house(), now=datetime.now(UTC), name="kios", unit=day.ground.unit,
        permissions=["sessions.account.activate", "ledger.entry.post", "people.person.read"],
    )  # fmt: skip
    said = {"client_key": str(uuid4()), "person": hue}
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}", "content_type": "application/json"}
    api = f"/api/v1/sessions/{day.code}/activations"
    made = [ward.post(api, json.dumps(said), **head) for _ in "12"]  # type: ignore[arg-type]
    assert [one.status_code for one in made] == [200, 200] and made[0].json() == made[1].json()
    waiting = ward.get(api, **head).json()  # type: ignore[arg-type]
    assert waiting["waiting"] == 0 and [one["person_id"] for one in waiting["activated"]] == [hoa, hue]
    back = {"client_key": str(uuid4()), "reason": "bấm nhầm"}
    number = made[0].json()["activation"]
    undone = ward.post(f"/api/v1/people/{hue}/activations/{number}/undo", json.dumps(back), **head)  # type: ignore
    assert undone.status_code == 200 and eid(hue) == "granted"
    refused = ward.post(api, json.dumps({"client_key": str(uuid4()), "person": ba}), **head)  # type: ignore[arg-type]
    assert (refused.status_code, refused.json()["code"]) == (422, "not_granted")

    monkeypatch.setattr(terminal, "start", lambda: None)
    run = CliRunner().invoke(
        accounts.app, ["activate", str(hue), "--session", day.code, "--as", "phucxa", "--json"]
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    assert eid(hue) == "activated"
    number = json.loads(run.output)["activation"]
    CliRunner().invoke(accounts.app, ["undo", str(hue), str(number), "--reason", "nhầm", "--as", "phucxa"])
    with acting(the_house()):
        assert ledger.standings([hue])[0].standing.eid.value == "granted"
