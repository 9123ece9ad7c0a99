"""Officers signed in: the ward's police, a neighbour, the justice office and a centre."""

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from tests.work.verification.conftest import Ward, ward
from toandan.record.officers.words import Role

__all__ = ["ward"]


@dataclass
class Desks:
    """A signed-in client for each."""

    police: Client
    neighbour: Client
    justice: Client
    centre: Client


@pytest.fixture
def desks(ward: Ward) -> Desks:
    """Sign everybody in."""
    made = (
        ("ca.phucxa", Role.COMMUNE_POLICE, unit_of("00001")),
        ("ca.trucbach", Role.COMMUNE_POLICE, unit_of("00004")),
        ("phong.tuphap", Role.BODY_OFFICER, ward.justice_no),
        ("trung.tam", Role.BODY_OFFICER, ward.centre_no),
    )
    return Desks(*(signed_in_client(make_officer(*one)) for one in made))
