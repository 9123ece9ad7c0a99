"""Balances, flows and changes of any day, as of now and as published; folding changes none of them."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.record.ledger.people import (
    APPLIED,
    DAY,
    DUE,
    HOUSE,
    ISSUED,
    NOW,
    WORLD,
    communes,
    moved,
    officer_at,
    opened,
    put,
    write_down,
)
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger import queries
from toandan.record.ledger.operations import UnableToSeal, fold, open_months, seal
from toandan.record.ledger.words import Card, Change, Line, Verb, matching
from toandan.record.officers.queries import reading

pytestmark = pytest.mark.django_db

DAYS = [DAY + timedelta(days=n) for n in range(6)]
COUNTERS = {"all": matching(), "due": matching(card=[Card.DUE]), "issued": matching(card=[Card.ISSUED])}


def played() -> tuple[int, int, int]:
    """Play a small week in two units, sealed in the middle; return the units and the sealed entry."""
    unit, other = communes(2)
    people = opened(unit, 10)
    put(moved(people[:4], (unit, DUE), (unit, ISSUED)), on=DAYS[1])
    put(moved(people[4:6], (unit, DUE), (unit, ISSUED)), on=DAYS[1])
    put(moved(people[6:7], (unit, DUE), (other, DUE)), verb=Verb.HANDED_OVER, on=DAYS[2])
    sealed = seal(actor=HOUSE, now=NOW, reason="bulletin")
    put(moved(people[7:8], (unit, DUE), (unit, ISSUED)), on=DAYS[1])
    put(moved(people[8:9], (unit, DUE), (unit, ISSUED)), on=DAYS[1])
    put(moved(people[9:10], (unit, DUE), WORLD), verb=Verb.DIED, on=DAYS[4])
    return unit, other, sealed


def figures(unit: int, other: int, entry: int | None) -> list[object]:
    return [queries.balances(as_of=day, entry=entry, low=unit, high=other) for day in DAYS]


def test_balances_of_any_day_and_as_published() -> None:
    unit, other, sealed = played()
    assert queries.balances(as_of=DAY - timedelta(days=1), low=unit, high=other) == []
    assert queries.balances(as_of=DAYS[0], low=unit, high=other) == [(unit, DUE, 10)]
    assert queries.balances(as_of=DAYS[1], low=unit, high=other) == [(unit, DUE, 2), (unit, ISSUED, 8)]
    assert queries.balances(as_of=DAYS[1], entry=sealed, low=unit, high=other) == [(unit, DUE, 4), (unit, ISSUED, 6)]
    assert queries.balances(as_of=DAYS[5], low=unit, high=unit) == [(unit, ISSUED, 8)]
    assert queries.balances(as_of=DAYS[5], low=0, high=other) == [(unit, ISSUED, 8), (other, DUE, 1)]


def test_people_of_some_states_are_the_sum_of_their_balances() -> None:
    unit, other, _ = played()
    for day in [DAY - timedelta(days=1), *DAYS]:
        rows = queries.balances(as_of=day, low=unit, high=other)
        assert queries.people_in(as_of=day, low=unit, high=other) == sum(people for _, _, people in rows)
        issued = [people for _, state, people in rows if state == ISSUED]
        assert queries.people_in(as_of=day, low=unit, high=other, states=[ISSUED]) == sum(issued)
    assert queries.people_in(as_of=DAYS[5], low=unit, high=other, states=[]) == 0


def test_folding_changes_no_figure_of_any_day_at_any_seal() -> None:
    unit, other, first = played()
    second = seal(actor=HOUSE, now=NOW, reason="bulletin")
    before = [figures(unit, other, entry) for entry in (None, first, second)]
    days = [queries.reported(day=day, low=unit, high=other) for day in DAYS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_delta")
        rows = cursor.fetchone()[0]
        gone = fold()
        cursor.execute("SELECT count(*) FROM ledger_delta")
        assert cursor.fetchone()[0] == rows - gone
    # Two entries of the second day before the first seal, and two between the seals, touched the same two accounts.
    assert gone == 4
    assert [figures(unit, other, entry) for entry in (None, first, second)] == before
    assert [queries.reported(day=day, low=unit, high=other) for day in DAYS] == days
    assert fold() == 0


def test_nothing_above_the_last_seal_is_folded() -> None:
    unit, _, _ = played()
    fold()
    assert fold() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_delta WHERE unit_no = %s AND effective_on = %s", [unit, DAYS[1]])
        # One pair from below the seal, and a pair for each of the two entries above it.
        assert cursor.fetchone()[0] == 2 + 4


@pytest.mark.parametrize("published", [False, True])
def test_flows_are_differences_of_balances(published: bool) -> None:
    unit, other, sealed = played()
    entry = sealed if published else None
    found = queries.flows(since=DAYS[1], as_of=DAYS[5], counters=COUNTERS, low=unit, high=other, entry=entry)
    for number in (unit, other):
        for name, states in COUNTERS.items():

            def balance(day: date, at: int = number, of: frozenset[int] = states) -> int:
                rows = queries.balances(as_of=day, entry=entry, low=at, high=at)
                return sum(people for _, state, people in rows if state in of)

            opening = found[number].opening[name]
            assert opening == balance(DAYS[0])
            for day in DAYS[1:]:
                opening += dict(found[number].days[name]).get(day, 0)
                assert opening == balance(day), (name, day)


def test_a_sealed_part_and_its_tail_make_the_whole() -> None:
    unit, other, sealed = played()

    def table(**cut: int) -> dict[int, list[list[int]]]:
        found = queries.flow_table(since=DAYS[1], as_of=DAYS[5], counters=COUNTERS, low=unit, high=other, **cut)
        return dict(zip(found.units.tolist(), found.change.tolist(), strict=True))

    whole, part, tail = table(), table(entry=sealed), table(after=sealed)
    assert set(tail) == {unit}
    for number, rows in whole.items():
        empty = [[0] * len(row) for row in rows]
        for row, first, second in zip(rows, part.get(number, empty), tail.get(number, empty), strict=True):
            assert row == [a + b for a, b in zip(first, second, strict=True)]


def test_flows_of_nothing_are_empty_and_time_runs_forward() -> None:
    unit, other, _ = played()
    assert queries.flows(since=DAY, as_of=DAY, counters={"none": frozenset()}, low=unit, high=other) == {}
    assert queries.flows(since=DAY, as_of=DAY, counters={}, low=unit, high=other) == {}
    assert (
        queries.flow_table(since=DAYS[2], as_of=DAYS[1], counters=COUNTERS, low=unit, high=other).change.shape[2] == 1
    )
    with pytest.raises(ValueError, match="before"):
        queries.flow_table(since=DAYS[2], as_of=DAYS[0], counters=COUNTERS, low=unit, high=other)


def test_changes_say_by_which_verb_and_where_the_other_side_lies() -> None:
    unit, other, _ = played()
    due = COUNTERS["due"]
    assert queries.changes(since=DAYS[0], as_of=DAYS[5], states=due, spans=[(unit, unit)]) == [
        Change("corrected", False, "here", 8),
        Change("died", False, "world", 1),
        Change("handed_over", False, "elsewhere", 1),
        Change("register_opened", True, "world", 10),
    ]
    both = queries.changes(since=DAYS[2], as_of=DAYS[5], states=due, spans=[(unit, other)])
    assert both == [Change("died", False, "world", 1)]
    assert queries.changes(since=DAYS[1], as_of=DAYS[5], states=COUNTERS["all"], spans=[(other, other)]) == [
        Change("handed_over", True, "elsewhere", 1)
    ]


def test_a_bridge_closes_for_somebody_who_may_not_see_its_people() -> None:
    unit, other, _ = played()
    with reading(officer_at(other)):
        found = queries.changes(since=DAYS[0], as_of=DAYS[5], states=COUNTERS["due"], spans=[(unit, unit)])
    assert sum(c.people if c.gained else -c.people for c in found) == 0


def test_which_units_reported_and_until_when() -> None:
    unit, other, _ = played()
    assert queries.reported(day=DAYS[2], low=unit, high=other) == {unit, other}
    assert queries.reported(day=DAYS[3], low=unit, high=other) == frozenset()
    assert queries.last_day(low=unit, high=other, until=DAYS[5]) == DAYS[4]
    assert queries.last_day(low=unit, high=other, until=DAYS[3]) == DAYS[2]
    assert queries.last_day(low=other + 1, high=other + 1, until=DAYS[5]) is None


def test_lists_are_paged_by_person_within_scope() -> None:
    unit, other = communes(2)
    people = opened(unit, 5)
    opened(other, 2)
    put(moved(people[:1], (unit, DUE), (unit, APPLIED)))
    with reading(officer_at(unit)):
        page = queries.line_list(low=unit, high=other, states=COUNTERS["due"], after=None, limit=3)
        rest = queries.line_list(low=unit, high=other, states=COUNTERS["due"], after=page[-1][0], limit=3)
        everyone = queries.line_list(low=0, high=2_000_000_000, states=None, after=None, limit=100)
    assert [row[0] for row in page] == people[1:4]
    assert [row[0] for row in rest] == people[4:]
    assert [row[0] for row in everyone] == people
    assert page[0][1:] == (unit, DUE, DAY)


def test_a_seal_needs_a_reason_and_a_permission() -> None:
    (unit,) = communes(1)
    with pytest.raises(UnableToSeal):
        seal(actor=HOUSE, now=NOW, reason=" ")
    for forbidden in (
        lambda: seal(actor=officer_at(unit), now=NOW, reason="mine"),
        lambda: fold(actor=officer_at(unit)),
        lambda: open_months(until=DAY, actor=officer_at(unit)),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert queries.last_seal() is None
    entry = seal(actor=HOUSE, now=NOW, reason="first")
    found = queries.last_seal()
    assert found is not None
    assert (found.entry, found.reason, found.actor) == (entry, "first", "test")


def test_months_are_opened_ahead_once() -> None:
    from django.utils import timezone

    ahead = timezone.localdate() + timedelta(days=200)
    names = open_months(until=ahead)
    assert f"ledger_posting_{ahead:%Y_%m}" in names
    assert open_months(until=ahead) == []
    (unit,) = communes(1)
    person = write_down(unit)[0]
    put([Line(person, WORLD, (unit, DUE))], verb=Verb.REGISTERED)
    with reading(HOUSE), connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM ledger_posting WHERE person_id = %s", [person])
        assert cursor.fetchone() == (f"ledger_posting_{timezone.localdate():%Y_%m}",)
