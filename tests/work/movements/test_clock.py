"""The clock of birthdays: the database counts as the kernel does, missed nights are caught up, repeats do nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.record.ledger.people import put
from tests.work.movements.conftest import DUE, NOW, TODAY, police, settle
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.birth import due_from, expires_on
from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Line, Residence, Standing, Verb
from toandan.record.officers.queries import reading
from toandan.record.people import operations as people
from toandan.record.people import queries as person_rows
from toandan.record.people.words import PersonRow
from toandan.work.movements import operations, queries
from toandan.work.movements.words import ClockRun

HOUSE = the_house("test")
CHILD = Standing(Residence.PERMANENT, Card.NOT_DUE, EId.NONE)
ISSUED = DUE.but(card=Card.ISSUED, eid=EId.ACTIVATED)

pytestmark = pytest.mark.django_db


def run(on: date = TODAY, now: datetime = NOW) -> ClockRun:
    return operations.come_of_age(actor=HOUSE, now=now, on=on)


BIRTHS = st.one_of(
    st.dates(date(2006, 1, 1), date(2010, 12, 31)).map(lambda d: PartialDate.of(d.year, d.month, d.day)),
    st.just(PartialDate.of(2008, 2, 29)),
    st.builds(PartialDate.of, st.integers(2006, 2010), st.integers(1, 12)),
    st.builds(PartialDate.of, st.integers(2006, 2010)),
    st.dates(date(2006, 1, 1), date(2010, 12, 31)).map(lambda d: PartialDate(d.year, d.month, d.day, Basis.ASSUMED)),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(births=st.lists(BIRTHS, min_size=1, max_size=6), on=st.dates(date(2020, 1, 1), TODAY))
def test_the_database_says_who_is_due_as_the_kernel_does(births: list[PartialDate], on: date) -> None:
    people = {settle(CHILD, birth=birth, on=date(2020, 1, 1)): birth for birth in births}
    with reading(HOUSE):
        found = {one.person: one.day for one in queries.came_of_age(on) if one.person in people}
    days = {person: due_from(birth) for person, birth in people.items()}
    assert found == {person: day for person, day in days.items() if day and day <= on}


def test_missed_nights_are_caught_up_each_on_its_own_day_and_a_repeat_does_nothing() -> None:
    days = [date(2023, 6, 1), date(2023, 6, 5), date(2023, 6, 10), date(2023, 6, 11)]
    people = [settle(CHILD, birth=PartialDate.of(d.year - 14, d.month, d.day)) for d in days]
    done = run()
    assert (done.came_of_age, done.cards_expired, len(done.entries), done.refused) == (3, 0, 3, 0)
    with reading(HOUSE):
        last = [ledger.timeline(person)[-1] for person in people]
    assert [(t.verb, t.effective_on) for t in last[:3]] == [(Verb.CAME_OF_AGE, day) for day in days[:3]]
    assert last[3].verb is Verb.REGISTERED
    assert run() == ClockRun(TODAY, 0, 0, (), 0)


def test_who_was_put_back_comes_of_age_again() -> None:
    person = settle(CHILD, birth=PartialDate.of(2009, 6, 1))
    run()
    with reading(HOUSE):
        now = ledger.standing(person)
    put([Line(person, (now.unit_no, DUE.code), (now.unit_no, CHILD.code))])
    assert run().came_of_age == 1


LATER = datetime(2030, 1, 1, 3, tzinfo=UTC)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    born=st.dates(date(1962, 1, 2), date(2006, 12, 31)).filter(lambda d: (d.month, d.day) != (1, 1)),
    issued=st.dates(date(2023, 5, 21), TODAY),
    on=st.dates(date(2024, 1, 1), date(2036, 1, 1)),
)
def test_cards_end_when_the_kernel_says(born: date, issued: date, on: date) -> None:
    settle(on=date(2023, 5, 20))
    person = settle(ISSUED, birth=PartialDate.of(born.year, born.month, born.day), on=issued)
    with reading(HOUSE):
        found = {one.person: one.day for one in queries.expired(on)}
    ends = expires_on(born=born, issued_on=issued)
    assert found.get(person) == (ends if ends and ends <= on else None)


def test_an_ended_card_makes_its_holder_due_again(monkeypatch: pytest.MonkeyPatch) -> None:
    person = settle(ISSUED, birth=PartialDate.of(1980, 3, 3), on=date(2017, 1, 1))
    done = run()
    assert done.cards_expired == 1
    with reading(HOUSE):
        last = ledger.timeline(person)[-1]
        assert ledger.standing(person).standing == ISSUED.but(card=Card.DUE)
    assert (last.verb, last.occurred_on) == (Verb.CARD_EXPIRED, date(2020, 3, 3))


def undo_expiry(person: int, entry: int, **more: object) -> int:
    told = {"reason": "thẻ còn hạn", "client_key": uuid4()} | more
    return operations.undo_expiry(actor=police("00001"), now=NOW, person=person, entry=entry, **told)  # type: ignore[arg-type]


def test_the_end_of_a_card_is_undone_once_and_not_noted_again() -> None:
    person = settle(ISSUED, birth=PartialDate.of(1980, 3, 3), on=date(2017, 1, 1))
    run()
    with reading(HOUSE):
        ended = ledger.timeline(person)[-1].entry
    with pytest.raises(operations.UnableToUndo) as refused:
        undo_expiry(person, ended, reason=" ")
    assert refused.value.code == "reason_missing"
    key = uuid4()
    assert undo_expiry(person, ended, client_key=key) == undo_expiry(person, ended, client_key=key)
    with reading(HOUSE):
        assert ledger.standing(person).standing == ISSUED
        assert [one.verb for one in ledger.timeline(person)][-2:] == [Verb.CARD_EXPIRED, Verb.CORRECTED]
    assert run().cards_expired == 0
    with pytest.raises(operations.UnableToUndo) as refused:
        undo_expiry(person, ended)
    assert refused.value.code == "not_last"
    # It was the wrong birthday: by the right one the card, which is no younger for the undoing, ends later that month.
    corrected(person, PartialDate.of(1983, 6, 9))
    assert run().cards_expired == 1
    assert _card(person) is Card.DUE


def test_a_day_to_come_is_refused_and_so_is_a_ward() -> None:
    with pytest.raises(operations.UnableToRecord) as refused:
        run(TODAY + timedelta(days=1))
    assert (refused.value.field, refused.value.code) == ("on", "occurred_in_future")
    from toandan.ground.kernel.errors import NotAllowed

    with pytest.raises(NotAllowed):
        operations.come_of_age(actor=police("00001"), now=NOW, on=TODAY)


def corrected(person: int, birth: PartialDate) -> None:
    people.correct(
        actor=HOUSE,
        now=NOW,
        person_id=person,
        details=replace(_row(person).details, birth=birth),
        reason="trích lục khai sinh",
        evidence="Trích lục 7/2023",
        client_key=uuid4(),
        occurred_on=TODAY,
    )


def _row(person: int) -> PersonRow:
    with reading(HOUSE):
        return person_rows.person(person)


def _card(person: int) -> Card:
    with reading(HOUSE):
        [stands] = ledger.standings([person])
    return stands.standing.card


def test_a_birth_date_corrected_to_a_later_one_takes_somebody_off_until_their_birthday() -> None:
    by_decision = settle(DUE, birth=PartialDate.of(2012, 3, 1))
    person = settle(DUE, birth=PartialDate.of(2008, 3, 1), personal_number="")
    corrected(person, PartialDate.of(2009, 6, 11))
    assert (run().too_young, run().too_young) == (1, 0)
    assert (_card(person), _card(by_decision)) == (Card.NOT_DUE, Card.DUE)
    later = datetime(2023, 6, 11, 3, 0, tzinfo=UTC)
    assert (run(later.date(), later).came_of_age, _card(person)) == (1, Card.DUE)
