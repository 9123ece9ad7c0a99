"""Bodies with desks of their own go on answering when the unit they answer for merges into another."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from tests.command.reorganisation.mapping import HOUSE, ON, WHOLE, new, old, reorganise, text
from tests.command.reorganisation.test_lists import doubted
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.verification.conftest import add_body
from toandan.command.reorganisation import operations, queries
from toandan.command.reorganisation.words import Thing
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
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
