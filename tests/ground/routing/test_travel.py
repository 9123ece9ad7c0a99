"""Minutes that somebody knows better, or a router tells, take the place of the straight line's everywhere."""

import math
import random
from dataclasses import replace

import pytest

from toandan.ground.routing.checking import Breach, check
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import basis, by_greedy, by_solvers
from toandan.ground.routing.pools import grounds
from toandan.ground.routing.travel import minutes
from toandan.ground.routing.versions import version
from toandan.ground.routing.words import Instance, Leg, Params, Point, Reason, Table

TASK = invent("S", 3)
TASK = replace(TASK, homes=TASK.homes[:50])


@pytest.mark.parametrize("km", [0.02, 30.0, 126.0, 128.0, 900.0])
def test_a_way_is_what_the_law_of_haversines_says_near_and_far(km: float) -> None:
    draw = random.Random(7)
    origins = [Point(21.0 + draw.uniform(-1, 1) * km / 223, 105.8 + draw.uniform(-1, 1) * km / 223) for _ in range(9)]
    plain = Params(detour=1.0, leg_min=0.0)
    found = minutes(origins, origins[:4], speed_kmh=60.0, params=plain)
    for a, row in zip(origins, found, strict=True):
        for b, told in zip(origins, row, strict=False):
            up, over = math.radians(b.lat - a.lat) / 2, math.radians(b.lon - a.lon) / 2
            h = math.sin(up) ** 2 + math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(over) ** 2
            assert told == pytest.approx(2 * 6371.0088 * math.asin(math.sqrt(h)), rel=1e-8, abs=1e-8)


def with_table(task: Instance, seed: int) -> Instance:
    """Return the task with a router's minutes: one-way streets, no triangle, and a pair that no road joins."""
    draw = random.Random(seed)
    points = ("base", *(home.code for home in task.homes[:-1]), *(place.code for place in task.places))
    rows = [[0.0 if a == b else round(draw.uniform(2, 40), 1) for b in points] for a in points]
    minutes = [tuple(row) for row in rows]
    minutes[2] = (*minutes[2][:5], None, *minutes[2][6:])
    return replace(task, tables=(Table("P000", "osrm", points, tuple(minutes)),))


def test_plans_and_judge_and_bound_go_by_the_routers_minutes() -> None:
    told = with_table(TASK, 1)
    plain, plan = by_greedy(told), by_solvers(told, seconds=2, workers=1, patience=6)
    assert check(told, plain) == [] == check(told, plan)
    assert plain.value <= plan.value <= plan.bound <= basis(told).bound.value + 1e-6
    # The same plan on straight lines is none, and both tasks have a name of their own.
    assert {Breach.FIGURE, Breach.TOO_FAST} <= {one.breach for one in check(TASK, plan)}
    assert version(told) != version(TASK) == version(replace(TASK, legs=(), tables=()))
    legs = next(grounds(told)).legs
    table = told.tables[0].minutes
    assert legs[1, 3] == legs[3, 1] == max(table[1][3] or 0, table[3][1] or 0)
    line = next(grounds(TASK)).legs
    assert legs[2, 5] == line[2, 5] and (legs[0, 50], legs[50, 3]) == (line[0, 50], line[50, 3])


def test_a_leg_that_somebody_entered_overrules_everything() -> None:
    told = with_table(TASK, 2)
    far, near = told.homes[4].code, told.places[0].code
    river = replace(told, legs=(*(Leg("P000", far, one, 600.0) for one in told.tables[0].points if one != far),))
    plan = by_greedy(river)
    assert {one.home: one.reason for one in plan.homes_left}[far] == Reason.TOO_FAR
    assert check(river, plan) == []
    ground = next(grounds(told))
    shut = next(grounds(replace(told, legs=(Leg("P000", near, "base", 145.0),))))
    assert (shut.half[0], shut.full[0] > 0) == (0.0, True) and ground.half[0] > 0
