"""One list from draft to answer: where its people stand, what comes back, what is refused."""

import uuid

import pytest
from django.db import connection

from tests.record.ledger.people import HOUSE, put
from tests.work.movements.people import NOW, accepted, drafted, officer, opened, sent, towns
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Line, Verb
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.movements import operations, queries, states
from toandan.work.movements.operations import UnableToAnswer, UnableToDrawUp, UnableToSend, UnableToWithdraw
from toandan.work.movements.words import Fault, Grouping, LineState, ListState, ReturnReason, Wish

pytestmark = pytest.mark.django_db
DUE, DUE_ABSENT, DUE_HOMEBOUND = 12100, 12104, 12108
NOTIFIED, DUE_TEMPORARY = 12111, 22100


def stands(person: int) -> tuple[int, int]:
    with reading(HOUSE):
        row = ledger.standing(person)
    return row.unit_no, row.state


def send_back(receiver: int, list_id: int, persons: list[int], reason: ReturnReason, **how: object):
    asked = {"client_key": uuid.uuid4(), **how}
    return operations.send_back(
        actor=officer(receiver), now=NOW, list_id=list_id, persons=persons, reason=reason, **asked
    )


def row(list_id: int):
    with reading(HOUSE):
        return queries.list_row(list_id)


def test_a_sent_list_leaves_its_people_where_they_count() -> None:
    here, there = towns(2)
    (person,) = opened(here, state=DUE_ABSENT)
    list_id = drafted(here, [person], there)
    assert stands(person) == (here, DUE_ABSENT)
    operations.send(actor=officer(here), now=NOW, list_id=list_id, client_key=uuid.uuid4())
    assert stands(person) == (here, NOTIFIED)
    assert row(list_id).due_on.isoformat() == "2023-06-10"


def test_acceptance_moves_everybody_in_one_entry() -> None:
    here, there = towns(2)
    persons = opened(here, 3, state=DUE_ABSENT) + opened(here, 1, state=DUE_HOMEBOUND)
    list_id = sent(here, persons, there)
    outcome = accepted(there, list_id, persons)
    assert (outcome.done, outcome.refused, outcome.state) == (4, (), ListState.ACCEPTED)
    # What hindered at the old place is left behind; what lies in the person goes along.
    assert [stands(p) for p in persons] == [(there, DUE_TEMPORARY)] * 3 + [(there, DUE_TEMPORARY + 8)]
    with reading(HOUSE):
        assert {ledger.timeline(p)[-1].entry for p in persons} == {outcome.entry}
        assert {ledger.timeline(p)[-1].verb for p in persons} == {Verb.HANDED_OVER}
    with reading(officer(there)):
        assert [p.person_id for p in people.persons(persons)] == persons
    with reading(officer(here)):
        assert people.persons(persons) == []


RETURNED = {
    ReturnReason.NOT_FOUND: 12106,
    ReturnReason.ALREADY_LEFT: 12106,
    ReturnReason.WRONG_UNIT: DUE_ABSENT,
    ReturnReason.DUPLICATE: 12109,
    ReturnReason.DECEASED: 12101,
}


@pytest.mark.parametrize("reason", list(ReturnReason))
def test_a_return_becomes_the_obstacle_it_implies(reason: ReturnReason) -> None:
    here, there = towns(2)
    (person,) = opened(here, state=DUE_ABSENT)
    list_id = sent(here, [person], there)
    outcome = send_back(there, list_id, [person], reason, note="đã hỏi tổ trưởng")
    assert outcome.state is ListState.RETURNED
    assert stands(person) == (here, RETURNED[reason])
    with reading(officer(here)):
        (back,) = queries.returned_lines(low=here, high=here)
    assert (back.person_id, back.reason, back.note) == (person, reason, "đã hỏi tổ trưởng")
    operations.settle(actor=officer(here), now=NOW, list_id=list_id, persons=[person])
    with reading(officer(here)):
        assert queries.returned_lines(low=here, high=here) == []
    assert row(list_id).unsettled == 0


def test_what_the_sender_found_out_meanwhile_is_kept() -> None:
    here, there = towns(2)
    (person,) = opened(here)
    list_id = sent(here, [person], there)
    put([Line(person, (here, NOTIFIED), (here, 12101))], verb=Verb.OBSTACLE_FOUND)
    send_back(there, list_id, [person], ReturnReason.WRONG_UNIT)
    assert stands(person) == (here, 12101)


def test_a_second_answer_is_refused() -> None:
    here, there = towns(2)
    first, second = opened(here, 2)
    list_id = sent(here, [first, second], there)
    accepted(there, list_id, [first])
    with pytest.raises(UnableToAnswer) as caught:
        accepted(there, list_id, [first])
    assert caught.value.code == "already_answered"
    with pytest.raises(UnableToAnswer):
        send_back(there, list_id, [first, second], ReturnReason.NOT_FOUND)
    assert stands(second) == (here, NOTIFIED)
    accepted(there, list_id, [second])
    with pytest.raises(UnableToAnswer) as caught:
        accepted(there, list_id, [second])
    assert caught.value.code == "not_open"


def test_a_person_who_left_otherwise_cannot_be_taken_over() -> None:
    here, there, third = towns(3)
    first, second = opened(here, 2)
    list_id = sent(here, [first, second], there)
    put([Line(first, (here, NOTIFIED), (third, DUE))], verb=Verb.HANDED_OVER)
    outcome = accepted(there, list_id, [first, second])
    assert (outcome.done, outcome.refused, outcome.state) == (1, (first,), ListState.SENT)
    assert stands(first) == (third, DUE)
    with pytest.raises(UnableToAnswer) as caught:
        accepted(there, list_id, [first])
    assert caught.value.code == "gone"
    assert send_back(there, list_id, [first], ReturnReason.ALREADY_LEFT).state is ListState.PARTLY_ACCEPTED
    assert stands(first) == (third, DUE)


def test_withdrawal_puts_everybody_back_and_they_can_be_sent_again() -> None:
    here, there, third = towns(3)
    one, two = opened(here, state=DUE_ABSENT) + opened(here)
    list_id = sent(here, [one, two], there)
    accepted(there, list_id, [two])
    outcome = operations.withdraw(
        actor=officer(here), now=NOW, list_id=list_id, reason="nhầm nơi", client_key=uuid.uuid4()
    )
    assert (outcome.done, outcome.state) == (1, ListState.PARTLY_ACCEPTED)
    assert stands(one) == (here, DUE_ABSENT)
    with pytest.raises(UnableToAnswer):
        accepted(there, list_id, [one])
    assert accepted(third, sent(here, [one], third), [one]).done == 1
    assert stands(one) == (third, DUE_TEMPORARY)


def test_nobody_waits_on_two_lists_of_the_same_unit() -> None:
    here, there, third = towns(3)
    (person,) = opened(here)
    sent(here, [person], there)
    with pytest.raises(UnableToDrawUp) as caught:
        drafted(here, [person], third)
    assert [f.fault for f in caught.value.findings] == [Fault.ON_OPEN_LIST]


def test_who_waits_on_the_list_of_the_unit_above_is_named_and_nobody_beside_them() -> None:
    here, there, elsewhere = towns(3)
    persons = opened(here, 3)
    district = units.by_number(here).district or 0
    (above,) = operations.draw_up(
        actor=officer(district), now=NOW, sender=district, wishes=[Wish(persons[0], there)], reason="x",
        client_key=uuid.uuid4(), grouping=Grouping.COMMUNE,
    )  # fmt: skip
    mine = drafted(here, persons[:2], elsewhere)
    operations.send(actor=officer(district), now=NOW, list_id=above, client_key=uuid.uuid4())
    with pytest.raises(UnableToSend) as refusal:
        operations.send(actor=officer(here), now=NOW, list_id=mine, client_key=uuid.uuid4())
    assert [(f.fault, f.person) for f in refusal.value.findings] == [(Fault.ON_OPEN_LIST, persons[0])]
    with pytest.raises(UnableToDrawUp) as early:
        drafted(here, [persons[0], persons[2]], elsewhere)
    assert [(f.fault, f.person) for f in early.value.findings] == [(Fault.ON_OPEN_LIST, persons[0])]


def test_a_draft_is_looked_at_again_when_it_is_sent() -> None:
    here, there, third = towns(3)
    gone, stays = opened(here, 2)
    list_id = drafted(here, [gone, stays], there)
    put([Line(gone, (here, DUE), (third, DUE))], verb=Verb.HANDED_OVER)
    with pytest.raises(UnableToSend) as caught:
        operations.send(actor=officer(here), now=NOW, list_id=list_id, client_key=uuid.uuid4())
    assert [(f.person, f.fault) for f in caught.value.findings] == [(gone, Fault.NOT_YOURS)]
    assert operations.strike(actor=officer(here), now=NOW, list_id=list_id, persons=[gone]) == 1
    operations.send(actor=officer(here), now=NOW, list_id=list_id, client_key=uuid.uuid4())
    assert stands(stays) == (here, NOTIFIED)


def test_who_cannot_be_on_a_list_is_named_with_the_reason() -> None:
    here, there = towns(2)
    mine, home, lost, unknown = opened(here, 4)
    (theirs,) = opened(there)
    wishes = [Wish(mine, there), Wish(home, here), Wish(lost), Wish(unknown, 3), Wish(theirs, here), Wish(mine, there)]
    asked = {"actor": officer(here), "now": NOW, "sender": here, "wishes": wishes, "reason": "x"}
    with pytest.raises(UnableToDrawUp) as caught:
        operations.draw_up(**asked, client_key=uuid.uuid4())
    found = {(f.person, f.fault) for f in caught.value.findings}
    assert found == {
        (home, Fault.OWN_UNIT), (lost, Fault.NO_RECEIVER), (unknown, Fault.RECEIVER_UNKNOWN),
        (theirs, Fault.NOT_YOURS), (mine, Fault.TWICE),
    }  # fmt: skip
    (list_id,) = operations.draw_up(**asked, client_key=uuid.uuid4(), good_only=True)
    with reading(HOUSE):
        assert [line.person_id for line in queries.lines(list_id)] == [mine]


def test_lists_are_grouped_by_district_and_people_arrive_in_their_commune() -> None:
    here, there = towns(2)
    district = units.by_number(there).district
    other = next(u.number for u in units.children(district) if u.number != there)
    one, two = opened(here, 2)
    wishes = [Wish(one, there), Wish(two, other)]
    asked = {"actor": officer(here), "now": NOW, "sender": here, "wishes": wishes, "reason": "x"}
    (list_id,) = operations.draw_up(**asked, client_key=uuid.uuid4(), grouping=Grouping.DISTRICT)
    assert row(list_id).receiver == district
    operations.send(actor=officer(here), now=NOW, list_id=list_id, client_key=uuid.uuid4())
    with pytest.raises(UnableToAnswer) as caught:
        operations.accept(
            actor=officer(district),
            now=NOW,
            list_id=list_id,
            persons=[one],
            client_key=uuid.uuid4(),
            targets={one: here},
        )
    assert caught.value.code == "target_outside"
    accepted(district, list_id, [one, two])
    assert [stands(one)[0], stands(two)[0]] == [there, other]


def test_every_request_repeated_changes_nothing() -> None:
    here, there = towns(2)
    one, two = opened(here, 2)
    key = uuid.uuid4()
    list_id = drafted(here, [one, two], there, client_key=key)
    assert drafted(here, [one, two], there, client_key=key) == list_id
    for act, asked in (
        (operations.send, {"actor": officer(here)}),
        (operations.accept, {"actor": officer(there), "persons": [one]}),
        (operations.send_back, {"actor": officer(there), "persons": [two], "reason": ReturnReason.DECEASED}),
    ):
        key = uuid.uuid4()
        first = act(now=NOW, list_id=list_id, client_key=key, **asked)
        head = ledger.head()
        again = act(now=NOW, list_id=list_id, client_key=key, **asked)
        assert (again.repeated, again.done, again.state) == (True, first.done, first.state)
        assert ledger.head() == head
    with pytest.raises(UnableTo) as caught:
        operations.accept(actor=officer(there), now=NOW, list_id=list_id, client_key=key, persons=[one])
    assert caught.value.code == "key_reused"


def test_a_withdrawal_needs_a_reason_and_an_open_list() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here), there)
    asked = {"actor": officer(here), "now": NOW, "list_id": list_id}
    with pytest.raises(UnableToWithdraw):
        operations.withdraw(**asked, reason=" ", client_key=uuid.uuid4())
    operations.withdraw(**asked, reason="nhầm", client_key=uuid.uuid4())
    with pytest.raises(UnableToWithdraw):
        operations.withdraw(**asked, reason="nhầm", client_key=uuid.uuid4())


def test_only_the_two_units_read_a_list_and_a_draft_only_its_sender() -> None:
    here, there, third = towns(3)
    (person,) = opened(here)
    list_id = drafted(here, [person], there)
    for stranger in (there, third):
        with reading(officer(stranger)), pytest.raises(NotThere):
            queries.list_row(list_id)
    operations.send(actor=officer(here), now=NOW, list_id=list_id, client_key=uuid.uuid4())
    with reading(officer(there)):
        assert [line.state for line in queries.lines(list_id)] == [LineState.PENDING]
        assert people.persons([person]) == []
    with reading(officer(third)):
        assert queries.lines(list_id) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM movements_waiting(%s)", [list_id])
            assert cursor.fetchone() == (0,)
    operations.withdraw(actor=officer(here), now=NOW, list_id=list_id, reason="nhầm", client_key=uuid.uuid4())
    with reading(officer(there)):
        assert queries.lines(list_id) == []


def test_each_side_does_only_its_own_part() -> None:
    here, there = towns(2)
    (person,) = opened(here)
    list_id = drafted(here, [person], there)
    with pytest.raises(NotThere):
        operations.send(actor=officer(there), now=NOW, list_id=list_id, client_key=uuid.uuid4())
    operations.send(actor=officer(here), now=NOW, list_id=list_id, client_key=uuid.uuid4())
    with pytest.raises(NotAllowed):
        accepted(here, list_id, [person])
    with pytest.raises(NotAllowed):
        operations.withdraw(actor=officer(there), now=NOW, list_id=list_id, reason="x", client_key=uuid.uuid4())


def test_the_statement_closes_and_overdue_is_a_question_of_the_day() -> None:
    from datetime import date

    here, there = towns(2)
    persons = opened(here, 4)
    list_id = sent(here, persons, there)
    accepted(there, list_id, persons[:1])
    send_back(there, list_id, persons[1:2], ReturnReason.NOT_FOUND)
    with reading(officer(there)):
        (pair,) = queries.statement(low=there, high=there, today=date(2023, 6, 11))
        out, incoming = queries.overdue_lists(low=there, high=there, today=date(2023, 6, 11))
        assert queries.overdue_lists(low=there, high=there, today=date(2023, 6, 10)) == ([], [])
    assert (pair.sent, pair.accepted, pair.returned, pair.open, pair.overdue) == (4, 1, 1, 2, 1)
    assert ([r.list_id for r in incoming], out) == ([list_id], [])


def test_the_table_of_moves_knows_every_way_a_list_takes() -> None:
    reached = {ListState.DRAFT}
    for _ in ListState:
        reached |= {move.target for move in states.MOVES if move.source in reached}
    assert reached == set(ListState)
    ends = set(ListState) - {move.source for move in states.MOVES}
    assert ends == {ListState.ACCEPTED, ListState.PARTLY_ACCEPTED, ListState.RETURNED, ListState.WITHDRAWN}
