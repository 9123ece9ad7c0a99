"""Who sees a paper, and what the database refuses whoever asks: states, numbers and words in another's name."""

import re
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.work.directives.conftest import NOW, District
from tests.work.directives.test_life import acknowledge, report
from tests.work.verification.test_scope import seen
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers.operations import acting
from toandan.work.directives import operations, states
from toandan.work.directives.words import DirectiveState

pytestmark = pytest.mark.django_db
TABLES = ("directive", "addressee", "task", "answer", "event")


def counts(actor: Actor) -> list[int]:
    return [seen(actor, f"directives_{table}") for table in TABLES]


def written(actor: Actor, statement: str, *values: object) -> int:
    """Return how many rows a smuggled statement wrote; what privilege, policy or guard refuses writes none."""
    try:
        with acting(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount
    except ProgrammingError as error:
        assert isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
        return 0


def test_a_draft_is_its_drafters_alone(town: District) -> None:
    town.draft()
    assert counts(town.police) == [1, 2, 1, 0, 1]
    # The committee may know to whom a paper will go; the paper itself it sees once it is proposed.
    assert counts(town.committee)[0] == 0
    for stranger in (town.ward, town.justice, town.union, town.other):
        assert counts(stranger) == [0] * 5


def test_an_addressee_sees_the_paper_and_its_own_line(town: District) -> None:
    paper = town.issued()
    acknowledge(town, paper, "justice")
    report(town, paper, "justice")
    assert counts(town.justice) == [1, 1, 1, 1, 5]
    assert counts(town.ward) == [1, 1, 1, 0, 3]
    for side in (town.committee, town.police):
        assert counts(side) == [1, 2, 1, 1, 5]
    for stranger in (town.union, town.other):
        assert counts(stranger) == [0] * 5


def test_the_police_around_a_body_do_not_read_its_papers(town: District) -> None:
    made = town.draft(town.justice_no, by=town.committee)
    operations.issue(actor=town.committee, now=NOW, directive=made, client_key=uuid4())
    grant = town.police.grants[0]
    assert grant.low < town.justice_no <= grant.high
    assert counts(town.police) == [0] * 5
    assert counts(the_house())[:2] == [1, 1]


def test_nobody_answers_for_somebody_else(town: District) -> None:
    town.issued(town.justice_no, town.ward_no)
    sql = "UPDATE directives_addressee SET state = 'acknowledged', acknowledged_by = %s WHERE at_no = %s"
    for who in (town.police, town.committee, town.ward, the_house()):
        assert written(who, sql, who.name, town.justice_no) == 0
    assert written(town.justice, sql, "ai khác", town.justice_no) == 0
    assert written(town.justice, sql, town.justice.name, town.justice_no) == 1
    answer = (
        "INSERT INTO directives_answer (directive_id, task_id, addressee_id, text, answered_at, answered_by) "
        "SELECT a.directive_id, t.task_id, a.addressee_id, 'x', now(), %s FROM directives_addressee a "
        "JOIN directives_task t USING (directive_id) WHERE a.at_no = %s"
    )
    assert written(town.committee, answer, town.committee.name, town.justice_no) == 0
    assert written(town.justice, answer, "ai khác", town.justice_no) == 0
    assert written(town.justice, answer, town.justice.name, town.justice_no) == 1
    assert written(town.justice, "UPDATE directives_answer SET returned_at = now()") == 0
    assert written(town.justice, "UPDATE directives_answer SET text = 'y'") == 0


def test_a_key_of_the_other_side_is_refused_in_words(town: District) -> None:
    paper, key = town.issued(town.justice_no, town.ward_no), uuid4()

    def acknowledged(by: Actor) -> None:
        operations.acknowledge(actor=by, now=NOW, directive=paper, addressee=by.at, client_key=key)

    acknowledged(town.justice)
    with pytest.raises(UnableTo, match="key_used"):
        # The line of the timeline that bears the key is none of the ward's to see.
        acknowledged(town.ward)


def guarded(function: str) -> set[tuple[str, str]]:
    """Return the pairs of states a guard lets through, as the database itself keeps them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [function])
        (text,) = cursor.fetchone()
    return set(re.findall(r"'(\w+)>(\w+)'", text.split("ARRAY[")[1].split("]")[0]))


def test_the_database_lets_through_what_the_table_of_states_says(town: District) -> None:
    assert guarded("directives_guard") == states.moves(states.LIFE)
    assert guarded("directives_guard_addressee") == states.moves(states.STANDING)


def test_the_guard_is_at_its_post(town: District) -> None:
    paper = town.issued()
    for state in ("drafted", "proposed", "acknowledged"):
        assert written(town.committee, "UPDATE directives_directive SET state = %s", state) == 0
    assert written(town.committee, "UPDATE directives_directive SET number = 99") == 0
    assert written(town.committee, "UPDATE directives_directive SET subject = 'khác'") == 0
    assert written(town.police, "UPDATE directives_directive SET state = 'closed'") == 0
    assert written(town.ward, "UPDATE directives_directive SET state = 'closed'") == 0
    assert written(town.committee, "UPDATE directives_addressee SET state = 'reported'") == 0
    assert written(town.police, "DELETE FROM directives_task") == 0
    assert written(town.police, "DELETE FROM directives_addressee") == 0
    assert town.sheet(paper).head.state is DirectiveState.ISSUED


def test_a_draft_for_somebody_else_is_not_issued_by_its_drafter(town: District) -> None:
    town.draft()
    number = (
        "UPDATE directives_directive SET state = 'issued', year = 2023, number = 7, issued_on = now(), issued_by = %s"
    )
    assert written(town.police, number, town.police.name) == 0
    assert written(town.committee, number, town.committee.name) == 0


def test_a_paper_is_not_drawn_up_in_another_name(town: District) -> None:
    insert = (
        "INSERT INTO directives_directive (client_key, drafter_no, drafter_body, issuer_no, numbered_no, issuer_body, "
        "state, was_proposed, sign, subject, text, place, signer_title, signer, copies, addressed, drafted_at, "
        "drafted_by, issued_by) SELECT gen_random_uuid(), drafter, drafter_body, issuer, issuer, issuer_body, "
        "'drafted', false, 'X', 'x', 'x', '', '', '', '', '[]', now(), said, '' "
        "FROM (VALUES (%s, %s, %s, %s, %s)) AS at (drafter, drafter_body, issuer, issuer_body, said)"
    )
    committee, police = town.committee_no, town.police
    assert written(police, insert, committee, True, committee, True, police.name) == 0
    # Calling a body a unit would open its papers to the police around it.
    assert written(police, insert, committee, False, committee, False, police.name) == 0
    assert written(police, insert, town.unit, False, committee, True, "ai khác") == 0
    # Nobody draws from another's register.
    other = insert.replace("issuer, issuer,", "issuer, drafter,")
    assert written(police, other, town.unit, False, committee, True, police.name) == 0
    assert written(police, insert, town.unit, False, committee, True, police.name) == 1
