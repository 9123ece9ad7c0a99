"""A ward with places, a homebound person, its officers, and the district that sends kits there."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import localdate

from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from tests.work.verification.conftest import DUE
from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.words import Obstacle
from toandan.record.officers.words import Role
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind as DeviceKind
from toandan.work.equipment.words import NewDevice
from toandan.work.sessions import operations
from toandan.work.sessions.words import Kind, NewPlace, NewSession, PlaceKind, Shift

MORNING = datetime.combine(localdate(datetime.now(UTC)), time(1), UTC)
"""Eight in the morning at home, today: the ledger refuses days to come by the database's own day."""
TODAY = localdate(MORNING)
HOMEBOUND = DUE.but(obstacle=Obstacle.HOMEBOUND)


def key() -> UUID:
    """A new idempotency key."""
    return uuid4()


@dataclass
class Field:
    """Who sends kits, who runs sessions, and where."""

    district: Actor
    police: Actor
    neighbour: Actor
    district_no: int
    unit: int
    next_unit: int
    home: int = field(default=0)

    def place(self, code: str = "P1", kind: PlaceKind = PlaceKind.OFFICE, share: float = 0.5, **more: object) -> str:
        """Write a place of the ward down."""
        point = {"latitude": 21.04, "longitude": 105.84} | more
        place = NewPlace(code, self.unit, kind, f"Địa điểm {code}", "1 phố Hàng Than", share, **point)  # type: ignore[arg-type]
        return operations.add_place(actor=self.police, now=MORNING, place=place, client_key=key())

    def kit(self, serial: str) -> int:
        """Take a kit of the district in."""
        device = NewDevice(serial, DeviceKind.KIT, self.district_no)
        return equipment.add(actor=self.district, now=MORNING, device=device, client_key=key())

    def announce(self, place: str = "P1", kit: str = "KIT-1", day: date = TODAY, shift: Shift = Shift.AM) -> str:
        """Announce a session there as the district."""
        session = NewSession(Kind.ENROLMENT, place, kit, day, shift, 40)
        return operations.announce(actor=self.district, now=MORNING, session=session, plan="KH-1", client_key=key())


@pytest.fixture
def ground(db: None) -> Field:
    """The ward Phúc Xá with a place that is always open, in the test's own transaction."""
    return made_ground()


def made_ground() -> Field:
    """Make the ward in whatever database is worked with."""
    made = Field(
        district=actor_for("badinh", Role.DISTRICT_POLICE, unit_of("001")),
        police=actor_for("phucxa", Role.COMMUNE_POLICE, unit_of("00001")),
        neighbour=actor_for("trucbach", Role.COMMUNE_POLICE, unit_of("00004")),
        district_no=unit_of("001"), unit=unit_of("00001"), next_unit=unit_of("00004"),
    )  # fmt: skip
    made.place()
    for serial in ("KIT-1", "KIT-2"):
        made.kit(serial)
    return made


def workday(after: int = 1) -> date:
    """A day ahead that no calendar of holidays names."""
    from toandan.ground.kernel.days import days_off

    day = TODAY + timedelta(days=after)
    while days_off(day, day):
        day += timedelta(days=1)
    return day
