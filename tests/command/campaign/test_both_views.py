"""Every figure by the units of then and of today: over random mergers both views hold the same people."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.command.campaign import town as t
from tests.command.reorganisation.mapping import ON
from toandan.command.campaign import queries
from toandan.command.campaign.operations import create_order
from toandan.command.campaign.words import MEASURES, RESIDUAL_KINDS, BridgeStep, Measure
from toandan.command.evaluation.queries import attention
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Verb
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
AFTER = ON + timedelta(days=6)
STATES = (t.DUE, t.CHILD, t.APPLIED, t.ISSUED, t.ACTIVE, t.ABSENT)
TARGET, DONE = MEASURES[Measure.CARD].target, MEASURES[Measure.CARD].done


@pytest.fixture(autouse=True)
def order(monkeypatch):
    monkeypatch.setattr(t, "LATER", datetime(2025, 8, 1, 3, tzinfo=UTC))
    return create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh", title_en="Order",
        scope=t.unit("01"), starts_on=t.START, deadline=date(2025, 12, 31),
    )  # fmt: skip


def parts(number):
    return [unit.number for unit in units.parts_of(number, as_of=ON)]


def merged(seed):
    """A dozen communes that live, are merged or divided with some people left undecided, and live on."""
    chance, made = random.Random(seed), t.Town()
    communes = [unit.number for unit in units.leaves(t.unit("01"))]
    divided = [number for number in communes if len(parts(number)) > 1]
    olds = [*chance.sample(communes, 8), *chance.sample(divided, 4)]
    for old in olds:
        for state in chance.sample(STATES, 3):
            made.open(old, state, chance.randint(1, 5))

    def live(days, places):
        for day in days:
            here = [p for p, history in made.histories.items() if history[-1][1:] != t.WORLD]
            some = chance.sample(here, 4)
            t._if_any(made.serve, day, [p for p in some if made.histories[p][-1][2] in {t.DUE, t.ABSENT}])
            made.leave(Verb.DIED, day, chance.sample(here, 1))
            left = [p for p in some[:2] if made.histories[p][-1][1:] != t.WORLD]
            at = chance.choice(places)
            t._if_any(made.move, Verb.HANDED_OVER, day, [p for p in left if made.histories[p][-1][1] != at], at=at)

    live([t.START + timedelta(days=i) for i in range(4)] + [ON - timedelta(days=i) for i in (9, 5, 2)], olds)
    for person, history in list(made.histories.items()):
        to = parts(history[-1][1]) if history[-1][1] in olds else []
        if to and (len(to) == 1 or chance.random() < 0.8):
            late = len(to) > 1 and chance.random() < 0.2
            made.move(Verb.REORGANISED, AFTER - timedelta(days=2) if late else ON, [person], at=chance.choice(to))
    live([ON + timedelta(days=1), AFTER], [new for old in olds for new in parts(old)])
    return made


@pytest.mark.parametrize("seed", [1, 2])
def test_both_views_hold_the_same_people_on_every_day_and_at_every_stage(seed):
    made = merged(seed)
    for day in (t.START + timedelta(days=2), ON - timedelta(days=1), ON, AFTER):
        held = Counter(made.standing(person, day) for person in made.histories)
        then = queries.board(order="ML01", as_of=day)
        now = queries.board(order="ML01", as_of=day, units_of=AFTER)
        stages = {kind: sum(row.residual[kind] for row in now.rows) for kind in RESIDUAL_KINDS}
        assert stages == dict(now.total.residual) == dict(then.total.residual)
        for counted in (then, now):
            assert sum(row.target for row in counted.rows) == sum(n for (_, s), n in held.items() if s in TARGET)
            assert sum(row.done for row in counted.rows) == sum(n for (_, s), n in held.items() if s in DONE)
        assert now.total.counters == then.total.counters and now.series == then.series


@pytest.mark.parametrize("seed", [3, 4])
def test_a_bridge_by_the_units_of_today_closes_and_a_merger_is_no_step_in_it(seed):
    made = merged(seed)
    whole = _bridge(t.unit("01"), AFTER)
    assert whole.opening == sum(made.standing(p, t.START - timedelta(days=1))[1] in TARGET for p in made.histories)
    assert whole.present == sum(made.standing(p, AFTER)[1] in TARGET for p in made.histories)
    assert not any(Verb.REORGANISED in verbs for verbs in whole.verbs.values())
    each = [_bridge(leaf.number, AFTER) for leaf in units.leaves(units.by_code("01", as_of=ON).number)]
    for told in ("opening", "present"):
        assert sum(getattr(one, told) for one in each) == getattr(whole, told)
    led = Counter()
    for one in each:
        came, went = (one.verbs[step].get(Verb.REORGANISED, 0) for step in (BridgeStep.ARRIVALS, BridgeStep.DEPARTURES))
        led.update(came=came, went=went)
    # Only a divided unit makes people come and go without anybody having moved, and nobody comes who did not go.
    assert led["came"] == -led["went"] > 0
    eve = ON - timedelta(days=1)
    then, now = queries.bridge(order="ML01", unit=t.unit("01"), since=t.START, until=eve), _bridge(t.unit("01"), eve)
    assert (now.opening, now.present, now.steps) == (then.opening, then.present, then.steps)
    assert (then.units_of, now.units_of) == (None, AFTER)


def _bridge(unit, until):
    return queries.bridge(order="ML01", unit=unit, since=t.START, until=until, units_of=AFTER)


def test_no_account_of_any_commune_is_counted_under_two_units_of_today_or_under_none():
    city = queries.kin(order="ML01", under=t.unit("01"), day=ON)
    each = [queries.kin(order="ML01", under=leaf.number, day=ON) for leaf in city.leaves]
    counted = Counter(account for one in each for account in one.under)
    assert set(counted.values()) == {1}
    assert {unit.number for unit in units.leaves(t.unit("01"))} <= counted.keys() == city.under.keys()


def test_people_who_are_led_elsewhere_are_nobodys_work_of_a_day():
    """Cống Vị goes half to Giảng Võ: half of its days are told of either, and the reform is nobody's day of work."""
    made, old = t.Town(), t.unit("00007")
    main, other = parts(old)
    people = made.open(old, t.DUE, 80)
    for i in range(10):
        made.serve(ON - timedelta(days=10 - i), people[8 * i : 8 * i + 8])
    for one, at in ((people[::2], main), (people[1::2], other)):
        made.move(Verb.REORGANISED, ON, one, at=at)
    after = ON + timedelta(days=1)
    assert {row.done for row in queries.board(order="ML01", as_of=after).rows if row.target} == {40}
    board = queries.board(order="ML01", as_of=after, as_work=True)
    rows = {row.number: row for row in board.rows if row.number in (main, other)}
    assert [rows[number].spark[-12:] for number in (main, other)] == 2 * [(4,) * 10 + (0, 0)]
    assert {row.done for row in rows.values()} == {40}
    assert sum(sum(row.spark) for row in board.rows) == sum(board.total.spark) == 80
    # The board of the one that the unit is not counted under says the same of it.
    assert queries.board(order="ML01", as_of=after, under=other, as_work=True).total.spark == rows[other].spark
    assert not [one for one in attention(order="ML01", as_of=after).found if _odd(one, rows)]
    # Nor is it what a directive of that day brought about.
    effect = queries.effect_of(unit=other, order="ML01", day=ON, today=after)
    assert (effect.before, effect.since) == (4, 0)


def _odd(one, rows):
    return one.row.number in rows and any(notice.reason.value in {"odd", "dropped"} for notice in one.notices)


def test_a_merged_unit_is_foreseen_from_the_days_of_what_it_was_made_of():
    made, olds = t.Town(), [t.unit("00004"), t.unit("00013")]
    (heir,) = {parts(old)[0] for old in olds}
    day = ON - timedelta(days=1)
    for old in olds:
        people = made.open(old, t.DUE, 60)
        for i in range(20):
            made.serve(day - timedelta(days=20 - i), people[2 * i : 2 * i + 2])
    seen = queries.forecast(order="ML01", as_of=day, under=heir, units_of=AFTER)
    assert (seen.goal, seen.done, seen.unit) == (120, 80, units.by_number(heir).code)
    assert seen.outlook.finish[50] is not None and seen.outlook.finish[50] < ON + timedelta(days=60)
    kept = queries.foreseen(order=queries.order("ML01"), unit=olds[0], until=day, units_of=AFTER)
    assert (kept.outlook.goal, kept.outlook.done, kept.outlook.unit) == (120, 80, heir)
    city = queries.foreseen(order=queries.order("ML01"), unit=t.unit("01"), until=day, units_of=AFTER)
    assert sum(one.goal for one in city.parts.values()) == city.outlook.goal == 120
    assert city.parts[heir].done == 80


def test_forecasts_are_held_against_what_came_of_the_units_they_were_of():
    made, olds = t.Town(), [t.unit("00004"), t.unit("00013")]
    for old in olds:
        people = made.open(old, t.DUE, 60)
        for i in range(15):
            made.serve(t.START + timedelta(days=i), people[2 * i : 2 * i + 2])
    until = t.START + timedelta(days=14)
    then = queries.hindsight(order="ML01", until=until)
    now = queries.hindsight(order="ML01", until=until, units_of=AFTER)
    assert [(one.day, one.ahead, one.forecasts) for one in then] == [(t.START + timedelta(days=7), 7, 2)]
    assert [(one.day, one.ahead, one.forecasts) for one in now] == [(t.START + timedelta(days=7), 7, 1)]
    # Two people a day in either, four in both, every day: a straight line foresees it to the person.
    assert then[0].straight == now[0].straight == 0
    assert now[0].inside80 <= 1 and now[0].error < 100
