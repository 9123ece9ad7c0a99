"""A sample on its pages and on the command line: drawn by the district, visited, decided, closed to the ward."""

import json
import re
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.command.campaign import town as t
from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from tests.work.samples.test_samples import ABOVE, HERE
from toandan.command.campaign.operations import create_order
from toandan.faces.cli import samples, terminal
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db


def test_a_sample_is_drawn_visited_and_decided_and_the_ward_sees_what_was_found_alone(monkeypatch) -> None:
    create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=t.unit("01"), starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip
    t.Town().open(t.unit(HERE), t.ISSUED, 40)
    district = signed_in_client(make_officer("quan", Role.DISTRICT_POLICE, t.unit(ABOVE)))
    ward = signed_in_client(make_officer("phuong", Role.COMMUNE_POLICE, t.unit(HERE)))
    form = {"unit": str(t.unit(HERE)), "subject": "card", "client_key": str(uuid4())}
    assert ward.post("/samples/", form).status_code == 403
    assert 'name="unit"' not in ward.get("/samples/").content.decode()
    assert district.post("/samples/", form | {"unit": ""}).status_code == 422
    assert district.post("/samples/", form | {"unit": str(t.unit("00001"))}).status_code == 422
    made = district.post("/samples/", form)["Location"]
    again = district.post("/samples/", form | {"client_key": str(uuid4())})
    assert (again.status_code, "id_unit" in again.content.decode()) == (422, True)
    page = district.get(made).content.decode()
    visits = re.findall(r'href="(/samples/\d+/\d+/)"', page)
    assert len(visits) == 16
    assert "Nguyễn Văn An" in page
    assert [line.detail["purpose"] for line in every_line() if "purpose" in line.detail][-1] == "samples.sample.read"
    assert ward.get(visits[0]).status_code == 403
    assert "Nguyễn Văn An" not in ward.get(made).content.decode()

    said = {"found": "not_held", "note": "", "client_key": str(uuid4())}
    assert 'value="held"' not in district.get(visits[0]).content.decode(), "a done person cannot wrongly hold a card"
    assert district.post(visits[0], said | {"found": "held"}).status_code == 422
    for visit in visits[:2]:
        assert district.post(visit, said | {"client_key": str(uuid4())}).status_code == 302
    assert "tag-late" in ward.get(made).content.decode()
    assert district.get("/samples/?before=1").status_code == 200

    monkeypatch.setattr(terminal, "start", lambda: None)
    runner = CliRunner()
    listed = runner.invoke(samples.app, ["list", "--unit", HERE, "--order", "ML01", "--json"])
    told = json.loads(listed.stdout)["samples"]
    assert told[0]["halves"]["done"] | {"low": 0, "high": 0} == {
        "people": 40, "drawn": 16, "may_be_wrong": 1, "looked_at": 2, "wrong": 2, "not_met": 0, "low": 0, "high": 0,
        "verdict": "reject",
    }  # fmt: skip
    person = visits[2].split("/")[-2]
    number = str(told[0]["sample"])
    done = runner.invoke(samples.app, ["check", number, "--person", person, "--found", "confirmed"])
    assert done.exit_code == 0, done.output
    shown = json.loads(runner.invoke(samples.app, ["show", number, "--json"]).stdout)
    assert shown["halves"]["done"]["looked_at"] == 3
