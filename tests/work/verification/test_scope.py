"""A body's officer reaches what was asked of that body and nothing else; not by operation, nor by smuggled SQL."""

from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.work.verification.conftest import LATER, NOW, PAPER, Ward, add_body, enter
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.officers import operations as officers
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units.words import BodyKind
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Answer, Outcome

pytestmark = pytest.mark.django_db
TABLES = ("case", "event", "list", "request", "review", "opinion")


def seen(actor: Actor, table: str) -> int:
    with reading(actor), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def written(actor: Actor, statement: str, *values: object) -> int:
    """Return how many rows a smuggled statement wrote; what privilege or policy refuses writes none."""
    try:
        with acting(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount
    except ProgrammingError as error:
        assert isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
        return 0


@pytest.fixture
def asked(ward: Ward) -> int:
    """Two cases; only the second was put to the justice office."""
    ward.open(enter("Lê Văn Kín"))
    case = ward.open(enter("Lê Văn Cụ"))
    ward.ask(case)
    return case


def test_the_body_sees_what_it_was_asked_and_no_register(ward: Ward, asked: int) -> None:
    assert [seen(ward.justice, f"verification_{t}") for t in TABLES] == [1, 1, 1, 1, 0, 0]
    for table in ("people_person", "people_correction", "ledger_standing", "ledger_posting", "ledger_entry"):
        assert seen(ward.justice, table) == 0


def test_another_body_and_a_neighbour_see_nothing(ward: Ward, asked: int) -> None:
    for stranger in (ward.centre, ward.neighbour):
        assert [seen(stranger, f"verification_{t}") for t in TABLES] == [0] * 6


def test_police_around_a_body_do_not_see_what_other_units_asked_of_it(ward: Ward) -> None:
    beside = add_body("UBND-00004", BodyKind.COMMUNE_COMMITTEE, "00004")
    case = ward.open(enter("Lê Văn Cụ"))
    operations.ask(
        actor=ward.district, now=NOW, unit=ward.district.at, body=beside, cases=[case], question="Ở đâu?",
        due_on=LATER, client_key=uuid4(),
    )  # fmt: skip
    # The neighbour's own numbers reach over the committee's; the questions are about somebody else's people.
    assert ward.neighbour.grants[0].low < beside <= ward.neighbour.grants[0].high
    assert [seen(ward.neighbour, f"verification_{t}") for t in TABLES] == [0] * 6


def test_a_question_that_has_expired_goes_out_of_the_body_s_sight(ward: Ward) -> None:
    case, long_ago = ward.open(enter("Lê Văn Cụ")), datetime(2023, 6, 1, tzinfo=UTC)
    operations.ask(
        actor=ward.police, now=long_ago, unit=ward.unit, body=ward.justice_no, cases=[case], question="Còn sống?",
        due_on=date(2023, 6, 10), client_key=uuid4(),
    )  # fmt: skip
    assert (seen(ward.justice, "verification_request"), seen(ward.police, "verification_request")) == (0, 1)


def test_the_body_cannot_decide_or_write_another_line_by_smuggled_sql(ward: Ward, asked: int) -> None:
    assert written(ward.justice, "UPDATE verification_case SET state = 'decided'") == 0
    assert written(ward.justice, "UPDATE verification_case SET state = 'open'") == 0
    line = (
        "INSERT INTO verification_event (person_id, event_id, case_id, unit_no, body_no, client_key, verb, occurred_on,"
        " recorded_at, actor, actor_id, reason, evidence, detail) SELECT person_id, 999, case_id, unit_no, body_no,"
        " gen_random_uuid(), %s, current_date, now(), %s, %s, 'x', '', '{}' FROM verification_case"
    )
    assert written(ward.justice, line, "decided", ward.justice.name, ward.justice.officer) == 0
    assert written(ward.justice, line, "answered", "phucxa", 1) == 0
    assert written(ward.justice, line, "answered", ward.justice.name, ward.justice.officer) == 1


CASE_COLUMNS = (
    "state = 'answered'", "due_on = due_on + 90", "body_no = NULL", "outcome = 'dead'", "entry_id = 1",
    "suspended = NOT suspended", "obstacle_before = 'absent'",
)  # fmt: skip


def answered(ward: Ward, case: int) -> None:
    """Answer what the justice office was asked about a case."""
    with reading(ward.justice):
        (line,) = queries.requests_of(queries.case(case).person_id, case)
    operations.answer(
        actor=ward.justice, now=NOW, list_id=line.list_id, case_id=case, answer=Answer.DENIED, text="không có",
        evidence=PAPER, client_key=uuid4(),
    )  # fmt: skip


@pytest.mark.parametrize("column", CASE_COLUMNS)
def test_the_body_writes_no_column_of_a_case_whatever_its_state(ward: Ward, asked: int, column: str) -> None:
    smuggled = f"UPDATE verification_case SET {column}"
    assert written(ward.justice, smuggled) == 0
    answered(ward, asked)
    assert written(ward.justice, smuggled) == 0
    ward.decide(asked, Outcome.ALIVE)
    assert written(ward.justice, smuggled) == 0
    assert written(ward.police, smuggled) > 0, "the statement itself would do"


def test_the_door_of_answers_opens_with_an_answer_of_the_body_asked_and_once(ward: Ward, asked: int) -> None:
    with reading(ward.police):
        row = queries.case(asked)
        (line,) = queries.requests_of(row.person_id, asked)
    door = "SELECT 1 WHERE verification_answered(%s, %s, %s)"
    which = (row.person_id, asked, line.list_id)
    assert written(ward.justice, door, *which) == 0, "nothing was answered yet"
    word = "UPDATE verification_request SET answer = %s, answered_at = now(), answered_by = %s"
    assert written(ward.justice, word, "", ward.justice.name) == 0
    assert written(ward.justice, word, "maybe", ward.justice.name) == 0
    assert written(ward.justice, word, "denied", ward.justice.name) == 1
    assert [written(who, door, *which) for who in (ward.centre, ward.police, ward.district)] == [0, 0, 0]
    assert [written(ward.justice, door, *which) for _time in range(2)] == [1, 0]
    ward.decide(asked, Outcome.ALIVE)
    assert written(ward.justice, door, *which) == 0


def test_the_police_cannot_write_the_body_s_answer(ward: Ward, asked: int) -> None:
    answer = "UPDATE verification_request SET answer = 'confirmed', answered_at = now(), answered_by = %s"
    assert written(ward.police, answer, ward.police.name) == 0
    assert written(ward.justice, answer, "ai khác") == 0
    assert written(ward.justice, answer, ward.justice.name) == 1


def test_another_body_s_line_is_unknown(ward: Ward, asked: int) -> None:
    with reading(ward.police):
        line = queries.requests_of(queries.case(asked).person_id, asked)[0]
    with pytest.raises(queries.CaseUnknown):
        operations.answer(
            actor=ward.centre, now=NOW, list_id=line.list_id, case_id=asked, answer=Answer.DENIED, text="x",
            evidence=PAPER, client_key=uuid4(),
        )  # fmt: skip


@pytest.mark.parametrize(("role", "at_body"), [(Role.BODY_OFFICER, False), (Role.COMMUNE_POLICE, True)])
def test_posts_at_bodies_are_for_their_own_officers_alone(ward: Ward, role: Role, at_body: bool) -> None:
    number = officers.add_officer(
        actor=the_house(), now=NOW, username="thu.nghiem", display_name="Thử", password="Hoa sen trong ho 2023",
        unit=ward.unit,
    )  # fmt: skip
    with pytest.raises(officers.UnableToAppoint) as error:
        officers.appoint(
            actor=the_house(), now=NOW, officer=number, role=role, reason="x",
            unit=ward.justice_no if at_body else ward.unit,
        )  # fmt: skip
    assert error.value.code == "body_wrong"
