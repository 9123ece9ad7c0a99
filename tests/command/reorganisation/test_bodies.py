"""Bodies with desks of their own go on answering when the unit they answer for merges into another."""

import json
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone
from typer.testing import CliRunner

from tests.command.reorganisation.mapping import HOUSE, ON, WHOLE, new, old, reorganise, text
from tests.command.reorganisation.test_lists import doubted
from tests.officers_help import actor_for, make_officer
from tests.record.journal.lines import every_line
from tests.work.verification.conftest import add_body
from toandan.command.reorganisation import operations, queries
from toandan.command.reorganisation.words import Thing
from toandan.faces.cli import terminal
from toandan.faces.cli import units as units_cli
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers import operations as accounts
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import actor_of, reading
from toandan.record.officers.words import Role
from toandan.record.units import operations as unit_deeds
from toandan.record.units import queries as units
from toandan.record.units.operations import UnableToGiveBody
from toandan.record.units.words import BodyKind
from toandan.work.directives import operations as directives
from toandan.work.directives import queries as papers
from toandan.work.directives.words import MemberRole
from toandan.work.verification import operations as cases
from toandan.work.verification import queries as case_rows
from toandan.work.verification.operations import UnableToVerify

pytestmark = pytest.mark.django_db
BESIDE = "00004"
ONE = f"{WHOLE[0]},{WHOLE[1]},full,,", f"{BESIDE},{WHOLE[1]},full,,"
"""Phúc Xá and Trúc Bạch become one ward."""


def test_assignments_of_help_that_lose_a_unit_are_named_beforehand_and_stay_as_signed() -> None:
    ways = ((old(BESIDE), new(WHOLE[1])), (new(WHOLE[1]), old(WHOLE[0])), (new(WHOLE[1]), new("00004")))
    today = timezone.localdate()
    with acting(HOUSE):
        signed = [
            unit_deeds.sign_support(
                actor=HOUSE, now=timezone.now(), helper=one, helped=other, since=today, until=today, act="QĐ 1",
                reason="giúp", client_key=uuid4(),
            )
            for one, other in ways
        ]  # fmt: skip
        before = units.supports()
        _, plan, _ = operations.checked(actor=HOUSE, now=timezone.now(), content=text(*ONE), on=ON)
        said = queries.forecast(plan, {}, now=timezone.now())
    done = reorganise(text(*ONE), now=timezone.now())
    for report in (said, done):
        assert [one.support for one in report.left_supports] == signed[:2]
    with reading(HOUSE):
        assert units.supports() == before


def asked(unit: int, body: int, case: int) -> None:
    cases.ask(
        actor=HOUSE, now=timezone.now(), unit=unit, body=body, cases=[case], question="Còn sống?",
        due_on=timezone.localdate() + timedelta(days=9), client_key=uuid4(),
    )  # fmt: skip


def seat(actor, committee: int, name: str) -> int:
    return directives.add_member(
        actor=actor, now=timezone.now(), committee=committee, name=name, at=None, role=MemberRole.MEMBER,
        since=timezone.localdate(), client_key=uuid4(),
    )  # fmt: skip


def test_bodies_answer_for_the_new_unit_with_the_desk_they_had() -> None:
    hospital = add_body("BV-1", BodyKind.HOSPITAL, WHOLE[0])
    steering = add_body("BCD-1", BodyKind.STEERING_COMMITTEE, WHOLE[0])
    union = add_body("DTN-4", BodyKind.YOUTH_UNION, BESIDE)
    justice, city = add_body("TP-001", BodyKind.JUSTICE_OFFICE, "001"), add_body("BV-TP", BodyKind.HOSPITAL, "01")
    before, after = doubted(WHOLE[0]), doubted(BESIDE, "Lê Văn Hai")
    asked(old(WHOLE[0]), hospital, before)
    desk, seats = (
        actor_for(name, Role.BODY_OFFICER, at) for name, at in (("benh.vien", hospital), ("ban.chi.dao", steering))
    )
    seat(seats, steering, "Trần Trưởng")

    with reading(HOUSE):
        _, plan, _ = operations.checked(actor=HOUSE, now=timezone.now(), content=text(*ONE), on=ON)
        said = queries.forecast(plan, {}, now=timezone.now())
    gets = {row.unit: row.things.get(Thing.BODIES, 0) for row in said.along}
    assert (gets[new(WHOLE[1])], gets[new("01")], said.left_bodies) == (3, 1, (justice,))
    done = reorganise(text(*ONE), now=timezone.now())
    assert (done.left_bodies, {units.body(one).territory for one in (hospital, steering, union)}) == (
        (justice,),
        {new(WHOLE[1])},
    )
    assert {one.number for one in units.bodies_for(new(WHOLE[1]))} == {hospital, steering, union, city}
    assert units.body(justice).territory == old("001"), "a district's body does not come to answer for a whole city"

    with pytest.raises(UnableToVerify):
        asked(new(WHOLE[1]), justice, after)
    asked(new(WHOLE[1]), hospital, after)
    with reading(desk):
        assert len(case_rows.asked_of(low=hospital, high=hospital)) == 2
    ward = actor_for("hongha", Role.CITY_HEADQUARTERS, new(WHOLE[1]))
    seat(ward, steering, "Lê Văn Ủy")
    with reading(ward):
        assert [row.name for row in papers.members(steering)] == ["Trần Trưởng", "Lê Văn Ủy"]
    with pytest.raises(NotAllowed):
        seat(actor_for("ngocha", Role.CITY_HEADQUARTERS, new("00008")), steering, "Kẻ Lạ")
    assert {"units.body.repoint", "directives.committee.repoint"} <= {line.verb for line in every_line()}
    assert reorganise(text(*ONE), now=timezone.now()).repeated
    assert add_body("BV-2", BodyKind.HOSPITAL, WHOLE[0]) not in {hospital, steering}, "a number is given once"


@pytest.mark.parametrize("function", ["units_lead_bodies", "directives_lead_committees"])
def test_whoever_may_not_lead_people_leads_no_bodies(function: str) -> None:
    add_body("BV-1", BodyKind.HOSPITAL, WHOLE[0])
    stranger = actor_for("trucbach", Role.COMMUNE_POLICE, old(BESIDE))
    refused = (psycopg.errors.InsufficientPrivilege, ProgrammingError)
    for actor, at, to in ((stranger, old(WHOLE[0]), old(BESIDE)), (HOUSE, new(WHOLE[1]), new("00008"))):
        with pytest.raises(refused), transaction.atomic(), acting(actor), connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", [at, to])


def test_a_body_left_without_a_territory_is_given_one_and_its_accounts_are_kept_there() -> None:
    justice, steering = (
        add_body("TP-001", BodyKind.JUSTICE_OFFICE, "001"),
        add_body("BCD-001", BodyKind.STEERING_COMMITTEE, "001"),
    )
    clerk = make_officer("tu.phap", Role.BODY_OFFICER, justice)
    seat(actor_for("ban.chi.dao", Role.BODY_OFFICER, steering), steering, "Trần Trưởng")
    here, now = new(WHOLE[1]), timezone.now()

    def give(actor, body: int, to: int, **more: object) -> bool:
        told = {"reason": "QĐ 12/QĐ-UBND", "client_key": uuid4()} | more
        return operations.give_body(actor=actor, now=now, body=body, territory=to, **told)

    before = actor_for("thanhpho.cu", Role.CITY_HEADQUARTERS, old("01"))
    with pytest.raises(NotAllowed):
        give(before, justice, here)
    reorganise(text(*ONE), now=now)
    head = make_officer("thanhpho.moi", Role.CITY_HEADQUARTERS, new("01"))
    city = actor_of(head.pk, now=now)
    strangers = (
        actor_for("ngocha", Role.CITY_HEADQUARTERS, new("00008")),
        actor_for("xa.moi", Role.COMMUNE_POLICE, here),
    )
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            give(stranger, justice, stranger.at)
    with pytest.raises(NotAllowed):
        accounts.deactivate(actor=city, now=now, officer=clerk.pk, reason="nghỉ việc")
    with acting(HOUSE):
        goes_on = unit_deeds.add_body(
            actor=HOUSE, code="BV-M", kind=BodyKind.HOSPITAL, name_vi="Bệnh viện", name_en="", territory=here
        )
    for code, body, to, reason in (
        ("reason_missing", justice, here, " "),
        ("territory_ended", justice, old("001"), "QĐ"),
        ("territory_wider", steering, new("01"), "QĐ"),
        ("territory_goes_on", goes_on, new("00008"), "QĐ"),
    ):
        with pytest.raises((UnableToGiveBody, NotAllowed)) as refused:
            give(HOUSE, body, to, reason=reason)
        assert refused.value.code == code

    key = uuid4()
    assert [give(city, justice, here, client_key=key) for _ in range(2)] == [True, False]
    assert give(city, steering, here)
    assert {justice, steering} <= {one.number for one in units.bodies_for(here)}
    assert [line.verb for line in every_line()].count("units.body.give") == 2
    ward = actor_for("hongha", Role.CITY_HEADQUARTERS, here)
    with reading(ward):
        assert [row.name for row in papers.members(steering)] == ["Trần Trưởng"]
    for keeper in (actor_of(head.pk, now=now), ward):
        accounts.deactivate(actor=keeper, now=now, officer=clerk.pk, reason="nghỉ việc")
        accounts.reactivate(actor=keeper, now=now, officer=clerk.pk, reason="trở lại")
    with pytest.raises(NotAllowed):
        accounts.deactivate(actor=strangers[0], now=now, officer=clerk.pk, reason="kẻ lạ")


def test_the_command_line_names_who_is_left_and_gives(monkeypatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)
    add_body("TP-001", BodyKind.JUSTICE_OFFICE, "001")

    def run(*words: str) -> object:
        answer = CliRunner().invoke(units_cli.app, ["body", *words, "--json"])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    (left,) = run("list", "--left")
    assert (left["code"], left["ended_on"]) == ("TP-001", ON.isoformat())
    told = run("give", "TP-001", "--to", WHOLE[1], "--reason", "QĐ 12")
    assert told == {"body": "TP-001", "territory": WHOLE[1], "written": True}
    assert run("list", "--left") == []


def test_no_body_is_given_by_smuggled_sql() -> None:
    body = add_body("TP-001", BodyKind.JUSTICE_OFFICE, "001")
    stranger = actor_for("ngocha", Role.CITY_HEADQUARTERS, new("00008"))
    told = [body, new(WHOLE[1]), "lý do", uuid4(), timezone.now()]
    refused = (psycopg.errors.InsufficientPrivilege, ProgrammingError)
    for actor, to, name in ((stranger, told[1], stranger.name), (HOUSE, told[1], "ai khác"), (HOUSE, old("001"), "")):
        with pytest.raises(refused), transaction.atomic(), acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT units_give_body(%s, %s, %s, %s, %s, %s)", [body, to, *told[2:], name or actor.name])
    with pytest.raises(refused), transaction.atomic(), acting(stranger), connection.cursor() as cursor:
        cursor.execute("SELECT directives_follow_committee(%s)", [body])
