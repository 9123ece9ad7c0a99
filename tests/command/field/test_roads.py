"""How long ways take: from a router on this machine, which must be one, from a person, or from the straight line."""

import socket
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.utils import translation

from tests.command.field.router import FOUND, Router, address
from tests.command.field.town import NOW, build
from tests.record.journal.lines import every_line
from toandan.command.field import labels, operations, queries
from toandan.command.field.adapters import asking
from toandan.command.field.operations import UnableToPlan, roads
from toandan.command.field.rules import tasks
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.routing.pools import grounds
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading

__all__ = ["address"]


@pytest.mark.parametrize("engine", ["osrm", "valhalla"])
def test_a_router_on_this_machine_tells_every_way_of_a_district(
    engine: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A proxy would be another machine.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setattr(asking, "BLOCK", 3)
    told = roads.asked(FOUND, engine=engine, address=address)
    assert (told.source, told.failed) == (engine, "")
    task = tasks.task(tasks.written(FOUND, told.tables))
    legs, line = (next(grounds(one)).legs for one in (task, tasks.task(tasks.written(FOUND))))
    base, far = FOUND.pools[0].base, FOUND.homes[2]
    assert base is not None and far.latitude is not None and far.longitude is not None
    wanted = 1000 * (abs(base[0] - far.latitude) + abs(base[1] - far.longitude)) / 60 + FOUND.params["leg_min"]
    assert legs[0, 3] == pytest.approx(wanted, abs=0.01) != line[0, 3]
    assert legs[1, 2] == legs[2, 1] == line[1, 2], "where no road leads one way, the straight line stands"


@pytest.mark.parametrize("spoiled", ["torn", "deep", "moved", "off", "slow", "dripping"])
def test_whatever_goes_wrong_the_straight_line_stands_and_the_plan_says_so(
    spoiled: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Router, "spoiled", spoiled)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        if spoiled == "off":
            address = f"http://127.0.0.1:{silent.getsockname()[1]}"
            silent.close()
        elif spoiled == "slow":
            address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        seconds = 0.3 if spoiled in {"slow", "dripping"} else 10
        told = roads.asked(FOUND, engine="osrm", address=address, seconds=seconds)
    why = {"off": "silent", "slow": "timeout", "dripping": "timeout"}.get(spoiled, "answer")
    assert (told.failed, told.tables) == (why, ())
    with translation.override("en"):
        assert "straight lines" in labels.roads({"source": "osrm", "failed": told.failed})


@pytest.mark.parametrize(
    "elsewhere",
    ["https://router.project-osrm.org", "http://192.168.1.5:5000", "http://10.0.0.1", "http://127.0.0.1.example:5000",
     "http://127.0.0.1@example.org/", "ftp://127.0.0.1", "http://[::1", "http://0.0.0.0:5000"],
)  # fmt: skip
def test_another_machine_is_never_told_where_people_live(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_m: pytest.fail("somebody was asked"))
    assert roads.asked(FOUND, engine="osrm", address=elsewhere).failed == "not_local"
    assert roads.asked(FOUND, engine="google", address="http://127.0.0.1").failed == "unknown"
    assert roads.asked(FOUND, address="") == roads.Roads()


@pytest.mark.django_db
def test_what_a_person_knows_of_a_way_goes_into_the_next_plan_once_with_its_reason(address: str, settings: Any) -> None:
    town = build()
    settings.ROADS_URL, settings.ROADS_ENGINE = address, "osrm"
    place, key = f"TS-{town.wards[0]}", uuid4()
    told = {"actor": town.district, "now": NOW, "unit": town.unit, "start": "base", "end": place}
    for _time in range(2):
        operations.set_leg(**told, minutes=77.0, why="đi phà", client_key=key)  # type: ignore[arg-type]
    operations.set_leg(**told | {"end": "TS-closed"}, minutes=9.0, why="x", client_key=uuid4())  # type: ignore[arg-type]
    row = town.planned()
    assert row.instance["legs"] == [{"pool": str(town.unit), "from": place, "to": "base", "minutes": 77.0}]
    assert row.figures["roads"] == {"source": "osrm", "failed": ""} and row.instance["tables"][0]["points"][0] == "base"
    assert [one.verb for one in every_line()].count("field.leg.set") == 2
    operations.set_leg(**told, minutes=None, why="cầu đã thông", client_key=uuid4())  # type: ignore[arg-type]
    with reading(town.district):
        assert [(one.start, one.why) for one in queries.legs([town.unit])] == [("TS-closed", "x")]
    assert town.planned().instance["legs"] == []
    for wrong, code in (({"end": "base"}, "leg_ends"), ({"minutes": 900.0}, "leg_minutes"), ({"why": " "}, "reason")):
        with pytest.raises(UnableToPlan, match=code):
            operations.set_leg(**{**told, "minutes": 5.0, "why": "x", "client_key": uuid4()} | wrong)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        operations.set_leg(**told | {"actor": town.ward}, minutes=5.0, why="x", client_key=uuid4())  # type: ignore[arg-type]
    with pytest.raises(DatabaseError), acting(town.district), connection.cursor() as cursor:
        cursor.execute("UPDATE field_leg SET minutes = 1")
