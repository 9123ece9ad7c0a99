"""Divided units by the units of today: everybody counted once, under the main successor, and the board says so."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from uuid import uuid4

import polars as pl
import pytest

from tests.command.campaign import town
from tests.command.campaign.town import DEADLINE, LATER, START
from tests.command.reorganisation.mapping import ON, reorganise, usual
from toandan.command.campaign import queries
from toandan.command.campaign.operations import create_order
from toandan.command.campaign.words import Measure
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Verb
from toandan.record.officers.operations import acting
from toandan.record.people.operations import register_many
from toandan.record.units import queries as units
from toandan.record.units.operations import DATA
from toandan.record.units.words import UnitLevel

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)
STATES = (town.DUE, town.APPLIED, town.ISSUED, town.ACTIVE, town.ABSENT, town.LODGER, town.CHILD)


@pytest.fixture
def order():
    return create_order(
        actor=the_house(), now=LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh", title_en="Order",
        scope=town.unit("01"), starts_on=START, deadline=DEADLINE,
    )  # fmt: skip


def rows_of(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def after():
    """The links as the data file has them: old number -> [(new number, main one?)]."""
    found = defaultdict(list)
    for row in rows_of("links"):
        found[int(row["predecessor"])].append((int(row["successor"]), row["is_default"] == "t"))
    return found


def ends(number, after):
    """Every unit of today that took a part, told without the program's own walks."""
    return {number} if number not in after else set().union(*(ends(new, after) for new, _ in after[number]))


def heir(number, after):
    """The one unit of today that a unit is counted under: the main successor of the main successor."""
    while number in after:
        (number,) = (new for new, main in after[number] if main)
    return number


def everywhere():
    """Open every commune of Hà Nội of 2023 with two to six people in all stages, and serve some a few days later."""
    made, communes = town.Town(), units.leaves(town.unit("01"))
    places = [unit.number for i, unit in enumerate(communes) for _ in range(2 + i % 5)]
    column = pl.Series(places, dtype=pl.Int32)
    frame = town._frame(0, len(places)).with_columns(unit_no=column, permanent_unit=column, present_unit=column)
    with acting(the_house()):
        people = register_many(actor=the_house(), now=LATER, people=frame)
        opened = enumerate(zip(people, places, strict=True))
        lines = [(int(person), town.WORLD, (at, STATES[i % 7])) for i, (person, at) in opened]
        made.post(Verb.REGISTER_OPENED, START - timedelta(days=30), lines)
        due = [p for p, history in made.histories.items() if history[-1][2] in {town.DUE, town.ABSENT}]
        made.serve(START + timedelta(days=3), due[::3])
    return made


def stages(row):
    """Every count of a row by its name."""
    counters = row.counters
    named = {"collected": counters.collected, "issued": counters.issued, "granted": counters.granted}
    return Counter({"target": row.target, "done": row.done, "activated": counters.activated, **named, **row.residual})


def test_every_stage_of_the_real_map_sums_to_the_same_people(order, after):
    everywhere()
    for measure in Measure:
        asked = {"order": "ML01", "as_of": DAY, "measure": measure.value}
        then = queries.board(level=UnitLevel.COMMUNE, **asked)
        now = queries.board(units_of=ON, **asked)
        assert (len(then.rows), len(now.rows)) == (579, 126)
        expected = defaultdict(Counter)
        for row in then.rows:
            expected[heir(row.number, after)].update(stages(row))
        # Unit by unit: one counted twice and another not at all would leave the sum as it is.
        assert {row.number: stages(row) for row in now.rows if row.target} == expected
        assert sum(map(stages, now.rows), Counter()) == sum(map(stages, then.rows), Counter()) == +stages(now.total)
        assert now.series == then.series
        assert then.total.target > then.total.done > 0


def test_every_divided_unit_of_the_real_map_is_named_where_it_is_counted(order, after):
    made = everywhere()
    now = queries.board(order="ML01", as_of=DAY, units_of=ON)
    standing = Counter(made.standing(person, DAY)[0] for person in made.histories if not child(made, person))
    expected = {
        unit.number: (heir(unit.number, after), standing[unit.number], ends(unit.number, after))
        for unit in units.leaves(town.unit("01"))
        if len(ends(unit.number, after)) > 1
    }
    assert len(expected) > 150
    told = {d.unit.number: (d.counted.number, d.target, {p.number for p in d.parts}) for d in now.divided}
    assert told == expected
    assert all(d.parts[0] == d.counted and d.last_day == DAY for d in now.divided)
    shared = {d.unit.number: row.number for row in now.rows for d in row.shared}
    assert shared == {number: where for number, (where, _, _) in expected.items()}
    # The whole city holds every part, so that its own figure is exact.
    assert (now.total.shared, now.elsewhere) == ((), ())


def child(made, person):
    return made.standing(person, DAY)[1] == town.CHILD


def test_a_board_by_its_own_units_has_none(order):
    everywhere()
    then = queries.board(order="ML01", as_of=DAY)
    assert (then.divided, then.elsewhere, {row.shared for row in then.rows}) == ((), (), {()})


def test_a_unit_whose_people_are_counted_elsewhere_is_told_so(order):
    made = town.Town()
    made.open(town.unit("00007"), town.DUE, 4)
    made.open(town.unit("00007"), town.CHILD, 2)
    other, main = (units.by_code(code, as_of=ON).number for code in ("00025", "00008"))
    away = queries.board(order="ML01", as_of=DAY, under=other, units_of=ON)
    assert (away.total.target, away.total.shared, away.divided) == (0, (), ())
    assert [(d.unit.code, d.counted.number, d.target) for d in away.elsewhere] == [("00007", main, 4)]
    here = queries.board(order="ML01", as_of=DAY, under=main, units_of=ON)
    assert [d.unit.code for d in here.total.shared] == [d.unit.code for d in here.rows[0].shared] == ["00007"]
    assert (here.total.target, here.elsewhere) == (4, ())


def test_before_the_order_begins_the_eve_counts(order):
    town.Town().open(town.unit("00007"), town.DUE, 3)
    eve = queries.board(order="ML01", as_of=START - timedelta(days=1), units_of=ON)
    assert [(d.unit.code, d.target, d.last_day) for d in eve.divided] == [("00007", 3, START - timedelta(days=1))]
    empty = queries.board(order="ML01", as_of=START - timedelta(days=40), units_of=ON)
    assert empty.divided == ()


def test_once_everybody_is_decided_the_rows_are_exact_and_the_curve_is_still_told(order):
    made = town.Town()
    made.open(town.unit("00001"), town.DUE, 2)
    made.open(town.unit("00007"), town.DUE, 5)
    reorganise(usual())
    parked = queries.board(order="ML01", as_of=ON)
    assert {row.code: [d.unit.code for d in row.shared] for row in parked.rows if row.shared} == {"00008": ["00007"]}
    reorganise(usual(default="yes"), rest=True)
    after = queries.board(order="ML01", as_of=ON)
    assert {row.code: row.target for row in after.rows if row.target} == {"00008": 5, "00097": 2}
    assert [row for row in after.rows if row.shared] == []
    assert [(d.unit.code, d.target, d.last_day) for d in after.divided] == [("00007", 0, ON - timedelta(days=1))]


def test_plain_boards_name_the_codes_and_the_known_shares(order):
    town.Town().open(town.unit("00007"), town.DUE, 3)
    found = queries.board(order="ML01", as_of=DAY, units_of=ON)
    (one,) = found.divided
    plain = queries.plain_board(found, shares={(one.unit.number, one.counted.number): 62.5})
    assert {row["code"]: row["shared"] for row in plain["rows"] if row["shared"]} == {"00008": ["00007"]}
    (told,) = plain["divided_units"]
    assert (told["code"], told["counted_under"], told["target"], told["done"]) == ("00007", "00008", 3, 0)
    assert [(part["code"], part["share"]) for part in told["parts"]] == [("00008", 62.5), ("00025", None)]
    then = queries.plain_board(queries.board(order="ML01", as_of=DAY))
    assert "divided_units" not in then and not any("shared" in row for row in then["rows"])
