"""The city's kits, readers and printers, and what befell some of them (thiết bị của thành phố).

An inventory as headquarters would take it in: two kits and a printer at each district, the other kits at the communes
with most people. The inventory and what happened lie before today's date, so that repairs, a loan and a hand-over are
still under way for whoever looks on. Serials say where a device was first sent.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT, one_per_level
from toandan.work.equipment import operations, queries
from toandan.work.equipment.words import Condition, FaultKind, Kind, NewDevice

KITS = 120
_AT_DISTRICTS = 2
_OLD_KEY = 17
"""One kit in so many has a key that is too old."""
_FAULTS = (
    ("KIT-001-1", FaultKind.FINGERPRINT, "Máy quét vân tay báo lỗi khi tay khô, phải quét lại nhiều lần", 6, None),
    ("KIT-268-1", FaultKind.POWER, "Pin không giữ điện quá một giờ", 9, 4),
    ("KIT-018-2", FaultKind.CAMERA, "Máy ảnh không lấy nét", 3, 6),
    ("KIT-274-1", FaultKind.COMPUTER, "Máy tính không khởi động", 2, None),
)
"""Serial, what is broken, how it shows, since how many days, and in how many days it is expected back from repair."""


def play(work: Casework) -> None:
    """Take the inventory in, and let happen what happens to a hundred kits in some weeks."""
    headquarters = officers.actor_by_name("pc06", now=work.evening)
    lines = list(enumerate(_inventory(work), start=2))
    operations.take_in(
        actor=headquarters, now=_ago(work, 30), devices=lines, whole=True, client_key=work.key("equipment")
    )  # fmt: skip
    with reading(headquarters):
        numbers = {row.serial: row.device_id for row in queries.devices(1, headquarters_last(work), limit=None)}
    for serial, kind, text, since, back in _FAULTS:
        _fault(work, headquarters, numbers[serial], kind, text, since, back)
    _reports(work, headquarters, numbers)
    _stolen(work, headquarters, numbers["KIT-273-2"])
    _shown(work, numbers)


def headquarters_last(work: Casework) -> int:
    """Return the last unit number of the city."""
    return units.by_code("01", as_of=work.day).last


def _inventory(work: Casework) -> list[NewDevice]:
    city = units.by_code("01", as_of=work.day)
    people = {number: word.population for number, word in units.census(city.number, city.last).items()}
    found: list[NewDevice] = []
    communes = []
    for district in units.children(city.number, as_of=work.day):
        for place in range(1, _AT_DISTRICTS + 1):
            found.append(
                _kit(work, f"KIT-{district.code}-{place}", district.number, "Trụ sở công an huyện, kho thiết bị")
            )
        found.append(NewDevice(f"PRN-{district.code}", Kind.PRINTER, district.number, model="Máy in phiếu hẹn"))
        communes += units.children(district.number, as_of=work.day)
    communes.sort(key=lambda unit: (-people.get(unit.number, 0), unit.code))
    for commune in communes[: KITS - sum(one.kind is Kind.KIT for one in found)]:
        found.append(_kit(work, f"KIT-{commune.code}", commune.number, "Trụ sở công an xã, phường"))
        found.append(NewDevice(f"RDR-{commune.code}", Kind.READER, commune.number, model="Đầu đọc thẻ chip"))
    kits = [at for at, one in enumerate(found) if one.kind is Kind.KIT]
    for at in kits[::_OLD_KEY]:
        found[at] = _kit(work, found[at].serial, found[at].unit, found[at].place, age=400)
    return found


def _kit(work: Casework, serial: str, unit: int, place: str, *, age: int = 200) -> NewDevice:
    made = work.today - timedelta(days=age)
    return NewDevice(serial, Kind.KIT, unit, model="BTN-2", place=place, software="3.2.1", key_made_on=made)


def _fault(work: Casework, by: Actor, device: int, kind: FaultKind, text: str, since: int, back: int | None) -> None:
    day = work.today - timedelta(days=since)
    one = operations.fault(
        actor=by, now=_ago(work, since), device=device, kind=kind, stops=True, text=text, since=day,
        client_key=work.key(f"fault {device}"),
    )  # fmt: skip
    if back is not None:
        operations.begin_repair(
            actor=by, now=_ago(work, since - 1), fault=one, back_on=work.today + timedelta(days=back),
            place="Trung tâm bảo hành", client_key=work.key(f"repair {device}"),
        )  # fmt: skip


def _reports(work: Casework, by: Actor, numbers: dict[str, int]) -> None:
    """Let some kits report: most are well, one with difficulty, one was last heard of long ago."""
    told = {"KIT-279-1": (Condition.GOOD, 1), "KIT-279-2": (Condition.DEGRADED, 1), "KIT-003-1": (Condition.GOOD, 12)}
    for serial, (condition, days) in told.items():
        at = _ago(work, days)
        operations.report(
            actor=by, now=at, device=numbers[serial], at=at, condition=condition, software="3.2.1",
            client_key=work.key(f"report {serial}"),
        )  # fmt: skip


def _stolen(work: Casework, by: Actor, device: int) -> None:
    operations.report_gone(
        actor=by, now=_ago(work, 4), device=device, stolen=True, suspect_from=_ago(work, 5, 17),
        reason="Mất trong đêm tại điểm lưu động, đã trình báo", client_key=work.key("stolen"),
    )  # fmt: skip


def _shown(work: Casework, numbers: dict[str, int]) -> None:
    """Lend a kit to the shown district, and hand one of its own to the shown commune, which has yet to confirm."""
    district = work.actors[SHOWN_DISTRICT]
    lent = operations.ask_loan(
        actor=work.actors["278"], now=_ago(work, 3), serial="KIT-278-2", borrower=district.at,
        since=work.today - timedelta(days=2), until=work.today + timedelta(days=8),
        reason="Thường Tín còn nhiều người chưa được cấp, Thanh Oai đã gần xong", client_key=work.key("loan"),
    )  # fmt: skip
    operations.agree_loan(actor=district, now=_ago(work, 3, 15), loan=lent, client_key=work.key("agree"))
    given = operations.hand_over(
        actor=work.actors["278"], now=_ago(work, 2), device=numbers["KIT-278-2"], to=district.at,
        place="Trụ sở Công an huyện Thường Tín", client_key=work.key("hand"),
    )  # fmt: skip
    operations.take(actor=district, now=_ago(work, 2, 11), handover=given, client_key=work.key("take"))
    commune = officers.actor_by_name(one_per_level(work.started)[2].username, now=work.evening)
    operations.hand_over(
        actor=district, now=_ago(work, 1, 16), device=numbers["KIT-279-1"], to=commune.at,
        place="Nhà văn hóa thôn", reason="Cho đợt lưu động tuần này", client_key=work.key("hand on"),
    )  # fmt: skip


def _ago(work: Casework, days: int, hour: int = 8) -> datetime:
    day: date = work.today - timedelta(days=days)
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
