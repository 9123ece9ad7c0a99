"""Devices that wait for an officer's word are told of, each thing to whom it waits for."""

from uuid import uuid4

import pytest

from tests.work.equipment.conftest import NOW, Town, town
from tests.work.equipment.test_life import loan
from toandan.command.notices import queries
from toandan.command.notices.words import Kind
from toandan.record.officers.queries import reading
from toandan.work.equipment import operations

__all__ = ["town"]
pytestmark = pytest.mark.django_db


def test_hand_overs_and_loans_are_told_to_the_other_side(town: Town) -> None:
    kit, _more = town.added(), town.added("KIT-002")
    handed = operations.hand_over(actor=town.ward, now=NOW, device=kit, to=town.ward.at, client_key=uuid4())
    asked = loan(town.other, town.other.at, 0, 1, serial="KIT-002")

    def told(actor):
        with reading(actor):
            found = queries.waiting(actor, now=NOW)
        return found.get(Kind.HANDOVERS), found.get(Kind.LOANS)

    assert told(town.ward) == (None, frozenset({asked})), "who gave it does not confirm it"
    assert told(town.second) == (frozenset({handed}), frozenset({asked}))
    assert told(town.other) == (None, None)
