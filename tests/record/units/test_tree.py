"""Walking the hierarchy up, down and across reforms."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.record.units.invented import REFORM, link, shapes, tree_of, unit
from toandan.record.units.rules.tree import Tree
from toandan.record.units.words import ROOT_LAST, UnitLevel

BEFORE = REFORM - timedelta(days=1)


@given(shapes())
def test_descendants_and_ancestors_are_inverse(shape: list[list[int]]) -> None:
    tree = tree_of(shape)
    down = {(top.number, below.number) for top in tree.units for below in tree.descendants(top.number)}
    up = {(top.number, unit.number) for unit in tree.units for top in tree.ancestors(unit.number)}
    assert down == up


@given(shapes())
def test_children_of_all_are_everyone_but_the_country(shape: list[list[int]]) -> None:
    tree = tree_of(shape)
    found = [child.number for unit in tree.units for child in tree.children(unit.number)]
    assert sorted(found) == tree.numbers[1:]


@given(shapes())
def test_leaves_partition_every_subtree(shape: list[list[int]]) -> None:
    tree = tree_of(shape)
    for top in tree.units:
        below = tree.children(top.number)
        expected = [leaf.number for child in below for leaf in tree.leaves(child.number)] or [top.number]
        assert [leaf.number for leaf in tree.leaves(top.number)] == expected


def test_ancestors_begin_with_the_country() -> None:
    tree = tree_of([[2]])
    levels = [above.level for above in tree.ancestors(tree.in_force("0.0.1", BEFORE).number)]  # type: ignore[union-attr]
    assert levels == [UnitLevel.COUNTRY, UnitLevel.PROVINCE, UnitLevel.DISTRICT]


def _reformed() -> Tree:
    """Two communes (codes 7 and 8) become one new commune 8 on the day of the reform; commune 9 goes on."""
    units = [
        unit(1, ROOT_LAST, None, 0, code="XX", edition=""),
        unit(100, 199, 1, 1, code="P", until=None),
        unit(110, 119, 100, code="7", until=REFORM),
        unit(120, 129, 100, code="8", until=REFORM),
        unit(130, 139, 100, code="9"),
        unit(140, 149, 100, code="8", valid_from=REFORM, edition="b"),
    ]
    return Tree(units, [link(110, 140, origin=False), link(120, 140)])


@pytest.mark.parametrize(("day", "numbers"), [(BEFORE, [110, 120, 130]), (REFORM, [130, 140])])
def test_a_walk_with_a_day_returns_what_is_in_force(day: date, numbers: list[int]) -> None:
    assert [u.number for u in _reformed().children(100, as_of=day)] == numbers
    assert [u.number for u in _reformed().descendants(100, level=UnitLevel.COMMUNE, as_of=day)] == numbers


def test_a_walk_without_a_day_stays_in_the_edition() -> None:
    assert [u.number for u in _reformed().children(100)] == [110, 120, 130]


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [("7", BEFORE, 110), ("7", REFORM, 140), ("8", BEFORE, 120), ("8", REFORM, 140), ("9", REFORM, 130)],
)
def test_a_code_of_any_year_leads_to_the_unit_of_the_day(code: str, day: date, number: int) -> None:
    found = _reformed().resolve(code, day)
    assert found is not None
    assert found.number == number


def test_an_unknown_code_and_one_of_another_level_lead_nowhere() -> None:
    assert _reformed().resolve("77", BEFORE) is None
    assert _reformed().resolve("P", BEFORE) is None


def test_going_back_follows_the_origin() -> None:
    tree = _reformed()
    found = tree.follow(tree.by_number[140], BEFORE)
    assert found is not None
    assert found.number == 120


def test_a_unit_without_known_successor_leads_nowhere_later() -> None:
    tree = Tree([unit(1, ROOT_LAST, None, 0, code="XX", edition=""), unit(100, 119, 1, code="5", until=REFORM)])
    assert tree.resolve("5", REFORM) is None
    assert [u.number for u in tree.last_successors(100)] == [100]


def test_parts_of_a_day_walk_through_every_reform_up_to_it() -> None:
    later = date(2035, 1, 1)
    units = [
        unit(1, 100, None, 0, edition=""),
        unit(10, 10, 1, until=REFORM),
        unit(20, 20, 1, valid_from=REFORM, until=later),
        unit(30, 30, 1, valid_from=REFORM),
        unit(40, 40, 1, valid_from=later),
        unit(50, 50, 1, valid_from=later),
    ]
    links = [
        link(10, 30, default=False), link(10, 20), link(20, 50, on=later), link(20, 40, default=False, on=later),
        link(20, 30, default=False, on=later),
    ]  # fmt: skip
    tree = Tree(units, links)
    assert [u.number for u in tree.parts(10, REFORM)] == [20, 30]
    assert [u.number for u in tree.parts(10, later)] == [50, 30, 40]
    assert [u.number for u in tree.parts(10, date(2029, 1, 1))] == [10]
    assert tree.parts(40, REFORM) == []


def test_last_successors_walk_the_whole_way_with_the_default_first() -> None:
    units = [unit(1, ROOT_LAST, None, 0, code="XX", edition="")]
    units += [unit(n, n + 9, 1, code=str(n)) for n in (10, 20, 30, 40, 50)]
    links = [link(10, 20), link(10, 30, default=False), link(20, 50), link(20, 40, default=False), link(30, 40)]
    assert [u.number for u in Tree(units, links).last_successors(10)] == [50, 40]
