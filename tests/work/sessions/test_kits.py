"""A kit that cannot work is announced nowhere; what is announced for it, and what it did while suspect, is named."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.officers_help import signed_in_client
from tests.work.sessions.conftest import HOMEBOUND, MORNING, TODAY, Field, key, workday
from tests.work.verification.conftest import enter
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import acting
from toandan.work.equipment import operations as equipment
from toandan.work.equipment import queries as devices
from toandan.work.equipment.words import FaultKind
from toandan.work.sessions import operations, queries
from toandan.work.sessions.operations import UnableToHold
from toandan.work.sessions.words import Kind, NewHome, NewSession, Shift, Stop, Urgency


def broken(ground: Field, serial: str = "KIT-1") -> int:
    with acting(ground.district):
        number = devices.by_serial(serial).device_id
    return equipment.fault(
        actor=ground.district, now=MORNING, device=number, kind=FaultKind.CAMERA, stops=True, text="không lên",
        since=TODAY, client_key=key(),
    )  # fmt: skip


def refused(ground: Field, **wish: object) -> str:
    with pytest.raises(UnableToHold) as error:
        ground.announce(**wish)  # type: ignore[arg-type]
    return error.value.code


def test_a_kit_that_is_broken_or_stolen_is_announced_and_driven_nowhere(ground: Field) -> None:
    day = workday(3)
    with acting(ground.district):
        stands = queries.session(ground.announce(day=day, shift=Shift.PM))
        assert not queries.kit_fails(stands, TODAY)
    fault = broken(ground)
    with acting(ground.district):
        assert queries.kit_fails(stands, TODAY), "whoever opens the page of the session is told"
        assert not queries.kit_fails(stands, day + timedelta(days=1))
    assert refused(ground, day=day) == "kit_out"
    back = day + timedelta(days=1)
    said = {"actor": ground.district, "now": MORNING}
    equipment.begin_repair(**said, fault=fault, back_on=back, client_key=key())  # type: ignore[arg-type]
    assert refused(ground, day=day) == "kit_back"
    home = operations.ask_home(
        actor=ground.police, now=MORNING, client_key=key(),
        home=NewHome(enter("Phạm Thị Nhu", HOMEBOUND), Urgency.DISABLED, 20, TODAY, back),
    )  # fmt: skip
    drive = said | {"unit": ground.district_no, "kit": "KIT-1", "stops": [Stop(home, 480, 500)]}
    with pytest.raises(UnableToHold, match="kit_back"):
        operations.route(**drive, day=day, client_key=key())  # type: ignore[arg-type]
    later = workday((back - TODAY).days)
    assert ground.announce(day=later)
    with acting(ground.district):
        number = devices.by_serial("KIT-2").device_id
    equipment.report_gone(**said, device=number, stolen=True, suspect_from=MORNING, reason="mất", client_key=key())  # type: ignore[arg-type]
    assert refused(ground, kit="KIT-2", day=later, shift=Shift.PM) == "kit_blocked"


def test_a_crowd_that_cannot_be_is_refused_and_one_that_is_unlikely_needs_a_reason(ground: Field) -> None:
    said = {"actor": ground.district, "now": MORNING}
    many = NewSession(Kind.ENROLMENT, "P1", "KIT-1", workday(), Shift.AM, 300)
    with pytest.raises(UnableToHold, match="crowd_time"):
        operations.announce(**said, session=many, reason="đông", client_key=key())  # type: ignore[arg-type]
    some = NewSession(Kind.ENROLMENT, "P1", "KIT-1", workday(), Shift.AM, 5)
    with pytest.raises(UnableToHold, match="crowd_few") as few:
        operations.announce(**said, session=some, client_key=key())  # type: ignore[arg-type]
    assert (few.value.values["left"], few.value.values["place"]) == (0, "P1")
    code = operations.announce(**said, session=some, reason="công nhân nơi khác", client_key=key())  # type: ignore[arg-type]
    with pytest.raises(UnableToHold, match="officer_unknown"):
        operations.add_crew(**said, code=code, username="không.có", client_key=key())  # type: ignore[arg-type]


def test_a_report_names_what_is_announced_and_a_stolen_kit_what_it_did(ground: Field) -> None:
    today, soon = ground.announce(day=TODAY), ground.announce(day=workday(2))
    operations.open_session(actor=ground.district, now=MORNING, code=today, client_key=key())
    operations.close_session(actor=ground.district, now=MORNING, code=today, collected=3, client_key=key())
    with acting(ground.district):
        number = devices.by_serial("KIT-1").device_id
    page = signed_in_client(Officer.objects.get(username=ground.district.name))
    fault = {"kind": "camera", "stops": "on", "text": "không lên", "since": f"{TODAY:%d/%m/%Y}"}
    address = f"/equipment/{number}/"
    sent = {f"fault-{name}": value for name, value in fault.items()} | {"fault-client_key": str(uuid4())}
    told = page.post(f"{address}fault/", sent, follow=True).content.decode()
    assert f"đã được thông báo cho {soon}" in told and f'href="/sessions/{soon}/"' in told
    assert 'id="suspect"' not in told
    equipment.report_gone(
        actor=ground.district, now=MORNING, device=number, stolen=True, suspect_from=MORNING - timedelta(days=2),
        reason="mất trộm", client_key=key(),
    )  # fmt: skip
    shown = page.get(address).content.decode()
    suspect = shown[shown.index('id="suspect"') :]
    assert today in suspect[:3000] and "bị nghi ngờ từ" in suspect
    with acting(ground.district):
        ((since, until, did),) = queries.suspect_work(number, "KIT-1", today=TODAY)
        assert (since, until, [one.code for one in did]) == (MORNING - timedelta(days=2), None, [today])
        assert [one.code for one in queries.kit_ahead("KIT-1", TODAY, None)] == [soon]
    with acting(ground.neighbour):
        assert queries.kit_deeds("KIT-1", TODAY, None) == []
