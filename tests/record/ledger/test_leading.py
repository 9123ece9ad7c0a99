"""Everybody of one unit led to another at once: the same entries as line by line, and the same refusals."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from tests.record.ledger.people import APPLIED, DUE, HOUSE, ISSUED, communes, moved, officer_at, opened, put
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger.operations import UnableToPost
from toandan.record.ledger.queries import holder
from toandan.record.ledger.words import RefusalReason, Verb
from toandan.record.officers.operations import acting
from toandan.record.people.queries import person
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
ON = date(2023, 6, 1)


def rows(sql: str, *values: object) -> list[tuple[object, ...]]:
    with acting(HOUSE), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def balances(unit: int) -> dict[tuple[object, object], object]:
    found = rows("SELECT effective_on, state, sum(amount) FROM ledger_delta WHERE unit_no = %s GROUP BY 1, 2", unit)
    return {(day, state): people for day, state, people in found}


def lead(people: list[int], old: int, new: int, state: int = DUE, **changes: object):
    return put(moved(people, (old, state), (new, state)), verb=Verb.REORGANISED, on=ON, **changes)


def test_people_postings_balances_and_register_agree():
    old, new = communes(2)
    due, issued = opened(old, 3), opened(old, 2, state=ISSUED)
    late = opened(old, 1, on=date(2023, 6, 2))
    lines = moved(due + late, (old, DUE), (new, DUE)) + moved(issued, (old, ISSUED), (new, ISSUED))
    outcome = put(lines, verb=Verb.REORGANISED, on=ON)
    assert (outcome.posted, outcome.refused, outcome.repeated) == (6, [], False)
    # Who came after the day is led from the day of coming: nobody counts anywhere before.
    assert balances(new) == {(ON, DUE): 3, (ON, ISSUED): 2, (date(2023, 6, 2), DUE): 1}
    assert balances(old)[(ON, DUE)] == -3
    found = rows(
        "SELECT person_id, unit_from, state_from, unit_to, state_to FROM ledger_posting WHERE entry_id = %s",
        outcome.entry,
    )
    assert sorted(found) == sorted((line.person, *line.source, *line.target) for line in lines)
    with acting(HOUSE):
        assert {person(p).unit for p in due + issued + late} == {new}


def test_a_code_means_the_unit_that_holds_the_people_until_they_are_led_on():
    (old,), later = communes(1), date(2026, 6, 1)
    people = opened(old, 2)
    (new, *_others) = units.called(old, on=later)
    with acting(HOUSE):
        before = holder("01", on=later)
        # Where nobody stands at all a code means its bearer of the day.
        assert holder("79", on=later) == units.bearer("79", as_of=later)
    lead(people, old, new.number)
    with acting(HOUSE):
        after = holder("01", on=later)
    assert (before.holds(old), before.holds(new.number), after.holds(new.number)) == (True, False, True)


def test_somebody_who_stands_elsewhere_is_named_and_the_others_go():
    old, new = communes(2)
    people = opened(old, 5)
    put(moved(people[2:3], (old, DUE), (old, APPLIED)), verb=Verb.DOSSIER_COLLECTED)
    with pytest.raises(UnableToPost) as refused:
        lead(people, old, new)
    assert [r.person for r in refused.value.refusals] == [people[2]]
    assert balances(new) == {}
    outcome = lead(people, old, new, partial=True)
    assert (outcome.posted, [(r.person, r.reason) for r in outcome.refused]) == (
        4, [(people[2], RefusalReason.STANDING_DIFFERS)],
    )  # fmt: skip
    assert balances(new) == {(ON, DUE): 4}


def test_a_person_named_twice_and_an_unknown_unit_are_refused():
    old, new = communes(2)
    first, second = opened(old, 2)
    outcome = lead([first, first, second], old, new, partial=True)
    assert (outcome.posted, {r.reason for r in outcome.refused}) == (1, {RefusalReason.DUPLICATE_LINE})
    third, fourth = opened(old, 2)
    outcome = lead([third, fourth], old, 3, partial=True)
    assert (outcome.posted, {r.reason for r in outcome.refused}) == (0, {RefusalReason.UNIT_UNKNOWN})


def test_the_same_request_again_changes_nothing():
    old, new = communes(2)
    people, key = opened(old, 4), uuid4()
    first = lead(people, old, new, key=key)
    again = lead(people, old, new, key=key)
    assert (again.entry, again.posted, again.repeated) == (first.entry, 4, True)
    assert balances(new) == {(ON, DUE): 4}


def test_an_officer_of_neither_unit_leads_nobody():
    old, new, third = communes(3)
    people = opened(old, 2)
    stranger = officer_at(third)
    with pytest.raises(NotAllowed):
        lead(people, old, new, actor=stranger)
    assert balances(new) == {}
    assert lead(people, old, new, actor=officer_at(old)).posted == 2
