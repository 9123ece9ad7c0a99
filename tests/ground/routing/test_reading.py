"""Reading a task: what is wrong is said with the name of the item."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import Mock

import pytest

from toandan.ground.routing import plans
from toandan.ground.routing.checking import check
from toandan.ground.routing.doubts import doubts
from toandan.ground.routing.faults import Unreadable, Wrong
from toandan.ground.routing.invent import invent, plain
from toandan.ground.routing.planner import by_greedy
from toandan.ground.routing.reading import read
from toandan.ground.routing.words import Reason
from tools import plan_schemas

TASK = invent("S", 1)
WHOLE = plain(TASK)


def leg(start: str, end: str) -> dict[str, Any]:
    return {"pool": "P000", "from": start, "to": end, "minutes": 9}


def changed(change: Callable[[dict[str, Any]], Any]) -> str:
    task = copy.deepcopy(WHOLE)
    change(task)
    return json.dumps(task)


def test_a_task_is_read_as_it_was_written() -> None:
    assert read(json.dumps(WHOLE)) == invent("S", 1)


def test_what_may_be_left_out_has_its_default() -> None:
    task = copy.deepcopy(WHOLE)
    del task["params"]
    for home in task["homes"]:
        home.pop("shift")
        home.pop("to_day")
    task["places"][0]["open"] = [{"day": 3, "shift": "DAY"}]
    found = read(json.dumps(task))
    assert found.params.fairness_floor == 0.10
    assert {home.to_day for home in found.homes} == {14}
    assert found.places[0].open == {6, 7}


@pytest.mark.parametrize(
    ("change", "wrong", "item"),
    [
        (lambda t: t.pop("days"), Wrong.LACKS, "instance"),
        (lambda t: t.update(days=0), Wrong.PAST, "instance"),
        (lambda t: t.update(pools=[]), Wrong.UNKNOWN_POOL, "place P000-000"),
        (lambda t: t["pools"][0].update(kits=[]), Wrong.NO_KITS, "instance"),
        (lambda t: t.update(places=[], homes=[]), Wrong.NOTHING, "instance"),
        (lambda t: t["places"][3].pop("lat"), Wrong.NO_COORDINATES, "place P000-003"),
        (lambda t: t["places"][3].update(turnout="many"), Wrong.KIND, "place P000-003"),
        (lambda t: t["places"][3].update(turnout=1.3), Wrong.RANGE, "place P000-003"),
        (lambda t: t["places"][3].update(remainig=t["places"][3].pop("remaining")), Wrong.TYPO, "place P000-003"),
        (lambda t: t["params"].update(fairnes_floor=t["params"].pop("fairness_floor")), Wrong.TYPO, "params"),
        (lambda t: t["places"][3].update(unit="U99999"), Wrong.UNKNOWN_UNIT, "place P000-003"),
        (lambda t: t["places"].append(t["places"][3]), Wrong.TWICE, "place P000-003"),
        (lambda t: t["places"][3]["open"].append({"day": 0, "shift": "DAY"}), Wrong.OVERLAP, "place P000-003"),
        (lambda t: t["places"][3]["open"].append({"day": 0, "shift": "EVE"}), Wrong.OPENING, "place P000-003"),
        (lambda t: t["places"][3]["open"].append({"day": 15, "shift": "AM"}), Wrong.OPENING_DAY, "place P000-003"),
        (lambda t: t["homes"][7].update(from_day=9, to_day=2), Wrong.WINDOW, "home P000-H0007"),
        (lambda t: t["homes"][7].update(from_day=-9, to_day=-2), Wrong.PAST, "home P000-H0007"),
        (
            lambda t: t["legs"].append({"pool": "P000", "from": "base", "to": "X", "minutes": 5}),
            Wrong.UNKNOWN_POINT,
            "leg no. 1",
        ),
        (lambda t: t["legs"].extend([leg("base", "P000-000"), leg("P000-000", "base")]), Wrong.TWICE, "leg no. 2"),
        (
            lambda t: t["tables"].append({"pool": "P000", "source": "osrm", "points": ["base"], "minutes": [[0, 1]]}),
            Wrong.KIND,
            "table no. 1",
        ),
        (
            lambda t: t["tables"].append({"pool": "P000", "source": "osrm", "points": ["base"], "minutes": []}),
            Wrong.TABLE,
            "table no. 1",
        ),
        (lambda t: t["homes"].insert(0, "nobody"), Wrong.NO_RECORD, "home no. 1"),
        (lambda t: t["pools"][0]["kits"][1].update(off_days=[1.5]), Wrong.KIND, "kit K00001"),
        (lambda t: t["places"][3].update(remaining=float("nan")), Wrong.KIND, "place P000-003"),
        (lambda t: t["places"][3].update(remaining=10**400), Wrong.RANGE, "place P000-003"),
        (lambda t: t["homes"][7].update(weight=-1e308), Wrong.RANGE, "home P000-H0007"),
        (lambda t: t["homes"][7].update(to_day=10**30), Wrong.RANGE, "home P000-H0007"),
        (lambda t: t["params"].update(detour=1e308), Wrong.RANGE, "params"),
        (lambda t: t["params"].update(fairness=t["params"].pop("fairness_floor")), Wrong.TYPO, "params"),
        (lambda t: t["places"][3].update(lon=None), Wrong.NO_COORDINATES, "place P000-003"),
        (lambda t: t["places"][3].update(open=[3, 5]), Wrong.OPENING, "place P000-003"),
        (lambda t: t["homes"][7].update(code="a\x1b[31m"), Wrong.KIND, "home no. 8"),
        (lambda t: t["homes"][7].update(code="\ud800"), Wrong.KIND, "home no. 8"),
        (lambda t: t["homes"][7].update(code="base"), Wrong.TWICE, "home base"),
        (lambda t: t["homes"][7].update(code="P000-003"), Wrong.TWICE, "home P000-003"),
        (lambda t: t["pools"][0]["units"].append("U00000"), Wrong.TWICE, "unit U00000"),
        (lambda t: t.update(first_day="9999-12-31"), Wrong.RANGE, "instance"),
        (lambda t: t.update(params=[]), Wrong.NO_RECORD, "params"),
    ],
)
def test_what_is_wrong_is_named_with_its_item(change: Callable[[dict[str, Any]], Any], wrong: Wrong, item: str) -> None:
    with pytest.raises(Unreadable) as told:
        read(changed(change))
    assert (wrong, item) in [(fault.wrong, fault.item) for fault in told.value.faults]


def test_what_is_no_json_is_told_with_the_line() -> None:
    with pytest.raises(Unreadable) as told:
        read('{\n "days": 3,,\n}')
    assert told.value.faults[0].values == {"line": 2, "column": 12}


@pytest.mark.parametrize("door", [read, plans.read])
def test_a_file_that_memory_cannot_hold_is_told_and_not_a_crash(
    door: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json, "loads", Mock(side_effect=MemoryError))
    with pytest.raises(Unreadable) as told:
        door("{}")
    assert [one.wrong for one in told.value.faults] == [Wrong.TOO_LARGE]


def test_a_field_that_is_given_twice_is_refused_in_tasks_and_plans_and_half_days_too() -> None:
    text = json.dumps(WHOLE)
    home = text.replace('"weight":', '"weight": 1, "weight":', 1)
    half = text.replace('"open": [{"day":', '"open": [{"day": 1, "day":', 1)
    for doubled, found in ((home, "home P000-H0000"), (half, "place P000-000")):
        with pytest.raises(Unreadable) as told:
            read(doubled)
        assert [one.item for one in told.value.faults] == [found]
    with pytest.raises(Unreadable) as told:
        plans.read('{"routes": [], "sessions": [], "sessions": []}')
    assert [one.values for one in told.value.faults] == [{"field": "sessions"}]


def test_what_can_be_planned_and_is_most_likely_a_slip_is_named() -> None:
    def change(task: dict[str, Any]) -> None:
        task["pools"][0]["kits"][1]["off_days"] = [3, 99, 10**50]
        task["homes"][0].update(from_day=20, to_day=30)

    task = read(changed(change))
    told = {one.item: (one.wrong, one.values) for one in doubts(task, date(2023, 5, 30))}
    assert told.keys() == {"instance", "kit K00001", "home P000-H0000"}
    assert told["kit K00001"][1] == {"days": "99, 10^40…", "last": 14}
    assert list(doubts(TASK, date(2023, 5, 29))) == []


def test_a_pool_of_more_homes_than_a_machine_can_hold_is_refused_at_once() -> None:
    with pytest.raises(Unreadable) as told:
        read(changed(lambda t: t["homes"].extend({**t["homes"][0], "code": f"H{n}"} for n in range(5_000))))
    assert [(one.wrong, one.item) for one in told.value.faults] == [(Wrong.TOO_MANY, "pool P000")]


def test_every_fault_is_told_at_once_up_to_twenty() -> None:
    with pytest.raises(Unreadable) as told:
        read(changed(lambda t: [place.pop("lon") for place in t["places"]]))
    assert len(told.value.faults) == 20


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda t: t.update(days=0), Wrong.PAST),
        (lambda t: t["pools"][0].update(kits=None), Wrong.KIND),
        (lambda t: t["pools"].append(t["pools"][0]), Wrong.TWICE),
        (lambda t: t["places"][0]["open"].extend([{"day": n, "shift": "AM"} for n in (0, 1)]), Wrong.OVERLAP),
    ],
)
def test_one_slip_is_told_once_and_not_of_everything_that_follows_from_it(
    change: Callable[[dict[str, Any]], Any], wrong: Wrong
) -> None:
    with pytest.raises(Unreadable) as told:
        read(changed(change))
    assert [fault.wrong for fault in told.value.faults] == [wrong]


def test_what_is_told_of_a_slip_is_short_and_is_not_obeyed_by_a_terminal() -> None:
    with pytest.raises(Unreadable) as told:
        read(changed(lambda t: t["homes"][7].update(code="\x1b[31m" + "a" * 9_999, lat="\x07")))
    assert all(len(str(one.values)) < 120 and str(one.values).isprintable() for one in told.value.faults)
    for text in ('{"days": ' + "9" * 5000 + "}", "[" * 100_000, b"\xff\xfe\xff"):
        with pytest.raises(Unreadable) as told:
            read(text)
        assert told.value.faults[0].wrong is Wrong.NO_JSON


def test_a_home_that_nobody_can_reach_is_planned_around_and_named_with_the_reason() -> None:
    def change(task: dict[str, Any]) -> None:
        task["homes"][0].update(lat=10.0)
        task["homes"][1].update(from_day=20, to_day=30)

    plan = by_greedy(read(changed(change)))
    left = {one.home: one.reason for one in plan.homes_left}
    assert left == {"P000-H0000": Reason.TOO_FAR, "P000-H0001": Reason.NO_DAY}


def test_the_published_schemas_are_those_of_the_program() -> None:
    assert plan_schemas.stale() == [], "run `make docs`"
    schemas = [json.loads(text) for text in plan_schemas.texts().values()]
    assert schemas[0]["properties"]["days"]["minimum"] == 1
    assert set(schemas[0]["properties"]["homes"]["items"]["required"]) >= {"code", "lat", "weight"}


@pytest.mark.parametrize(
    "lacking",
    [
        {"places": ()},
        {"homes": ()},
        {"places": tuple(replace(place, open=frozenset()) for place in TASK.places)},
        {"places": tuple(replace(place, remaining=0.0) for place in TASK.places)},
        {"params": replace(TASK.params, home_promise=False)},
    ],
    ids=["no places", "no homes", "nothing open", "nobody left", "nothing promised"],
)
def test_a_task_that_lacks_something_is_planned_all_the_same(lacking: dict[str, Any]) -> None:
    task = replace(TASK, **({"homes": TASK.homes[:40]} | lacking))
    plan = by_greedy(task)
    assert check(task, plan) == []
    assert 0 < plan.value <= plan.bound
