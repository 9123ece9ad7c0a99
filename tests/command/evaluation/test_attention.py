"""Who calls for attention, read from the ledger, through query, command and interface."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import typer
from django.test import Client
from typer.testing import CliRunner

from tests.command.campaign import town as t
from tests.officers_help import make_officer
from toandan.command.campaign.operations import create_order
from toandan.command.evaluation import queries
from toandan.command.evaluation.words import Reason
from toandan.faces.cli import evaluation, terminal
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotThere
from toandan.record.ledger.words import Verb
from toandan.record.officers.operations import add_client
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import FaultKind, NewDevice
from toandan.work.equipment.words import Kind as DeviceKind

pytestmark = pytest.mark.django_db
DAYS, STOPS, A_DAY = 13, 10, 9
LAST = t.START + timedelta(days=DAYS - 1)
GOING, SILENT, STANDING, DONE = "00091", "00094", "00097", "00115"
BESIDE = "00112"
"""Thụy Khuê, in the district of those that call for attention."""


@pytest.fixture
def town():
    """One commune goes on, one falls silent, one collects but hands over no card, one is done."""
    made = t.Town()
    create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=t.unit("01"), starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip
    people = {code: made.open(t.unit(code), t.DUE, 200) for code in (GOING, SILENT, STANDING)}
    people[DONE] = made.open(t.unit(DONE), t.DUE, A_DAY * DAYS)
    for day in range(DAYS):
        on = t.START + timedelta(days=day)
        for code, waiting in people.items():
            some = waiting[day * A_DAY : (day + 1) * A_DAY]
            if code in {GOING, DONE} or day < STOPS:
                made.serve(on, some)
            elif code == STANDING:
                made.move(Verb.DOSSIER_COLLECTED, on, some, state=t.APPLIED)
    return made


def found(**more):
    with reading(the_house()):
        return queries.attention(order="ML01", as_of=LAST, **more)


def test_silence_and_standing_still_are_told_apart_with_the_day_and_what_was_to_be_expected(town):
    told = {unit.row.code: unit for unit in found().found}
    first = {code: unit.notices[0] for code, unit in told.items()}
    assert first[SILENT].reason is Reason.SILENT
    assert first[STANDING].reason is Reason.STALLED
    for code in (SILENT, STANDING):
        assert (first[code].since, first[code].observed) == (t.START + timedelta(days=STOPS), 0)
        assert first[code].expected == pytest.approx(A_DAY * (DAYS - STOPS), rel=0.35)
    assert GOING not in told or not told[GOING].has(Reason.STALLED)
    assert DONE not in told


def test_a_neighbour_that_is_done_is_offered_as_a_helper_to_units_of_its_own_district(town):
    told = {unit.row.code: unit for unit in found().found}
    with reading(the_house()):
        from toandan.record.units import queries as units

        above = {code: units.by_code(code, as_of=t.START).parent for code in (SILENT, DONE)}
    helpers = [helper.code for helper in told[SILENT].helpers]
    assert (DONE in helpers) == (above[SILENT] == above[DONE])


def test_a_helper_is_named_with_the_kits_it_could_lend_for_a_week(town):
    def put(serial, code):
        device = NewDevice(serial, DeviceKind.KIT, t.unit(code))
        return equipment.add(actor=the_house(), now=t.LATER, device=device, client_key=uuid4())

    def lent():
        helpers = {one.code: one.kits for unit in found().found for one in unit.helpers}
        return helpers[BESIDE]

    town.serve(t.START, town.open(t.unit(BESIDE), t.DUE, A_DAY))
    put("KIT-001", BESIDE)
    broken = put("KIT-002", BESIDE)
    put("KIT-003", GOING)
    assert lent() == ("KIT-001", "KIT-002")
    equipment.fault(
        actor=the_house(), now=t.LATER, device=broken, kind=FaultKind.POWER, stops=True, text="Hỏng nguồn",
        since=LAST, client_key=uuid4(),
    )  # fmt: skip
    assert lent() == ("KIT-001",)


def test_a_district_is_looked_at_by_itself_and_what_does_not_exist_is_said(town):
    assert {unit.row.code for unit in found(under=t.unit("003")).found} >= {SILENT, STANDING}
    with pytest.raises(NotThere):
        found(under=t.unit("79"))


def test_the_command_and_the_interface_say_the_same(town, monkeypatch):
    monkeypatch.setattr(terminal, "start", lambda: None)
    root = typer.Typer()
    evaluation.register(root)
    asked = ["--order", "ML01", "--unit", "003", "--as-of", str(LAST), "--json"]
    make_officer("ca.cham", Role.COMMUNE_POLICE, t.unit(SILENT))
    printed = CliRunner().invoke(root, asked, catch_exceptions=False)
    monkeypatch.setenv("COLUMNS", "240")
    drawn = CliRunner().invoke(root, asked[:-1], catch_exceptions=False).stdout
    assert "in charge" in drawn
    assert [line for line in drawn.splitlines() if SILENT in line and "Cán bộ ca.cham" in line]
    token = add_client(
        actor=the_house(), now=t.LATER, name="may-chu", unit=t.unit("003"),
        permissions=frozenset({"campaign.board.read"}),
    )  # fmt: skip
    client = Client(headers={"Authorization": f"Bearer {token}"})
    answered = client.get(f"/api/v1/slow?order=ML01&unit=003&as_of={LAST}")
    assert answered.status_code == 200
    assert json.loads(printed.stdout) == answered.json()
    assert {unit["code"]: unit["notices"][0]["reason"] for unit in answered.json()["found"]}[SILENT] == "silent"
    assert client.get(f"/api/v1/slow?order=ML01&unit=001&as_of={LAST}").status_code == 403
