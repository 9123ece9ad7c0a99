"""Figures of one time by the units of another: the same people, to the person, and targets that go on."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.command.campaign import town
from tests.command.campaign.town import DEADLINE, LATER, START
from tests.command.reorganisation.mapping import ON, reorganise
from tests.officers_help import actor_for
from toandan.command.campaign import queries
from toandan.command.campaign.operations import create_order, set_target
from toandan.command.campaign.queries import BoardUnknown
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)
OLD = ("00091", "00094", "00097", "00115", "00118")


def new(code):
    return units.by_code(code, as_of=ON).number


@pytest.fixture
def order():
    return create_order(
        actor=the_house(), now=LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh", title_en="Order",
        scope=town.unit("01"), starts_on=START, deadline=DEADLINE,
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_and_day_holds_the_same_people(order, seed):
    town.lived_in(seed)
    then = queries.board(order="ML01", as_of=DAY)
    now = queries.board(order="ML01", as_of=DAY, units_of=ON)
    assert (now.series, now.total.residual, now.total.counters) == (
        then.series, then.total.residual, then.total.counters,
    )  # fmt: skip
    assert (now.units_of, then.units_of) == (ON, None)
    assert now.total.target == sum(row.target for row in now.rows)
    assert (len(now.rows), {row.level.name for row in now.rows}) == (126, {"COMMUNE"})


def test_the_board_runs_on_over_the_day_of_the_merger(order):
    made = town.lived_in(4)
    before = queries.board(order="ML01", as_of=date(2025, 6, 30), units_of=ON)
    heirs = [units.standing_for(town.unit(code), as_of=ON).code for code in OLD]
    lines = [f"{old},{heir},full" for old, heir in zip(OLD, heirs, strict=True)]
    reorganise("\n".join(["old_code,new_code,part", *lines]).encode())
    after = queries.board(order="ML01", as_of=ON)
    assert after.units_of == ON
    assert {r.code: (r.target, r.done) for r in after.rows} == {r.code: (r.target, r.done) for r in before.rows}
    assert after.series[: len(before.series)] == before.series
    eve = queries.board(order="ML01", as_of=date(2025, 6, 30))
    assert (eve.units_of, eve.total.target, len(eve.rows)) == (None, before.total.target, 30)
    assert made.entries


def test_one_new_commune_by_its_number(order):
    made = town.Town()
    made.open(town.unit("00094"), town.DUE, 4)
    board = queries.board(order="ML01", as_of=DAY, under=new("00103"), units_of=ON)
    assert board.total.number == new("00103")
    assert board.total.target == sum(row.target for row in board.rows)
    with pytest.raises(BoardUnknown):
        queries.board(order="ML01", as_of=DAY, under=town.unit("003"), units_of=ON)


def test_of_several_targets_the_highest_goes_on(order):
    made = town.Town()
    for code, percent, people in (("00001", 80, 10), ("00013", 60, 8), ("00004", 75, 8)):
        made.open(town.unit(code), town.DUE, people)
        set_target(
            actor=the_house(), now=datetime(2023, 5, 19, tzinfo=UTC), client_key=uuid4(), order="ML01",
            unit=town.unit(code), product="card", percent=percent, since=START, reason="khó khăn",
        )  # fmt: skip
    board = queries.board(order="ML01", as_of=DAY, units_of=ON)
    goals = {row.code: (row.target, row.goal) for row in board.rows if row.target}
    assert goals == {"00097": (10, 8), "00004": (16, 12)}
    assert board.total.goal == 26


def test_whoever_reads_the_successor_reads_how_it_came_about(order):
    officer = actor_for("hong.ha", Role.COMMUNE_POLICE, new("00097"))
    today = date(2025, 8, 1)
    assert queries.first_unit(order=order, actor=officer) == new("00097")
    assert queries.readable_at(actor=officer, unit=town.unit("00001"), today=today) == new("00097")
    assert queries.readable_at(actor=officer, unit=town.unit("00004"), today=today) != new("00097")
    # What is told of the whole order is for who answers for the whole of it today.
    city = actor_for("tong.hanh", Role.CITY_HEADQUARTERS, new("01"))
    figures, draft = queries.edition_for(city, "ML01", DAY, today=today)
    assert (figures.units, draft) == (579, None)
    with pytest.raises(NotAllowed):
        queries.edition_for(officer, "ML01", DAY, today=today)
