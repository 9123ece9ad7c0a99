"""A plan of several districts looked at one by one: everything of the district, a kit lent to it, nothing else."""

from types import SimpleNamespace
from typing import Any, cast

from toandan.command.field.words import VersionRow
from toandan.faces.web.field import narrowing


def city() -> VersionRow:
    """Two districts of two communes each; B2, a kit of the second, is lent to the first."""
    pools = [
        {"code": side, "units": [f"{side}-1", f"{side}-2"], "kits": [{"code": f"{side}1"}, {"code": f"{side}2"}]}
        for side in "AB"
    ]
    places = [{"code": f"P{unit}", "pool": unit[0], "unit": unit} for pool in pools for unit in pool["units"]]
    sessions = [{"kit": "A1", "place": "PA-1"}, {"kit": "B2", "place": "PA-2"}, {"kit": "B1", "place": "PB-1"}]
    routes = [{"kit": "A2", "stops": [{"home": "HA"}]}, {"kit": "B1", "stops": [{"home": "HB"}]}]
    plan = {
        "sessions": sessions, "routes": routes, "homes_left": [{"home": "HB", "reason": "no_time"}],
        "left_behind": [{"unit": "B-2"}], "prices": {"A": 2.0, "B": 1.0},
        "loans": [{"kit": "B2", "from_pool": "B", "to_pool": "A"}],
    }  # fmt: skip
    figures = {
        "units": [
            {"unit": unit, "remaining": 10, "expected": 5 if side == "A" else 1, "homes": 1, "visited": 1}
            for side in "AB" for unit in (f"{side}-1", f"{side}-2")
        ]
    }  # fmt: skip
    instance = {"pools": pools, "places": places, "homes": [{"code": f"H{s}", "pool": s} for s in "AB"]}
    lines = tuple({"place": one["code"], "change": "moved"} for one in places)
    return VersionRow(cast("Any", SimpleNamespace(version_id=7)), instance, plan, figures, lines)


def test_a_district_keeps_what_is_its_own_and_the_kit_lent_to_it() -> None:
    row = city()
    assert (narrowing.chosen(row, "A"), narrowing.chosen(row, "C"), narrowing.chosen(row, "")) == ("A", "", "")
    part = narrowing.narrowed(row, "A")
    kits = [kit["code"] for pool in part.instance["pools"] for kit in pool["kits"]]
    assert kits == ["A1", "A2", "B2"]
    assert [one["place"] for one in part.plan["sessions"]] == ["PA-1", "PA-2"]
    assert [one["kit"] for one in part.plan["routes"]] == ["A2"]
    assert part.plan["homes_left"] == [] == part.plan["left_behind"]
    assert (part.plan["prices"], len(part.plan["loans"])) == ({"A": 2.0}, 1)
    assert {one["unit"] for one in part.figures["units"]} == {"A-1", "A-2"}
    assert [one["place"] for one in part.lines] == ["PA-1", "PA-2"]
    giver = narrowing.narrowed(row, "B")
    assert [one["place"] for one in giver.plan["sessions"]] == ["PA-2", "PB-1"], "where its own kit is lent to shows"


def test_districts_are_summed_and_those_left_behind_stand_first() -> None:
    names = cast("Any", SimpleNamespace(unit=lambda code: f"Quận {code}"))
    second, first = narrowing.districts(city(), names)
    assert (second["name"], second["behind"], second["left"], second["expected"]) == ("Quận B", "1", "1", "2")
    assert (first["remaining"], first["share"], first["more"], first["kits"]) == ("20", "50,0 %", "4", 2)
    assert first["address"].endswith("/field/7/?pool=A")
