"""A ward with people in doubt, the officers who look into them, and bodies that are asked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from tests.record.people.conftest import someone, unit_of
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
from toandan.record.officers.operations import acting
from toandan.record.officers.words import ROLES, Role
from toandan.record.rolls import operations as rolls
from toandan.record.units import operations as units
from toandan.record.units import queries as unit_rows
from toandan.record.units.words import BodyKind
from toandan.work.verification import operations
from toandan.work.verification.words import Decision, Evidence, EvidenceKind, Kind, Outcome

OPENED = datetime(2023, 5, 20, 2, tzinfo=UTC)
NOW = datetime.now(UTC)
"""Questions go out of a body's sight by the database's own day, so the tests live in the present."""
TODAY = localdate(NOW)
LATER = TODAY + timedelta(days=10)
DUE = Standing(Residence.PERMANENT, Card.DUE, EId.NONE)
DONE = Standing(Residence.PERMANENT, Card.ISSUED, EId.ACTIVATED)
PAPER = Evidence(EvidenceKind.OFFICIAL_LETTER, "12/TP", date(2023, 5, 30))


def enter(name: str, standing: Standing = DUE, code: str = "00001", **details: object) -> int:
    """Write somebody down in a ward and post them."""
    return rolls.enter(
        actor=the_house(), now=OPENED, unit=unit_of(code), details=someone(name, **details), standing=standing,
        occurred_on=date(2023, 5, 20), client_key=uuid4(), reason="mở sổ",
    )  # fmt: skip


def add_body(code: str, kind: BodyKind, at: str) -> int:
    """Write a body outside the police down."""
    with acting(the_house()):
        return units.add_body(
            actor=the_house(), code=code, kind=kind, name_vi=f"Cơ quan {code}", name_en=f"Body {code}",
            territory=unit_of(at),
        )  # fmt: skip


def actor_at(name: str, role: Role, unit: int, officer: int) -> Actor:
    """Return somebody who holds a role at a unit; no account is needed to act, and none is made."""
    at = unit_rows.by_number(unit)
    return Actor(officer, name, at.number, (Grant(at.number, at.last, ROLES[role].permissions),))


@dataclass
class Ward:
    """Who works in and around the ward, and the bodies they ask."""

    police: Actor
    district: Actor
    neighbour: Actor
    justice: Actor
    centre: Actor
    justice_no: int
    centre_no: int
    unit: int

    def open(self, person: int, kind: Kind = Kind.SUSPECTED_DEAD, **more: object) -> int:
        """Open a case as the ward's police."""
        return operations.open_case(
            actor=self.police, now=NOW, person_id=person, kind=kind, reason="thấy lạ", client_key=uuid4(), **more
        )  # type: ignore[arg-type]

    def ask(self, *cases: int, body: int | None = None) -> str:
        """Put cases on a list to the justice office, or to another body."""
        return operations.ask(
            actor=self.police, now=NOW, unit=self.unit, body=body or self.justice_no, cases=cases,
            question="Đề nghị xác minh", due_on=LATER, client_key=uuid4(),
        )  # fmt: skip

    def decide(self, case: int, outcome: Outcome, **more: object) -> int | None:
        """Decide a case as the ward's police."""
        decision = Decision(outcome, PAPER, TODAY, **more)  # type: ignore[arg-type]
        return operations.decide(
            actor=self.police, now=NOW, case_id=case, decision=decision, reason="đủ căn cứ", client_key=uuid4()
        )


@pytest.fixture
def ward(db: None) -> Ward:
    """A ward in the test's own transaction."""
    return make_ward()


def make_ward() -> Ward:
    """The ward Phúc Xá of Ba Đình, its neighbour, the district's justice office and a centre."""
    justice, centre = (
        add_body("TP-001", BodyKind.JUSTICE_OFFICE, "001"),
        add_body("BTXH-001", BodyKind.SOCIAL_PROTECTION_CENTRE, "001"),
    )
    return Ward(
        police=actor_at("phucxa", Role.COMMUNE_POLICE, unit_of("00001"), 1),
        district=actor_at("badinh", Role.DISTRICT_POLICE, unit_of("001"), 2),
        neighbour=actor_at("trucbach", Role.COMMUNE_POLICE, unit_of("00004"), 3),
        justice=actor_at("tuphap", Role.BODY_OFFICER, justice, 4),
        centre=actor_at("trungtam", Role.BODY_OFFICER, centre, 5),
        justice_no=justice,
        centre_no=centre,
        unit=unit_of("00001"),
    )


YEAR_ONLY = PartialDate.of(1950)
MISSING = DUE.but(obstacle=Obstacle.BIRTH_DATE_MISSING)
