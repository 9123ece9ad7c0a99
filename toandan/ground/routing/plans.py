"""A plan as JSON, out and in (ghi và đọc phương án)."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from toandan.ground.routing import stating
from toandan.ground.routing.assembling import Part
from toandan.ground.routing.bound import Tight
from toandan.ground.routing.effort import Ended
from toandan.ground.routing.faults import Fault, Unreadable, Wrong
from toandan.ground.routing.fields import PLAN_RECORDS
from toandan.ground.routing.records import Records, TooManyFaults, once
from toandan.ground.routing.words import (
    Behind,
    HomeLeft,
    Loan,
    Plan,
    Reason,
    Route,
    Session,
    Shift,
    Stop,
)


def plain(plan: Plan, said: dict[str, str] | None = None) -> dict[str, Any]:
    """Return a plan as it is written, with the bound that is stated of it; `said` is that in words by language."""
    return asdict(plan) | {"stated": asdict(stating.of(plan))} | ({"said": said} if said else {})


def plain_part(part: Part) -> dict[str, Any]:
    """Return one pool's part as it is written."""
    return asdict(part)


def read_part(found: dict[str, Any]) -> Part:
    """Return one pool's part as `plain_part` wrote it. Raises KeyError, TypeError, ValueError."""
    return Part(
        found["pool"],
        [_session(one) for one in found["sessions"]],
        [_route(one) for one in found["routes"]],
        found["weight"],
        [Behind(**one) for one in found["behind"]],
        [_left(one) for one in found["left"]],
        Tight(**found["tight"]),
        found["engine"],
        Ended(found["ended"]),
        found.get("failed", ""),
    )


def read(text: str | bytes) -> Plan:
    """Return a plan that was written, by this program or by others; only sessions and routes are needed.

    Raises Unreadable with every fault found, the first twenty at most: a number that is none would pass every judge.
    """
    try:
        found = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        where: dict[str, object] = {"line": getattr(error, "lineno", 1), "column": getattr(error, "colno", 1)}
        raise Unreadable([Fault(Wrong.NO_JSON, "plan", where)]) from None
    except MemoryError:
        raise Unreadable([Fault(Wrong.TOO_LARGE, "plan")]) from None
    reader = Records(PLAN_RECORDS)
    plan = None
    with suppress(TooManyFaults):
        plan = _plan(reader, found)
    if plan is None or reader.faults:
        raise Unreadable(reader.faults)
    return plan


def _plan(reader: Records, found: object) -> Plan | None:
    """Return the plan of its lists and figures; a figure that is not told is nought."""
    top = reader.read("plan", found, "plan")
    if top is None:
        return None
    lists = {name: tuple(_each(reader, name, kind, make, top[name])) for name, (kind, make) in _PARTS.items()}
    return None if reader.faults else Plan(**top | lists | {"prices": top["prices"] or {}})


def _each(reader: Records, name: str, kind: str, make: Callable[[dict[str, Any]], Any], found: list[Any]) -> list[Any]:
    """Return the records of one list; those of a route are its stops."""
    made = []
    for number, one in enumerate(found):
        item = f"{name} no. {number + 1}"
        values = reader.read(kind, one, item)
        if values is not None and kind == "route":
            stops = [reader.read("stop", stop, item) for stop in values["stops"]]
            values = None if None in stops else values | {"stops": stops}
        if values is not None:
            made.append(make(values))
    return made


def _session(found: dict[str, Any]) -> Session:
    return Session(found["kit"], found["place"], found["day"], Shift(found["shift"]), found["expected"])


def _route(found: dict[str, Any]) -> Route:
    stops = tuple(Stop(one["home"], one["arrive_min"], one["leave_min"]) for one in found["stops"])
    return Route(found["kit"], found["day"], stops, found["travel_min"])


def _left(found: dict[str, Any]) -> HomeLeft:
    return HomeLeft(found["home"], Reason(found["reason"]))


_PARTS: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "sessions": ("session", _session),
    "routes": ("route", _route),
    "loans": ("loan", lambda one: Loan(**one)),
    "left_behind": ("behind", lambda one: Behind(**one)),
    "homes_left": ("left", _left),
}
