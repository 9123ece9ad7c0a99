"""Questions that have expired lose whom they were about; what was asked and answered stays."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.db.utils import DatabaseError

from tests.record.journal.lines import every_line
from tests.work.verification.conftest import LATER, NOW, TODAY, Ward, enter
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.operations.asking import KEPT_DAYS
from toandan.work.verification.words import RequestRow

pytestmark = pytest.mark.django_db
IDENTITY = ("full_name", "birth", "sex", "parents", "place")


def asked(ward: Ward, due_on: date) -> int:
    """Ask the justice office about somebody; return the case."""
    case = ward.open(enter("Lê Văn Cụ", father_name="Lê Văn Cha"))
    operations.ask(
        actor=ward.police, now=NOW - timedelta(days=300), unit=ward.unit, body=ward.justice_no, cases=[case],
        question="Còn sống?", due_on=due_on, client_key=uuid4(),
    )  # fmt: skip
    return case


def line_of(case: int) -> RequestRow:
    with reading(the_house()):
        return queries.requests_of(queries.case(case).person_id, case)[0]


def forget() -> int:
    return operations.forget(actor=the_house(), now=NOW)


def test_the_last_day_a_body_sees_a_question_is_the_last_it_is_kept(ward: Ward) -> None:
    last_day, over = (asked(ward, TODAY - timedelta(days=KEPT_DAYS + more)) for more in (0, 1))
    assert forget() == 1
    assert line_of(last_day).full_name == "Lê Văn Cụ"
    assert {getattr(line_of(over), name) for name in IDENTITY} == {""}
    assert forget() == 0
    told = [line.detail["people"] for line in every_line() if line.verb == "verification.request.forget"]
    assert told == [1, 0]


def test_what_was_asked_stays(ward: Ward) -> None:
    case = asked(ward, TODAY - timedelta(days=KEPT_DAYS + 1))
    before = line_of(case)
    forget()
    assert line_of(case) == replace(before, **dict.fromkeys(IDENTITY, ""))


def test_no_call_for_a_day_to_come_removes_what_a_body_still_sees(ward: Ward) -> None:
    case = asked(ward, LATER)
    assert operations.forget(actor=the_house(), now=NOW + timedelta(days=400)) == 0
    assert line_of(case).full_name


def test_only_the_house_removes(ward: Ward) -> None:
    case = asked(ward, TODAY - timedelta(days=KEPT_DAYS + 1))
    for actor in (ward.police, ward.justice):
        with pytest.raises(DatabaseError) as refused, acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT verification_forget(%s)", [TODAY])
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
    assert line_of(case).full_name == "Lê Văn Cụ"
