"""Who sees devices, and what the database refuses whoever asks, by smuggled SQL in the caller's own reach too."""

from uuid import uuid4

import pytest

from tests.work.directives.test_scope import written
from tests.work.equipment.conftest import NOW, Town
from tests.work.equipment.test_life import loan
from tests.work.verification.test_scope import seen
from toandan.work.equipment import operations

pytestmark = pytest.mark.django_db
SET = "UPDATE equipment_device SET "
EVENT = (
    "INSERT INTO equipment_event (client_key, device_id, verb, occurred_at, recorded_at, actor, actor_id, "
    "reason, detail) "
    "SELECT gen_random_uuid(), device_id, %s, now(), now(), %s, %s, '', '{}' FROM equipment_device"
)
TAKE = "UPDATE equipment_handover SET state = 'taken', answered_at = now(), answered_by = %s, answered_by_id = %s"
LOAN = (
    "INSERT INTO equipment_loan (client_key, device_id, serial, kind, lender_no, borrower_no, since, until, state, "
    "asked_no, asked_by, asked_at, reason, answered_by, answer) VALUES "
    "(gen_random_uuid(), %s, 'KIT-001', 'kit', %s, %s, now(), now(), %s, %s, %s, now(), '', '', '')"
)


def test_a_device_is_seen_where_it_stands_and_by_whom_it_goes_to(town: Town) -> None:
    kit = town.added()
    town.fault(kit, stops=False)
    tables = ("device", "event", "fault", "handover", "loan")

    def counts(actor):
        return [seen(actor, f"equipment_{table}") for table in tables]

    assert counts(town.ward) == counts(town.district) == [1, 2, 1, 0, 0]
    assert counts(town.other) == [0] * 5
    made = operations.hand_over(actor=town.ward, now=NOW, device=kit, to=town.other.at, client_key=uuid4())
    assert counts(town.other) == [1, 3, 1, 1, 0]
    operations.decline(actor=town.ward, now=NOW, handover=made, reason="Nhầm", client_key=uuid4())
    assert counts(town.other) == [0, 0, 0, 1, 0]
    loan(town.other, town.other.at, 0, 1)
    assert counts(town.other) == [1, 5, 1, 1, 1]


def test_blocks_custody_and_history_are_not_written_by_hand(town: Town) -> None:
    kit, ward, other = town.added(), town.ward, town.other
    assert written(ward, f"{SET}unit_no = %s", other.at) == 0
    assert written(ward, f"{SET}home_no = %s", other.at) == 0
    assert written(ward, f"{SET}holder = 'ai khác'") == 0
    assert written(ward, f"{SET}serial = 'x'") == 0
    assert written(ward, f"{SET}suspect_from = now()") == 0
    assert written(ward, f"{SET}state = 'stolen'") == 0, "a block says from when"
    assert written(ward, "DELETE FROM equipment_event") == 0
    assert written(ward, "UPDATE equipment_event SET reason = 'x'") == 0
    assert written(ward, EVENT, "reported", other.name, other.officer) == 0
    assert written(ward, EVENT, "lifted", ward.name, ward.officer) == 0
    operations.hand_over(actor=ward, now=NOW, device=kit, to=other.at, client_key=uuid4())
    for who in (ward, town.second):
        assert written(who, TAKE, who.name, who.officer) == 0
    assert written(other, TAKE, ward.name, ward.officer) == 0
    assert written(ward, f"{SET}unit_no = bound_no, home_no = bound_no, bound_no = NULL") == 0
    operations.report_gone(
        actor=ward, now=NOW, device=kit, stolen=True, suspect_from=NOW, reason="Mất", client_key=uuid4()
    )
    for who in (ward, town.district):
        assert written(who, f"{SET}state = 'ready', suspect_from = NULL") == 0
        assert written(who, f"{SET}suspect_from = NULL") == 0
        assert written(who, f"{SET}suspect_from = now() + interval '1 year'") == 0
    assert written(town.city, f"{SET}state = 'ready', suspect_from = NULL") == 1


def test_a_loan_is_neither_agreed_for_the_other_side_nor_of_another_units_device(town: Town) -> None:
    kit, ward, other = town.added(), town.ward, town.other
    lend = (kit, ward.at, other.at)
    assert written(other, LOAN, *lend, "agreed", other.at, other.name) == 0
    assert written(other, LOAN, *lend, "asked", ward.at, other.name) == 0
    assert written(other, LOAN, kit, other.at, ward.at, "asked", other.at, other.name) == 0
    assert written(other, LOAN, *lend, "asked", other.at, other.name) == 1
    agree = "UPDATE equipment_loan SET state = 'agreed', answered_by = %s"
    assert written(other, agree, other.name) == 0
    assert written(ward, agree, other.name) == 0
    assert written(ward, agree, ward.name) == 1
