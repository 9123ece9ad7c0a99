"""A device from the inventory to its block: custody, faults, loans, and what a planner is told of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.record.journal.lines import every_line
from tests.work.equipment.conftest import DAY, NOW, TODAY, Town
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.equipment import operations, queries, states
from toandan.work.equipment.operations import UnableToEquip
from toandan.work.equipment.words import (
    Concern,
    Condition,
    DeviceState,
    HandoverState,
    Kind,
    LoanState,
    NewDevice,
)

pytestmark = pytest.mark.django_db
SQL = Path(states.__file__).with_name("sql") / "equipment.sql"


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(UnableToEquip) as error:
        work()
    assert error.value.code == code


def off(town: Town, *units: int, days: int = 5) -> dict[tuple[str, int], tuple[int, ...]]:
    with reading(town.city):
        return {(k.serial, k.unit): k.off_days for k in queries.kits_for_planning(units, TODAY, days)}


def loan(actor: Actor, borrower: int, first: int, last: int, serial: str = "KIT-001") -> int:
    return operations.ask_loan(
        actor=actor, now=NOW, serial=serial, borrower=borrower, since=TODAY + first * DAY, until=TODAY + last * DAY,
        reason="Đợt cao điểm", client_key=uuid4(),
    )  # fmt: skip


def test_custody_changes_only_when_the_other_officer_confirms(town: Town) -> None:
    kit = town.added(place="Kho phường")
    key = uuid4()
    made, again = (
        operations.hand_over(
            actor=town.ward, now=NOW, device=kit, to=town.other.at, place="Trụ sở Trúc Bạch", client_key=key
        )
        for _ in range(2)
    )
    assert made == again
    head = town.device(kit)
    assert (head.unit, head.bound_for, head.place) == (town.ward.at, town.other.at, "Kho phường")
    refused("handover_waits", lambda: operations.hand_over(
        actor=town.ward, now=NOW, device=kit, to=town.ward.at, client_key=uuid4()))  # fmt: skip
    for nobody in (town.ward, town.district, town.second):
        with pytest.raises(NotAllowed):
            operations.take(actor=nobody, now=NOW, handover=made, client_key=uuid4())
    with reading(town.other):
        assert [one.handover_id for one in queries.to_confirm(town.other.at)] == [made]
    for _ in range(2):
        operations.take(actor=town.other, now=NOW, handover=made, client_key=key_of(1))
    head = town.device(kit)
    assert (head.unit, head.home, head.bound_for, head.holder) == (town.other.at, town.other.at, None, town.other.name)
    assert head.place == "Trụ sở Trúc Bạch"
    with reading(town.ward), pytest.raises(queries.DeviceUnknown):
        queries.device(kit)
    verbs = [line.verb for line in every_line() if line.verb.startswith("equipment.")]
    assert verbs == ["equipment.device.add", "equipment.device.hand_over", "equipment.device.take_over"]


def test_within_a_unit_another_officer_takes_over_and_a_declined_one_stays(town: Town) -> None:
    kit = town.added()
    made = operations.hand_over(actor=town.ward, now=NOW, device=kit, to=town.ward.at, client_key=uuid4())
    refused("same_officer", lambda: operations.take(actor=town.ward, now=NOW, handover=made, client_key=uuid4()))
    operations.take(actor=town.second, now=NOW, handover=made, client_key=uuid4())
    assert town.device(kit).holder == town.second.name
    made = operations.hand_over(actor=town.second, now=NOW, device=kit, to=town.other.at, client_key=uuid4())
    operations.decline(actor=town.other, now=NOW, handover=made, reason="Thiếu bộ sạc", client_key=uuid4())
    refused("handover_done", lambda: operations.decline(
        actor=town.ward, now=NOW, handover=made, reason="x", client_key=uuid4()))  # fmt: skip
    sheet = town.sheet(kit)
    assert (sheet.head.unit, sheet.head.bound_for) == (town.ward.at, None)
    assert [one.state for one in sheet.handovers] == [HandoverState.DECLINED, HandoverState.TAKEN]


KEYS = [uuid4() for _ in range(4)]


def key_of(number: int):
    return KEYS[number]


def test_a_fault_takes_a_kit_out_of_the_plan_until_the_day_it_is_back(town: Town) -> None:
    kit, ward = town.added(), town.ward.at
    assert off(town, ward) == {("KIT-001", ward): ()}
    minor = town.fault(kit, stops=False)
    assert (town.device(kit).state, off(town, ward)[("KIT-001", ward)]) == (DeviceState.READY, ())
    fault = town.fault(kit)
    assert off(town, ward)[("KIT-001", ward)] == (0, 1, 2, 3, 4), "nobody knows when it is back"
    operations.begin_repair(actor=town.ward, now=NOW, fault=fault, back_on=TODAY + 2 * DAY, client_key=uuid4())
    head = town.device(kit)
    assert (head.state, head.back_on) == (DeviceState.IN_REPAIR, TODAY + 2 * DAY)
    assert off(town, ward)[("KIT-001", ward)] == (0, 1)
    with reading(town.city):
        late = queries.kits_for_planning([ward], TODAY + 3 * DAY, 2)
    assert late[0].off_days == (0, 1), "a repair that should be over and is not has no known end"
    refused("repair_early", lambda: operations.repaired(
        actor=town.ward, now=NOW, fault=fault, on=TODAY - DAY, what="Thay máy", client_key=uuid4()))  # fmt: skip
    second = town.fault(kit)
    done = operations.repaired(actor=town.ward, now=NOW, fault=fault, on=TODAY, what="Thay máy", client_key=uuid4())
    assert done is DeviceState.FAULTY, "the second fault still stops it"
    for one, key in ((second, uuid4()), (minor, uuid4())):
        operations.repaired(actor=town.ward, now=NOW, fault=one, on=TODAY, what="Đã sửa", client_key=key)
    refused("fault_done", lambda: operations.repaired(
        actor=town.ward, now=NOW, fault=fault, on=TODAY, what="x", client_key=uuid4()))  # fmt: skip
    assert (town.device(kit).state, off(town, ward)[("KIT-001", ward)]) == (DeviceState.READY, ())


def test_a_loan_is_agreed_by_the_other_side_and_ends_when_the_device_is_back(town: Town) -> None:
    kit, ward, other = town.added(), town.ward.at, town.other.at
    asked = loan(town.other, other, 0, 2)
    with pytest.raises(NotAllowed):
        operations.agree_loan(actor=town.other, now=NOW, loan=asked, client_key=uuid4())
    assert off(town, ward, other) == {("KIT-001", ward): ()}, "what is only asked for changes no plan"
    operations.agree_loan(actor=town.ward, now=NOW, loan=asked, client_key=uuid4())
    told = {("KIT-001", ward): (0, 1, 2), ("KIT-001", other): (3, 4)}
    assert off(town, ward, other) == told
    refused("loan_overlaps", lambda: loan(town.district, other, 2, 4))
    town.moved(kit, town.ward, town.other)
    head = town.device(kit)
    assert (head.unit, head.home, head.lent) == (other, ward, True)
    assert off(town, ward, other) == told, "where it stands changes nothing about the days"
    refused("loan_away", lambda: operations.end_loan(actor=town.ward, now=NOW, loan=asked, client_key=uuid4()))
    refused("lent_on", lambda: operations.hand_over(
        actor=town.other, now=NOW, device=kit, to=town.district.at, client_key=uuid4()))  # fmt: skip
    with reading(town.city):
        late = {k.unit: k.off_days for k in queries.kits_for_planning([ward, other], TODAY + 3 * DAY, 2)}
        told_late = queries.warnings([kit], today=TODAY + 3 * DAY, now=NOW)
    assert late == {other: ()}, "past its last day it is still away"
    assert Concern.LOAN_LATE in told_late[kit]
    town.moved(kit, town.other, town.ward)
    (ended,) = town.sheet(kit).loans
    assert (ended.state, ended.ended_on) == (LoanState.ENDED, TODAY)
    assert off(town, ward, other) == {("KIT-001", ward): ()}


def test_who_stands_above_both_agrees_at_once_and_anybody_else_may_refuse(town: Town) -> None:
    town.added()
    agreed = loan(town.district, town.other.at, 1, 2)
    with reading(town.district):
        row = queries.loan(agreed)
    assert (row.state, row.answered_by) == (LoanState.AGREED, town.district.name)
    town.added("KIT-002")
    offered = loan(town.ward, town.other.at, 0, 1, serial="KIT-002")
    with reading(town.other):
        assert [one.loan_id for one in queries.loans_to_answer(town.other.at)] == [offered]
        assert queries.by_serial("KIT-002").home == town.ward.at
    operations.refuse_loan(actor=town.other, now=NOW, loan=offered, reason="Đủ máy", client_key=uuid4())
    with reading(town.other), pytest.raises(queries.DeviceUnknown):
        queries.by_serial("KIT-002")
    refused("loan_days", lambda: loan(town.ward, town.other.at, 2, 1, serial="KIT-002"))
    refused("loan_long", lambda: loan(town.ward, town.other.at, 0, 90, serial="KIT-002"))
    refused("loan_own", lambda: loan(town.ward, town.ward.at, 0, 1, serial="KIT-002"))


def test_a_stolen_device_is_blocked_at_once_and_only_headquarters_lifts_that(town: Town) -> None:
    kit, ward = town.added(), town.ward.at
    before = NOW - timedelta(hours=30)
    gone = {"actor": town.ward, "now": NOW, "device": kit, "reason": "Mất trong đêm"}
    refused("later", lambda: operations.report_gone(**gone, stolen=True, suspect_from=NOW + DAY, client_key=uuid4()))  # type: ignore[arg-type]
    operations.report_gone(**gone, stolen=False, suspect_from=before + DAY, client_key=uuid4())  # type: ignore[arg-type]
    operations.report_gone(**gone, stolen=True, suspect_from=before, client_key=uuid4())  # type: ignore[arg-type]
    with reading(town.district):
        assert queries.suspect_since("KIT-001") == before
        assert queries.blocked_serials(ward, ward) == {"KIT-001"}
    assert off(town, ward)[("KIT-001", ward)] == (0, 1, 2, 3, 4)
    told = operations.report(actor=town.ward, now=NOW, device=kit, at=NOW, condition=Condition.GOOD, client_key=uuid4())
    assert told is DeviceState.STOLEN, "a device that still reports learns that it is blocked"
    for work in (
        lambda: operations.hand_over(actor=town.ward, now=NOW, device=kit, to=town.other.at, client_key=uuid4()),
        lambda: town.fault(kit),
        lambda: loan(town.ward, town.other.at, 0, 1),
    ):
        refused("blocked", work)
    for nobody in (town.ward, town.district):
        with pytest.raises(NotAllowed):
            operations.lift(actor=nobody, now=NOW, device=kit, reason="Đã thấy", client_key=uuid4())
    refused("reason_missing", lambda: operations.lift(
        actor=town.city, now=NOW, device=kit, reason=" ", client_key=uuid4()))  # fmt: skip
    operations.lift(actor=town.city, now=NOW, device=kit, reason="Tìm thấy, niêm phong còn", client_key=uuid4())
    head = town.device(kit)
    assert (head.state, head.suspect_from) == (DeviceState.READY, None)
    with reading(town.city):
        assert queries.suspect_spans(kit) == [(before, NOW)], "the history keeps the span for ever"


def test_old_keys_silence_and_difficulties_are_told(town: Town) -> None:
    kit = town.added(key_made_on=TODAY - 366 * DAY)
    operations.report(
        actor=town.ward, now=NOW, device=kit, at=NOW - 9 * DAY, condition=Condition.DEGRADED, software="4.2",
        client_key=uuid4(),
    )  # fmt: skip
    late = operations.report(
        actor=town.ward, now=NOW, device=kit, at=NOW - 20 * DAY, condition=Condition.GOOD, software="3.0",
        client_key=uuid4(),
    )  # fmt: skip
    assert (late, town.device(kit).software) == (DeviceState.READY, "4.2"), "an older report changes nothing"
    with reading(town.ward):
        assert queries.warnings([kit], today=TODAY, now=NOW)[kit] == (
            Concern.KEY_OLD, Concern.SILENT, Concern.DEGRADED,
        )  # fmt: skip


def test_idle_days_are_those_on_which_a_kit_could_have_worked_and_was_not_used(town: Town) -> None:
    kit, ward = town.added(), town.ward.at
    town.added("KIT-002", unit=town.other)
    town.fault(kit, since=-2)
    used = {"KIT-001": {TODAY - 9 * DAY, TODAY - 2 * DAY, TODAY + 40 * DAY}}
    with reading(town.city):
        rows = queries.utilisation(ward, ward, first=TODAY - 9 * DAY, last=TODAY, used=used)
    assert [(r.serial, r.days, r.off, r.used, r.idle) for r in rows] == [("KIT-001", 10, 2, 2, 6)]


def test_an_inventory_goes_in_whole_or_its_good_lines_and_twice_changes_nothing(town: Town) -> None:
    town.added("KIT-009", unit=town.other)
    lines = [
        (2, NewDevice("KIT-001", Kind.KIT, town.ward.at, key_made_on=TODAY)),
        (3, NewDevice("KIT-001", Kind.KIT, town.ward.at)),
        (4, NewDevice("KIT-002", Kind.PRINTER, town.other.at, key_made_on=TODAY + DAY)),
        (5, NewDevice("KIT-009", Kind.KIT, town.ward.at)),
        (6, NewDevice("KIT-003", Kind.KIT, town.city.at)),
        (7, NewDevice("", Kind.KIT, town.ward.at)),
        (8, NewDevice("KIT-009", Kind.KIT, town.other.at)),
    ]
    told = {"actor": town.district, "now": NOW, "devices": lines}
    report = operations.take_in(**told, whole=True, client_key=uuid4())  # type: ignore[arg-type]
    codes = [(one.line, one.column, one.code) for one in report.refused]
    assert codes == [
        (3, "serial", "serial_taken"), (4, "key_made_on", "key_future"), (6, "unit", "not_allowed"),
        (7, "serial", "serial_missing"), (8, "serial", "serial_taken"),
    ]  # fmt: skip
    with reading(town.city):
        assert len(queries.devices(1, 2_000_000_000)) == 1, "one bad line kept everything out"
    report = operations.take_in(**told, whole=False, client_key=uuid4())  # type: ignore[arg-type]
    assert (report.added, len(report.refused)) == (1, 5)
    report = operations.take_in(
        actor=town.district, now=NOW, devices=lines[:1], whole=True, client_key=uuid4()
    )  # fmt: skip
    assert (report.added, report.known, report.refused) == (0, 1, ())
    with pytest.raises(NotAllowed):
        operations.take_in(actor=town.ward, now=NOW, devices=lines, whole=False, client_key=uuid4())


def test_the_database_knows_the_same_moves_as_the_table() -> None:
    kept = set(re.findall(r"'(\w+)>(\w+)'", SQL.read_text(encoding="utf-8").split("v_lifts AND NOT")[0]))
    assert kept == {(source.value, target.value) for source, target in states.moves()}
