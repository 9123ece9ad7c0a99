"""What smuggled SQL must not do to a paper in the caller's own reach: days, numbers, drafts, lines of the timeline."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.officers_help import actor_for
from tests.work.directives.conftest import NOW, District
from tests.work.directives.test_life import acknowledge
from tests.work.directives.test_scope import counts, written
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.record.officers import operations as officers
from toandan.record.officers.words import Role
from toandan.work.directives import operations

pytestmark = pytest.mark.django_db
ADDRESSEE = "UPDATE directives_addressee SET "
NUMBERED = (
    "UPDATE directives_directive SET state = 'issued', was_proposed = true, year = %s, number = %s, "
    "issued_on = '2023-06-01', issued_by = %s WHERE directive_id = %s"
)
LINE = (
    "INSERT INTO directives_event (client_key, directive_id, addressee_id, verb, recorded_at, actor, actor_id, reason) "
    "SELECT gen_random_uuid(), directive_id, addressee_id, %s, now(), %s, %s, '' FROM directives_addressee "
    "WHERE at_no = %s"
)


def proposed(town: District) -> int:
    made = town.draft()
    operations.propose(actor=town.police, now=NOW, directive=made, client_key=uuid4())
    return made


def test_an_addressee_does_not_put_off_its_day_or_its_reminders(town: District) -> None:
    acknowledge(town, town.issued(), "justice")
    for name in ("due_on", "reminded_on", "escalated_on"):
        assert written(town.justice, f"{ADDRESSEE}{name} = '2099-01-01'") == 0
    assert written(town.justice, f"{ADDRESSEE}due_on = NULL") == 0
    assert written(town.committee, f"{ADDRESSEE}reminded_on = '2099-01-01'") == 2


def test_nothing_is_reported_while_a_task_is_left(town: District) -> None:
    acknowledge(town, town.issued(), "justice")
    assert written(town.justice, f"{ADDRESSEE}state = 'reported', reported_by = %s", town.justice.name) == 0


def test_who_acknowledged_and_reported_is_not_rewritten(town: District) -> None:
    acknowledge(town, town.issued(), "justice")
    for who in (town.justice, town.committee):
        assert written(who, f"{ADDRESSEE}reported_by = 'ai khác'") == 0
    both = f"{ADDRESSEE}state = 'closed', acknowledged_by = 'ai khác' WHERE at_no = %s"
    assert written(town.committee, both, town.justice_no) == 0


def test_numbers_are_not_skipped_by_hand(town: District) -> None:
    first, second = proposed(town), proposed(town)
    assert written(town.committee, NUMBERED, 2023, 0, town.committee.name, first) == 0
    assert written(town.committee, NUMBERED, 2023, 100_000, town.committee.name, first) == 0
    assert written(town.committee, NUMBERED, 2022, 1, town.committee.name, first) == 0
    assert written(town.committee, NUMBERED, 2023, 1, town.committee.name, first) == 1
    assert written(town.committee, NUMBERED, 2023, 1, town.committee.name, second) == 0
    assert written(town.committee, NUMBERED, 2023, 7, town.committee.name, second) == 0


def test_an_issuer_does_not_rewrite_what_it_sent_back(town: District) -> None:
    made = proposed(town)
    assert written(town.police, "UPDATE directives_directive SET was_proposed = false") == 0
    operations.send_back(actor=town.committee, now=NOW, directive=made, reason="thiếu", client_key=uuid4())
    assert written(town.committee, "UPDATE directives_directive SET subject = 'khác'") == 0
    assert written(town.police, "UPDATE directives_directive SET subject = 'khác'") == 1


def test_a_line_is_written_by_the_side_whose_deed_it_tells(town: District) -> None:
    town.issued()
    for verb in ("closed", "withdrawn", "issued", "returned", "escalated", "proposed"):
        assert written(town.justice, LINE, verb, town.justice.name, town.justice.officer, town.justice_no) == 0
    for who in (town.committee, town.police):
        assert written(who, LINE, "acknowledged", who.name, who.officer, town.justice_no) == 0
    assert written(town.justice, LINE, "acknowledged", town.justice.name, town.justice.officer, town.justice_no) == 1


def test_tasks_are_given_within_the_territory(town: District) -> None:
    town.draft(town.ward_no, by=town.police, issuer=town.unit)
    insert = (
        "INSERT INTO directives_addressee (directive_id, at_no, at_body, drafter_no, drafter_body, issuer_no, "
        "issuer_body, state, acknowledged_by, reported_by) "
        "SELECT directive_id, %s, %s, drafter_no, drafter_body, issuer_no, issuer_body, "
        "'drafted', '', '' FROM directives_directive"
    )
    assert written(town.police, insert, 1, False) == 0
    assert written(town.police, insert, town.justice_no, True) == 0
    assert written(town.police, insert, town.other_no, False) == 1


def test_a_client_of_the_whole_city_is_not_the_house(town: District) -> None:
    made = town.draft(town.justice_no, by=town.committee)
    operations.issue(actor=town.committee, now=NOW, directive=made, client_key=uuid4())
    words = frozenset({"directives.directive.read"})
    officers.add_client(
        actor=the_house(), now=datetime.now(UTC), name="kho so lieu", unit=1, permissions=sorted(words)
    )  # fmt: skip
    client = Actor(None, "client:kho so lieu", 1, (Grant(1, 2_000_000_000, words),))
    assert counts(client) == [0] * 5
    assert counts(the_house())[:2] == [1, 1]


def test_a_scope_without_the_word_writes_nothing(town: District) -> None:
    """Who looks after the machines of the district reaches its rows for other work, and has no word for papers."""
    operator = actor_for("van.hanh", Role.HEADQUARTERS_OPERATOR, town.unit)
    town.draft(town.ward_no, issuer=town.unit)
    assert counts(operator)[:2] == counts(town.police)[:2] == [1, 1]
    for deed in (
        "UPDATE directives_directive SET subject = 'khác'",
        "DELETE FROM directives_task",
        "INSERT INTO directives_task (directive_id, position, text, due_on, order_code, measure) "
        "SELECT directive_id, 9, 'khác', current_date, '', '' FROM directives_directive",
        "DELETE FROM directives_addressee",
    ):
        assert (written(operator, deed), written(town.police, deed)) == (0, 1), deed
    issued = town.draft(town.ward_no, issuer=town.unit)
    operations.issue(actor=town.police, now=NOW, directive=issued, client_key=uuid4())
    for who, rows in ((operator, 0), (town.ward, 1)):
        assert written(who, LINE, "acknowledged", who.name, who.officer, town.ward_no) == rows
        acknowledged = f"{ADDRESSEE}state = 'acknowledged', acknowledged_by = %s, acknowledged_at = now()"
        assert written(who, f"{acknowledged} WHERE state = 'issued'", who.name) == rows
