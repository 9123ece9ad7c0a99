"""Movements: what each does, what keeps it out, that a repeat is harmless, and that undoing gives the old standing."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.record.people.conftest import someone, unit_of
from tests.work.movements.conftest import DUE, NOW, OPENED, TODAY, police, report, settle
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing, Verb
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.queries import PersonUnknown
from toandan.work.movements import operations, queries
from toandan.work.movements.words import Kind, MovementRow


def record(actor: Actor, kind: Kind, person: int, **more: object) -> MovementRow:
    given: dict[str, object] = {"report": report(), "client_key": uuid4()}
    return operations.record(actor=actor, now=NOW, kind=kind, person=person, **(given | more))  # type: ignore[arg-type]


def enter(actor: Actor, kind: Kind, **more: object) -> MovementRow:
    given: dict[str, object] = {
        "unit": unit_of("00001"),
        "report": report(),
        "client_key": uuid4(),
        "details": someone("Bé Mới Sinh", birth=PartialDate.of(2023, 6, 10), personal_number=""),
    }
    return operations.enter(actor=actor, now=NOW, kind=kind, **(given | more))  # type: ignore[arg-type]


def stands(actor: Actor, person: int) -> Standing | None:
    with reading(actor):
        found = ledger.standings([person])
    return found[0].standing if found else None


def test_a_birth_enters_as_not_due(ward: Actor) -> None:
    made = enter(ward, Kind.BIRTH)
    assert stands(ward, made.person_id) == Standing(Residence.PERMANENT, Card.NOT_DUE, EId.NONE)
    with reading(ward):
        assert ledger.timeline(made.person_id)[-1].verb is Verb.BORN


def test_who_is_registered_nowhere_enters_so_and_the_clock_runs(ward: Actor) -> None:
    details = someone("Người Lang Thang", birth=PartialDate.of(1990))
    since = TODAY - timedelta(days=31)
    made = enter(ward, Kind.ARRIVAL_UNREGISTERED, details=details, report=report(since))
    assert stands(ward, made.person_id) == Standing(Residence.UNREGISTERED, Card.DUE, EId.NONE)
    here = unit_of("00001")
    with reading(ward):
        states = {
            after: queries.unregistered(low=here, high=here, on=since + timedelta(days=after))[0].state
            for after in (29, 30, 60, 61)
        }
    assert states == {29: "running", 30: "due", 60: "due", 61: "overdue"}
    record(ward, Kind.RESIDENCE_CHECKED, made.person_id)
    with reading(ward):
        assert queries.unregistered(low=here, high=here, on=TODAY) == []


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        (Kind.TEMPORARY, DUE.but(residence=Residence.TEMPORARY)),
        (Kind.ABSENCE, DUE.but(obstacle=Obstacle.ABSENT)),
        (Kind.ABROAD, DUE.but(obstacle=Obstacle.ABROAD)),
        (Kind.DEATH, None),
        (Kind.EMIGRATION, None),
        (Kind.DEPARTURE, None),
    ],
)
def test_each_kind_does_its_own_and_undoing_gives_the_old_standing(
    ward: Actor, kind: Kind, after: Standing | None
) -> None:
    person = settle()
    made = record(ward, kind, person)
    assert stands(ward, person) == after
    operations.undo(actor=ward, now=NOW, person=person, number=made.movement, reason="wrong person", client_key=uuid4())
    assert stands(ward, person) == DUE
    with reading(ward):
        assert people.person(person).details.temporary_unit is None
        assert [m.kind for m in queries.of_person(person)] == [Kind.UNDONE, kind]


def test_registration_writes_the_place_and_keeps_the_old_one(ward: Actor) -> None:
    person = settle(
        DUE.but(residence=Residence.UNREGISTERED, obstacle=Obstacle.ABSENT), permanent_unit=unit_of("00004")
    )
    record(ward, Kind.PERMANENT, person)
    assert stands(ward, person) == DUE
    with reading(ward):
        assert people.person(person).details.permanent_unit == unit_of("00001")
        assert [(c.old, c.new) for c in people.corrections(person)] == [(str(unit_of("00004")), str(unit_of("00001")))]


def test_a_late_report_keeps_the_true_day_and_counts_from_the_last_change(ward: Actor) -> None:
    person = settle()
    happened = OPENED - timedelta(days=40)
    record(ward, Kind.DEATH, person, report=report(happened))
    with reading(ward):
        last = ledger.timeline(person)[-1]
    assert (last.occurred_on, last.effective_on) == (happened, OPENED)


def test_who_moved_away_comes_back_due_and_the_dead_do_not(ward: Actor) -> None:
    child = settle(
        Standing(Residence.PERMANENT, Card.NOT_DUE, EId.NONE),
        birth=PartialDate.of(2009, 6, 1),
    )
    record(ward, Kind.DEPARTURE, child)
    record(ward, Kind.RETURN, child)
    assert stands(ward, child) == DUE
    dead = settle()
    record(ward, Kind.DEATH, dead)
    with pytest.raises(operations.UnableToRecord) as refused:
        record(ward, Kind.RETURN, dead)
    assert refused.value.code == "person_dead"


@pytest.mark.parametrize(
    ("kind", "more", "field", "code"),
    [
        (Kind.DEATH, {"on": TODAY + timedelta(days=1)}, "occurred_on", "occurred_in_future"),
        (Kind.DEATH, {"reported_on": TODAY + timedelta(days=1)}, "reported_on", "reported_in_future"),
        (Kind.DEATH, {"reported_on": TODAY - timedelta(days=1)}, "reported_on", "reported_too_early"),
        (Kind.DEATH, {"on": date(1985, 5, 16)}, "occurred_on", "before_birth"),
        (Kind.DEATH, {"evidence": " "}, "evidence", "evidence_missing"),
        (Kind.ABSENCE, {"reason": " "}, "reason", "reason_missing"),
        (Kind.PERMANENT, {}, "kind", "already_so"),
        (Kind.RETURN, {}, "kind", "not_away"),
        (Kind.RESIDENCE_CHECKED, {}, "kind", "not_unregistered"),
        (Kind.BIRTH, {}, "kind", "kind_enters"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(
    ward: Actor, kind: Kind, more: dict[str, object], field: str, code: str
) -> None:
    person = settle()
    with pytest.raises(operations.UnableToRecord) as refused:
        record(ward, kind, person, report=report(**more))  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.code) == (field, code)
    assert stands(ward, person) == DUE


def test_who_is_gone_cannot_die_again(ward: Actor) -> None:
    person = settle()
    record(ward, Kind.DEATH, person)
    with pytest.raises(operations.UnableToRecord) as refused:
        record(ward, Kind.DEATH, person)
    assert refused.value.code == "person_gone"


@pytest.mark.parametrize(
    ("birth", "code"), [(PartialDate(), "birth_date_missing"), (PartialDate.of(2023, 6, 9), "birth_date_differs")]
)
def test_a_birth_agrees_with_its_date(ward: Actor, birth: PartialDate, code: str) -> None:
    with pytest.raises(operations.UnableToRecord) as refused:
        enter(ward, Kind.BIRTH, details=someone("Bé", birth=birth))
    assert (refused.value.field, refused.value.code) == ("birth_date", code)


def test_a_repeat_changes_nothing_and_another_use_of_its_key_is_refused(ward: Actor) -> None:
    person, key = settle(), uuid4()
    first = record(ward, Kind.DEATH, person, client_key=key)
    assert record(ward, Kind.DEATH, person, client_key=key) == first
    with pytest.raises(operations.UnableToRecord) as refused:
        record(ward, Kind.DEATH, settle(), client_key=key)
    assert refused.value.code == "key_used"
    born = uuid4()
    assert enter(ward, Kind.BIRTH, client_key=born) == enter(ward, Kind.BIRTH, client_key=born)


def test_only_the_last_standing_can_be_undone_and_only_once(ward: Actor) -> None:
    person = settle()
    first, second = record(ward, Kind.ABSENCE, person), record(ward, Kind.RETURN, person)

    def undo(made: MovementRow) -> MovementRow:
        return operations.undo(actor=ward, now=NOW, person=person, number=made.movement, reason="x", client_key=uuid4())

    with pytest.raises(operations.UnableToUndo) as refused:
        undo(first)
    assert refused.value.code == "not_last"
    back = undo(second)
    for made, code in ((second, "undone_already"), (back, "not_undoable")):
        with pytest.raises(operations.UnableToUndo) as refused:
            undo(made)
        assert refused.value.code == code
    undo(first)
    assert stands(ward, person) == DUE


def test_what_another_room_posted_since_keeps_a_movement_from_being_undone(ward: Actor) -> None:
    person = settle(DUE.but(residence=Residence.UNREGISTERED))
    made = record(ward, Kind.TEMPORARY, person)
    operations.collect_dossier(
        actor=ward, now=NOW, unit=ward.at, person=person, occurred_on=TODAY, reason="x", client_key=uuid4()
    )
    with pytest.raises(operations.UnableToUndo) as refused:
        operations.undo(actor=ward, now=NOW, person=person, number=made.movement, reason="x", client_key=uuid4())
    assert refused.value.code == "not_last"


def test_what_changed_meanwhile_is_seen(ward: Actor) -> None:
    person = settle()
    with reading(ward):
        seen = ledger.standing(person).entry
    record(ward, Kind.ABSENCE, person, seen=seen)
    with pytest.raises(operations.UnableToRecord) as refused:
        record(ward, Kind.DEATH, person, seen=seen)
    assert refused.value.code == "changed_meanwhile"


def test_neighbours_neither_record_nor_read(ward: Actor) -> None:
    person = settle()
    made = record(ward, Kind.ABSENCE, person)
    neighbour = police("00004", officer=12)
    with pytest.raises(PersonUnknown):
        record(neighbour, Kind.RETURN, person)
    with reading(neighbour):
        assert queries.movements(low=1, high=2_000_000_000) == []
        with pytest.raises(queries.MovementUnknown):
            queries.movement(person, made.movement)
    with pytest.raises(NotAllowed):
        enter(neighbour, Kind.BIRTH)
