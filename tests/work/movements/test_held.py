"""A letter that cannot be acted on is shown to the unit that has to act, with whom it is about, until it is done."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError

from tests.record.journal.lines import every_line
from tests.record.ledger.people import HOUSE
from tests.record.people.conftest import someone
from tests.work.movements.people import NOW, officer
from tests.work.movements.test_beyond import Node, answer, begin, counted, deliver, send, settled, the_list
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.people import operations as register
from toandan.record.units import queries as units
from toandan.work.movements import operations, queries
from toandan.work.movements.words.beyond import HeldRow, Kind

NUMBERS = ("001185000001", "001185000002")


def held(node: Node, unit: int | None = None) -> list[HeldRow]:
    """Return what the officers of a unit see: the receiving commune's, or another one's."""
    at = unit or node.commune
    with node.on(), reading(officer(at)):
        found = queries.held(low=at, high=units.by_number(at).last)
        assert len(found) == queries.how_many_held(low=at, high=units.by_number(at).last)
        return found


def strange(node: Node, person: int) -> None:
    """Let somebody have a name at the sender that no register takes in."""
    with node.on(), connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE people_person SET full_name = 'Bình 2' WHERE person_id = %s", [person])


def handed(here: Node, there: Node) -> None:
    """Let two people be handed over, one under a name that the receiver's register refuses."""
    persons = [settled(here, number) for number in NUMBERS]
    send(here, there, persons)
    deliver(here, there, 1)
    answer(there, the_list(there), [-person for person in persons])
    strange(here, persons[1])
    deliver(there, here, 1)
    deliver(here, there, 2)


def holds(node: Node) -> list[dict[str, Any]]:
    with node.on():
        return [dict(line.detail) for line in every_line() if line.verb == "movements.letter.hold"]


def attend(node: Node) -> tuple[int, int]:
    with node.on():
        done = operations.attend(now=NOW)
        return done.done, len(done.unread)


def test_who_is_not_taken_in_is_named_with_what_is_wrong_and_nothing_is_half_done(
    two_databases: tuple[str, str],
) -> None:
    here, there = begin(two_databases)
    handed(here, there)
    (row,) = held(there)
    assert (row.kind, row.number, row.list_id, row.why.code) == (Kind.HANDOVER, 2, the_list(there), "people_refused")
    assert [(one.name, [why.code for why in one.whys]) for one in row.people] == [("Trần Thị Bình", ["name_strange"])]
    assert counted(there) == {}
    assert attend(there) == (0, 1)
    assert [(line["why"], line["people"]) for line in holds(there)] == [("people_refused", 1)], "said once"
    assert held(there, units.by_code("11956", as_of=NOW.date()).number) == [], "another commune sees nothing"


def test_once_they_are_written_down_here_the_letter_is_acted_on_and_waits_no_more(
    two_databases: tuple[str, str],
) -> None:
    here, there = begin(two_databases)
    handed(here, there)
    with there.on():
        details = someone("Trần Thị Bình", personal_number=NUMBERS[1])
        register.register(actor=HOUSE, now=NOW, unit=there.commune, details=details, reason="theo giấy tờ")
    assert attend(there) == (1, 0)
    assert (held(there), set(counted(there))) == ([], set(NUMBERS))


def test_a_letter_that_came_too_early_waits_at_the_unit_it_came_to_and_then_goes(
    two_databases: tuple[str, str],
) -> None:
    here, there = begin(two_databases)
    person = settled(here, NUMBERS[0])
    sent = send(here, there, [person])
    with here.on():
        operations.withdraw(actor=officer(here.commune), now=NOW, list_id=sent, reason="nhầm", client_key=uuid4())
    province = units.by_code(there.province, as_of=NOW.date()).number
    deliver(here, there, 2)
    (row,) = held(there, province)
    assert (row.kind, row.list_id, row.why.code, row.why.values) == (
        Kind.WITHDRAWAL, None, "list_not_come", {"list": sent},
    )  # fmt: skip
    assert held(there) == []
    deliver(here, there, 1)
    attend(there)
    assert held(there, province) == []


@pytest.mark.django_db
def test_only_the_house_writes_what_waits() -> None:
    columns = 'received_id, unit_no, peer_id, number, kind, code, message, "values", people, since, tried_at'
    row = (
        f"INSERT INTO movements_held ({columns})"
        " VALUES (1, %s, 1, 1, 'movements.list', 'x', 'x', '{}', '[]', now(), now())"
    )
    unit = units.by_code("00001", as_of=NOW.date()).number
    with pytest.raises(DatabaseError) as error, acting(officer(unit)), connection.cursor() as cursor:
        cursor.execute(row, [unit])
    assert isinstance(error.value.__cause__, psycopg.errors.InsufficientPrivilege)
    with acting(HOUSE), connection.cursor() as cursor:
        cursor.execute(row, [unit])
    with acting(officer(unit)), connection.cursor() as cursor:
        for statement in ("UPDATE movements_held SET code = 'y'", "DELETE FROM movements_held"):
            cursor.execute(statement)
            assert cursor.rowcount == 0
        cursor.execute("SELECT count(*) FROM movements_held")
        assert cursor.fetchone() == (1,)
