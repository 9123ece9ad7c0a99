"""A plan as JSON, out and in (ghi và đọc phương án)."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from toandan.ground.routing.assembling import Part
from toandan.ground.routing.bound import Tight
from toandan.ground.routing.effort import Ended
from toandan.ground.routing.faults import Fault, Unreadable, Wrong
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
    """Return a plan as it is written; `said` is its gap in words by language."""
    return asdict(plan) | ({"said": said} if said else {})


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
    )


def read(text: str | bytes) -> Plan:
    """Return a plan that was written, by this program or by others; only sessions and routes are needed.

    Raises Unreadable.
    """
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        where: dict[str, object] = {"line": getattr(error, "lineno", 1), "column": getattr(error, "colno", 1)}
        raise Unreadable([Fault(Wrong.NO_JSON, "plan", where)]) from None
    if not isinstance(found, dict):
        raise Unreadable([Fault(Wrong.NO_RECORD, "plan", {"found": str(found)[:40]})])
    item = "plan"
    try:
        parts: dict[str, list[Any]] = {}
        for name, make in _PARTS.items():
            parts[name] = []
            for place, one in enumerate(found.get(name) or []):
                item = f"{name} no. {place + 1}"
                parts[name].append(make(one))
        item = "plan"
        return _plan(found, parts)
    except KeyError as error:
        raise Unreadable([Fault(Wrong.LACKS, item, {"field": error.args[0]})]) from None
    except (TypeError, ValueError, AttributeError):
        raise Unreadable([Fault(Wrong.NO_RECORD, item, {"found": "…"})]) from None


def _plan(found: dict[str, Any], parts: dict[str, list[Any]]) -> Plan:
    """Return the plan of its lists and figures; a figure that is not told is nought."""
    figures = ("expected_people", "home_weight", "value", "bound", "gap_pct", "seconds")
    lists: dict[str, Any] = {name: tuple(records) for name, records in parts.items()}
    told: dict[str, Any] = {name: float(found.get(name) or 0.0) for name in figures}
    return Plan(
        **lists,
        **told,
        homes_served=int(found.get("homes_served") or 0),
        promised_bound=found.get("promised_bound"),
        prices=dict(found.get("prices") or {}),
        version=str(found.get("version") or ""),
        engine=str(found.get("engine") or ""),
        ended=str(found.get("ended") or ""),
    )


def _session(found: dict[str, Any]) -> Session:
    expected = float(found.get("expected") or 0.0)
    return Session(found["kit"], found["place"], int(found["day"]), Shift(found["shift"]), expected)


def _route(found: dict[str, Any]) -> Route:
    stops = tuple(Stop(one["home"], float(one["arrive_min"]), float(one["leave_min"])) for one in found["stops"])
    return Route(found["kit"], int(found["day"]), stops, float(found.get("travel_min") or 0.0))


def _left(found: dict[str, Any]) -> HomeLeft:
    return HomeLeft(found["home"], Reason(found["reason"]))


_PARTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "sessions": _session,
    "routes": _route,
    "loans": lambda one: Loan(
        one["kit"], one["from_pool"], one["to_pool"], int(one["first_day"]), int(one["last_day"])
    ),
    "left_behind": lambda one: Behind(one["unit"], float(one["coverage"])),
    "homes_left": _left,
}
