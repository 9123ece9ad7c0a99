"""Two wards of a district with kits, their police, the district above and the city's headquarters."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.equipment import operations, queries
from toandan.work.equipment.words import DeviceRow, DeviceSheet, FaultKind, Kind, NewDevice

NOW = datetime.now(UTC)
TODAY = localdate(NOW)
DAY = timedelta(days=1)


@dataclass
class Town:
    """Who works with devices; everybody has an account and a post."""

    city: Actor
    district: Actor
    ward: Actor
    second: Actor
    """Another officer of the same ward."""
    other: Actor

    def added(self, serial: str = "KIT-001", unit: Actor | None = None, kind: Kind = Kind.KIT, **more: object) -> int:
        at = (unit or self.ward).at
        device = NewDevice(serial=serial, kind=kind, unit=at, **more)  # type: ignore[arg-type]
        return operations.add(actor=self.district, now=NOW, device=device, client_key=uuid4())

    def fault(self, device: int, *, stops: bool = True, since: int = 0) -> int:
        return operations.fault(
            actor=self.ward, now=NOW, device=device, kind=FaultKind.CAMERA, stops=stops, text="Máy ảnh không lên",
            since=TODAY + since * DAY, client_key=uuid4(),
        )  # fmt: skip

    def moved(self, device: int, giver: Actor, taker: Actor) -> None:
        made = operations.hand_over(actor=giver, now=NOW, device=device, to=taker.at, client_key=uuid4())
        operations.take(actor=taker, now=NOW, handover=made, client_key=uuid4())

    def device(self, one: int) -> DeviceRow:
        with reading(self.city):
            return queries.device(one)

    def sheet(self, one: int) -> DeviceSheet:
        with reading(self.city):
            return queries.sheet(one)


@pytest.fixture
def town(db: None) -> Town:
    return Town(
        city=actor_for("thanhpho", Role.CITY_HEADQUARTERS, unit_of("01")),
        district=actor_for("badinh", Role.DISTRICT_POLICE, unit_of("001")),
        ward=actor_for("phucxa", Role.COMMUNE_POLICE, unit_of("00001")),
        second=actor_for("phucxa2", Role.COMMUNE_POLICE, unit_of("00001")),
        other=actor_for("trucbach", Role.COMMUNE_POLICE, unit_of("00004")),
    )
