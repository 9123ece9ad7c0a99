"""People to work with, and officers who answer for different communes."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from toandan.ground.kernel.actor import Actor, Grant
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.people.words import PeoplePermission, PersonDetails, Sex
from toandan.record.units import queries as units

NOW = datetime(2023, 6, 1, 3, 0, tzinfo=UTC)
TODAY = date(2023, 6, 1)
ALL = frozenset(p.value for p in PeoplePermission)


def unit_of(code: str) -> int:
    """Return the number of a unit of the 2023 list."""
    return units.by_code(code, as_of=TODAY).number


def officer_at(code: str, *, permissions: frozenset[str] = ALL, officer: int = 7) -> Actor:
    """Return somebody who holds the permissions at a unit and below."""
    unit = units.by_code(code, as_of=TODAY)
    return Actor(
        officer=officer,
        name=f"officer{officer}",
        at=unit.number,
        grants=(Grant(low=unit.number, high=unit.last, permissions=permissions),),
    )


def someone(name: str = "Nguyễn Văn Mẫu", **details: object) -> PersonDetails:
    """Return details that nothing is wrong with."""
    given: dict[str, object] = {
        "full_name": name,
        "birth": PartialDate.of(1985, 5, 17),
        "sex": Sex.MALE,
        "personal_number": "",
    }
    return PersonDetails(**(given | details))  # type: ignore[arg-type]


def enter(actor: Actor, details: PersonDetails, **more: object) -> int:
    """Write a person down under the actor's own unit."""
    from toandan.record.people import operations

    given: dict[str, object] = {"unit": actor.at, "reason": "moved in", "client_key": uuid4()}
    return operations.register(actor=actor, now=NOW, details=details, **(given | more))  # type: ignore[arg-type]


@pytest.fixture
def phuc_xa(db: None) -> Actor:
    """An officer of the ward Phúc Xá."""
    return officer_at("00001", officer=1)


@pytest.fixture
def truc_bach(db: None) -> Actor:
    """An officer of the neighbouring ward Trúc Bạch."""
    return officer_at("00004", officer=2)


@pytest.fixture
def ba_dinh(db: None) -> Actor:
    """An officer of the district Ba Đình, to which both wards belong."""
    return officer_at("001", officer=3)
