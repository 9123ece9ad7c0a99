"""Notification lists follow their units when these merge: whoever was waited for is so by the unit that is there."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from tests.command.reorganisation.mapping import DIVIDED, HOUSE, NOW, ON, WHOLE, new, old, reorganise, text, usual
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.record.ledger.people import opened
from tests.work.movements.people import drafted, officer, sent
from toandan.command.reorganisation import operations as runs
from toandan.ground.kernel.actor import FIRST_NUMBER, LAST_NUMBER
from toandan.record.ledger import queries as ledger
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.movements import operations, queries
from toandan.work.movements.words import Grouping, LineState, ListRow, ListState, ReturnReason, Wish

pytestmark = pytest.mark.django_db
BESIDE = "00004"
"""Trúc Bạch, a ward of the same old district as those that merge here."""

FAR = "00091"
"""Phú Thượng, a ward of another district, which goes on under its own name."""

DUE_ABSENT, NOTIFIED, DUE_TEMPORARY = 12104, 12111, 22100
LATER = NOW + timedelta(days=1)


def stands(person: int) -> tuple[int, int]:
    with reading(HOUSE):
        row = ledger.standing(person)
    return row.unit_no, row.state


def every_list() -> dict[int, ListRow]:
    with reading(HOUSE):
        return {row.list_id: row for row in queries.lists_out(low=FIRST_NUMBER, high=LAST_NUMBER)}


def waiting(list_id: int) -> list[int]:
    with reading(HOUSE):
        return sorted(line.person_id for line in queries.lines(list_id, state=LineState.PENDING))


def test_a_list_of_a_unit_that_merged_is_answered_as_if_nothing_had_happened() -> None:
    gone, back = people = opened(old(WHOLE[0]), 2, state=DUE_ABSENT)
    list_id = sent(old(WHOLE[0]), people, old(FAR))
    assert reorganise(usual()).lists == 1
    after = every_list()[list_id]
    assert (after.sender, after.receiver, after.state) == (new(WHOLE[1]), old(FAR), ListState.SENT)
    assert [stands(one) for one in people] == [(new(WHOLE[1]), NOTIFIED)] * 2
    asked = {"actor": officer(old(FAR)), "now": LATER, "list_id": list_id}
    taken = operations.accept(**asked, persons=[gone], client_key=uuid4())
    operations.send_back(**asked, persons=[back], reason=ReturnReason.NOT_FOUND, client_key=uuid4())
    assert (taken.done, stands(gone)) == (1, (old(FAR), DUE_TEMPORARY))
    assert stands(back)[0] == new(WHOLE[1])
    with reading(actor_for("hongha", Role.COMMUNE_POLICE, new(WHOLE[1]))):
        assert [row.list_id for row in queries.lists_out(low=new(WHOLE[1]), high=new(WHOLE[1]))] == [list_id]
        assert queries.open_lists(low=new(WHOLE[1]), high=new(WHOLE[1]))["unsettled"] == 1
    said = [line for line in every_line() if line.verb == "movements.list.repoint"]
    assert [(line.subject, line.detail["lists"], line.detail["people"]) for line in said] == [
        (f"unit:{old(WHOLE[0])}", 1, 0)
    ]
    assert (reorganise(usual()).repeated, every_list()[list_id].sender) == (True, new(WHOLE[1]))


def test_the_new_unit_takes_over_whom_the_old_one_was_told_of() -> None:
    people = opened(old(FAR), 2, state=DUE_ABSENT)
    list_id = sent(old(FAR), people, old(WHOLE[0]))
    reorganise(text(f"{WHOLE[0]},{WHOLE[1]},full,,", f"{FAR},{FAR},full,,"))
    police = officer(new(WHOLE[1]))
    done = operations.accept(actor=police, now=LATER, list_id=list_id, persons=people, client_key=uuid4())
    assert (done.done, done.state) == (2, ListState.ACCEPTED)
    assert [stands(one) for one in people] == [(new(WHOLE[1]), DUE_TEMPORARY)] * 2


def test_between_two_units_that_become_one_no_list_is_needed() -> None:
    people = opened(old(WHOLE[0]), 2, state=DUE_ABSENT)
    list_id = sent(old(WHOLE[0]), people, old(BESIDE))
    draft = drafted(old(BESIDE), opened(old(BESIDE), 1, state=DUE_ABSENT), old(WHOLE[0]))
    reorganise(text(f"{WHOLE[0]},{WHOLE[1]},full,,", f"{BESIDE},{WHOLE[1]},full,,"))
    assert [stands(one) for one in people] == [(new(WHOLE[1]), DUE_ABSENT)] * 2
    found = every_list()
    assert {one: (found[one].state, found[one].withdrawn) for one in (list_id, draft)} == {
        list_id: (ListState.WITHDRAWN, 2), draft: (ListState.WITHDRAWN, 1)
    }  # fmt: skip
    assert reorganise(text(f"{WHOLE[0]},{WHOLE[1]},full,,", f"{BESIDE},{WHOLE[1]},full,,")).repeated


def test_a_list_to_a_district_goes_on_as_one_for_each_unit_that_took_its_place() -> None:
    people = opened(old(FAR), 3, state=DUE_ABSENT)
    wishes = [Wish(person, old(code)) for person, code in zip(people, (WHOLE[0], WHOLE[0], BESIDE), strict=True)]
    (list_id,) = operations.draw_up(
        actor=officer(old(FAR)), now=NOW, sender=old(FAR), wishes=wishes, reason="sống ở nơi khác", client_key=uuid4(),
        grouping=Grouping.DISTRICT,
    )  # fmt: skip
    operations.send(actor=officer(old(FAR)), now=NOW, list_id=list_id, client_key=uuid4())
    assert every_list()[list_id].receiver == old("001")
    reorganise(text(f"{WHOLE[0]},{WHOLE[1]},full,,", f"{BESIDE},00008,full,,", f"{FAR},{FAR},full,,"))
    found = every_list()
    assert {(row.receiver, row.lines): waiting(one) for one, row in found.items()} == {
        (new(WHOLE[1]), 2): people[:2], (new("00008"), 1): people[2:]
    }  # fmt: skip
    (other,) = set(found) - {list_id}
    first, second = found[list_id], found[other]
    assert (second.due_on, second.reason, second.sent_at) == (first.due_on, first.reason, first.sent_at)
    police = officer(new("00008"))
    assert operations.accept(actor=police, now=LATER, list_id=other, persons=people[2:], client_key=uuid4()).done == 1


def test_a_list_to_a_district_that_nobody_carries_on_is_taken_back() -> None:
    (person,) = opened(old(FAR), 1, state=DUE_ABSENT)
    (list_id,) = operations.draw_up(
        actor=officer(old(FAR)), now=NOW, sender=old(FAR), wishes=[Wish(person, old(BESIDE))], reason="sống ở nơi khác",
        client_key=uuid4(), grouping=Grouping.DISTRICT,
    )  # fmt: skip
    operations.send(actor=officer(old(FAR)), now=NOW, list_id=list_id, client_key=uuid4())
    assert stands(person)[1] == NOTIFIED
    reorganise(text(f"{WHOLE[0]},{WHOLE[1]},full,,", f"{FAR},{FAR},full,,"))
    assert (every_list()[list_id].state, stands(person)) == (ListState.WITHDRAWN, (new(FAR), DUE_ABSENT))


def test_people_of_a_divided_unit_are_waited_for_by_the_unit_each_of_them_came_to() -> None:
    code, (main, other) = DIVIDED
    people = opened(old(code), 3, state=DUE_ABSENT)
    list_id = sent(old(code), people, old(FAR))
    assert reorganise(usual()).lists == 0
    assert every_list()[list_id].sender == old(code), "nobody knows yet where they belong"
    csv = "person,new_code\n" + "".join(f"{one},{to}\n" for one, to in zip(people, (other, main, main), strict=True))
    assert reorganise(usual(), people=csv.encode()).lists == 1
    assert {row.sender: waiting(one) for one, row in every_list().items()} == {
        new(main): people[1:], new(other): people[:1]
    }  # fmt: skip
    for one, row in every_list().items():
        operations.withdraw(
            actor=officer(row.sender), now=LATER, list_id=one, reason="đã về", client_key=uuid4()
        )  # fmt: skip
    assert {stands(one)[1] for one in people} == {DUE_ABSENT}


def test_who_had_left_before_is_not_waited_for_anew() -> None:
    person, other = opened(old(BESIDE), 2, state=DUE_ABSENT)
    first = sent(old(BESIDE), [person], old(FAR))
    second = sent(old(BESIDE), [other], old(WHOLE[0]))
    operations.accept(actor=officer(old(WHOLE[0])), now=NOW, list_id=second, persons=[other], client_key=uuid4())
    third = sent(old(WHOLE[0]), [other], old(FAR))
    reorganise(text(f"{WHOLE[0]},{WHOLE[1]},full,,", f"{BESIDE},{WHOLE[1]},full,,"))
    found = every_list()
    assert {found[one].sender for one in (first, third)} == {new(WHOLE[1])}
    assert operations.accept(
        actor=officer(old(FAR)), now=LATER, list_id=third, persons=[other], client_key=uuid4()
    ).done == 1  # fmt: skip


def led(actor, *values: object) -> int:
    """Return how many lists smuggled SQL leads."""
    try:
        with acting(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM movements_lead_lists(%s, %s, %s)", values)
            return cursor.rowcount
    except ProgrammingError as error:
        assert isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
        return 0


def test_smuggled_sql_leads_no_list_of_a_unit_that_goes_on_or_without_the_word() -> None:
    ended, successor = old(WHOLE[0]), new(WHOLE[1])
    sent(ended, opened(ended, 1, state=DUE_ABSENT), old(FAR))
    city = actor_for("city", Role.CITY_HEADQUARTERS, new("01"), now=timezone.now())
    commune = actor_for("hongha", Role.COMMUNE_POLICE, successor)
    for actor in (city, commune):
        assert led(actor, ended, [successor], successor) == 0
    assert led(HOUSE, successor, [ended], ended) == 0, "it goes on"
    assert led(HOUSE, ended, [successor], successor) == 1


def merging(*, on_progress: Callable[[int, int], object] | None = None) -> None:
    """Merge the receiver of a list, whose people go first, and then its sender."""
    content = text(f"{WHOLE[0]},{WHOLE[1]},full,,", f"{FAR},{FAR},full,,")
    run = runs.receive(
        actor=HOUSE, now=NOW, content=content, file_name="thu.csv", on=ON, rest=False, reason="1656/NQ-UBTVQH15"
    )
    done = runs.carry_out(actor=HOUSE, now=NOW, run=run.run, on_progress=on_progress)
    assert (sum(done.before.values()), done.waiting) == (sum(done.after.values()), 0)


def test_whom_an_answer_brings_into_a_unit_that_was_led_away_is_led_as_well() -> None:
    people = opened(old(FAR), 3)
    list_id = sent(old(FAR), people, old(WHOLE[0]))

    def answer(place: int, _all: int) -> None:
        if place == 1:
            told = {"actor": officer(old(WHOLE[0])), "now": NOW, "list_id": list_id}
            operations.accept(**told, persons=people[:2], client_key=uuid4())

    merging(on_progress=answer)
    assert [stands(one)[0] for one in people] == [new(WHOLE[1])] * 2 + [new(FAR)]
    assert (every_list()[list_id].receiver, waiting(list_id)) == (new(WHOLE[1]), people[2:])
