"""A version that plans several districts, looked at as a whole or one district at a time (xem theo quận, huyện)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.command.field import labels
from toandan.command.field.words import VersionRow
from toandan.faces.web.field import parts
from toandan.faces.web.field.parts import Names
from toandan.faces.web.frame import formats
from toandan.ground.routing.replanning import Change


def pools(row: VersionRow) -> list[str]:
    """Return the districts of a version that have units, in the order of the task."""
    return [pool["code"] for pool in row.instance["pools"] if pool["units"]]


def chosen(row: VersionRow, asked: str) -> str:
    """Return the district asked for; "" for all of them, which is how a plan of several is looked at first."""
    return asked if asked in pools(row) else ""


def narrowed(row: VersionRow, pool: str) -> VersionRow:
    """Return the version with one district's places, homes, kits, sessions, routes and changes, and nothing else.

    A kit that was lent here stands beside the district's own; the head stays that of the whole plan.
    """
    units = {unit for one in row.instance["pools"] if one["code"] == pool for unit in one["units"]}
    own = {kit["code"] for one in row.instance["pools"] if one["code"] == pool for kit in one["kits"]}
    places = {one["code"] for one in row.instance["places"] if one["pool"] == pool}
    homes = {one["code"] for one in row.instance["homes"] if one["pool"] == pool}
    sessions = [one for one in row.plan["sessions"] if one["place"] in places or one["kit"] in own]
    routes = [
        one for one in row.plan["routes"] if one["kit"] in own or any(stop["home"] in homes for stop in one["stops"])
    ]
    here = own | {one["kit"] for one in (*sessions, *routes)}
    instance = dict(row.instance) | {
        "pools": [
            dict(one) | {"kits": [kit for kit in one["kits"] if kit["code"] in here]} for one in row.instance["pools"]
        ],
        "places": [one for one in row.instance["places"] if one["code"] in places],
        "homes": [one for one in row.instance["homes"] if one["code"] in homes],
    }
    plan = dict(row.plan) | {
        "sessions": sessions, "routes": routes,
        "homes_left": [one for one in row.plan["homes_left"] if one["home"] in homes],
        "left_behind": [one for one in row.plan["left_behind"] if one["unit"] in units],
        "loans": [one for one in row.plan["loans"] if pool in {one["from_pool"], one["to_pool"]}],
        "prices": {code: price for code, price in row.plan["prices"].items() if code == pool},
    }  # fmt: skip
    figures = dict(row.figures) | {"units": [one for one in row.figures["units"] if one["unit"] in units]}
    lines = tuple(one for one in row.lines if one["place"] in places)
    return replace(row, instance=instance, plan=plan, figures=figures, lines=lines)


def districts(row: VersionRow, names: Names) -> list[dict[str, Any]]:
    """Return a line for each district, those with units left behind first, then by the share reached."""
    of_unit = {unit: one["code"] for one in row.instance["pools"] for unit in one["units"]}
    of_home = {one["code"]: one["pool"] for one in row.instance["homes"]}
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for one in row.figures["units"]:
        for name in ("remaining", "expected", "homes", "visited"):
            sums[of_unit.get(one["unit"], "")][name] += one[name]
    behind = Counter(of_unit.get(unit, "") for unit in parts.behind(row))
    left = Counter(of_home.get(one["home"], "") for one in row.plan["homes_left"])
    address = reverse("field:plan", args=[row.head.version_id])
    found = []
    for pool in row.instance["pools"]:
        code, total = pool["code"], sums[pool["code"]]
        if not pool["units"]:
            continue
        share = 100 * total["expected"] / total["remaining"] if total["remaining"] else None
        found.append(
            {
                "name": names.unit(code), "address": f"{address}?pool={code}", "kits": len(pool["kits"]),
                "remaining": parts.whole(total["remaining"]), "expected": parts.whole(total["expected"]),
                "share": parts.percent(share), "homes": parts.whole(total["homes"]),
                "visited": parts.whole(total["visited"]), "left": formats.number(left[code]),
                "behind": formats.number(behind[code]), "more": parts.whole(2 * row.plan["prices"].get(code, 0.0)),
                "order": (-behind[code], share if share is not None else 101.0),
            }
        )  # fmt: skip
    return sorted(found, key=lambda one: one["order"])


def sums(row: VersionRow) -> str:
    """Say how many sessions of a re-plan are kept, moved, cancelled and new, and how many people come of it."""
    if not row.lines:
        return ""
    counted = Counter(one["change"] for one in row.lines)
    told = [
        f"{label}: {formats.number(counted[change])}" for change, label in labels.CHANGES.items() if counted[change]
    ]
    people = formats.change(round(sum(one["people"] for one in row.lines)))
    return " · ".join([*told, _("%(people)s people at sessions") % {"people": people}])


def changes(row: VersionRow, names: Names, *, calls: bool) -> list[dict[str, Any]]:
    """Return the changes of a re-plan by district: what changes, how much that is, and apart what is kept."""
    of_place = {one["code"]: one["pool"] for one in row.instance["places"]}
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in row.lines:
        groups[of_place.get(one["place"], "")].append(one)
    return [
        {
            "name": names.unit(code) if code else "–",
            "many": formats.number(sum(one["change"] != "kept" for one in lines)),
            "parts": [
                (kept, parts.changes(replace(row, lines=tuple(found)), names, calls=calls))
                for kept in (False, True)
                if (found := [one for one in lines if (one["change"] == Change.KEPT) is kept])
            ],
        }
        for code, lines in groups.items()
    ]
