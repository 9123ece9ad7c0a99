"""Lists to bodies follow their cases when units merge, and keep the numbers they were sent under."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from tests.command.reorganisation.mapping import DIVIDED, HOUSE, WHOLE, new, old, reorganise, text, usual
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.verification.conftest import DUE, PAPER, add_body, enter
from toandan.command.reorganisation.words import Report
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units import operations as units
from toandan.record.units.words import BodyKind
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Decision, Kind, ListRow, Outcome

pytestmark = pytest.mark.django_db
DISTRICT = "001"
LEAD = "SELECT 1 WHERE verification_lead_lists(%s, %s, %s) > 0"


def merged(content: bytes, people: bytes | None = None) -> Report:
    """Carry a mapping out now: what was asked today belongs to the units of today."""
    return reorganise(content, people=people, now=timezone.now())


def sent(unit: int, body: int, *cases: int) -> int:
    """Put cases on a list that is due soon, and return it."""
    operations.ask(
        actor=HOUSE, now=timezone.now(), unit=unit, body=body, cases=cases, question="Còn sống?",
        due_on=timezone.localdate() + timedelta(days=1), client_key=uuid4(),
    )  # fmt: skip
    with reading(HOUSE):
        return max(row.list_id for row in queries.lists_of(low=unit, high=unit))


def doubted(code: str, name: str = "Lê Văn Cụ") -> int:
    """Open a case about somebody new in a commune."""
    return operations.open_case(
        actor=HOUSE, now=timezone.now(), person_id=enter(name, DUE, code), kind=Kind.SUSPECTED_DEAD, reason="thấy lạ",
        client_key=uuid4(),
    )  # fmt: skip


@pytest.fixture
def body() -> int:
    return add_body("TP-001", BodyKind.JUSTICE_OFFICE, DISTRICT)


def head(list_id: int) -> ListRow:
    with reading(HOUSE):
        return queries.request_list(list_id)


def written(actor: Actor, *values: object) -> int:
    """Return how often the door of leading opens to smuggled SQL."""
    try:
        with acting(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LEAD, values)
            return cursor.rowcount
    except ProgrammingError as error:
        assert isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
        return 0


def test_a_list_goes_where_its_cases_went_and_keeps_its_number(body: int) -> None:
    list_id = sent(old(WHOLE[0]), body, doubted(WHOLE[0]))
    before = head(list_id)
    assert before.number.endswith(f"/{WHOLE[0]}")
    assert merged(usual()).lists == 1
    after = head(list_id)
    assert (after.unit, after.sender, after.number) == (new(WHOLE[1]), old(WHOLE[0]), before.number)
    said = [line for line in every_line() if line.verb == "verification.list.repoint"]
    assert [(line.subject, line.unit_no, line.detail["lists"]) for line in said] == [
        (f"unit:{old(WHOLE[0])}", new(WHOLE[1]), 1)
    ]
    again = merged(usual())
    assert (again.repeated, again.lists, head(list_id)) == (True, 1, after)


def test_the_new_unit_sees_it_is_reminded_of_it_and_the_body_answers(body: int) -> None:
    list_id = sent(old(WHOLE[0]), body, doubted(WHOLE[0]))
    merged(usual())
    police = actor_for("hongha", Role.COMMUNE_POLICE, new(WHOLE[1]))
    with reading(police):
        (row,) = queries.due_lists(low=police.at, high=police.at, today=timezone.localdate())
        (line,) = queries.list_lines(list_id)
    assert (row.list_id, row.lines, row.waiting) == (list_id, 1, 1)
    assert [one.list_id for one in operations.remind(actor=police, now=timezone.now())] == [list_id]
    assert line.number == row.number


def test_lists_of_two_units_that_merge_keep_their_equal_numbers_apart(body: int) -> None:
    first, second = "00001", "00004"
    lists = [sent(old(code), body, doubted(code)) for code in (first, second)]
    target = WHOLE[1]
    merged(text(f"{first},{target},full,,", f"{second},{target},full,,"))
    heads = [head(one) for one in lists]
    assert {one.unit for one in heads} == {new(target)}
    assert [one.number.split("/")[::2] for one in heads] == [["01", first], ["01", second]]
    with acting(HOUSE):
        beside = units.add_body(
            actor=HOUSE, code="TP-NEW", kind=BodyKind.JUSTICE_OFFICE, name_vi="Phòng", name_en="Office",
            territory=new(target),
        )  # fmt: skip
        case = queries.cases(low=new(target), high=new(target), today=timezone.localdate()).cases[0]
    operations.decide(
        actor=HOUSE, now=timezone.now(), case_id=case.case_id, reason="đủ căn cứ", client_key=uuid4(),
        decision=Decision(Outcome.ALIVE, PAPER, timezone.localdate()),
    )  # fmt: skip
    operations.reopen(actor=HOUSE, now=timezone.now(), case_id=case.case_id, reason="nhầm", client_key=uuid4())
    assert head(sent(new(target), beside, case.case_id)).number.split("/")[::2] == ["01", target]


def test_lists_of_a_divided_unit_wait_for_its_people_and_each_goes_with_its_own(body: int) -> None:
    code, (main, other) = DIVIDED
    cases = [doubted(code, name) for name in ("Lê Văn Cụ", "Lê Văn Hai")]
    lists = [sent(old(code), body, case) for case in cases]
    assert merged(usual()).lists == 0
    assert {head(one).unit for one in lists} == {old(code)}
    with reading(HOUSE):
        people = [queries.case(case).person_id for case in cases]
    csv = f"person,new_code\n{people[0]},{other}\n{people[1]},{main}\n".encode()
    assert merged(usual(), people=csv).lists == 2
    assert [head(one).unit for one in lists] == [new(other), new(main)]


def test_a_district_that_has_no_successor_leaves_its_lists_to_where_its_people_are(body: int) -> None:
    list_id = sent(old(DISTRICT), body, doubted(WHOLE[0]))
    merged(text(f"{WHOLE[0]},{WHOLE[1]},full,,"))
    assert head(list_id).unit == new(WHOLE[1])


def test_smuggled_sql_leads_no_list_of_a_unit_that_goes_on_or_without_the_word(body: int) -> None:
    ended, successor, living = old(WHOLE[0]), new(WHOLE[1]), new(DIVIDED[1][0])
    sent(ended, body, doubted(WHOLE[0]))
    city = actor_for("city", Role.CITY_HEADQUARTERS, new("01"))
    commune = actor_for("hongha", Role.COMMUNE_POLICE, successor)
    auditor = actor_for("auditor", Role.AUDITOR, old("01"))
    for actor in (commune, auditor):
        assert written(actor, ended, [successor], successor) == 0
    assert written(city, ended, [successor], successor) == 0, "half of it is out of its scope"
    assert written(HOUSE, living, [successor], successor) == 0
    assert written(HOUSE, ended, [successor], successor) == 1
