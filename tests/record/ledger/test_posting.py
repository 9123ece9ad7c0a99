"""What the door does with good lines, wrong lines, late days and repeats."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone, translation

from tests.record.ledger.people import (
    APPLIED,
    DAY,
    DUE,
    HOUSE,
    ISSUED,
    NOW,
    PRODUCED,
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
from toandan.record.ledger.operations import UnableToPost, post
from toandan.record.ledger.words import Line, LineArrays, Refusal, RefusalReason, Verb
from toandan.record.officers.queries import reading

pytestmark = pytest.mark.django_db


def standing(person: int) -> tuple[int, int, date]:
    with reading(HOUSE):
        row = queries.standing(person)
    return row.unit_no, row.state, row.effective_on


def refusals(lines: list[Line], **changes: object) -> list[Refusal]:
    with pytest.raises(UnableToPost) as caught:
        put(lines, **changes)  # type: ignore[arg-type]
    assert caught.value.code == "lines_refused"
    return caught.value.refusals


def test_a_posting_moves_the_standing_and_keeps_its_history() -> None:
    (unit,) = communes(1)
    (person,) = opened(unit)
    outcome = put([Line(person, (unit, DUE), (unit, APPLIED))], verb=Verb.DOSSIER_COLLECTED, on=date(2023, 5, 22))
    assert (outcome.posted, outcome.refused, outcome.repeated) == (1, [], False)
    assert standing(person) == (unit, APPLIED, date(2023, 5, 22))
    with reading(HOUSE):
        first, second = queries.timeline(person)
        assert queries.head() == outcome.entry
        assert queries.entry(outcome.entry).lines == 1
    assert (first.source, first.target, first.verb) == (WORLD, (unit, DUE), Verb.REGISTER_OPENED)
    assert (second.source, second.target, second.entry) == ((unit, DUE), (unit, APPLIED), outcome.entry)


def test_a_late_report_counts_from_the_last_change_but_keeps_its_day() -> None:
    (unit,) = communes(1)
    (person,) = opened(unit)
    put([Line(person, (unit, DUE), (unit, APPLIED))], on=date(2023, 5, 25))
    put([Line(person, (unit, APPLIED), (unit, PRODUCED))], on=date(2023, 5, 23))
    with reading(HOUSE):
        last = queries.timeline(person)[-1]
    assert (last.occurred_on, last.effective_on) == (date(2023, 5, 23), date(2023, 5, 25))


def test_each_refusal_has_its_reason() -> None:
    unit, other = communes(2)
    people = opened(unit, 7)
    unknown_state, unknown_unit, differs, still, twice, far, unlawful = people
    nobody = write_down(unit)[0]
    lines = [
        Line(unknown_state, (unit, DUE), (unit, 12112)),
        Line(unknown_unit, (unit, DUE), (3, DUE)),
        Line(differs, (unit, APPLIED), (unit, PRODUCED)),
        Line(still, (unit, DUE), (unit, DUE)),
        Line(twice, (unit, DUE), (unit, APPLIED)),
        Line(twice, (unit, DUE), (unit, ISSUED)),
        Line(nobody, (unit, DUE), (unit, APPLIED)),
        Line(10**12, WORLD, (unit, DUE)),
    ]
    found = {(r.person, r.reason, r.unit, r.state) for r in refusals(lines)}
    assert found == {
        (unknown_state, RefusalReason.STATE_UNKNOWN, None, None),
        (unknown_unit, RefusalReason.UNIT_UNKNOWN, None, None),
        (differs, RefusalReason.STANDING_DIFFERS, unit, DUE),
        (still, RefusalReason.NOTHING_CHANGES, None, None),
        (twice, RefusalReason.DUPLICATE_LINE, None, None),
        (nobody, RefusalReason.NOT_IN_REGISTER, None, None),
        (10**12, RefusalReason.NOT_IN_REGISTER, None, None),
    }
    (future,) = refusals([Line(far, (unit, DUE), (unit, APPLIED))], on=timezone.localdate() + timedelta(days=1))
    assert future.reason is RefusalReason.FUTURE_DAY
    (lawless,) = refusals([Line(unlawful, (unit, DUE), (unit, ISSUED))], verb=Verb.CARD_DELIVERED)
    assert lawless.reason is RefusalReason.NOT_LAWFUL
    assert {standing(person)[:2] for person in people} == {(unit, DUE)}
    assert other != unit


def test_one_wrong_line_among_plain_ones_is_found() -> None:
    """A set that stays in its units is looked at in passing; whatever is wrong in it gets the reason it gets alone."""
    (unit,) = communes(1)
    first, second, third = opened(unit, 3)
    wrong = {
        RefusalReason.STATE_UNKNOWN: Line(second, (unit, DUE), (unit, 12112)),
        RefusalReason.NOTHING_CHANGES: Line(second, (unit, DUE), (unit, DUE)),
        RefusalReason.DUPLICATE_LINE: Line(first, (unit, DUE), (unit, ISSUED)),
        RefusalReason.UNIT_UNKNOWN: Line(second, (unit, DUE), (3, DUE)),
        RefusalReason.STANDING_DIFFERS: Line(second, (unit, APPLIED), (unit, PRODUCED)),
    }
    for reason, line in wrong.items():
        plain = moved([first, third], (unit, DUE), (unit, APPLIED))
        assert {refusal.reason for refusal in refusals([*plain, line])} == {reason}
    assert {standing(person)[1] for person in (first, second, third)} == {DUE}
    assert put(moved([first, second, third], (unit, DUE), (unit, APPLIED))).posted == 3
    with reading(HOUSE):
        assert queries.entry(queries.head()).lines == 3


def test_a_refused_set_leaves_nothing_behind_and_a_partial_one_its_good_lines() -> None:
    (unit,) = communes(1)
    good, wrong = opened(unit, 2)
    lines = [Line(good, (unit, DUE), (unit, APPLIED)), Line(wrong, (unit, ISSUED), (unit, DUE))]
    with reading(HOUSE):
        head = queries.head()
    refusals(lines)
    with reading(HOUSE):
        assert queries.head() == head
    outcome = put(lines, partial=True)
    assert (outcome.posted, [r.person for r in outcome.refused]) == (1, [wrong])
    assert standing(good)[1] == APPLIED
    assert standing(wrong)[1] == DUE
    with reading(HOUSE):
        header = queries.entry(outcome.entry)
    assert (header.lines, header.refused) == (1, 1)


@pytest.mark.parametrize("many", [1, 3])
def test_repeating_a_request_changes_nothing_and_answers_the_same(many: int) -> None:
    (unit,) = communes(1)
    people = opened(unit, many)
    key = uuid4()
    lines = [*moved(people, (unit, DUE), (unit, APPLIED)), Line(10**12, (unit, DUE), (unit, APPLIED))]
    first = put(lines, key=key, partial=True)
    again = put(list(reversed(lines)), key=key, partial=True)
    assert again.repeated
    assert (again.entry, again.posted, again.refused) == (first.entry, many, first.refused)
    with reading(HOUSE):
        assert len(queries.timeline(people[0])) == 2


def test_a_key_used_for_something_else_is_refused() -> None:
    (unit,) = communes(1)
    one, other = opened(unit, 2)
    key = uuid4()
    put([Line(one, (unit, DUE), (unit, APPLIED))], key=key)
    for changed in (
        {"lines": [Line(other, (unit, DUE), (unit, APPLIED))]},
        {"lines": [Line(one, (unit, DUE), (unit, APPLIED))], "reason": "another"},
    ):
        with pytest.raises(UnableToPost) as caught:
            put(key=key, **changed)  # type: ignore[arg-type]
        assert caught.value.code == "key_reused"
    assert standing(other)[1] == DUE


def test_people_leave_to_the_world_and_may_come_back_later_only() -> None:
    unit, other = communes(2)
    (person,) = opened(unit)
    put([Line(person, (unit, DUE), WORLD)], verb=Verb.MOVED_OUT, on=date(2023, 5, 25))
    with reading(HOUSE), pytest.raises(queries.StandingUnknown):
        queries.standing(person)
    (refused,) = refusals([Line(person, (unit, DUE), (unit, APPLIED))])
    assert refused.reason is RefusalReason.NOT_IN_REGISTER
    put([Line(person, WORLD, (other, DUE))], verb=Verb.MOVED_IN, on=date(2023, 5, 21))
    assert standing(person) == (other, DUE, date(2023, 5, 25))
    (twice,) = refusals([Line(person, WORLD, (other, DUE))], verb=Verb.MOVED_IN)
    assert twice.reason is RefusalReason.STANDING_DIFFERS


def test_the_register_follows_the_unit_and_keeps_the_last_one() -> None:
    unit, other = communes(2)
    person, stays = opened(unit, 2)
    put([Line(person, (unit, DUE), (other, DUE))], verb=Verb.HANDED_OVER)

    def register() -> list[int]:
        with reading(HOUSE), connection.cursor() as cursor:
            cursor.execute(
                "SELECT unit_no FROM people_person WHERE person_id = ANY(%s) ORDER BY person_id", [[person, stays]]
            )
            return [row[0] for row in cursor.fetchall()]

    assert register() == [other, unit]
    put([Line(person, (other, DUE), WORLD)], verb=Verb.DIED)
    assert register() == [other, unit]


def test_an_opening_brings_the_register_to_the_unit_it_opens() -> None:
    unit, other = communes(2)
    (person,) = write_down(unit)
    put([Line(person, WORLD, (other, DUE))], verb=Verb.REGISTERED)
    with reading(officer_at(other)), connection.cursor() as cursor:
        cursor.execute("SELECT unit_no FROM people_person WHERE person_id = %s", [person])
        assert cursor.fetchone() == (other,)


def test_an_officer_posts_only_where_allowed() -> None:
    here, there, elsewhere = communes(3)
    (person,) = opened(there)
    with pytest.raises(NotAllowed):
        put([Line(person, (there, DUE), (there, APPLIED))], actor=officer_at(here))
    with pytest.raises(NotAllowed):
        put([Line(person, (there, DUE), (elsewhere, DUE))], actor=officer_at(here))
    with pytest.raises(NotAllowed):
        put(
            [Line(person, (there, DUE), (there, APPLIED))], actor=officer_at(there, permissions=("people.person.read",))
        )
    put([Line(person, (there, DUE), (here, DUE))], verb=Verb.HANDED_OVER, actor=officer_at(here))
    assert standing(person)[0] == here


def test_the_place_of_somebody_elsewhere_is_not_told() -> None:
    here, there = communes(2)
    (person,) = opened(there)
    with pytest.raises(UnableToPost) as caught:
        put([Line(person, (here, DUE), (here, APPLIED))], actor=officer_at(here))
    assert caught.value.refusals == [Refusal(person, RefusalReason.STANDING_DIFFERS)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "  "}, "reason_missing"),
        ({"verb": "danced"}, "verb_unknown"),
        ({"lines": []}, "no_lines"),
        ({"lines": [Line(1, (5, DUE), WORLD)], "evidence": " "}, "evidence_missing"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_written(changes: dict[str, object], code: str) -> None:
    asked = {"lines": [Line(1, (5, DUE), (5, APPLIED))], **changes}
    with pytest.raises(UnableToPost) as caught:
        put(**asked)  # type: ignore[arg-type]
    assert caught.value.code == code
    with translation.override("vi"):
        assert translation.gettext(caught.value.message) != caught.value.message


def test_columns_of_different_length_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="length"):
        post(
            actor=HOUSE,
            now=NOW,
            verb=Verb.CORRECTED,
            occurred_on=DAY,
            client_key=uuid4(),
            lines=LineArrays([1, 2], [5, 5], [DUE], [5, 5], [APPLIED, APPLIED]),
            reason="test",
        )


def test_large_sets_take_the_same_way() -> None:
    unit, other = communes(2)
    people = opened(unit, 3000)
    half = people[::2]
    outcome = post(
        actor=HOUSE,
        now=NOW,
        verb=Verb.HANDED_OVER,
        occurred_on=DAY,
        client_key=uuid4(),
        lines=LineArrays(half[::-1], [unit] * 1500, [DUE] * 1500, [other] * 1500, [DUE] * 1500),
        reason="test",
    )
    assert outcome.posted == 1500
    with reading(HOUSE):
        assert queries.balances(as_of=DAY, low=unit, high=other) == [(unit, DUE, 1500), (other, DUE, 1500)]
        assert [row.person_id for row in queries.standings(people) if row.unit_no == other] == half


def test_every_post_leaves_one_journal_line() -> None:
    (unit,) = communes(1)
    (person,) = opened(unit)
    key = uuid4()
    outcome = put([Line(person, (unit, DUE), (unit, APPLIED))], key=key)
    put([Line(person, (unit, DUE), (unit, APPLIED))], key=key)
    with reading(HOUSE), connection.cursor() as cursor:
        cursor.execute(
            "SELECT verb, unit_no, detail ->> 'posted' FROM journal_line WHERE subject = %s", [f"entry:{outcome.entry}"]
        )
        assert cursor.fetchall() == [("ledger.entry.post", unit, "1")]


@pytest.mark.parametrize("gap", [False, True])
def test_a_set_of_new_people_brings_the_register_along(gap: bool) -> None:
    unit, other = communes(2)
    people = write_down(unit, 6)
    if gap:
        people.pop(2)
    outcome = put([Line(p, WORLD, (other, DUE)) for p in people], verb=Verb.REGISTER_OPENED)
    assert outcome.posted == len(people)
    with reading(officer_at(other)), connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM people_person WHERE unit_no = %s ORDER BY person_id", [other])
        assert [row[0] for row in cursor.fetchall()] == people
        assert queries.balances(as_of=DAY, low=unit, high=other) == [(other, DUE, len(people))]


@pytest.mark.parametrize("spoil", ["standing", "nobody", "unit", "state"])
def test_one_who_does_not_fit_among_new_people_is_told_apart(spoil: str) -> None:
    (unit,) = communes(1)
    people = write_down(unit, 5)
    lines = [Line(p, WORLD, (unit, DUE)) for p in people]
    wrong, reason = people[2], RefusalReason.STANDING_DIFFERS
    if spoil == "standing":
        put(lines[2:3], verb=Verb.REGISTERED)
    elif spoil == "nobody":
        wrong, reason = people[-1] + 1, RefusalReason.NOT_IN_REGISTER
        lines.append(Line(wrong, WORLD, (unit, DUE)))
    elif spoil == "unit":
        lines[2], reason = Line(wrong, WORLD, (3, DUE)), RefusalReason.UNIT_UNKNOWN
    else:
        lines[2], reason = Line(wrong, WORLD, (unit, 12112)), RefusalReason.STATE_UNKNOWN
    assert [(r.person, r.reason) for r in refusals(lines, verb=Verb.REGISTER_OPENED)] == [(wrong, reason)]
    outcome = put(lines, verb=Verb.REGISTER_OPENED, partial=True)
    assert (outcome.posted, [r.person for r in outcome.refused]) == (len(lines) - 1, [wrong])
    with reading(HOUSE):
        assert queries.balances(as_of=DAY, low=unit, high=unit) == [(unit, DUE, 5 - (spoil in {"unit", "state"}))]
