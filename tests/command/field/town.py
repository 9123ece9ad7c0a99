"""A district with two wards, their people, places, kits and a homebound person: what a plan is gathered from."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from tests.command.campaign import town as t
from tests.officers_help import make_officer
from toandan.command.field import operations, queries
from toandan.command.field.rules import calendar
from toandan.command.field.words import Engine, RunRow, VersionRow
from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
from toandan.record.officers import queries as officers
from toandan.record.officers.models import Officer
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import FaultKind, Kind, NewDevice
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries as held
from toandan.work.sessions.words import NewHome, NewPlace, PlaceKind, SessionRow, Urgency

NOW = datetime.combine(localdate(datetime.now(UTC)), time(1), UTC)
TODAY = localdate(NOW)
DAYS = 6
DISTRICT, WARDS = "001", ("00001", "00004")
HOMEBOUND = Standing(Residence.PERMANENT, Card.DUE, EId.NONE, Obstacle.HOMEBOUND).code
_WHERE = ((21.045, 105.845), (21.047, 105.842))


@dataclass
class FieldTown:
    """Who plans and who runs the day, and what stands there."""

    officer: Officer
    ward_officer: Officer
    district: Actor
    ward: Actor
    unit: int
    wards: tuple[int, ...]
    people: dict[int, list[int]]
    kits: dict[str, int] = field(default_factory=dict)

    def asked(self, **more: object) -> RunRow:
        told = {"first_day": TODAY, "days": DAYS, "engine": Engine.GREEDY, "client_key": uuid4()} | more
        return operations.ask(actor=self.district, now=NOW, unit=self.unit, **told)  # type: ignore[arg-type]

    def worked(self, run: RunRow) -> RunRow:
        return operations.carry_out(actor=self.district, now=NOW, run=run.run_id)

    def planned(self) -> VersionRow:
        done = self.worked(self.asked())
        assert done.version, done
        return self.version(done.version)

    def approved(self, row: VersionRow) -> None:
        operations.approve(actor=self.district, now=NOW, version=row.head.version_id, client_key=uuid4())

    def version(self, number: int) -> VersionRow:
        with reading(self.district):
            return queries.version(number)

    def stand(self) -> list[SessionRow]:
        with reading(self.district):
            return held.announced([self.unit], TODAY, DAYS)

    def breaks(self, kit: str, since: date = TODAY) -> None:
        equipment.fault(
            actor=self.district, now=NOW, device=self.kits[kit], kind=FaultKind.CAMERA, stops=True,
            text="Máy ảnh không lên", since=since, client_key=uuid4(),
        )  # fmt: skip


def serials(many: int) -> tuple[str, ...]:
    """Return names of kits that do not rest today."""
    found = (f"KIT-{letter}" for letter in "ABCDEFGHIJKLMNOP")
    return tuple(one for one in found if 0 not in calendar.rest_days(one, TODAY, 1))[:many]


def build(
    kits: int = 2, codes: tuple[str, ...] = WARDS, ward_name: str = "phuc.xa", many: tuple[int, int] = (60, 30)
) -> FieldTown:
    """Build the town; nobody at home can be visited today, so that every kit is free for sessions."""
    people = t.Town()
    wards = tuple(t.unit(code) for code in codes)
    due = {ward: people.open(ward, t.DUE, due_here) for ward, due_here in zip(wards, many, strict=True)}
    (bound,) = people.open(wards[0], HOMEBOUND, 1)
    officer = make_officer("ba.dinh", Role.DISTRICT_POLICE, t.unit(DISTRICT))
    ward_officer = make_officer(ward_name, Role.COMMUNE_POLICE, wards[0])
    now = datetime.now(UTC)
    made = FieldTown(
        officer, ward_officer, officers.actor_of(officer.pk, now=now), officers.actor_of(ward_officer.pk, now=now),
        t.unit(DISTRICT), wards, due,
    )  # fmt: skip
    for serial in serials(kits):
        device = NewDevice(serial=serial, kind=Kind.KIT, unit=made.unit)
        made.kits[serial] = equipment.add(actor=made.district, now=NOW, device=device, client_key=uuid4())
    for unit, (lat, lon) in zip(wards, _WHERE, strict=True):
        place = NewPlace(
            f"TS-{unit}", unit, PlaceKind.OFFICE, f"Trụ sở {unit}", "1 phố Hàng Than", 1.0, lat, lon
        )  # fmt: skip
        sessions.add_place(actor=made.district, now=NOW, place=place, client_key=uuid4())
    home = NewHome(
        bound,
        Urgency.BEDRIDDEN,
        20,
        TODAY + timedelta(days=1),
        TODAY + timedelta(days=DAYS),
        latitude=21.046,
        longitude=105.846,
    )
    sessions.ask_home(actor=made.ward, now=NOW, home=home, client_key=uuid4())
    return made
