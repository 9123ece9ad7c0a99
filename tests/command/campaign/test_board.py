"""Boards over a real ledger: what counting people one by one gives, on every day, at every level."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.command.campaign import town as t
from toandan.command.campaign import queries
from toandan.command.campaign.operations import create_order
from toandan.command.campaign.queries import figures as kept
from toandan.command.campaign.words import MEASURES, Measure, Status
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import operations as ledger
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel

pytestmark = pytest.mark.django_db
DAY_14 = t.START + timedelta(days=13)


def order_of(scope):
    return create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=scope, starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip


@pytest.fixture
def order():
    return order_of(t.unit("01"))


def board(**asked):
    with reading(the_house()):
        return queries.board(**({"order": "ML01", "as_of": DAY_14} | asked))


def by_code(found):
    return {row.code: row for row in found.rows}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_board_is_what_counting_people_gives(order, seed):
    town = t.lived_in(seed)
    of = MEASURES[Measure(list(Measure)[seed % 4])]
    for back in (0, 1, 5, 13, 20):
        day = DAY_14 - timedelta(days=back)
        for level in (UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.COMMUNE):
            found = board(as_of=day, level=level, measure=of.measure)
            for row in (*found.rows, found.total):
                assert row.target == town.count(row.number, row.last, of.target, day)
                assert row.done == town.count(row.number, row.last, of.done, day)
                for kind, states in of.residual.items():
                    assert row.residual[kind] == town.count(row.number, row.last, states, day)


def test_the_burn_up_ends_at_the_totals_of_each_day(order):
    t.lived_in(4)
    series = board().series
    assert [point.day for point in series] == [t.START + timedelta(days=i) for i in range(14)]
    for point in series[::4]:
        total = board(as_of=point.day).total
        assert (point.target, point.done) == (total.target, total.done)


def test_every_district_and_every_commune_has_its_row(order):
    assert len(board().rows) == 30
    assert len(board(level=UnitLevel.COMMUNE).rows) == 579
    assert [row.code for row in board(level=UnitLevel.PROVINCE).rows] == ["01"]


def test_a_district_shows_its_communes_and_a_commune_itself(order):
    thuong_tin = board(under=t.unit("279"))
    assert (thuong_tin.level, len(thuong_tin.rows), thuong_tin.units) == (UnitLevel.COMMUNE, 29, 29)
    assert {row.parent for row in thuong_tin.rows} == {"279"}
    alone = board(under=t.unit("00091"))
    assert [row.code for row in alone.rows] == ["00091"]


def test_units_with_nobody_show_no_rate_and_no_rank(order):
    row = by_code(board())["003"]
    assert (row.target, row.rate, row.rank, row.status) == (0, None, None, Status.EMPTY)


def test_complete_communes_are_counted_into_their_district(order):
    town = t.Town()
    for code in ("00091", "00094"):
        town.open(t.unit(code), t.DUE, 2)
    town.serve(t.START, list(town.histories)[:2])
    found = board()
    row = by_code(found)["003"]
    assert (row.units, row.units_complete, row.done, row.target) == (8, 1, 2, 4)
    assert (found.total.units, found.total.units_complete) == (579, 1)
    done = by_code(board(level=UnitLevel.COMMUNE))["00091"]
    assert (done.status, done.completed_on, done.rank) == (Status.DONE, t.START, 1)


def test_what_was_published_stays_published(order):
    town = t.lived_in(5)
    before, entry = board(), town.entries[-1]
    people = t.Town.open(town, t.unit("00091"), t.DUE, 3, on=t.START)
    town.serve(t.START + timedelta(days=2), people)
    assert board().total.target == before.total.target + 3
    again = board(entry=entry)
    assert (again.rows, again.total, again.series) == (before.rows, before.total, before.series)
    assert again.entry == entry


def test_sealed_and_later_figures_together_are_the_whole(order):
    town = t.lived_in(6, days=7)
    ledger.seal(actor=the_house(), now=t.LATER, reason="bản tin ngày 7")
    sealed = board()
    people = town.open(t.unit("00115"), t.DUE, 4, on=t.START + timedelta(days=1))
    town.serve(DAY_14, people)
    now = board()
    kept.forget()
    assert now == board()
    assert now.total.done == sealed.total.done + 4


def test_communes_that_reported_on_the_day_are_counted(order):
    town = t.Town()
    people = town.open(t.unit("00091"), t.DUE, 2)
    town.open(t.unit("00094"), t.DUE, 1)
    assert board().reported == 0
    town.move(t.Verb.OBSTACLE_FOUND, DAY_14, people, state=t.ABSENT)
    assert board().reported == 1


def test_several_levels_come_from_one_reading(order):
    t.lived_in(7)
    with reading(the_house()):
        districts, communes = queries.boards(order="ML01", as_of=DAY_14, levels=[UnitLevel.DISTRICT, UnitLevel.COMMUNE])
    assert districts == board()
    assert communes == board(level=UnitLevel.COMMUNE)


@pytest.mark.parametrize("level", [UnitLevel.DISTRICT, UnitLevel.COMMUNE])
def test_a_board_asks_the_database_a_handful_of_questions(order, level):
    t.lived_in(8, days=3)
    board(level=level)
    with (
        reading(the_house()),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        queries.board(order="ML01", as_of=DAY_14, level=level)
    assert len(asked) <= 7


def test_a_city_without_districts_shows_its_communes():
    day = t.START.replace(year=2025, month=8)
    create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML02", title_vi="Mới", title_en="New",
        scope=t.unit("01", day), starts_on=day, deadline=day + timedelta(days=30),
    )  # fmt: skip
    found = board(order="ML02", as_of=day)
    assert (found.level, len(found.rows)) == (UnitLevel.COMMUNE, 126)
    with pytest.raises(queries.BoardUnknown):
        board(order="ML02", as_of=day, level=UnitLevel.DISTRICT)


def test_a_unit_outside_the_order_has_no_board(order):
    with pytest.raises(queries.BoardUnknown):
        board(under=t.unit("79"))
    with pytest.raises(queries.BoardUnknown):
        board(under=t.unit("00091"), level=UnitLevel.DISTRICT)


def test_an_unknown_order_has_no_board():
    with pytest.raises(queries.OrderUnknown):
        board(order="ML99")


def test_the_day_shown_is_today_or_the_last_one_with_work(order):
    assert queries.default_day(order, today=DAY_14) == DAY_14
    after = t.DEADLINE + timedelta(days=100)
    assert queries.default_day(order, today=after) == t.DEADLINE
    town = t.Town()
    people = town.open(t.unit("00091"), t.DUE, 2)
    assert queries.default_day(order, today=after) == t.START
    town.serve(DAY_14, people)
    assert queries.default_day(order, today=after) == DAY_14
    assert units.by_number(order.scope).code == "01"
